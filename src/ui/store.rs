//! What is kept in this browser, in IndexedDB: each story's articles as given, its corpus, which can be made anew from
//! them, and what else belongs to it.
//!
//! Database `crossread`. `stories` holds `[name, articles, saved]`, `packs` the bytes of the corpus, `lines` those of the
//! articles as JSON lines (a text before version 3), each by the story's id; `parts` (since version 2) holds bytes by `[id, name of the part]`, the built-in
//! story's by an empty id. A story is written in one transaction: it is there whole, as it was before or as it is now. No
//! connection outlives its transaction, so that another tab with a newer version never waits long.

use crate::corpus::format::StoryFile;
use crate::view::{StoryName, StoryRow, words};
use idb::{Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStoreParams, Transaction, TransactionMode};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{BroadcastChannel, IdbTransaction, MessageEvent};

const NAME: &str = "crossread";
const STORIES: &str = "stories";
const PACKS: &str = "packs";
const LINES: &str = "lines";
const PARTS: &str = "parts";
const STORES: [&str; 4] = [STORIES, PACKS, LINES, PARTS];
/// What the other tabs are told when everything is deleted.
const WIPED: &str = "wiped";
/// The stores that each version adds; a database is brought up from any of them. Version 3 adds none: it keeps articles in
/// a form that those before it cannot read, and must not take for damaged.
const MIGRATIONS: [&[&str]; 3] = [&[STORIES, PACKS, LINES], &[PARTS], &[]];

/// A story as it is kept. Its long parts stay in the browser's memory and are copied into the program's where they are read.
#[derive(Clone, Default)]
pub struct Kept {
    pub story: StoryName,
    pub articles: usize,
    /// Empty where there is none: the story is then made anew from its articles.
    pub pack: Uint8Array,
    /// The articles as given, as JSON lines.
    pub lines: Uint8Array,
    /// Whatever else belongs to it, by name.
    pub parts: Vec<(String, Vec<u8>)>,
}

impl Kept {
    pub fn into_file(self) -> StoryFile {
        let file = StoryFile::default()
            .with("name", self.story.name.as_bytes())
            .with("lines", &self.lines.to_vec())
            .with("pack", &self.pack.to_vec());
        self.parts.iter().fold(file, |file, (name, content)| file.with(name, content))
    }

    pub fn from_file(story: StoryName, file: &StoryFile) -> Kept {
        let lines = file.part("lines");
        let is_more = |part: &&(String, Vec<u8>)| !["name", "lines", "pack"].contains(&part.0.as_str());
        Kept {
            story,
            articles: String::from_utf8_lossy(lines).lines().count(),
            pack: file.part("pack").into(),
            lines: lines.into(),
            parts: file.parts.iter().filter(is_more).cloned().collect(),
        }
    }
}

/// What went wrong, as a reader is told it.
type Told = String;

fn told(error: Error) -> Told {
    let why = error.to_string();
    let remedy = if why.contains("Quota") {
        "This browser has no more room for the page, and what was kept before is as it was. Save the open story as a file, \
         then delete one that you no longer need."
    } else if why.contains("VersionError") {
        "A newer version of this page is open in another tab. Load this one again."
    } else if matches!(error, Error::IndexedDbNotFound(_) | Error::IndexedDbOpenFailed(_)) {
        "In a private window, or with storage switched off, a browser keeps nothing. Everything else works; save a story as \
         a file to have it again."
    } else {
        "What was kept before is as it was. Try again; if it happens again, save the open story as a file."
    };
    words::join(&["This browser could not keep or find your stories (", &why, "). ", remedy])
}

async fn database() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(NAME, Some(MIGRATIONS.len() as u32))?;
    request.on_upgrade_needed(|event| {
        // A failure here fails the opening as a whole, which is told.
        let Ok(database) = event.database() else { return };
        let there = database.store_names();
        for store in MIGRATIONS.iter().copied().flatten() {
            if !there.iter().any(|it| it == store) {
                let _ = database.create_object_store(store, ObjectStoreParams::new());
            }
        }
    });
    request.await
}

/// Does something in one transaction over all stores; when it fails, nothing of it is done.
async fn transact<T>(
    mode: TransactionMode,
    work: impl AsyncFnOnce(&Transaction) -> Result<T, Error>,
) -> Result<T, Told> {
    let database = database().await.map_err(told)?;
    let outcome = within(&database, mode, work).await;
    database.close();
    outcome.map_err(told)
}

async fn within<T>(
    database: &Database,
    mode: TransactionMode,
    work: impl AsyncFnOnce(&Transaction) -> Result<T, Error>,
) -> Result<T, Error> {
    let inner: IdbTransaction = database.transaction(&STORES, mode)?.into();
    let transaction = Transaction::from(inner.clone());
    let done = match work(&transaction).await {
        Ok(done) => done,
        Err(error) => {
            let _ = transaction.abort();
            return Err(inner.error().map_or(error, Error::DomException));
        }
    };
    if mode == TransactionMode::ReadOnly || transaction.commit()?.await?.is_committed() {
        return Ok(done);
    }
    Err(inner.error().map_or(Error::DomExceptionNotFound, Error::DomException))
}

fn part_key(id: &str, name: &str) -> JsValue {
    Array::of2(&id.into(), &name.into()).into()
}

/// All parts of one story: an array sorts after every text.
fn parts_of(id: &str) -> Result<KeyRange, Error> {
    let end = Array::of2(&id.into(), &Array::new());
    KeyRange::bound(&Array::of1(&id.into()), &end, None, None)
}

fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// Keeps a story, or keeps it anew; parts that are not given stay as they are.
pub async fn save(kept: &Kept) -> Result<(), Told> {
    transact(TransactionMode::ReadWrite, async |transaction| {
        let key = JsValue::from(kept.story.id.as_str());
        let name = kept.story.name.as_str();
        let row = Array::of3(&name.into(), &(kept.articles as f64).into(), &js_sys::Date::now().into());
        transaction.object_store(STORIES)?.put(&row, Some(&key))?.await?;
        transaction.object_store(PACKS)?.put(&kept.pack, Some(&key))?.await?;
        transaction.object_store(LINES)?.put(&kept.lines, Some(&key))?.await?;
        for (name, content) in &kept.parts {
            let key = part_key(&kept.story.id, name);
            transaction.object_store(PARTS)?.put(&Uint8Array::from(content.as_slice()), Some(&key))?.await?;
        }
        Ok(())
    })
    .await?;
    tell_other_tabs(STORIES);
    Ok(())
}

/// What is kept, the newest first. What cannot be read is listed with its reason.
pub async fn list() -> Result<Vec<StoryRow>, Told> {
    let mut rows = transact(TransactionMode::ReadOnly, async |transaction| {
        let store = transaction.object_store(STORIES)?;
        let keys = store.get_all_keys(None, None)?.await?;
        let values = store.get_all(None, None)?.await?;
        let whole = transaction.object_store(LINES)?.get_all_keys(None, None)?.await?;
        let row = |(key, value): (&JsValue, &JsValue)| {
            let mut row = row(key, value);
            if row.fault.is_empty() && !whole.contains(key) {
                row.fault = "its articles are missing".into();
            }
            row
        };
        Ok(keys.iter().zip(&values).map(row).collect::<Vec<StoryRow>>())
    })
    .await?;
    crate::base::sort::sort_by(&mut rows, |a, b| b.saved.total_cmp(&a.saved));
    Ok(rows)
}

fn row(key: &JsValue, value: &JsValue) -> StoryRow {
    let id = key.as_string().unwrap_or_default();
    let read = || {
        let parts = value.dyn_ref::<Array>()?;
        let (name, articles) = (parts.get(0).as_string()?, parts.get(1).as_f64()? as usize);
        let saved = parts.get(2).as_f64()?;
        Some(StoryRow { id: id.clone(), name, articles, saved, fault: String::new() })
    };
    read().unwrap_or_else(|| StoryRow {
        id: id.clone(),
        name: id.clone(),
        articles: 0,
        saved: 0.0,
        fault: "its entry is damaged".into(),
    })
}

/// A kept story; `None` when there is none of this id, or its articles are missing.
pub async fn load(id: &str) -> Result<Option<Kept>, Told> {
    transact(TransactionMode::ReadOnly, async |transaction| {
        let key = JsValue::from(id);
        let value = transaction.object_store(STORIES)?.get(key.clone())?.await?;
        let pack = transaction.object_store(PACKS)?.get(key.clone())?.await?;
        let lines = transaction.object_store(LINES)?.get(key.clone())?.await?;
        let parts = read_parts(transaction, id).await?;
        let text = |it: &JsValue| Some(Uint8Array::from(it.as_string()?.as_bytes()));
        let lines = lines.and_then(|it| text(&it).or_else(|| it.dyn_into().ok()));
        let (Some(value), Some(lines)) = (value, lines) else { return Ok(None) };
        let row = row(&key, &value);
        Ok(Some(Kept {
            story: StoryName { id: row.id, name: row.name },
            articles: row.articles,
            pack: pack.and_then(|it| it.dyn_into().ok()).unwrap_or_default(),
            lines,
            parts,
        }))
    })
    .await
}

/// All that can still be read of a damaged story.
pub async fn salvage(id: &str) -> Result<StoryFile, Told> {
    transact(TransactionMode::ReadOnly, async |transaction| {
        let mut file = StoryFile::default().with("name", id.as_bytes());
        for (part, store) in [("entry", STORIES), ("lines", LINES), ("pack", PACKS)] {
            let Some(value) = transaction.object_store(store)?.get(JsValue::from(id))?.await? else { continue };
            let text = value.as_string().or_else(|| js_sys::JSON::stringify(&value).ok()?.as_string());
            file = file.with(part, &bytes(&value).unwrap_or_else(|| text.unwrap_or_default().into_bytes()));
        }
        Ok(file)
    })
    .await
}

/// Calls a kept story something else.
pub async fn rename(id: &str, name: &str) -> Result<(), Told> {
    transact(TransactionMode::ReadWrite, async |transaction| {
        let (key, store) = (JsValue::from(id), transaction.object_store(STORIES)?);
        if let Some(value) = store.get(key.clone())?.await? {
            let row = row(&key, &value);
            let row = Array::of3(&name.into(), &(row.articles as f64).into(), &row.saved.into());
            store.put(&row, Some(&key))?.await?;
        }
        Ok(())
    })
    .await?;
    tell_other_tabs(STORIES);
    Ok(())
}

/// One part of a story; the built-in story has an empty id.
pub async fn part(id: &str, name: &str) -> Result<Option<Vec<u8>>, Told> {
    transact(TransactionMode::ReadOnly, async |transaction| {
        let content = transaction.object_store(PARTS)?.get(part_key(id, name))?.await?;
        Ok(content.as_ref().and_then(bytes))
    })
    .await
}

/// Keeps one part of a story.
pub async fn keep_part(id: &str, name: &str, content: &[u8]) -> Result<(), Told> {
    transact(TransactionMode::ReadWrite, async |transaction| {
        let content = Uint8Array::from(content);
        transaction.object_store(PARTS)?.put(&content, Some(&part_key(id, name)))?.await?;
        Ok(())
    })
    .await
}

/// Writes one part of a story anew from what is kept of it, in one transaction.
pub async fn change_part(id: &str, name: &str, change: impl FnOnce(Option<&[u8]>) -> Vec<u8>) -> Result<(), Told> {
    let change = std::cell::Cell::new(Some(change));
    transact(TransactionMode::ReadWrite, async |transaction| {
        let store = transaction.object_store(PARTS)?;
        let before = store.get(part_key(id, name))?.await?.as_ref().and_then(bytes);
        if let Some(change) = change.take() {
            let content = Uint8Array::from(change(before.as_deref()).as_slice());
            store.put(&content, Some(&part_key(id, name)))?.await?;
        }
        Ok(())
    })
    .await
}

/// All parts kept of a story.
pub async fn parts(id: &str) -> Result<Vec<(String, Vec<u8>)>, Told> {
    transact(TransactionMode::ReadOnly, async |transaction| read_parts(transaction, id).await).await
}

async fn read_parts(transaction: &Transaction, id: &str) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let store = transaction.object_store(PARTS)?;
    let names = store.get_all_keys(Some(parts_of(id)?.into()), None)?.await?;
    let contents = store.get_all(Some(parts_of(id)?.into()), None)?.await?;
    let part = |(key, content): (&JsValue, &JsValue)| Some((Array::from(key).get(1).as_string()?, bytes(content)?));
    Ok(names.iter().zip(&contents).filter_map(part).collect())
}

pub async fn delete(id: &str) -> Result<(), Told> {
    transact(TransactionMode::ReadWrite, async |transaction| {
        for store in [STORIES, PACKS, LINES] {
            transaction.object_store(store)?.delete(JsValue::from(id))?.await?;
        }
        transaction.object_store(PARTS)?.delete(parts_of(id)?)?.await?;
        Ok(())
    })
    .await?;
    tell_other_tabs(STORIES);
    Ok(())
}

/// Deletes the whole database.
pub async fn wipe() -> Result<(), Told> {
    let delete = async { Factory::new()?.delete(NAME)?.await };
    delete.await.map_err(told)?;
    tell_other_tabs(WIPED);
    Ok(())
}

/// The other tabs look again at what is kept.
fn tell_other_tabs(what: &str) {
    if let Ok(channel) = BroadcastChannel::new(NAME) {
        let _ = channel.post_message(&what.into());
        channel.close();
    }
}

/// Calls back when another tab changed what is kept, and says whether it deleted all; for as long as the page lives.
pub fn on_change(callback: impl Fn(bool) + 'static) {
    let Ok(channel) = BroadcastChannel::new(NAME) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        callback(event.data().as_string().as_deref() == Some(WIPED));
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    std::mem::forget(channel);
}
