//! The wire forms: what is written is read again, and damage is an error, never a panic.

use crossread::base::RawArticle;
use crossread::corpus::{self, Alignment, Corpus, Grade, Options, format};
use crossread::text::{self, Models};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Two articles about one event, with something of everything.
static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let texts = [
        "Dam breaks above Brno\n\n“We fled,” said Mayor Jan Novak of Brno. At least 13 people died on March 3, 2021.\n\nAdvertisement",
        "Brno dam gives way\n\n“We fled,” Mayor Novak said. In the Czech Republic 14 people died on March 3, 2021, the mayor said.",
    ];
    let models = Models::builtin();
    let analyses = texts.map(|text| text::analyze(&RawArticle { text: text.into(), ..RawArticle::default() }, &models));
    let mut corpus = corpus::build(analyses.into(), &Options { is_one_event: true }, &models);
    // Only what the page shows is packed, so that a pack can be compared with it.
    corpus.alignments = corpus.alignments.iter().filter(|it| it.grade >= Grade::Link).cloned().collect();
    corpus
});

#[test]
fn json_round_trips() {
    let json = format::to_json(&CORPUS);
    let read = format::from_json(&json).unwrap();
    assert!(read == *CORPUS);
    assert_eq!(format::to_json(&read), json);
    for document in CORPUS.documents.iter() {
        let line = format::to_json_line(&document.analysis);
        assert!(line.ends_with('\n') && line.matches('\n').count() == 1);
        assert!(format::from_json_line(&line).unwrap() == *document.analysis);
    }
}

/// "About 4.3 million" reaches from 3.8699999999999997 million on.
#[test]
fn numbers_come_back_to_the_last_bit() {
    let numbers: Vec<String> =
        (11..400).map(|tenths| format!("About {}.{} percent voted.", tenths / 10, tenths % 10)).collect();
    let text = numbers.join(" ");
    let analysis = text::analyze(&RawArticle { text, ..RawArticle::default() }, &Models::builtin());
    assert!(analysis.figures.len() > 300);
    assert!(format::from_json_line(&format::to_json_line(&analysis)).unwrap() == analysis);
}

#[test]
fn packs_round_trip() {
    assert!(!CORPUS.entities.is_empty() && !CORPUS.alignments.is_empty());
    assert!(format::from_pack(&format::to_pack(&CORPUS)).unwrap() == *CORPUS);
    let mut more = CORPUS.clone();
    let pair = CORPUS.alignments.iter().next().expect("a pair").clone();
    more.alignments.push(Alignment { grade: Grade::Faint, ..pair.clone() });
    more.alignments.push(Alignment { grade: Grade::Trace, ..pair });
    assert!(format::to_pack(&more) == format::to_pack(&CORPUS), "the page shows neither");
}

#[test]
fn what_is_no_corpus_is_refused_with_a_reason() {
    for (json, cause) in [
        ("", "EOF"),
        ("{}", "missing field"),
        (
            r#"{"format":"other","version":1,"documents":[],"entities":[],"places":[],"alignments":[],"only_here":[],"figure_topics":[],"quote_groups":[],"origins":[]}"#,
            "says it is",
        ),
        (
            r#"{"format":"crossread-corpus","version":1,"documents":[],"entities":[],"places":[],"alignments":[],"only_here":[{"document":0,"sentence":0}],"figure_topics":[],"quote_groups":[],"origins":[]}"#,
            "sentence of only_here is missing",
        ),
    ] {
        let error = format::from_json(json).unwrap_err().to_string();
        assert!(error.contains(cause), "{error}");
    }
    assert!(format::from_pack(b"PK").unwrap_err().to_string().contains("not a Crossread pack"));
}

proptest! {
    /// One byte changed, and the end cut off: an error, or a corpus whose every index and span holds.
    #[test]
    fn damaged_forms_never_panic(at in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>()) {
        let mut pack = format::to_pack(&CORPUS);
        let at_byte = at.index(pack.len());
        pack[at_byte] = byte;
        if let Ok(corpus) = format::from_pack(&pack) {
            format::to_json(&corpus);
        }
        pack.truncate(cut.index(pack.len()));
        let _ = format::from_pack(&pack);

        let mut json = format::to_json(&CORPUS).into_bytes();
        let at_byte = at.index(json.len());
        json[at_byte] = byte;
        if let Ok(text) = String::from_utf8(json) {
            let _ = format::from_json(&text);
        }
    }
}
