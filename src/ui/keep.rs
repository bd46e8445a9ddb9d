//! What the page keeps of itself: asks `static/keep.js`, and tells the reader.

use super::work::tell;
use crate::view::{Action, Offline, words};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Blob;

/// Calls one of the functions of `crossreadKept`.
async fn ask(name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let fetch: Function = Reflect::get(&js_sys::global(), &"crossreadKeep".into())?.dyn_into()?;
    let kept: Promise = fetch.call0(&JsValue::UNDEFINED)?.dyn_into()?;
    let kept = JsFuture::from(kept).await?;
    let function: Function = Reflect::get(&kept, &name.into())?.dyn_into()?;
    JsFuture::from(Promise::resolve(&function.apply(&kept, arguments)?)).await
}

/// What JavaScript says of an error.
fn said(error: &JsValue) -> String {
    Reflect::get(error, &"message".into()).ok().and_then(|it| it.as_string()).unwrap_or_default()
}

/// How much opens without a connection.
async fn offline() -> Offline {
    let answer = ask("offline", &Array::new()).await.ok().and_then(|it| it.as_string());
    match answer.as_deref() {
        Some("file") => Offline::File,
        Some("coming") => Offline::Coming,
        Some("page") => Offline::Page,
        Some("all") => Offline::Everything,
        _ => Offline::Nothing,
    }
}

/// Looks up how much opens without a connection, and tells it; again when a copy that is on its way is there.
pub fn tell_offline() {
    spawn_local(async {
        let now = offline().await;
        tell(Action::KnowOffline(now));
        if now == Offline::Coming && ask("ready", &Array::new()).await.is_ok() {
            tell(Action::KnowOffline(offline().await));
        }
    });
}

/// Keeps all of the page in this browser.
pub fn keep_all() {
    tell(Action::KnowOffline(Offline::Coming));
    spawn_local(async {
        if let Err(error) = ask("keepAll", &Array::new()).await {
            let why = said(&error);
            tell(Action::Trouble(words::join(&[
                "Not all of the page could be kept (",
                &why,
                "). Try again with a connection; if the browser has no more room, delete a story first.",
            ])));
        }
        tell_offline();
    });
}

/// The page as one file, with the bytes of a story file in it, and title and text of each article.
pub async fn single(story: &[u8], articles: &Array) -> Result<Blob, String> {
    let arguments = Array::of2(&Uint8Array::from(story), articles);
    let answer = ask("single", &arguments).await.and_then(|it| it.dyn_into::<Blob>());
    answer.map_err(|error| {
        let why = said(&error);
        words::join(&["The file could not be made (", &why, "). Making it the first time needs a connection."])
    })
}

/// Deletes the page's copy of itself and its settings; answers what is left of all it kept.
pub async fn forget() -> Result<Vec<String>, String> {
    match ask("forget", &Array::new()).await {
        Ok(left) => Ok(Array::from(&left).iter().filter_map(|name| name.as_string()).collect()),
        Err(error) => Err(words::join(&["Not everything could be deleted (", &said(&error), "). Try again."])),
    }
}
