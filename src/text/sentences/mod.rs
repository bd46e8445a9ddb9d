//! Splits the story blocks into sentences.
//!
//! One pass over the bytes of a block looks for a run of marks that may end a sentence (`.` `?` `!` `…`, also spaced
//! out as `. . .`), takes the closing quotation marks and brackets after it, and asks three things: is the word before
//! an abbreviation, what opens the next word, and is there a blank between. Text from the web needs the last one:
//! copying loses blanks, so a small letter, a stop and a capital are a boundary too, unless they look like an address.
//!
//! Rules are ordered by certainty, in [`ends_at`]; lists of words are in `lexicon`. Work is linear: looking back stops
//! after [`WORD_BYTES`].

use super::*;

mod lexicon;

/// A longer run of letters is no word that a rule knows, in bytes.
const WORD_BYTES: usize = 40;

/// A longer stretch without an end is a table or lines run together, no sentence, and is cut at a blank: what reads a
/// sentence may go over all of it for each of its words.
const LONGEST_BYTES: usize = 4_000;

/// The sentences of headline, paragraph, caption and notice blocks, in order.
///
/// With `is_plain` a line end always ends a sentence; otherwise a line end inside a block is a blank.
pub fn split(text: &str, blocks: &IdVec<BlockId, Block>, is_plain: bool) -> IdVec<SentenceId, Span> {
    let mut sentences = IdVec::new();
    for block in blocks.iter().filter(|block| block.kind.is_story()) {
        let mut start = block.span.start as usize;
        let parts: Vec<&str> =
            if is_plain { block.span.of(text).split('\n').collect() } else { vec![block.span.of(text)] };
        for part in parts {
            split_line(part, start, &mut sentences);
            start += part.len() + 1;
        }
    }
    sentences
}

/// Sentences of one stretch of text that begins at byte `offset` of the document.
fn split_line(line: &str, offset: usize, sentences: &mut IdVec<SentenceId, Span>) {
    let mut from = 0;
    let mut push = |from: usize, to: usize| {
        let mut rest = line[from..to].trim();
        let mut start = to - line[from..to].trim_start().len();
        while !rest.is_empty() {
            let length = piece_bytes(rest);
            sentences.push(Span::new(offset + start, offset + start + rest[..length].trim_end().len()));
            let after = rest[length..].trim_start();
            start += rest.len() - after.len();
            rest = after;
        }
    };
    let mut is_quote_open = false;
    let mut at = 0;
    let bytes = line.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                is_quote_open = !is_quote_open;
                at += 1;
            }
            b'.' | b'?' | b'!' | 0xe2 if mark_bytes(&line[at..]) > 0 => {
                let marks = Marks::read(line, at);
                let end = closed(line, marks.end, is_quote_open);
                if line[marks.end..end].contains('"') {
                    is_quote_open = !is_quote_open;
                }
                if ends_at(line, &marks, end) {
                    push(from, end);
                    from = end;
                    // A mark left open by mistake must not reach into the next sentence; a long quotation may.
                }
                at = end.max(marks.end);
            }
            _ => at += next_char_bytes(bytes[at]),
        }
    }
    push(from, line.len());
}

/// How much of `text`, which begins with no blank, makes one sentence: all, or up to a blank where it is too long.
fn piece_bytes(text: &str) -> usize {
    if text.len() <= LONGEST_BYTES {
        return text.len();
    }
    let near = text[..text.floor_char_boundary(LONGEST_BYTES)].rfind(char::is_whitespace);
    near.or_else(|| text.find(char::is_whitespace)).unwrap_or(text.len())
}

/// The length of a character by its first byte.
fn next_char_bytes(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

/// The length of an end mark at the head of `rest`, 0 where there is none.
fn mark_bytes(rest: &str) -> usize {
    match rest.chars().next() {
        Some('.' | '?' | '!') => 1,
        Some('…') => 3,
        _ => 0,
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Dot,
    Ellipsis,
    /// With a mark of question or exclamation.
    Strong,
}

/// A run of end marks.
struct Marks {
    start: usize,
    end: usize,
    kind: Kind,
}

impl Marks {
    fn read(line: &str, start: usize) -> Marks {
        let mut end = start;
        let (mut dots, mut is_strong) = (0, false);
        loop {
            let rest = &line[end..];
            let length = mark_bytes(rest);
            if length > 0 {
                is_strong |= !rest.starts_with(['.', '…']);
                dots += if length == 3 { 3 } else { 1 };
                end += length;
            } else if !is_strong
                && let Some(blank) = rest.chars().next().filter(|&c| c == ' ' || c == '\u{a0}')
                && rest[blank.len_utf8()..].starts_with(". .") | (dots > 1 && rest[blank.len_utf8()..].starts_with('.'))
            {
                end += blank.len_utf8();
            } else {
                break;
            }
        }
        let kind = if is_strong {
            Kind::Strong
        } else if dots > 1 {
            Kind::Ellipsis
        } else {
            Kind::Dot
        };
        Marks { start, end, kind }
    }
}

/// Where the closing quotation marks, brackets and note numbers after a run of marks end.
fn closed(line: &str, from: usize, is_quote_open: bool) -> usize {
    let mut end = from;
    let mut is_open = is_quote_open;
    loop {
        let rest = &line[end..];
        let Some(c) = rest.chars().next() else { return end };
        let after = rest[c.len_utf8()..].chars().next();
        let is_closer = match c {
            '”' | '»' | ')' | ']' => true,
            '’' | '\'' => after.is_none_or(|it| !it.is_alphanumeric()),
            '"' => std::mem::take(&mut is_open) || after.is_none_or(|it| !it.is_alphanumeric()),
            '[' => {
                if let Some(note) = note_number_bytes(rest) {
                    end += note;
                    continue;
                }
                false
            }
            // A blank between stop and closing mark: "went home. ” she said".
            ' ' | '\u{a0}' => match after {
                Some('”') => true,
                Some('"') => is_open && rest.chars().nth(2).is_none_or(char::is_whitespace),
                _ => false,
            },
            _ => false,
        };
        if !is_closer {
            return end;
        }
        end += c.len_utf8();
    }
}

/// The length of "[12]" at the head of `rest`.
fn note_number_bytes(rest: &str) -> Option<usize> {
    let digits = rest.bytes().skip(1).take(4).take_while(u8::is_ascii_digit).count();
    (digits > 0 && rest[1 + digits..].starts_with(']')).then_some(digits + 2)
}

/// Whether a sentence ends at `end`, after `marks` and what closes behind them.
fn ends_at(line: &str, marks: &Marks, end: usize) -> bool {
    let rest = &line[end..];
    let next = rest.trim_start();
    if next.is_empty() {
        return true;
    }
    let before = word_before(&line[..marks.start]);
    if next.len() == rest.len() {
        // "I give you...Rocky" is a pause.
        return marks.kind != Kind::Ellipsis && is_glued(line, marks, before, next);
    }
    let bare = next.trim_start_matches(is_opening);
    let is_quoted = bare.len() < next.len();
    let Some(first) = bare.chars().next() else { return false };
    let word = first_word(bare);
    if is_single_letter(word) && is_single_letter(before) && bare[word.len()..].starts_with('.') {
        // The second letter of "L. A." or "J. K. Rowling", though "A" and "I" open sentences.
        return false;
    }
    if first.is_lowercase() && !word.chars().nth(1).is_some_and(char::is_uppercase) {
        return marks.kind == Kind::Dot && is_quoted && !is_abbreviation(before, word, first);
    }
    if matches!(first, '–' | '—' | '-' | ',' | ';' | ':' | '/' | ')') {
        return false;
    }
    let closes_quote = line[marks.end..end].contains(['”', '"', '’', '»']);
    if closes_quote && is_attribution(bare, marks.kind) {
        return false;
    }
    match marks.kind {
        Kind::Strong => !lexicon::is_exclaimed_name(before) || lexicon::opens_sentences(word),
        Kind::Ellipsis => {
            !line[..marks.start].ends_with([' ', '\u{a0}']) || lexicon::opens_sentences(word) && word != "I"
        }
        Kind::Dot => !is_abbreviation(before, word, first),
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '"' | '\'' | '«' | '„' | '(' | '[' | '¿' | '¡')
}

/// Whether the stop after `before` belongs to it, with `word` (beginning with `first`) next.
fn is_abbreviation(before: &str, word: &str, first: char) -> bool {
    if lexicon::is_never_last(before) || lexicon::is_title(before) {
        return true;
    }
    if matches!(before, "a" | "an" | "the") {
        return true;
    }
    if first.is_numeric() {
        // Tokenised corpora write "5.9" as "5. 9" and "$5.05" as "$5. 05"; no sentence begins with "05".
        let whole = before.rsplit(['$', '€', '£', '¥']).next().unwrap_or(before);
        let is_fraction = word.len() == 1 || word.len() == 2 && first == '0';
        let is_parted_decimal = whole.len() <= 2 && whole.bytes().all(|it| it.is_ascii_digit()) && is_fraction;
        return is_parted_decimal
            || lexicon::stands_before_numbers(before)
            || is_single_letter(before)
            || lexicon::is_often_inside(before);
    }
    if matches!(before, "a.m" | "p.m" | "A.M" | "P.M" | "m") {
        return lexicon::follows_hours(word);
    }
    let is_shortened = is_single_letter(before) || is_dotted(before) || lexicon::is_often_inside(before);
    is_shortened && !lexicon::opens_sentences(word)
}

/// An initial.
fn is_single_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| c.is_uppercase() || matches!(c, 'p' | 'c' | 'v')) && letters.next().is_none()
}

/// "U.S", "Ph.D", "J.K": letters in ones and twos between dots.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
}

/// Whether words such as "Mayor Novak said" follow, which give the quotation before them to its speaker.
fn is_attribution(bare: &str, kind: Kind) -> bool {
    let words = bare.split_whitespace().take(5);
    for (number, word) in words.enumerate() {
        let plain = word.trim_end_matches(['.', ',', ':', ';']);
        if number > 0 && lexicon::is_speech(plain) {
            // After a full stop only a bare "Novak said." can be one: "Novak said he had left" opens a sentence.
            return kind != Kind::Dot || plain.len() < word.len();
        }
        if !plain.starts_with(char::is_uppercase) || number == 0 && lexicon::opens_sentences(plain) && plain.len() > 3 {
            return false;
        }
    }
    false
}

/// A boundary without a blank: "went home.Rain fell", "a threat\".Novak said".
fn is_glued(line: &str, marks: &Marks, before: &str, next: &str) -> bool {
    let Some(last) = line[..marks.start].chars().next_back() else { return false };
    let bare = next.trim_start_matches(['“', '‘', '"', '@']);
    let word = first_word(bare);
    let ends_a_word = last.is_lowercase() && before.chars().nth(1).is_some()
        || matches!(last, '”' | '"' | '’' | ')' | '%')
        || last.is_ascii_digit() && before.len() > 1;
    let is_capital = bare.chars().next().is_some_and(char::is_uppercase)
        && (bare.len() < next.len() || word.chars().count() > 1 || matches!(word, "A" | "I"));
    ends_a_word
        && is_capital
        && !lexicon::is_domain(word)
        && !lexicon::is_title(before)
        && !lexicon::is_never_last(before)
        && !lexicon::stands_before_numbers(before)
        && !is_address(line, marks.start)
}

/// Whether the unbroken run of characters up to `at` is an internet address or a file.
fn is_address(line: &str, at: usize) -> bool {
    let floor = line.floor_char_boundary(at.saturating_sub(4 * WORD_BYTES));
    let run = line[floor..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    run.contains("://") || run.contains('@') || run.starts_with("www.") || run.contains('/') && run.contains('.')
}

/// The word that ends at the end of `text`, inner dots included, brackets and quotation marks left out.
fn word_before(text: &str) -> &str {
    let trimmed = text.trim_end_matches([' ', '\u{a0}', '”', '"', '’', ')', '\'']);
    let floor = trimmed.floor_char_boundary(trimmed.len().saturating_sub(WORD_BYTES));
    let is_outside = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '’'));
    let start = trimmed[floor..].rfind(is_outside).map_or(floor, |at| {
        let at = floor + at;
        at + trimmed[at..].chars().next().map_or(0, char::len_utf8)
    });
    trimmed[start..].trim_start_matches(['.', '\'', '’'])
}

/// The word at the head of `text`.
fn first_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(WORD_BYTES)
        .find(|&(_, c)| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .map_or_else(|| text.floor_char_boundary(WORD_BYTES), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests;
