//! Yew components: they draw what `view` decided and send back what the reader did.
//!
//! One reducer at the root ([`Store`]) holds the state; two contexts carry the corpus ([`use_data`]) and the way to
//! say what happened ([`use_dispatch`]). A view gets the state as one `Rc`. Nothing here reads the browser while it
//! renders: the same markup comes out natively and in the page, which is what hydration needs. [`dom`] is the one
//! place that touches the browser, from effects and handlers.

mod about;
mod app;
mod articles;
mod columns;
mod compare;
mod corrected;
mod desk;
pub mod dom;
mod entities;
mod export;
mod facets;
mod files;
mod keep;
mod keys;
mod ledger;
#[cfg(all(test, feature = "ssr"))]
mod markup_tests;
mod noted;
mod notes;
mod overview;
mod part;
mod places;
mod reader;
mod reread;
mod shell;
mod split;
mod store;
mod stories;
mod work;

pub use app::{App, AppProps, DataRef, use_data, use_dispatch};
pub use files::{given_story, set_builtin_pack};
pub use work::with_kept_story;
