//! Small readable files of what a person says: JSON lines, the first of which says what the file is.
//!
//! A line that cannot be used is told with its number and a remedy, and the others go on.

use super::corrections::Passage;
use super::json::{self, Object, Value};

const VERSION: &str = "1";

/// Why a line cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// From 1.
    pub line: usize,
    pub cause: String,
    pub remedy: String,
}

impl std::fmt::Display for LineError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}. {}", self.line, self.cause, self.remedy)
    }
}

/// Cause and remedy.
pub type Fault = (String, String);

/// Reads a file of this format: what its lines hold, in their order, and the lines that cannot be used.
pub fn read<T>(text: &str, format: &str, read_line: impl Fn(&str) -> Result<T, Fault>) -> (Vec<T>, Vec<LineError>) {
    let (mut items, mut errors) = (vec![], vec![]);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.split('\n').map(str::trim).enumerate().filter(|(_, line)| !line.is_empty());
    let mut is_head = true;
    for (at, line) in lines {
        let read = if is_head { head(line, format).map(|()| None) } else { read_line(line).map(Some) };
        match read {
            Ok(item) => items.extend(item),
            Err((cause, remedy)) => {
                errors.push(LineError { line: at + 1, cause, remedy });
                // A file without its head may hold something from its first line on.
                items.extend(is_head.then(|| read_line(line).ok()).flatten());
            }
        }
        is_head = false;
    }
    if is_head {
        let (cause, remedy) = no_head(format);
        errors.push(LineError { line: 1, cause, remedy });
    }
    (items, errors)
}

/// The lines as a file of this format.
pub fn write(format: &str, lines: impl Iterator<Item = String>) -> String {
    let head = Object::default().text("format", format).with("version", Value::Plain(VERSION.into()));
    let mut out = head.line();
    for line in lines {
        out.push('\n');
        out.push_str(&line);
    }
    out.push('\n');
    out
}

fn no_head(format: &str) -> Fault {
    let remedy = ["The first line must be {\"format\":\"", format, "\",\"version\":", VERSION, "}"].concat();
    (["The file does not say that it is of the format ", format].concat(), remedy)
}

fn head(line: &str, format: &str) -> Result<(), Fault> {
    let is_it = |value: &Value| value.text("format") == Some(format);
    let value = json::parse(line).filter(is_it).ok_or_else(|| no_head(format))?;
    match value.get("version") {
        Some(Value::Plain(version)) if version == VERSION => Ok(()),
        _ => Err((
            "The file is of another version".into(),
            ["What is known of it is used; save it anew to have it in version ", VERSION].concat(),
        )),
    }
}

/// The object on a line.
pub fn object(line: &str) -> Result<Value, Fault> {
    let broken = || {
        let remedy = "Write one entry a line, in braces, with quotation marks around names and values";
        ("The line is no JSON object".to_string(), remedy.to_string())
    };
    json::parse(line).filter(|value| matches!(value, Value::Object(_))).ok_or_else(broken)
}

/// A member is not there, or empty.
pub fn missing(key: &str) -> Fault {
    (["It has no “", key, "”"].concat(), ["Add \"", key, "\" with its value"].concat())
}

/// A text that must be there.
pub fn text(value: &Value, key: &str) -> Result<String, Fault> {
    value.text(key).map(str::to_string).ok_or_else(|| missing(key))
}

/// Words of an article, which must be there.
pub fn passage(value: &Value) -> Result<Passage, Fault> {
    let some = |key| value.text(key).unwrap_or_default().to_string();
    Ok(Passage {
        article: text(value, "article")?,
        words: text(value, "words")?,
        before: some("before"),
        after: some("after"),
    })
}
