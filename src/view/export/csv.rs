//! CSV as RFC 4180 has it: commas, CRLF, quotes doubled; UTF-8.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"): article
//! text comes from strangers. Numbers we write ourselves are exempt, so that -4 stays a number.

use super::table::{Table, Value};
use crate::view::figures::decimal;

/// What joins the items of a list in one cell.
const LIST_SEPARATOR: &str = "; ";

/// The whole table, header first.
pub fn write(table: &Table) -> String {
    let mut out = String::new();
    for (at, name) in table.columns.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(name);
    }
    out.push_str("\r\n");
    for row in &table.rows {
        for (at, value) in row.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            match value {
                Value::Empty => {}
                Value::Whole(number) => out.push_str(&number.to_string()),
                Value::Number(number) if number.abs() < 1e15 => out.push_str(&decimal(*number, false)),
                Value::Number(_) => {}
                Value::Text(text) => cell(text, &mut out),
                Value::List(items) => cell(&items.join(LIST_SEPARATOR), &mut out),
            }
        }
        out.push_str("\r\n");
    }
    out
}

fn cell(text: &str, out: &mut String) {
    // The wide forms count too: spreadsheets read them as the ASCII ones.
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if !is_formula && !text.contains(['"', ',', '\n', '\r']) && text.trim().len() == text.len() {
        out.push_str(text);
        return;
    }
    out.push('"');
    if is_formula {
        out.push('\'');
    }
    for c in text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    out.push('"');
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A strict reader of RFC 4180, for the tests: bare quotes and bare line feeds are errors.
    pub fn parse(text: &str) -> Vec<Vec<String>> {
        let mut rows = vec![vec![]];
        let mut chars = text.chars().peekable();
        let mut field = String::new();
        loop {
            if chars.peek() == Some(&'"') && field.is_empty() {
                chars.next();
                loop {
                    match chars.next().expect("an open quote is closed") {
                        '"' if chars.peek() == Some(&'"') => field.push(chars.next().unwrap()),
                        '"' => break,
                        c => field.push(c),
                    }
                }
            }
            let row = rows.last_mut().unwrap();
            match chars.next() {
                None => break,
                Some(',') => row.push(std::mem::take(&mut field)),
                Some('\r') => {
                    assert_eq!(chars.next(), Some('\n'));
                    row.push(std::mem::take(&mut field));
                    rows.push(vec![]);
                }
                Some(c) => {
                    assert!(!"\"\n".contains(c), "bare {c:?}");
                    field.push(c);
                }
            }
        }
        assert_eq!(rows.pop(), Some(vec![]), "the last line ends too");
        rows
    }

    #[test]
    fn guards_formulas_not_numbers() {
        for (text, cell_text) in [
            ("=1+1", "\"'=1+1\""),
            ("@name", "\"'@name\""),
            ("－2", "\"'－2\""),
            ("a=b", "a=b"),
            ("say \"no\", he", "\"say \"\"no\"\", he\""),
            ("two\nlines", "\"two\nlines\""),
            ("", ""),
        ] {
            let mut out = String::new();
            cell(text, &mut out);
            assert_eq!(out, cell_text);
        }
        let table = Table { columns: vec!["n"], rows: vec![vec![Value::Number(-4.5)], vec![Value::Whole(7)]] };
        assert_eq!(write(&table), "n\r\n-4.5\r\n7\r\n");
    }

    proptest::proptest! {
        #[test]
        fn any_text_comes_back(texts in proptest::collection::vec("(.|\n|\r|\"|,|=){0,12}", 3)) {
            let row: Vec<Value> = texts.iter().cloned().map(Value::Text).collect();
            let rows = parse(&write(&Table { columns: vec!["a", "b", "c"], rows: vec![row] }));
            proptest::prop_assert_eq!(rows.len(), 2);
            for (cell, text) in rows[1].iter().zip(&texts) {
                let is_kept = cell == text || cell.strip_prefix('\'') == Some(text);
                proptest::prop_assert!(is_kept, "{:?} became {:?}", text, cell);
                proptest::prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            }
        }
    }
}
