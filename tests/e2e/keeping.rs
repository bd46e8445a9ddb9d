//! What is kept in the browser, and what happens when it cannot be, or not whole.

use crate::anywhere::{ARTICLES, bring, bring_more};
use crate::browser::{Browser, Kind};
use crate::site::Site;
use serde_json::json;

const CARDS: &str = ".results .card";

fn name() -> &'static str {
    ARTICLES[0].1.lines().next().unwrap_or_default()
}

fn stories(browser: &Browser, site: &Site) {
    browser.open("about:blank");
    browser.open_ready(&format!("{}#/stories", site.url));
    browser.until("!document.querySelector('#kept + ul + .quiet')?.innerText.startsWith('Looking')");
}

/// Something done with the database by hand, as `store` would find it: the body of a function of a transaction over
/// stores that there are.
fn by_hand(browser: &Browser, body: &str) {
    let done = browser.run_async(&format!(
        "new Promise((resolve, reject) => {{ \
           const opening = indexedDB.open('crossread'); \
           opening.onerror = () => reject(opening.error); \
           opening.onsuccess = () => {{ \
             const database = opening.result, stores = [...database.objectStoreNames]; \
             const transaction = database.transaction(stores, 'readwrite'); \
             const store = (name) => transaction.objectStore(name); \
             transaction.oncomplete = () => {{ database.close(); resolve('done'); }}; \
             {body} \
           }}; \
         }})"
    ));
    assert_eq!(done, json!("done"));
}

/// A database of the first version is brought up to this one, and its story opens: read anew, for its corpus is of an
/// older version too.
#[test]
fn from_version_1() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open(&format!("{}?plain", site.url));
    let made = browser.run_async(
        "new Promise((resolve) => { const opening = indexedDB.open('crossread', 1); \
           opening.onupgradeneeded = () => ['stories', 'packs', 'lines'].forEach((it) => opening.result.createObjectStore(it)); \
           opening.onsuccess = () => { opening.result.close(); resolve('made'); }; })",
    );
    assert_eq!(made, json!("made"));
    by_hand(
        &browser,
        "store('stories').put(['Kept long ago', 2, 5], 's5'); store('packs').put(new Uint8Array([1, 2]), 's5'); \
         store('lines').put(['Rain fell on Port Alder.', 'Snow fell on Port Alder.'].map((text) => JSON.stringify({ text })).join('\\n'), 's5');",
    );
    stories(&browser, &site);
    browser.click_text(".story-name a", "Kept long ago");
    browser.click("nav a[href*='#/articles'][href*='story=s5']");
    browser.until_with(&format!("document.querySelectorAll('{CARDS}').length === arguments[0]"), json!([2]));
    let version = browser.run_async("indexedDB.databases().then((all) => all[0].version)");
    assert_eq!(version, json!(3));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Two tabs: what one keeps, renames and deletes, the other lists.
#[test]
fn second_tab() {
    let (site, browser) = (Site::start(), Browser::start());
    stories(&browser, &site);
    let [first, second] = browser.open_tab();
    stories(&browser, &site);
    bring(&browser);
    browser.go_to_tab(&first);
    browser.wait_for_text(name());
    browser.run("window.prompt = () => 'The strike'", json!([]));
    browser.click_text(".story-list button", &format!("Rename “{}”", name()));
    browser.wait_for_text("The strike");
    browser.go_to_tab(&second);
    browser.click("nav a[href*='#/stories']");
    browser.wait_for_text("The strike");
    browser.run("window.confirm = () => true", json!([]));
    browser.click_text(".stories button", "Delete everything kept");
    browser.wait_for_text("left in this browser: nothing");
    browser.go_to_tab(&first);
    browser.wait_for_text("None of your own is kept");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// A write that is cut off in the middle leaves the story as it was, and the reader is told.
#[test]
fn interrupted_write() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&site.url);
    bring(&browser);
    browser.click("nav a[href*='#/stories']");
    let abort = "const put = IDBObjectStore.prototype.put; \
                 IDBObjectStore.prototype.put = function (...given) { \
                   if (this.name !== 'lines') return put.apply(this, given); \
                   const request = put.apply(this, given); this.transaction.abort(); return request; }";
    browser.run(abort, json!([]));
    browser.click("#add-to-open");
    bring_more(
        &browser,
        &[("d.txt", "Ferries sail again\n\nThe workers of Port Alder went back to work on Friday, the union said.")],
    );
    browser.wait_for_text("What was kept before is as it was");
    stories(&browser, &site);
    browser.wait_for_text("2 articles");
    browser.click_text(".story-name a", name());
    browser.click("nav a[href*='#/articles'][href*='story=']");
    browser.until_with(&format!("document.querySelectorAll('{CARDS}').length === arguments[0]"), json!([2]));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Articles added to a kept story: the same story, with all of them, there again after a reload.
#[test]
fn add_to_a_story() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&site.url);
    bring(&browser);
    let address = browser.address();
    browser.click("nav a[href*='#/stories']");
    browser.click("#add-to-open");
    bring_more(
        &browser,
        &[("d.txt", "Ferries sail again\n\nThe workers of Port Alder went back to work on Friday, the union said.")],
    );
    browser.until_with("location.href === arguments[0]", json!([address]));
    browser.click("nav a[href*='#/stories']");
    browser.wait_for_text("3 articles");
    stories(&browser, &site);
    assert_eq!(browser.count(".story-list li"), 2);
    browser.wait_for_text("3 articles");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Damaged records are named with their reason, what is left of them can be saved, and the others open.
#[test]
fn damaged_record() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&site.url);
    bring(&browser);
    browser.click("nav a[href*='#/stories']");
    browser.wait_for_text("2 articles");
    by_hand(
        &browser,
        "store('stories').put(['Without articles', 2, 7], 's7'); store('packs').put(new Uint8Array([9]), 's7'); \
         store('stories').put('no entry', 's8'); store('lines').put('{\"text\":\"Rain\"}', 's8');",
    );
    stories(&browser, &site);
    browser.wait_for_text("its articles are missing");
    browser.wait_for_text("its entry is damaged");
    browser.click_text("summary", "Save “s8”");
    browser.click_text("details[open] button", "What is left");
    let left = browser.downloaded(".crossread");
    assert!(left.contains("no entry") && left.contains("{\"text\":\"Rain\"}"), "{left}");
    browser.run("window.confirm = () => true", json!([]));
    browser.click_text(".story-list button", "Delete “Without articles”");
    browser.until("!document.body.innerText.includes('its articles are missing')");
    browser.click_text(".story-name a", name());
    browser.wait_for("nav a[href*='#/articles'][href*='story=']");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// No room: the story is open, the reader is told what to do, and what was kept before is still there.
#[test]
fn no_room() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&site.url);
    browser.until("navigator.serviceWorker.controller");
    let used = browser.run_async("navigator.storage.estimate().then(({ usage }) => usage)").as_u64().unwrap_or(0);
    let origin = site.url.trim_end_matches('/');
    let some = json!({ "origin": origin, "quotaSize": used + 500_000 });
    browser.devtools("Storage.overrideQuotaForOrigin", some);
    bring(&browser);
    browser.click("nav a[href*='#/stories']");
    browser.wait_for_text("2 articles");
    browser.click_text("summary", "Paste an article");
    let long = "It rained all day in Port Alder.\n\n".repeat(40_000);
    browser.run("document.getElementById('paste-text').value = arguments[0]", json!([long]));
    browser.click_text("button", "Read this text");
    browser.wait_for_text("This browser has no more room");
    browser.devtools("Storage.overrideQuotaForOrigin", json!({ "origin": origin }));
    stories(&browser, &site);
    browser.wait_for_text(name());
    assert_eq!(browser.count(".story-list li"), 2);
}

/// A browser that keeps nothing: the page works, own articles too, and says that they will not be kept.
#[test]
fn keeps_nothing() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.run_first(
        "Object.defineProperty(window, 'indexedDB', { value: undefined }); \
         Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } }); \
         Object.defineProperty(window, 'caches', { value: undefined });",
    );
    browser.open_ready(&site.url);
    bring(&browser);
    browser.wait_for_text("a browser keeps nothing. Everything else works");
    browser.click("nav a[href*='#/stories']");
    browser.wait_for_text("opening it needs a connection");
    browser.click_text(".trouble button", "Dismiss");
    browser.until("!document.querySelector('.trouble')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Everything deleted: stories, settings and the page's copy of itself, and nothing comes back by itself.
#[test]
fn wipe() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&site.url);
    browser.until("navigator.serviceWorker.controller");
    browser.click_text("summary", "Settings");
    browser.click_text("button", "Dark");
    bring(&browser);
    browser.until("localStorage.length > 0");
    browser.click("nav a[href*='#/stories']");
    browser.run("window.confirm = () => true", json!([]));
    browser.click_text(".stories button", "Delete everything kept");
    browser.wait_for_text("left in this browser: nothing");
    let left = browser.run_async(
        "(async () => [await indexedDB.databases(), await caches.keys(), Object.keys(localStorage), \
          await navigator.serviceWorker.getRegistrations()].map((it) => it.length))()",
    );
    assert_eq!(left, json!([0, 0, 0, 0]));
    browser.click_text(".story-name a", "The built-in story");
    browser.until("!location.hash.includes('story=')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Articles of the reader's own: read in the worker, shown in every view, named where they cannot be read, there again
/// after a reload, and gone when she deletes them.
#[test]
fn own_articles() {
    let (site, browser) = (Site::start(), Browser::start());
    let folder = browser.downloads.join("own");
    std::fs::create_dir_all(&folder).expect("a folder for the articles");
    let articles = [
        (
            "a.txt",
            "Ferries idle in Port Alder\n\nAbout 400 workers walked out on Monday, the union said. \"We stay ashore,\" Tomas Berg said.",
        ),
        ("b.txt", "Strike halts ferries\n\nNearly 400 workers of Port Alder stopped work on Monday, said Tomas Berg."),
        ("c.txt", ""),
    ];
    let paths: Vec<String> = articles
        .iter()
        .map(|(name, text)| {
            let path = folder.join(name);
            std::fs::write(&path, text).expect("a file");
            path.to_string_lossy().into_owned()
        })
        .collect();
    browser.open_ready(&format!("{}#/stories", site.url));
    assert!(!site.requests().iter().any(|path| path.contains("worker")), "fetched on first use only");
    browser.choose_files("#choose-files", &paths);
    browser.until("document.querySelectorAll('.overview').length && location.hash.includes('story=')");

    browser.click("nav a[href*='#/stories']");
    browser.wait_for_text("Read 2 articles");
    assert!(browser.text(".refused").contains("c.txt"));
    browser.click("nav a[href*='#/articles']");
    browser.until_with(&format!("document.querySelectorAll('{CARDS}').length === arguments[0]"), json!([2]));
    let address = browser.address();

    browser.open("about:blank");
    browser.open_ready(&address);
    browser.until_with(&format!("document.querySelectorAll('{CARDS}').length === arguments[0]"), json!([2]));

    browser.click("nav a[href*='#/stories']");
    browser.wait_for("[aria-label^='Delete']");
    browser.run("window.confirm = () => true", json!([]));
    browser.click_text(".stories button", "Delete everything kept");
    browser.wait_for_text("left in this browser: nothing");
    browser.click_text(".story-name a", "The built-in story");
    browser.until("!location.hash.includes('story=')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
    if browser.kind == Kind::Chromium {
        assert!(
            browser
                .network()
                .iter()
                .all(|url| url.starts_with(&site.url)
                    || ["data:", "about:", "blob:"].iter().any(|it| url.starts_with(it)))
        );
    }
}

/// More files than are read at once, one of them longer than can be read: both are told, and stopping keeps what was read
/// until then.
#[test]
fn too_much() {
    let (site, browser) = (Site::start(), Browser::start());
    stories(&browser, &site);
    // Pieces of one and the same megabyte: nothing of this length lies anywhere.
    let given = "const given = new DataTransfer(), piece = new Blob([new Uint8Array(1 << 20)]); \
                 given.items.add(new File(Array(513).fill(piece), 'long.txt')); \
                 for (let at = 0; at < 20002; at++) \
                   given.items.add(new File([`Ferries idle in Port Alder, said harbour master ${at}.`], `${at}.txt`)); \
                 const input = document.getElementById('choose-files'); \
                 input.files = given.files; \
                 input.dispatchEvent(new Event('change', { bubbles: true }))";
    browser.run(given, json!([]));
    browser.wait_for_text("3 files");
    browser.wait_for_text("long.txt");
    assert!(browser.text(".refused").contains("512 MB"), "{}", browser.text(".refused"));
    browser.click_text(".reading button", "Stop");
    browser.until("document.querySelectorAll('.overview').length && location.hash.includes('story=')");
    browser.click("nav a[href*='#/stories']");
    browser.click_text(".refused button", "Save the list as a table");
    let table = browser.downloaded("unread.csv");
    assert_eq!(table.lines().count(), 3, "{table}");
    assert!(table.starts_with("file,what happened,what to do\r\n3 files,"), "{table}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Much text is read by two workers where there are two processors. The story is the same, to the byte, where no second one
/// can be had, and where it fails.
#[test]
fn second_worker() {
    // As long as it takes to start one, and more.
    let articles: Vec<(String, String)> = (0..130)
        .map(|article| {
            let statement = |at: usize| {
                let (many, who) = (article % 7 + at, ["Jan Novak", "Ada Smith", "Ida Berg"][(article + at) % 3]);
                format!("About {many} boats of quay {at} left Port Alder on Monday, said {who} of the Harbour Office. ")
            };
            (
                format!("{article}.txt"),
                format!("Quay {article} empties\n\n{}", (0..40).map(statement).collect::<String>()),
            )
        })
        .collect();
    let articles: Vec<(&str, &str)> = articles.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (site, browser) = (Site::start(), Browser::start());
    let helped = "const Own = Worker; self.Worker = function (address) { tell('begun'); return new Own(address); };";
    let tell = "const tell = (it) => new BroadcastChannel('workers').postMessage(it);";
    let fails = "addEventListener('message', ({ data }) => { if (data[0] === 'align') { tell('lost'); throw 1; } });";
    let lost = format!(
        "{helped} const make = URL.createObjectURL; \
         URL.createObjectURL = (blob) => make.call(URL, new Blob(['{{', {}, '}}', blob]));",
        json!([tell, fails].concat())
    );
    let ways = [(helped, "begun"), ("self.Worker = undefined; tell('alone');", "alone"), (lost.as_str(), "begun,lost")];
    for (at, (before, told)) in ways.into_iter().enumerate() {
        stories(&browser, &site);
        let with_before = "window.told = []; \
             new BroadcastChannel('workers').onmessage = ({ data }) => { if (!told.includes(data)) told.push(data); }; \
             const make = URL.createObjectURL, before = '{' + [...arguments].join(' ') + '}'; \
             URL.createObjectURL = (blob) => make.call(URL, new Blob([before, blob]))";
        let two = "Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 });";
        browser.run(with_before, json!([tell, two, before]));
        bring_more(&browser, &articles);
        browser.until("document.querySelectorAll('.overview').length && location.hash.includes('story=')");
        browser.until_with("told.join() === arguments[0]", json!([told]));
        browser.click("nav a[href*='#/stories']");
        browser
            .until_with("document.querySelectorAll('.story-list .story-name').length > arguments[0]", json!([at + 1]));
        assert_eq!(browser.complaints(), Vec::<String>::new());
    }
    let packs = browser.run_async(
        "new Promise((resolve) => { const opening = indexedDB.open('crossread'); \
           opening.onsuccess = () => { \
             const asked = opening.result.transaction('packs').objectStore('packs').getAll(); \
             asked.onsuccess = () => resolve(asked.result.map((pack) => \
               [pack.length > 100000, pack.every((byte, at) => byte === asked.result[0][at])])); }; })",
    );
    assert_eq!(packs, json!([[true, true], [true, true], [true, true]]));
}

/// A table whose columns nobody could guess: the reader chooses, and the articles are read by her choice.
#[test]
fn columns_of_a_table() {
    let (site, browser) = (Site::start(), Browser::start());
    stories(&browser, &site);
    let table = "kopf;inhalt\nFerries idle;\"About 400 workers of Port Alder walked out on Monday, the union said.\"\n\
                 Strike;\"Nearly 400 workers of Port Alder stopped work on Monday.\"\n";
    bring_more(&browser, &[("rows.csv", table)]);
    browser.wait_for_text("What do the columns hold?");
    let choose = "const select = document.getElementById(arguments[0]); select.value = arguments[1]";
    browser.run(choose, json!(["column-0-0", "inhalt"]));
    browser.run(choose, json!(["column-0-1", "kopf"]));
    browser.click_text("button", "Read them so");
    browser.click("nav a[href*='#/articles'][href*='story=']");
    browser.until_with(&format!("document.querySelectorAll('{CARDS}').length === arguments[0]"), json!([2]));
    browser.wait_for_text("Ferries idle");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Articles about two events, brought together: kept as two stories when the reader says so, and the first one goes.
#[test]
fn several_events() {
    let (site, browser) = (Site::start(), Browser::start());
    stories(&browser, &site);
    browser.click("#one-event");
    let floods = [
        (
            "e.txt",
            "Dam breaks above Brno\n\nAt least 13 people died when the dam above Brno broke on Tuesday, Mayor Jan Novak said. The river Svitava flooded the old town.",
        ),
        (
            "f.txt",
            "Brno dam gives way\n\n14 people died in Brno, said Mayor Jan Novak, after the dam on the river Svitava broke on Tuesday and flooded the old town.",
        ),
    ];
    bring_more(&browser, &[ARTICLES[0], ARTICLES[1], floods[0], floods[1]]);
    browser.click("nav a[href*='#/stories'][href*='story=']");
    browser.wait_for_text("4 articles");
    browser.click_text("button", "Keep them as 2 stories");
    browser.until("document.querySelector('.overview') && location.hash.endsWith('-1')");
    browser.click("nav a[href*='#/stories']");
    browser.until(
        "document.querySelectorAll('.story-list li').length === 3 && !document.body.innerText.includes('4 articles')",
    );
    let rows = browser.text(".story-list");
    assert!(rows.contains("Dam breaks above Brno") && rows.contains(name()), "{rows}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
