//! Tables: comma-, semicolon- and tab-separated files (RFC 4180 and what spreadsheets make of it), an article a row.

use super::columns::{self, Columns, SHOWN_ROWS, Table};
use super::{ImportError, encoding};
use crate::base::{RawArticle, Warning};
use csv::{Reader, ReaderBuilder, StringRecord};

/// The rows of a table whose header is known.
struct Open<'a> {
    header: Vec<String>,
    rows: Reader<&'a [u8]>,
}

pub fn read(name: &str, bytes: &[u8], chosen: Option<&Columns>) -> Vec<Result<RawArticle, ImportError>> {
    let decoded = match decode(name, bytes) {
        Ok(decoded) => decoded,
        Err(refusal) => return vec![Err(refusal)],
    };
    let mut table = match open(name, &decoded.text) {
        Ok(table) => table,
        Err(refusal) => return vec![Err(refusal)],
    };
    let Some(columns) = chosen.cloned().or_else(|| Columns::guess(table.header.iter().map(String::as_str))) else {
        return vec![Err(columns::no_text(name, &table.header))];
    };
    if !table.header.contains(&columns.text) {
        let cause = format!("It has no column \"{}\"", columns.text);
        return vec![Err(ImportError::new(name, cause, "Choose one of the columns that it has."))];
    }
    // Counted as spreadsheets count: the header is the first.
    let (mut articles, mut record, mut row) = (vec![], StringRecord::new(), 1);
    loop {
        match table.rows.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                row += 1;
                let input = format!("{name}, row {row}");
                articles.push(article(
                    &input,
                    name,
                    &table.header,
                    &record,
                    &columns,
                    chosen.is_none(),
                    &decoded.warning,
                ));
            }
            Err(error) => {
                let cause = format!("A row cannot be read ({error})");
                articles.push(Err(ImportError::new(name, cause, "Save the table again as CSV in UTF-8.")));
                break;
            }
        }
    }
    if articles.is_empty() {
        articles.push(Err(ImportError::new(name, "The table has a header and no row", "Leave it out.")));
    }
    articles
}

fn article(
    input: &str,
    name: &str,
    header: &[String],
    record: &StringRecord,
    columns: &Columns,
    is_guess: bool,
    warning: &Option<Warning>,
) -> Result<RawArticle, ImportError> {
    if record.len() > header.len() {
        let cause = format!("The row has {} fields, and the header names {}", record.len(), header.len());
        return Err(ImportError::new(input, cause, "Put quotation marks around texts that hold the separator."));
    }
    let value = |column: &str| {
        let at = header.iter().position(|it| it == column)?;
        record.get(at).map(String::from)
    };
    let mut article = columns.article(input, name, is_guess, value)?;
    article.warnings.extend(warning.clone());
    Ok(article)
}

/// The header and first rows, for choosing columns; `None` when the file is no table.
pub fn look(name: &str, bytes: &[u8]) -> Option<Table> {
    let decoded = decode(name, bytes).ok()?;
    let mut table = open(name, &decoded.text).ok()?;
    let width = table.header.len();
    let whole = |record: StringRecord| (0..width).map(|at| record.get(at).unwrap_or_default().into()).collect();
    let rows = table.rows.records().flatten().take(SHOWN_ROWS).map(whole).collect();
    let guess = Columns::guess(table.header.iter().map(String::as_str));
    Some(Table { columns: table.header, rows, guess })
}

fn decode(name: &str, bytes: &[u8]) -> Result<encoding::Decoded, ImportError> {
    let remedy = "Save the table as CSV in UTF-8.";
    encoding::decode(bytes)
        .ok_or_else(|| ImportError::new(name, "This is no table: it is full of control characters", remedy))
}

fn open<'a>(name: &str, text: &'a str) -> Result<Open<'a>, ImportError> {
    let rows = ReaderBuilder::new().flexible(true).delimiter(separator(name, text)).from_reader(text.as_bytes());
    let mut table = Open { header: vec![], rows };
    if let Ok(header) = table.rows.headers() {
        table.header = header.iter().map(|it| it.trim().to_string()).collect();
    }
    if table.header.iter().all(String::is_empty) {
        let remedy = "Write the names of the columns into the first row.";
        return Err(ImportError::new(name, "The table has no header", remedy));
    }
    Ok(table)
}

/// The separator that stands most often in the header, outside quotation marks.
fn separator(name: &str, text: &str) -> u8 {
    let is_tabbed = [".tsv", ".tab"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    let mut is_quoted = false;
    let mut counts = [(b'\t', usize::from(is_tabbed)), (b',', 0), (b';', 0), (b'|', 0)];
    for byte in text.trim_start().bytes().take(1 << 16) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            _ if !is_quoted => counts.iter_mut().filter(|it| it.0 == byte).for_each(|it| it.1 += 1),
            _ => {}
        }
    }
    let best = counts.iter().rev().max_by_key(|it| it.1).filter(|it| it.1 > 0);
    best.map_or(b',', |it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_separator() {
        for (name, text, expected) in [
            ("a.csv", "a,b;c,d\n;;;;", b','),
            ("a.csv", "\"a,b,c\";d\n", b';'),
            ("a.csv", "text\nRain, snow", b','),
            ("a.tsv", "text\nRain", b'\t'),
            ("a.csv", "a\tb", b'\t'),
            ("a.csv", "a|b", b'|'),
        ] {
            assert_eq!(char::from(separator(name, text)), char::from(expected), "{text}");
        }
    }

    #[test]
    fn shows_what_can_be_chosen() {
        let table = look("a.csv", b"a,body\n1,Rain\n2\n").unwrap();
        assert_eq!(
            (table.columns, table.rows),
            (
                vec!["a".into(), "body".into()],
                vec![vec!["1".to_string(), "Rain".into()], vec!["2".into(), String::new()]]
            )
        );
        assert_eq!(table.guess.unwrap().text, "body");
        assert_eq!(look("a.csv", b"\n"), None);
    }

    #[test]
    fn follows_a_choice() {
        let columns = Columns::parse("text=b,title=a").unwrap();
        let read = read("a.csv", b"a,b\nFlood,Rain\n", Some(&columns));
        let article = read[0].as_ref().unwrap();
        assert_eq!((article.text.as_str(), article.facts.title.as_deref()), ("Rain", Some("Flood")));
        assert!(article.facts.note.as_deref().unwrap().contains("as chosen"));
        let missing = super::read("a.csv", b"x,y\n1,2\n", Some(&columns));
        assert!(missing[0].as_ref().unwrap_err().cause.contains("no column \"b\""));
    }
}
