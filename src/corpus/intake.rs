//! Articles on their way into a story, one at a time, so that the caller can tell how far it is, and stop.

use super::{Corpus, Options, build};
use crate::base::RawArticle;
use crate::text::{self, Analysis, Models};
use std::collections::VecDeque;

/// What was given, and what of it is analysed.
#[derive(Default)]
pub struct Intake {
    waiting: VecDeque<RawArticle>,
    taken: Vec<RawArticle>,
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
    pub articles: usize,
    pub of_articles: usize,
    /// Bytes of text.
    pub bytes: usize,
    pub of_bytes: usize,
}

impl Intake {
    /// Puts an article at the end of those that wait.
    pub fn add(&mut self, article: RawArticle) {
        self.waiting.push_back(article);
    }

    /// Analyses the next article; false when none waits.
    pub fn step(&mut self, models: &Models) -> bool {
        let Some(article) = self.waiting.pop_front() else { return false };
        self.analyses.push(text::analyze(&article, models));
        self.taken.push(article);
        true
    }

    pub fn progress(&self) -> Progress {
        let size = |article: &RawArticle| article.text.len();
        let bytes = self.taken.iter().map(size).sum();
        Progress {
            articles: self.taken.len(),
            of_articles: self.taken.len() + self.waiting.len(),
            bytes,
            of_bytes: bytes + self.waiting.iter().map(size).sum::<usize>(),
        }
    }

    /// The story of what is analysed; what still waits is left out.
    pub fn finish(self, options: &Options, models: &Models) -> Story {
        Story { corpus: build(self.analyses, options, models), articles: self.taken }
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
}
