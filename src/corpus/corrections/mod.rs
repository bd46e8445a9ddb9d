//! What a person says against the machine: a list of [`Correction`]s, a small readable file of them ([`read`],
//! [`write`]), and what a corpus becomes by them ([`apply`]).
//!
//! * `file` is the file form, one correction a line.
//! * `articles` takes corrections of facts and blocks, `names` those of entities, `ledgers` those of figures and
//!   quotations, in this order; each refers to things by names, words and ids that outlive a new analysis.
//! * [`suggest`] proposes merges that the machine did not dare.
//!
//! A correction is a rule, not an edit: it is applied anew to whatever the machine makes of the articles, so articles
//! that come later follow it, and leaving it out of the list undoes it. One that finds nothing to correct any more is
//! told as an [`Orphan`]. Where blocks or days change, the articles are read again in two steps: at once what needs neither
//! rules nor models of the analysis (`blocks`), and then, in a thread that has them, all the rest ([`read_again`]).

use super::*;

mod apply;
mod articles;
mod blocks;
mod file;
mod ledgers;
mod names;
mod read_again;
mod suggest;
#[cfg(test)]
mod tests;

pub use super::lines::LineError;
pub use apply::{Applied, Orphan, apply};
pub use file::{read, read_line, write, write_line};
pub use read_again::{Reread, apply_and_read, apply_over, read_again, to_read};
pub use suggest::{Suggestion, suggest};

/// One thing that a person corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Both are one; the second keeps its name.
    Merge {
        entity: EntityRef,
        into: EntityRef,
    },
    /// They are not one, though they look it: no longer suggested.
    Distinct {
        entity: EntityRef,
        other: EntityRef,
    },
    /// Some of its mentions are somebody else: those of these forms (all if none is given) in these articles (all if
    /// none is given).
    Split {
        entity: EntityRef,
        forms: Vec<String>,
        articles: Vec<String>,
        name: String,
    },
    Rename {
        entity: EntityRef,
        name: String,
    },
    /// It is of another kind; `place` says which kind of place.
    Retype {
        entity: EntityRef,
        kind: EntityKind,
        place: Option<PlaceKind>,
    },
    /// It is no name: it is neither shown nor counted.
    Hide {
        entity: EntityRef,
    },
    /// The place it lies in, or that it lies in none.
    Parent {
        entity: EntityRef,
        parent: Option<EntityRef>,
    },
    /// A figure that does not count what its topic counts.
    Apart {
        figure: Passage,
    },
    /// The figures of this one's topic do not contradict each other.
    NoConflict {
        figure: Passage,
    },
    /// Who says a quotation; `None` where nobody is named.
    Speaker {
        quote: Passage,
        speaker: Option<EntityRef>,
    },
    /// A block that belongs to the story.
    PutBack {
        block: Passage,
    },
    /// A block that does not.
    SetAside {
        block: Passage,
    },
    Outlet {
        article: String,
        outlet: String,
    },
    Title {
        article: String,
        title: String,
    },
    Published {
        article: String,
        published: Option<Date>,
    },
    /// A line of a later version, kept as it is.
    Unknown(String),
}

/// An entity as a person names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityRef {
    pub kind: Option<EntityKind>,
    /// Its name, or one of its forms.
    pub name: String,
    /// Its id in the corpus it was corrected in; may be empty.
    pub id: String,
}

impl EntityRef {
    pub fn of(entity: &Entity) -> EntityRef {
        EntityRef { kind: Some(entity.kind), name: entity.name.clone(), id: entity.id.clone() }
    }
}

/// Words of an article, with some text before and after that tells them from the same words elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The document's id.
    pub article: String,
    pub words: String,
    pub before: String,
    pub after: String,
}

/// Text kept around the words, in bytes: enough to tell one "two people" of an article from the next.
const CONTEXT_BYTES: usize = 32;
/// Of longer passages, which are blocks, this many bytes name the whole.
const WORDS_BYTES: usize = 120;

impl Passage {
    pub fn of(document: &Document, span: Span) -> Passage {
        let text = document.text();
        let (start, end) = (span.start as usize, span.end as usize);
        let words_end = floor(text, end.min(start + WORDS_BYTES));
        Passage {
            article: document.id.clone(),
            words: text[start..words_end].to_string(),
            before: text[floor(text, start.saturating_sub(CONTEXT_BYTES))..start].to_string(),
            after: text[words_end..floor(text, words_end + CONTEXT_BYTES)].to_string(),
        }
    }

    /// Which of some spans of the article it means: those that its words begin at, the one whose surroundings agree
    /// most, of equals the first.
    fn find(&self, document: &Document, spans: impl Iterator<Item = Span>) -> Option<usize> {
        let text = document.text();
        let is_cut = self.words.len() + 3 >= WORDS_BYTES;
        let mut best: Option<(usize, usize)> = None;
        for (at, span) in spans.enumerate() {
            // A person may quote more than the number ("14 people"), and of a block its beginning.
            let is_it =
                text[span.start as usize..].starts_with(&self.words) && (is_cut || span.len() <= self.words.len());
            if self.words.is_empty() || !is_it {
                continue;
            }
            let (before, after) = (&text[..span.start as usize], &text[span.start as usize + self.words.len()..]);
            let agreeing =
                agree(before.chars().rev(), self.before.chars().rev()) + agree(after.chars(), self.after.chars());
            if best.is_none_or(|(most, _)| agreeing > most) {
                best = Some((agreeing, at));
            }
        }
        best.map(|(_, at)| at)
    }
}

/// How many characters two texts have in common from their start on.
fn agree(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// The last character boundary up to `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
