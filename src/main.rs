//! Mounts the page: reads the corpus that was prepared at build time, or the story that a single file brings, and hands
//! it to the app.

use crossread::corpus::format::from_pack;
use crossread::ui::{App, AppProps, DataRef, dom, given_story, set_builtin_pack, with_kept_story};
use crossread::view::Data;
use std::rc::Rc;

static PACK: &[u8] = include_bytes!("../static/generated/corpus.pack");

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    std::panic::set_hook(Box::new(|info| dom::fail(&info.to_string())));
    let Some(root) = dom::root() else { return dom::fail("The page has no element with the id app") };
    let is_start = root.has_attribute("data-ssr");
    dom::begin(!is_start);
    set_builtin_pack(PACK);
    let builtin = match dom::is_story_given() {
        false => from_pack(PACK).map(Data::new),
        true => given_story(PACK),
    };
    let builtin = match builtin {
        Ok(data) => DataRef(Rc::new(data)),
        Err(error) => return dom::fail(&error.to_string()),
    };
    if is_start {
        let props = AppProps { data: None, builtin, address: "".into() };
        yew::Renderer::<App>::with_root_and_props(root, props).hydrate();
    } else {
        with_kept_story(dom::hash(), move |data, address| {
            let props = AppProps { data, builtin, address: address.into() };
            yew::Renderer::<App>::with_root_and_props(root, props).render();
        });
    }
}
