//! JSON: the answer of a news interface, an export, a list of objects; and JSON lines whose texts are not called "text".
//!
//! The articles are the first list of objects that has a field for a text, looked for from the outside in; an object
//! whose values are such objects counts as a list. A single object with a text is one article.

use super::columns::{self, Columns, SHOWN_ROWS, Table};
use super::{ImportError, encoding};
use crate::base::RawArticle;
use serde_json::Value;

/// How deep a list of articles may lie in the file: `{"response": {"docs": […]}}` is two.
const MAX_DEPTH: usize = 4;
/// Objects whose fields are looked at to tell what the fields are.
const SAMPLE: usize = 200;

/// The articles in a file: each with the name it goes by in there, such as `item 3`.
type Items<'a> = Vec<(String, &'a Value)>;

pub fn read(name: &str, bytes: &[u8], chosen: Option<&Columns>) -> Vec<Result<RawArticle, ImportError>> {
    let value = match parse(name, bytes) {
        Ok(value) => value,
        Err(refusal) => return vec![Err(refusal)],
    };
    let Some((items, columns)) = articles(&value, chosen) else {
        let fields = names(&[(String::new(), &value)]);
        return vec![Err(columns::no_text(name, &fields))];
    };
    let read = |(place, item): &(String, &Value)| {
        let input = if place.is_empty() { name.to_string() } else { format!("{name}, {place}") };
        if !item.is_object() {
            let remedy = "Leave it out, or make it an object with a text.";
            return Err(ImportError::new(&input, "It is no object", remedy));
        }
        columns.article(&input, name, chosen.is_none(), |column| field(item, column))
    };
    items.iter().map(read).collect()
}

/// The fields and first objects, for choosing what is read; `None` when the file holds no objects.
pub fn look(name: &str, bytes: &[u8]) -> Option<Table> {
    let value = parse(name, bytes).ok()?;
    let (items, guess) = match articles(&value, None) {
        Some((items, columns)) => (items, Some(columns)),
        None => (lists(&value).into_iter().find(|items| items.iter().any(|it| it.1.is_object()))?, None),
    };
    let columns = names(&items);
    let row = |(_, item): &(String, &Value)| columns.iter().map(|it| field(item, it).unwrap_or_default()).collect();
    let rows = items.iter().take(SHOWN_ROWS).map(row).collect();
    Some(Table { columns, rows, guess })
}

/// Whether lines of JSON hold their texts under another name than "text".
pub fn are_foreign_lines(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).find(|line| !line.is_empty());
    let Some(Ok(value @ Value::Object(_))) = first.map(serde_json::from_slice::<Value>) else { return false };
    value.get("text").is_none()
        && Columns::guess(names(&[(String::new(), &value)]).iter().map(String::as_str)).is_some()
}

/// The file as one value; lines of JSON become a list, a line that cannot be read staying in it as its text.
fn parse(name: &str, bytes: &[u8]) -> Result<Value, ImportError> {
    let remedy = "Save it as JSON in UTF-8: a list of objects, each with a \"text\".";
    let decoded =
        encoding::decode(bytes).ok_or_else(|| ImportError::new(name, "This is no JSON: it is no text", remedy))?;
    let whole: Result<Value, _> = serde_json::from_str(&decoded.text);
    whole.or_else(|error| {
        let mut lines = decoded.text.lines().map(str::trim).filter(|line| !line.is_empty());
        if !lines.next().is_some_and(|line| serde_json::from_str::<Value>(line).is_ok_and(|it| it.is_object())) {
            return Err(ImportError::new(name, format!("It cannot be read as JSON ({error})"), remedy));
        }
        let all = decoded.text.lines().map(str::trim).filter(|line| !line.is_empty());
        Ok(Value::Array(all.map(|line| serde_json::from_str(line).unwrap_or_else(|_| line.into())).collect()))
    })
}

/// The list of articles and what its fields are.
fn articles<'a>(value: &'a Value, chosen: Option<&Columns>) -> Option<(Items<'a>, Columns)> {
    lists(value).into_iter().find_map(|items| {
        let columns = match chosen {
            Some(columns) => items.iter().any(|it| field(it.1, &columns.text).is_some()).then(|| columns.clone())?,
            None => Columns::guess(names(&items).iter().map(String::as_str))?,
        };
        Some((items, columns))
    })
}

/// Whatever could be the list of articles, from the outside in.
fn lists(value: &Value) -> Vec<Items<'_>> {
    let mut found = vec![];
    let mut level = vec![value];
    for _ in 0..MAX_DEPTH {
        let mut below = vec![];
        for value in level {
            match value {
                Value::Array(items) => {
                    let named = items.iter().enumerate().map(|(at, item)| (format!("item {}", at + 1), item));
                    found.push(named.collect());
                }
                Value::Object(fields) => {
                    found.push(vec![(String::new(), value)]);
                    if fields.len() > 1 && fields.values().all(Value::is_object) {
                        found.push(fields.iter().map(|(key, item)| (format!("\"{key}\""), item)).collect());
                    }
                    below.extend(fields.values());
                }
                _ => {}
            }
        }
        level = below;
    }
    found
}

/// The names of the fields of objects, in the order of their first coming.
fn names(items: &[(String, &Value)]) -> Vec<String> {
    let mut names: Vec<String> = vec![];
    for fields in items.iter().take(SAMPLE).filter_map(|it| it.1.as_object()) {
        for (name, value) in fields {
            let is_told = matches!(value, Value::String(_) | Value::Number(_)) || as_text(value).is_some();
            if is_told && !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

fn field(item: &Value, name: &str) -> Option<String> {
    let value = match item.get(name) {
        Some(value) => Some(value),
        None => name.split('.').try_fold(item, |value, part| value.get(part)),
    };
    value.and_then(as_text)
}

/// A value as text: a list of texts is paragraphs, an object is its name.
fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(parts) => {
            let parts: Option<Vec<&str>> = parts.iter().map(Value::as_str).collect();
            parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join("\n\n"))
        }
        Value::Object(fields) => ["name", "title"].iter().find_map(|key| fields.get(*key)?.as_str()).map(String::from),
        Value::Null | Value::Bool(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(json: &str) -> Vec<String> {
        let shown = |read: Result<RawArticle, ImportError>| {
            read.map_or_else(|error| format!("! {}", error.cause), |it| it.text)
        };
        read("a.json", json.as_bytes(), None).into_iter().map(shown).collect()
    }

    #[test]
    fn finds_the_articles_wherever_they_lie() {
        for json in [
            r#"{"text": "Rain"}"#,
            r#"[{"body": "Rain", "views": 3}]"#,
            r#"{"status": "ok", "articles": [{"title": "x", "content": "Rain"}]}"#,
            r#"{"response": {"docs": [{"Full_Text": ["Rain"]}]}}"#,
            r#"{"meta": {"n": 1}, "data": {"a": {"article": "Rain"}}}"#,
        ] {
            assert_eq!(texts(json), ["Rain"], "{json}");
        }
        assert_eq!(texts(r#"{"a1": {"text": "Rain"}, "a2": {"text": "Snow"}}"#), ["Rain", "Snow"]);
        assert_eq!(texts("{\"body\": \"Rain\"}\n{\"body\": \"Snow\"}\nbroken"), ["Rain", "Snow", "! It is no object"]);
    }

    #[test]
    fn says_what_is_wrong() {
        for (json, part) in [
            ("{\"a\": 1, \"b\": \"x\"}", "(\"a\", \"b\")"),
            ("[1, 2", "cannot be read as JSON"),
            ("[]", "None of its columns"),
            ("[{\"text\": \"\"}]", "nothing in \"text\""),
        ] {
            assert!(texts(json)[0].contains(part), "{:?}", texts(json));
        }
        let deep = "[".repeat(100_000);
        assert!(texts(&deep)[0].contains("recursion limit"));
    }

    #[test]
    fn reads_what_is_chosen() {
        let columns = Columns::parse("text=a.b,source=c").unwrap();
        let article =
            read("a.json", br#"[{"a": {"b": "Rain"}, "c": {"name": "Gull"}}]"#, Some(&columns)).remove(0).unwrap();
        assert_eq!((article.text.as_str(), article.facts.outlet.as_deref()), ("Rain", Some("Gull")));
        assert!(are_foreign_lines(b"\n{\"body\": \"Rain\"}\n") && !are_foreign_lines(b"{\"text\": \"Rain\"}"));
        let table = look("a.json", br#"{"n": 1, "x": [{"p": "Rain", "q": null}]}"#).unwrap();
        assert_eq!((table.columns, table.guess), (vec!["n".to_string()], None));
    }
}
