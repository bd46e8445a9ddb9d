//! The words of an article with their classes looked up once, for the stages that find facts.
//!
//! [`Words`] is made from the tokens and takes number-bearing compounds apart ("20-year-old" becomes "20", "year",
//! "old" and two hyphens; "three-day", "mid-January", "2.5m" likewise), since a number's unit may be glued to it. A
//! [`Line`] is the window of one sentence on it: asking it for a word outside gives a blank that is of no class, so
//! that grammars can look left and right without bounds to mind.

use super::token::{Token, TokenKind};
use crate::base::*;

pub mod lexicon;

pub use lexicon::Class;
use lexicon::*;

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Beyond the ends of a line.
    Blank,
    Word,
    /// Digits, with their value.
    Number(f64),
    Mark(char),
}

/// A piece of the text with what the lexicon and its shape say about it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub span: Span,
    pub kind: Kind,
    pub class: Class,
    /// The lexicon's number for it: a cardinal's value, a month's place in the year.
    pub number: f64,
}

const BLANK: Word = Word { span: Span { start: 0, end: 0 }, kind: Kind::Blank, class: Class(0), number: 0.0 };

impl Word {
    pub fn is(&self, class: Class) -> bool {
        self.class.meets(class)
    }

    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub fn is_digits(&self) -> bool {
        matches!(self.kind, Kind::Number(_))
    }

    pub fn is_blank(&self) -> bool {
        self.kind == Kind::Blank
    }

    /// A hyphen or dash of any length.
    pub fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Mark('-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
    }

    /// The value of digits.
    pub fn digits(&self) -> Option<f64> {
        match self.kind {
            Kind::Number(value) => Some(value),
            _ => None,
        }
    }

    pub fn is_glued(&self) -> bool {
        self.is(GLUED)
    }
}

/// All words of one text, in order.
pub struct Words<'t> {
    pub text: &'t str,
    list: Vec<Word>,
}

impl<'t> Words<'t> {
    pub fn new(text: &'t str, tokens: &[Token]) -> Words<'t> {
        let mut words = Words { text, list: Vec::with_capacity(tokens.len() + tokens.len() / 16) };
        for token in tokens {
            match token.kind {
                TokenKind::Mark => {
                    let mark = token.of(text).chars().next().unwrap_or(' ');
                    words.push(token.span, Kind::Mark(mark));
                }
                TokenKind::Number => words.push_pieces(token.span),
                TokenKind::Word => words.push_word(token.span),
            }
        }
        words
    }

    /// The window on the words inside `span`.
    pub fn line(&self, span: Span) -> Line<'_> {
        let from = self.list.partition_point(|word| word.span.start < span.start);
        let to = from + self.list[from..].partition_point(|word| word.span.end <= span.end);
        Line { words: self, from, to }
    }

    /// The window on everything.
    pub fn all(&self) -> Line<'_> {
        Line { words: self, from: 0, to: self.list.len() }
    }

    fn push(&mut self, span: Span, kind: Kind) {
        let glued = match self.list.last() {
            Some(last) if last.span.end == span.start => GLUED,
            _ => Class(0),
        };
        let (class, number) = match kind {
            Kind::Word => {
                let word = span.of(self.text);
                // "WHO" and "US" are bodies.
                let entry = if matches!(word, "WHO" | "US") { Entry::default() } else { look_up(word) };
                (entry.class.or(shape(word)), entry.number)
            }
            _ => (Class(0), 0.0),
        };
        self.list.push(Word { span, kind, class: class.or(glued), number });
    }

    /// A word whose hyphens tie a number, a unit, a day or a month is taken apart; names such as "Su-27" are not.
    fn push_word(&mut self, span: Span) {
        let word = span.of(self.text);
        // A hyphen is ASCII or begins with this byte.
        let dash = word.bytes().position(|b| b == b'-' || b == 0xe2).filter(|&at| at > 0);
        let ties =
            |part: &str| look_up(part).class.meets(CARDINAL.or(SCALE).or(UNIT).or(FRACTION).or(MONTH).or(WEEKDAY));
        let is_compound = dash.is_some()
            && !word.bytes().any(|b| b.is_ascii_digit())
            && word.split(is_hyphen).any(ties)
            && !look_up(word).class.meets(ORDINAL);
        if is_compound { self.push_pieces(span) } else { self.push(span, Kind::Word) }
    }

    /// Cuts where digits, letters and hyphens meet.
    fn push_pieces(&mut self, span: Span) {
        let text = self.text;
        let mut rest = span.range();
        while !rest.is_empty() {
            let piece = &text[rest.clone()];
            let first = piece.chars().next().unwrap_or(' ');
            let length = match first {
                c if c.is_ascii_digit() => digits_end(piece),
                c if is_hyphen(c) || matches!(c, '.' | ',') => c.len_utf8(),
                c if c.is_alphanumeric() => {
                    piece.find(|c: char| is_hyphen(c) || c.is_ascii_digit()).unwrap_or(piece.len())
                }
                c => c.len_utf8(),
            };
            let cut = Span::new(rest.start, rest.start + length);
            let kind = match first {
                c if c.is_ascii_digit() => number_kind(cut.of(text)),
                c if c.is_alphanumeric() => Kind::Word,
                c => Kind::Mark(c),
            };
            self.push(cut, kind);
            rest.start += length;
        }
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// The end of a run of digits with their separators ("1,000.5").
fn digits_end(piece: &str) -> usize {
    let bytes = piece.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let joins = matches!(bytes[end], b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[end].is_ascii_digit() && !joins {
            break;
        }
        end += 1;
    }
    end
}

/// The most digits that a figure may have: more are an identifier, and more than 15 a float cannot hold.
const MOST_DIGITS: usize = 15;

/// Reads "1,000", "1.000.000" and "2.5". Anything else made of digits ("1.2.3", "12,34") is only a word.
fn number_kind(piece: &str) -> Kind {
    if piece.bytes().filter(u8::is_ascii_digit).count() > MOST_DIGITS {
        return Kind::Word;
    }
    let groups: Vec<&str> = piece.split(['.', ',']).collect();
    let is_grouped = |parts: &[&str]| parts[1..].iter().all(|part| part.len() == 3) && parts[0].len() <= 3;
    let (whole, fraction) = match (groups.len(), piece.contains('.'), piece.contains(',')) {
        (1, ..) => (piece.to_string(), ""),
        (2, true, false) => (groups[0].to_string(), groups[1]),
        (_, _, true) if !piece.contains('.') && is_grouped(&groups) => (groups.concat(), ""),
        (n, true, false) if n > 2 && is_grouped(&groups) => (groups.concat(), ""),
        (n, true, true) if piece.rfind('.') > piece.rfind(',') && is_grouped(&groups[..n - 1]) => {
            (groups[..n - 1].concat(), groups[n - 1])
        }
        _ => return Kind::Word,
    };
    format!("{whole}.{fraction}0").parse().map_or(Kind::Word, Kind::Number)
}

/// The classes that a word's letters show.
fn shape(word: &str) -> Class {
    let bytes = word.as_bytes();
    let mut class = Class(0);
    let first = word.chars().next().unwrap_or(' ');
    if first.is_uppercase() {
        class = class.or(CAPITAL);
        if word.len() > 1 && !bytes[1..].iter().any(u8::is_ascii_lowercase) && !word.chars().any(char::is_lowercase) {
            class = class.or(UPPER);
        }
    }
    if word.len() > 3 {
        class = class.or(match bytes {
            [.., b'e', b'd'] => ED,
            [.., b'i', b'n', b'g'] => ING,
            [.., b'l', b'y'] => LY,
            [.., b's', b's'] | [.., b'u', b's'] | [.., b'i', b's'] => Class(0),
            [.., b's'] => PLURAL,
            _ => Class(0),
        });
    }
    class
}

/// A window on the words of one sentence. Indices are those of the whole text.
#[derive(Clone, Copy)]
pub struct Line<'w> {
    words: &'w Words<'w>,
    pub from: usize,
    pub to: usize,
}

impl<'w> Line<'w> {
    /// The word at `index`, or a blank outside the window.
    pub fn at(&self, index: usize) -> &'w Word {
        if (self.from..self.to).contains(&index) { &self.words.list[index] } else { &BLANK }
    }

    /// The word before `index`.
    pub fn before(&self, index: usize) -> &'w Word {
        self.back(index, 1)
    }

    /// The word `steps` before `index`.
    pub fn back(&self, index: usize, steps: usize) -> &'w Word {
        index.checked_sub(steps).map_or(&BLANK, |at| self.at(at))
    }

    pub fn text(&self, index: usize) -> &'w str {
        let word = self.at(index);
        word.span.of(self.words.text)
    }

    /// Whether the word at `index` is `word` (given in small letters), in any case.
    pub fn says(&self, index: usize, word: &str) -> bool {
        self.at(index).is_word() && self.text(index).eq_ignore_ascii_case(word)
    }

    /// Whether the words from `index` on are those of `phrase` (small letters, one blank between).
    pub fn says_phrase(&self, index: usize, phrase: &str) -> bool {
        phrase.split(' ').enumerate().all(|(step, word)| self.says(index + step, word))
    }

    /// Whether the words that end just before `index` are those of `phrase`; gives where it begins.
    pub fn phrase_before(&self, index: usize, phrase: &str) -> Option<usize> {
        let blanks = phrase.bytes().filter(|&byte| byte == b' ').count();
        let start = index.checked_sub(blanks + 1)?;
        self.says_phrase(start, phrase).then_some(start)
    }

    /// Whether the word at `index` is one of `words`, in any case.
    pub fn is_one_of(&self, index: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.says(index, word))
    }

    /// The span from the word `first` to the word `last`, both included.
    pub fn span(&self, first: usize, last: usize) -> Span {
        let (first, last) = (self.at(first).span, self.at(last).span);
        Span { start: first.start, end: last.end.max(first.start) }
    }

    pub fn source(&self) -> &'w str {
        self.words.text
    }

    /// The index of the first word that begins at byte `at` or later.
    pub fn index_at(&self, at: u32) -> usize {
        self.from + self.words.list[self.from..self.to].partition_point(|word| word.span.start < at)
    }

    /// The same window cut to the words from `from` to `to`.
    pub fn cut(&self, from: usize, to: usize) -> Line<'w> {
        let from = from.clamp(self.from, self.to);
        Line { words: self.words, from, to: to.clamp(from, self.to) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenize;

    fn pieces(text: &str) -> String {
        let tokens = tokenize(text);
        let words = Words::new(text, &tokens);
        let line = words.all();
        (line.from..line.to).map(|index| line.text(index)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn takes_number_compounds_apart_and_leaves_names() {
        for (text, expected) in [
            ("a 20-year-old man", "a|20|-|year|-|old|man"),
            ("three-day, twenty-five, mid-January", "three|-|day|,|twenty|-|five|,|mid|-|January"),
            ("$2.5m 1990s 10–15 3rd", "$|2.5|m|1990|s|10|–|15|3|rd"),
            ("the Su-27 and peace-keeping", "the|Su-27|and|peace-keeping"),
        ] {
            assert_eq!(pieces(text), expected);
        }
    }

    #[test]
    fn reads_digits() {
        for (text, value) in [
            ("1,000", Some(1000.0)),
            ("2.5", Some(2.5)),
            ("1,234,567.8", Some(1_234_567.8)),
            ("1.000.000", Some(1_000_000.0)),
            ("12,34", None),
            ("1.2.3", None),
            ("1234567890123456", None),
            ("007", Some(7.0)),
        ] {
            let kind = number_kind(text);
            assert_eq!(kind, value.map_or(Kind::Word, Kind::Number), "{text}");
        }
    }

    #[test]
    fn a_line_ends_in_blanks() {
        let text = "One two. Three.";
        let tokens = tokenize(text);
        let words = Words::new(text, &tokens);
        let line = words.line(Span::new(9, 15));
        assert_eq!(line.text(line.from), "Three");
        assert!(line.before(line.from).is_blank() && line.at(line.to).is_blank() && line.at(usize::MAX).is_blank());
        assert!(words.all().back(0, 5).is_blank());
    }
}
