//! Takes a text apart into blocks: what tells the story, and what is set aside with a reason.
//!
//! Text that was copied or scraped from a page carries the page with it: navigation, the day it was fetched, adverts,
//! share buttons, titles of other articles. Nothing is thrown away; each block says what it was taken for and why, and
//! the reader can put it back. Work goes from the certain to the likely:
//!
//! 1. `lines` cuts the text into lines (paragraphs where the text is hard-wrapped);
//! 2. `parts` cuts a line where something else is glued to it: a credit behind a caption, "Read more …" behind a
//!    paragraph, a dateline before one;
//! 3. `furniture`, `credit`, `byline` look at one part on its own, by its words and its form;
//! 4. `page` looks at the whole: where the text proper begins and ends, which line is the headline, what repeats, and
//!    what a part must be because of its neighbours.
//!
//! The word lists are of general use on English-language news sites (wording of WordPress, Blogger, Newspaper-theme,
//! Arc and of the wire agencies' style guides); no rule knows a site.

use super::*;
use std::borrow::Cow;

mod byline;
mod credit;
mod furniture;
mod lexicon;
mod lines;
mod page;
mod parts;

pub use byline::author;

/// The blocks of a text, in order: they cover every character that is not white space.
///
/// With `is_plain` nothing is set aside: every line is a paragraph.
pub fn find(text: &str, is_plain: bool) -> IdVec<BlockId, Block> {
    if is_plain {
        let paragraph = |line: lines::Line| Block { span: line.span(), kind: BlockKind::Paragraph, reason: None };
        return lines::read(text, false).into_iter().map(paragraph).collect();
    }
    let mut parts: Vec<Part> = lines::read(text, true).into_iter().flat_map(parts::of).collect();
    page::judge(&mut parts);
    parts.into_iter().map(Part::into_block).collect()
}

/// What a part was taken for.
#[derive(Clone, Debug, PartialEq)]
struct Verdict {
    kind: BlockKind,
    reason: Cow<'static, str>,
}

fn verdict(kind: BlockKind, reason: impl Into<Cow<'static, str>>) -> Option<Verdict> {
    Some(Verdict { kind, reason: reason.into() })
}

fn boilerplate(reason: impl Into<Cow<'static, str>>) -> Option<Verdict> {
    verdict(BlockKind::Boilerplate, reason)
}

/// A line, or a stretch of one.
#[derive(Clone, Debug)]
struct Part<'t> {
    text: &'t str,
    /// Byte in the document.
    start: usize,
    /// Number of its line; a blank line counts.
    line: usize,
    /// White-space words, at most [`lines::MANY_WORDS`].
    words: usize,
    /// Nothing but an end of sentence, its closing marks included.
    ends: bool,
    verdict: Option<Verdict>,
    /// A heading after which a list of other things comes.
    opens: Option<Section>,
}

/// What follows a heading of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    /// Titles of other articles, tags: until the text goes on.
    List,
    /// Readers' comments and the foot of the page: nothing of the article comes after.
    Foot,
}

impl<'t> Part<'t> {
    fn new(text: &'t str, start: usize, line: usize) -> Part<'t> {
        let words = lines::count_words(text, lines::MANY_WORDS);
        Part { text, start, line, words, ends: lines::ends_sentence(text), verdict: None, opens: None }
    }

    fn judged(mut self, verdict: Option<Verdict>) -> Part<'t> {
        self.verdict = verdict;
        self
    }

    fn is_open(&self) -> bool {
        self.verdict.is_none()
    }

    fn is(&self, kind: BlockKind) -> bool {
        self.verdict.as_ref().is_some_and(|it| it.kind == kind)
    }

    /// Running text: a sentence of some length, or many words. (Scripts without blanks go by length.)
    fn is_prose(&self) -> bool {
        // A cut title ends in dots.
        let ends = self.ends && !self.text.ends_with("...") && !self.text.ends_with('…');
        ends && (self.words >= 8 || self.text.len() >= 150) || self.words >= 22
    }

    /// Could be a title: not too long, and no full stop at its end.
    fn is_title_like(&self) -> bool {
        self.words <= 30
            && !(self.ends && self.text.ends_with(['.', '"', '”']))
            && self.text.chars().any(char::is_alphabetic)
    }

    fn into_block(self) -> Block {
        let span = Span::new(self.start, self.start + self.text.len());
        match self.verdict {
            Some(Verdict { kind, reason }) => {
                Block { span, kind, reason: (!reason.is_empty()).then(|| reason.into_owned()) }
            }
            None => Block { span, kind: BlockKind::Paragraph, reason: None },
        }
    }
}

#[cfg(test)]
mod tests;
