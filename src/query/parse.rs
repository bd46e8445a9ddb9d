//! The query language.

/// A query as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    pub(super) words: Vec<String>,
    /// What could not be used, with the reason, in the order of the query.
    pub ignored: Vec<Ignored>,
}

/// A part of a query that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// As typed.
    pub text: String,
    /// One short sentence without a full stop.
    pub why: &'static str,
}

impl Query {
    /// Asks nothing: every document matches.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Reads a query. It cannot fail.
pub fn parse(text: &str) -> Query {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase())
        .collect();
    Query { words, ignored: vec![] }
}
