//! What stands around two figures in their sentences: whether both fill one slot of one statement, and what says that
//! they tell of different things or times.
//!
//! Read only for two figures whose sentences are aligned. The limits come from reading pairs of news sentences on one
//! event (MRPC): shares, seats and temperatures that differ from one report to the next are hardly ever a
//! contradiction, one number changed in a statement that is otherwise the same nearly always is.

use crate::base::Span;
use crate::corpus::compare_words::alike;
use crate::text::fold::in_list;

/// A figure in its sentence.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub sentence: &'a str,
    /// The figure, in bytes of the sentence.
    pub figure: Span,
    /// Who says so, in the text's words.
    pub source: &'a str,
}

/// How many words to each side of a figure make its slot.
const SLOT_WORDS: usize = 5;
/// The part of the fewer words of each side, and of both together, that two slots must share, in order.
const SLOT_SIDE: f64 = 0.5;
const SLOT_BOTH: f64 = 0.6;
/// The shared words of a slot that carry meaning.
const SLOT_MEANING: usize = 2;
/// So many shared words are enough whatever they mean.
const SLOT_LONG: usize = 8;

impl<'a> Setting<'a> {
    fn before(&self) -> &'a str {
        &self.sentence[..self.figure.start as usize]
    }

    pub fn after(&self) -> &'a str {
        &self.sentence[self.figure.end as usize..]
    }
}

/// Whether two figures stand between the same words.
pub fn same_slot(a: &Setting, b: &Setting) -> bool {
    let before = shared(words(a.before()).rev(), words(b.before()).rev());
    let after = shared(words(a.after()), words(b.after()));
    let is_shared = |side: &Shared, part: f64| side.words as f64 >= part * side.fewer as f64;
    let both = Shared {
        words: before.words + after.words,
        fewer: before.fewer + after.fewer,
        meaning: before.meaning + after.meaning,
    };
    is_shared(&before, SLOT_SIDE)
        && is_shared(&after, SLOT_SIDE)
        && is_shared(&both, SLOT_BOTH)
        && (both.meaning >= SLOT_MEANING || both.words >= SLOT_LONG)
}

/// Whether two sentences have the same words but for one figure.
pub fn same_but_figure(a: &Setting, b: &Setting) -> bool {
    let same = |one: &str, other: &str| words(one).map(str::to_lowercase).eq(words(other).map(str::to_lowercase));
    same(a.before(), b.before()) && same(a.after(), b.after())
}

#[derive(Default)]
struct Shared {
    /// Words that both sides have, in one order.
    words: usize,
    /// Those among them that carry meaning.
    meaning: usize,
    /// The words of the shorter side.
    fewer: usize,
}

/// The longest common subsequence of two sides of a slot, nearest words first.
fn shared<'t>(a: impl Iterator<Item = &'t str>, b: impl Iterator<Item = &'t str>) -> Shared {
    let side = |words: &mut dyn Iterator<Item = &'t str>| -> Vec<String> {
        words.take(SLOT_WORDS).map(str::to_lowercase).collect()
    };
    let (a, b) = (side(&mut { a }), side(&mut { b }));
    let mut row = [(0usize, 0usize); SLOT_WORDS + 1];
    for one in &a {
        let mut diagonal = (0, 0);
        for (at, other) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if alike(one, other) {
                (diagonal.0 + 1, diagonal.1 + usize::from(one.chars().count() > 3))
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    let (words, meaning) = row[b.len()];
    Shared { words, meaning, fewer: a.len().min(b.len()) }
}

/// Whether something beside two figures says that they are of different things or times: each sentence names what the
/// other does not, or another day; one speaks of each, the other of all; or the value moves by the hour.
pub fn differ(a: &Setting, b: &Setting) -> bool {
    is_moving(a)
        || is_moving(b)
        || is_each(a) != is_each(b)
        || is_forecast(a) && is_forecast(b)
        || times_differ(a.sentence, b.sentence)
        || numbers_differ(a, b)
        || names_another(a, b) && names_another(b, a)
}

/// Whether each sentence has other numbers in digits ("category 2") and none in common.
fn numbers_differ(a: &Setting, b: &Setting) -> bool {
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit()) || is_in(ORDINALS, word);
    let numbers = |it: &Setting<'_>| -> Vec<String> {
        let rest = it.before().split_whitespace().chain(it.after().split_whitespace());
        let bare = rest.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        bare.filter(is_number).map(str::to_lowercase).collect()
    };
    let (a, b) = (numbers(a), numbers(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|number| b.contains(number))
}

/// Whether each figure has a name right beside it, and none in common.
pub fn names_beside_differ(a: &Setting, b: &Setting) -> bool {
    let names = |it: &Setting<'_>| -> Vec<String> {
        let near = words(it.before()).rev().take(SLOT_WORDS).chain(words(it.after()).take(SLOT_WORDS));
        let is_name = |word: &&str| word.chars().count() > 3 && word.starts_with(char::is_uppercase);
        near.filter(is_name).map(str::to_lowercase).collect()
    };
    let (a, b) = (names(a), names(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|name| b.iter().any(|other| alike(name, other)))
}

/// Whether each sentence gives a time in words and none in common: "As of Wednesday", "Earlier Friday".
pub fn times_differ(a: &str, b: &str) -> bool {
    let times = |text: &str| words(text).filter(|word| is_in(TIMES, word)).map(str::to_lowercase).collect::<Vec<_>>();
    let (a, b) = (times(a), times(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|time| b.contains(time))
}

/// Whether `a` has a name within its sentence, its source's left out, that `b` has nowhere.
fn names_another(a: &Setting, b: &Setting) -> bool {
    let is_name = |word: &&str| {
        let is_long = word.chars().count() > 3;
        is_long && word.starts_with(char::is_uppercase) && !is_in(TIMES, word) && !a.source.contains(*word)
    };
    // The first word is written large whatever it is.
    words(a.sentence).skip(1).filter(is_name).any(|name| {
        let name = name.to_lowercase();
        !words(b.sentence).any(|word| alike(&name, &word.to_lowercase()))
    })
}

/// Words of one of many, near a figure.
fn is_each(it: &Setting) -> bool {
    let near = words(it.before()).rev().take(SLOT_WORDS).chain(words(it.after()).take(2));
    near.into_iter().any(|word| is_in(EACH, word))
}

/// What may come is told differently by everybody.
fn is_forecast(it: &Setting) -> bool {
    words(it.sentence).any(|word| is_in(FORECAST, word))
}

/// Prices, storms and temperatures: another hour, another value.
fn is_moving(it: &Setting) -> bool {
    words(it.sentence).any(|word| is_in(MOVING, word))
}

const EACH: &str = "each every per apiece average averaged averages";

const ORDINALS: &str = "first second third fourth";

const FORECAST: &str = "\
    estimate estimates estimated forecast forecasts predict predicts predicted project projects projected expect expects \
    expected could might would";

const MOVING: &str = "\
    index futures share shares stock stocks points nasdaq trading barrel yield yields bond bonds dollar currency market \
    markets centered centred winds gusts temperature temperatures";

const TIMES: &str = "\
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
    september october november december yesterday today tomorrow";

/// Whether `word`, in any case, is one of the words of `list`.
fn is_in(list: &str, word: &str) -> bool {
    in_list(list, &word.to_ascii_lowercase())
}

pub fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// What the words before a figure say of its time against another state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tense {
    /// "Earlier reports spoke of 8", "up from 8".
    Earlier,
    Plain,
    /// "The toll rose to 13".
    Later,
}

/// How far before a figure such words stand.
const TENSE_WORDS: usize = 7;

/// Reads the tense cues in the sentence before a figure.
pub fn tense(before: &str) -> Tense {
    let near: Vec<&str> = words(before).rev().take(TENSE_WORDS).collect();
    let rose = near.iter().take(3).skip(1).any(|word| is_in(RISES, word));
    match near.first() {
        Some(&"from") if rose || near.get(1).is_some_and(|word| is_in("up down", word)) => Tense::Earlier,
        Some(&"to") if rose => Tense::Later,
        _ if near.iter().any(|word| is_in(EARLIER, word)) => Tense::Earlier,
        _ if near.iter().any(|word| is_in(LATER, word)) => Tense::Later,
        _ => Tense::Plain,
    }
}

const RISES: &str = "\
    rise rises rose risen rising climb climbs climbed climbing grow grows grew grown jump jumps jumped increase increases \
    increased increasing fall falls fell fallen dropped revised raised lowered changed up down";

const EARLIER: &str = "earlier initially originally previously initial previous preliminary";

const LATER: &str = "now";

/// How far an amount may be off because it was rounded: half of its last place, but not much of it.
///
/// `words` is the amount as written, `value` what it comes to. "2.5 million" is right to 50,000, "2,053" to a half. A
/// whole number below [`ROUNDED`] is a count unless it measures something: "30 miles" is right to 5.
pub fn rounding(words: &str, value: f64, unit: &str) -> f64 {
    let is_measure = !in_list(COUNTED, unit);
    let is_round = value >= ROUNDED || is_measure || value >= 100.0 && value % 100.0 == 0.0;
    let most = value / if is_measure { MOST_ROUNDED_MEASURE } else { MOST_ROUNDED };
    let whole = |value: f64| if is_round { (power_below(value) / 2.0).min(most) } else { 0.5 };
    // "Three million" in words.
    let Some(from) = words.find(|c: char| c.is_ascii_digit()) else { return whole(value) };
    let digits = &words[from..];
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(digits.len());
    let digits: String = digits[..end].trim_end_matches(['.', ',']).chars().filter(|c| *c != ',').collect();
    let Some(number) = digits.parse::<f64>().ok().filter(|number| *number > 0.0) else { return 0.0 };
    let scale = value / number;
    match digits.split_once('.') {
        Some((_, places)) => scale * 0.1f64.powi(places.len() as i32) / 2.0,
        None if scale >= ROUNDED => (scale / 2.0).min(most),
        None => whole(value),
    }
}

/// Units of which a small whole number is exact.
const COUNTED: &str = "count percent share age day week month USD EUR GBP";

/// From here on whole numbers are given to the thousand, the hundred or the ten.
const ROUNDED: f64 = 1000.0;
/// The part of an amount that rounding may take at most: a twentieth, of a measure a tenth.
const MOST_ROUNDED: f64 = 20.0;
const MOST_ROUNDED_MEASURE: f64 = 10.0;

/// The greatest power of ten that divides a whole number.
fn power_below(value: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= value && value % (power * 10.0) == 0.0 {
        power *= 10.0;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting<'a>(sentence: &'a str, figure: &str, source: &'a str) -> Setting<'a> {
        let at = sentence.find(figure).unwrap();
        Setting { sentence, figure: Span::new(at, at + figure.len()), source }
    }

    #[test]
    fn one_slot_and_another() {
        for (a, one, b, other, expected) in [
            (
                "Each victim gets a payout of one million rubles.",
                "one million rubles",
                "Every victim gets a payout of four million rubles.",
                "four million rubles",
                true,
            ),
            ("The island, home to 120 people, shook.", "120", "Home to 200 people, the island shook.", "200", true),
            (
                "The store ordered 520 copies and reserved more.",
                "520",
                "In one town, 900 copies have been sold.",
                "900",
                false,
            ),
            ("It had 5 of them.", "5", "It had 6 of them.", "6", false),
        ] {
            assert_eq!(same_slot(&setting(a, one, ""), &setting(b, other, "")), expected, "{a}");
        }
    }

    #[test]
    fn names_and_times_keep_apart() {
        let plain = setting("The plan asks for 50 percent of the costs.", "50", "");
        for (text, figure, source, expected) in [
            ("The plan asks for 20 percent of the costs.", "20", "", false),
            ("The plan asks for 20 percent of the costs, Ann Lee said.", "20", "Ann Lee", false),
            ("The plan asks for 20 percent of the costs for each.", "20", "", false),
            ("Each plan asks for 20 percent of the costs.", "20", "", true),
            ("Experts expect that the plan asks for 20 percent.", "20", "", false),
            ("The shares fell as the plan asks for 20 percent.", "20", "", true),
            ("Plan 4 asks for 20 percent of the costs.", "20", "", false),
        ] {
            assert_eq!(differ(&plain, &setting(text, figure, source)), expected, "{text}");
        }
        let could = setting("The plan could ask for 20 percent.", "20", "");
        assert!(same_but_figure(&could, &setting("The plan could ask for 50 percent.", "50", "")));
        assert!(!same_but_figure(&could, &setting("The plan might ask for 50 percent.", "50", "")));
        let north = setting("In the north Norland asks for 50 percent.", "50", "");
        assert!(differ(&north, &setting("In the south Sudland asks for 20 percent.", "20", "")));
        assert!(!differ(&north, &setting("In the north it asks for 20 percent.", "20", "")));
        let fourth = setting("Plan 4 asks for 20 percent.", "20", "");
        assert!(differ(&fourth, &setting("Plan 2 asks for 50 percent.", "50", "")));
        let first = setting("The plan could ask for 20 percent in its first year.", "20", "");
        assert!(differ(&first, &setting("The plan asks for 50 percent in the second year.", "50", "")));
        assert!(differ(&first, &setting("The plan may be expected to ask for 50 percent.", "50", "")));
        let founded = setting("The Lake Union was founded in 1999.", "1999", "");
        assert!(names_beside_differ(&founded, &setting("He founded the Hill Club in 1990.", "1990", "")));
        assert!(!names_beside_differ(&founded, &setting("He founded the Union in 1990.", "1990", "")));
        assert!(times_differ("As of Monday 5 came", "On Friday 6 came") && !times_differ("On Friday 6 came", "5 came"));
    }

    #[test]
    fn tense_cues() {
        for (before, expected) in [
            ("The toll rose to ", Tense::Later),
            ("The toll stands now at ", Tense::Later),
            ("The toll, up from ", Tense::Earlier),
            ("Earlier reports spoke of ", Tense::Earlier),
            ("They drove to ", Tense::Plain),
            ("They came from ", Tense::Plain),
        ] {
            assert_eq!(tense(before), expected, "{before}");
        }
    }

    #[test]
    fn rounded_amounts() {
        for (words, value, expected) in [
            ("2.5 million", 2.5e6, 50_000.0),
            ("three million", 3e6, 150_000.0),
            ("2,053.27", 2053.27, 0.005),
            ("2,053", 2053.0, 0.5),
            ("2,000", 2000.0, 100.0),
            ("100", 100.0, 5.0),
            ("110", 110.0, 0.5),
            ("13", 13.0, 0.5),
        ] {
            let found = rounding(words, value, "count");
            assert!((found - expected).abs() < 1e-6, "{words} {found}");
        }
        assert!(rounding("60 miles", 60.0, "mile") > 2.0 && rounding("62 miles", 62.0, "mile") < 1.0);
    }
}
