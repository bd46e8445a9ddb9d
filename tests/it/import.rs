//! Files made by real programs (`fixtures/import/make.py`), each beside what is read from it, whole.

use crossread::base::RawArticle;
use crossread::import::{self, ImportError};
use expect_test::expect_file;
use proptest::prelude::*;
use std::fmt::Write;
use std::path::Path;

/// Everything that reading a file gives, as a person can check it.
fn shown(read: &[Result<RawArticle, ImportError>]) -> String {
    let mut out = String::new();
    for result in read {
        match result {
            Ok(article) => show(article, &mut out),
            Err(error) => {
                writeln!(out, "=== {} {error}", if error.is_skipped { "left out" } else { "refused" }).unwrap()
            }
        }
    }
    out
}

fn show(article: &RawArticle, out: &mut String) {
    let facts = &article.facts;
    writeln!(out, "=== {}", article.file.as_deref().unwrap_or("-")).unwrap();
    let told = [
        ("id", article.id.clone()),
        ("title", facts.title.clone()),
        ("outlet", facts.outlet.clone()),
        ("url", facts.url.clone()),
        ("published", facts.published.map(|it| it.to_string())),
        ("language", facts.language.clone()),
        ("note", facts.note.clone()),
    ];
    for (name, value) in told {
        if let Some(value) = value {
            writeln!(out, "{name}: {value}").unwrap();
        }
    }
    for warning in &article.warnings {
        assert!(warning.span.is_none_or(|span| span.is_valid_in(&article.text)));
        writeln!(out, "{:?}: {}", warning.kind, warning.message).unwrap();
    }
    writeln!(out, "---\n{}", article.text).unwrap();
}

#[track_caller]
fn check(names: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/import");
    for name in names {
        let bytes = std::fs::read(folder.join(name)).expect("a file of the folder");
        let read = shown(&import::import(&format!("in/{name}"), &bytes));
        expect_file![folder.join(format!("{name}.expect"))].assert_eq(&read);
    }
}

#[test]
fn web_pages() {
    check(&["served.html", "chromium.html", "pandoc.html", "latin2.html"]);
}

#[test]
fn markdown() {
    check(&["pandoc.md"]);
}

#[test]
fn tables() {
    check(&["python.csv", "python.tsv", "semicolons.csv", "unknown-columns.csv", "holes.csv"]);
}

#[test]
fn json() {
    check(&["news-api.json", "list.json"]);
}

#[test]
fn feeds() {
    check(&["feedgen.rss", "feedgen.atom"]);
}

#[test]
fn mails() {
    check(&["python.eml", "html-only.eml", "python.mbox"]);
}

#[test]
fn archives() {
    check(&["python.zip", "info-zip.zip", "locked.zip", "bomb.zip", "matryoshka.zip", "cut.zip"]);
}

#[test]
fn word_files() {
    check(&["pandoc.docx", "libreoffice.docx", "python-docx.docx"]);
}

#[test]
fn books() {
    check(&["pandoc.epub", "ebooklib.epub"]);
}

#[test]
fn web_archives() {
    check(&["wget.warc.gz", "warcio.warc", "wacz.wacz"]);
}

#[test]
fn every_fixture_has_an_expectation() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/import");
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let names: Vec<String> = entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    for name in names.iter().filter(|name| !name.ends_with(".expect") && *name != "make.py") {
        assert!(names.contains(&format!("{name}.expect")), "{name}");
    }
}

/// Every cut of a real container, and every damage to one byte, still gives articles or refusals.
#[test]
fn damaged_containers_are_articles_or_refusals() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/import");
    for name in
        ["python.zip", "libreoffice.docx", "pandoc.epub", "warcio.warc", "python.mbox", "feedgen.atom", "python.eml"]
    {
        let bytes = std::fs::read(folder.join(name)).expect("a file of the folder");
        for at in (0..bytes.len()).step_by(bytes.len() / 60) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            for file in [&damaged[..], &bytes[..at]] {
                let read = import::import(name, file);
                assert!(!read.is_empty(), "{name} at {at}");
                assert!(read.iter().flatten().all(|it| it.text.chars().any(|c| !c.is_whitespace())), "{name} at {at}");
            }
        }
    }
}

#[test]
fn long_files_of_one_pattern_take_little_time() {
    for (name, head, pattern) in [
        ("a.md", "", "* a\n"),
        ("a.md", "", "["),
        ("a.md", "", "> "),
        ("a.md", "", "*a_"),
        ("a.json", "[", "{\"text\":\"a\"},"),
        ("a.json", "", "{\"a\":"),
        ("a.csv", "text\n", "\"a,"),
        ("a.csv", "text\n", "a\n"),
        ("a.rss", "<rss><channel>", "<item><title>a</title>"),
        ("a.rss", "<rss><channel>", "<item><description>&lt;b&gt;a</description></item>"),
        ("a.mbox", "", "From a@b.example Thu Mar  4 00:00:00 2021\n\na\n"),
        (
            "a.eml",
            "Content-Type: multipart/mixed; boundary=b\n\n",
            "--b\nContent-Type: multipart/mixed; boundary=b\n\n",
        ),
        ("a.warc", "", "WARC/1.0\r\n"),
        ("a.warc", "", "WARC/1.0\r\nContent-Length: 0\r\n\r\n"),
    ] {
        let file = format!("{head}{}", pattern.repeat(HOSTILE_BYTES / pattern.len()));
        let started = std::time::Instant::now();
        assert!(!import::import(name, file.as_bytes()).is_empty());
        let millis = started.elapsed().as_millis();
        assert!(millis < 20_000, "{name} of {pattern:?} took {millis} ms");
    }
}

/// Names that lead to every reader, and one that leaves the choice to the content.
const NAMES: [&str; 12] =
    ["a.rss", "a.eml", "a.mbox", "a.zip", "a", "a.txt", "a.jsonl", "a.md", "a.html", "a.json", "a.csv", "a.tsv"];

/// Any bytes, and pieces of the formats put together at random: deeper than bytes alone would reach.
fn any_file() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: [&str; 34] = [
        "WARC/1.0\r\n",
        "WARC-Type: response\r\nWARC-Target-URI: http://a.example\r\nContent-Type: application/http\r\n",
        "Content-Length: 60\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        "<?xml version='1.0'?>",
        "<rss><channel>",
        "<item>",
        "<entry><content type='xhtml'>",
        "</item>",
        "From a@b.example\n",
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
        "PK\u{3}\u{4}",
        "[",
        "}",
        ",",
        ";",
        "\"text\":",
        "text,title\n",
        "<html>",
        "<p>",
        "</div><div>",
        "<table><td>",
        "<script type='application/ld+json'>",
        "<meta name=date content='",
        ">",
        "Rain fell. ",
        "\n",
        "# ",
        "---\n",
        "\"",
        "{",
        "&#x",
        "\u{feff}",
        "é",
    ];
    let pieces = proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60);
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..300),
        pieces.prop_map(|pieces| pieces.concat().into_bytes()),
        proptest::collection::vec(any::<char>(), 0..100).prop_map(|it| it.into_iter().collect::<String>().into_bytes()),
    ]
}

proptest! {
    #[test]
    fn any_file_is_an_article_or_a_refusal(bytes in any_file(), name in proptest::sample::select(&NAMES[..])) {
        let read = import::import(name, &bytes);
        prop_assert!(!read.is_empty());
        for article in read.into_iter().flatten() {
            prop_assert!(article.text.chars().any(|c| !c.is_whitespace()));
        }
    }
}

/// Long enough that a loop in a loop takes minutes.
const HOSTILE_BYTES: usize = 200_000;

#[test]
fn hostile_pages_take_little_time() {
    for pattern in [
        "<div>",
        "<b>",
        "<a href=x>",
        "<table><tr><td>",
        "<p>",
        "<ul><li>",
        "<b><p>",
        "<font><div>",
        "</p>",
        "a ",
        "<!--",
        "&amp;",
    ] {
        let page = format!("<html>{}", pattern.repeat(HOSTILE_BYTES / pattern.len()));
        let started = std::time::Instant::now();
        assert_eq!(import::import("a.html", page.as_bytes()).len(), 1);
        let millis = started.elapsed().as_millis();
        assert!(millis < 20_000, "{pattern:?} took {millis} ms");
    }
}
