//! Links to a passage by its words: the TextQuoteSelector of the W3C Web Annotation Data Model (2017), section 4.2.4.
//!
//! A passage is named by its own words and some text before and after. It is found again in three steps: its words as
//! they are, told apart by the text around them where they stand several times; else its folded words in a row
//! (another kind of quotation mark, another blank, a new line); else the nearest run of words in which at most one
//! word in [`WORDS_A_SLIP`] was added, left out or changed.

use super::fold::{Token, Tokens};
use super::postings::Interner;
use crate::base::Span;

/// Characters of context at first, as in the examples of the annotation tools; doubled while the passage is not unique.
const CONTEXT_CHARS: usize = 32;
/// Context of more characters than this does not stand in an address.
const MAX_CONTEXT_CHARS: usize = 512;
/// A passage found again may differ in one word of so many: as with Hypothesis, which allows a quarter.
const WORDS_A_SLIP: usize = 4;
/// Where words stand several times, one is taken for the passage meant only if so many bytes around it agree: about a word
/// of English with its blanks (5.1 letters on average, as in Norvig's count of Google Books).
const LEAST_CONTEXT_BYTES: usize = 7;
/// Words of text times words of the passage beyond which we do not look for near runs: half a second in the page.
const MAX_STEPS: usize = 50_000_000;

/// A passage with the text around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextQuote {
    pub prefix: String,
    pub exact: String,
    pub suffix: String,
}

/// Names a passage so that [`find_quote`] finds it again; empty for a span that does not lie in the text. The blocks are
/// those of the text.
pub fn quote_selector(text: &str, blocks: &Blocks, span: Span) -> TextQuote {
    // Of places whose surroundings agree whole the first is found.
    with_context(text, span, |quote| {
        let from = span.start as usize - quote.prefix.len();
        let to = span.end as usize + quote.suffix.len();
        !blocks.is_before(text, from, &text[from..to])
    })
}

/// Bytes of a block.
const BLOCK: usize = 32;

/// Where the parts of a text stand, so that in a long one it is quickly told whether words stand twice: a block begins at
/// every 32nd byte, and wherever 63 bytes stand, they hold a whole one.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    /// By its hash, the number of the first block, from 1; 0 for none.
    first: Vec<u32>,
    /// For each block the next one with the same hash.
    next: Vec<u32>,
}

impl Blocks {
    pub fn of(text: &str) -> Blocks {
        let blocks = text.as_bytes().chunks_exact(BLOCK);
        let mut found = Blocks { first: vec![0; blocks.len().next_power_of_two()], next: vec![0; blocks.len()] };
        for (number, block) in blocks.enumerate().rev() {
            let slot = found.slot(block);
            found.next[number] = std::mem::replace(&mut found.first[slot], number as u32 + 1);
        }
        found
    }

    /// FNV-1a, over eight bytes at a time.
    fn slot(&self, block: &[u8]) -> usize {
        let hash = block.chunks_exact(8).fold(0xcbf2_9ce4_8422_2325_u64, |hash, bytes| {
            let word = bytes.iter().fold(0, |word, &byte| word << 8 | u64::from(byte));
            (hash ^ word).wrapping_mul(0x0100_0000_01b3)
        });
        (hash ^ hash >> 32) as usize & (self.first.len() - 1)
    }

    /// Whether the words that stand at `at` stand anywhere before.
    fn is_before(&self, text: &str, at: usize, words: &str) -> bool {
        if words.len() < 2 * BLOCK - 1 {
            return text.find(words).is_some_and(|first| first < at);
        }
        let (text, words) = (text.as_bytes(), words.as_bytes());
        let holds = |offset: usize| {
            let mut next = self.first[self.slot(&words[offset..offset + BLOCK])] as usize;
            while next > 0 && (next - 1) * BLOCK < at + offset {
                let block = (next - 1) * BLOCK;
                if block >= offset && text[block - offset..].starts_with(words) {
                    return true;
                }
                next = self.next[next - 1] as usize;
            }
            false
        };
        (0..BLOCK).any(holds)
    }
}

/// Names a passage so that [`find_only`] finds it again, which may take more of the text around it.
pub fn only_selector(text: &str, span: Span) -> TextQuote {
    with_context(text, span, |quote| find_only(text, quote) == Ok(span))
}

fn with_context(text: &str, span: Span, is_enough: impl Fn(&TextQuote) -> bool) -> TextQuote {
    if !span.is_valid_in(text) {
        return TextQuote::default();
    }
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let mut width = CONTEXT_CHARS;
    loop {
        let from = before.char_indices().rev().nth(width - 1).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(width).map_or(after.len(), |(at, _)| at);
        let quote = TextQuote {
            prefix: before[from..].to_string(),
            exact: span.of(text).to_string(),
            suffix: after[..to].to_string(),
        };
        let is_all = from == 0 && to == after.len();
        width *= 2;
        if is_all || width > MAX_CONTEXT_CHARS || is_enough(&quote) {
            return quote;
        }
    }
}

/// Finds a passage, also where the text around it or a few words in it have changed.
pub fn find_quote(text: &str, quote: &TextQuote) -> Option<Span> {
    if quote.exact.is_empty() {
        return None;
    }
    find_exact(text, quote).or_else(|| find_near(text, quote).map(|(span, _)| span))
}

/// Why no place is the one that a passage names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Its words stand nowhere, nor words much like them.
    Nowhere,
    /// They stand so many times, and the text around them does not tell which is meant.
    Times(usize),
}

/// Finds a passage where it is beyond doubt which place is meant: what a person tied to it would else move silently.
pub fn find_only(text: &str, quote: &TextQuote) -> Result<Span, Lost> {
    if quote.exact.is_empty() {
        return Err(Lost::Nowhere);
    }
    let Some(span) = find_exact(text, quote) else {
        return match find_near(text, quote) {
            Some((span, 1)) => Ok(span),
            Some((_, times)) => Err(Lost::Times(times)),
            None => Err(Lost::Nowhere),
        };
    };
    let best = agreement(text, quote, span.start as usize);
    let (mut all, mut equals, mut from) = (0, 0, 0);
    while let Some(at) = text[from..].find(&quote.exact).map(|at| from + at) {
        all += 1;
        equals += usize::from(agreement(text, quote, at) == best);
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
    }
    let has_context = best >= LEAST_CONTEXT_BYTES.min(quote.prefix.len() + quote.suffix.len());
    if all == 1 || (equals == 1 && has_context) { Ok(span) } else { Err(Lost::Times(all)) }
}

/// Bytes around the words at `at` that agree with those around the passage.
fn agreement(text: &str, quote: &TextQuote, at: usize) -> usize {
    shared(text[..at].chars().rev(), quote.prefix.chars().rev())
        + shared(text[at + quote.exact.len()..].chars(), quote.suffix.chars())
}

/// The occurrence whose surroundings agree furthest with the context, of equals the first.
fn find_exact(text: &str, quote: &TextQuote) -> Option<Span> {
    let most = quote.prefix.len() + quote.suffix.len();
    let mut best: Option<(usize, Span)> = None;
    let mut from = 0;
    while let Some(at) = text[from..].find(&quote.exact).map(|at| from + at) {
        let span = Span::new(at, at + quote.exact.len());
        let agreeing = agreement(text, quote, at);
        if best.is_none_or(|(furthest, _)| agreeing > furthest) {
            best = Some((agreeing, span));
        }
        if agreeing == most {
            break;
        }
        // Occurrences may overlap ("ana" in "banana").
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
    }
    best.map(|(_, span)| span)
}

/// Bytes in which two texts agree from their start on.
fn shared(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// The run of words nearest to the passage's own, by the semi-global alignment of P. Sellers, "The theory and
/// computation of evolutionary distances" (1980); of equals the one whose neighbours agree with the context. Says also
/// how many places are as near.
fn find_near(text: &str, quote: &TextQuote) -> Option<(Span, usize)> {
    let mut numbers = Interner::default();
    let (text_tokens, text_words) = read(text, &mut numbers);
    let (tokens, words) = read(&quote.exact, &mut numbers);
    let (_, before) = read(&quote.prefix, &mut numbers);
    let (_, after) = read(&quote.suffix, &mut numbers);
    if words.is_empty() || text_words.len().saturating_mul(words.len()) > MAX_STEPS {
        return None;
    }
    let slips = (words.len() / WORDS_A_SLIP) as u32;
    let mut best: Option<((u32, usize), usize, usize)> = None;
    let mut equals = 0;
    // For each number of words of the passage: the fewest slips that end here, and where the run starts.
    let mut row: Vec<(u32, usize)> = (0..=words.len()).map(|at| (at as u32, 0)).collect();
    for (end, &word) in text_words.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (0, end + 1);
        for at in 1..row.len() {
            let above = row[at];
            let same = (diagonal.0 + u32::from(words[at - 1] != word), diagonal.1);
            let more = (above.0 + 1, above.1);
            let less = (row[at - 1].0 + 1, row[at - 1].1);
            row[at] = same.min(more).min(less);
            diagonal = above;
        }
        let (distance, start) = row[words.len()];
        if distance <= slips && start <= end {
            let around = shared_words(text_words[..start].iter().rev(), before.iter().rev())
                + shared_words(text_words[end + 1..].iter(), after.iter());
            let rank = (distance, usize::MAX - around);
            match best {
                Some((least, _, last)) if rank == least => equals += usize::from(start > last),
                Some((least, ..)) if rank > least => {}
                _ => (best, equals) = (Some((rank, start, end)), 1),
            }
        }
    }
    let (_, start, end) = best?;
    let span = Span { start: text_tokens[start].span.start, end: text_tokens[end].span.end };
    let (first, last) = (tokens.first()?, tokens.last()?);
    let (head, tail) = (&quote.exact[..first.span.start as usize], &quote.exact[last.span.end as usize..]);
    Some((with_marks(text, span, head, tail), equals))
}

fn shared_words<'a>(a: impl Iterator<Item = &'a usize>, b: impl Iterator<Item = &'a usize>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

fn read(text: &str, numbers: &mut Interner) -> (Vec<Token>, Vec<usize>) {
    let tokens = Tokens::of(text);
    let plain = tokens.list().iter().copied().filter(|token| !token.is_compound);
    plain.map(|token| (token, numbers.intern(tokens.word(&token)))).unzip()
}

/// Takes in as many marks (quotation marks, a full stop) on either side as the passage has.
fn with_marks(text: &str, span: Span, before: &str, after: &str) -> Span {
    let is_mark = |c: &char| !c.is_alphanumeric() && !c.is_whitespace();
    let marks = |text: &str| text.chars().filter(is_mark).count();
    let bytes = |chars: &mut dyn Iterator<Item = char>, most: usize| -> u32 {
        chars.take(most).take_while(is_mark).map(|c| c.len_utf8() as u32).sum()
    };
    Span {
        start: span.start - bytes(&mut text[..span.start as usize].chars().rev(), marks(before)),
        end: span.end + bytes(&mut text[span.end as usize..].chars(), marks(after)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quote(prefix: &str, exact: &str, suffix: &str) -> TextQuote {
        TextQuote { prefix: prefix.into(), exact: exact.into(), suffix: suffix.into() }
    }

    fn named(text: &str, span: Span) -> TextQuote {
        quote_selector(text, &Blocks::of(text), span)
    }

    #[test]
    fn finds_what_was_named() {
        let text = "One ship sank. Two ships sank. “No one was hurt,” the harbour master of the old town said.";
        for (prefix, exact, suffix, expected) in [
            ("", "Two ships", "", Some("Two ships")),
            ("", "sank", "", Some("sank")),
            ("", "\"No one was hurt,\"", "", Some("“No one was hurt,”")),
            ("", "no  one\nWAS hurt", "", Some("No one was hurt")),
            ("", "the harbour master of the very old town said.", "", Some("the harbour master of the old town said.")),
            ("", "the harbour master of the small town", "", Some("the harbour master of the old town")),
            ("", "the mayor of a new village said", "", None),
            ("", "Three ships", "", None),
            ("", "", "", None),
            ("", "…", "", None),
        ] {
            let found = find_quote(text, &quote(prefix, exact, suffix));
            assert_eq!(found.map(|span| span.of(text)), expected, "{exact}");
        }
    }

    #[test]
    fn the_text_around_decides() {
        let text = "a storm came. a storm went. the Storm\tCame again";
        let at = |prefix, exact, suffix| find_quote(text, &quote(prefix, exact, suffix)).map(|span| span.start);
        assert_eq!(at("", "storm", " went"), Some(16));
        assert_eq!(at("came. a ", "storm", ""), Some(16));
        assert_eq!(at("", "storm", ""), Some(2));
        assert_eq!(at("the ", "STORM CAME", " again"), Some(32));
        assert_eq!(at("a ", "STORM CAME", ""), Some(2));
    }

    #[test]
    fn what_may_be_another_place_is_lost() {
        let text = "a storm came. a storm went. the Storm\tCame again. One ship sank.";
        let at = |prefix, exact, suffix| find_only(text, &quote(prefix, exact, suffix)).map(|span| span.start);
        assert_eq!(at("in a ", "storm", " went. the"), Ok(16));
        assert_eq!(at("", "storm", " went"), Ok(16), "all of a short context agrees");
        assert_eq!(at("", "storm", ""), Err(Lost::Times(2)));
        assert_eq!(at("in a ", "storm", " of words"), Err(Lost::Times(2)), "too little agrees");
        assert_eq!(at("of old ", "One ship", " swam"), Ok(50), "alone it needs no context");
        assert_eq!(at("", "A STORM", ""), Err(Lost::Times(2)));
        assert_eq!(at("", "A STORM", " went"), Ok(14));
        assert_eq!(at("", "no such words", ""), Err(Lost::Nowhere));
        assert_eq!(at("", "", ""), Err(Lost::Nowhere));
    }

    #[test]
    fn context_grows_until_it_tells_apart() {
        let text = format!("start {}", "the very same words stand here again and again ".repeat(9));
        let at = text.match_indices("stand").nth(4).unwrap().0;
        let span = Span::new(at, at + 5);
        let named = self::named(&text, span);
        assert_eq!(find_quote(&text, &named), Some(span));
        assert!(named.prefix.chars().count() > CONTEXT_CHARS);
        assert_eq!(self::named("é", Span::new(1, 2)), TextQuote::default());
        assert_eq!(self::named("e", Span::new(0, 9)), TextQuote::default());
    }

    proptest! {
        #[test]
        fn names_lead_back(text in "([a-e]{1,4}[ ,.“é]{1,2}){1,60}", from in 0usize..400, length in 1usize..60) {
            let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = from % (cuts.len() - 1);
            let span = Span::new(cuts[start], cuts[(start + length).min(cuts.len() - 1)]);
            // The longest context holds the whole of these texts, so that no two places look alike.
            prop_assert_eq!(find_quote(&text, &named(&text, span)), Some(span));
        }

        #[test]
        fn a_name_is_as_long_as_finding_it_takes(
            words in prop::collection::vec("[ab]{1,2}é?|the harbour master of the old town", 1..60),
            from in 0usize..2_000,
            length in 1usize..90,
        ) {
            let text = words.join(" ");
            let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = from % (cuts.len() - 1);
            let span = Span::new(cuts[start], cuts[(start + length).min(cuts.len() - 1)]);
            let plain = with_context(&text, span, |quote| find_quote(&text, quote) == Some(span));
            prop_assert_eq!(named(&text, span), plain);
        }

        #[test]
        fn shifted_text_is_no_hindrance(text in "([a-z]{3,9} ){20,60}", from in 5usize..15, words in 2usize..5, head in "[A-Z ]{0,30}") {
            let starts: Vec<usize> = text.match_indices(' ').map(|(at, _)| at + 1).collect();
            let span = Span::new(starts[from], starts[from + words - 1] - 1);
            let named = self::named(&text, span);
            let changed = format!("{head} {}", text.replacen(' ', "\u{A0}\n", from / 2));
            let found = find_quote(&changed, &named).map(|span| span.of(&changed));
            prop_assert_eq!(found, Some(span.of(&text)));
        }

        #[test]
        fn nothing_fails(text in "\\PC{0,60}", prefix in "\\PC{0,5}", exact in "\\PC{0,8}", suffix in "\\PC{0,5}") {
            if let Some(span) = find_quote(&text, &quote(&prefix, &exact, &suffix)) {
                prop_assert!(span.is_valid_in(&text) && !span.is_empty());
            }
            if let Ok(span) = find_only(&text, &quote(&prefix, &exact, &suffix)) {
                prop_assert_eq!(find_quote(&text, &quote(&prefix, &exact, &suffix)), Some(span));
            }
        }
    }
}
