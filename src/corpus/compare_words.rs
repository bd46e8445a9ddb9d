//! Word by word: what two sentences share, and what is each one's own.
//!
//! Words that stand in the same order in both are shared, however inflected; so are content words that moved. It
//! runs in the page, so it knows inflection by a light rule instead of a stemmer, and holds no tables.

use crate::base::Span;

/// Whether a run of words stands in the other sentence too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordRole {
    Shared,
    Own,
}

/// Runs of words with their role, in order; punctuation and blanks inside a run belong to it, others to none.
pub type Runs = Vec<(Span, WordRole)>;

/// Beyond so many pairs of words (two sentences of 500 words) order is not looked at.
const MOST_PAIRS: usize = 250_000;
/// Words shorter than this carry mostly grammar: they are shared only in place.
const CONTENT_LENGTH: usize = 4;

/// Longer words that carry mostly grammar, too.
const GRAMMAR: [&str; 22] = [
    "that", "this", "with", "from", "have", "been", "were", "they", "their", "which", "would", "will", "also", "than",
    "what", "when", "into", "them", "there", "these", "those", "while",
];

/// Compares two sentences; the spans are bytes of `a` in the first result, of `b` in the second.
pub fn compare_words(a: &str, b: &str) -> (Runs, Runs) {
    let (mut one, mut other) = (split(a), split(b));
    if one.len() * other.len() <= MOST_PAIRS {
        share_in_order(&mut one, &mut other);
    }
    share_moved(&mut one, &mut other);
    (runs(&one), runs(&other))
}

struct Word {
    span: Span,
    text: String,
    is_shared: bool,
}

fn split(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || (start.is_some() && is_joint(text, at, c));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let text = text[from..at].to_lowercase().replace('’', "'").replace(',', "");
                let bare = text.strip_suffix("'s").unwrap_or(&text).to_string();
                words.push(Word { span: Span::new(from, at), text: bare, is_shared: false });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// An apostrophe inside a word, a comma or point inside a number.
fn is_joint(text: &str, at: usize, c: char) -> bool {
    let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
    match c {
        '\'' | '’' => next.is_some_and(char::is_alphabetic),
        ',' | '.' => next.is_some_and(|c| c.is_ascii_digit()) && text.as_bytes()[at - 1].is_ascii_digit(),
        _ => false,
    }
}

/// Marks the longest common subsequence.
fn share_in_order(a: &mut [Word], b: &mut [Word]) {
    let width = b.len() + 1;
    let mut table = vec![0u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            table[i * width + j] = if alike(&a[i].text, &b[j].text) {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if alike(&a[i].text, &b[j].text) {
            (a[i].is_shared, b[j].is_shared) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    drop_strays(a);
    drop_strays(b);
}

/// A run of shared words without one that carries meaning was met by chance.
fn drop_strays(words: &mut [Word]) {
    let is_whole = words.iter().all(|word| word.is_shared);
    for run in words.chunk_by_mut(|a, b| a.is_shared == b.is_shared) {
        if !is_whole && !run.iter().any(|word| is_content(&word.text)) {
            run.iter_mut().for_each(|word| word.is_shared = false);
        }
    }
}

/// Marks content words that stand elsewhere in the other sentence.
fn share_moved(a: &mut [Word], b: &mut [Word]) {
    for one in a.iter_mut().filter(|word| !word.is_shared && is_content(&word.text)) {
        if let Some(other) = b.iter_mut().find(|word| !word.is_shared && alike(&word.text, &one.text)) {
            (one.is_shared, other.is_shared) = (true, true);
        }
    }
}

fn is_content(word: &str) -> bool {
    word.len() >= CONTENT_LENGTH && !GRAMMAR.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit())
}

fn runs(words: &[Word]) -> Runs {
    let alike = words.chunk_by(|a, b| a.is_shared == b.is_shared);
    alike
        .map(|run| {
            let role = if run[0].is_shared { WordRole::Shared } else { WordRole::Own };
            (Span { start: run[0].span.start, end: run[run.len() - 1].span.end }, role)
        })
        .collect()
}

/// The same word, or two forms of it: a common beginning of four letters or more, and an inflection on each.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    if common < CONTENT_LENGTH || !a.is_char_boundary(common) || a.as_bytes()[0].is_ascii_digit() {
        return false;
    }
    let ends = (&a[common..], &b[common..]);
    is_inflection(ends.0) && is_inflection(ends.1)
        || matches!(ends, ("y", "ies" | "ied") | ("ies" | "ied", "y") | ("ied", "ies") | ("ies", "ied"))
        // A doubled consonant: "stopped", "stopping".
        || doubled(a, common, ends.1).is_some_and(|end| ends.0.is_empty() && is_inflection(end))
        || doubled(b, common, ends.0).is_some_and(|end| ends.1.is_empty() && is_inflection(end))
}

fn doubled<'a>(stem: &str, common: usize, end: &'a str) -> Option<&'a str> {
    let last = *stem.as_bytes().get(common.checked_sub(1)?)?;
    (end.as_bytes().first() == Some(&last)).then(|| end.get(1..)).flatten()
}

fn is_inflection(end: &str) -> bool {
    matches!(end, "" | "s" | "e" | "es" | "d" | "ed" | "ing")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, runs: &Runs) -> String {
        let mark = |(span, role): &(Span, WordRole)| match role {
            WordRole::Shared => span.of(text).to_string(),
            WordRole::Own => format!("[{}]", span.of(text)),
        };
        runs.iter().map(mark).collect::<Vec<_>>().join(" ")
    }

    fn check(a: &str, b: &str, one: &str, other: &str) {
        let (left, right) = compare_words(a, b);
        assert_eq!((marked(a, &left).as_str(), marked(b, &right).as_str()), (one, other));
    }

    #[test]
    fn own_words_stand_out() {
        check(
            "The mayor opened two halls.",
            "The mayor closed two halls.",
            "The mayor [opened] two halls",
            "The mayor [closed] two halls",
        );
        check("", "Rain fell.", "", "[Rain fell]");
        check("Rain fell.", "Rain fell.", "Rain fell", "Rain fell");
        check("About 1,200 left", "About 1200 leave", "About 1,200 [left]", "About 1200 [leave]");
    }

    #[test]
    fn inflected_and_moved_words_are_shared() {
        check(
            "On Monday troops arrived",
            "Troops arriving on Monday",
            "[On] Monday troops arrived",
            "Troops arriving [on] Monday",
        );
        check(
            "[the] city’s police stopped",
            "police stop in the city",
            "[the] city’s police stopped",
            "police stop [in the] city",
        );
    }

    #[test]
    fn forms_of_a_word_and_near_misses() {
        for (a, b) in [
            ("arrive", "arriving"),
            ("party", "parties"),
            ("stop", "stopped"),
            ("march", "marches"),
            ("carry", "carried"),
        ] {
            assert!(alike(a, b) && alike(b, a), "{a} {b}");
        }
        for (a, b) in
            [("2021", "2022"), ("form", "former"), ("police", "policy"), ("car", "cars"), ("organ", "organise")]
        {
            assert!(!alike(a, b) && !alike(b, a), "{a} {b}");
        }
    }

    proptest::proptest! {
        #[test]
        fn runs_are_ordered_valid_and_fair(a in "[a-d,é' ]{0,40}", b in "\\PC{0,40}") {
            let (left, right) = compare_words(&a, &b);
            for (text, runs) in [(&a, &left), (&b, &right)] {
                proptest::prop_assert!(runs.iter().all(|(span, _)| span.is_valid_in(text) && !span.is_empty()));
                proptest::prop_assert!(runs.is_sorted_by(|x, y| x.0.end <= y.0.start && x.1 != y.1));
            }
            let (same, _) = compare_words(&b, &b);
            proptest::prop_assert!(same.iter().all(|(_, role)| *role == WordRole::Shared));
        }
    }
}
