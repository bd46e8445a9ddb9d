use super::*;
use crate::corpus::notes::{self, Note};
use crate::query::note_at;

/// What happens to the notes.
#[inline(never)]
pub fn reduce(data: &Data, next: &mut State, act: NoteAct) {
    let exists = |id: DocumentId| data.corpus.documents.get(id).is_some();
    match act {
        NoteAct::Learn(change) => {
            let noted = next.notes.edit();
            noted.notes = notes::merge(&change.0, &noted.notes, &change.1);
            noted.places = note_places(&data.corpus, &noted.notes);
        }
        NoteAct::Open(file, refused) => {
            let mut new = 0;
            change(data, next, |notes| {
                new = notes.take(*file);
                opened(new)
            });
            next.notes.edit().refused = refused;
        }
        NoteAct::Star(document) if exists(document) => {
            let id = data.corpus.documents[document].id.clone();
            change(data, next, |notes| {
                notes.toggle_star(&id);
                if notes.is_starred(&id) { "Starred".into() } else { "No longer starred".into() }
            });
        }
        NoteAct::Tag(document, text) if exists(document) => {
            let id = data.corpus.documents[document].id.clone();
            change(data, next, |notes| {
                notes.set_tags(&id, notes::tags(&text));
                "The tags are set".into()
            });
        }
        NoteAct::Write(draft) if exists(draft.document) => next.notes.edit().draft = Some(draft),
        NoteAct::Change(id) => {
            let noted = next.notes.edit();
            let at = noted.notes.list.iter().position(|note| note.id == id);
            let document = at.and_then(|at| noted.places.get(at)).and_then(document_of).unwrap_or(DocumentId(0));
            noted.draft = at.map(|_| Draft { id: Some(id), document, block: None, span: None });
        }
        NoteAct::Save(written) => save(data, next, written),
        NoteAct::Close => next.notes.edit().draft = None,
        NoteAct::Highlight(document, span, now) if exists(document) => {
            let note = fresh(data, document, Some(span), now);
            add(data, next, note, "Highlighted");
        }
        NoteAct::Collect(document, span, kind, now) if exists(document) => {
            let note = Note { kind, is_chosen: true, ..fresh(data, document, Some(span), now) };
            add(data, next, note, "Added to the dossier");
        }
        NoteAct::Choose(id) => change(data, next, |notes| {
            let Some(note) = notes.list.iter_mut().find(|note| note.id == id) else { return String::new() };
            note.is_chosen = !note.is_chosen;
            if note.is_chosen { "Added to the dossier".into() } else { "Taken out of the dossier".into() }
        }),
        NoteAct::Delete(id) => {
            change(data, next, |notes| {
                notes.list.retain(|note| note.id != id);
                "The note is deleted".into()
            });
            next.notes.edit().draft = None;
        }
        NoteAct::Undo => {
            let noted = next.notes.edit();
            if let Some(before) = noted.past.pop() {
                noted.notes = before;
                noted.places = note_places(&data.corpus, &noted.notes);
                noted.changes += 1;
                noted.word = None;
                next.announcement = "Undone".into();
            }
        }
        NoteAct::CloseWord => next.notes.edit().word = None,
        NoteAct::ToggleOnly(only) => {
            let chosen = &mut next.notes.edit().only;
            match chosen.iter().position(|it| *it == only) {
                Some(at) => drop(chosen.remove(at)),
                None => chosen.push(only),
            }
        }
        NoteAct::ShowTag(tag) => next.notes.edit().tag = tag,
        NoteAct::Filter(text) => next.notes.edit().filter = text,
        _ => {}
    }
}

/// The notes as a file: its name and text.
pub fn file(data: &Data, state: &State) -> (String, String) {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let story = data.story.as_ref().map_or("built-in-story", |story| story.name.as_str());
    let story: String = story.chars().take(60).map(plain).collect();
    (words::join(&[&story, ".notes.jsonl"]), notes::write(&state.notes.notes))
}

/// Changes the notes so that it can be undone, and says what was done; without a word nothing was.
fn change(data: &Data, next: &mut State, make: impl FnOnce(&mut Notes) -> String) {
    let noted = next.notes.edit();
    let before = noted.notes.clone();
    let word = make(&mut noted.notes);
    if noted.notes == before {
        return;
    }
    noted.past.push(before);
    noted.changes += 1;
    noted.places = note_places(&data.corpus, &noted.notes);
    noted.word = Some(word.clone());
    next.announcement = word;
}

/// A note on words of an article, or on the whole of it.
fn fresh(data: &Data, document: DocumentId, span: Option<Span>, now: String) -> Note {
    let digits: String = now.chars().filter(char::is_ascii_digit).collect();
    let span = span.filter(|span| span.is_valid_in(data.corpus.documents[document].text()) && !span.is_empty());
    let (id, at) = (words::join(&["n", &digits]), note_at(&data.corpus, document, span));
    Note { id, at, made: now, ..Note::default() }
}

fn add(data: &Data, next: &mut State, note: Note, word: &str) {
    let is_there = |notes: &Notes| {
        notes.list.iter().any(|it| it.at == note.at && it.kind == note.kind && it.is_chosen == note.is_chosen)
    };
    if is_there(&next.notes.notes) {
        next.notes.edit().word = Some("That is there already".into());
        return;
    }
    change(data, next, |notes| {
        notes.add(note);
        word.to_string()
    });
}

fn save(data: &Data, next: &mut State, written: Written) {
    let Some(draft) = next.notes.edit().draft.take() else { return };
    let (text, tags) = (written.text.trim().to_string(), notes::tags(&written.tags));
    match draft.id {
        Some(id) => change(data, next, |notes| {
            let Some(note) = notes.list.iter_mut().find(|note| note.id == id) else { return String::new() };
            (note.text, note.tags, note.is_chosen) = (text, tags, written.is_chosen);
            "The note is changed".into()
        }),
        None => {
            let Some(document) = data.corpus.documents.get(draft.document) else { return };
            let block = draft.block.and_then(|block| document.analysis.blocks.get(block)).map(|block| block.span);
            let span = written.span.or(draft.span).or(block);
            let is_chosen = written.is_chosen;
            let note = Note { text, tags, is_chosen, ..fresh(data, draft.document, span, written.now) };
            change(data, next, |notes| {
                notes.add(note);
                "The note is kept".into()
            });
        }
    }
}

fn opened(new: usize) -> String {
    match new {
        0 => "Nothing in the file is new".into(),
        _ => words::join(&[&words::counted(new, "entry", "entries"), " added"]),
    }
}
