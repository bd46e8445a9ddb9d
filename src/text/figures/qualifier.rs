//! What the words around an amount make of it: "at least", "nearly", "or more", "no more than".

use super::*;

/// Words before an amount, longest first where one ends another; in small letters.
const BEFORE: &[(&str, Qualifier)] = &[
    ("no more than", Qualifier::AtMost),
    ("not more than", Qualifier::AtMost),
    ("no fewer than", Qualifier::AtLeast),
    ("no less than", Qualifier::AtLeast),
    ("not less than", Qualifier::AtLeast),
    ("not fewer than", Qualifier::AtLeast),
    ("more than", Qualifier::MoreThan),
    ("greater than", Qualifier::MoreThan),
    ("higher than", Qualifier::MoreThan),
    ("larger than", Qualifier::MoreThan),
    ("in excess of", Qualifier::MoreThan),
    ("upwards of", Qualifier::MoreThan),
    ("upward of", Qualifier::MoreThan),
    ("well over", Qualifier::MoreThan),
    ("just over", Qualifier::MoreThan),
    ("over", Qualifier::MoreThan),
    ("above", Qualifier::MoreThan),
    ("exceeding", Qualifier::MoreThan),
    ("exceeded", Qualifier::MoreThan),
    ("exceeds", Qualifier::MoreThan),
    ("topped", Qualifier::MoreThan),
    ("topping", Qualifier::MoreThan),
    ("surpassed", Qualifier::MoreThan),
    ("surpassing", Qualifier::MoreThan),
    ("beyond", Qualifier::MoreThan),
    ("at least", Qualifier::AtLeast),
    ("a minimum of", Qualifier::AtLeast),
    ("at the least", Qualifier::AtLeast),
    ("minimum", Qualifier::AtLeast),
    ("at most", Qualifier::AtMost),
    ("a maximum of", Qualifier::AtMost),
    ("as many as", Qualifier::AtMost),
    ("as much as", Qualifier::AtMost),
    ("up to", Qualifier::AtMost),
    ("maximum", Qualifier::AtMost),
    ("less than", Qualifier::LessThan),
    ("fewer than", Qualifier::LessThan),
    ("lower than", Qualifier::LessThan),
    ("just under", Qualifier::LessThan),
    ("well under", Qualifier::LessThan),
    ("under", Qualifier::LessThan),
    ("below", Qualifier::LessThan),
    ("just short of", Qualifier::LessThan),
    ("nearly", Qualifier::Nearly),
    ("almost", Qualifier::Nearly),
    ("close to", Qualifier::Nearly),
    ("just shy of", Qualifier::Nearly),
    ("approaching", Qualifier::Nearly),
    ("about", Qualifier::About),
    ("around", Qualifier::About),
    ("approximately", Qualifier::About),
    ("approx", Qualifier::About),
    ("roughly", Qualifier::About),
    ("circa", Qualifier::About),
    ("some", Qualifier::About),
    ("an estimated", Qualifier::About),
    ("estimated", Qualifier::About),
    ("somewhere around", Qualifier::About),
    ("a reported", Qualifier::Exact),
    ("a total of", Qualifier::Exact),
    ("exactly", Qualifier::Exact),
    ("precisely", Qualifier::Exact),
];

/// Words after an amount.
const AFTER: &[(&str, Qualifier)] = &[
    ("or more", Qualifier::AtLeast),
    ("or so", Qualifier::About),
    ("or fewer", Qualifier::AtMost),
    ("or less", Qualifier::AtMost),
    ("plus", Qualifier::AtLeast),
    ("odd", Qualifier::About),
];

/// A qualifier and the words that an amount takes up with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Qualified {
    pub qualifier: Option<Qualifier>,
    pub first: usize,
    pub last: usize,
}

/// Looks to both sides of the words `first` to `last`. `is_time`: the amount is a time, so that "over two days" is
/// no bound.
pub fn qualify(line: Line, first: usize, last: usize, is_time: bool) -> Qualified {
    let mut found = Qualified { qualifier: None, first, last };
    while let Some((start, qualifier)) = before(line, found.first, is_time) {
        // The outermost bound decides: "more than about 20" is more than 20.
        found.first = start;
        found.qualifier = Some(qualifier);
    }
    after(line, &mut found);
    if found.qualifier == Some(Qualifier::MoreThan) && is_denied(line, found.first) {
        found.qualifier = Some(Qualifier::AtMost);
    }
    found
}

fn before(line: Line, first: usize, is_time: bool) -> Option<(usize, Qualifier)> {
    let dot = usize::from(line.before(first).is_mark('.') && line.says(first.wrapping_sub(2), "approx"));
    let &(phrase, qualifier) =
        BEFORE.iter().find(|(phrase, _)| line.phrase_before(first.wrapping_sub(dot), phrase).is_some())?;
    let start = line.phrase_before(first.wrapping_sub(dot), phrase)?;
    let is_place = matches!(phrase, "over" | "above" | "under" | "below" | "beyond" | "around" | "about");
    let lead = start.wrapping_sub(1);
    let ok = match phrase {
        // "held over two days" tells how long; "for over two days" bounds it.
        "over" | "under" if is_time => line.is_one_of(
            lead,
            &["for", "just", "well", "after", "of", "in", "is", "was", "took", "lasted", "been", "at"],
        ),
        "above" | "below" | "beyond" | "under" | "over" if is_place => !line.at(lead).is(DETERMINER),
        // "some two weeks", but "some of" never gets here and "some 5" is rare below ten.
        _ => true,
    };
    ok.then_some((start, qualifier))
}

fn after(line: Line, found: &mut Qualified) {
    let next = found.last + 1;
    if line.at(next).is_mark('+') && line.at(next).is_glued() {
        found.last = next;
        found.qualifier = Some(Qualifier::AtLeast);
        return;
    }
    let skip = usize::from(line.at(next).is_dash());
    for &(phrase, qualifier) in AFTER {
        let is_glued_only = phrase == "odd";
        if line.says_phrase(next + skip, phrase) && (!is_glued_only || skip == 1) && (skip == 0 || is_glued_only) {
            found.last = next + skip + phrase.split(' ').count() - 1;
            found.qualifier = Some(qualifier);
            return;
        }
    }
}

/// How far before "more than" a negation may stand ("did not reach more than 3,500").
const DENIAL_REACH_WORDS: usize = 3;

/// Whether "more than" at `first` is denied.
fn is_denied(line: Line, first: usize) -> bool {
    (1..=DENIAL_REACH_WORDS)
        .map(|step| line.back(first, step))
        .take_while(|word| word.is_word() && !word.is(CONJUNCTION))
        .any(|word| word.is(NEGATION))
}

/// How far a rounded amount may be off: a tenth, a working assumption that keeps "about 2,000" and "1,900" apart from
/// "1,500".
const ROUNDING: f64 = 0.1;

/// The least and most that an amount under `qualifier` allows.
pub fn bounds(qualifier: Qualifier, low: f64, high: f64) -> (Option<f64>, Option<f64>) {
    match qualifier {
        Qualifier::Exact | Qualifier::Range | Qualifier::Vague => (Some(low), Some(high)),
        Qualifier::AtLeast | Qualifier::MoreThan => (Some(low), None),
        Qualifier::AtMost | Qualifier::LessThan => (None, Some(high)),
        Qualifier::About => (Some(low - low.abs() * ROUNDING), Some(high + high.abs() * ROUNDING)),
        Qualifier::Nearly => (Some(low - low.abs() * ROUNDING), Some(high)),
    }
}
