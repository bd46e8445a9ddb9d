//! Journeys: the built page in a real browser, driven as a person would, asserting what a person would see.
//!
//! `script/test journeys` runs them after a build; `cargo test --test e2e` runs them on whatever lies in `dist`.
//! [`site`] serves that folder and keeps a log of what was asked for, [`browser`] speaks WebDriver to ChromeDriver or,
//! with `BROWSER=firefox`, to geckodriver. Nothing here sleeps for a fixed time: [`browser::Browser::until`] asks
//! again until the page says so.

#![cfg(not(target_arch = "wasm32"))]

mod anywhere;
mod browser;
mod desk;
mod journeys;
mod keeping;
mod notes;
mod site;
