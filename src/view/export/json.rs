//! A small JSON writer: what the exports need and no more, because `serde_json` would cost the page ten times this.

use super::table::Value;
use crate::view::figures::decimal;

/// Writes objects and arrays; strings are escaped as RFC 8259 asks.
#[derive(Default)]
pub struct Json {
    out: String,
    /// Whether something stands before the next item of the open object or array.
    needs_comma: bool,
}

impl Json {
    pub fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    pub fn open(&mut self, bracket: char) {
        self.item();
        self.out.push(bracket);
        self.needs_comma = false;
    }

    pub fn close(&mut self, bracket: char) {
        self.out.push(bracket);
        self.needs_comma = true;
    }

    pub fn key(&mut self, key: &str) {
        self.item();
        self.string(key);
        self.out.push(':');
        self.needs_comma = false;
    }

    pub fn text(&mut self, text: &str) {
        self.item();
        self.string(text);
        self.needs_comma = true;
    }

    pub fn value(&mut self, value: &Value) {
        match value {
            Value::Empty => self.raw("null"),
            Value::Text(text) => self.text(text),
            Value::Whole(number) => self.raw(&number.to_string()),
            Value::Number(number) if number.abs() < 1e15 => self.raw(&decimal(*number, false)),
            Value::Number(_) => self.raw("null"),
            Value::List(items) => {
                self.open('[');
                items.iter().for_each(|item| self.text(item));
                self.close(']');
            }
        }
    }

    /// A line break between items, so that the file can be read and compared by line.
    pub fn line(&mut self) {
        if self.needs_comma {
            self.out.push(',');
            self.needs_comma = false;
        }
        self.out.push('\n');
    }

    /// Ends a value that stands on a line of its own.
    pub fn next_line(&mut self) {
        self.needs_comma = false;
        self.out.push('\n');
    }

    /// A key with a text, where there is one.
    pub fn member(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.key(key);
            self.text(text);
        }
    }

    fn raw(&mut self, literal: &str) {
        self.item();
        self.out.push_str(literal);
        self.needs_comma = true;
    }

    fn item(&mut self) {
        if self.needs_comma {
            self.out.push(',');
        }
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                c if (c as u32) < 0x20 => {
                    const HEX: &[u8; 16] = b"0123456789abcdef";
                    self.out.push_str("\\u00");
                    self.out.push(HEX[c as usize >> 4] as char);
                    self.out.push(HEX[c as usize & 15] as char);
                }
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn any_string_comes_back(text in "(.|\n|\r|\t|\u{0}|\u{1f})*", number in -1e6f64..1e6) {
            let mut json = Json::default();
            json.open('{');
            json.key(&text);
            json.open('[');
            json.value(&Value::Text(text.clone()));
            json.value(&Value::Empty);
            json.line();
            json.value(&Value::Number(number));
            json.value(&Value::List(vec![text.clone(), text.clone()]));
            json.close(']');
            json.close('}');
            let parsed: serde_json::Value = serde_json::from_str(&json.finish()).unwrap();
            proptest::prop_assert_eq!(&parsed[&text][0], &text);
            proptest::prop_assert!(parsed[&text][1].is_null());
            proptest::prop_assert!((parsed[&text][2].as_f64().unwrap() - number).abs() < 1e-3);
            proptest::prop_assert_eq!(&parsed[&text][3][1], &text);
        }
    }
}
