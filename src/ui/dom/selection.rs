//! What a reader selects: in the open article, and in a text area.

use super::{Listeners, document, window};
use crate::base::{BlockId, Span};
use crate::view::notes::{Selected, byte_at};
use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// A member of an object, or what one of its functions answers. By name, because each function that is bound costs the
/// start of the page its binding, and these are asked for much later.
fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(of, &name.into()).ok().filter(|value| !value.is_null() && !value.is_undefined())
}

fn ask_of(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let function: js_sys::Function = member(of, name)?.dyn_into().ok()?;
    let list = js_sys::Array::new();
    arguments.iter().for_each(|argument| _ = list.push(argument));
    function.apply(of, &list).ok().filter(|value| !value.is_null() && !value.is_undefined())
}

fn number_of(of: &JsValue, name: &str) -> Option<usize> {
    Some(member(of, name)?.as_f64()? as usize)
}

/// Which of these words the text area of this id leaves: those that are selected in it, else what is left of them when
/// some were taken out; none where nothing was done. Bytes of the words, without the blanks around.
pub fn chosen_words(id: &str, words: &str) -> Option<Span> {
    let area: JsValue = document().get_element_by_id(id)?.into();
    let value = member(&area, "value")?.as_string()?;
    let end = |name: &str| number_of(&area, name).map(|units| byte_at(&value, units));
    let (from, to) = (end("selectionStart")?, end("selectionEnd")?);
    let selected = value.get(from..to)?;
    let part = if selected.trim().is_empty() { value.trim() } else { selected.trim() };
    if part.is_empty() || part == words.trim() {
        return None;
    }
    // While all the words stand there, the place of the selection tells which of two alike is meant.
    let after = if value == words { from } else { 0 };
    let start = after + words.get(after..)?.find(part)?;
    Some(Span::new(start, start + part.len()))
}

/// Between the last change of a selection and asking what it is, in milliseconds: dragging changes it at every move.
const SELECTION_SETTLES_MILLIS: u32 = 250;

/// Calls back with the ends of what is selected in the open article, when the selection has settled.
pub fn on_selection(callback: impl Fn(Option<Selected>) + 'static) -> Listeners {
    let callback = std::rc::Rc::new(callback);
    let waiting = std::cell::RefCell::new(None);
    let listener = EventListener::new(&document(), "selectionchange", move |_| {
        let callback = callback.clone();
        let settled = gloo::timers::callback::Timeout::new(SELECTION_SETTLES_MILLIS, move || callback(selected()));
        waiting.replace(Some(settled));
    });
    Listeners(vec![listener])
}

/// Lets go of what is selected.
pub fn select_none() {
    if let Some(selection) = ask_of(&window(), "getSelection", &[]) {
        ask_of(&selection, "removeAllRanges", &[]);
    }
}

/// The ends of what is selected, among the blocks of the open article that it touches.
fn selected() -> Option<Selected> {
    let selection = ask_of(&window(), "getSelection", &[])?;
    if member(&selection, "isCollapsed")?.is_truthy() {
        return None;
    }
    let range = ask_of(&selection, "getRangeAt", &[&0.into()])?;
    let blocks = document().query_selector_all(".reader [data-block]").ok()?;
    let blocks = (0..blocks.length()).filter_map(|at| blocks.get(at)).map(JsValue::from);
    let is_touched = |block: &JsValue| ask_of(&range, "intersectsNode", &[block]).is_some_and(|it| it.is_truthy());
    let touched: Vec<JsValue> = blocks.filter(is_touched).collect();
    let end = |block: &JsValue, side: &str, otherwise: usize| {
        let node = member(&range, &[side, "Container"].concat())?;
        let offset = member(&range, &[side, "Offset"].concat())?;
        let is_inside = ask_of(block, "contains", &[&node])?.is_truthy();
        let units = if is_inside { units_before(block, &node, &offset)? } else { otherwise };
        let number = block.dyn_ref::<Element>()?.get_attribute("data-block")?.parse().ok()?;
        Some((BlockId(number), units))
    };
    Some(Selected { from: end(touched.first()?, "start", 0)?, to: end(touched.last()?, "end", usize::MAX)? })
}

/// UTF-16 units of a block's own text before a place in it: what is no text of the article does not count.
fn units_before(block: &JsValue, node: &JsValue, offset: &JsValue) -> Option<usize> {
    let range = ask_of(&document(), "createRange", &[])?;
    ask_of(&range, "setStart", &[block, &0.into()]);
    ask_of(&range, "setEnd", &[node, offset]);
    let part = ask_of(&range, "cloneContents", &[])?;
    let others = ask_of(&part, "querySelectorAll", &[&"button, .label, .mention-card".into()])?;
    for at in 0..number_of(&others, "length")? {
        let other = ask_of(&others, "item", &[&(at as f64).into()])?;
        ask_of(&other, "remove", &[]);
    }
    Some(member(&part, "textContent")?.as_string()?.encode_utf16().count())
}
