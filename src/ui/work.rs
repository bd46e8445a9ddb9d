//! The way from a reader's files to an open story: starts the worker, hands it the files, tells what it says, opens
//! what it made and keeps it.

use super::store::{self, Kept};
use super::{DataRef, columns, corrected, dom, files, keep, noted, reread, split};
use crate::corpus::format::{FormatError, from_pack_slowly};
use crate::view::{Action, Data, Phase, Refused, StoryName, TableShape, address, words};
use js_sys::{Array, Function, Promise, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, MessageEvent, Worker};
use yew::Callback;

/// The most files read at once, as from one archive: so many short articles take the page two minutes and 4 GB.
const MAX_FILES: usize = 20_000;

/// What can be read.
pub enum Input {
    File(File),
    /// A table, with the column for each of `stories::FIELDS`.
    Table(File, Vec<String>),
    /// Pasted text with what is known of it: title, source, day.
    Pasted([String; 4]),
    /// A story's articles as they were kept, under its name.
    Kept {
        story: StoryName,
        lines: Uint8Array,
    },
}

/// What the app lent us: how to say what happened, and how to open a story.
#[derive(Clone)]
struct Desk {
    dispatch: Callback<Action>,
    open: Callback<DataRef>,
    builtin: DataRef,
}

/// The worker, with what answers it.
struct Running {
    worker: Worker,
    _answers: [Closure<dyn Fn(MessageEvent)>; 2],
}

thread_local! {
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
    /// The id of the story that is open, when it is the reader's own.
    static OPEN: RefCell<Option<String>> = const { RefCell::new(None) };
    /// The id of the kept story that is on its way: the browser tells of one step between addresses twice.
    static COMING: RefCell<Option<String>> = const { RefCell::new(None) };
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
    /// Counts readings begun and stopped: one whose number is past hands no more files over.
    static READING: Cell<u32> = const { Cell::new(0) };
}

/// The app says once how to speak to it.
pub fn lend(dispatch: Callback<Action>, open: Callback<DataRef>, builtin: DataRef) {
    DESK.set(Some(Desk { dispatch, open, builtin }));
}

/// The app says which story is open.
pub fn set_open(story: Option<String>) {
    OPEN.set(story);
}

/// Whether an address names another story than the open one; that one is opened, and the address taken to it.
pub fn arrive(hash: &str) -> bool {
    let wanted = address::story(hash);
    if OPEN.with_borrow(|open| *open == wanted) {
        return false;
    }
    match wanted {
        Some(id) => open(id, hash.to_string()),
        None => {
            if let Some(desk) = desk() {
                open_builtin(&desk);
                desk.dispatch.emit(Action::Arrive(hash.to_string()));
                if dom::has_corrections() {
                    dom::when_whole(corrected::restore_builtin);
                }
            }
        }
    }
    true
}

fn open_builtin(desk: &Desk) {
    noted::opened(&desk.builtin);
    desk.open.emit(desk.builtin.clone());
}

/// The story that the page came with.
pub fn builtin() -> Option<DataRef> {
    desk().map(|desk| desk.builtin)
}

fn desk() -> Option<Desk> {
    DESK.with_borrow(Clone::clone)
}

pub fn tell(action: Action) {
    if let Some(desk) = desk() {
        desk.dispatch.emit(action);
    }
}

/// Takes what a reader brings: a story file is opened, everything else is read, into the kept story of this id if there is
/// one.
pub fn bring(files: Vec<File>, is_one_event: bool, into: Option<String>) {
    let (stories, articles): (Vec<File>, Vec<File>) =
        files.into_iter().partition(|file| file.name().ends_with(files::STORY_ENDING));
    for story in stories {
        files::open(story);
    }
    columns::choose(articles, is_one_event, into);
}

/// Reads articles, together with those of a kept story if one is named.
pub fn read_into(inputs: Vec<Input>, is_one_event: bool, into: Option<String>) {
    let Some(id) = into else { return read(inputs, is_one_event) };
    spawn_local(async move {
        match store::load(&id).await {
            Ok(Some(kept)) => {
                let kept = Input::Kept { story: kept.story, lines: kept.lines };
                read(std::iter::once(kept).chain(inputs).collect(), is_one_event);
            }
            Ok(None) => tell(Action::Trouble(files::not_kept().into())),
            Err(error) => tell(Action::Trouble(error)),
        }
    });
}

/// Reads articles into a new story, or a kept one anew.
pub fn read(inputs: Vec<Input>, is_one_event: bool) {
    if inputs.is_empty() {
        return;
    }
    tell(Action::SetPhase(Phase::Fetching { bytes: 0, of: 0 }));
    spawn_local(async move {
        if let Err(error) = hand_over(inputs, is_one_event).await {
            fail(&error);
        }
    });
}

/// Makes a story of what is read so far.
pub fn stop() {
    READING.set(READING.get() + 1);
    RUNNING.with_borrow(|running| {
        if let Some(running) = running {
            let _ = running.worker.post_message(&Array::of1(&"stop".into()));
        }
    });
}

pub fn fail(error: &JsValue) {
    split::give_up();
    RUNNING.set(None);
    COMING.set(None);
    let line = words::join(&[
        "Reading stopped (",
        &said(error),
        "). Your files are as they were. Try again, with fewer of them if it happens again.",
    ]);
    tell(Action::SetPhase(Phase::Failed(line)));
}

/// What an error of the browser says.
pub fn said(error: &JsValue) -> String {
    let said = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    said.or_else(|| error.as_string()).unwrap_or_default()
}

async fn hand_over(inputs: Vec<Input>, is_one_event: bool) -> Result<(), JsValue> {
    // To be given many files keeps a browser busy enough.
    let slices = dom::Slices::begin();
    slices.rest().await;
    let worker = start().await?;
    let since = js_sys::Date::now();
    let kept = inputs.iter().find_map(|input| match input {
        Input::Kept { story, .. } => Some(story.clone()),
        _ => None,
    });
    let answers = answers(since, kept);
    worker.set_onmessage(Some(answers[0].as_ref().unchecked_ref()));
    worker.set_onerror(Some(answers[1].as_ref().unchecked_ref()));
    RUNNING.set(Some(Running { worker: worker.clone(), _answers: answers }));
    let (given, reading) = (inputs.len(), READING.get() + 1);
    READING.set(reading);
    if given > MAX_FILES {
        tell(Action::Refuse(vec![Refused {
            input: words::counted(given - MAX_FILES, "file", "files"),
            cause: "Only 20,000 are read at once; these were left unread".into(),
            remedy: "Give them in several goes, or to `prepare` on the command line.".into(),
        }]));
    }
    worker.post_message(&Array::of3(&"run".into(), &is_one_event.into(), &(given.min(MAX_FILES) as f64).into()))?;
    for input in inputs.into_iter().take(MAX_FILES) {
        let word = match input {
            Input::File(file) => added(&given_file(&file, &[])),
            Input::Table(file, columns) => added(&given_file(&file, &columns)),
            Input::Kept { lines, .. } => added(&Array::of2(&"story.jsonl".into(), &lines)),
            Input::Pasted(parts) => {
                std::iter::once("paste").chain(parts.iter().map(String::as_str)).map(JsValue::from).collect()
            }
        };
        worker.post_message(&word)?;
        // To hand over a file takes a browser a quarter of a millisecond.
        slices.pause().await;
        if READING.get() != reading {
            break;
        }
    }
    Ok(())
}

fn added(file: &Array) -> Array {
    Array::of2(&"add".into(), file)
}

/// The worker of before, or a new one with its program.
async fn start() -> Result<Worker, JsValue> {
    if let Some(running) = RUNNING.take() {
        return Ok(running.worker);
    }
    let progress = Closure::<dyn Fn(f64, f64)>::new(|bytes: f64, of: f64| {
        tell(Action::SetPhase(Phase::Fetching { bytes: bytes as usize, of: of as usize }));
    });
    new_worker(&progress).await
}

/// A new worker with its program; `progress` hears how many of its bytes are here.
pub async fn new_worker(progress: &Closure<dyn Fn(f64, f64)>) -> Result<Worker, JsValue> {
    let start: Function = js_sys::Reflect::get(&js_sys::global(), &"crossreadWorker".into())?.dyn_into()?;
    let worker: Promise = start.call1(&JsValue::UNDEFINED, progress.as_ref())?.dyn_into()?;
    JsFuture::from(worker).await?.dyn_into()
}

/// A file as the worker is given it, with the column for each of `stories::FIELDS` if it is a table.
fn given_file(file: &File, columns: &[String]) -> Array {
    let path = js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    let name = path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name());
    let given = Array::of2(&name.into(), file);
    if !columns.is_empty() {
        given.push(&columns.iter().map(JsValue::from).collect::<Array>());
    }
    given
}

/// Asks the worker what the columns of tables are; it answers with one table each.
pub async fn look(tables: &[File]) -> Result<(), JsValue> {
    let worker = start().await?;
    let answers = answers(js_sys::Date::now(), None);
    worker.set_onmessage(Some(answers[0].as_ref().unchecked_ref()));
    worker.set_onerror(Some(answers[1].as_ref().unchecked_ref()));
    let looked = Array::of1(&"look".into());
    for table in tables {
        looked.push(&given_file(table, &[]));
    }
    worker.post_message(&looked)?;
    RUNNING.set(Some(Running { worker, _answers: answers }));
    tell(Action::SetPhase(Phase::Idle));
    Ok(())
}

/// What answers a message of the worker, and its end.
fn answers(since: f64, kept: Option<StoryName>) -> [Closure<dyn Fn(MessageEvent)>; 2] {
    let answer = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        hear(&Array::from(&event.data()), since, kept.clone());
    });
    let error = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let message = js_sys::Reflect::get(&event, &"message".into()).unwrap_or(JsValue::NULL);
        fail(&message);
    });
    [answer, error]
}

fn hear(message: &Array, since: f64, kept: Option<StoryName>) {
    let text = |at| message.get(at).as_string().unwrap_or_default();
    let number = |at| message.get(at).as_f64().unwrap_or_default() as usize;
    let millis = js_sys::Date::now() - since;
    match text(0).as_str() {
        "progress" => tell(Action::SetPhase(Phase::Reading {
            articles: number(1),
            of_articles: number(2),
            bytes: number(3),
            of_bytes: number(4),
            millis,
        })),
        "table" => {
            let list = |at| Array::from(&message.get(at)).iter().filter_map(|it| it.as_string()).collect();
            let table = TableShape { name: text(1), columns: list(2), row: list(3), guess: list(4) };
            tell(Action::OfferTable(Some(table)));
        }
        "building" => tell(Action::SetPhase(Phase::Building { articles: number(1) })),
        "refused" => {
            let refused = |text: &dyn Fn(u32) -> String| Refused { input: text(0), cause: text(1), remedy: text(2) };
            let files = message.iter().skip(1).map(|file| Array::from(&file));
            let told = files.map(|file| refused(&|at| file.get(at).as_string().unwrap_or_default()));
            tell(Action::Refuse(told.collect()));
        }
        "story" => {
            let bytes = |at| message.get(at).dyn_into().expect_throw("the worker sends bytes");
            spawn_local(finish(bytes(1), bytes(2), since, kept));
        }
        _ => {}
    }
}

/// Opens the story and keeps it.
async fn finish(pack: Uint8Array, lines: Uint8Array, since: f64, kept: Option<StoryName>) {
    let story = kept.unwrap_or_else(|| StoryName { id: new_id(), name: String::new() });
    let data = match made(&pack.to_vec(), story).await {
        Ok(data) => data,
        Err(error) => return fail(&error.to_string().into()),
    };
    let articles = data.corpus.documents.len();
    if articles == 0 {
        let line = "Nothing could be read, so no story was made. Below stands why.";
        return tell(Action::SetPhase(Phase::Failed(line.into())));
    }
    let story = data.story.clone().unwrap_or_default();
    show(DataRef(Rc::new(data)));
    tell(Action::SetPhase(Phase::Done { articles, millis: js_sys::Date::now() - since }));
    // New articles of a kept story follow what was corrected in it.
    corrected::restore(story.id.clone());
    let kept = Kept { story, articles, pack, lines, parts: vec![] };
    match store::save(&kept).await {
        Ok(()) => {
            tell_stories().await;
            split::next();
        }
        Err(error) => {
            reread::remember(&kept.story.id, kept.pack);
            split::give_up();
            tell(Action::Trouble(error));
        }
    }
}

/// A story of its pack, under the title of its first article if it has no name. A large one takes seconds, through which
/// the page stays awake.
pub async fn made(pack: &[u8], mut story: StoryName) -> Result<Data, FormatError> {
    let slices = dom::Slices::begin();
    let pause = async || slices.pause().await;
    let corpus = from_pack_slowly(pack, &pause).await?;
    if story.name.is_empty() {
        story.name = name(&corpus);
    }
    let data = Data::open_slowly(corpus, story, &pause).await;
    // To draw it is as long a piece again.
    slices.rest().await;
    Ok(data)
}

/// Opens a story.
pub fn show(data: DataRef) {
    COMING.set(None);
    noted::opened(&data);
    // What has the focus goes with the view; a browser that finds that in the middle of drawing lays the page out at once.
    dom::blur();
    if let Some(desk) = desk() {
        desk.open.emit(data);
    }
}

/// Under which a new story is kept.
pub fn new_id() -> String {
    ["s", &(js_sys::Date::now() as u64).to_string()].concat()
}

/// A story is called after its first article until the reader calls it something else.
fn name(corpus: &crate::corpus::Corpus) -> String {
    corpus
        .documents
        .iter()
        .map(|document| document.analysis.title.clone())
        .find(|title| !title.is_empty())
        .unwrap_or_else(|| "Untitled".into())
}

/// Looks up what is kept and tells it.
pub async fn tell_stories() {
    match store::list().await {
        Ok(rows) => tell(Action::KnowStories(rows)),
        Err(error) => tell(Action::Trouble(error)),
    }
}

/// From now on tells what other tabs change as well.
pub fn watch_stories() {
    store::on_change(|is_wiped| {
        if is_wiped {
            tell(Action::KnowStories(vec![]));
        } else {
            spawn_local(tell_stories());
        }
    });
}

/// Before the first view: hands over the kept story that an address names, with the address.
pub fn with_kept_story(address: String, draw: impl FnOnce(Option<DataRef>, String) + 'static) {
    let Some(id) = address::story(&address) else { return draw(None, address) };
    spawn_local(async move {
        let kept = store::load(&id).await.ok().flatten();
        let data = async {
            let kept = kept?;
            let data = made(&kept.pack.to_vec(), kept.story).await.ok()?;
            Some(DataRef(Rc::new(corrected::with_parts(data, &kept.parts))))
        };
        draw(data.await, address);
    });
}

/// Opens a kept story at an address; one that an older version wrote is read anew from its articles.
pub fn open(id: String, hash: String) {
    if COMING.replace(Some(id.clone())).as_ref() == Some(&id) {
        return;
    }
    spawn_local(async move {
        let kept = match store::load(&id).await {
            Ok(Some(kept)) => kept,
            Ok(None) => return give_up(files::not_kept().into()),
            Err(error) => return give_up(error),
        };
        match made(&kept.pack.to_vec(), kept.story.clone()).await {
            Ok(data) => {
                show(DataRef(Rc::new(corrected::with_parts(data, &kept.parts))));
                tell(Action::Arrive(hash));
            }
            Err(_) => read(vec![Input::Kept { story: kept.story, lines: kept.lines }], false),
        }
    });
}

/// No story comes: the reader is told why.
fn give_up(why: String) {
    COMING.set(None);
    tell(Action::Trouble(why));
}

/// Forgets a kept story.
pub fn delete(id: String) {
    spawn_local(async move {
        if let Err(error) = store::delete(&id).await {
            tell(Action::Trouble(error));
        }
        tell_stories().await;
    });
}

/// Calls a kept story something else.
pub fn rename(id: String, name: String) {
    spawn_local(async move {
        match store::rename(&id, &name).await {
            Ok(()) => tell_stories().await,
            Err(error) => tell(Action::Trouble(error)),
        }
    });
}

/// Forgets everything that this page kept, and tells what is left: nothing.
pub fn wipe() {
    spawn_local(async move {
        noted::forget();
        if let Err(error) = store::wipe().await {
            tell(Action::Trouble(error));
        }
        match keep::forget().await {
            Ok(left) => tell(Action::KnowLeft(left)),
            Err(error) => tell(Action::Trouble(error)),
        }
    });
}
