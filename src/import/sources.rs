//! What a person knows about files whose text does not say it: a TOML table a file, named by the file's base name.
//!
//! ```toml
//! ["flood-1.txt"]
//! label = "Dam"
//! published = "2021-03-04"
//! note = "The day stands in the first line."
//! ```
//!
//! A fact without a note saying where it comes from is refused, and so is a name or key nobody knows: a typing error
//! must not pass as knowledge.

use crate::base::{Date, Facts, RawArticle};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Facts by file name.
#[derive(Debug, Default)]
pub struct Sources {
    by_file: BTreeMap<String, Facts>,
}

/// Why a file of sources cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcesError(String);

impl std::fmt::Display for SourcesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SourcesError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    label: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    title: Option<String>,
    published: Option<Date>,
    language: Option<String>,
    note: Option<String>,
}

impl Sources {
    pub fn parse(toml: &str) -> Result<Sources, SourcesError> {
        let entries: BTreeMap<String, Entry> =
            toml::from_str(toml).map_err(|error| SourcesError(error.to_string().trim_end().into()))?;
        let mut by_file = BTreeMap::new();
        for (file, Entry { label, outlet, url, title, published, language, note }) in entries {
            let has_fact = [&outlet, &url, &title, &language].iter().any(|it| it.is_some()) || published.is_some();
            if has_fact && note.is_none() {
                return Err(SourcesError(format!("\"{file}\" has no `note`: say where its facts come from")));
            }
            by_file.insert(file, Facts { label, outlet, url, title, published, language, note });
        }
        Ok(Sources { by_file })
    }

    /// Refuses names that are not among the inputs.
    pub fn check_names<'a>(&self, inputs: impl IntoIterator<Item = &'a str>) -> Result<(), SourcesError> {
        let known: std::collections::BTreeSet<&str> = inputs.into_iter().map(super::base_name).collect();
        match self.by_file.keys().find(|name| !known.contains(name.as_str())) {
            Some(name) => {
                Err(SourcesError(format!("\"{name}\" is not among the inputs: correct the name or take it out")))
            }
            None => Ok(()),
        }
    }

    /// Gives an article what is known about its file; a fact given here outweighs one that came with the article.
    pub fn apply(&self, article: &mut RawArticle) {
        let Some(known) = article.file.as_ref().and_then(|file| self.by_file.get(file)) else { return };
        let facts = &mut article.facts;
        let set = |fact: &mut Option<String>, value: &Option<String>| {
            if value.is_some() {
                fact.clone_from(value);
            }
        };
        set(&mut facts.label, &known.label);
        set(&mut facts.outlet, &known.outlet);
        set(&mut facts.url, &known.url);
        set(&mut facts.title, &known.title);
        set(&mut facts.language, &known.language);
        set(&mut facts.note, &known.note);
        facts.published = known.published.or(facts.published);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_facts_to_their_file() {
        let sources =
            Sources::parse("[\"a.txt\"]\nlabel = \"Dam\"\npublished = \"2021-03-04\"\nnote = \"First line.\"").unwrap();
        let mut article = RawArticle { file: Some("a.txt".into()), ..RawArticle::default() };
        sources.apply(&mut article);
        assert_eq!((article.facts.label.as_deref(), article.facts.published), (Some("Dam"), Date::new(2021, 3, 4)));
        assert!(sources.check_names(["in/a.txt", "in/b.txt"]).is_ok());
    }

    #[test]
    fn refuses_what_it_cannot_follow() {
        for (toml, part) in [
            ("[\"a.txt\"]\nlable = \"Dam\"", "unknown field `lable`"),
            ("[\"a.txt\"]\noutlet = \"The Gull\"", "has no `note`"),
            ("[\"a.txt\"]\npublished = \"today\"\nnote = \"x\"", "is not a day"),
            ("[\"a.txt\"", "unclosed"),
        ] {
            let error = Sources::parse(toml).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
        let sources = Sources::parse("[\"b.txt\"]\nlabel = \"Dam\"").unwrap();
        assert!(sources.check_names(["a.txt"]).unwrap_err().to_string().contains("\"b.txt\" is not among the inputs"));
    }
}
