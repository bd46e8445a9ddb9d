//! Words and marks with their spans: the one tokeniser of the text room.
//!
//! [`tokenize`] runs once over an article; every later reader (names, figures, quotes, index) takes its slice with
//! [`tokens_in`]. White space is skipped, everything else lies in exactly one [`Token`], in order, without overlap.
//!
//! A word is a run of letters and digits. What joins or parts it was chosen for names in English news:
//!
//! | text | tokens | because |
//! | --- | --- | --- |
//! | `U.S.` `J.` `a.m.` | one | the dot belongs to the abbreviation |
//! | `said.The` `2022.The` | three | a full stop whose space was lost |
//! | `example.com` | one | a host name is no sentence end |
//! | `al-Assad` `Guinea-Bissau` `peace-keeping` | one | a hyphen inside a word |
//! | `ex-Beatle` `anti-Nixon` | three | what is set before a name by a small prefix ([`PREFIXES`]) |
//! | `Berlin-based` `Russia-led` | three | the name before a hyphen and a small letter stands alone |
//! | `O'Brien` `don't` | one | an apostrophe inside a word |
//! | `Obama's` `it's` `they’ll` | two: `Obama` `'s` | possessive and clitics are no part of a name |
//! | `1,000` `3.5` | one | digit groups |
//! | `AT&T` | one | at most two letters before the `&` |
//!
//! Marks are one character each.

use crate::base::Span;

/// What a token is made of, told by its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Begins with a letter, or is a clitic such as `'s`.
    Word,
    /// Begins with a digit.
    Number,
    /// One character that is neither letter, digit nor white space.
    Mark,
}

/// A word, number or mark of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
}

impl Token {
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }

    pub fn is_word(self) -> bool {
        self.kind == TokenKind::Word
    }
}

/// All tokens of `text`, in order. Linear in the length of the text, whatever it holds.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let after = at + first.len_utf8();
        if first.is_whitespace() {
            at = after;
        } else if is_word_char(first) {
            let end = word_end(text, at, first);
            let kind = if first.is_numeric() { TokenKind::Number } else { TokenKind::Word };
            tokens.push(Token { span: Span::new(at, end), kind });
            at = end;
            if let Some(end) = clitic_end(text, at) {
                tokens.push(Token { span: Span::new(at, end), kind: TokenKind::Word });
                at = end;
            }
        } else {
            tokens.push(Token { span: Span::new(at, after), kind: TokenKind::Mark });
            at = after;
        }
    }
    tokens
}

/// The tokens that begin inside `span`. `tokens` must be sorted, as [`tokenize`] returns them.
pub fn tokens_in(tokens: &[Token], span: Span) -> &[Token] {
    let from = tokens.partition_point(|token| token.span.start < span.start);
    let to = tokens.partition_point(|token| token.span.start < span.end);
    &tokens[from..to.max(from)]
}

/// Letters, digits, and what may stand inside a word without being seen: combining accents, the soft hyphen.
pub(crate) fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{ad}'
    }
}

/// Prefixes that a hyphen sets before a name; the Arabic article and its like (`al-Assad`) are not among them.
const PREFIXES: &[&str] = &[
    "anti", "co", "ex", "half", "inter", "intra", "mid", "neo", "non", "part", "post", "pre", "pro", "quasi", "semi",
    "sub", "then", "trans", "un",
];

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

/// The end of the word that begins at `start` with the character `first`.
fn word_end(text: &str, start: usize, first: char) -> usize {
    let mut end = start + first.len_utf8();
    let mut last = first;
    loop {
        let mut following = text[end..].chars();
        let Some(joint) = following.next() else { return end };
        if is_word_char(joint) {
            end += joint.len_utf8();
            last = joint;
            continue;
        }
        let next = following.next().filter(|&c| is_word_char(c));
        match (joint, next) {
            ('.', None) if is_dotted_abbreviation(&text[start..end]) => return end + 1,
            (_, Some(next)) if joins(text, start, end, (first, last, joint, next)) => {
                end += joint.len_utf8() + next.len_utf8();
                last = next;
            }
            _ => return end,
        }
    }
}

/// Whether the mark `joint` at `end` ties the word begun at `start` to the letter or digit `next`.
fn joins(text: &str, start: usize, end: usize, (first, last, joint, next): (char, char, char, char)) -> bool {
    match joint {
        '.' if last.is_numeric() => next.is_numeric(),
        '.' if !next.is_alphabetic() => false,
        // "said.The" has lost a space; "Ph.D" has not.
        '.' => !(last.is_lowercase() && next.is_uppercase()) || (first.is_uppercase() && end - start <= 2),
        ',' => last.is_ascii_digit() && next.is_ascii_digit(),
        '&' => end - start <= 2,
        '-' | '\u{2010}' | '\u{2011}' if next.is_uppercase() => !PREFIXES.contains(&&text[start..end]),
        '-' | '\u{2010}' | '\u{2011}' => !(first.is_uppercase() && next.is_lowercase()),
        c if is_apostrophe(c) => clitic_end(text, end).is_none(),
        _ => false,
    }
}

/// Whether `word`, which a full stop follows, keeps it: a single capital, or letters already dotted ("U.S", "a.m").
fn is_dotted_abbreviation(word: &str) -> bool {
    let mut chars = word.chars();
    let is_initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    is_initial || (word.len() <= 16 && word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2))
}

/// The end of a possessive or clitic that begins with an apostrophe at `at`.
fn clitic_end(text: &str, at: usize) -> Option<usize> {
    let apostrophe = text[at..].chars().next().filter(|&c| is_apostrophe(c))?;
    let from = at + apostrophe.len_utf8();
    let length: usize = text[from..].chars().take(3).take_while(|&c| is_word_char(c)).map(char::len_utf8).sum();
    let is_clitic =
        ["s", "re", "ve", "ll", "d", "m"].iter().any(|clitic| text[from..from + length].eq_ignore_ascii_case(clitic));
    is_clitic.then_some(from + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).into_iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn parts_words_and_marks() {
        for (text, expected) in [
            ("The U.S. and J. K. Rowling", "The|U.S.|and|J.|K.|Rowling"),
            ("at 9 a.m. today", "at|9|a.m.|today"),
            ("he said.The rest", "he|said|.|The|rest"),
            ("in 2022.The rest", "in|2022|.|The|rest"),
            ("a Ph.D. from example.com.", "a|Ph.D.|from|example.com|."),
            ("Bashar al-Assad, Guinea-Bissau", "Bashar|al-Assad|,|Guinea-Bissau"),
            ("Berlin-based, Russia-led", "Berlin|-|based|,|Russia|-|led"),
            ("an ex-Beatle, pro-Nixon el-Sisi", "an|ex|-|Beatle|,|pro|-|Nixon|el-Sisi"),
            ("O'Brien's dog doesn’t", "O'Brien|'s|dog|doesn’t"),
            ("They’ll say it'd work", "They|’ll|say|it|'d|work"),
            ("the workers' 'pay'", "the|workers|'|'|pay|'"),
            ("1,000 or 3.5, 12", "1,000|or|3.5|,|12"),
            ("AT&T and Marks&Spencer", "AT&T|and|Marks|&|Spencer"),
            ("end. Next", "end|.|Next"),
            ("“Yes,” he…", "“|Yes|,|”|he|…"),
            ("e\u{301}tat co\u{ad}op 東京都", "e\u{301}tat|co\u{ad}op|東京都"),
            ("", ""),
        ] {
            assert_eq!(words(text).join("|"), expected);
        }
    }

    #[test]
    fn tells_kinds() {
        let text = "On 6 January, 20-year-old's";
        let kinds: Vec<_> = tokenize(text).into_iter().map(|token| token.kind).collect();
        use TokenKind::*;
        assert_eq!(kinds, [Word, Number, Word, Mark, Number, Word]);
    }

    #[test]
    fn slices_by_span() {
        let text = "One two. Three four.";
        let tokens = tokenize(text);
        let second = tokens_in(&tokens, Span::new(9, 20));
        assert_eq!(second.iter().map(|token| token.of(text)).collect::<Vec<_>>(), ["Three", "four", "."]);
        assert!(tokens_in(&tokens, Span::new(20, 20)).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn covers_everything_but_white_space(text in "\\PC*|[a-zA-Z.'’&,\\- 0-9\n]{0,60}") {
            let mut at = 0;
            for token in tokenize(&text) {
                proptest::prop_assert!(token.span.is_valid_in(&text) && !token.span.is_empty());
                proptest::prop_assert!(text[at..token.span.start as usize].chars().all(char::is_whitespace));
                at = token.span.end as usize;
            }
            proptest::prop_assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
