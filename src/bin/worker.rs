//! The worker: reads a reader's articles away from the page, so that the page never waits.
//!
//! Messages are arrays that begin with a word. In come `["add", name, bytes, columns]`, where `columns` may be missing,
//! `["look", name, bytes]`, `["paste", text, title, source, day]`, `["run", is one event]` and `["stop"]`, which makes a story
//! of what is read so far. Out go `["ready"]`, `["table", name, columns, first row, guess]` for each look,
//! `["progress", articles, of, bytes, of]`, `["building", articles]`, `["refused", input, cause, remedy]` for each, and
//! last `["story", pack, lines]`, the bytes of the first moved, not copied. The columns of a table are named in the order
//! text, title, source, published, url, language, id; an empty name is none.

use crossread::base::{Date, Facts, RawArticle};
use crossread::corpus::{Intake, Options, format};
use crossread::import::{self, Columns};
use crossread::text::Models;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// How long the worker reads before it looks for messages and tells how far it is, in milliseconds.
const SLICE: f64 = 100.0;

/// All that this thread holds.
#[derive(Default)]
struct Desk {
    /// Read once, with the first article.
    models: Option<Models>,
    intake: Intake,
    options: Options,
    is_stopped: bool,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

fn main() {
    std::panic::set_hook(Box::new(|info| say(&["failed".into(), info.to_string().into()])));
    let hear = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| hear(&Array::from(&event.data())));
    scope().set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    say(&["ready".into()]);
}

fn hear(message: &Array) {
    let text = |at| message.get(at).as_string().unwrap_or_default();
    DESK.with_borrow_mut(|desk| match text(0).as_str() {
        "add" => add(desk, &text(1), &Uint8Array::new(&message.get(2)).to_vec(), chosen(&message.get(3))),
        "look" => look(&text(1), &Uint8Array::new(&message.get(2)).to_vec()),
        "paste" => desk.intake.add(pasted(text(1), text(2), text(3), &text(4))),
        "run" => {
            desk.options.is_one_event = message.get(1).is_truthy();
            desk.is_stopped = false;
            soon(read);
        }
        "stop" => desk.is_stopped = true,
        _ => {}
    });
}

/// The columns that a reader chose.
fn chosen(names: &JsValue) -> Option<Columns> {
    let names = names.dyn_ref::<Array>()?;
    let name = |at| names.get(at).as_string().filter(|name| !name.is_empty());
    Some(Columns {
        text: name(0)?,
        title: name(1),
        source: name(2),
        published: name(3),
        url: name(4),
        language: name(5),
        id: name(6),
    })
}

/// Tells what a table holds, for the reader to choose; nothing to choose from when it is none.
fn look(name: &str, bytes: &[u8]) {
    let table = import::columns_of(name, bytes).unwrap_or_default();
    let list = |names: &[String]| names.iter().map(JsValue::from).collect::<Array>().into();
    let guess = table.guess.unwrap_or_default();
    let guess = [Some(guess.text), guess.title, guess.source, guess.published, guess.url, guess.language, guess.id];
    let guess = guess.map(Option::unwrap_or_default);
    let row = table.rows.first().map(Vec::as_slice).unwrap_or_default();
    say(&["table".into(), name.into(), list(&table.columns), list(row), list(&guess)]);
}

/// Takes the articles of a file, and tells of each that cannot be read.
fn add(desk: &mut Desk, name: &str, bytes: &[u8], columns: Option<Columns>) {
    for result in import::import_with(name, bytes, &import::Options { columns }) {
        match result {
            Ok(article) => desk.intake.add(article),
            Err(refusal) => {
                say(&["refused".into(), refusal.input.into(), refusal.cause.into(), refusal.remedy.into()]);
            }
        }
    }
}

fn pasted(text: String, title: String, outlet: String, day: &str) -> RawArticle {
    let said = |fact: String| Some(fact).filter(|it| !it.trim().is_empty());
    let note = Some("given with the pasted text".to_string());
    let facts =
        Facts { title: said(title), outlet: said(outlet), published: Date::parse_iso(day), note, ..Facts::default() };
    RawArticle { text, facts, ..RawArticle::default() }
}

/// Reads for a slice of time, then lets messages in.
fn read() {
    let is_done = DESK.with_borrow_mut(|desk| {
        let end = js_sys::Date::now() + SLICE;
        let models = desk.models.get_or_insert_with(Models::builtin);
        let mut is_done = desk.is_stopped;
        while !is_done && js_sys::Date::now() < end {
            is_done = !desk.intake.step(models);
        }
        let progress = desk.intake.progress();
        let numbers = [progress.articles, progress.of_articles, progress.bytes, progress.of_bytes];
        let mut words = vec![JsValue::from("progress")];
        words.extend(numbers.map(|number| JsValue::from(number as f64)));
        say(&words);
        is_done
    });
    soon(if is_done { finish } else { read });
}

/// Sets the articles against each other and hands the story over.
fn finish() {
    DESK.with_borrow_mut(|desk| {
        let intake = std::mem::take(&mut desk.intake);
        say(&["building".into(), (intake.progress().articles as f64).into()]);
        let models = desk.models.get_or_insert_with(Models::builtin);
        let story = intake.finish(&desk.options, models);
        let lines: String = story.articles.iter().map(|article| import::to_json_line(article) + "\n").collect();
        let pack = Uint8Array::from(format::to_pack(&story.corpus).as_slice());
        let words = Array::of3(&"story".into(), &pack, &lines.into());
        let _ = scope().post_message_with_transfer(&words, &Array::of1(&pack.buffer()));
    });
}

fn soon(act: fn()) {
    Timeout::new(0, act).forget();
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// A message that cannot be sent has nobody to be told of it.
fn say(words: &[JsValue]) {
    let _ = scope().post_message(&words.iter().collect::<Array>());
}
