//! The command line as a person or script meets it: what comes out, what is said, and the exit status.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own for each test, emptied first.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_string()
}

fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_prepare"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn status_and_words(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

const ARTICLES: &str = concat!(
    r#"{"id":"b","text":"Dam breaks above Brno\n\nThe dam above Brno broke on Monday, and at least 13 people died, the mayor said.\r\n"}"#,
    "\n",
    r#"{"id":"a","text":"Brno dam gives way\n\n“We fled,” said Anna Berg. The dam above Brno broke on Monday and 14 people died. ","source":"The Gull","published":"2021-03-04"}"#,
    "\n",
    r#"{"text":"Nothing of the kind happened in Oslo on Monday, said the police.","title":"Quiet in Oslo"}"#,
    "\n"
);

#[test]
fn map_then_merge_equals_one_call() {
    for options in [&["--events", "one"][..], &["--events", "auto"]] {
        let whole = run(&[options, &["-"]].concat(), ARTICLES.as_bytes());
        assert_eq!(whole.status.code(), Some(0), "{}", String::from_utf8_lossy(&whole.stderr));
        let mapped = run(&["map"], ARTICLES.as_bytes());
        assert_eq!((mapped.status.code(), mapped.stdout.iter().filter(|&&it| it == b'\n').count()), (Some(0), 3));
        let merged = run(&[&["merge"], options].concat(), &mapped.stdout);
        assert_eq!(String::from_utf8_lossy(&merged.stdout), String::from_utf8_lossy(&whole.stdout));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let once = run(&["--threads", "1", "-"], ARTICLES.as_bytes());
    let again = run(&["--threads", "4", "-"], ARTICLES.as_bytes());
    assert!(!once.stdout.is_empty() && once.stdout == again.stdout);
}

#[test]
fn the_corpus_keeps_to_its_form() {
    let output = run(&["-"], ARTICLES.as_bytes());
    let corpus: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&corpus["format"], &corpus["version"]), (&"crossread-corpus".into(), &1.into()));
    let documents = corpus["documents"].as_array().unwrap();
    let ids: Vec<_> = documents.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["b", "a", "document-3"]);
    assert_eq!(
        documents[0]["text"],
        "Dam breaks above Brno\n\nThe dam above Brno broke on Monday, and at least 13 people died, the mayor said.\r\n"
    );
    assert_eq!((&documents[1]["outlet"], &documents[1]["published"]), (&"The Gull".into(), &"2021-03-04".into()));
    assert_eq!((&documents[1]["published_from"], &documents[2]["title"]), (&"given".into(), &"Quiet in Oslo".into()));
    for field in ["entities", "places", "alignments", "only_here", "figure_topics", "quote_groups", "origins"] {
        assert!(corpus[field].is_array(), "{field}");
    }
    for field in ["mentions", "demonyms", "dates", "figures", "quotes", "warnings", "blocks", "sentences"] {
        assert!(documents[0][field].is_array(), "{field}");
    }
}

#[test]
fn broken_inputs_are_named_and_the_rest_goes_on() {
    let folder = folder("broken");
    let good = write(&folder, "good.txt", "Rain fell on Brno on Monday, and the river rose.".as_bytes());
    let noise: Vec<u8> = (0..4096u32).map(|it| (it.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let bad = [
        (write(&folder, "empty.txt", b""), "The file is empty"),
        (write(&folder, "blank.txt", b" \r\n\t \n"), "nothing but blanks"),
        (write(&folder, "noise.txt", &noise), "no text"),
        (write(&folder, "paper.txt", b"%PDF-1.4 ..."), "a PDF file"),
        (folder.join("missing.txt").to_str().unwrap().to_string(), "cannot be opened"),
        (write(&folder, "lines.jsonl", b"{\"text\": 3}\n"), "line 1"),
    ];
    for (path, cause) in &bad {
        let (status, words) = status_and_words(&run(&[path], b""));
        assert!(status == Some(2) && words.contains(cause) && words.contains(path.as_str()), "{status:?} {words}");
        let (status, words) = status_and_words(&run(&[path, &good], b""));
        assert!(status == Some(1) && words.contains(cause), "{status:?} {words}");
    }
    let nothing = folder.join("nothing");
    std::fs::create_dir(&nothing).unwrap();
    let (status, words) = status_and_words(&run(&[nothing.to_str().unwrap()], b""));
    assert!(status == Some(2) && words.contains("The folder holds no article"), "{words}");
    assert_eq!(run(&["-"], b"").status.code(), Some(2));
    assert_eq!(run(&["merge"], b"{}\n").status.code(), Some(2));
}

#[test]
fn damaged_and_giant_text_is_read_with_a_word_on_it() {
    let folder = folder("damaged");
    let invalid = write(
        &folder,
        "invalid.txt",
        "Rain fell \u{201c}there\u{201d} and ".bytes().chain([0xff, b'.']).collect::<Vec<_>>().as_slice(),
    );
    let (status, words) = status_and_words(&run(&[&invalid], b""));
    assert!(status == Some(0) && words.contains("replaced by"), "{status:?} {words}");
    let word = write(&folder, "word.txt", "x".repeat(100_000).as_bytes());
    let (status, words) = status_and_words(&run(&[&word], b""));
    assert!(status == Some(0) && words.contains("A word of 100000 characters"), "{status:?} {words}");
}

#[test]
fn an_article_beyond_all_size_is_refused_in_a_moment() {
    let folder = folder("beyond");
    let line = "rain fell on the town and ".repeat(2_000_000);
    let json = format!("{{\"text\":\"{line}\"}}\n{{\"text\":\"Rain fell on Brno on Monday.\"}}\n");
    for (name, bytes, expected) in [("line.txt", line.as_bytes(), 2), ("lines.jsonl", json.as_bytes(), 1)] {
        let path = write(&folder, name, bytes);
        let (status, words) = status_and_words(&run(&[&path], b""));
        assert_eq!(status, Some(expected), "{words}");
        assert!(words.contains("one article is 50 MB long, and 16 MB is the most"), "{words}");
        assert!(words.contains("split it into one file an article"), "{words}");
    }
}

#[test]
fn a_folder_is_read_in_order_of_name() {
    let folder = folder("ordered");
    for name in ["b.txt", "a.txt", "SOURCES.md", "notes.ini", "c.md", "d.html"] {
        write(&folder, name, b"Rain fell on Brno on Monday, and the river rose.");
    }
    let output = run(&[folder.to_str().unwrap()], b"");
    let corpus: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let files: Vec<_> = corpus["documents"].as_array().unwrap().iter().map(|it| it["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["a.txt", "b.txt", "c.md", "d.html"]);
}

#[test]
fn what_is_no_article_in_an_archive_is_told_and_breaks_nothing() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/import");
    let (status, words) = status_and_words(&run(&[&format!("{folder}/python.eml")], b""));
    assert!(status == Some(0) && words.contains("fire.png"), "{status:?} {words}");
    let (status, words) = status_and_words(&run(&[&format!("{folder}/python.zip")], b""));
    assert!(
        status == Some(1) && words.contains("press/broken.txt") && words.contains("fire.png"),
        "{status:?} {words}"
    );
}

#[test]
fn columns_are_guessed_or_chosen() {
    let folder = folder("columns");
    let table = write(&folder, "a.csv", b"body,lead\nRain fell on Brno on Monday.,Snow fell on Oslo on Monday.\n");
    for (options, text, status) in [
        (&[][..], Some("Rain fell on Brno on Monday."), 0),
        (&["--columns", "text=lead"], Some("Snow fell on Oslo on Monday."), 0),
        (&["--columns", "text=missing"], None, 2),
        (&["--columns", "lead"], None, 2),
    ] {
        let output = run(&[options, &[table.as_str()]].concat(), b"");
        let corpus: Option<serde_json::Value> = serde_json::from_slice(&output.stdout).ok();
        assert_eq!(corpus.as_ref().and_then(|it| it["documents"][0]["text"].as_str()), text, "{options:?}");
        assert_eq!(output.status.code(), Some(status), "{options:?}");
    }
}

#[test]
fn sources_are_applied_and_mistakes_in_them_refused() {
    let folder = folder("sources");
    let article = write(&folder, "a.txt", b"Rain fell on Brno on Monday, and the river rose.");
    let sources = write(
        &folder,
        "sources.toml",
        b"[\"a.txt\"]\nlabel = \"Rain\"\noutlet = \"The Gull\"\nnote = \"Told by its reader.\"\n",
    );
    let output = run(&["--sources", &sources, &article], b"");
    let corpus: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let document = &corpus["documents"][0];
    assert_eq!((&document["label"], &document["outlet"]), (&"Rain".into(), &"The Gull".into()));
    for (toml, cause) in
        [("[\"b.txt\"]\nlabel = \"x\"", "not among the inputs"), ("[\"a.txt\"]\nname = \"x\"", "unknown field")]
    {
        let sources = write(&folder, "wrong.toml", toml.as_bytes());
        let (status, words) = status_and_words(&run(&["--sources", &sources, &article], b""));
        assert!(status == Some(2) && words.contains(cause), "{status:?} {words}");
    }
}

#[test]
fn corrections_change_the_corpus_and_say_what_they_do_not_find() {
    let folder = folder("corrections");
    let head = r#"{"format":"crossread-corrections","version":1}"#;
    let rename = r#"{"do":"rename","entity":{"kind":"person","name":"Anna Berg"},"name":"Anna von Berg"}"#;
    let fact = r#"{"do":"no_conflict","article":"a","words":"14 people"}"#;
    let mine = write(&folder, "mine.jsonl", [head, rename, fact].join("\n").as_bytes());
    let bare = run(&["--events", "one", "-"], ARTICLES.as_bytes()).stdout;
    let with = run(&["--events", "one", "--corrections", &mine, "-"], ARTICLES.as_bytes());
    let (status, words) = status_and_words(&with);
    let json: serde_json::Value = serde_json::from_slice(&with.stdout).unwrap();
    let names: Vec<&str> = json["entities"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(status, Some(0), "{words}");
    assert!(names.contains(&"Anna von Berg"), "{names:?}");
    assert_eq!(json["corrected"][0]["machine"], "The machine calls it “Anna Berg”");
    assert!(words.contains("corrects nothing: The machine sees no conflict there any more"), "{words}");
    assert!(run(&["--events", "one", "--no-corrections", "-"], ARTICLES.as_bytes()).stdout == bare);
    let mapped = run(&["map"], ARTICLES.as_bytes()).stdout;
    let merged = run(&["merge", "--events", "one", "--corrections", &mine], &mapped);
    assert!(merged.stdout == with.stdout, "map then merge equals one call");
}

#[test]
fn bad_corrections_are_named_by_line_and_the_others_go_on() {
    let folder = folder("bad-corrections");
    let hide = r#"{"do":"hide","entity":"Anna Berg"}"#;
    let head = r#"{"format":"crossread-corrections","version":1}"#;
    let mine = write(&folder, "mine.jsonl", [head, "{\"do\":\"merge\"}", hide].join("\n").as_bytes());
    let output = run(&["--corrections", &mine, "-"], ARTICLES.as_bytes());
    let (status, words) = status_and_words(&output);
    assert_eq!(status, Some(1));
    assert!(words.contains("mine.jsonl, line 2: It has no “entity”. Add \"entity\" with its value"), "{words}");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(json["entities"].as_array().unwrap().iter().all(|it| it["name"] != "Anna Berg"));
    let (status, words) = status_and_words(&run(&["--corrections", "no-such-file", "-"], ARTICLES.as_bytes()));
    assert!(status == Some(2) && words.contains("no-such-file: Cannot read it"), "{words}");
}

#[test]
fn plain_sets_nothing_aside() {
    let line = br#"{"id":"a","text":"Rain fell on Brno\nAdvertisement\nIt rained. And rained"}"#;
    let output = run(&["--plain", "-"], line);
    let corpus: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let document = &corpus["documents"][0];
    assert!(document["blocks"].as_array().unwrap().iter().all(|it| it["kind"] == "paragraph"));
    assert_eq!(document["sentences"], serde_json::json!([[0, 17], [18, 31], [32, 42], [43, 53]]));
}
