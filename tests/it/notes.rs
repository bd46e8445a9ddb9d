//! Notes on real articles are found again when the text around them has changed.

use crate::sweep::texts;
use crossread::base::*;
use crossread::corpus::notes::{Note, Notes, read, write};
use crossread::corpus::{Corpus, Document};
use crossread::query::{NotePlace, note_at, note_places};

fn corpus(text: &str) -> Corpus {
    let mut document = Document { id: "a".into(), ..Document::default() };
    document.analysis.text = text.to_string();
    Corpus { documents: vec![document].into(), ..Corpus::default() }
}

/// Some spans of a text, from one word to several sentences, at steps that no text follows.
fn spans(text: &str) -> Vec<Span> {
    let words: Vec<(usize, &str)> =
        text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)).collect();
    let lengths = [1, 2, 3, 5, 8, 13, 40].into_iter().cycle();
    let starts = (0..words.len()).step_by(words.len() / 25 + 1);
    let span = |(start, length): (usize, usize)| {
        let (last, word) = words[(start + length - 1).min(words.len() - 1)];
        Span::new(words[start].0, last + word.len())
    };
    starts.zip(lengths).map(span).collect()
}

/// Every word outside the passage and its neighbourhood is another one.
fn changed_around(text: &str, span: Span) -> String {
    const NEAR_BYTES: usize = 600;
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let from = floor((span.start as usize).saturating_sub(NEAR_BYTES));
    let to = floor((span.end as usize + NEAR_BYTES).min(text.len()));
    let other = |part: &str| part.split_whitespace().map(|_| "other ").collect::<String>();
    format!("A new head.\n{}{}{}A new foot.", other(&text[..from]), &text[from..to], other(&text[to..]))
}

#[test]
fn any_passage_of_any_article_is_found_again() {
    let mut all = 0;
    for (name, text) in texts() {
        let before = corpus(&text);
        for span in spans(&text) {
            let note = Note { at: note_at(&before, DocumentId(0), Some(span)), ..Note::default() };
            let file = write(&Notes { list: vec![note], ..Notes::default() });
            let notes = read(&file).0;
            let found = |text: &str| note_places(&corpus(text), &notes).remove(0);
            assert_eq!(found(&text), NotePlace::Passage(DocumentId(0), span), "{name}: {:?}", span.of(&text));
            let changed = changed_around(&text, span);
            match found(&changed) {
                NotePlace::Passage(_, now) => assert_eq!(now.of(&changed), span.of(&text), "{name}"),
                other => panic!("{name}: {other:?} for {:?}", span.of(&text)),
            }
            all += 1;
        }
    }
    assert!(all > 100, "{all} passages");
}
