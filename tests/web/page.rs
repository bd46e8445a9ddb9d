//! The app in a document: it mounts, says when it is ready, and answers the keyboard as promised.

use crossread::corpus::format;
use crossread::ui::{App, AppProps, DataRef};
use crossread::view::Data;
use gloo::utils::document;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, KeyboardEvent, KeyboardEventInit};
use yew::scheduler::flush;

static PACK: &[u8] = include_bytes!("../../static/generated/corpus.pack");

/// The app in a root of its own; taken down when dropped.
struct Page {
    root: Element,
    app: Option<yew::AppHandle<App>>,
}

impl Page {
    async fn open(address: &str) -> Page {
        let corpus = format::from_pack(PACK).expect("the native pack");
        let root = document().create_element("div").expect("an element");
        document().body().expect("a body").append_child(&root).expect("a place in the body");
        let props =
            AppProps { builtin: DataRef(Rc::new(Data::new(corpus))), data: None, address: address.to_string().into() };
        let app = yew::Renderer::<App>::with_root_and_props(root.clone(), props).render();
        flush().await;
        Page { root, app: Some(app) }
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).expect("a valid selector")
    }

    fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).expect("a valid selector").length()
    }

    /// Presses a key in whatever has the focus. Answers whether the page took it for itself.
    async fn press(&self, key: &str) -> bool {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
        let target = document().active_element().expect("the body, if nothing else");
        let is_left = target.dispatch_event(&event).expect("a live target");
        flush().await;
        !is_left
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.root.remove();
    }
}

fn focused() -> Element {
    document().active_element().expect("the body, if nothing else")
}

#[wasm_bindgen_test]
async fn mounts_and_says_when_it_is_ready() {
    let page = Page::open("#/articles").await;
    let native = format::from_pack(PACK).expect("the native pack");
    assert_eq!(page.count(".results .card") as usize, native.documents.len());
    assert_eq!(page.count("h1"), 1);
    assert!(document().query_selector("[data-ready]").expect("a valid selector").is_some());
}

#[wasm_bindgen_test]
async fn keys_lead_to_the_search_and_through_the_results() {
    let page = Page::open("#/articles").await;
    assert!(page.press("/").await);
    assert_eq!(focused().id(), "search");
    // In a field a letter is a letter.
    assert!(!page.press("j").await);
    assert_eq!(focused().id(), "search");
    assert!(page.press("Escape").await);
    assert!(focused().id() != "search");

    assert!(page.press("j").await);
    let first = focused();
    assert!(first.closest(".card").expect("a valid selector").is_some());
    assert!(page.press("j").await);
    assert!(focused() != first);
    assert!(page.press("k").await);
    assert!(focused() == first);
}

#[wasm_bindgen_test]
async fn help_opens_by_key_and_closes() {
    let page = Page::open("").await;
    assert!(page.find("dialog").is_none());
    assert!(page.press("?").await);
    let dialog = page.find("dialog").expect("the help").dyn_into::<web_sys::HtmlDialogElement>();
    assert!(dialog.expect("a dialog").open());
}
