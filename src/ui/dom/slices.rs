use js_sys::Promise;
use std::cell::Cell;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// In `static/boot.js`: done when what is more urgent had its turn.
    #[wasm_bindgen(js_name = crossreadPause)]
    fn pause() -> Promise;
}

/// How long a piece of long work holds the page, in milliseconds: half of what a reader does not notice.
const SLICE_MILLIS: f64 = 25.0;

/// Long work in slices, with whatever else waits for the page let in between.
pub struct Slices {
    begun: Cell<f64>,
}

impl Slices {
    pub fn begin() -> Slices {
        Slices { begun: Cell::new(js_sys::Date::now()) }
    }

    /// Lets others in when the slice is over.
    pub async fn pause(&self) {
        if js_sys::Date::now() - self.begun.get() >= SLICE_MILLIS {
            self.rest().await;
        }
    }

    /// Lets others in at once.
    pub async fn rest(&self) {
        // It cannot fail; if it did, the work would go on all the same.
        let _ = JsFuture::from(pause()).await;
        self.begun.set(js_sys::Date::now());
    }
}
