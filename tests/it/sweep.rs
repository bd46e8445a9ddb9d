//! The promises of an analysis, held against every text at hand and against texts cut to pieces.

use crossread::base::*;
use crossread::corpus::{self, Options, format};
use crossread::text::{self, Analysis, Models};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static MODELS: LazyLock<Models> = LazyLock::new(Models::builtin);

/// Every `.txt` below the articles and the fixtures, with its name. Files that are no UTF-8 are import's matter.
pub fn texts() -> Vec<(String, String)> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|it| it == "txt") {
                out.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![];
    walk(&root.join("static/articles"), &mut paths);
    walk(&root.join("tests/it/fixtures"), &mut paths);
    paths.sort();
    let texts: Vec<_> = paths
        .into_iter()
        .filter_map(|path| {
            Some((path.file_name()?.to_string_lossy().into_owned(), std::fs::read_to_string(&path).ok()?))
        })
        .collect();
    assert!(texts.len() >= 5);
    texts
}

fn raw(name: &str, text: &str) -> RawArticle {
    RawArticle { file: Some(name.to_string()), text: text.to_string(), ..RawArticle::default() }
}

fn analysed(name: &str, text: &str) -> Analysis {
    let analysis = text::analyze(&raw(name, text), &MODELS);
    assert_eq!(analysis.text, text, "{name}: the text is kept as it came");
    check(name, &analysis);
    analysis
}

/// Panics at the first promise that is broken.
fn check(name: &str, analysis: &Analysis) {
    let text = &analysis.text;
    for (kind, span) in spans(analysis) {
        assert!(span.is_valid_in(text), "{name}: {kind} {span:?} does not lie in the text");
        assert!(!span.is_empty(), "{name}: {kind} {span:?} is empty");
    }
    assert!(!analysis.title.trim().is_empty(), "{name}: no title");
    check_blocks(name, analysis);
    check_order(name, "sentences", analysis.sentences.iter().copied(), true);
    check_order(name, "mentions", analysis.mentions.iter().map(|it| it.span), true);
    check_order(name, "figures", analysis.figures.iter().map(|it| it.span), false);
    check_order(name, "quotes", analysis.quotes.iter().map(|it| it.span), false);
    for &sentence in analysis.sentences.iter() {
        let story = analysis.block_at(sentence.start).map(|id| &analysis.blocks[id]);
        let block = story.unwrap_or_else(|| panic!("{name}: sentence {sentence:?} lies in no block"));
        assert!(block.kind.is_story(), "{name}: sentence {sentence:?} lies in {:?}", block.kind);
        assert!(block.span.contains(sentence), "{name}: sentence {sentence:?} leaves its block {:?}", block.span);
    }
    for mention in analysis.mentions.iter() {
        let block = analysis.block_at(mention.span.start).map(|id| &analysis.blocks[id]);
        let block = block.unwrap_or_else(|| panic!("{name}: mention {:?} lies in no block", mention.span));
        assert!(
            block.kind != text::BlockKind::Boilerplate,
            "{name}: \"{}\" is looked for in boilerplate",
            mention.span.of(text)
        );
    }
}

/// Every span of an analysis, with what it is.
fn spans(analysis: &Analysis) -> Vec<(&'static str, Span)> {
    let mut out: Vec<(&'static str, Span)> = vec![];
    out.extend(analysis.title_span.map(|it| ("title", it)));
    out.extend(analysis.warnings.iter().filter_map(|it| it.span).map(|it| ("warning", it)));
    out.extend(analysis.blocks.iter().map(|it| ("block", it.span)));
    out.extend(analysis.sentences.iter().map(|it| ("sentence", *it)));
    out.extend(analysis.mentions.iter().map(|it| ("mention", it.span)));
    out.extend(analysis.demonyms.iter().map(|it| ("demonym", it.span)));
    out.extend(analysis.dates.iter().map(|it| ("date", it.span)));
    out.extend(analysis.figures.iter().map(|it| ("figure", it.span)));
    for quote in analysis.quotes.iter() {
        out.push(("quote", quote.span));
        out.extend(quote.speaker_span.map(|it| ("speaker", it)));
        out.extend(quote.cue.map(|it| ("cue", it)));
    }
    out
}

/// Blocks cover every character that is not white space, in order, without overlap.
fn check_blocks(name: &str, analysis: &Analysis) {
    let mut end = 0;
    for block in analysis.blocks.iter() {
        assert!(block.span.start >= end, "{name}: block {:?} overlaps the one before", block.span);
        let gap = &analysis.text[end as usize..block.span.start as usize];
        assert!(gap.trim().is_empty(), "{name}: no block covers {gap:?}");
        let needs_reason = !block.kind.is_story();
        assert!(!needs_reason || block.reason.is_some(), "{name}: {:?} is set aside without a reason", block.span);
        end = block.span.end;
    }
    let rest = &analysis.text[end as usize..];
    assert!(rest.trim().is_empty(), "{name}: no block covers {rest:?}");
}

fn check_order(name: &str, what: &str, spans: impl Iterator<Item = Span>, is_flat: bool) {
    let mut before = Span::new(0, 0);
    for span in spans {
        assert!(span.start >= before.start, "{name}: {what} are out of order at {span:?}");
        assert!(!is_flat || span.start >= before.end, "{name}: {what} overlap at {span:?}");
        before = span;
    }
}

#[test]
fn every_text_keeps_the_promises() {
    for (name, text) in texts() {
        analysed(&name, &text);
    }
}

/// What scrapers and networks do to texts: cut off anywhere, lines joined, line ends of another system, all capitals.
#[test]
fn damaged_texts_keep_the_promises() {
    for (name, text) in texts() {
        let step = (text.len() / 12).max(1);
        for at in (0..text.len()).step_by(step) {
            let cut = (at..=text.len()).find(|&it| text.is_char_boundary(it)).unwrap_or(text.len());
            analysed(&format!("{name} to {cut}"), &text[..cut]);
            analysed(&format!("{name} from {cut}"), &text[cut..]);
        }
        analysed(&format!("{name} in one line"), &text.replace('\n', " "));
        analysed(&format!("{name} with CRLF"), &text.replace('\n', "\r\n"));
        analysed(&format!("{name} in capitals"), &text.to_uppercase());
        analysed(&format!("{name} with no-break spaces"), &text.replace(' ', "\u{a0}"));
        analysed(&format!("{name} without stops"), &text.replace(['.', '"', '“', '”'], ""));
    }
}

fn built() -> corpus::Corpus {
    let analyses = texts().iter().map(|(name, text)| text::analyze(&raw(name, text), &MODELS)).collect();
    corpus::build(analyses, &Options { is_one_event: true }, &MODELS)
}

#[test]
fn same_input_gives_the_same_bytes() {
    let (first, second) = (built(), built());
    assert!(format::to_pack(&first) == format::to_pack(&second), "two packs of one input differ");
    assert!(format::to_json(&first) == format::to_json(&second), "two JSON forms of one input differ");
}

#[test]
fn a_pack_is_read_as_it_was_written() {
    let pack = format::to_pack(&built());
    let read = format::from_pack(&pack).expect("a pack just written");
    assert!(format::to_pack(&read) == pack, "reading and writing a pack changes it");
}
