//! JSON of one line: what a file of corrections or notes needs and no more, because `serde_json` would cost the page ten times
//! this. Numbers are kept as they are written.

use super::corrections::Passage;

/// A JSON value; the members of an object in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`, `true`, `false` or a number.
    Plain(String),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

/// Deeper nesting than this is no line of ours, and would end in a full stack.
const DEEPEST: usize = 16;

impl Value {
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Object(members) => members.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A text member that is there and not empty.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.get(key) {
            Some(Value::Text(text)) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    pub fn texts(&self, key: &str) -> Vec<String> {
        let Some(Value::List(items)) = self.get(key) else { return vec![] };
        let text = |item: &Value| match item {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        };
        items.iter().filter_map(text).collect()
    }
}

/// Reads a whole line; `None` where it is not JSON.
pub fn parse(line: &str) -> Option<Value> {
    let mut reader = Reader { text: line, at: 0 };
    let value = reader.value(0)?;
    reader.blanks();
    (reader.at == line.len()).then_some(value)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// Goes over this byte, blanks before it included, if it comes next.
    fn takes(&mut self, byte: u8) -> bool {
        self.blanks();
        let is_it = self.peek() == Some(byte);
        self.at += usize::from(is_it);
        is_it
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.blanks();
        match self.peek()? {
            _ if depth > DEEPEST => None,
            b'"' => self.string().map(Value::Text),
            b'[' => {
                let mut items = vec![];
                self.members(b']', |reader| {
                    items.push(reader.value(depth + 1)?);
                    Some(())
                })?;
                Some(Value::List(items))
            }
            b'{' => {
                let mut members = vec![];
                self.members(b'}', |reader| {
                    reader.blanks();
                    let key = reader.string()?;
                    if !reader.takes(b':') {
                        return None;
                    }
                    members.push((key, reader.value(depth + 1)?));
                    Some(())
                })?;
                Some(Value::Object(members))
            }
            _ => self.plain(),
        }
    }

    /// What stands between a bracket and its end, parted by commas.
    fn members(&mut self, end: u8, mut read: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.takes(end) {
            return Some(());
        }
        loop {
            read(self)?;
            if self.takes(end) {
                return Some(());
            }
            if !self.takes(b',') {
                return None;
            }
        }
    }

    fn plain(&mut self) -> Option<Value> {
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')) {
            self.at += 1;
        }
        let word = &self.text[from..self.at];
        let is_number = word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && word.parse::<f64>().is_ok();
        (is_number || matches!(word, "null" | "true" | "false")).then(|| Value::Plain(word.to_string()))
    }

    fn string(&mut self) -> Option<String> {
        if !self.takes(b'"') {
            return None;
        }
        let mut out = String::new();
        loop {
            let c = self.text[self.at..].chars().next()?;
            self.at += c.len_utf8();
            match c {
                '"' => return Some(out),
                '\\' => out.push(self.escaped()?),
                c if c < ' ' => return None,
                c => out.push(c),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => byte as char,
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex()?;
                if !(0xD800..0xDC00).contains(&first) {
                    return char::from_u32(first);
                }
                let rest = self.text.get(self.at..)?.starts_with("\\u");
                self.at += 2;
                let second = self.hex().filter(|unit| rest && (0xDC00..0xE000).contains(unit))?;
                char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))?
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
    }
}

/// An object in the making; empty members are left out.
#[derive(Default)]
pub struct Object(pub Vec<(String, Value)>);

impl Object {
    pub fn with(mut self, key: &str, value: Value) -> Object {
        self.0.push((key.to_string(), value));
        self
    }

    pub fn text(self, key: &str, text: &str) -> Object {
        if text.is_empty() { self } else { self.with(key, Value::Text(text.to_string())) }
    }

    pub fn texts(self, key: &str, texts: &[String]) -> Object {
        let list = texts.iter().map(|text| Value::Text(text.clone())).collect();
        if texts.is_empty() { self } else { self.with(key, Value::List(list)) }
    }

    pub fn passage(self, passage: &Passage) -> Object {
        let line = self.text("article", &passage.article).text("words", &passage.words);
        line.text("before", &passage.before).text("after", &passage.after)
    }

    /// The object on one line.
    pub fn line(self) -> String {
        let mut out = String::new();
        write(&Value::Object(self.0), &mut out);
        out
    }
}

/// Writes a value on one line.
pub fn write(value: &Value, out: &mut String) {
    match value {
        Value::Plain(word) => out.push_str(word),
        Value::Text(text) => write_text(text, out),
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (at, (key, value)) in members.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                write_text(key, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            // All that JSON asks to be escaped, and the two line ends that some readers of lines know.
            c if c < ' ' || matches!(c, '\u{2028}' | '\u{2029}') => {
                out.push_str("\\u");
                for shift in [12, 8, 4, 0] {
                    out.extend(char::from_digit(c as u32 >> shift & 0xF, 16));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(value: &Value) -> serde_json::Value {
        match value {
            Value::Plain(word) => serde_json::from_str(word).unwrap(),
            Value::Text(text) => text.as_str().into(),
            Value::List(items) => items.iter().map(plain).collect::<Vec<_>>().into(),
            Value::Object(members) => {
                serde_json::Value::Object(members.iter().map(|(key, value)| (key.clone(), plain(value))).collect())
            }
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf =
            prop_oneof!["null|true|-?[1-9][0-9]{0,5}".prop_map(Value::Plain), any::<String>().prop_map(Value::Text),];
        leaf.prop_recursive(4, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
                prop::collection::btree_map(any::<String>(), inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    #[test]
    fn refuses_what_is_no_json() {
        for line in ["", "{", "[1,]", "{\"a\"}", "nul", "1 2", "\"\\ud800\"", "\"\\x\"", "--1", &"[".repeat(100_000)] {
            assert_eq!(parse(line), None, "{:.20}", line);
        }
        assert_eq!(parse("\"\\ud83d\\ude00\\u00e9\""), Some(Value::Text("😀é".into())));
    }

    proptest! {
        #[test]
        fn lines_come_back(value in any_value()) {
            let mut line = String::new();
            write(&value, &mut line);
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&line).unwrap(), plain(&value));
            prop_assert_eq!(parse(&line), Some(value));
        }

        #[test]
        fn reads_as_others_do(line in "[\\[\\]{}:,\"\\\\a-fu0-9. -]{0,24}") {
            if let Some(value) = parse(&line) {
                prop_assert!(serde_json::from_str::<serde_json::Value>(&line).is_ok() || line.contains(|c: char| c.is_ascii_digit()), "{:?}", value);
            }
        }
    }
}
