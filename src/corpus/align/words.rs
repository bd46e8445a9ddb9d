//! Content words of a sentence: stems and figures, the ground on which two sentences are compared.
//!
//! A word is a run of letters (with one inner apostrophe) or a number. Stop words carry no content. Words are cut
//! to their stem (Snowball English), so that "arrived" meets "arriving"; numbers are brought to one form, so that
//! "1.2 million" meets "1,200,000" and "two" meets "2".

use crate::base::Span;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// One word or number of a sentence, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Where it stands, in bytes of the sentence.
    pub span: Span,
    /// The stem of a content word, the normal form of a number, the lower-case form of a stop word.
    pub term: Rc<str>,
    /// Lower case, without a possessive.
    pub form: Rc<str>,
    /// The places of both in the reader's [`Reader::terms`] and [`Reader::forms`].
    pub term_number: u32,
    pub form_number: u32,
    pub kind: WordKind,
    pub capital: Capital,
}

/// How a word begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Capital {
    None,
    /// With a capital letter, but so does any first word.
    First,
    /// With a capital letter inside the sentence: probably part of a name.
    Inside,
}

/// What a word contributes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WordKind {
    /// Grammar, and verbs of saying: no evidence that two sentences say the same.
    Stop,
    Content,
    Number(f64),
    /// The multiplier of the number before it ("million"), already counted there.
    Multiplier,
}

impl Word {
    pub fn is_content(&self) -> bool {
        matches!(self.kind, WordKind::Content | WordKind::Number(_))
    }
}

/// The numbers among words, ascending, each once.
pub fn numbers(words: &[Word]) -> Vec<f64> {
    let number = |word: &Word| if let WordKind::Number(value) = word.kind { Some(value) } else { None };
    let mut numbers: Vec<f64> = words.iter().filter_map(number).collect();
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    numbers
}

/// Sorted. Grammar words, plus verbs of saying and titles, which stand in every second sentence of news.
const STOP_WORDS: &[&str] = &[
    "a",
    "about",
    "according",
    "after",
    "again",
    "also",
    "am",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "been",
    "before",
    "being",
    "but",
    "by",
    "can",
    "could",
    "d",
    "did",
    "do",
    "does",
    "doing",
    "down",
    "dr",
    "for",
    "from",
    "further",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "hers",
    "him",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "ll",
    "m",
    "may",
    "me",
    "might",
    "mr",
    "mrs",
    "ms",
    "must",
    "my",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "only",
    "or",
    "our",
    "out",
    "over",
    "own",
    "re",
    "s",
    "said",
    "same",
    "say",
    "saying",
    "says",
    "shall",
    "she",
    "should",
    "so",
    "such",
    "t",
    "tell",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "told",
    "up",
    "us",
    "ve",
    "very",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
];

/// Whether a lower-case word carries no content.
pub fn is_stop(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// The value of a number word from zero to ninety.
fn number_word(word: &str) -> Option<f64> {
    let value = match word {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    };
    Some(f64::from(value))
}

/// What a word multiplies the number before it by.
fn multiplier(word: &str) -> Option<f64> {
    match word {
        "hundred" => Some(1e2),
        "thousand" | "k" => Some(1e3),
        "million" | "m" | "mn" => Some(1e6),
        "billion" | "bn" => Some(1e9),
        "trillion" => Some(1e12),
        _ => None,
    }
}

/// Reads the words of sentences, and each different word once: a text has ten times as many words as different ones.
pub struct Reader<'a> {
    stemmer: Stemmer,
    /// The number of the form, by what is written.
    written: FxHashMap<&'a str, u32>,
    forms: Numbered,
    terms: Numbered,
    /// By form.
    readings: Vec<Reading>,
}

/// Strings in the order in which they came, each once.
#[derive(Default)]
struct Numbered {
    texts: Vec<Rc<str>>,
    numbers: FxHashMap<Rc<str>, u32>,
}

/// How a form is read.
#[derive(Clone, Copy)]
enum Reading {
    /// With this kind and term, wherever it stands.
    Always(WordKind, u32),
    /// By its neighbours.
    ByNeighbours,
}

impl Numbered {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let (number, text): (u32, Rc<str>) = (self.texts.len() as u32, text.into());
        self.texts.push(Rc::clone(&text));
        self.numbers.insert(text, number);
        number
    }
}

impl<'a> Reader<'a> {
    pub fn new() -> Reader<'a> {
        Reader {
            stemmer: Stemmer::create(Algorithm::English),
            written: FxHashMap::default(),
            forms: Numbered::default(),
            terms: Numbered::default(),
            readings: Vec::new(),
        }
    }

    /// All forms of the words read so far.
    pub fn forms(&self) -> &[Rc<str>] {
        &self.forms.texts
    }

    /// All terms of the words read so far.
    pub fn terms(&self) -> &[Rc<str>] {
        &self.terms.texts
    }

    /// The words of a sentence with their stems.
    pub fn words(&mut self, sentence: &'a str) -> Vec<Word> {
        let raw = raw_words(sentence);
        let forms: Vec<u32> = raw.iter().map(|span| self.form(span.of(sentence))).collect();
        let mut out: Vec<Word> = Vec::with_capacity(raw.len());
        for (index, (span, &form)) in raw.iter().zip(&forms).enumerate() {
            let (kind, term) = match self.readings[form as usize] {
                Reading::Always(kind, term) => (kind, term),
                Reading::ByNeighbours => {
                    let text = |at: Option<&u32>| at.map_or("", |form| &self.forms.texts[*form as usize]);
                    let before = index.checked_sub(1).and_then(|at| forms.get(at));
                    let (kind, term) = read(text(Some(&form)), text(before), text(forms.get(index + 1)));
                    (kind, self.terms.number(&term))
                }
            };
            let capital = match (span.of(sentence).starts_with(char::is_uppercase), index) {
                (false, _) => Capital::None,
                (true, 0) => Capital::First,
                (true, _) => Capital::Inside,
            };
            let (term_text, form_text) = (&self.terms.texts[term as usize], &self.forms.texts[form as usize]);
            out.push(Word {
                span: *span,
                term: Rc::clone(term_text),
                form: Rc::clone(form_text),
                term_number: term,
                form_number: form,
                kind,
                capital,
            });
        }
        out
    }

    fn form(&mut self, written: &'a str) -> u32 {
        if let Some(&form) = self.written.get(written) {
            return form;
        }
        let text = lower(written);
        let form = self.forms.number(&text);
        if form as usize == self.readings.len() {
            let reading = if starts_with_digit(&text) || number_word(&text).is_some() || multiplier(&text).is_some() {
                Reading::ByNeighbours
            } else if is_stop(&text) || text.chars().nth(1).is_none() {
                Reading::Always(WordKind::Stop, self.terms.number(&text))
            } else {
                Reading::Always(WordKind::Content, self.terms.number(&self.stemmer.stem(&text)))
            };
            self.readings.push(reading);
        }
        self.written.insert(written, form);
        form
    }
}

/// The kind and term of a number or multiplier between its neighbours.
fn read(word: &str, previous: &str, next: &str) -> (WordKind, String) {
    if starts_with_digit(word) {
        let value = digits(word) * multiplier(next).unwrap_or(1.0);
        return (WordKind::Number(value), number_term(value));
    }
    if let Some(unit) = number_word(word) {
        let factor = if matches!(next, "m" | "k") { 1.0 } else { multiplier(next).unwrap_or(1.0) };
        let value = unit * factor;
        // "one" is mostly a pronoun or an article.
        return match value == 1.0 {
            true => (WordKind::Stop, word.to_string()),
            false => (WordKind::Number(value), number_term(value)),
        };
    }
    let follows_number = starts_with_digit(previous) || number_word(previous).is_some();
    let is_short = word.chars().nth(1).is_none() || is_stop(word);
    match (word.len() > 2 && follows_number, is_short) {
        (true, _) => (WordKind::Multiplier, word.to_string()),
        (false, true) => (WordKind::Stop, word.to_string()),
        (false, false) => (WordKind::Content, Stemmer::create(Algorithm::English).stem(word).into_owned()),
    }
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn digits(word: &str) -> f64 {
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    plain.parse().unwrap_or(0.0)
}

/// Numbers that agree in six digits are one term.
fn number_term(value: f64) -> String {
    format!("#{value:.5e}")
}

/// Lower case, straight apostrophe, no possessive.
fn lower(word: &str) -> String {
    let lower: String =
        word.chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect::<String>().to_lowercase();
    match lower.strip_suffix("'s") {
        Some(stem) => stem.to_string(),
        None => lower,
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}')
}

/// Runs of letters with one inner apostrophe, and numbers with group commas and a decimal point.
fn raw_words(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let length = if c.is_ascii_digit() {
            number_length(&text[at..])
        } else if c.is_alphabetic() {
            letters_length(&text[at..])
        } else {
            at += c.len_utf8();
            continue;
        };
        out.push(Span::new(at, at + length));
        at += length;
    }
    out
}

fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let run = |from: usize, commas: bool| {
        bytes[from..].iter().take_while(|b| b.is_ascii_digit() || (commas && **b == b',')).count()
    };
    let whole = run(0, true);
    if bytes.get(whole) == Some(&b'.') {
        let fraction = run(whole + 1, false);
        if fraction > 0 {
            return whole + 1 + fraction;
        }
    }
    whole
}

fn letters_length(text: &str) -> usize {
    let run = |from: usize| text[from..].chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    let first = run(0);
    let Some(mark) = text[first..].chars().next().filter(|c| is_apostrophe(*c)) else { return first };
    let second = run(first + mark.len_utf8());
    if second > 0 { first + mark.len_utf8() + second } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<Rc<str>> {
        Reader::new().words(text).into_iter().filter(Word::is_content).map(|word| word.term).collect()
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn inflections_and_numbers_meet() {
        for (a, b) in [
            ("They arrived.", "arriving"),
            ("1.2 million", "1,200,000"),
            ("two", "2"),
            ("the ministry's plans", "ministries plan"),
            ("five hundred", "500"),
            ("It’s Anna’s", "Anna"),
        ] {
            assert_eq!(terms(a), terms(b), "{a} / {b}");
        }
    }

    #[test]
    fn near_misses_stay_apart() {
        for (a, b) in [("12", "1.2"), ("one", "1"), ("five", "fifth"), ("2 m", "2")] {
            assert_ne!(terms(a), terms(b), "{a} / {b}");
        }
    }

    #[test]
    fn capitals_inside_a_sentence_are_told_from_its_first() {
        let words = Reader::new().words("Rain fell on Ghent");
        let capitals: Vec<_> = words.into_iter().map(|word| word.capital).collect();
        assert_eq!(capitals, [Capital::First, Capital::None, Capital::None, Capital::Inside]);
    }

    proptest::proptest! {
        #[test]
        fn every_word_is_a_valid_span(text in "\\PC{0,60}") {
            for word in Reader::new().words(&text) {
                proptest::prop_assert!(word.span.is_valid_in(&text) && !word.span.is_empty());
            }
        }
    }
}
