//! Has a worker read again what a person's corrections change in the articles: blocks put back or set aside, days. What
//! the page can do itself is on the screen by then.

use super::work::{self, tell};
use super::{DataRef, dom, files, store};
use crate::corpus::Corpus;
use crate::corpus::corrections::{self, Correction, Orphan, Reread};
use crate::corpus::format::from_pack_slowly;
use crate::view::{Action, DeskAct, words};
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, Worker};

/// What is being read again, or could not be.
struct Asked {
    machine: Rc<Corpus>,
    list: Vec<Correction>,
    reading: Option<Reading>,
}

impl Asked {
    fn is(&self, task: &Task) -> bool {
        Rc::ptr_eq(&self.machine, &task.machine) && self.list == task.list
    }
}

/// What is to be read again: the machine's result, and the corrections of what it reads.
#[derive(Clone)]
struct Task {
    /// The id of the story; none for the one that the page came with.
    story: String,
    machine: Rc<Corpus>,
    list: Vec<Correction>,
}

/// A worker for this once: it may be needed elsewhere, and its memory goes with it.
struct Reading {
    worker: Worker,
    _answers: [Closure<dyn Fn(MessageEvent)>; 2],
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

thread_local! {
    static ASKED: RefCell<Option<Asked>> = const { RefCell::new(None) };
    /// The bytes of the story that this browser could not keep, by its id.
    static UNKEPT: RefCell<Option<(String, Uint8Array)>> = const { RefCell::new(None) };
}

/// Remembers the bytes of a story that could not be kept.
pub fn remember(story: &str, pack: Uint8Array) {
    UNKEPT.set(Some((story.to_string(), pack)));
}

/// Has the articles read again, if that is still to be done.
#[inline(never)]
pub fn ask(data: &DataRef) {
    let (Some(machine), Some(list)) = (data.machine().cloned(), data.said.to_read()) else { return ASKED.set(None) };
    let story = data.story.as_ref().map_or_else(String::new, |story| story.id.clone());
    let task = Task { story, machine, list };
    if is_asked(&task) {
        return;
    }
    ASKED.set(Some(Asked { machine: task.machine.clone(), list: task.list.clone(), reading: None }));
    spawn_local(async move {
        if let Err(error) = begin(&task).await {
            fail(&task, &error);
        }
    });
}

/// Whether nothing else was asked for since.
fn is_asked(task: &Task) -> bool {
    ASKED.with_borrow(|asked| asked.as_ref().is_some_and(|asked| asked.is(task)))
}

async fn begin(task: &Task) -> Result<(), JsValue> {
    let pack = pack(&task.story).await?;
    let worker = work::new_worker(&Closure::<dyn Fn(f64, f64)>::new(|_, _| {})).await?;
    let answer = {
        let task = task.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let task = task.clone();
            spawn_local(async move {
                if let Err(error) = take(&task, &Array::from(&event.data())).await {
                    fail(&task, &error.into());
                }
            });
        })
    };
    let error = {
        let task = task.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            fail(&task, &js_sys::Reflect::get(&event, &"message".into()).unwrap_or_default());
        })
    };
    worker.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    worker.set_onerror(Some(error.as_ref().unchecked_ref()));
    let reading = Reading { worker: worker.clone(), _answers: [answer, error] };
    ASKED.with_borrow_mut(|asked| {
        // Something else may have been asked for by now; then this one ends here.
        if let Some(asked) = asked.as_mut().filter(|asked| asked.is(task)) {
            asked.reading = Some(reading);
        }
    });
    worker.post_message(&Array::of3(&"reread".into(), &pack, &corrections::write(&task.list).into()))
}

/// The bytes of a story as the machine made it.
async fn pack(story: &str) -> Result<Uint8Array, String> {
    if story.is_empty() {
        return files::builtin_pack().map_err(|error| error.to_string());
    }
    let unkept = UNKEPT.with_borrow(|unkept| unkept.as_ref().filter(|it| it.0 == story).map(|it| it.1.clone()));
    match unkept {
        Some(pack) => Ok(pack),
        None => store::load(story).await?.map(|kept| kept.pack).ok_or_else(|| files::not_kept().into()),
    }
}

/// Takes the worker's answer.
async fn take(task: &Task, message: &Array) -> Result<(), String> {
    let text = |at| message.get(at).as_string().unwrap_or_default();
    if text(0) != "reread" {
        return Err(text(1));
    }
    let pack = message.get(1).dyn_into::<Uint8Array>().expect_throw("the worker sends bytes").to_vec();
    let orphan = |it: JsValue| {
        let it = Array::from(&it);
        let number = it.get(0).as_f64().unwrap_or_default() as usize;
        Orphan { number, why: it.get(1).as_string().unwrap_or_default() }
    };
    let orphans = message.iter().skip(2).map(orphan).collect();
    let slices = dom::Slices::begin();
    let mut corpus =
        from_pack_slowly(&pack, &async || slices.pause().await).await.map_err(|error| error.to_string())?;
    slices.rest().await;
    if !is_asked(task) {
        return Ok(());
    }
    let ids = |corpus: &Corpus| corpus.documents.iter().map(|document| document.id.clone()).collect::<Vec<_>>();
    if ids(&corpus) != ids(&task.machine) {
        return Err("the story changed meanwhile".into());
    }
    corpus.share(&task.machine);
    let reread = Reread { list: task.list.clone(), corpus, orphans };
    ASKED.set(None);
    tell(Action::Desk(DeskAct::Reread(task.machine.clone(), Rc::new(reread))));
    Ok(())
}

/// Tells that it could not be read again, once; with the next correction it is tried anew.
fn fail(task: &Task, error: &JsValue) {
    if !is_asked(task) {
        return;
    }
    ASKED.with_borrow_mut(|asked| asked.iter_mut().for_each(|it| it.reading = None));
    let line = words::join(&[
        "What your corrections change in the articles could not be read again (",
        &work::said(error),
        "). Sentences and known names are in; figures, quotations and what others say follow when you open the story \
         again, or by `prepare --corrections`.",
    ]);
    tell(Action::Trouble(line));
}
