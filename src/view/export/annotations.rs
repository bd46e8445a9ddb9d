//! The notes as W3C Web Annotations (Web Annotation Data Model, W3C Recommendation of 2017), in JSON-LD.
//!
//! An annotation's target is its article, narrowed by the quotation with the text around it (TextQuoteSelector) and, where
//! it was found, by its position in characters of the text as it was read (TextPositionSelector). The whole is an
//! AnnotationCollection with one page, whose label says what the export holds.

use super::Filter;
use super::json::Json;
use super::table::Value;
use crate::corpus::notes::Note;
use crate::query::NotePlace;
use crate::view::notes::document_of;
use crate::view::{Data, address, words};

/// A collection of these notes.
pub fn write(data: &Data, filter: &Filter, noted: &[(&Note, &NotePlace)]) -> String {
    let mut label = vec![words::join(&["Crossread notes: ", &filter.count()])];
    label.extend(filter.reasons.iter().cloned());
    let mut json = Json::default();
    json.open('{');
    json.member("@context", "http://www.w3.org/ns/anno.jsonld");
    json.member("id", &words::join(&[&filter.page, &address::of_view(data, crate::view::View::Notes)]));
    json.member("type", "AnnotationCollection");
    json.member("label", &label.join("; "));
    json.key("total");
    json.value(&Value::whole(noted.len()));
    json.key("first");
    json.open('{');
    json.member("id", &words::join(&[&filter.page, "#/notes/page-1"]));
    json.member("type", "AnnotationPage");
    json.key("startIndex");
    json.value(&Value::Whole(0));
    json.key("items");
    json.open('[');
    for (note, place) in noted {
        json.line();
        annotation(&mut json, data, filter, note, place);
    }
    json.close(']');
    json.close('}');
    json.close('}');
    json.finish()
}

fn annotation(json: &mut Json, data: &Data, filter: &Filter, note: &Note, place: &NotePlace) {
    json.open('{');
    json.member("id", &words::join(&[&filter.page, "#/notes/", &address::escaped(&note.id)]));
    json.member("type", "Annotation");
    // The model wants a moment with its zone.
    if note.made.ends_with('Z') {
        json.member("created", &note.made);
    }
    let motivation = if note.text.is_empty() { "highlighting" } else { "commenting" };
    json.member("motivation", motivation);
    bodies(json, note);
    json.key("target");
    target(json, data, filter, note, place);
    json.close('}');
}

/// The text of the note and its tags, each a body with its purpose.
fn bodies(json: &mut Json, note: &Note) {
    if note.text.is_empty() && note.tags.is_empty() {
        return;
    }
    json.key("body");
    json.open('[');
    let text = (!note.text.is_empty()).then_some(("commenting", &note.text));
    for (purpose, value) in text.into_iter().chain(note.tags.iter().map(|tag| ("tagging", tag))) {
        json.open('{');
        json.member("type", "TextualBody");
        json.member("purpose", purpose);
        json.member("format", "text/plain");
        json.member("value", value);
        json.close('}');
    }
    json.close(']');
}

fn target(json: &mut Json, data: &Data, filter: &Filter, note: &Note, place: &NotePlace) {
    let document = document_of(place).map(|id| &data.corpus.documents[id]);
    let url = document.and_then(|document| document.analysis.facts.url.as_deref());
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    let source = match url.filter(is_web) {
        Some(url) => super::report::safe_url(url),
        None => words::join(&[&filter.page, "#/articles/", &address::escaped(&note.at.article)]),
    };
    if note.at.words.is_empty() {
        json.text(&source);
        return;
    }
    json.open('{');
    json.member("type", "SpecificResource");
    json.member("source", &source);
    json.key("selector");
    json.open('[');
    json.open('{');
    json.member("type", "TextQuoteSelector");
    // Of an article that has changed since, the words as they stand in it now.
    let words_now = match place {
        NotePlace::Passage(id, span) => span.of(data.corpus.documents[*id].text()),
        _ => &note.at.words,
    };
    json.member("exact", words_now);
    json.member("prefix", &note.at.before);
    json.member("suffix", &note.at.after);
    json.close('}');
    if let NotePlace::Passage(id, span) = place {
        let before = &data.corpus.documents[*id].text()[..span.start as usize];
        let start = before.chars().count();
        json.open('{');
        json.member("type", "TextPositionSelector");
        json.key("start");
        json.value(&Value::whole(start));
        json.key("end");
        json.value(&Value::whole(start + words_now.chars().count()));
        json.close('}');
    }
    json.close(']');
    json.close('}');
}
