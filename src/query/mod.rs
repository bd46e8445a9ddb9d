//! Finding: facets, the query language, ranked search, snippets and concordance over one immutable corpus.
//!
//! [`Index::build`] reads a corpus once. From then on everything is a pure function of it:
//!
//! * [`matching`] and [`facet_counts`] answer a [`Selection`] of facet values;
//! * [`parse`] reads a query (it cannot fail, it says what it ignored), [`search`] finds and ranks documents,
//!   [`hits`] marks the words in one of them;
//! * [`snippet`] and [`concordance`] show hits in context, [`segments`] cuts a text where highlights change;
//! * [`quote_selector`] and [`find_quote`] link to a passage by its words, [`note_places`] finds what notes stand on.
//!
//! Results are ranges and ids, never markup and never copies of article text.

mod context;
mod facet;
#[cfg(test)]
mod fixture;
mod fold;
mod hits;
mod index;
mod notes;
mod order;
mod parse;
mod passage;
mod postings;
mod search;
mod segment;
mod term;

pub use context::{Kwic, Location, Snippet, concordance, snippet};
pub use facet::{Facet, FacetSelection, FacetValue, Match, Selection, ValueId, facet_counts, matching};
pub use hits::hits;
pub use index::Index;
pub use notes::{NotePlace, note_at, note_places};
pub use parse::{Ignored, Query, parse};
pub use passage::{Blocks, TextQuote, find_quote, quote_selector};
pub use search::{Found, Near, Part, Ranked, search};
pub use segment::{Highlight, HighlightKind, Segment, segments};
