//! Words of a text in the form in which they are compared: [`Tokens`] and the plural-blind [`stem`].
//!
//! The same reading is used for articles, names and queries, so whatever it does to a word it does on both sides:
//!
//! * letters are lower-cased and lose diacritics; zero-width characters and soft hyphens vanish;
//! * an apostrophe inside a word, of any shape, vanishes (`O’Brien` = `obrien`), and a final `'s` is left out;
//! * a hyphen ends a word (`peace-keeping` = `peace` `keeping`), and a compound of two or three parts also counts as
//!   one word at the position of its first part (`peacekeeping`);
//! * dots inside an acronym vanish (`U.S.` = `us`), commas that group digits too (`1,000` = `1000`);
//! * scripts written without spaces (Han, kana, Thai, Lao, Burmese, Khmer) are read a character at a time;
//! * base64, long URLs and other unbroken runs are no words; they only take up a position.

use crate::base::Span;

/// Runs of letters, digits and `+ / = _ - %` of this many characters or more are blobs, not words: the width at which
/// RFC 1421 breaks base64, and longer than any word worth searching.
const BLOB_CHARS: usize = 64;

/// Compounds of more parts than this are phrases ("state-of-the-art"), not one word written in two ways.
const COMPOUND_PARTS: u32 = 3;

/// One folded word.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Bytes of the text read, possessive left out.
    pub span: Span,
    /// Counts words from 1; neighbours differ by one, words of different stretches read by more.
    pub position: u32,
    /// A whole compound, listed besides its parts.
    pub is_compound: bool,
    start: u32,
    end: u32,
}

/// The folded words of stretches of text, in order of position, a part before the compound that starts with it.
#[derive(Default)]
pub struct Tokens {
    folded: String,
    list: Vec<Token>,
    next_position: u32,
}

impl Tokens {
    /// The words of one text on its own.
    pub fn of(text: &str) -> Tokens {
        let mut tokens = Tokens::default();
        tokens.read(text, Span::new(0, text.len()));
        tokens
    }

    /// Forgets all words but keeps the room they took.
    pub fn clear(&mut self) {
        self.folded.clear();
        self.list.clear();
        self.next_position = 0;
    }

    /// Adds the words of `text[span]`; no phrase reaches across from what was read before. Spans count from the start
    /// of `text`.
    pub fn read(&mut self, text: &str, span: Span) {
        self.next_position += 1;
        Reader { bytes: text.as_bytes(), text, at: span.start as usize, end: span.end as usize, solid_until: 0 }
            .run(self);
    }

    pub fn list(&self) -> &[Token] {
        &self.list
    }

    pub fn word(&self, token: &Token) -> &str {
        &self.folded[token.start as usize..token.end as usize]
    }

    fn push(&mut self, folded_from: usize, span: Span) {
        self.next_position += 1;
        let token = Token {
            span,
            position: self.next_position,
            is_compound: false,
            start: folded_from as u32,
            end: self.folded.len() as u32,
        };
        self.list.push(token);
    }

    /// The last `parts` words hang together by hyphens: adds them as one, behind the first of them.
    fn push_compound(&mut self, parts: u32) {
        let first = self.list.len() - parts as usize;
        let (head, tail) = (self.list[first], self.list[self.list.len() - 1]);
        // "2021-22" and "6-7" are ranges, not words.
        if self.word(&head).as_bytes()[0].is_ascii_digit() {
            return;
        }
        let token = Token {
            span: Span { start: head.span.start, end: tail.span.end },
            is_compound: true,
            end: tail.end,
            ..head
        };
        self.list.insert(first + 1, token);
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
    end: usize,
    /// Up to here it is known that no blob begins.
    solid_until: usize,
}

impl Reader<'_> {
    fn peek(&self, at: usize) -> Option<char> {
        match *self.bytes.get(at).filter(|_| at < self.end)? {
            byte if byte < 0x80 => Some(byte as char),
            _ => self.text[at..self.end].chars().next(),
        }
    }

    fn is_word_at(&self, at: usize) -> bool {
        self.peek(at).is_some_and(is_word)
    }

    fn run(&mut self, out: &mut Tokens) {
        let mut parts = 0;
        while let Some(c) = self.peek(self.at) {
            if !is_word(c) {
                self.at += c.len_utf8();
                continue;
            }
            if self.skip_blob(out) {
                parts = 0;
                continue;
            }
            let is_linked = self.word(c, out);
            parts += 1;
            if !is_linked {
                if (2..=COMPOUND_PARTS).contains(&parts) {
                    out.push_compound(parts);
                }
                parts = 0;
            }
        }
    }

    fn skip_blob(&mut self, out: &mut Tokens) -> bool {
        if self.at < self.solid_until {
            return false;
        }
        let run = &self.text[self.at..self.end];
        let mut length = 0;
        let end = run.char_indices().find(|&(_, c)| {
            length += 1;
            !(is_word(c) && !is_spaceless(c) || "+/=_-%".contains(c))
        });
        let (bytes, length) = end.map_or((run.len(), length), |(at, _)| (at, length - 1));
        self.solid_until = self.at + bytes;
        let is_blob = length >= BLOB_CHARS;
        if is_blob {
            self.at = self.solid_until;
            out.next_position += 1;
        }
        is_blob
    }

    /// Reads one word; true when a hyphen ties it to the next.
    fn word(&mut self, first: char, out: &mut Tokens) -> bool {
        let start = self.at;
        let folded_from = out.folded.len();
        let mut end = self.at + first.len_utf8();
        fold_char(first, &mut out.folded);
        if is_spaceless(first) {
            self.at = end;
            out.push(folded_from, Span::new(start, end));
            return false;
        }
        let (mut is_linked, mut is_acronym, mut last) = (false, first.is_alphabetic(), first);
        let mut run = 1;
        loop {
            self.at = end;
            let Some(c) = self.peek(end).filter(|&c| !is_spaceless(c)) else { break };
            let after = end + c.len_utf8();
            if is_word(c) {
                fold_char(c, &mut out.folded);
                run += 1;
                last = c;
            } else if !is_invisible(c) {
                let is_digit = last.is_ascii_digit();
                is_acronym &= run == 1;
                match c {
                    _ if !self.is_word_at(after) => break,
                    '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => {
                        if matches!(self.peek(after), Some('s' | 'S')) && !self.is_word_at(after + 1) {
                            self.at = after + 1;
                            break;
                        }
                    }
                    '-' | '‐' | '‑' => {
                        is_linked = !self.peek(after).is_some_and(is_spaceless);
                        self.at = after;
                        break;
                    }
                    '.' if is_digit && self.bytes[after].is_ascii_digit() => out.folded.push('.'),
                    '.' if is_acronym && self.is_single_letter(after) => run = 0,
                    ',' if is_digit && self.is_digit_group(after) => {}
                    _ => break,
                }
            }
            end = after;
        }
        out.push(folded_from, Span::new(start, end));
        is_linked
    }

    fn is_single_letter(&self, at: usize) -> bool {
        self.peek(at).is_some_and(|c| c.is_alphabetic() && !self.is_word_at(at + c.len_utf8()))
    }

    fn is_digit_group(&self, at: usize) -> bool {
        let is_digit = |at: usize| self.peek(at).is_some_and(|c| c.is_ascii_digit());
        (at..at + 3).all(is_digit) && !is_digit(at + 3)
    }
}

fn is_word(c: char) -> bool {
    // U+02B9 to U+02BC are letters by their category and apostrophes by their use.
    let is_odd = |c| is_invisible(c) || matches!(c, '\u{2B9}'..='\u{2BC}');
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() && !is_odd(c) }
}

fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{300}'..='\u{36F}')
}

/// The letter under the diacritic for U+00E0 to U+024F and U+1E00 to U+1EFF, a dot where there is none: the first
/// character of the canonical decomposition (Unicode 15), and by look for crossed and dotless letters.
const LATIN: &[u8; 0x170] =
    b"aaaaaa.ceeeeiiiidnooooo.ouuuuy.y.a.a.a.c.c.c.c.d.d.e.e.e.e.e.g.g.g.g.h.h.i.i.i.i.i...j.kk.l.l.l...l.\
n.n.n..n.o.o.o...r.r.r.s.s.s.s.t.t.t.u.u.u.u.u.u.w.y..z.z.zsb.................f......kl...n..o......\
.....t..u...y.z.......................a.i.o.u.u.u.u.u..a.a...g.g.k.o.o..j....g...n.a.....a.a.e.e.i.i\
.o.o.r.r.u.u.s.t...h.d...z.a.e.o.o.o.o.ylnt.....c..sz......e.j...r.y";
const LATIN_MORE: &[u8; 0x100] =
    b".a.b.b.b.c.d.d.d.d.d.e.e.e.e.e.f.g.h.h.h.h.h.i.i.k.k.k.l.l.l.l.m.m.m.n.n.n.n.o.o.o.o.p.p.r.r.r.r.s.s\
.s.s.s.t.t.t.t.u.u.u.u.u.v.v.w.w.w.w.w.x.x.y.z.z.zhtwy.......a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e.e.e.e.e\
.i.i.o.o.o.o.o.o.o.o.o.o.o.o.u.u.u.u.u.u.u.y.y.y.y......";

fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase().filter(|&c| !is_invisible(c)) {
        let code = c as usize;
        let base = match code {
            0xE0..0x250 => LATIN[code - 0xE0],
            0x1E00..0x1F00 => LATIN_MORE[code - 0x1E00],
            _ => b'.',
        };
        if base != b'.' {
            out.push(base as char);
            continue;
        }
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            _ => out.push(match c {
                'ə' => 'a',
                'ё' => 'е',
                'й' => 'и',
                'ї' => 'і',
                'ў' => 'у',
                'ς' => 'σ',
                'ά' => 'α',
                'έ' => 'ε',
                'ή' => 'η',
                'ί' | 'ϊ' | 'ΐ' => 'ι',
                'ό' => 'ο',
                'ύ' | 'ϋ' | 'ΰ' => 'υ',
                'ώ' => 'ω',
                '\u{FF10}'..='\u{FF5A}' => (code - 0xFEE0) as u8 as char,
                _ => c,
            }),
        }
    }
}

/// What a folded word and its plural share: a head of the word and what stands for the rest.
///
/// The S-stemmer of D. Harman, "How effective is suffixing?" (JASIS 42, 1991), widened by the sibilant plurals it
/// leaves apart (clash, clashes). Words of three letters or fewer and "news" stay as they are.
pub fn stem(word: &str) -> (&str, &'static str) {
    /// Plurals in -es whose singular ends before the e.
    const SIBILANT: [&str; 9] = ["shes", "sses", "xes", "tches", "rches", "nches", "eaches", "eeches", "oaches"];
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| word.ends_with(suffix));
    let cut = |bytes: usize| &word[..word.len() - bytes];
    let bytes = word.as_bytes();
    if bytes.len() <= 3
        || bytes[bytes.len() - 1] != b's'
        || word == "news"
        || !bytes[bytes.len() - 2].is_ascii_lowercase()
    {
        (word, "")
    } else if ends(&["ies"]) && !ends(&["eies", "aies"]) {
        (cut(3), "y")
    } else if ends(&SIBILANT) {
        (cut(2), "")
    } else if !ends(&["us", "ss"]) {
        (cut(1), "")
    } else {
        (word, "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Folded words with positions; a compound in brackets.
    fn show(text: &str) -> String {
        let tokens = Tokens::of(text);
        let word = |token: &Token| match token.is_compound {
            true => format!("[{}]{}", tokens.word(token), token.position),
            false => format!("{}{}", tokens.word(token), token.position),
        };
        tokens.list().iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn folds_words() {
        let blob = "QUJD".repeat(20);
        for (text, expected) in [
            ("The Quick, brown", "the2 quick3 brown4"),
            ("Müller ÉCLAIR Łódź Straße Æon", "muller2 eclair3 lodz4 strasse5 aeon6"),
            ("cafe\u{301} İzmir ﬁre", "cafe2 izmir3 fire4"),
            ("O’Brien O'Brien OʼBrien", "obrien2 obrien3 obrien4"),
            ("Bell's Bell’s bells' 'quoted'", "bell2 bell3 bells4 quoted5"),
            ("peace-keeping", "peace2 [peacekeeping]2 keeping3"),
            ("state-of-the-art", "state2 of3 the4 art5"),
            ("2021-22 covid-19", "20212 223 covid4 [covid19]4 195"),
            ("so\u{AD}ft zero\u{200B}width", "soft2 zerowidth3"),
            ("1,000 1,00 3.5 12,345,678 in 2021.We", "10002 13 004 3.55 123456786 in7 20218 we9"),
            ("the U.S. and U.S.A. said.He J.Smith", "the2 us3 and4 usa5 said6 he7 j8 smith9"),
            ("no\u{A0}break\u{202F}space", "no2 break3 space4"),
            ("中国 abc", "中2 国3 abc4"),
            ("ЁЛКА ёлка", "елка2 елка3"),
            (&format!("before {blob} after"), "before2 after4"),
            ("— … !", ""),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn spans_leave_the_possessive_out() {
        let text = "In Bell’s U.S. peace-keeping";
        let tokens = Tokens::of(text);
        let spans: Vec<_> = tokens.list().iter().map(|token| token.span.of(text)).collect();
        assert_eq!(spans, ["In", "Bell", "U.S", "peace", "peace-keeping", "keeping"]);
    }

    #[test]
    fn plurals_share_a_stem() {
        for (a, b) in [
            ("soldier", "soldiers"),
            ("country", "countries"),
            ("clash", "clashes"),
            ("loss", "losses"),
            ("house", "houses"),
            ("match", "matches"),
        ] {
            assert_eq!([stem(a).0, stem(a).1].concat(), [stem(b).0, stem(b).1].concat());
        }
        for (a, b) in [("new", "news"), ("hi", "his"), ("viru", "virus"), ("pres", "press"), ("1990", "1990s")] {
            assert_ne!([stem(a).0, stem(a).1].concat(), [stem(b).0, stem(b).1].concat());
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_valid_words(text in "\\PC{0,80}|[a-c'’.,\\-1 \u{300}\u{345}é中]{0,60}") {
            let tokens = Tokens::of(&text);
            let mut before = 0;
            for token in tokens.list() {
                prop_assert!(token.span.is_valid_in(&text) && !token.span.is_empty());
                prop_assert!(!tokens.word(token).is_empty());
                prop_assert!(token.position >= before);
                before = token.position;
                // Folding again changes nothing but what is split off.
                let again = Tokens::of(tokens.word(token));
                prop_assert!(!again.list().is_empty());
            }
        }

        #[test]
        fn stems_are_stable(word in "[a-e]{0,3}(s|es|ies|ches|ss|us)?") {
            let once = [stem(&word).0, stem(&word).1].concat();
            prop_assert_eq!([stem(&once).0, stem(&once).1].concat(), once);
        }
    }
}
