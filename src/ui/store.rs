//! What is kept in this browser, in IndexedDB: each story's articles as given, and its corpus, which can be made anew
//! from them.
//!
//! Database `crossread`, version 1: `stories` holds `[name, articles, saved]`, `packs` the bytes of the corpus, `lines`
//! the articles as JSON lines, each by the story's id. All three are written in one transaction, so that a story is
//! there whole or not at all.

use crate::view::{StoryName, StoryRow, words};
use idb::{Database, DatabaseEvent, Error, Factory, ObjectStoreParams, Transaction, TransactionMode};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;

const NAME: &str = "crossread";
const VERSION: u32 = 1;
const STORES: [&str; 3] = ["stories", "packs", "lines"];

/// A story as it was kept.
pub struct Kept {
    pub story: StoryName,
    pub pack: Uint8Array,
    pub lines: String,
}

/// What went wrong, as a reader is told it.
type Told = String;

fn told(error: Error) -> Told {
    let why = error.to_string();
    let remedy = if why.contains("Quota") {
        "This browser has no more room for the page. Delete a story, or save this one as a file."
    } else {
        "In a private window a browser may keep nothing. The story is open all the same; save it as a file to have it again."
    };
    words::join(&["Your stories cannot be kept here (", &why, "). ", remedy])
}

async fn database() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        // A failure here fails the opening as a whole, which is told.
        let Ok(database) = event.database() else { return };
        let there = database.store_names();
        for store in STORES {
            if !there.iter().any(|it| it == store) {
                let _ = database.create_object_store(store, ObjectStoreParams::new());
            }
        }
    });
    request.await
}

async fn begin(mode: TransactionMode) -> Result<(Database, Transaction), Error> {
    let database = database().await?;
    let transaction = database.transaction(&STORES, mode)?;
    Ok((database, transaction))
}

/// Keeps a story, or keeps it anew.
pub async fn save(story: &StoryName, articles: usize, pack: &Uint8Array, lines: &str) -> Result<(), Told> {
    let write = async {
        let (database, transaction) = begin(TransactionMode::ReadWrite).await?;
        let key = JsValue::from(story.id.as_str());
        let row = Array::of3(&story.name.as_str().into(), &(articles as f64).into(), &js_sys::Date::now().into());
        transaction.object_store(STORES[0])?.put(&row, Some(&key))?.await?;
        transaction.object_store(STORES[1])?.put(pack, Some(&key))?.await?;
        transaction.object_store(STORES[2])?.put(&lines.into(), Some(&key))?.await?;
        transaction.commit()?.await?;
        database.close();
        Ok(())
    };
    write.await.map_err(told)
}

/// What is kept, the newest first. A row that cannot be read is left where it is and out of the list.
pub async fn list() -> Result<Vec<StoryRow>, Told> {
    let read = async {
        let (database, transaction) = begin(TransactionMode::ReadOnly).await?;
        let store = transaction.object_store(STORES[0])?;
        let keys = store.get_all_keys(None, None)?.await?;
        let values = store.get_all(None, None)?.await?;
        database.close();
        Ok(keys.iter().zip(&values).filter_map(|(key, value)| row(key, value)).collect())
    };
    let mut rows: Vec<StoryRow> = read.await.map_err(told)?;
    crate::base::sort::sort_by(&mut rows, |a, b| b.saved.total_cmp(&a.saved));
    Ok(rows)
}

fn row(key: &JsValue, value: &JsValue) -> Option<StoryRow> {
    let parts = value.dyn_ref::<Array>()?;
    Some(StoryRow {
        id: key.as_string()?,
        name: parts.get(0).as_string()?,
        articles: parts.get(1).as_f64()? as usize,
        saved: parts.get(2).as_f64()?,
    })
}

/// A kept story; `None` when there is none of this id, or not all of it.
pub async fn load(id: &str) -> Result<Option<Kept>, Told> {
    let read = async {
        let (database, transaction) = begin(TransactionMode::ReadOnly).await?;
        let key = JsValue::from(id);
        let row = transaction.object_store(STORES[0])?.get(key.clone())?.await?;
        let pack = transaction.object_store(STORES[1])?.get(key.clone())?.await?;
        let lines = transaction.object_store(STORES[2])?.get(key.clone())?.await?;
        database.close();
        Ok(row.as_ref().and_then(|it| self::row(&key, it)).zip(lines.and_then(|it| it.as_string())).map(
            |(row, lines)| Kept {
                story: StoryName { id: row.id, name: row.name },
                // Without its pack a story is made anew from its articles.
                pack: pack.and_then(|it| it.dyn_into().ok()).unwrap_or_default(),
                lines,
            },
        ))
    };
    read.await.map_err(told)
}

pub async fn delete(id: &str) -> Result<(), Told> {
    let write = async {
        let (database, transaction) = begin(TransactionMode::ReadWrite).await?;
        for store in STORES {
            transaction.object_store(store)?.delete(JsValue::from(id))?.await?;
        }
        transaction.commit()?.await?;
        database.close();
        Ok(())
    };
    write.await.map_err(told)
}

/// Deletes the whole database.
pub async fn wipe() -> Result<(), Told> {
    let delete = async { Factory::new()?.delete(NAME)?.await };
    delete.await.map_err(told)
}
