//! The invariants of the house that a reader of the source can check, checked.
//!
//! Each test walks over the source and lists every place that breaks a rule, with file and line, so that one run
//! names all of them. Comments are left out where a rule is about code.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The longest file, without the tests at its end.
const MAX_LINES: usize = 600;

/// The rooms from left to right: one may use itself and what stands left of it.
const ROOMS: [&str; 6] = ["base", "text", "corpus", "query", "view", "ui"];

/// Names that only the built-in articles would bring into the source. Capitals and countries that any text on world
/// affairs has are not among them.
const BUILT_IN_NAMES: [&str; 32] = [
    "abduaziz",
    "almaty",
    "ashikbayev",
    "ashykbayev",
    "azirbek",
    "baikonur",
    "bishkek",
    "carnegie moscow",
    "collective security",
    "csto",
    "financial times",
    "interfax",
    "kazakh",
    "kassym",
    "kyrgyz",
    "madyarov",
    "mangystau",
    "nazarbayev",
    "newsweek",
    "nur-sultan",
    "nursultan",
    "osledko",
    "pashini",
    "pashinyan",
    "politik",
    "rubez",
    "saltanat",
    "stanovaya",
    "tajik",
    "taldykorgan",
    "tokayev",
    "trenin",
];

/// One source file.
struct Source {
    /// From the package's folder, with forward slashes.
    path: String,
    text: String,
}

impl Source {
    /// The lines with their numbers from 1.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(at, line)| (at + 1, line))
    }

    /// The lines without comments. A `//` in a string cuts the line short, which can only hide, never accuse.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().map(|(number, line)| (number, line.split("//").next().unwrap_or_default()))
    }

    /// The room it lies in, if any.
    fn room(&self) -> Option<&str> {
        self.path.strip_prefix("src/")?.split(['/', '.']).next()
    }
}

/// Every Rust file below a folder of the package, in the order of the names.
fn sources(folder: &str) -> Vec<Source> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder of the package").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|it| it == "rs") {
                out.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![];
    walk(&root.join(folder), &mut paths);
    paths.sort();
    let named = paths.into_iter().map(|path| {
        let name = path.strip_prefix(root).expect("below the package").to_string_lossy().replace('\\', "/");
        Source { path: name, text: std::fs::read_to_string(&path).expect("Rust is UTF-8") }
    });
    let found: Vec<Source> = named.collect();
    assert!(!found.is_empty(), "{folder} holds no Rust");
    found
}

/// The places where a rule is broken; the test fails with all of them.
#[derive(Default)]
struct Broken(String);

impl Broken {
    fn add(&mut self, source: &Source, line: usize, what: &str) {
        writeln!(self.0, "  {}:{line}: {what}", source.path).expect("a string takes everything");
    }

    #[track_caller]
    fn check(self, rule: &str) {
        assert!(self.0.is_empty(), "{rule}\n{}", self.0);
    }
}

/// Whether `word` stands in `line` with no letter, digit or underscore on either side.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |it: char| it.is_alphanumeric() || it == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].chars().next_back().is_some_and(is_part)
            && !line[at + word.len()..].chars().next().is_some_and(is_part)
    })
}

#[test]
fn browser_crates_stay_in_the_ui() {
    const CRATES: [&str; 6] = ["yew", "gloo", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures"];
    let mut broken = Broken::default();
    for source in sources("src") {
        let may = ["src/ui/", "src/bin/worker/"].iter().any(|room| source.path.starts_with(room))
            || ["src/main.rs", "src/bin/prerender/main.rs"].contains(&source.path.as_str());
        for (number, line) in source.code().filter(|_| !may) {
            if let Some(name) = CRATES.iter().find(|name| has_word(line, name)) {
                broken.add(&source, number, name);
            }
        }
    }
    broken.check("browser crates are used only in ui/, main.rs, bin/worker and bin/prerender");
}

/// Rooms that a line of code names by a path from the crate's root.
fn rooms_named(line: &str) -> Vec<&str> {
    let mut found = vec![];
    for (at, root) in line.match_indices("crate::") {
        let rest = &line[at + root.len()..];
        // `crate::{a::X, b::Y}` names several.
        let names = match rest.strip_prefix('{') {
            Some(list) => list.split([',', '}']).map(str::trim).collect(),
            None => vec![rest],
        };
        found.extend(names.iter().filter_map(|name| name.split(|it: char| !it.is_alphanumeric() && it != '_').next()));
    }
    found.retain(|name| !name.is_empty());
    found
}

#[test]
fn rooms_import_only_to_the_left() {
    assert_eq!(rooms_named("use crate::{base::*, view::State}; crate::text::analyze"), ["base", "view", "text"]);
    let place = |room: &str| ROOMS.iter().position(|it| *it == room);
    let mut broken = Broken::default();
    for source in sources("src") {
        let Some(room) = source.room() else { continue };
        for (number, line) in source.code() {
            for named in rooms_named(line) {
                let may = match (room, named) {
                    // Beside the row: it makes raw articles for whoever asks.
                    ("import", _) => named == "import" || named == "base" || place(named).is_none(),
                    ("ui", "import") => true,
                    (_, "import") => place(room).is_none(),
                    _ => match (place(room), place(named)) {
                        (Some(here), Some(there)) => there <= here,
                        _ => true,
                    },
                };
                if !may {
                    broken.add(&source, number, &format!("{room} uses {named}"));
                }
            }
        }
    }
    broken.check("rooms import only to the left: base, text, corpus, query, view, ui; import uses base");
}

#[test]
fn analysis_cannot_fail() {
    let mut broken = Broken::default();
    for source in sources("src/text") {
        // Reading and training the recogniser is a wire form, as corpus::format is; it never sees an article.
        if source.path.starts_with("src/text/names/") {
            continue;
        }
        for (number, line) in source.code() {
            if line.trim_start().starts_with("pub fn") && line.contains("Result<") {
                broken.add(&source, number, line.trim());
            }
        }
    }
    broken.check("what `text` offers returns a value and warnings, never a Result");
}

#[test]
fn source_does_not_know_the_built_in_corpus() {
    let mut broken = Broken::default();
    for source in sources("src") {
        for (number, line) in source.lines() {
            let line = line.to_lowercase();
            if let Some(name) = BUILT_IN_NAMES.iter().find(|name| line.contains(**name)) {
                broken.add(&source, number, name);
            }
        }
    }
    broken.check("nothing in src/ names an outlet, person or place of the built-in articles");
}

#[test]
fn the_pack_is_embedded_in_one_place() {
    let mut broken = Broken::default();
    for source in sources("src").iter().filter(|it| it.path != "src/main.rs") {
        for (number, line) in source.code() {
            if line.contains("corpus.pack") || line.contains("static/articles") {
                broken.add(source, number, line.trim());
            }
        }
    }
    broken.check("only main.rs embeds the corpus, and nothing embeds the articles");
}

#[test]
fn article_text_reaches_the_page_as_text_only() {
    const WAYS: [&str; 7] = [
        "from_html_unchecked",
        "inner_html",
        "set_inner_html",
        "outer_html",
        "insert_adjacent_html",
        "VRaw",
        "document.write",
    ];
    let mut broken = Broken::default();
    for source in sources("src") {
        for (number, line) in source.code() {
            if let Some(way) = WAYS.iter().find(|way| has_word(line, way)) {
                broken.add(&source, number, way);
            }
        }
    }
    broken.check("no markup is made from strings");
}

#[test]
fn no_inline_styles() {
    let mut broken = Broken::default();
    for source in sources("src") {
        for (number, line) in source.code() {
            let trimmed = line.trim_start();
            if line.contains(" style=") || line.contains("~style=") || trimmed.starts_with("style=") {
                broken.add(&source, number, line.trim());
            }
        }
    }
    broken.check("the page's policy refuses inline styles");
}

#[test]
fn tests_do_not_sleep() {
    let mut broken = Broken::default();
    for source in sources("src").into_iter().chain(sources("tests")) {
        // This file names the ways, and the WebDriver client waits a moment between two looks at the page.
        if ["tests/it/tidy.rs", "tests/e2e/browser.rs"].contains(&source.path.as_str()) {
            continue;
        }
        for (number, line) in source.code() {
            if line.contains("thread::sleep") || line.contains("TimeoutFuture") || line.contains("time::sleep") {
                broken.add(&source, number, line.trim());
            }
        }
    }
    broken.check("waiting a fixed time is either too long or too short");
}

#[test]
fn files_stay_readable() {
    let mut broken = Broken::default();
    for source in sources("src") {
        let lines = source.text.lines().take_while(|line| line.trim() != "#[cfg(test)]").count();
        if lines > MAX_LINES {
            broken.add(&source, lines, "too long; split it by idea");
        }
    }
    broken.check("a file has at most 600 lines without its tests");
}

#[test]
fn every_room_opens_with_an_essay() {
    let mut broken = Broken::default();
    for source in sources("src").iter().filter(|it| it.path.ends_with("/mod.rs") || it.path.ends_with("/main.rs")) {
        let is_begun = !source.text.trim().is_empty();
        if is_begun && !source.text.starts_with("//!") {
            broken.add(source, 1, "says nothing about itself");
        }
    }
    broken.check("a module says first what it is for");
}

#[test]
fn nothing_is_left_for_later() {
    // Written apart, so that this line does not find itself.
    let marks = ["to", "do!("].concat();
    let more = ["unimple", "mented!("].concat();
    let notes = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["dbg", "!("].concat(), ["#[ig", "nore"].concat()];
    let mut broken = Broken::default();
    for source in sources("src").into_iter().chain(sources("tests")) {
        for (number, line) in source.lines() {
            if line.contains(&marks) || line.contains(&more) || notes.iter().any(|note| line.contains(note.as_str())) {
                broken.add(&source, number, line.trim());
            }
        }
    }
    broken.check("what is in the source is done");
}
