//! The notes of stories: kept in this browser with their story, joined with what other tabs keep, and brought as a file.

use super::work::tell;
use super::{dom, store};
use crate::corpus::notes::{self, Notes};
use crate::view::{Action, Data, NoteAct, Shelf};
use std::cell::RefCell;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

/// The part of a kept story that holds them, as a file of notes.
pub const PART: &str = "notes";

thread_local! {
    /// The notes of a story as they are known to be kept.
    static KNOWN: RefCell<(String, Notes)> = RefCell::default();
}

fn known(id: &str) -> Notes {
    KNOWN.with_borrow(|(story, notes)| if story == id { notes.clone() } else { Notes::default() })
}

fn of(content: &[u8]) -> Notes {
    notes::read(&String::from_utf8_lossy(content)).0
}

/// A story with the notes that are among its parts.
pub fn with_parts(mut data: Data, parts: &[(String, Vec<u8>)]) -> Data {
    let Some((_, content)) = parts.iter().find(|(name, _)| name == PART) else { return data };
    data.notes = Shelf::of(of(content), &data.corpus);
    opened(&data);
    data
}

/// A story opens with the notes it brings: what is kept is told apart from those.
pub fn opened(data: &Data) {
    let id = data.story.as_ref().map_or_else(String::new, |story| story.id.clone());
    KNOWN.set((id, data.notes.notes.clone()));
}

/// Brings what is kept for the open story.
pub fn restore(id: String) {
    // As it was before anything else is kept: what is noted meanwhile is then new to both.
    let before = known(&id);
    spawn_local(async move {
        match store::part(&id, PART).await {
            Ok(Some(content)) => {
                let now = of(&content);
                KNOWN.set((id, now.clone()));
                learn(before, now);
            }
            Ok(None) => {}
            Err(error) => tell(Action::Trouble(error)),
        }
    });
}

fn learn(before: Notes, now: Notes) {
    if before != now {
        tell(Action::Note(Box::new(NoteAct::Learn(Box::new((before, now))))));
    }
}

/// Keeps the notes of a story, with what another tab kept since.
#[inline(never)]
pub fn keep(id: String, mine: Notes) {
    if id.is_empty() {
        dom::note_part(PART, !mine.is_empty());
    }
    spawn_local(async move {
        let mut kept = None;
        let outcome = store::change_part(&id, PART, |content| {
            let theirs = content.map(of).unwrap_or_default();
            let merged = notes::merge(&known(&id), &mine, &theirs);
            let bytes = notes::write(&merged).into_bytes();
            KNOWN.set((id.clone(), merged.clone()));
            kept = Some((theirs, merged));
            bytes
        });
        match (outcome.await, kept) {
            (Ok(()), Some((_, merged))) => learn(mine.clone(), merged),
            (Err(error), kept) => {
                // What was not kept is not known to be.
                if let Some((theirs, _)) = kept {
                    KNOWN.set((id, theirs));
                }
                tell(Action::Trouble(error));
            }
            _ => {}
        }
    });
}

/// Nothing is kept any more.
pub fn forget() {
    KNOWN.set(Default::default());
}

/// Adds the notes of files to those of the open story.
pub fn open(files: Vec<File>) {
    spawn_local(async move {
        for file in files {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
            let (notes, refused) = notes::read(&text);
            tell(Action::Note(Box::new(NoteAct::Open(Box::new(notes), refused))));
        }
    });
}
