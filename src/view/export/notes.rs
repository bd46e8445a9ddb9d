//! The notes as rows, and which of them an export holds.

use super::Filter;
use super::table::{Table, Value};
use crate::base::*;
use crate::corpus::notes::{Note, NoteKind};
use crate::query::NotePlace;
use crate::view::notes::document_of;
use crate::view::{Data, State, View};

/// The notes that the filters leave, with their places, in the order of articles and text, orphans last. A filter of
/// articles leaves out the orphans, which are on none of them.
pub fn chosen<'a>(data: &Data, state: &'a State, filter: &Filter, is_dossier: bool) -> Vec<(&'a Note, &'a NotePlace)> {
    let noted = &state.notes;
    let is_in_view = state.view == View::Notes;
    let needle = if is_in_view { noted.filter.trim().to_lowercase() } else { String::new() };
    let has_all = |note: &Note| {
        let has_tag = !is_in_view || noted.tag.as_ref().is_none_or(|tag| note.tags.contains(tag));
        let found = [&note.text, &note.at.words].iter().any(|text| text.to_lowercase().contains(&needle));
        has_tag && found && (note.is_chosen || !is_dossier)
    };
    let is_left = |place: &NotePlace| match document_of(place) {
        Some(document) => filter.contains(document),
        None => !filter.is_narrow(),
    };
    let all = noted.notes.list.iter().zip(&noted.places);
    let mut chosen: Vec<_> = all.filter(|(note, place)| has_all(note) && is_left(place)).collect();
    let order = |place: &NotePlace| match *place {
        NotePlace::Article(document) => (document.index(), Span::default()),
        NotePlace::Passage(document, span) => (document.index(), span),
        NotePlace::Orphan(_) => (data.corpus.documents.len(), Span::default()),
    };
    crate::base::sort::sort_by_key(&mut chosen, |(_, place)| order(place));
    chosen
}

/// What is written on an article and its passages.
pub fn texts_on(state: &State, document: DocumentId) -> Vec<String> {
    let here = state.notes.notes.list.iter().zip(&state.notes.places);
    let here = here.filter(|(note, place)| !note.text.is_empty() && document_of(place) == Some(document));
    here.map(|(note, _)| note.text.clone()).collect()
}

/// A row a note.
pub fn table(data: &Data, state: &State, filter: &Filter) -> Table {
    const COLUMNS: &[&str] = &[
        "note_id", "doc_id", "source", "kind", "quote", "start", "end", "note", "tags", "dossier", "made", "prefix",
        "suffix", "lost",
    ];
    let row = |(note, place): (&Note, &NotePlace)| {
        let source = document_of(place).map(|id| &data.corpus.documents[id]);
        let (start, end) = match place {
            NotePlace::Passage(_, span) => (Value::Whole(span.start.into()), Value::Whole(span.end.into())),
            _ => (Value::Empty, Value::Empty),
        };
        let lost = match place {
            NotePlace::Orphan(why) => Some(why.as_str()),
            _ => None,
        };
        let some = |text: &str| Value::maybe((!text.is_empty()).then_some(text));
        vec![
            Value::text(&note.id),
            Value::text(source.map_or(&note.at.article, |document| &document.id)),
            Value::maybe(source.map(|it| it.analysis.facts.outlet.as_deref().unwrap_or(&it.label))),
            Value::text(kind(note.kind)),
            some(&note.at.words),
            start,
            end,
            some(&note.text),
            Value::some(note.tags.clone()),
            Value::text(if note.is_chosen { "yes" } else { "no" }),
            some(&note.made),
            some(&note.at.before),
            some(&note.at.after),
            Value::maybe(lost),
        ]
    };
    Table::new(COLUMNS, chosen(data, state, filter, false).into_iter().map(row).collect())
}

fn kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Passage => "passage",
        NoteKind::Figure => "figure",
        NoteKind::Quote => "quotation",
    }
}
