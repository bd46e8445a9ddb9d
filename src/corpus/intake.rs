//! Articles on their way into a story, one at a time, so that the caller can tell how far it is, and stop.

use super::{Begun, Corpus, Options};
use crate::base::RawArticle;
use crate::text::{self, Analysis, Models};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// What was given, and what of it is analysed.
#[derive(Default)]
pub struct Intake {
    waiting: VecDeque<RawArticle>,
    /// Bytes of text of those.
    waiting_bytes: usize,
    taken: Vec<RawArticle>,
    /// In step with `taken`; nothing where the article is lent.
    analyses: Vec<Option<Analysis>>,
}

/// Neighbouring articles that another thread is to analyse.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Lent {
    first: usize,
    articles: Vec<RawArticle>,
}

/// What came of [`Lent`].
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Returned {
    first: usize,
    analyses: Vec<Analysis>,
}

/// What an intake became.
pub struct Story {
    pub corpus: Corpus,
    /// The articles as they were given, in the order of the corpus's documents.
    pub articles: Vec<RawArticle>,
}

/// How far an intake is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Analysed ones.
    pub articles: usize,
    pub of_articles: usize,
    /// Bytes of text.
    pub bytes: usize,
    pub of_bytes: usize,
}

impl Intake {
    /// Puts an article at the end of those that wait.
    pub fn add(&mut self, article: RawArticle) {
        self.waiting_bytes += article.text.len();
        self.waiting.push_back(article);
    }

    /// Bytes of text of the articles that wait.
    pub fn waiting_bytes(&self) -> usize {
        self.waiting_bytes
    }

    fn next(&mut self) -> Option<RawArticle> {
        let article = self.waiting.pop_front()?;
        self.waiting_bytes -= article.text.len();
        Some(article)
    }

    /// Analyses the next article; false when none waits.
    pub fn step(&mut self, models: &Models) -> bool {
        let Some(article) = self.next() else { return false };
        self.analyses.push(Some(text::analyze(&article, models)));
        self.taken.push(article);
        true
    }

    /// Lends the next articles, one at least and so many bytes of text at most; nothing when none waits.
    pub fn lend(&mut self, most_bytes: usize) -> Option<Lent> {
        let (first, mut bytes) = (self.taken.len(), 0);
        while let Some(article) = self.waiting.front() {
            bytes += article.text.len();
            if self.taken.len() > first && bytes > most_bytes {
                break;
            }
            let next = self.next();
            self.taken.extend(next);
            self.analyses.push(None);
        }
        let articles = self.taken[first..].to_vec();
        (!articles.is_empty()).then_some(Lent { first, articles })
    }

    /// Takes what came of articles that were lent.
    pub fn take_back(&mut self, returned: Returned) {
        let places = self.analyses.iter_mut().skip(returned.first);
        places.zip(returned.analyses).for_each(|(place, analysis)| *place = Some(analysis));
    }

    /// Whether articles are lent.
    pub fn is_lending(&self) -> bool {
        self.analyses.iter().any(Option::is_none)
    }

    pub fn progress(&self) -> Progress {
        let size = |article: &RawArticle| article.text.len();
        let (mut articles, mut bytes, mut of_bytes) = (0, 0, self.waiting_bytes);
        for (article, analysis) in self.taken.iter().zip(&self.analyses) {
            of_bytes += size(article);
            if analysis.is_some() {
                articles += 1;
                bytes += size(article);
            }
        }
        Progress { articles, of_articles: self.taken.len() + self.waiting.len(), bytes, of_bytes }
    }

    /// What is analysed, to build from, and its articles; what still waits is left out. Articles that were lent and never
    /// came back are analysed here.
    pub fn begin(self, options: &Options, models: &Models) -> (Begun, Vec<RawArticle>) {
        let analysed = |(article, analysis): (&RawArticle, Option<Analysis>)| {
            analysis.unwrap_or_else(|| text::analyze(article, models))
        };
        let analyses = self.taken.iter().zip(self.analyses).map(analysed).collect();
        (Begun::new(analyses, options), self.taken)
    }

    /// The story of the same.
    pub fn finish(self, options: &Options, models: &Models) -> Story {
        let (begun, articles) = self.begin(options, models);
        Story { corpus: begun.build(models), articles }
    }
}

impl Lent {
    /// The work that was lent.
    pub fn analyze(&self, models: &Models) -> Returned {
        let analyses = self.articles.iter().map(|article| text::analyze(article, models)).collect();
        Returned { first: self.first, analyses }
    }

    /// Bytes of text.
    pub fn bytes(&self) -> usize {
        self.articles.iter().map(|article| article.text.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_how_far_it_is_and_stops_when_told() {
        let models = Models::default();
        let texts = ["Rain fell on the quay of Port Alder on Monday, the harbour office said.", "Snow.", "Hail, too."];
        let mut intake = Intake::default();
        for text in texts {
            intake.add(RawArticle { text: text.into(), ..RawArticle::default() });
        }
        assert!(intake.step(&models) && intake.step(&models));
        let progress = intake.progress();
        assert_eq!((progress.articles, progress.of_articles), (2, 3));
        assert!(progress.bytes < progress.of_bytes);
        let story = intake.finish(&Options::default(), &models);
        assert_eq!(story.corpus.documents.len(), 2);

        // The same again from the articles that were kept.
        let mut again = Intake::default();
        story.articles.into_iter().for_each(|article| again.add(article));
        while again.step(&models) {}
        assert_eq!(again.finish(&Options::default(), &models).corpus, story.corpus);
    }

    #[test]
    fn lends_articles_and_loses_none() {
        let models = Models::default();
        let texts = ["Rain fell.", "Snow fell on the quay.", "Hail, too.", "Fog lay.", "The sun came."];
        let given = || {
            let mut intake = Intake::default();
            for text in texts {
                intake.add(RawArticle { text: text.into(), ..RawArticle::default() });
            }
            intake
        };
        let mut alone = given();
        while alone.step(&models) {}
        let alone = alone.finish(&Options::default(), &models);

        let mut intake = given();
        let lent = intake.lend(1).unwrap();
        assert_eq!((lent.articles.len(), lent.bytes()), (1, 10));
        assert!(intake.step(&models) && intake.is_lending());
        let lost = intake.lend(20).unwrap();
        assert_eq!(lost.articles.len(), 2);
        assert!(intake.step(&models) && intake.lend(9).is_none());
        let lent: Lent = postcard::from_bytes(&postcard::to_allocvec(&lent).unwrap()).unwrap();
        let returned = postcard::to_allocvec(&lent.analyze(&models)).unwrap();
        intake.take_back(postcard::from_bytes(&returned).unwrap());
        assert_eq!((intake.progress().articles, intake.progress().of_articles), (3, 5));
        let story = intake.finish(&Options::default(), &models);
        assert_eq!((story.corpus, story.articles), (alone.corpus, alone.articles));
    }
}
