//! The wire forms of a corpus: JSON for everyone else, a pack for the page.
//!
//! * [`to_json`], [`from_json`]: the form that CONTRACT.md promises to programs; entities stand as their string ids,
//!   everything else as indices. Fields may be added, never taken away.
//! * [`to_json_line`], [`from_json_line`]: one analysis a line, what `prepare map` writes and `prepare merge` reads;
//!   the same object as in a corpus, its entities left null.
//! * [`to_pack`], [`from_pack`]: the compact form for the page, of one version only, made anew on every build; [`from_pack_slowly`]
//!   reads a large one bit by bit.
//! * [`to_story`], [`from_story`]: a story of the reader's own with all that belongs to it.
//!
//! Reading checks every index and span, so that nothing that was read can panic later.

mod check;
mod json;
mod pack;
mod story;
mod unpack;

pub use json::{from_json, from_json_line, to_json, to_json_line};
pub use pack::{from_pack, from_pack_slowly, to_pack};
pub use story::{StoryFile, from_story, is_story, to_story};

/// Why a corpus could not be read: says cause and remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError(pub String);

impl std::fmt::Display for FormatError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FormatError {}
