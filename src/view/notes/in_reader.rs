use super::*;
use crate::corpus::notes::Note;

/// What the open article shows of the notes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InReader {
    pub is_starred: bool,
    pub tags: Vec<String>,
    /// Each with the block it ends in; none for a note on the whole article.
    pub rows: Vec<(Option<BlockId>, Row)>,
    /// The form, where a note on this article is written or changed.
    pub form: Option<Form>,
}

/// The form of a note.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The block under which it stands; none for the whole article.
    pub block: Option<BlockId>,
    /// The note that is changed.
    pub id: Option<String>,
    /// The words that the note is on so far.
    pub words: String,
    /// All words that can be chosen, with where they begin; none where the words are settled.
    pub choice: Option<Span>,
    pub text: String,
    pub tags: String,
    pub is_chosen: bool,
}

/// Two ends of a selection on the page: a block, and UTF-16 units from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected {
    pub from: (BlockId, usize),
    pub to: (BlockId, usize),
}

/// What the open article shows of the notes.
#[inline(never)]
pub fn in_reader(data: &Data, state: &State, id: DocumentId) -> InReader {
    let noted: &Noted = &state.notes;
    let document = &data.corpus.documents[id];
    let mut rows = vec![];
    for (note, place) in noted.notes.list.iter().zip(&noted.places).filter(|(_, place)| document_of(place) == Some(id))
    {
        let block = match place {
            NotePlace::Passage(_, span) => document.analysis.block_at(span.end.saturating_sub(1).max(span.start)),
            _ => None,
        };
        rows.push((block, row(data, note, place)));
    }
    InReader {
        is_starred: noted.notes.is_starred(&document.id),
        tags: noted.notes.tags_of(&document.id).to_vec(),
        form: noted.draft.as_ref().filter(|draft| draft.document == id).map(|draft| form(data, noted, draft)),
        rows,
    }
}

/// The form of the note in the making.
pub fn form(data: &Data, noted: &Noted, draft: &Draft) -> Form {
    let document = &data.corpus.documents[draft.document];
    let note = draft.id.as_ref().and_then(|id| noted.notes.find(id)).cloned().unwrap_or_default();
    let choice = draft.block.and_then(|block| document.analysis.blocks.get(block)).map(|block| block.span);
    let span = draft.span.or(choice);
    let Note { id: _, at, text, tags, is_chosen, .. } = note;
    Form {
        block: draft.block,
        id: draft.id.clone(),
        words: if draft.id.is_some() { at.words } else { span.map_or("", |span| span.of(document.text())).to_string() },
        choice,
        text,
        tags: tags.join(", "),
        is_chosen,
    }
}

/// The words between two ends of a selection, without the blanks around them.
pub fn selected_span(data: &Data, document: DocumentId, selected: Selected) -> Option<Span> {
    let document = data.corpus.documents.get(document)?;
    let end = |(block, units): (BlockId, usize)| {
        let block = document.analysis.blocks.get(block)?.span;
        Some(block.start as usize + byte_at(block.of(document.text()), units))
    };
    let (from, to) = (end(selected.from)?, end(selected.to)?);
    let words = document.text().get(from..to)?;
    let from = from + words.len() - words.trim_start().len();
    let words = words.trim();
    (!words.is_empty()).then(|| Span::new(from, from + words.len()))
}

/// The byte at which so many UTF-16 units end.
pub fn byte_at(text: &str, units: usize) -> usize {
    let mut left = units;
    for (at, c) in text.char_indices() {
        if left < c.len_utf16() {
            return at;
        }
        left -= c.len_utf16();
    }
    text.len()
}
