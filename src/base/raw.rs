use super::{Date, Warning};
use serde::{Deserialize, Serialize};

/// An article as it came in, before any analysis: what `import` makes and `text` reads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RawArticle {
    /// The id its giver chose; the corpus makes one from `file` where there is none.
    pub id: Option<String>,
    /// Base name of the file it came from; out of an archive, its path there behind the archive's base name.
    pub file: Option<String>,
    /// The decoded text, exactly as given, without a byte order mark.
    pub text: String,
    /// What was said about it from outside; each overrides what the text suggests.
    pub facts: Facts,
    /// The text is the article and nothing else: no block is set aside as boilerplate.
    pub is_plain: bool,
    /// What import had to do to read it (a replaced character, a guessed encoding).
    pub warnings: Vec<Warning>,
}

/// What a person or a container knows about an article that its text may not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// A short name for the column heads of the page.
    pub label: Option<String>,
    /// The publication.
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    pub published: Option<Date>,
    /// BCP 47.
    pub language: Option<String>,
    /// Where these facts come from, in a person's words.
    pub note: Option<String>,
}
