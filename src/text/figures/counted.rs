//! What an amount counts, and the word for what happens to it.
//!
//! The noun phrase runs from the amount to its first plural head, with an "of" phrase after it ("members of the
//! defence forces"). Where the amount stands alone ("with nearly 400 hospitalised"), what the sentence last counted
//! is meant, or the noun of quantity before it ("the death toll rose to 13").

use super::*;
use crate::text::speech;

/// What [`counted`] found.
#[derive(Default)]
pub struct Counted {
    pub text: String,
    pub predicate: Option<Span>,
}

/// The most words of a noun phrase, and of the "of" phrase after it.
const LONGEST_PHRASE_WORDS: usize = 7;

pub fn counted(scene: &Scene, measured: &Measured, first: usize, last: usize) -> Counted {
    let line = scene.line;
    let start = after_fillers(line, last + 1);
    let phrase = noun_phrase(line, start, measured.unit == "count");
    let after = phrase.map_or(start, |(_, end)| end + 1);
    let counts_things = matches!(measured.unit.as_str(), "count" | "percent" | "share");
    // "Captured 23 pirates who threatened a ship": what is done to them comes before what they did.
    let is_relative = line.at(after).is(RELATIVE);
    let told = if counts_things { passive(line, after) } else { None };
    let predicate = match is_relative {
        true => active(line, first).or(told),
        false => told.or_else(|| active(line, first)),
    };
    let text = match phrase {
        Some((from, to)) => line.span(from, to).of(line.source()).to_string(),
        None if measured.unit == "count" || measured.unit == "share" => elliptic(scene, first).unwrap_or_default(),
        None => String::new(),
    };
    let text = match (text.is_empty(), predicate) {
        (true, Some(at)) if measured.unit == "count" && line.at(at).is(PARTICIPLE) => line.text(at).to_string(),
        _ => text,
    };
    Counted { text, predicate: predicate.map(|at| line.at(at).span) }
}

/// Skips "of", "of the", "worth of" and a hyphen that ties the noun.
fn after_fillers(line: Line, at: usize) -> usize {
    let mut at = at;
    if line.at(at).is_dash() && line.at(at).is_glued() && line.at(at + 1).is_glued() {
        at += 1;
    }
    if line.says(at, "worth") {
        at += 1;
    }
    if line.is_one_of(at, &["of", "in"]) && !line.says_phrase(at, "in the") && !line.at(at + 1).is_digits() {
        let is_in = line.says(at, "in");
        // "$3 billion in aid" names the thing; "13 in Lyon" a place.
        if !is_in || !line.at(at + 1).is(CAPITAL) && is_money_or_large(line, at) && line.at(at + 1).is_word() {
            at += 1;
        }
    }
    let is_part = line.says(at.wrapping_sub(1), "of");
    while is_part && line.at(at).is(DETERMINER) && !line.at(at).is(CAPITAL) {
        at += 1;
    }
    at
}

fn is_money_or_large(line: Line, at: usize) -> bool {
    line.before(at).is(SCALE.or(MONEY)) || number::is_money_sign(line, at.wrapping_sub(2))
}

/// The noun phrase that begins at `at`: its first and last word.
fn noun_phrase(line: Line, at: usize, is_count: bool) -> Option<(usize, usize)> {
    let head = head_phrase(line, at, is_count)?;
    if line.says(head + 1, "of") {
        let mut inner = head + 2;
        while line.at(inner).is(DETERMINER) && !line.at(inner).is(CAPITAL) {
            inner += 1;
        }
        if let Some(end) = head_phrase(line, inner, false) {
            return Some((at, end));
        }
    }
    Some((at, head))
}

/// Determiners that may follow a number ("five other members").
const OPEN_DETERMINERS: &[&str] = &["other", "others", "more", "most", "such", "few", "its", "the"];

/// The last word of the phrase at `at`: its first plural, or the word before the phrase ends.
fn head_phrase(line: Line, at: usize, is_count: bool) -> Option<usize> {
    let mut last = None;
    for index in at..at + LONGEST_PHRASE_WORDS {
        let word = line.at(index);
        if word.is_dash() && word.is_glued() && line.at(index + 1).is_glued() && last.is_some() {
            continue;
        }
        if word.is(POSSESSIVE) && word.is_glued() && last.is_some() {
            continue;
        }
        let is_apostrophe = matches!(word.kind, Kind::Mark('\'' | '’')) && word.is_glued();
        if is_apostrophe && line.before(index).is(PLURAL) && line.at(index + 1).is_word() {
            continue;
        }
        let is_name = word.is(CAPITAL) && !line.at(at).is_blank() && !word.is(AUXILIARY.or(PREPOSITION.or(PRONOUN)));
        if line.is_one_of(index, &["and", "or"]) && last.is_some() && joins_adjectives(line, index) {
            continue;
        }
        // More than one thing takes no verb in -s, so such a form is a noun ("five states").
        let is_noun = is_count && word.is(PLURAL) && word.is(SAY.or(WEAK_SAY).or(VERB));
        let ends = word.is(NOUN_PHRASE_END) && !is_name && !is_noun;
        if !word.is_word() || ends || word.is(TIME) || word.is(DETERMINER) && !line.is_one_of(index, OPEN_DETERMINERS) {
            break;
        }
        let is_verb = word.is(ED.or(PARTICIPLE)) && !is_name && !word.is(COLLECTIVE);
        if is_verb && (last.is_some() || !qualifies_noun(line, index)) {
            break;
        }
        if word.is(LY.or(ADVERB)) && !qualifies_noun(line, index) {
            break;
        }
        last = Some(index);
        let is_head = word.is(PLURAL.or(COLLECTIVE)) && !word.is(POSSESSIVE) && !is_adjective(line, index);
        if is_count && is_head && !goes_on(line, index) {
            break;
        }
    }
    last
}

/// "And" at `at` joins two adjectives before one plural ("Dutch and Danish sailors").
fn joins_adjectives(line: Line, at: usize) -> bool {
    let open = DETERMINER.or(NOUN_PHRASE_END).or(CARDINAL);
    let is_plural = |index: usize| line.at(index).is(PLURAL.or(COLLECTIVE)) && !line.at(index).is(open.or(CAPITAL));
    let reach = (at + 1..at + 4).take_while(|&index| line.at(index).is_word() && !line.at(index).is(open));
    let is_adjective = line.before(at).is(CAPITAL) && line.at(at + 1).is(CAPITAL);
    is_adjective && reach.into_iter().any(is_plural)
}

/// A participle, adverb or adjective at `at` stands before a noun of its own ("13 wounded soldiers").
fn qualifies_noun(line: Line, at: usize) -> bool {
    let next = line.at(at + 1);
    let is_open = !next.is(NOUN_PHRASE_END.or(ADVERB).or(LY).or(DETERMINER).or(TIME).or(PARTICIPLE).or(ED));
    next.is_word() && is_open || next.is(COLLECTIVE)
}

/// Words in -s that qualify ("overseas", "serious" is caught by its ending).
fn is_adjective(line: Line, at: usize) -> bool {
    line.is_one_of(at, &["overseas", "armed", "sports", "others", "mass"])
}

/// A plural that is followed by the true head: "sports clubs", "police officers", "aircraft carriers".
fn goes_on(line: Line, at: usize) -> bool {
    let next = line.at(at + 1);
    if line.is_one_of(at, &["people", "men", "women", "children"]) && !next.is(POSSESSIVE) {
        return false;
    }
    let is_noun = next.is(PLURAL.or(COLLECTIVE)) && !next.is(NOUN_PHRASE_END.or(CAPITAL));
    is_noun || next.is(POSSESSIVE) && next.is_glued() || matches!(next.kind, Kind::Mark('\'' | '’')) && next.is_glued()
}

/// "(who) (had been) wounded" after the phrase that ends before `at`; also "dead", "in custody" is left.
fn passive(line: Line, at: usize) -> Option<usize> {
    let mut index = at;
    for _ in 0..6 {
        let word = line.at(index);
        if word.is(AUXILIARY.or(RELATIVE).or(LY).or(ADVERB)) || line.says(index, "not") || line.says(index, "either") {
            index += 1;
            continue;
        }
        let tells = word.is(PARTICIPLE.or(ED).or(VERB)) && !word.is(CAPITAL) && !word.is(SAY.or(PREPOSITION));
        let tells = tells || word.is(PARTICIPLE) && !word.is(CAPITAL);
        // "found beheaded", "left homeless": the second word says more.
        let next = line.at(index + 1);
        let is_light = line.is_one_of(
            index,
            &["found", "left", "feared", "reported", "confirmed", "recounted", "pronounced", "believed"],
        );
        let step = usize::from(is_light && next.is(PARTICIPLE.or(ED)));
        return tells.then_some(index + step);
    }
    None
}

/// The verb just before the amount: "killed at least 13", "sending 70".
fn active(line: Line, first: usize) -> Option<usize> {
    (1..=3).map(|step| first.wrapping_sub(step)).take_while(|&at| line.at(at).is_word()).find_map(|at| {
        let word = line.at(at);
        if word.is(DETERMINER.or(ADVERB).or(LY)) && !word.is(ED) {
            return None;
        }
        let is_part = line.is_one_of(at, &["include", "includes", "included", "including"]);
        let tells =
            word.is(ED.or(ING).or(PARTICIPLE).or(VERB)) && !word.is(PREPOSITION.or(SAY).or(CAPITAL)) && !is_part;
        Some(tells.then_some(at))
    })?
}

/// Nouns of quantity that a bare amount gives the value of.
const QUANTITIES: &[&str] = &["toll", "number", "total", "count", "tally", "figure", "price", "turnout", "score"];

/// What a bare amount counts: the noun it belongs to ("a mother of 12"), else the one counted last in the sentence, else
/// the noun of quantity before it.
fn elliptic(scene: &Scene, first: usize) -> Option<String> {
    let line = scene.line;
    if line.says(first.wrapping_sub(1), "of")
        && let Some(last) = first.checked_sub(2)
        && let Some(phrase) = speech::phrase_before(line.cut(line.from, first - 1), last)
    {
        // "A crowd of 500", "a death toll of 13".
        let from = speech::bare_start(line, phrase);
        return Some(line.span(from, phrase.last).of(line.source()).to_string());
    }
    let before = scene.found.iter().rev().find(|found| found.figure.unit == "count" && !found.figure.counts.is_empty());
    if let Some(found) = before {
        return Some(found.figure.counts.clone());
    }
    let at = (line.from..first).rev().take(LONGEST_PHRASE_WORDS).find(|&at| line.is_one_of(at, QUANTITIES))?;
    let is_modified = line.before(at).is_word() && !line.before(at).is(NOUN_PHRASE_END.or(DETERMINER).or(ADVERB));
    let from = if is_modified { at - 1 } else { at };
    let end = noun_phrase(line, at, false).map_or(at, |(_, end)| end.min(first.saturating_sub(1)));
    let to = if line.says(at + 1, "of") { end.max(at) } else { at };
    Some(line.span(from, to).of(line.source()).to_string())
}
