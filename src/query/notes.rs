//! Where the notes of a story stand in its articles.

use super::passage::{Lost, TextQuote, find_only, only_selector};
use crate::base::*;
use crate::corpus::Corpus;
use crate::corpus::corrections::Passage;
use crate::corpus::notes::{Note, Notes};

/// Where a note stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotePlace {
    /// It is on the whole article.
    Article(DocumentId),
    Passage(DocumentId, Span),
    /// Why its place is not found, a sentence without a full stop.
    Orphan(String),
}

/// Words of more bytes than this tell their article without the text around them: a clause of news English.
const TELLING_BYTES: usize = 60;

/// How a note names words of an article; without a span, the whole article.
pub fn note_at(corpus: &Corpus, document: DocumentId, span: Option<Span>) -> Passage {
    let document = &corpus.documents[document];
    let quote = span.map(|span| only_selector(document.text(), span)).unwrap_or_default();
    Passage { article: document.id.clone(), words: quote.exact, before: quote.prefix, after: quote.suffix }
}

/// The places of all notes, in step with their list.
#[inline(never)]
pub fn note_places(corpus: &Corpus, notes: &Notes) -> Vec<NotePlace> {
    notes.list.iter().map(|note| place(corpus, note)).collect()
}

/// First in the article of the note's id; else in another one, when no other has the words.
fn place(corpus: &Corpus, note: &Note) -> NotePlace {
    let at = &note.at;
    let named = corpus.documents.enumerate().find(|(_, document)| document.id == at.article);
    let quote = TextQuote { prefix: at.before.clone(), exact: at.words.clone(), suffix: at.after.clone() };
    let why = match named {
        Some((id, _)) if at.words.is_empty() => return NotePlace::Article(id),
        Some((id, document)) => match find_only(document.text(), &quote) {
            Ok(span) => return NotePlace::Passage(id, span),
            Err(Lost::Nowhere) => "The article does not have these words any more".to_string(),
            Err(Lost::Times(times)) => {
                let times = times.to_string();
                ["The article has these words ", &times, " times, and the text around them is another"].concat()
            }
        },
        None => ["No article has the id “", &at.article, "”"].concat(),
    };
    elsewhere(corpus, at).unwrap_or(NotePlace::Orphan(why))
}

/// The one place of the whole corpus that has the words as they stood, where an article came back under another id.
fn elsewhere(corpus: &Corpus, at: &Passage) -> Option<NotePlace> {
    if at.words.is_empty() || at.before.len() + at.words.len() + at.after.len() < TELLING_BYTES {
        return None;
    }
    let whole = [at.before.as_str(), &at.words, &at.after].concat();
    let mut found = None;
    for (id, document) in corpus.documents.enumerate() {
        for (start, _) in document.text().match_indices(&whole) {
            let start = start + at.before.len();
            let place = NotePlace::Passage(id, Span::new(start, start + at.words.len()));
            if found.replace(place).is_some() {
                return None;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;
    use proptest::prelude::*;

    fn corpus(articles: &[(&str, &str)]) -> Corpus {
        let mut corpus = Corpus::default();
        for (id, text) in articles {
            let mut document = Document { id: id.to_string(), ..Document::default() };
            document.analysis.text = text.to_string();
            corpus.documents.push(document);
        }
        corpus
    }

    fn places(corpus: &Corpus, passages: &[Passage]) -> Vec<NotePlace> {
        let note = |at: &Passage| Note { at: at.clone(), ..Note::default() };
        note_places(corpus, &Notes { list: passages.iter().map(note).collect(), ..Notes::default() })
    }

    fn in_words<'a>(corpus: &'a Corpus, place: &'a NotePlace) -> &'a str {
        match place {
            NotePlace::Passage(id, span) => span.of(corpus.documents[*id].text()),
            NotePlace::Article(id) => &corpus.documents[*id].id,
            NotePlace::Orphan(why) => why,
        }
    }

    const ALPHA: &str = "The river rose at dawn. Police said two people died. Later, two people were found alive.";

    #[test]
    fn a_note_follows_its_words() {
        let before = corpus(&[("alpha", ALPHA), ("beta", "Nothing happened in the next valley.")]);
        let at = |words: &str, nth: usize| {
            let (start, _) = ALPHA.match_indices(words).nth(nth).unwrap();
            note_at(&before, DocumentId(0), Some(Span::new(start, start + words.len())))
        };
        let notes =
            [at("two people", 0), at("two people", 1), at("rose at dawn", 0), note_at(&before, DocumentId(0), None)];
        let same = places(&before, &notes);
        assert_eq!(same[0], NotePlace::Passage(DocumentId(0), Span::new(36, 46)));
        assert_eq!(same[1], NotePlace::Passage(DocumentId(0), Span::new(60, 70)));
        assert_eq!(same[3], NotePlace::Article(DocumentId(0)));

        let longer = format!("UPDATED\n{}", ALPHA.replace("Police said", "The police say that"));
        let after = corpus(&[("beta", "Nothing."), ("alpha", &longer)]);
        let moved = places(&after, &notes);
        let words: Vec<&str> = moved.iter().map(|place| in_words(&after, place)).collect();
        assert_eq!(words, ["two people", "two people", "rose at dawn", "alpha"]);
        assert!(
            matches!((&moved[0], &moved[1]), (NotePlace::Passage(_, one), NotePlace::Passage(_, two)) if one < two)
        );

        let renamed = corpus(&[("alpha-2", ALPHA), ("alpha", "Another text under the same name.")]);
        assert_eq!(places(&renamed, &notes)[0], NotePlace::Passage(DocumentId(0), Span::new(36, 46)));

        let gone = corpus(&[("alpha", "Said two people. Heard two people.")]);
        let lost = places(&gone, &notes);
        let why: Vec<&str> = lost.iter().map(|place| in_words(&gone, place)).collect();
        assert_eq!(why[0], "The article has these words 2 times, and the text around them is another");
        assert_eq!(why[2], "The article does not have these words any more");
        assert_eq!(
            in_words(&gone, &places(&gone, &[note_at(&before, DocumentId(1), None)])[0]),
            "No article has the id “beta”"
        );
    }

    proptest! {
        #[test]
        fn placing_never_fails(text in "\\PC{0,40}", words in "\\PC{0,6}", before in "\\PC{0,4}", after in "\\PC{0,4}", id in "[ab]") {
            let corpus = corpus(&[("a", &text), ("c", &text)]);
            let at = Passage { article: id, words, before, after };
            if let NotePlace::Passage(id, span) = &places(&corpus, &[at])[0] {
                prop_assert!(span.is_valid_in(corpus.documents[*id].text()) && !span.is_empty());
            }
        }
    }
}
