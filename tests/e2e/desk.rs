//! What a person says against the machine.

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
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
