//! What the recogniser sees of a token: the features of the linear model.
//!
//! A [`Page`] works out once what is true of each token alone ([`Facts`]: hashes of the word and its shape, its word
//! class, the name lists it stands in) and how the article writes each word (in small letters here, capitalised there).
//! [`Page::features`] then walks a sentence and names, for each token, the features that hold there. A feature is a
//! 32-bit hash of a template number and its values; the model has a row of weights for those that matter.
//!
//! Which templates stayed was measured on news. They look at:
//!
//! * words at −2 … +2, in small letters; the word as written;
//! * the shape (`Xxxxx`, `XX`, `dd-xxx`) in full and with runs folded, with those of both neighbours;
//! * word classes at −2 … +2, alone and with the shape, and in pairs with the neighbours';
//! * the name lists at −1 … +1, and the longest listed phrase that covers the token;
//! * how often the article writes this word small, and how often capitalised inside a sentence;
//! * whether the line is set in capitals throughout (headlines), for then a capital says little.
//!
//! Prefixes, suffixes of the word itself and pairs of words were tried and left out: they learn the training texts.

use super::hash::{self, SEED, fnv};
use super::lexicon::{Lexicon, MAX_PHRASE};
use crate::text::token::{Token, TokenKind};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// A map whose keys are hashes already. It is only looked up, never walked, so its order shows nowhere.
type HashKeyed<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

#[derive(Default, Clone, Copy)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = fnv(self.0, bytes);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// What is true of one token, whatever stands around it.
pub struct Facts {
    /// Hash of the word in small letters.
    lower: u64,
    raw: u64,
    shape: u64,
    /// The shape with runs folded: `Xx`, `X.X.`.
    folded_shape: u64,
    /// Hash of the last three letters.
    suffix: u64,
    fine: u16,
    coarse: u8,
    /// Name lists that hold this word alone.
    lists: u32,
    /// Name lists of the longest phrase over this token, with [`PHRASE_FIRST`] or [`PHRASE_LATER`]; 0 for none.
    phrase: u32,
    pub is_capital: bool,
    is_upper: bool,
    is_alphabetic: bool,
}

const PHRASE_FIRST: u32 = 1 << 30;
const PHRASE_LATER: u32 = 1 << 31;

/// How an article writes one word: in small letters, and capitalised where no sentence begins.
#[derive(Clone, Copy, Default)]
struct Casing {
    small: u8,
    capital: u8,
}

/// How a sentence is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    Normal = 0,
    /// Most words have a capital, as in headlines.
    Capitalised = 1,
    /// Most words are in capitals.
    Upper = 2,
}

/// An article's tokens with all that [`Page::features`] needs.
pub struct Page {
    pub facts: Vec<Facts>,
    casing: HashKeyed<Casing>,
}

impl Page {
    /// `sentences` are ranges of `tokens`, in order, without overlap; tokens outside them take no part.
    pub fn new(text: &str, tokens: &[Token], sentences: &[Range<usize>], lexicon: &Lexicon) -> Page {
        let mut lowered = String::new();
        let mut facts: Vec<Facts> =
            tokens.iter().map(|&token| token_facts(text, token, lexicon, &mut lowered)).collect();
        for sentence in sentences {
            mark_phrases(text, tokens, sentence.clone(), lexicon, &mut facts, &mut lowered);
        }
        let mut page = Page { facts, casing: HashKeyed::default() };
        for sentence in sentences {
            page.note_casing(sentence.clone());
        }
        page
    }

    fn note_casing(&mut self, sentence: Range<usize>) {
        let is_headline = self.setting(sentence.clone()) != Setting::Normal;
        for at in sentence.clone() {
            let token = &self.facts[at];
            if !token.is_alphabetic {
                continue;
            }
            if !token.is_capital {
                let seen = self.casing.entry(token.lower).or_default();
                seen.small = seen.small.saturating_add(1);
            } else if at > sentence.start && !is_headline && !token.is_upper {
                let seen = self.casing.entry(token.lower).or_default();
                seen.capital = seen.capital.saturating_add(1);
            }
        }
    }

    fn setting(&self, sentence: Range<usize>) -> Setting {
        let (mut letters, mut capitals, mut upper) = (0, 0, 0);
        for token in &self.facts[sentence] {
            letters += usize::from(token.is_alphabetic);
            capitals += usize::from(token.is_capital);
            upper += usize::from(token.is_upper);
        }
        if letters > 2 && upper * 10 > letters * 7 {
            Setting::Upper
        } else if letters > 2 && capitals * 10 > letters * 7 {
            Setting::Capitalised
        } else {
            Setting::Normal
        }
    }

    /// Calls `emit(token, feature)` for every feature of every token of the sentence that is `wanted`.
    pub fn features(&self, sentence: Range<usize>, wanted: impl Fn(usize) -> bool, mut emit: impl FnMut(usize, u32)) {
        let setting = self.setting(sentence.clone()) as u64;
        for at in sentence.clone().filter(|&at| wanted(at)) {
            let view = View { page: self, sentence: sentence.clone(), at, setting };
            let mut put = |template: u32, a: u64, b: u64| emit(at, hash::feature(template, a, b));
            view.words_and_shapes(&mut put);
            view.word_classes(&mut put);
            view.name_lists(&mut put);
            view.casing(&mut put);
        }
    }
}

/// One token in its sentence.
struct View<'a> {
    page: &'a Page,
    sentence: Range<usize>,
    at: usize,
    setting: u64,
}

impl View<'_> {
    fn facts(&self, offset: isize) -> Option<&Facts> {
        let at = self.at.checked_add_signed(offset)?;
        self.sentence.contains(&at).then(|| &self.page.facts[at])
    }

    fn lower(&self, offset: isize) -> u64 {
        self.facts(offset).map_or(1, |facts| facts.lower)
    }

    fn folded(&self, offset: isize) -> u64 {
        self.facts(offset).map_or(1, |facts| facts.folded_shape)
    }

    fn is_first(&self) -> u64 {
        u64::from(self.at == self.sentence.start)
    }

    fn words_and_shapes(&self, put: &mut impl FnMut(u32, u64, u64)) {
        let own = &self.page.facts[self.at];
        let shape = own.folded_shape;
        put(1, self.setting, 0);
        put(2, own.lower, 0);
        put(3, own.raw, 0);
        put(4, own.shape, 0);
        put(5, shape, self.setting);
        put(6, shape, self.is_first() + 2 * self.setting);
        for (template, offset) in [(7, -1), (8, 1), (9, -2), (10, 2)] {
            put(template, self.lower(offset), 0);
        }
        put(11, self.folded(-1), shape);
        put(12, self.folded(1), shape);
        put(13, self.folded(-1) ^ self.folded(1).rotate_left(9), shape);
        if let Some(next) = self.facts(1) {
            put(14, next.suffix, shape);
        }
        if let Some(before) = self.facts(-1) {
            put(15, before.suffix, shape);
        }
    }

    fn word_classes(&self, put: &mut impl FnMut(u32, u64, u64)) {
        let shape = self.folded(0);
        for (index, offset) in (-2isize..=2).enumerate() {
            let template = 100 + 4 * index as u32;
            let Some(facts) = self.facts(offset).filter(|facts| facts.fine != 0) else {
                if offset == 0 {
                    put(template, 0, shape);
                }
                continue;
            };
            put(template, u64::from(facts.fine), 1);
            put(template + 1, u64::from(facts.coarse), 1);
            if offset.abs() <= 1 {
                put(template + 2, u64::from(facts.fine), shape);
                put(template + 3, u64::from(facts.coarse), shape);
            }
        }
        let coarse = |offset| self.facts(offset).map_or(0, |facts| u64::from(facts.coarse));
        put(130, coarse(0), coarse(1));
        put(131, coarse(-1), coarse(0));
        put(132, coarse(-1) << 8 | coarse(1), shape);
    }

    fn name_lists(&self, put: &mut impl FnMut(u32, u64, u64)) {
        let shape = self.folded(0);
        for (template, offset) in [(200, -1), (210, 0), (220, 1)] {
            let Some(facts) = self.facts(offset) else { continue };
            if facts.is_capital {
                let mut rest = facts.lists;
                while rest != 0 {
                    put(template, u64::from(rest.trailing_zeros()), shape);
                    rest &= rest - 1;
                }
                put(template + 1, u64::from(facts.lists), 0);
            }
            if facts.phrase != 0 {
                put(template + 2, u64::from(facts.phrase), 0);
            }
        }
    }

    fn casing(&self, put: &mut impl FnMut(u32, u64, u64)) {
        let own = &self.page.facts[self.at];
        if !own.is_capital {
            return;
        }
        let seen = self.page.casing.get(&own.lower).copied().unwrap_or_default();
        let habit = u64::from(seen.small.min(2)) * 4 + u64::from(seen.capital.min(3));
        put(300, habit, self.is_first() + 2 * self.setting);
        put(301, habit, own.folded_shape);
    }
}

fn token_facts(text: &str, token: Token, lexicon: &Lexicon, lowered: &mut String) -> Facts {
    let word = token.of(text);
    lower_into(word, lowered);
    let lower = hash::word(lowered);
    let (shape, folded_shape) = shapes(word);
    let (is_capital, is_upper) = capitals(word);
    let (mut fine, mut coarse) = lexicon.cluster(lower);
    if fine == 0
        && let Some((_, last)) = lowered.rsplit_once('-')
    {
        (fine, coarse) = lexicon.cluster(hash::word(last));
    }
    let tail = match lowered.len().checked_sub(3) {
        Some(at) if lowered.is_ascii() => &lowered[at..],
        _ => lowered.char_indices().rev().nth(2).map_or("", |(at, _)| &lowered[at..]),
    };
    Facts {
        lower,
        raw: hash::word(word),
        shape,
        folded_shape,
        suffix: fnv(SEED ^ 7, tail.as_bytes()),
        fine,
        coarse,
        lists: 0,
        phrase: 0,
        is_capital,
        is_upper,
        is_alphabetic: token.kind == TokenKind::Word && word.chars().next().is_some_and(char::is_alphabetic),
    }
}

/// Whether the word, or a part of it behind a hyphen or apostrophe, begins with a capital ("al-Qaida", "d'Estaing").
pub(super) fn has_capital(word: &str) -> bool {
    let mut begins = true;
    word.chars().any(|c| {
        let is_head = begins;
        begins = matches!(c, '-' | '\'' | '\u{2019}');
        is_head && c.is_uppercase()
    })
}

fn lower_into(word: &str, lowered: &mut String) {
    lowered.clear();
    if word.is_ascii() {
        lowered.push_str(word);
        lowered.make_ascii_lowercase();
    } else {
        lowered.extend(word.chars().flat_map(char::to_lowercase));
    }
}

/// Whether the word has a capital ([`has_capital`]), and whether it has two characters or more and none of them small.
fn capitals(word: &str) -> (bool, bool) {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return (false, false);
    }
    let is_capital = has_capital(word);
    let is_long = word.chars().nth(1).is_some();
    (is_capital, is_capital && is_long && !word.chars().any(char::is_lowercase))
}

/// The shape of the first six characters with the length up to eight, and the shape with runs folded.
fn shapes(word: &str) -> (u64, u64) {
    let (mut full, mut length) = (SEED, 0u64);
    let (mut folded, mut runs, mut last) = (SEED, 0, 0u8);
    // Most words are small letters of ASCII throughout: one run.
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        let full = (0..word.len().min(6)).fold(SEED, |full, _| fnv(full, b"x"));
        return (full.wrapping_add(word.len().min(8) as u64), fnv(SEED, b"x"));
    }
    for c in word.chars() {
        let class = shape_class(c);
        if length < 6 {
            full = fnv(full, &[class]);
        }
        length += 1;
        if class != last && runs < 12 {
            folded = fnv(folded, &[class]);
            runs += 1;
            last = class;
        }
    }
    (full.wrapping_add(length.min(8)), folded)
}

fn shape_class(c: char) -> u8 {
    match c {
        'a'..='z' => b'x',
        'A'..='Z' => b'X',
        '0'..='9' => b'd',
        '\u{2019}' => b'\'',
        c if c.is_ascii() => c as u8,
        c if c.is_uppercase() => b'X',
        c if c.is_alphabetic() => b'x',
        c if c.is_numeric() => b'd',
        _ => b'?',
    }
}

/// Looks every word up in the name lists, and every phrase that begins at it; the longest phrase marks its tokens.
fn mark_phrases(
    text: &str,
    tokens: &[Token],
    sentence: Range<usize>,
    lexicon: &Lexicon,
    facts: &mut [Facts],
    lowered: &mut String,
) {
    let mut at = sentence.start;
    while at < sentence.end {
        if !facts[at].is_alphabetic {
            at += 1;
            continue;
        }
        let (mut state, mut longest, mut lists) = (SEED, at + 1, 0);
        for next in at..sentence.end.min(at + MAX_PHRASE) {
            let word = tokens[next].of(text);
            if next > at {
                if !facts[next].is_capital && !is_connector(word) {
                    break;
                }
                state = fnv(state, b" ");
            }
            lower_into(word, lowered);
            for byte in lowered.bytes() {
                state = fnv(state, &[if byte == b'-' { b' ' } else { byte }]);
            }
            let known = lexicon.lists(hash::mix(state));
            if next == at {
                facts[at].lists = known;
            } else if known != 0 {
                (longest, lists) = (next + 1, known);
            }
        }
        if longest > at + 1 {
            for (later, own) in facts.iter_mut().enumerate().take(longest).skip(at) {
                own.phrase = lists | if later == at { PHRASE_FIRST } else { PHRASE_LATER };
                own.lists = lexicon.lists_of(tokens[later].of(text));
            }
        }
        at = longest;
    }
}

/// Small words that stand inside a listed name.
fn is_connector(word: &str) -> bool {
    matches!(word, "of" | "and" | "the" | "de" | "la" | "al" | "'s" | "\u{2019}s" | "for" | "&" | "-")
}
