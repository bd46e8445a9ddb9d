//! The file of notes: JSON lines, the first of which says what the file is.
//!
//! ```text
//! {"format":"crossread-notes","version":1}
//! {"is":"note","id":"n1","article":"b","words":"two people","before":"…","after":"…","text":"Which two?",
//!  "tags":["check"],"kind":"figure","dossier":true,"made":"2021-03-02T10:00:00Z"}      (on one line)
//! {"is":"star","article":"b"}
//! {"is":"tags","article":"b","tags":["early"]}
//! ```
//!
//! A note without `words` is on the whole article; `kind` is `figure`, `quote` or left out. A line that cannot be used is
//! told with its number and a remedy; one whose `is` is not known is kept as it is, for the version that knows it.

use super::*;
use crate::corpus::json::{Object, Value};
use crate::corpus::lines::{self, Fault, missing, object, text};

const FORMAT: &str = "crossread-notes";

/// What a line holds.
enum Entry {
    Note(Box<Note>),
    Star(String),
    Tags(String, Vec<String>),
    Unknown(String),
}

/// Reads a file: the notes, and the lines that cannot be used.
#[inline(never)]
pub fn read(file: &str) -> (Notes, Vec<LineError>) {
    let (entries, errors) = lines::read(file, FORMAT, read_line);
    let mut notes = Notes::default();
    for entry in entries {
        match entry {
            Entry::Note(note) => notes.add(*note),
            Entry::Star(article) if notes.is_starred(&article) => {}
            Entry::Star(article) => notes.stars.push(article),
            Entry::Tags(article, tags) => notes.set_tags(&article, tags),
            Entry::Unknown(line) if notes.unknown.contains(&line) => {}
            Entry::Unknown(line) => notes.unknown.push(line),
        }
    }
    (notes, errors)
}

fn read_line(line: &str) -> Result<Entry, Fault> {
    let value = object(line)?;
    let some = |key| value.text(key).unwrap_or_default().to_string();
    Ok(match text(&value, "is")?.as_str() {
        "note" => {
            let at = Passage {
                article: text(&value, "article")?,
                words: some("words"),
                before: some("before"),
                after: some("after"),
            };
            let kind = match some("kind").as_str() {
                "figure" => NoteKind::Figure,
                "quote" => NoteKind::Quote,
                _ => NoteKind::Passage,
            };
            let is_chosen = value.get("dossier") == Some(&Value::Plain("true".into()));
            let (id, text, made) = (some("id"), some("text"), some("made"));
            Entry::Note(Box::new(Note { id, at, kind, text, tags: value.texts("tags"), is_chosen, made }))
        }
        "star" => Entry::Star(text(&value, "article")?),
        "tags" => {
            let tags = value.texts("tags");
            if tags.is_empty() {
                return Err(missing("tags"));
            }
            Entry::Tags(text(&value, "article")?, tags)
        }
        _ => Entry::Unknown(line.trim().to_string()),
    })
}

/// The notes as a file.
#[inline(never)]
pub fn write(notes: &Notes) -> String {
    let is = |what: &str| Object::default().text("is", what);
    let stars = notes.stars.iter().map(|article| is("star").text("article", article).line());
    let tags = notes.tags.iter().map(|(article, tags)| is("tags").text("article", article).texts("tags", tags).line());
    let unknown = notes.unknown.iter().cloned();
    lines::write(FORMAT, notes.list.iter().map(write_note).chain(stars).chain(tags).chain(unknown))
}

fn write_note(note: &Note) -> String {
    let kind = match note.kind {
        NoteKind::Passage => "",
        NoteKind::Figure => "figure",
        NoteKind::Quote => "quote",
    };
    let line = Object::default().text("is", "note").text("id", &note.id).passage(&note.at);
    let line = line.text("text", &note.text).texts("tags", &note.tags).text("kind", kind);
    let line = if note.is_chosen { line.with("dossier", Value::Plain("true".into())) } else { line };
    line.text("made", &note.made).line()
}
