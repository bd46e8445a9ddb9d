//! What a reader notes: by keyboard and by selecting words, kept, brought out as files, and gone when she says so.

use crate::browser::{Browser, key};
use crate::site::Site;
use serde_json::json;

const MARKS: &str = ".reader mark[data-kind~=noted]";

/// The first article, open in the reader.
fn reader() -> (Site, Browser) {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&format!("{}#/articles", site.url));
    browser.click(".results .card-title a");
    browser.wait_for(".reader .pencil");
    (site, browser)
}

/// Whether the notes kept for the built-in story hold a text.
fn is_kept(browser: &Browser, text: &str) {
    let kept = "(indexedDB.open('crossread').onsuccess = opened => { const database = opened.target.result; \
                if (![...database.objectStoreNames].includes('parts')) return database.close(); \
                database.transaction('parts').objectStore('parts').get(['', 'notes']).onsuccess = got => { \
                window.kept = got.target.result; database.close(); }; }, \
                window.kept && new TextDecoder().decode(window.kept).includes(arguments[0]))";
    browser.until_with(kept, json!([text]));
}

/// Writes a note on the first words of the first paragraph, with the keyboard alone; answers the words.
fn note_by_keyboard(browser: &Browser, letters: usize, text: &str) -> String {
    // A new view takes the focus to its heading, and draws its text again once the beginning is painted: the pencil is
    // held when it was for some looks.
    browser.until(
        "(() => { const pencil = document.querySelector('.reader .pencil'), isHeld = document.activeElement === pencil; \
           window.looks = isHeld ? (window.looks ?? 0) + 1 : 0; pencil.focus(); return window.looks > 5; })()",
    );
    browser.press(key::ENTER);
    browser.until("document.activeElement?.id === 'note-text'");
    browser.press(text);
    browser.run("document.getElementById('note-words').focus()", json!([]));
    browser.press_holding(key::CONTROL, key::HOME);
    browser.press_holding(key::SHIFT, &key::RIGHT.repeat(letters));
    let words =
        browser.run("return getSelection().toString()", json!([])).as_str().unwrap_or_default().trim().to_string();
    browser.type_into("#note-tags", "check, first");
    browser.run("document.getElementById('note-chosen').focus()", json!([]));
    browser.press(" ");
    browser.run("document.getElementById('note-tags').focus()", json!([]));
    browser.press(key::ENTER);
    words
}

#[test]
fn notes() {
    let (site, browser) = reader();
    let first = ".reader p[data-block]";
    let begins = browser.run("return document.querySelector(arguments[0]).innerText.slice(0, 12)", json!([first]));
    let words = note_by_keyboard(&browser, 12, "Who says so?");
    assert!(!words.is_empty() && begins.as_str().unwrap_or_default().starts_with(&words), "{words:?} of {begins}");
    let marked = format!("[...document.querySelectorAll('{MARKS}')].map(it => it.textContent).join('')");
    browser.until_with(&format!("{marked} === arguments[0]"), json!([words]));
    browser.wait_for_text("Who says so?");

    // Words that are selected on the page are highlighted, and the buttons and names among them are no part of them.
    browser.run(
        "const all = document.querySelectorAll('.reader .sentence'), last = all[all.length - 1]; \
         last.scrollIntoView({ block: 'center' }); const range = document.createRange(); \
         range.selectNodeContents(last); getSelection().removeAllRanges(); getSelection().addRange(range)",
        json!([]),
    );
    browser.wait_for(".note-bar");
    browser.click_text(".note-bar button", "Highlight");
    browser.until("document.querySelectorAll('.note-margin .note').length === 2");
    browser.until("!document.querySelector('.note-bar') && getSelection().isCollapsed");
    let article = browser.run(
        "const all = document.querySelectorAll('.reader .sentence'), copy = all[all.length - 1].cloneNode(true); \
         copy.querySelectorAll('button').forEach(it => it.remove()); return copy.textContent.trim()",
        json!([]),
    );
    let quotes = "[...document.querySelectorAll('.note-margin q')].map(it => it.textContent)";
    assert_eq!(browser.run(&format!("return {quotes}[1]"), json!([])), article);

    browser.click_text(".reader button", "☆ Star");
    is_kept(&browser, "\"star\"");
    browser.reload();
    browser.wait_for("[data-ready]");
    browser.wait_for(MARKS);
    browser.until("document.querySelector('.reader .star').getAttribute('aria-pressed') === 'true'");
    browser.click_text(".results-head .chip", "Starred");
    browser.until("document.querySelectorAll('.results .card').length === 1 && location.hash.includes('only=starred')");
    browser.click_text(".results button", "Clear all");

    browser.click("nav a[href*='#/notes']");
    browser.until("document.querySelectorAll('.notes .note').length === 2");
    browser.click_text(".notes button", "Dossier and exports");
    browser.click_text("dialog button", "Save the file");
    let dossier = browser.downloaded(".html");
    assert!(
        dossier.contains("Who says so?") && dossier.contains(&words) && dossier.contains("/#/articles/"),
        "{dossier}"
    );
    browser.click_text("dialog label", "Notes");
    browser.click_text("dialog button", "Save the file");
    let table = browser.downloaded(".csv");
    assert!(table.starts_with("note_id,doc_id,source,kind,quote,") && table.contains("check; first"), "{table}");
    browser.click_text("dialog button", "Close");

    browser.click_text(".note button", "Delete");
    browser.until("document.querySelectorAll('.notes .note').length === 1");
    browser.click_text(".desk-word button", "Undo");
    browser.until("document.querySelectorAll('.notes .note').length === 2");

    browser.click("nav a[href*='#/stories']");
    browser.run("window.confirm = () => true", json!([]));
    browser.click_text(".stories button", "Delete everything kept");
    browser.wait_for_text("left in this browser: nothing");
    browser.open("about:blank");
    browser.open_ready(&format!("{}#/notes", site.url));
    browser.wait_for_text("No notes yet");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Two tabs note at the same time: neither loses what the other kept.
#[test]
fn notes_in_two_tabs() {
    let (site, browser) = reader();
    let [first, second] = browser.open_tab();
    browser.open_ready(&format!("{}#/articles", site.url));
    browser.click(".results .card-title a");
    browser.wait_for(".reader .pencil");
    browser.go_to_tab(&first);
    note_by_keyboard(&browser, 5, "from the first tab");
    is_kept(&browser, "from the first tab");
    browser.go_to_tab(&second);
    note_by_keyboard(&browser, 9, "from the second tab");
    is_kept(&browser, "from the second tab");
    // The second tab has learned of the first one's, which is kept beside its own.
    browser.wait_for_text("from the first tab");
    is_kept(&browser, "from the first tab");
    browser.go_to_tab(&first);
    browser.reload();
    browser.wait_for("[data-ready]");
    browser.wait_for_text("from the second tab");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
