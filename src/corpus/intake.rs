//! Articles on their way into a story, one at a time, so that the caller can tell how far it is, and stop.

use super::{Corpus, Options, build};
use crate::base::RawArticle;
use crate::import::{self, ImportError};
use crate::text::{self, Analysis, Models};
use std::collections::VecDeque;

/// What was given, what of it is analysed, and what could not be read.
#[derive(Default)]
pub struct Intake {
    waiting: VecDeque<RawArticle>,
    taken: Vec<RawArticle>,
    analyses: Vec<Analysis>,
    refused: Vec<ImportError>,
}

/// What an intake became.
pub struct Story {
    pub corpus: Corpus,
    /// The articles as they were given, JSON lines, in the order of the corpus's documents.
    pub lines: String,
    pub refused: Vec<ImportError>,
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
    /// Takes the articles of a file, and a note of each it cannot read.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        for result in import::import(name, bytes) {
            match result {
                Ok(article) => self.waiting.push_back(article),
                Err(refusal) => self.refused.push(refusal),
            }
        }
    }

    /// Takes an article that is no file: what a reader pasted.
    pub fn add_article(&mut self, article: RawArticle) {
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
        let mut lines = String::new();
        for article in &self.taken {
            lines.push_str(&import::to_json_line(article));
            lines.push('\n');
        }
        Story { corpus: build(self.analyses, options, models), lines, refused: self.refused }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_can_and_stops_when_told() {
        let models = Models::default();
        let mut intake = Intake::default();
        intake.add("a.txt", b"Rain fell on the quay of Port Alder on Monday, the harbour office said.");
        intake.add("b.txt", b"");
        intake.add("c.jsonl", b"{\"text\": \"Snow fell there later.\"}\n{\"text\": \"Hail, too.\"}");
        assert!(intake.step(&models) && intake.step(&models));
        let progress = intake.progress();
        assert_eq!((progress.articles, progress.of_articles), (2, 3));
        assert!(progress.bytes < progress.of_bytes);
        let story = intake.finish(&Options::default(), &models);
        assert_eq!(story.corpus.documents.len(), 2);
        assert_eq!(story.refused.len(), 1);
        assert_eq!(story.refused[0].input, "b.txt");

        // The same again from the lines that were kept.
        let mut again = Intake::default();
        again.add("story.jsonl", story.lines.as_bytes());
        while again.step(&models) {}
        assert_eq!(again.finish(&Options::default(), &models).corpus, story.corpus);
    }
}
