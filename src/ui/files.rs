//! Stories as files: saving a story in one of its forms, opening one that was saved.

use super::work::{self, tell};
use super::{DataRef, corrected, dom, keep, reread, store};
use crate::corpus::format::{FormatError, StoryFile, from_pack, from_story, to_story};
use crate::view::{Action, Data, Refused, StoryName, stories, words};
use js_sys::{Array, Uint8Array};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, File};

/// How the name of a story file ends.
pub const STORY_ENDING: &str = ".crossread";

/// The forms of a saved story.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// All of it, to be opened again.
    Story,
    /// Its articles as given, for other programs.
    Lines,
    /// What is left of a damaged one.
    Rest,
    /// The page itself with the story in it.
    Page,
}

/// Hands a story to the reader as a file; without an id, the story that the page came with.
pub fn save(id: String, form: Form) {
    spawn_local(async move {
        if let Err(error) = try_save(&id, form).await {
            tell(Action::Trouble(error));
        }
    });
}

async fn try_save(id: &str, form: Form) -> Result<(), String> {
    let story = if form == Form::Rest { store::salvage(id).await? } else { stored(id).await? };
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let mut name: String = story.name().chars().take(60).map(plain).collect();
    if name.is_empty() {
        name = "crossread".into();
    }
    match form {
        Form::Story | Form::Rest => {
            offer(&[&name, STORY_ENDING].concat(), "application/octet-stream", &to_story(&story))
        }
        Form::Lines => offer(&[&name, ".jsonl"].concat(), "application/x-ndjson", story.part("lines")),
        Form::Page => {
            let page = keep::single(&bytes_of(&story), &articles(&story)?).await?;
            dom::offer(&[&name, ".html"].concat(), &page);
        }
    }
    Ok(())
}

/// None where the page has all of its story in its program.
fn bytes_of(story: &StoryFile) -> Vec<u8> {
    if story.parts.is_empty() { vec![] } else { to_story(story) }
}

async fn stored(id: &str) -> Result<StoryFile, String> {
    if !id.is_empty() {
        return store::load(id).await?.map(store::Kept::into_file).ok_or_else(|| not_kept().into());
    }
    let mut story = match dom::is_story_given() {
        true => given().map_err(|error| error.0)?,
        false => StoryFile::default(),
    };
    // What a person said of the page's own story goes with it; where nothing can be kept, nothing is there.
    for (name, content) in store::parts("").await.unwrap_or_default() {
        story.parts.retain(|part| part.0 != name);
        story = story.with(&name, &content);
    }
    Ok(story)
}

fn given() -> Result<StoryFile, FormatError> {
    from_story(&Uint8Array::new(&dom::story_given()).to_vec())
}

/// The story that came in one file with the page: its own, or the built-in one with what a person said of it.
pub fn given_story(builtin: &[u8]) -> Result<Data, FormatError> {
    let story = given()?;
    let data = match story.part("pack") {
        [] => Data::new(from_pack(builtin)?),
        pack => Data::given(from_pack(pack)?, story.name()),
    };
    Ok(corrected::with_parts(data, &story.parts))
}

thread_local! {
    static BUILTIN: Cell<&'static [u8]> = const { Cell::new(&[]) };
}

/// Says once which bytes the page's own story is made of.
pub fn set_builtin_pack(pack: &'static [u8]) {
    BUILTIN.set(pack);
}

/// The bytes of the story that came with the page.
pub fn builtin_pack() -> Result<Uint8Array, FormatError> {
    let own = || Uint8Array::from(BUILTIN.get());
    if !dom::is_story_given() {
        return Ok(own());
    }
    let story = given()?;
    Ok(if story.part("pack").is_empty() { own() } else { Uint8Array::from(story.part("pack")) })
}

pub fn not_kept() -> &'static str {
    "That story is not kept in this browser."
}

/// Title and text of each article, for readers without JavaScript.
fn articles(story: &StoryFile) -> Result<Array, String> {
    let list = |data: &crate::corpus::Corpus| {
        let documents = data.documents.iter();
        documents.map(|it| Array::of2(&it.analysis.title.as_str().into(), &it.text().into())).collect()
    };
    if story.part("pack").is_empty() && story.part("lines").is_empty() {
        return Ok(work::builtin().map(|data| list(&data.corpus)).unwrap_or_default());
    }
    match from_pack(story.part("pack")) {
        Ok(corpus) => Ok(list(&corpus)),
        Err(_) => Err("This story was kept by an older version of the page. Open it once, and save it then.".into()),
    }
}

fn offer(name: &str, kind: &str, bytes: &[u8]) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes));
    if let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &options) {
        dom::offer(name, &blob);
    }
}

/// Hands the reader the list of what could not be read.
pub fn save_refused(refused: &[Refused]) {
    offer("unread.csv", "text/csv", stories::refused_table(refused).as_bytes());
}

/// Keeps the story of a story file in this browser and opens it.
pub fn open(file: File) {
    spawn_local(async move {
        if let Err(error) = try_open(&file).await {
            tell(Action::Trouble(words::join(&[&file.name(), ": ", &error])));
        }
    });
}

async fn try_open(file: &File) -> Result<(), String> {
    let buffer: Result<JsValue, JsValue> = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| "The browser cannot read this file; it may have been moved since.".to_string())?;
    let bytes = buffer.dyn_into().map(|it: js_sys::ArrayBuffer| Uint8Array::new(&it).to_vec()).unwrap_or_default();
    let story = from_story(&bytes).map_err(|error| error.0)?;
    let name = StoryName { id: work::new_id(), name: story.name() };
    let kept = store::Kept::from_file(name.clone(), &story);
    // Where it cannot be kept it is open all the same, and the reader is told.
    let saved = store::save(&kept).await;
    if saved.is_err() {
        reread::remember(&name.id, kept.pack.clone());
    }
    match work::made(story.part("pack"), name.clone()).await {
        Ok(data) => {
            work::show(DataRef(Rc::new(corrected::with_parts(data, &kept.parts))));
        }
        Err(_) => work::read(vec![work::Input::Kept { story: name, lines: kept.lines }], false),
    }
    work::tell_stories().await;
    saved
}
