//! What readers do, from the first look to the export.

use crate::browser::{Browser, Kind};
use crate::site::Site;
use serde_json::json;

/// The prerendered start page comes up, is taken over without being drawn anew, and asks for nothing but its own files.
#[test]
fn load() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open(&site.url);
    // Whatever the app did until now: what it took over keeps the same nodes, so the first heading is still in place.
    browser.run("window.heading = document.querySelector('#app h1, #app h2')", json!([]));
    browser.wait_for("[data-ready]");
    assert_eq!(browser.run("return window.heading.isConnected", json!([])), json!(true));
    assert_eq!(browser.run("return document.getElementById('failure').hidden", json!([])), json!(true));
    assert_eq!(browser.complaints(), Vec::<String>::new());
    assert!(site.requests().iter().any(|path| path.ends_with(".wasm")), "{:?}", site.requests());
    if browser.kind == Kind::Chromium {
        let foreign: Vec<String> = browser
            .network()
            .into_iter()
            .filter(|url| !url.starts_with(&site.url) && !url.starts_with("data:"))
            .collect();
        assert_eq!(foreign, Vec::<String>::new());
    }
}

/// Without JavaScript the text of every article can be read, and a hint says what is missing.
#[test]
fn no_javascript() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    browser.open(&site.url);
    let shown = shown_without_scripts(&browser);
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": false }));
    assert!(shown.contains("JavaScript is off"), "{shown}");
    for article in articles() {
        let sentence = a_sentence(&article);
        assert!(shown.contains(&sentence), "not shown: {sentence}");
    }
}

/// With `?plain` the app is not started: the way to the text when something is wrong with the app.
#[test]
fn plain() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open(&format!("{}?plain", site.url));
    browser.wait_for("#app[data-ssr]");
    assert!(browser.text("#app").len() > 5_000);
    assert_eq!(browser.count("[data-ready]"), 0);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// A host that lost the program: the reader is told so, and the articles can still be read.
#[test]
fn lost_file() {
    let (site, browser) = (Site::without(&[".wasm"]), Browser::start());
    browser.open(&format!("{}#/articles", site.url));
    browser.wait_for_text("could not be loaded");
    let story = a_sentence(&articles()[0]);
    browser.until_with("document.querySelector('#app').textContent.includes(arguments[0])", json!([story]));
    browser.click_text("#failure a", "Read the articles");
    browser.until("location.search === '?plain'");
    browser.until("document.getElementById('failure').hidden");
}

/// A program that panics shows a screen that says so and leads on. Elements other than the prerendered ones, as an
/// extension or a proxy may leave them, are a sure way to make the app panic when it takes the page over.
#[test]
fn panic_screen() {
    let site = Site::edited(|page| page.replace("<main", "<section").replace("</main", "</section"));
    let browser = Browser::start();
    browser.open(&site.url);
    browser.wait_for_text("Crossread cannot go on");
    browser.wait_for_text("Read the articles without the tools");
    assert!(browser.run("return document.getElementById('failure-details').textContent", json!([])) != json!(""));
    browser.click_text("#failure a", "Read the articles");
    browser.until("location.search === '?plain'");
    assert!(browser.text("#app").len() > 5_000);
}

/// The text a reader sees when no script runs: scripts are off, so the accessibility tree is asked, not the page.
fn shown_without_scripts(browser: &Browser) -> String {
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({}));
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let texts = nodes.iter().filter(|node| node["role"]["value"] == "StaticText");
    let words: Vec<&str> = texts.filter_map(|node| node["name"]["value"].as_str()).collect();
    squeezed(&words.join(" "))
}

/// The raw texts of the built-in articles.
fn articles() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/static/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the articles").flatten().map(|it| it.path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|it| it == "txt"));
    texts.map(|path| std::fs::read_to_string(path).expect("an article in UTF-8")).collect()
}

/// Some words from the middle of a long line of the article, where no mark or link is likely to part them.
fn a_sentence(article: &str) -> String {
    let line = article.lines().max_by_key(|line| line.len()).unwrap_or_default();
    let sentence = line.split(". ").max_by_key(|part| part.chars().filter(|it| it.is_lowercase()).count());
    let words: Vec<&str> = sentence.unwrap_or_default().split_whitespace().collect();
    let plain = words.split(|word| !word.chars().all(|it| it.is_ascii_lowercase()));
    plain.max_by_key(|run| run.len()).unwrap_or_default().join(" ")
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
