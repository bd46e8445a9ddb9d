//! Keeping the events of one story as stories of their own, one after another in the worker.

use super::{files, store, work};
use crate::corpus::format::from_pack;
use crate::view::{Action, StoryName, stories::by_event};
use std::cell::RefCell;
use std::collections::VecDeque;
use wasm_bindgen_futures::spawn_local;

/// What is still to be read, and the story that it came from.
struct Parts {
    waiting: VecDeque<work::Input>,
    whole: String,
}

thread_local! {
    static PARTS: RefCell<Option<Parts>> = const { RefCell::new(None) };
}

/// Makes a story of each event of a kept story. That one goes when all of them are kept, and not before.
pub fn begin(id: String) {
    if PARTS.with_borrow(Option::is_some) {
        return;
    }
    PARTS.set(Some(Parts { waiting: VecDeque::new(), whole: id.clone() }));
    spawn_local(async move {
        match parts(&id).await {
            Ok(waiting) => {
                PARTS.set(Some(Parts { waiting, whole: id }));
                next();
            }
            Err(error) => {
                give_up();
                work::tell(Action::Trouble(error));
            }
        }
    });
}

async fn parts(id: &str) -> Result<VecDeque<work::Input>, String> {
    let kept = store::load(id).await?.ok_or_else(files::not_kept)?;
    let corpus = from_pack(&kept.pack.to_vec()).map_err(|error| error.0)?;
    let lines = kept.lines.to_vec();
    let lines: Vec<&[u8]> = lines.split_inclusive(|&byte| byte == b'\n').collect();
    let input = |(at, group): (usize, Vec<usize>)| {
        // No two may have the same id, though they are made in the same millisecond.
        let story = StoryName { id: [&work::new_id(), "-", &at.to_string()].concat(), name: String::new() };
        let lines: Vec<u8> = group.iter().filter_map(|&at| lines.get(at).copied()).flatten().copied().collect();
        work::Input::Kept { story, lines: lines.as_slice().into() }
    };
    Ok(by_event(&corpus).into_iter().enumerate().map(input).collect())
}

/// Goes on with the next event, if stories are being made of several.
pub fn next() {
    let Some(mut parts) = PARTS.take() else { return };
    match parts.waiting.pop_front() {
        Some(input) => {
            PARTS.set(Some(parts));
            work::read(vec![input], true);
        }
        None => work::delete(parts.whole),
    }
}

/// Something went wrong: the story stays as it was, beside those that are kept already.
pub fn give_up() {
    PARTS.set(None);
}
