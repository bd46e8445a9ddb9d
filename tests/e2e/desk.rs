//! What a person says against the machine.

use crate::anywhere::bring_more;
use crate::browser::Browser;
use crate::site::Site;
use serde_json::{Value, json};

/// The desk: two names that are merged count as one in every view, also after a reload, until that is undone; the
/// corrections come as a file, and the machine's own result is a click away.
#[test]
fn desk() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&format!("{}#/desk/names", site.url));
    browser.wait_for("table.desk-table tbody tr");
    let script = "return [...document.querySelectorAll('table.desk-table tbody tr')].map(tr => \
                  [tr.querySelector('th a').innerText, tr.children[2].innerText, +tr.children[3].innerText])";
    let rows = browser.run(script, json!([])).as_array().cloned().unwrap_or_default();
    let people: Vec<&Value> = rows.iter().filter(|row| row[1] == "person").take(2).collect();
    let (name, other) = (people[0][0].as_str().unwrap_or_default(), people[1][0].as_str().unwrap_or_default());
    let all = people[0][2].as_u64().unwrap_or(0) + people[1][2].as_u64().unwrap_or(0);
    let names =
        "[...document.querySelectorAll('.desk .choice button')].find(it => it.innerText.startsWith('All names'))";
    let count = format!("+{names}?.querySelector('.num').innerText");
    let before = browser.run(&format!("return {count}"), json!([])).as_u64().unwrap_or(0);
    let is_now = |names: u64| browser.until_with(&format!("({count}) === arguments[0]"), json!([names]));

    browser.click_text(".desk-table button", &format!("Choose “{name}”"));
    browser.click_text(".desk-table button", &format!("Choose “{other}”"));
    browser.click_text(".desk-edit button", "Merge into");
    is_now(before - 1);
    browser.click("nav a[href*='#/entities']");
    let mentions = "[...document.querySelectorAll('.matrix tbody tr')]\
                    .find(tr => tr.querySelector('th a').innerText === arguments[0])?.children[3].innerText";
    browser.until_with(&format!("+({mentions}) === arguments[1]"), json!([name, all]));
    browser.click_text(".matrix tbody a", name);
    browser.wait_for_text("corrected by a person");
    browser.click_text(".desk-word button", "Undo");
    browser.until_with(&format!("+({mentions}) < arguments[1]"), json!([name, all]));

    browser.click("nav a[href*='#/desk']");
    browser.click_text(".desk .choice button", "All names");
    is_now(before);
    browser.click_text(".desk .tools button", "Redo");
    is_now(before - 1);
    let kept = "(indexedDB.open('crossread').onsuccess = opened => { const database = opened.target.result; \
                database.transaction('parts').objectStore('parts').get(['', 'corrections']).onsuccess = got => { \
                window.kept = got.target.result; database.close(); }; }, \
                window.kept && new TextDecoder().decode(window.kept).includes('merge'))";
    browser.until(kept);
    browser.reload();
    browser.wait_for("[data-ready]");
    is_now(before - 1);
    browser.click_text(".desk .tools button", "Save as a file");
    let file = browser.downloaded(".jsonl");
    assert!(file.starts_with("{\"format\":\"crossread-corrections\",\"version\":1}\n"), "{file}");
    assert!(file.contains("\"do\":\"merge\"") && file.contains(other), "{file}");
    browser.click_text(".desk .tools button", "The machine's own result");
    is_now(before);
    browser.click_text(".desk .tools button", "The machine's own result");
    is_now(before - 1);

    // One article's mentions are somebody else's.
    browser.click_text(".desk-table button", &format!("Choose “{name}”"));
    browser.click("#desk-article-0");
    browser.run("document.getElementById('desk-split-name').value = 'A namesake'", json!([]));
    browser.click_text(".desk-split button", "Split off what is ticked");
    browser.wait_for_text("as “A namesake”");
    is_now(before);
    assert_eq!(browser.run("return document.getElementById('desk-split-name')?.value || ''", json!([])), "");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

const ASIDE: &str = "Read more: At least 20 people were killed in Brno, said Mayor Eva Dvorak.";

/// A block that is put back is read as any other: a name that stood nowhere else, a figure that contradicts another one,
/// what the others say. It is so again after a reload, and the reader is told where it cannot be.
#[test]
fn put_back() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&format!("{}#/stories", site.url));
    let first = format!("Dam breaks above Brno\n\nThe town of Brno was under water on Tuesday.\n\n{ASIDE}");
    let other = "Brno dam gives way\n\n14 people were killed in Brno on Tuesday, said Jan Novak.";
    bring_more(&browser, &[("a.txt", &first), ("b.txt", other)]);
    browser.until("document.querySelectorAll('.overview').length && location.hash.includes('story=')");
    browser.click("nav a[href*='#/figures']");
    browser.wait_for_text("14");
    let conflict = "document.body.innerText.includes('“At least 20” (Dam breaks above Brno) and “14”')";
    assert_eq!(browser.run(&format!("return {conflict}"), json!([])), json!(false));
    let open = |browser: &Browser| {
        browser.click("nav a[href*='#/articles']");
        browser.click_text(".card a", "Dam breaks above Brno");
    };
    open(&browser);
    browser.click_text("button", "Set aside: 1");
    // Once without a worker.
    browser
        .run("window.start = crossreadWorker; crossreadWorker = () => Promise.reject(new Error('no room'))", json!([]));
    browser.click_text(".desk-block button", "Put back");
    browser.wait_for_text("could not be read again (no room)");
    browser.click_text(".trouble button", "Dismiss");
    browser.click_text(".desk-word button", "Undo");
    browser.wait_for(".set-aside");
    browser.run("crossreadWorker = window.start", json!([]));
    browser.click_text(".desk-block button", "Put back");
    let is_named = "[...document.querySelectorAll('.reader mark')].some((it) => it.innerText === 'Eva Dvorak')";
    browser.until(is_named);
    browser.click("nav a[href*='#/figures']");
    browser.until(conflict);
    browser.reload();
    browser.until(conflict);
    open(&browser);
    browser.until(is_named);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
