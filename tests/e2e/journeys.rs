//! What readers do, from the first look to the export.

use crate::browser::{Browser, Kind, key};
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

/// The start page comes with half of the program; the other half is fetched when the reader begins, once.
#[test]
fn rest_of_the_program() {
    let (site, browser) = (Site::start(), Browser::start());
    // The page's own fetches: the service worker keeps a copy of each file in its own time.
    let mine = "return performance.getEntriesByType('resource').filter(it => it.name.endsWith('-rest.wasm')).length";
    let fetched = || browser.run(mine, json!([])).as_u64();
    browser.open_ready(&site.url);
    assert_eq!(fetched(), Some(0), "the start page needs a function that script/hooks/later leaves for later");
    browser.click("nav a[href='#/entities']");
    browser.wait_for("main table");
    browser.click("nav a[href='#/places']");
    browser.wait_for("[role=treegrid]");
    assert_eq!(fetched(), Some(1));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// A function of the second half that is called before anything fetched it: the page waits, and goes on.
#[test]
fn rest_at_once() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&site.url);
    let click =
        "globalThis.crossreadWhole = act => act(); document.querySelector(\"nav a[href='#/entities']\").click()";
    browser.run(click, json!([]));
    browser.wait_for("main table");
    assert_eq!(browser.complaints(), Vec::<String>::new());
    assert!(site.requests().iter().any(|path| path.ends_with("-rest.wasm")));
}

/// A host that lost the second half: said so at the first step, with the articles still there.
#[test]
fn rest_lost() {
    let (site, browser) = (Site::without(&["-rest.wasm"]), Browser::start());
    browser.open_ready(&site.url);
    browser.click("nav a[href='#/entities']");
    browser.wait_for_text("could not be loaded");
    assert_the_articles_are_there(&browser);
}

/// Without JavaScript the text of every article can be read, and a hint says what is missing.
#[test]
fn no_javascript() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    browser.open(&site.url);
    // Each article lies folded under its title; a fold opens without scripts.
    browser.click_all_without_scripts("#app details:has(article) > summary");
    let shown = browser.shown_without_scripts();
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": false }));
    assert!(shown.contains("JavaScript is off"), "{shown}");
    for article in articles() {
        let sentence = a_sentence(&article);
        assert!(shown.contains(&sentence), "not shown: {sentence}");
    }
    assert!(!site.requests().is_empty());
}

/// With `?plain` the app is not started: the way to the text when something is wrong with the app.
#[test]
fn plain() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open(&format!("{}?plain", site.url));
    browser.wait_for("#app[data-ssr]");
    assert_the_articles_are_there(&browser);
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
    assert_the_articles_are_there(&browser);
}

/// Facets: a count says what a click gives; chips show and take back; an exclusion leaves the rest; all of it is in the
/// address and comes back with it.
#[test]
fn facets() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&format!("{}#/articles", site.url));
    let all = browser.count(CARDS);
    assert!(all > 1);
    let (name, count) = facet_value(&browser, all);
    assert!(browser.text(".results-count").contains(&all.to_string()));

    browser.click(&format!("#facet-person input[data-e2e='{}']", tag(&browser, &name)));
    browser.until_with(&format!("document.querySelectorAll('{CARDS}').length === arguments[0]"), json!([count]));
    assert!(browser.text("[aria-label='Active filters']").contains(&name));
    let filtered = browser.address();
    assert!(filtered.contains("person="), "{filtered}");

    // The same link in a new page, then back to where we were.
    browser.open("about:blank");
    browser.open_ready(&filtered);
    assert_eq!(browser.count(CARDS), count);
    browser.click_text("[aria-label='Active filters'] button", "Clear all");
    browser.until_with(&format!("document.querySelectorAll('{CARDS}').length === arguments[0]"), json!([all]));
    browser.back();
    browser.until_with(&format!("document.querySelectorAll('{CARDS}').length === arguments[0]"), json!([count]));
    browser.click_text("[aria-label='Active filters'] button", "Clear all");

    browser.click_text("#facet-person button", &format!("Exclude {name}"));
    browser.until_with(&format!("document.querySelectorAll('{CARDS}').length === arguments[0]"), json!([all - count]));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Search: a word of one article finds it, the hit is marked in the result and in the article, `j` and Enter open it,
/// Escape leads back. A query that finds nothing says why and offers a way out.
#[test]
fn search() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&format!("{}#/articles", site.url));
    let all = browser.count(CARDS);
    let word = a_rare_word(&articles());
    browser.press("/");
    browser.until("document.activeElement.id === 'search'");
    browser.press(&word);
    browser.until_with(&format!("document.querySelectorAll('{CARDS}').length === 1"), json!([]));
    let marked = browser.text(".card mark[data-kind~=hit]").to_lowercase();
    assert_eq!(marked, word);
    assert!(browser.address().contains(&format!("q={word}")), "{}", browser.address());

    browser.press(key::ESCAPE);
    browser.press("j");
    browser.until("document.activeElement.closest('.card')");
    browser.press(key::ENTER);
    browser.wait_for(".reader mark[data-kind~=hit]");
    assert_eq!(browser.text(".reader mark[data-kind~=hit]").to_lowercase(), word);
    browser.until("document.activeElement.id === 'heading'");
    browser.press(key::ESCAPE);
    browser.until("!document.querySelector('.reader')");

    browser.type_into("#search", "zzqxv");
    browser.wait_for(".empty");
    assert!(browser.count(".empty button") > 0, "no way out: {}", browser.text(".empty"));
    browser.click(".empty button");
    browser.until_with(&format!("document.querySelectorAll('{CARDS}').length === arguments[0]"), json!([all]));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Reader: a sentence that others have opens their wording beside it, and the link to it finds it again.
#[test]
fn reader() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&format!("{}#/articles", site.url));
    browser.click(".card-title a");
    browser.wait_for(".reader");
    browser.click(".reader-text .says:not(.is-only)");
    browser.wait_for(".passages .passage blockquote");
    let sentence = browser.text(".sentence.is-focus");
    let address = browser.address();
    assert!(address.contains("quote="), "{address}");
    browser.open("about:blank");
    browser.open_ready(&address);
    assert_eq!(browser.text(".sentence.is-focus"), sentence);
    browser.reload();
    browser.wait_for("[data-ready]");
    assert_eq!(browser.text(".sentence.is-focus"), sentence);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Places: the tree sorts and folds, a search finds a place, and a place opens its mentions in context.
#[test]
fn places() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&format!("{}#/places", site.url));
    let rows = "[role=treegrid] tr[aria-level]";
    browser.wait_for(rows);
    let before = browser.count(rows);
    let first = browser.text(&format!("{rows} a"));
    browser.click_text("button", "Fold all");
    browser.until_with(&format!("document.querySelectorAll('{rows}').length < arguments[0]"), json!([before]));
    browser.click_text("button", "Unfold all");
    browser.until_with(&format!("document.querySelectorAll('{rows}').length === arguments[0]"), json!([before]));
    browser.click_text("button", "A to Z");
    browser.until("location.hash.includes('sort=name')");
    browser.type_into("[aria-label='Find a place']", &first);
    browser.until_with(&format!("document.querySelectorAll('{rows}').length < arguments[0]"), json!([before]));
    browser.click_text(&format!("{rows} a"), &first);
    browser.wait_for(".split.is-open mark");
    assert!(browser.text(".split.is-open").contains(&first));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Compare: each switch shows the passages it counts, `n` goes to the next difference, a passage goes into the dossier, a
/// further article gets a column, and the link brings the same columns back.
#[test]
fn compare() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&format!("{}#/compare", site.url));
    let rows = "table.level tbody tr[id^='row-']";
    browser.wait_for(rows);
    let columns = browser.count("table.level thead th") - 1;
    assert!(columns >= 2);

    // Matched passages stand level: a row that is shared has something in two columns or more, or leads there.
    browser.click_text("[aria-label='Which passages to show'] button", "Shared");
    browser.until("document.querySelector('[aria-label=\"Which passages to show\"] [aria-pressed=true]').innerText.startsWith('Shared')");
    let promised = browser.text("[aria-label='Which passages to show'] [aria-pressed=true] .num");
    assert_eq!(browser.count(rows).to_string(), promised);
    let filled = format!(
        "return [...document.querySelectorAll(\"{rows}\")].every(row => row.querySelector('.echo') || row.querySelectorAll('.passage-cell:not(.is-blank)').length > 1)"
    );
    assert_eq!(browser.run(&filled, json!([])), json!(true));

    browser.press("n");
    browser.wait_for("tr.is-current");
    let first = browser.text("tr.is-current th");
    browser.press("n");
    browser.until_with("document.querySelector('tr.is-current th').innerText !== arguments[0]", json!([first]));
    browser.press("p");
    browser.until_with("document.querySelector('tr.is-current th').innerText === arguments[0]", json!([first]));

    // The number of a passage makes it the one at hand, which can be put into the dossier.
    browser.click(&format!("{rows}:not(.is-current) .row-number"));
    browser.until_with("document.querySelector('tr.is-current th').innerText !== arguments[0]", json!([first]));
    browser.click_text("tr.is-current button", "Add to dossier");
    browser.wait_for_text("Added to the dossier");

    browser.click_text("summary", "Add an article");
    browser.click("details[open] .menu-body button");
    browser
        .until_with("document.querySelectorAll('table.level thead th').length === arguments[0]", json!([columns + 2]));
    let address = browser.address();
    browser.open("about:blank");
    browser.open_ready(&address);
    assert_eq!(browser.count("table.level thead th"), columns + 2);

    browser.click_text("button", "Keep level");
    browser.wait_for(".free .free-column");
    assert_eq!(browser.count(".free .free-column"), columns + 1);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// From a conflict on the Overview to both sentences, side by side, and on into an article at its sentence.
#[test]
fn conflict() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&site.url);
    let values = "[...document.querySelectorAll('.topic:has(.is-alarm) .figure-words q')].map(q => q.innerText)";
    let given = browser.run(&format!("return {values}"), json!([]));
    let given: Vec<String> =
        given.as_array().into_iter().flatten().filter_map(|it| Some(it.as_str()?.replace(['“', '”'], ""))).collect();
    assert!(given.len() > 1, "no conflict to open: {given:?}");
    browser.click(".topic:has(.is-alarm) h3 a");
    browser.wait_for(".figures-open .versions li + li mark");
    let marks =
        browser.run("return [...document.querySelectorAll('.figures-open mark')].map(m => m.innerText)", json!([]));
    let marks: Vec<&str> = marks.as_array().into_iter().flatten().filter_map(|it| it.as_str()).collect();
    assert!(marks.len() > 1 && marks.iter().all(|mark| given.iter().any(|it| it == mark)), "{marks:?} {given:?}");
    let address = browser.address();
    browser.open("about:blank");
    browser.open_ready(&address);
    assert_eq!(browser.count(".figures-open mark"), marks.len() as u64);
    browser.press(key::ESCAPE);
    browser.until("!document.querySelector('.figures-open')");
    browser.back();
    browser.click(".figures-open .versions li:last-child a");
    browser.wait_for(".reader .sentence.is-focus");
    assert!(browser.text(".sentence.is-focus").contains(marks[marks.len() - 1]));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Another article takes the place of the open one, at the passage that both have.
#[test]
fn change_focus() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&format!("{}#/articles", site.url));
    browser.click(".card-title a");
    browser.wait_for(".reader .strip rect");
    let title = browser.text(".reader h1");
    browser.click(".reader-text .says:not(.is-only):not(.is-differing)");
    browser.wait_for(".passages .passage figcaption a");
    let other = browser.text(".passages .passage figcaption a");
    let wording = browser.text(".passages .passage blockquote");
    browser.click_text(".switches a", &other);
    browser.until_with("document.querySelector('.reader h1').innerText !== arguments[0]", json!([title]));
    browser.wait_for(".sentence.is-focus");
    assert!(browser.text(".sentence.is-focus").starts_with(&wording), "not at the same passage");
    assert_eq!(browser.text(".switches [aria-current]"), other);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Ledgers: the choice narrows the table, and the exported file holds the rows that are shown.
#[test]
fn ledger_export() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&format!("{}#/figures", site.url));
    let rows = "table.figures tbody tr:not(.group-row)";
    browser.wait_for(rows);
    let all = browser.count(rows);
    let differing = "[...document.querySelectorAll('[data-differs]')].indexOf(document.activeElement)";
    browser.press("n");
    browser.until(&format!("{differing} === 0"));
    browser.press("n");
    browser.until(&format!("{differing} === 1"));
    browser.press("p");
    browser.until(&format!("{differing} === 0"));
    browser.click_text("[aria-label='What to show'] button", "Shared");
    browser.until_with(&format!("document.querySelectorAll('{rows}').length < arguments[0]"), json!([all]));
    let values = browser.count("table.figures .figure-value");
    browser.click_text(".ledger button", "Export");
    browser.wait_for("dialog[open]");
    browser.wait_for_text("List: Shared");
    browser.click_text("dialog label", "CSV");
    browser.click_text("dialog button", "Save the file");
    let file = browser.downloaded(".csv");
    let mut lines = file.trim_start_matches('\u{feff}').lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    assert_eq!((head[0], head[head.len() - 1]), ("topic", "status"));
    let statuses: Vec<&str> = lines.filter_map(|line| line.rsplit(',').next()).collect();
    assert_eq!(statuses.len() as u64, values);
    assert!(
        statuses.iter().all(|status| ["conflict", "updated", "compatible", "agree"].contains(status)),
        "{statuses:?}"
    );

    for (view, entry) in [("quotes", ".ledger-entry blockquote"), ("timeline", ".ledger-section mark")] {
        browser.open(&format!("{}#/{view}", site.url));
        browser.wait_for(entry);
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Export: the file holds what the filters leave, and says so before it is saved.
#[test]
fn export() {
    let (site, browser) = (Site::start(), Browser::start());
    browser.open_ready(&format!("{}#/articles", site.url));
    let all = browser.count(CARDS);
    let (name, count) = facet_value(&browser, all);
    browser.click(&format!("#facet-person input[data-e2e='{}']", tag(&browser, &name)));
    browser.until_with(&format!("document.querySelectorAll('{CARDS}').length === arguments[0]"), json!([count]));
    browser.click_text(".results button", "Export");
    browser.wait_for("dialog[open]");
    browser.wait_for_text("Only what the filters leave");
    browser.click_text("dialog label", "CSV");
    browser.click_text("dialog button", "Save the file");
    let file = browser.downloaded(".csv");
    let mut lines = file.trim_start_matches('\u{feff}').lines();
    let head = lines.next().unwrap_or_default();
    assert!(head.starts_with("doc_id,source,title,byline,published,language,url,words,"), "{head}");
    let shown = browser.run(&format!("return [...document.querySelectorAll('{CARDS} a')].map(a => a.hash)"), json!([]));
    // Every article in the file is one that the page shows; a row begins with the id that its link carries.
    let ids: Vec<&str> = lines.filter_map(|line| line.split(',').next()).collect();
    let is_shown =
        |id: &&&str| shown.as_array().is_some_and(|all| all.iter().any(|link| link.to_string().contains(**id)));
    assert_eq!(ids.iter().filter(is_shown).count() as u64, count, "{ids:?} {shown}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

const CARDS: &str = ".results .card";

/// The first person whom some articles name and some do not: the name and the count beside it.
fn facet_value(browser: &Browser, all: u64) -> (String, u64) {
    let script = "return [...document.querySelectorAll('#facet-person .facet-value')].map(li => \
                  [li.querySelector('.facet-name').innerText, +li.querySelector('.count').innerText])";
    let values = browser.run(script, json!([]));
    let values = values.as_array().cloned().unwrap_or_default();
    let some = values.iter().find(|value| (1..all).contains(&value[1].as_u64().unwrap_or(0)));
    let some = some.unwrap_or_else(|| panic!("every person is in every article: {values:?}"));
    (some[0].as_str().unwrap_or_default().to_string(), some[1].as_u64().unwrap_or(0))
}

/// Marks the checkbox of a facet value so that a selector can name it.
fn tag(browser: &Browser, name: &str) -> &'static str {
    let script = "const li = [...document.querySelectorAll('#facet-person .facet-value')] \
                  .find(li => li.querySelector('.facet-name').innerText === arguments[0]); \
                  li.querySelector('input').setAttribute('data-e2e', 'wanted')";
    browser.run(script, json!([name]));
    "wanted"
}

/// A word of small letters that stands once in one article and in no other.
fn a_rare_word(articles: &[String]) -> String {
    let is_plain = |word: &&str| word.len() > 7 && word.chars().all(|it| it.is_ascii_lowercase());
    let all = articles.join(" ");
    let words: Vec<&str> = all.split(|it: char| !it.is_alphanumeric()).filter(is_plain).collect();
    // No other word may begin like it, or stems would meet.
    let rare = words.iter().find(|word| words.iter().filter(|other| other[..5] == word[..5]).count() == 1);
    rare.expect("a rare word").to_string()
}

/// Opens every fold of the start page by its summary, and finds each article under one.
fn assert_the_articles_are_there(browser: &Browser) {
    browser.wait_for("#app details article");
    browser.run("document.querySelectorAll('#app details > summary').forEach(summary => summary.click())", json!([]));
    for article in articles() {
        browser.until_with(
            "document.body.innerText.replace(/\\s+/g, ' ').includes(arguments[0])",
            json!([a_sentence(&article)]),
        );
    }
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
