use super::Span;
use serde::{Deserialize, Serialize};

/// Something a reader should know about one article before she trusts a result from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    pub kind: WarningKind,
    /// The place in the text, where there is one.
    pub span: Option<Span>,
    /// One sentence: what was seen and what it means for the reader.
    pub message: String,
}

/// What a [`Warning`] is about. Names in JSON are in snake case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// Characters were lost or replaced before the text reached us.
    Encoding,
    /// Opening and closing quotation marks do not match.
    Quotes,
    /// Sentences stand together without a space.
    GluedSentences,
    /// Probably rewritten by a machine with synonyms.
    Spun,
    /// Probably translated by a machine.
    Translated,
    /// The headline is cut, repeated or missing.
    Headline,
    /// The day of publication is unknown or uncertain.
    Date,
    /// Not the language the models were made for.
    Language,
    /// A line, word or article of extraordinary length; says what was done.
    Size,
    /// The text and the gazetteer contradict each other.
    Place,
    /// The same, or nearly the same, text as another article.
    Duplicate,
    /// What was taken out of a page or container, and how much was left there.
    Extraction,
}

impl WarningKind {
    /// Every kind, in the order of the pack's numbers: a new one goes to the end.
    pub const ALL: [WarningKind; 12] = {
        use WarningKind::*;
        [
            Encoding,
            Quotes,
            GluedSentences,
            Spun,
            Translated,
            Headline,
            Date,
            Language,
            Size,
            Place,
            Duplicate,
            Extraction,
        ]
    };
}
