//! A second worker of the same program, for a second processor: it analyses part of the articles, and aligns their
//! sentences while the first resolves their names. What it makes is what the first would make, to the byte. Where it cannot
//! be started, or fails, the first does all.
//!
//! Messages go both ways under the same word: `["analyse", lent]` comes back with what is returned, `["align",
//! sentences]` with what is found; each as bytes of its own form.

use crate::{DESK, Desk, scope};
use crossread::corpus::align::{self, Sentences};
use crossread::corpus::{Intake, Lent, Returned};
use crossread::text::Models;
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{Blob, Event, MessageEvent, Url, Worker};

pub const ANALYSE: &str = "analyse";
pub const ALIGN: &str = "align";

/// About so much text is lent at once, and three times as much in all: both workers look for messages every 50 ms, and
/// analyse some 100,000 bytes in that time.
pub const BATCH_BYTES: usize = 60_000;
const MOST_LENT: usize = 180_000;

pub struct Second {
    worker: Worker,
    /// The address of its script.
    address: String,
    is_ready: bool,
    /// Bytes of text of what is lent, in the order of lending.
    lent: Vec<usize>,
    _heard: Closure<dyn Fn(MessageEvent)>,
    _failed: Closure<dyn Fn(Event)>,
}

impl Second {
    /// Starts one; nothing where the machine has only one processor or the browser lets no worker start another.
    pub fn start() -> Option<Second> {
        if scope().navigator().hardware_concurrency() < 2.0 {
            return None;
        }
        // As `static/worker-boot.js` was given it.
        let script = js_sys::Reflect::get(&scope(), &"crossreadScript".into()).unwrap_or_default();
        let address = match script.dyn_ref::<Blob>() {
            Some(script) => Url::create_object_url_with_blob(script).ok()?,
            None => scope().location().href(),
        };
        let worker = Worker::new(&address).ok()?;
        // The program as it was compiled for this one.
        worker.post_message(&Array::of2(&wasm_bindgen::module(), &script)).ok()?;
        let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
            DESK.with_borrow_mut(|desk| desk.hear_second(&Array::from(&event.data())));
        });
        let failed = Closure::<dyn Fn(Event)>::new(|event: Event| {
            event.prevent_default();
            DESK.with_borrow_mut(Desk::lose_second);
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        Some(Second { worker, address, is_ready: false, lent: Vec::new(), _heard: heard, _failed: failed })
    }

    pub fn is_ready(&mut self) {
        self.is_ready = true;
    }

    /// Lends it what it has hands for.
    pub fn lend(&mut self, intake: &mut Intake) {
        while self.is_ready && self.lent.iter().sum::<usize>() + BATCH_BYTES <= MOST_LENT {
            let Some(lent) = intake.lend(BATCH_BYTES) else { break };
            self.lent.push(lent.bytes());
            self.ask(ANALYSE, &lent);
        }
    }

    /// Takes back what was lent first.
    pub fn take_back(&mut self, intake: &mut Intake, bytes: &[u8]) {
        self.lent.drain(..self.lent.len().min(1));
        if let Ok(returned) = postcard::from_bytes::<Returned>(bytes) {
            intake.take_back(returned);
        }
    }

    /// Has the sentences aligned; whether it will.
    pub fn align(&self, sentences: &Sentences) -> bool {
        if self.is_ready {
            self.ask(ALIGN, sentences);
        }
        self.is_ready
    }

    fn ask(&self, word: &str, work: &impl Serialize) {
        let _ =
            send(work, |bytes, moved| self.worker.post_message_with_transfer(&Array::of2(&word.into(), bytes), moved));
    }
}

impl Drop for Second {
    fn drop(&mut self) {
        self.worker.terminate();
        // One that was made for it; nothing happens to another.
        let _ = Url::revoke_object_url(&self.address);
    }
}

/// What the second worker does for the first. Work that cannot be read is a fault of the program; the first one is told by
/// the failure.
pub fn work(word: &str, work: &JsValue, models: &Models) {
    let work = Uint8Array::new(work).to_vec();
    let answer =
        |bytes: &Uint8Array, moved: &Array| scope().post_message_with_transfer(&Array::of2(&word.into(), bytes), moved);
    let _ = match word {
        ANALYSE => {
            let lent: Lent = postcard::from_bytes(&work).expect("it was written by the same program");
            send(&lent.analyze(models), answer)
        }
        _ => {
            let sentences = Sentences::from_bytes(&work).expect("it was written by the same program");
            send(&align::find(&sentences, models), answer)
        }
    };
}

/// Sends a value as bytes, which are moved, not copied.
fn send<T>(value: &impl Serialize, by: impl Fn(&Uint8Array, &Array) -> T) -> T {
    let bytes = postcard::to_allocvec(value).expect("it is plain data");
    let bytes = Uint8Array::from(bytes.as_slice());
    by(&bytes, &Array::of1(&bytes.buffer()))
}
