//! JSON lines: an article a line, `{"id","text"}` and optionally `title, source, url, published, language`.
//!
//! It is also the form in which a story's articles are kept ([`write`]), with what else is known of one: `label`,
//! `note`, `file`, `plain`.
//!
//! A bad line is named by number and reason, and the others go on. Fields we do not know are left alone, so that
//! anybody's data set can be given as it is.

use super::{ImportError, MAX_ARTICLE_BYTES, base_name, plain::is_blank};
use crate::base::{Date, Facts, RawArticle, Warning, WarningKind};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

#[derive(Deserialize, Serialize)]
struct Line<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<LineId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    plain: bool,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// Data sets count their articles as often as they name them.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum LineId {
    Text(String),
    Number(i64),
}

/// One line, without its end, that [`read_line`] makes into the same article; what import had to do to read it the first
/// time is not repeated.
pub fn write(article: &RawArticle) -> String {
    let facts = article.facts.clone();
    let line = Line {
        id: article.id.clone().map(LineId::Text),
        title: facts.title,
        source: facts.outlet,
        url: facts.url,
        published: facts.published.map(|date| date.to_string()),
        language: facts.language,
        label: facts.label,
        note: facts.note,
        file: article.file.clone(),
        plain: article.is_plain,
        text: Cow::Borrowed(&article.text),
    };
    serde_json::to_string(&line).expect("texts and numbers can always be written")
}

pub fn read(name: &str, bytes: &[u8]) -> Vec<Result<RawArticle, ImportError>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let lines = bytes.split(|&byte| byte == b'\n').enumerate();
    let articles: Vec<_> = lines.filter_map(|(at, line)| read_line(name, at + 1, line)).collect();
    if articles.is_empty() {
        return vec![Err(ImportError::new(name, "The file holds no line of JSON", "Give one article a line."))];
    }
    articles
}

/// Reads line `number` (counted from 1) of `name`; `None` for an empty line.
pub fn read_line(name: &str, number: usize, line: &[u8]) -> Option<Result<RawArticle, ImportError>> {
    let line = line.trim_ascii();
    if line.is_empty() {
        return None;
    }
    Some(match article(name, line).map_err(|cause| refusal(name, number, cause)) {
        Ok(article) if article.text.len() > MAX_ARTICLE_BYTES => {
            Err(ImportError::too_long_an_article(&place(name, number), article.text.len()))
        }
        read => read,
    })
}

fn place(name: &str, number: usize) -> String {
    format!("{name}, line {number}")
}

fn refusal(name: &str, number: usize, cause: String) -> ImportError {
    let remedy = "Each line is one object such as {\"id\": \"a\", \"text\": \"…\"}.";
    ImportError::new(&place(name, number), cause, remedy)
}

fn article(name: &str, line: &[u8]) -> Result<RawArticle, String> {
    let line = std::str::from_utf8(line).map_err(|error| format!("The line is not UTF-8 ({error})"))?;
    let line: Line = serde_json::from_str(line).map_err(|error| format!("The line cannot be read ({error})"))?;
    if line.text.chars().all(is_blank) {
        return Err("Its \"text\" is empty".into());
    }
    let mut warnings = vec![];
    let published = line.published.filter(|it| !it.trim().is_empty()).and_then(|given| {
        let date = Date::parse_iso(given.trim());
        if date.is_none() {
            let message = format!("The given day \"{given}\" is not written YYYY-MM-DD and was left out");
            warnings.push(Warning { kind: WarningKind::Date, span: None, message });
        }
        date
    });
    let said = |fact: Option<String>| fact.filter(|it| !it.trim().is_empty());
    Ok(RawArticle {
        id: line.id.map(|id| match id {
            LineId::Text(text) => text,
            LineId::Number(number) => number.to_string(),
        }),
        file: line.file.or_else(|| (name != "-").then(|| base_name(name).to_string())),
        text: line.text.into_owned(),
        facts: Facts {
            outlet: said(line.source),
            url: said(line.url),
            title: said(line.title),
            language: said(line.language),
            label: said(line.label),
            note: said(line.note),
            published,
        },
        is_plain: line.plain,
        warnings,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_it_reads() {
        let full = RawArticle {
            id: Some("a".into()),
            file: Some("a.txt".into()),
            text: "Rain \"fell\".\r\n\u{2028}\u{0}".into(),
            facts: Facts {
                label: Some("Gull".into()),
                outlet: Some("The Gull".into()),
                url: Some("https://gull.example/1".into()),
                title: Some("Rain".into()),
                published: Date::new(2021, 3, 4),
                language: Some("en".into()),
                note: Some("from the page's head".into()),
            },
            is_plain: true,
            warnings: vec![],
        };
        let bare = RawArticle { text: "Snow.".into(), file: Some("story".into()), ..RawArticle::default() };
        for article in [full, bare] {
            let line = write(&article);
            assert!(!line.contains('\n'));
            assert_eq!(read_line("story", 1, line.as_bytes()), Some(Ok(article)));
        }
    }

    #[test]
    fn names_bad_lines_and_goes_on() {
        let lines = "\u{feff}{\"id\": \"a\", \"text\": \"Rain fell.\\r\\n \", \"source\": \"The Gull\", \"published\": \"2021-03-04T05:06\"}\r\n\
                     \n{\"id\": 7, \"text\": \"Snow \\ud83c\\udf28.\", \"words\": 2}\nnot json\n{\"id\": \"c\"}\n{\"text\": \" \"}\n\
                     {\"text\": \"Hail.\", \"published\": \"last week\"}";
        let read: Vec<_> = read("in/wire.jsonl", lines.as_bytes());
        let first = read[0].as_ref().unwrap();
        assert_eq!((first.id.as_deref(), first.text.as_str()), (Some("a"), "Rain fell.\r\n "));
        assert_eq!((first.file.as_deref(), first.facts.outlet.as_deref()), (Some("wire.jsonl"), Some("The Gull")));
        assert_eq!(first.facts.published, Date::new(2021, 3, 4));
        assert_eq!(read[1].as_ref().unwrap().id.as_deref(), Some("7"));
        let named: Vec<_> = read[2..5].iter().map(|it| it.as_ref().unwrap_err().input.as_str()).collect();
        assert_eq!(named, ["in/wire.jsonl, line 4", "in/wire.jsonl, line 5", "in/wire.jsonl, line 6"]);
        assert!(read[3].as_ref().unwrap_err().cause.contains("missing field `text`"));
        let last = read[5].as_ref().unwrap();
        assert_eq!((last.facts.published, last.warnings[0].kind), (None, WarningKind::Date));
    }
}
