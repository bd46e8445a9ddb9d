//! The worker: reads a reader's articles away from the page, so that the page never waits.
//!
//! Messages are arrays that begin with a word. In come `["add", [name, file, columns]…]`, where a file may be its bytes and
//! `columns` may be missing, `["look", [name, file]…]`, `["paste", text, title, source, day]`, `["run", is one event,
//! inputs]`, after which so many files and pasted texts come, `["stop"]`, which makes a story of what is read so far, and
//! `["reread", pack, corrections]`, the bytes of a story and a file of what a person corrected in it. A few files are read
//! ahead of their turn; the page itself reads none. Out go `["ready"]`, `["table", name, columns, first
//! row, guess]` for each look, `["progress", articles, of, bytes, of]`, `["building", articles]`, `["refused", [input,
//! cause, remedy]…]`, and last `["story", pack, lines]`, the bytes of both moved, not copied; and
//! `["reread", pack, [place in the list, why]…]` with the corrections that find nothing. The columns of a table are
//! named in the order text, title, source, published, url, language, id; an empty name is none.
//!
//! With much to read it has a second worker of the same program help: see [`second`].

use crossread::base::{Date, Facts, RawArticle};
use crossread::corpus::align::{self, Found};
use crossread::corpus::{Intake, Options, Resolved, corrections, format};
use crossread::import::{self, Columns, ImportError};
use crossread::text::Models;
use gloo::timers::callback::Timeout;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use second::Second;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

mod second;

/// How long the worker reads before it looks for messages and tells how far it is, in milliseconds.
const SLICE: f64 = 50.0;

/// The longest file that is read, in bytes: it and its copy in the program's memory must both have room.
const MAX_FILE_BYTES: f64 = (512 << 20) as f64;

/// Files are read ahead until so many, or so many bytes of them, are there or on their way.
const AHEAD: (usize, f64) = (64, (32 << 20) as f64);

/// From so many bytes of text on, by what is known of them, a second worker is worth its start, about 0.1 s.
const MUCH_BYTES: usize = 300_000;

/// The bytes of a file, or why it has none; nothing while it is read.
type Content = Rc<RefCell<Option<Result<Vec<u8>, ImportError>>>>;

/// All that this thread holds.
#[derive(Default)]
struct Desk {
    /// Read once, with the first article.
    models: Option<Models>,
    /// How many inputs were not opened yet, be they here or on their way from the page.
    unopened: usize,
    /// Those that are here: name, file and chosen columns of each.
    files: VecDeque<Array>,
    /// Those that are being read, each with its bytes once they are here.
    coming: VecDeque<(Array, Content)>,
    intake: Intake,
    options: Options,
    second: Option<Second>,
    /// No second worker can be had.
    is_alone: bool,
    /// The story that waits for its alignment, with its articles.
    resolved: Option<(Resolved, Vec<RawArticle>)>,
    /// What could not be read and is not told yet.
    refused: Vec<ImportError>,
    is_stopped: bool,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

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
        // What comes after its reading was stopped belongs to none.
        "add" if desk.unopened > 0 => desk.files.extend(message.iter().skip(1).map(|file| Array::from(&file))),
        "look" => {
            let tables: Vec<Array> = message.iter().skip(1).map(|file| Array::from(&file)).collect();
            spawn_local(async move {
                for table in &tables {
                    look(table).await;
                }
            });
        }
        "paste" if desk.unopened > 0 => {
            desk.unopened -= 1;
            desk.intake.add(pasted(text(1), text(2), text(3), &text(4)));
        }
        "run" => {
            desk.options.is_one_event = message.get(1).is_truthy();
            desk.unopened = message.get(2).as_f64().unwrap_or_default() as usize;
            desk.is_stopped = false;
            desk.is_alone = false;
            soon(read);
        }
        "stop" => desk.is_stopped = true,
        "reread" => {
            let models = desk.models.get_or_insert_with(Models::builtin);
            reread(&Uint8Array::new(&message.get(1)).to_vec(), &text(2), models);
        }
        second::ANALYSE | second::ALIGN => {
            let models = desk.models.get_or_insert_with(Models::builtin);
            second::work(&text(0), &message.get(1), models);
        }
        _ => {}
    });
}

/// Reads again what a person's corrections change in a story.
fn reread(pack: &[u8], file: &str, models: &Models) {
    let machine = match format::from_pack(pack) {
        Ok(machine) => machine,
        Err(error) => return say(&["failed".into(), error.to_string().into()]),
    };
    let (list, _) = corrections::read(file);
    let reread = corrections::read_again(&machine, &list, models);
    let pack = Uint8Array::from(format::to_pack(&reread.corpus).as_slice());
    let words = Array::of2(&"reread".into(), &pack);
    for orphan in reread.orphans {
        words.push(&Array::of2(&(orphan.number as f64).into(), &orphan.why.into()));
    }
    let _ = scope().post_message_with_transfer(&words, &Array::of1(&pack.buffer()));
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
async fn look(file: &Array) {
    // One that cannot be read is told when its turn comes.
    let (name, bytes) = (name_of(file), bytes_of(file).await.unwrap_or_default());
    let table = import::columns_of(&name, &bytes).unwrap_or_default();
    let list = |names: &[String]| names.iter().map(JsValue::from).collect::<Array>().into();
    let guess = table.guess.unwrap_or_default();
    let guess = [Some(guess.text), guess.title, guess.source, guess.published, guess.url, guess.language, guess.id];
    let guess = guess.map(Option::unwrap_or_default);
    let row = table.rows.first().map(Vec::as_slice).unwrap_or_default();
    say(&["table".into(), name.into(), list(&table.columns), list(row), list(&guess)]);
}

/// Has the next files read while others are analysed: a browser takes a millisecond or two to hand one over. The next one
/// is always among them, however long it is.
fn fetch(files: &mut VecDeque<Array>, coming: &mut VecDeque<(Array, Content)>) {
    let mut bytes: f64 = coming.iter().map(|(file, _)| length_of(file)).sum();
    while let Some(file) = files.front() {
        bytes += length_of(file);
        if !coming.is_empty() && (coming.len() == AHEAD.0 || bytes > AHEAD.1) {
            break;
        }
        let Some(file) = files.pop_front() else { break };
        let content = Rc::new(RefCell::new(None));
        coming.push_back((file.clone(), content.clone()));
        spawn_local(async move {
            let bytes = bytes_of(&file).await;
            content.replace(Some(bytes));
        });
    }
}

/// Takes the articles of a file, and what of it cannot be read.
fn take(intake: &mut Intake, refused: &mut Vec<ImportError>, file: &Array, content: Result<Vec<u8>, ImportError>) {
    let options = import::Options { columns: chosen(&file.get(2)) };
    let articles = match content {
        Ok(bytes) => import::import_with(&name_of(file), &bytes, &options),
        Err(refusal) => vec![Err(refusal)],
    };
    for article in articles {
        match article {
            Ok(article) => intake.add(article),
            Err(refusal) => refused.push(refusal),
        }
    }
}

fn name_of(file: &Array) -> String {
    file.get(0).as_string().unwrap_or_default()
}

/// The length of a file that is still to be read, in bytes.
fn length_of(file: &Array) -> f64 {
    file.get(1).dyn_ref::<Blob>().map_or(0.0, Blob::size)
}

/// What a file holds. One that the browser cannot give (a folder, a file that is gone) or that is longer than can be read
/// is told like one that is no article.
async fn bytes_of(file: &Array) -> Result<Vec<u8>, ImportError> {
    let refuse = |cause: &str, remedy: &str| {
        let (input, cause, remedy) = (name_of(file), cause.to_string(), remedy.to_string());
        Err(ImportError { input, cause, remedy, is_skipped: false })
    };
    let content = file.get(1);
    let Some(blob) = content.dyn_ref::<Blob>() else { return Ok(Uint8Array::new(&content).to_vec()) };
    if blob.size() > MAX_FILE_BYTES {
        return refuse(
            "It is longer than the 512 MB that a page can read at once",
            "Split it, or give it to `prepare` on the command line.",
        );
    }
    match JsFuture::from(blob.array_buffer()).await.map(ArrayBuffer::from) {
        Ok(buffer) => Ok(Uint8Array::new(&buffer).to_vec()),
        Err(_) => refuse(
            "The browser cannot read it: it is a folder, it was moved since, or there is no memory left for it",
            "Choose a folder with its own button, and long files one by one.",
        ),
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
        let before = desk.intake.progress().articles;
        desk.models.get_or_insert_with(Models::builtin);
        while js_sys::Date::now() < end && desk.step() {}
        // Until what is lent comes back there may be nothing to do; what a second worker that failed had is done at the end.
        let is_lending = desk.second.is_some() && desk.intake.is_lending();
        let is_read = desk.unopened == 0 && desk.intake.waiting_bytes() == 0;
        let word = std::iter::once(JsValue::from("refused"));
        let told = |it: ImportError| Array::of3(&it.input.into(), &it.cause.into(), &it.remedy.into()).into();
        let words: Vec<JsValue> = word.chain(desk.refused.drain(..).map(told)).collect();
        if words.len() > 1 {
            say(&words);
        }
        // A file that is still to be opened counts as one article of the length of the others.
        let (progress, unopened) = (desk.intake.progress(), desk.unopened);
        let of_bytes = progress.of_bytes + progress.of_bytes / progress.of_articles.max(1) * unopened;
        let numbers = [progress.articles, progress.of_articles + unopened, progress.bytes, of_bytes];
        if progress.articles > before {
            let mut words = vec![JsValue::from("progress")];
            words.extend(numbers.map(|number| JsValue::from(number as f64)));
            say(&words);
        }
        if desk.second.is_none() && !desk.is_alone && of_bytes > MUCH_BYTES {
            desk.second = Second::start();
            desk.is_alone = desk.second.is_none();
        }
        (desk.is_stopped || is_read) && !is_lending
    });
    soon(if is_done { finish } else { read });
}

impl Desk {
    /// Takes the next piece of work; false when there is none, for now or at all.
    fn step(&mut self) -> bool {
        if self.is_stopped {
            return false;
        }
        fetch(&mut self.files, &mut self.coming);
        let enough = if self.second.is_some() { second::BATCH_BYTES } else { 1 };
        while self.intake.waiting_bytes() < enough {
            let Some((_, content)) = self.coming.front() else { break };
            // What is on its way comes while this thread waits for its next turn.
            let Some(content) = content.take() else { break };
            self.unopened -= 1;
            if let Some((file, _)) = self.coming.pop_front() {
                take(&mut self.intake, &mut self.refused, &file, content);
            }
        }
        if let Some(second) = &mut self.second {
            second.lend(&mut self.intake);
        }
        self.models.as_ref().is_some_and(|models| self.intake.step(models))
    }

    /// What the second worker says: it is ready, or what came of its work.
    fn hear_second(&mut self, message: &Array) {
        let bytes = || Uint8Array::new(&message.get(1)).to_vec();
        match message.get(0).as_string().unwrap_or_default().as_str() {
            "ready" => self.second.iter_mut().for_each(Second::is_ready),
            second::ANALYSE => {
                if let Some(second) = &mut self.second {
                    second.take_back(&mut self.intake, &bytes());
                }
            }
            second::ALIGN => self.deliver(postcard::from_bytes(&bytes()).ok()),
            _ => {}
        }
    }

    /// Goes on alone, with what the second worker had in hand too.
    fn lose_second(&mut self) {
        self.second = None;
        self.is_alone = true;
        self.deliver(None);
    }

    /// Sets the articles against each other.
    fn build(&mut self) {
        self.files.clear();
        self.coming.clear();
        self.unopened = 0;
        let intake = std::mem::take(&mut self.intake);
        say(&["building".into(), (intake.progress().articles as f64).into()]);
        let models = self.models.get_or_insert_with(Models::builtin);
        let (begun, articles) = intake.begin(&self.options, models);
        let is_helped = self.second.as_ref().is_some_and(|second| second.align(&begun.sentences()));
        self.resolved = Some((begun.resolve(models), articles));
        if !is_helped {
            self.deliver(None);
        }
    }

    /// Hands the story over, if one waits; an alignment that nobody made is made here.
    fn deliver(&mut self, found: Option<Found>) {
        let (Some((resolved, articles)), Some(models)) = (self.resolved.take(), &self.models) else { return };
        let found = found.unwrap_or_else(|| align::find(&resolved.sentences(), models));
        // Its memory goes with it.
        self.second = None;
        let corpus = resolved.finish(found);
        let lines: String = articles.iter().map(|article| import::to_json_line(article) + "\n").collect();
        let pack = Uint8Array::from(format::to_pack(&corpus).as_slice());
        let lines = Uint8Array::from(lines.as_bytes());
        let words = Array::of3(&"story".into(), &pack, &lines);
        let _ = scope().post_message_with_transfer(&words, &Array::of2(&pack.buffer(), &lines.buffer()));
    }
}

fn finish() {
    DESK.with_borrow_mut(Desk::build);
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
