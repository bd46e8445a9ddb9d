//! Mounts the page: reads the corpus that was built into the program and hands it to the app.

use crossread::{corpus::format, ui};
use std::rc::Rc;

static PACK: &[u8] = include_bytes!("../static/generated/corpus.pack");

fn main() {
    let root = gloo::utils::document().get_element_by_id("app").expect("index.html has a root");
    let corpus = Rc::new(format::from_pack(PACK).expect("the pack was made by this very build"));
    let is_prerendered = root.has_attribute("data-ssr");
    let renderer = yew::Renderer::<ui::App>::with_root_and_props(root, ui::AppProps { corpus });
    if is_prerendered {
        renderer.hydrate();
    } else {
        renderer.render();
    }
}
