//! The one place that touches the browser. Called from effects and handlers only, never while rendering.
//!
//! Every call that may be refused (storage in a private window, the clipboard) fails without harm: what it would
//! have kept or shown is lost, the page goes on.

use crate::view::{Prefs, Theme};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    DragEvent, Element, Event, File, FileList, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement, KeyboardEvent,
};

mod rows;
mod selection;
mod slices;

pub use rows::{FocusedRow, focus_parent_row, focused_row, follow_row};
pub use selection::{chosen_words, on_selection, select_none};
pub use slices::Slices;

#[wasm_bindgen]
extern "C" {
    /// Hands `static/boot.js` the exports of this module, which the rest of the program is linked to.
    #[wasm_bindgen(js_name = crossreadBegin)]
    fn begin_with(exports: &JsValue);
    /// Brings the rest of the program now, waiting for it if need be. `bin/split` calls it by this name.
    #[wasm_bindgen(js_name = crossreadRest)]
    fn load_rest();
}

/// Before anything else: lets the rest of the program be linked, at once where the first view is `elsewhere` than the
/// start page.
pub fn begin(elsewhere: bool) {
    begin_with(&wasm_bindgen::exports());
    if elsewhere {
        load_rest();
    }
}

/// Acts when the whole program is there: at once, but for the first act of a reader who is quicker than the line.
pub fn when_whole(act: impl FnOnce() + 'static) {
    let wait = js_sys::Reflect::get(&js_sys::global(), &"crossreadWhole".into());
    match wait.ok().and_then(|wait| wait.dyn_into::<js_sys::Function>().ok()) {
        Some(wait) => _ = wait.call1(&JsValue::UNDEFINED, &Closure::once_into_js(act)),
        None => act(),
    }
}

/// Acts when what is drawn now is on the screen.
pub fn after_paint(act: impl FnOnce() + 'static) {
    let soon = Closure::once_into_js(move || gloo::timers::callback::Timeout::new(0, act).forget());
    // A window that paints nothing has nobody who waits.
    let _ = window().request_animation_frame(soon.unchecked_ref());
}

/// Acts just before what is drawn now comes on the screen: what asks where things stand asks no sooner than the browser has
/// to know.
pub fn before_paint(act: impl FnOnce() + 'static) {
    let _ = window().request_animation_frame(Closure::once_into_js(act).unchecked_ref());
}

/// A key pressed, with what decides whether a shortcut may answer it.
pub struct Key {
    pub name: String,
    /// Control, Alt or Meta is held.
    pub is_modified: bool,
    /// Of these, Control or Command alone, as for undoing.
    pub is_control: bool,
    /// The focus is in a field that takes text.
    pub is_typing: bool,
}

/// Keeps listening until dropped.
pub struct Listeners(#[allow(dead_code, reason = "held for its Drop")] Vec<EventListener>);

/// Calls back with the address (from `#`) when the browser changes it: back, forward, a link, a pasted address.
pub fn on_hash(callback: impl Fn(String) + Clone + 'static) -> Listeners {
    let listen = |event: &'static str| {
        let callback = callback.clone();
        EventListener::new(&window(), event, move |_| callback(hash()))
    };
    Listeners(vec![listen("popstate"), listen("hashchange")])
}

/// Calls back for every key; a key that is answered goes no further.
pub fn on_key(callback: impl Fn(Key) -> bool + 'static) -> Listeners {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document(), "keydown", options, move |event: &Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let key = Key {
            name: event.key(),
            is_modified: event.ctrl_key() || event.alt_key() || event.meta_key(),
            is_control: (event.ctrl_key() || event.meta_key()) && !event.alt_key(),
            is_typing: is_typing(),
        };
        if !event.default_prevented() && callback(key) {
            event.prevent_default();
        }
    });
    Listeners(vec![listener])
}

fn is_typing() -> bool {
    document().active_element().is_some_and(|element| {
        let name = element.tag_name();
        matches!(name.as_str(), "TEXTAREA" | "SELECT")
            || name == "INPUT"
                && !matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio" | "button"))
    })
}

/// The address from `#`, empty when there is none.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Shows an address without loading anything. The start page has the bare address.
pub fn show_address(address: &str, is_new_entry: bool) {
    let current = hash();
    let target = if address == "#/" { "" } else { address };
    if current == target || (current == "#/" && target.is_empty()) {
        return;
    }
    let Ok(history) = window().history() else { return };
    let url = if target.is_empty() {
        let location = window().location();
        location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
    } else {
        target.to_string()
    };
    let _ = if is_new_entry {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
    };
}

pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Says that filters and search answer.
pub fn set_ready() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-ready", "");
    }
}

const THEME_KEY: &str = "crossread-theme";
const MARKS_KEY: &str = "crossread-marks";
const LETTERS_KEY: &str = "crossread-keys";

/// None where the browser keeps nothing for the page.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// What the reader chose on an earlier visit; the defaults where storage is closed.
pub fn load_prefs() -> Prefs {
    let storage = storage();
    let get = |key: &str| storage.as_ref()?.get_item(key).ok().flatten();
    Prefs {
        theme: match get(THEME_KEY).as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        },
        hides_marks: get(MARKS_KEY).as_deref() == Some("off"),
        is_without_keys: get(LETTERS_KEY).as_deref() == Some("off"),
    }
}

/// Puts the choices on the page and keeps them.
pub fn apply_prefs(prefs: &Prefs) {
    let Some(root) = document().document_element() else { return };
    let theme = match prefs.theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    let choices = [
        ("data-theme", THEME_KEY, theme),
        ("data-marks", MARKS_KEY, prefs.hides_marks.then_some("off")),
        ("data-keys", LETTERS_KEY, prefs.is_without_keys.then_some("off")),
    ];
    let storage = storage();
    for (attribute, key, value) in choices {
        let _ = match value {
            Some(value) => root.set_attribute(attribute, value),
            None => root.remove_attribute(attribute),
        };
        if let Some(storage) = &storage {
            let _ = match value {
                Some(value) => storage.set_item(key, value),
                None => storage.remove_item(key),
            };
        }
    }
}

const CORRECTED_KEY: &str = "crossread-corrected";

/// Whether corrections or notes of the built-in story are kept in this browser: they are looked up only then.
pub fn has_corrections() -> bool {
    storage().is_some_and(|storage| matches!(storage.get_item(CORRECTED_KEY), Ok(Some(_))))
}

/// Notes whether a part of the built-in story is kept.
pub fn note_part(name: &str, is_there: bool) {
    let Some(storage) = storage() else { return };
    let before = storage.get_item(CORRECTED_KEY).ok().flatten();
    // The key alone stood for corrections, when there was nothing else.
    let before = before.map(|parts| if parts.is_empty() { "corrections".to_string() } else { parts });
    let mut parts: Vec<&str> = before.iter().flat_map(|parts| parts.split(' ')).filter(|it| *it != name).collect();
    parts.extend(is_there.then_some(name));
    let _ = match parts.is_empty() {
        true => storage.remove_item(CORRECTED_KEY),
        false => storage.set_item(CORRECTED_KEY, &parts.join(" ")),
    };
}

/// The time, as ISO 8601.
pub fn now() -> String {
    crate::base::moment(js_sys::Date::now() as u64)
}

/// Whether single letters are shortcuts.
pub fn has_letter_keys() -> bool {
    document().document_element().is_none_or(|root| !root.has_attribute("data-keys"))
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus, and the page only as far as needed to show it.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

pub fn blur() {
    if let Some(active) = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = active.blur();
    }
}

/// Brings an element to the middle of the window, without animation for readers who want none (the style sheet says).
pub fn reveal(id: &str) {
    if let Some(element) = element(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Reveals an element and moves the focus there, unless the reader is pressing a button that steps on.
pub fn follow(id: &str) {
    let Some(element) = element(id) else { return };
    reveal(id);
    let is_stepping = document().active_element().is_some_and(|active| active.has_attribute("data-key"));
    if !is_stepping {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Hands a text to the browser as a file to be saved.
pub fn download(file_name: &str, mime: &str, text: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) {
        offer(file_name, &blob);
    }
}

/// Hands a file to the browser to be saved.
pub fn offer(file_name: &str, file: &web_sys::Blob) {
    let Ok(url) = web_sys::Url::create_object_url_with_blob(file) else { return };
    if let Some(link) = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", file_name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&url);
}

/// Moves the focus to the next (1) or previous (-1) element that matches, from where it is now.
pub fn step_focus(selector: &str, step: i32) {
    let Ok(list) = document().query_selector_all(selector) else { return };
    let active: Option<Element> = document().active_element();
    let all: Vec<HtmlElement> =
        (0..list.length()).filter_map(|at| list.get(at)).filter_map(|node| node.dyn_into().ok()).collect();
    let current = all.iter().position(|item| Some(item.as_ref() as &Element) == active.as_ref());
    let next = match current {
        Some(at) => at as i32 + step,
        None if step > 0 => 0,
        None => all.len() as i32 - 1,
    };
    if let Some(item) = usize::try_from(next).ok().and_then(|at| all.get(at)) {
        let _ = item.focus();
    }
}

/// Presses the first control that matches, as a click would.
pub fn press(selector: &str) {
    if let Ok(Some(found)) = document().query_selector(selector)
        && let Ok(control) = found.dyn_into::<HtmlElement>()
    {
        control.click();
    }
}

/// Copies text; the clipboard may refuse, then nothing is copied.
pub fn copy(text: &str) {
    let _ = window().navigator().clipboard().write_text(text);
}

/// The address of the page with another part after `#`.
pub fn absolute(address: &str) -> String {
    let href = window().location().href().unwrap_or_default();
    let base = href.split('#').next().unwrap_or_default();
    [base, address].concat()
}

/// The element that the app lives in.
pub fn root() -> Option<Element> {
    document().get_element_by_id("app")
}

/// The bytes of the story file that a page as one file brings.
pub fn story_given() -> JsValue {
    js_sys::Reflect::get(&js_sys::global(), &"crossreadStory".into()).unwrap_or(JsValue::UNDEFINED)
}

/// Whether the page is one file with a story in it.
pub fn is_story_given() -> bool {
    !story_given().is_undefined()
}

/// Shows the screen for a page that cannot go on, with the cause; `static/boot.js` owns that screen.
pub fn fail(cause: &str) {
    web_sys::console::error_1(&JsValue::from_str(cause));
    if let Ok(show) = js_sys::Reflect::get(&js_sys::global(), &"crossreadFailed".into())
        && let Some(show) = show.dyn_ref::<js_sys::Function>()
    {
        let _ = show.call1(&JsValue::NULL, &cause.into());
    }
}

/// The text in the field that an event came from.
pub fn input_value(event: &web_sys::InputEvent) -> String {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .map(|input| input.value())
        .unwrap_or_default()
}

/// What stands in the field or text area of this id.
pub fn field_value(id: &str) -> String {
    let Some(field) = document().get_element_by_id(id) else { return String::new() };
    match field.dyn_ref::<HtmlInputElement>() {
        Some(input) => input.value(),
        None => field.dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default(),
    }
}

/// Whether the box of this id is ticked.
pub fn is_checked(id: &str) -> bool {
    let field = document().get_element_by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|input| input.checked())
}

/// Asks before something that cannot be undone.
pub fn confirm(question: &str) -> bool {
    window().confirm_with_message(question).unwrap_or(false)
}

/// Asks for a line of text; None when the reader thinks better of it or leaves it empty.
pub fn ask(question: &str, before: &str) -> Option<String> {
    let answer = window().prompt_with_message_and_default(question, before).ok().flatten()?;
    Some(answer.trim().to_string()).filter(|answer| !answer.is_empty())
}

/// The files just chosen with the input that an event came from, which then forgets them, so that the same ones can be
/// chosen again.
pub fn chosen_files(event: &Event) -> Vec<File> {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return vec![];
    };
    let files = input.files().map(listed).unwrap_or_default();
    input.set_value("");
    files
}

/// Calls back with the files dropped anywhere on the page.
pub fn on_drop(callback: impl Fn(Vec<File>) + 'static) -> Listeners {
    let options = EventListenerOptions::enable_prevent_default();
    let files = |event: &Event| event.dyn_ref::<DragEvent>()?.data_transfer()?.files();
    let has_files = |event: &Event| {
        let types = event.dyn_ref::<DragEvent>().and_then(|event| event.data_transfer()).map(|data| data.types());
        types.is_some_and(|types| types.includes(&"Files".into(), 0))
    };
    let over = EventListener::new_with_options(&document(), "dragover", options, move |event| {
        if has_files(event) {
            event.prevent_default();
        }
    });
    let drop = EventListener::new_with_options(&document(), "drop", options, move |event| {
        if has_files(event) {
            event.prevent_default();
            callback(files(event).map(listed).unwrap_or_default());
        }
    });
    Listeners(vec![over, drop])
}

fn listed(files: FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

/// The value chosen in the select that an event came from.
pub fn select_value(event: &Event) -> String {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
        .map(|select| select.value())
        .unwrap_or_default()
}

/// What is chosen in the select of this id.
pub fn chosen_value(id: &str) -> String {
    let field = document().get_element_by_id(id).and_then(|field| field.dyn_into::<HtmlSelectElement>().ok());
    field.map(|select| select.value()).unwrap_or_default()
}

/// Opens a dialog as a modal: focus inside, Escape closes.
pub fn show_dialog(node: &yew::NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>()
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}

/// The mention that an event happened at, by its `data-mention`.
pub fn mention_at(event: &Event) -> Option<u32> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-mention]").ok()??.get_attribute("data-mention")?.parse().ok()
}

/// Moves the focus to the first link inside an element.
pub fn focus_inside(id: &str) {
    if let Some(link) = element(id).and_then(|element| element.query_selector("a").ok().flatten())
        && let Ok(link) = link.dyn_into::<HtmlElement>()
    {
        let _ = link.focus();
    }
}

/// Moves the focus to the first or last element that matches.
pub fn focus_end(selector: &str, is_last: bool) {
    let Ok(list) = document().query_selector_all(selector) else { return };
    let at = if is_last { list.length().saturating_sub(1) } else { 0 };
    if let Some(item) = list.get(at).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        let _ = item.focus();
    }
}

/// Brings the next (1) or previous (-1) mark to the middle of the window, from the one shown last, round and round.
pub fn step_mark(selector: &str, step: i32) {
    const CURRENT: &str = "data-current";
    let Ok(list) = document().query_selector_all(selector) else { return };
    let marks: Vec<HtmlElement> =
        (0..list.length()).filter_map(|at| list.get(at)).filter_map(|node| node.dyn_into().ok()).collect();
    if marks.is_empty() {
        return;
    }
    let current = marks.iter().position(|mark| mark.has_attribute(CURRENT));
    let next = match current {
        Some(at) => (at as i32 + step).rem_euclid(marks.len() as i32) as usize,
        None if step > 0 => 0,
        None => marks.len() - 1,
    };
    if let Some(at) = current {
        let _ = marks[at].remove_attribute(CURRENT);
    }
    let _ = marks[next].set_attribute(CURRENT, "");
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Center);
    marks[next].scroll_into_view_with_scroll_into_view_options(&options);
}
