//! Which column of a table, or field of a JSON object, holds what: given by a person, else guessed by common names.

use super::found::{Found, said};
use super::{ImportError, markup};
use crate::base::RawArticle;

/// The names of the columns that are read. A field inside a field is named with a point, `source.name`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    pub text: String,
    pub id: Option<String>,
    pub title: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
}

/// What a person needs to choose the columns of a file herself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<String>,
    /// The first rows, each as long as `columns`; values are whole.
    pub rows: Vec<Vec<String>>,
    /// What would be read without a choice; `None` when no column's name says that it is the text.
    pub guess: Option<Columns>,
}

/// Rows shown of a table.
pub const SHOWN_ROWS: usize = 5;

/// Names of columns in the tables and interfaces people take articles from (news APIs, crawlers, exports of databases),
/// the surest first; letters and digits only.
const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "articlebody",
    "fulltext",
    "articletext",
    "maintext",
    "bodytext",
    "contenttext",
    "plaintext",
    "story",
    "article",
    "contenthtml",
    "bodyhtml",
    "html",
    "description",
    "summary",
];
const ID: &[&str] = &["id", "articleid", "docid", "documentid", "uuid", "guid", "uid"];
const TITLE: &[&str] = &["title", "headline", "articletitle", "heading", "subject", "name"];
const SOURCE: &[&str] = &[
    "source",
    "outlet",
    "sourcename",
    "publisher",
    "publication",
    "newspaper",
    "medium",
    "media",
    "sitename",
    "site",
    "domain",
    "feed",
];
const URL: &[&str] = &["url", "link", "articleurl", "sourceurl", "weburl", "permalink", "canonicalurl", "href", "uri"];
const PUBLISHED: &[&str] = &[
    "published",
    "publishedat",
    "datepublished",
    "publicationdate",
    "publisheddate",
    "publishdate",
    "pubdate",
    "date",
    "publishedon",
    "dateofpublication",
    "timestamp",
    "day",
];
const LANGUAGE: &[&str] = &["language", "lang", "languagecode"];

impl Columns {
    /// By common names, whatever case and marks they have. `None` when none of the names is one for a text.
    pub fn guess<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Option<Columns> {
        let bare = |name: &str| -> String {
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let find = |known: &[&str]| {
            known.iter().find_map(|known| names.clone().find(|name| bare(name) == *known)).map(String::from)
        };
        Some(Columns {
            text: find(TEXT)?,
            id: find(ID),
            title: find(TITLE),
            source: find(SOURCE),
            url: find(URL),
            published: find(PUBLISHED),
            language: find(LANGUAGE),
        })
    }

    /// Reads `text=body,title=headline`: what is read, and the column it stands in. The error is a sentence.
    pub fn parse(given: &str) -> Result<Columns, String> {
        let mut columns = Columns::default();
        for pair in given.split(',').filter(|pair| !pair.trim().is_empty()) {
            let (what, column) = pair.split_once('=').ok_or(format!("\"{pair}\" is not written what=column"))?;
            let column = column.trim().to_string();
            match what.trim() {
                "text" => columns.text = column,
                "id" => columns.id = Some(column),
                "title" => columns.title = Some(column),
                "source" => columns.source = Some(column),
                "url" => columns.url = Some(column),
                "published" => columns.published = Some(column),
                "language" => columns.language = Some(column),
                other => {
                    let known = "text, id, title, source, url, published, language";
                    return Err(format!("\"{other}\" is nothing a column can hold; known are {known}"));
                }
            }
        }
        if columns.text.is_empty() { Err("No column is named for the text (text=…)".into()) } else { Ok(columns) }
    }

    /// The article of one row; `value` gives the row's value in a column. `input` is the row as a person knows it.
    pub fn article(
        &self,
        input: &str,
        file: &str,
        is_guess: bool,
        value: impl Fn(&str) -> Option<String>,
    ) -> Result<RawArticle, ImportError> {
        let remedy = "Fill it in, leave it out, or choose another column for the text.";
        let Some(text) = value(&self.text).filter(|text| said(text).is_some()) else {
            return Err(ImportError::new(
                input,
                format!("It has nothing in \"{}\", which holds the text", self.text),
                remedy,
            ));
        };
        let optional = |column: &Option<String>| column.as_deref().and_then(&value);
        let mut found = Found {
            id: optional(&self.id),
            title: optional(&self.title),
            outlet: optional(&self.source),
            url: optional(&self.url),
            published: optional(&self.published),
            language: optional(&self.language),
            facts_from: self.in_words(is_guess),
            ..Found::default()
        };
        // What is called "text" is taken at its word; bodies are often HTML.
        if self.text != "text" && is_html(&text) {
            found.text = markup::text_of_fragment(&text);
            found.warn(format!("The text in \"{}\" is HTML: its tags were taken out", self.text));
        } else {
            found.text = text;
        }
        let mut article = found.unchanged(input)?;
        article.file = Some(super::base_name(file).into());
        Ok(article)
    }

    /// For the note of an article: what was read from where.
    fn in_words(&self, is_guess: bool) -> String {
        let parts = [
            ("text", Some(&self.text)),
            ("title", self.title.as_ref()),
            ("source", self.source.as_ref()),
            ("address", self.url.as_ref()),
            ("day", self.published.as_ref()),
            ("language", self.language.as_ref()),
        ];
        let read = parts.iter().filter_map(|(what, column)| column.map(|column| format!("{what} from \"{column}\"")));
        let how = if is_guess { "guessed by the names of the columns" } else { "as chosen" };
        format!("Read {} ({how}).", read.collect::<Vec<_>>().join(", "))
    }
}

/// The refusal of a file that holds no column known to be the text.
pub fn no_text(name: &str, columns: &[String]) -> ImportError {
    let shown: Vec<_> = columns.iter().take(12).map(|it| format!("\"{}\"", super::found::cut(it))).collect();
    let cause = format!("None of its columns is known to hold the text ({})", shown.join(", "));
    ImportError::new(name, cause, "Choose the column that holds the text, or name it \"text\".")
}

fn is_html(text: &str) -> bool {
    ["</p>", "<br", "</div>", "<p>"].iter().any(|tag| text.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_by_common_names() {
        let columns = Columns::guess(["Views", "Pub-Date", "Summary", "Full Text", "HEADLINE"].into_iter()).unwrap();
        assert_eq!(columns, Columns::parse("text=Full Text, title=HEADLINE, published=Pub-Date").unwrap());
        assert_eq!(Columns::guess(["a", "title"].into_iter()), None);
    }

    #[test]
    fn refuses_a_choice_it_cannot_follow() {
        for (given, part) in
            [("title=a", "No column is named for the text"), ("body", "what=column"), ("x=y", "known are")]
        {
            let error = Columns::parse(given).unwrap_err();
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn takes_tags_out_of_bodies_and_leaves_texts_alone() {
        let value = |_: &str| Some("<p>Rain</p><p>Snow</p>".to_string());
        let of = |column: &str| {
            Columns { text: column.into(), ..Columns::default() }
                .article("a.csv, row 2", "in/a.csv", true, value)
                .unwrap()
        };
        assert_eq!((of("body").text.as_str(), of("body").warnings.len()), ("Rain\n\nSnow", 1));
        assert_eq!((of("text").text.as_str(), of("text").file.as_deref()), ("<p>Rain</p><p>Snow</p>", Some("a.csv")));
    }
}
