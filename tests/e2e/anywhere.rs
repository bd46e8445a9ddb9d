//! The page without a connection, as one file, and next to a newer version of itself.

use crate::browser::Browser;
use crate::site::Site;
use serde_json::json;

/// The reader has been here once: the page is kept and answers in place of the host.
fn visited() -> (Site, Browser) {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&site.url);
    browser.until("navigator.serviceWorker.controller");
    (site, browser)
}

/// Once visited, the page opens without a connection, at any address, and says what works then.
#[test]
fn offline() {
    let (site, browser) = visited();
    site.stop();
    browser.open("about:blank");
    browser.open_ready(&site.url);
    browser.click("nav a[href='#/entities']");
    browser.wait_for("main table");
    browser.open("about:blank");
    browser.open_ready(&format!("{}#/places", site.url));
    browser.wait_for("[role=treegrid]");
    browser.reload();
    browser.wait_for("[role=treegrid]");
    browser.click("nav a[href='#/stories']");
    browser.wait_for_text("Reading new articles needs one more part");
    assert_eq!(browser.run("return document.getElementById('failure').hidden", json!([])), json!(true));
}

/// With everything kept, new articles are read without a connection; before, nobody fetches that part unasked.
#[test]
fn offline_with_new_articles() {
    let (site, browser) = visited();
    browser.click("nav a[href='#/stories']");
    browser.wait_for_text("Reading new articles needs one more part");
    assert!(!site.requests().iter().any(|path| path.contains("-worker.")), "{:?}", site.requests());
    browser.click_text("#app button", "Keep everything");
    browser.wait_for_text("The whole page is kept");
    site.stop();
    browser.reload();
    browser.click_text("summary", "Paste an article");
    browser.type_into(
        "#paste-text",
        "Ferries idle in Port Alder. About 400 workers walked out on Monday, the union said.",
    );
    browser.click_text("button", "Read this text");
    browser.until("location.hash.includes('story=')");
}

/// A newer version waits until the reader asks for it, and then all of the page is of that version.
#[test]
fn newer_version() {
    let (site, browser) = visited();
    assert_eq!(browser.count("#update:not([hidden])"), 0);
    site.put_up_newer();
    browser.reload();
    browser.wait_for("[data-ready]");
    browser.wait_for("#update:not([hidden])");
    assert_eq!(browser.count("[data-newer]"), 0, "two versions mixed");
    browser.click("#update-now");
    browser.wait_for("[data-newer][data-ready]");
    let caches = browser.run_async("caches.keys().then(keys => keys.length)");
    assert_eq!(caches, json!(1));
    assert_eq!(browser.count("#update:not([hidden])"), 0);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

pub const ARTICLES: [(&str, &str); 2] = [
    (
        "a.txt",
        "Ferries idle in Port Alder\n\nAbout 400 workers walked out on Monday, the union said. \"We stay ashore,\" Tomas Berg said.",
    ),
    ("b.txt", "Strike halts ferries\n\nNearly 400 workers of Port Alder stopped work on Monday, said Tomas Berg."),
];

/// Brings two articles about one event and waits until their story is open.
pub fn bring(browser: &Browser) {
    browser.click("nav a[href*='#/stories']");
    bring_more(browser, &ARTICLES);
    browser.until("document.querySelectorAll('.overview').length && location.hash.includes('story=')");
}

/// Chooses files with these names and texts.
pub fn bring_more(browser: &Browser, articles: &[(&str, &str)]) {
    let folder = browser.downloads.join("own");
    std::fs::create_dir_all(&folder).expect("a folder for the articles");
    let path = |(name, text): &(&str, &str)| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a file");
        path.to_string_lossy().into_owned()
    };
    browser.choose_files("#choose-files", &articles.iter().map(path).collect::<Vec<String>>());
}

/// Saves a story in one of its forms: the name of the story, the beginning of the button's.
pub fn save(browser: &Browser, story: &str, form: &str) {
    browser.click("nav a[href*='#/stories']");
    browser.click_text("summary", &format!("Save “{story}”"));
    browser.click_text("details[open] button", form);
}

/// The page in one file, opened as a double click does: it works, and asks for nothing but itself.
fn assert_works_alone(browser: &Browser, path: &std::path::Path, articles: u64) {
    let url = format!("file://{}", path.display());
    browser.network();
    browser.open_ready(&url);
    browser.click("nav a[href='#/articles']");
    browser.until_with("document.querySelectorAll('.results .card').length === arguments[0]", json!([articles]));
    let name = browser.text("#facet-person .facet-name");
    let count = browser.text("#facet-person .count");
    browser.click("#facet-person input[type=checkbox]");
    browser.until_with(
        "document.querySelectorAll('.results .card').length === arguments[0]",
        json!([count.parse::<u64>().expect("a count")]),
    );
    assert!(browser.text("[aria-label='Active filters']").contains(&name));
    // The same address in a new window of the file: a deep link.
    let address = browser.address();
    assert!(address.contains("person="), "{address}");
    browser.open("about:blank");
    browser.open_ready(&address);
    assert!(browser.text("[aria-label='Active filters']").contains(&name));
    bring(browser);
    browser.click("nav a[href*='#/stories']");
    browser.wait_for_text("everything works without a connection");
    let foreign: Vec<String> = browser
        .network()
        .into_iter()
        .filter(|asked| {
            !asked.starts_with(&url) && !["data:", "blob:", "about:"].iter().any(|it| asked.starts_with(it))
        })
        .collect();
    assert_eq!(foreign, Vec::<String>::new());
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// The page saved from itself as one file, with the built-in story: it works alone, and makes another such file.
#[test]
fn single_file() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&format!("{}#/articles", site.url));
    let articles = browser.count(".results .card");
    save(&browser, "The built-in story", "The page with the story");
    let path = browser.download_path(".html");
    assert_works_alone(&browser, &path, articles);

    // Out of that file, one with the reader's own story.
    let name = ARTICLES[0].1.lines().next().unwrap_or_default();
    save(&browser, name, "The page with the story");
    let own = browser.download_path("Port-Alder.html");
    assert_works_alone(&browser, &own, 2);
    let text = std::fs::read_to_string(&own).expect("the file");
    assert!(text.contains("Nearly 400 workers"), "the articles can be read without JavaScript");
    browser.click_text(".story-name a", name);
    save(&browser, name, "The story, to open here again");
    assert!(browser.downloaded_bytes(".crossread").starts_with(b"crossread story 1\n"));
}

/// A story saved from the page and opened again is the same story, byte by byte.
#[test]
fn story_file() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&site.url);
    bring(&browser);
    let name = ARTICLES[0].1.lines().next().unwrap_or_default();
    save(&browser, name, "The story, to open here again");
    let first = browser.downloaded_bytes(".crossread");
    let path = browser.downloads.join("own/again.crossread");
    std::fs::write(&path, &first).expect("a file");

    browser.run("window.confirm = () => true", json!([]));
    browser.click_text(".stories button", "Delete everything kept");
    browser.wait_for_text("left in this browser: nothing");
    browser.open("about:blank");
    browser.open_ready(&format!("{}#/stories", site.url));
    assert_eq!(browser.count(".story-list li"), 1);
    browser.choose_files("#choose-files", &[path.to_string_lossy().into_owned()]);
    browser.until("document.querySelectorAll('.overview').length && location.hash.includes('story=')");
    save(&browser, name, "The story, to open here again");
    assert_eq!(browser.downloaded_bytes(".crossread"), first);

    std::fs::write(&path, &first[..first.len() - 1]).expect("a file");
    browser.choose_files("#choose-files", &[path.to_string_lossy().into_owned()]);
    browser.wait_for_text("it is cut short");
    assert_eq!(browser.count(".story-list li"), 2);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// A reader brings articles and exports what she found: nobody is asked for anything but the page's own files, and the
/// policy would not let it happen, in the page or in the worker.
#[test]
fn private() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&site.url);
    bring(&browser);
    browser.click("nav a[href*='#/articles']");
    browser.click_text(".results button", "Export");
    browser.wait_for("dialog[open]");
    browser.click_text("dialog label", "CSV");
    browser.click_text("dialog button", "Save the file");
    assert!(browser.downloaded(".csv").contains("Ferries idle in Port Alder"));
    browser.click_text("dialog button", "Close");
    browser.until("!document.querySelector('dialog[open]')");
    let is_own = |url: &String| {
        url.starts_with(&site.url) || ["data:", "blob:", "about:"].iter().any(|scheme| url.starts_with(scheme))
    };
    let foreign: Vec<String> = browser.network().into_iter().filter(|url| !is_own(url)).collect();
    assert_eq!(foreign, Vec::<String>::new());
    assert_eq!(browser.complaints(), Vec::<String>::new());

    browser.click("nav a[href*='#/about']");
    browser.wait_for_text("To check it yourself");
    let other = Site::start();
    let refused = browser.run_async(&format!("fetch('{}').then(() => 'let through', () => 'refused')", other.url));
    assert_eq!(refused, json!("refused"));
    let in_worker = browser.run_async(&format!(
        "new Promise((resolve) => {{ \
           const code = \"fetch('{}').then(() => postMessage('let through'), () => postMessage('refused'))\"; \
           new Worker(URL.createObjectURL(new Blob([code]))).onmessage = ({{ data }}) => resolve(data); }})",
        other.url
    ));
    assert_eq!(in_worker, json!("refused"));
    assert_eq!(other.requests(), Vec::<String>::new());
}
