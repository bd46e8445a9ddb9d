//! The corrections of stories: kept in this browser with their story, and brought as a file.

use super::work::tell;
use super::{dom, noted, store};
use crate::corpus::corrections;
use crate::view::{Action, Data, DeskAct};
use std::cell::RefCell;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

/// The part of a kept story that holds them, as a file of corrections.
const PART: &str = "corrections";

/// A story with the corrections and notes that are among its parts.
pub fn with_parts(data: Data, parts: &[(String, Vec<u8>)]) -> Data {
    let content = parts.iter().find(|(name, _)| name == PART).map(|(_, content)| content.as_slice());
    let list = content.map(|content| corrections::read(&String::from_utf8_lossy(content)).0).unwrap_or_default();
    noted::with_parts(if list.is_empty() { data } else { data.corrected(list, false) }, parts)
}

/// Applies what is kept for the open story.
pub fn restore(id: String) {
    noted::restore(id.clone());
    spawn_local(async move {
        match store::part(&id, PART).await {
            Ok(Some(content)) => {
                let list = corrections::read(&String::from_utf8_lossy(&content)).0;
                if !list.is_empty() {
                    tell(Action::Desk(DeskAct::Restore(list)));
                    // The address may name what only the corrections made.
                    tell(Action::Arrive(dom::hash()));
                }
            }
            Ok(None) => {}
            Err(error) => tell(Action::Trouble(error)),
        }
    });
}

pub fn restore_builtin() {
    restore(String::new());
}

thread_local! {
    /// What was last given to be kept: the id of a story, and its corrections as a file.
    static KEPT: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
}

/// Keeps the corrections of a story, if they are not yet.
#[inline(never)]
pub fn keep(data: &Data) {
    let id = data.story.as_ref().map_or_else(String::new, |story| story.id.clone());
    let list = &data.said.list;
    if id.is_empty() {
        dom::note_part(PART, !list.is_empty());
    }
    let text = corrections::write(list);
    let now = (id.clone(), text.clone());
    // The story changes also where they do not: as what they ask for is read again.
    if KEPT.replace(Some(now.clone())).as_ref() == Some(&now) {
        return;
    }
    spawn_local(async move {
        if let Err(error) = store::keep_part(&id, PART, text.as_bytes()).await {
            tell(Action::Trouble(error));
        }
    });
}

/// Adds the corrections of files to those of the open story.
pub fn open(files: Vec<File>) {
    spawn_local(async move {
        for file in files {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
            let (list, refused) = corrections::read(&text);
            tell(Action::Desk(DeskAct::Open(list, refused)));
        }
    });
}
