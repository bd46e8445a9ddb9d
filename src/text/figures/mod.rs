//! Figures: every number of the story with what it counts, who says so and as of when.
//!
//! [`number`] reads an amount off the words, [`unit`] and money give it a measure, [`qualifier`] a bound,
//! [`guard`] says which numbers are none of this (names, clock times, scores, addresses), [`counted`] finds the noun
//! phrase that is counted and the word for what happens to it, [`years`] makes figures of the years that a statement
//! asserts. [`find`] runs them over each sentence. Nothing here looks at another article or judges a value.

use super::dates::{self, Expression, When};
use super::words::lexicon::*;
use super::words::*;
use super::*;

mod counted;
mod guard;
mod number;
mod qualifier;
mod source;
pub mod unit;
mod years;

use number::{Form, Number};

/// All figures of the story in order of their place.
///
/// `analysis` must hold sentences, mentions, quotes and the day of publication.
pub fn find(analysis: &Analysis, words: &Words) -> IdVec<FigureId, Figure> {
    let mut figures = IdVec::new();
    let mut mentions = 0;
    for &sentence in &analysis.sentences {
        let line = words.line(sentence);
        let all = analysis.mentions.as_slice();
        while all.get(mentions).is_some_and(|mention| mention.span.end <= sentence.start) {
            mentions += 1;
        }
        let inside = all[mentions..].partition_point(|mention| mention.span.start < sentence.end);
        let mut scene = Scene {
            line,
            dates: dates::find(line),
            names: &all[mentions..mentions + inside],
            published: analysis.published,
            found: Vec::new(),
        };
        scene.read();
        source::attribute(&mut scene, analysis);
        scene.found.into_iter().for_each(|found| {
            figures.push(found.figure);
        });
    }
    figures
}

/// One sentence under way.
struct Scene<'a> {
    line: Line<'a>,
    dates: Vec<Expression>,
    /// The mentions of this sentence.
    names: &'a [Mention],
    published: Option<Date>,
    found: Vec<Found>,
}

/// A figure with the words it takes up.
struct Found {
    figure: Figure,
    first: usize,
    last: usize,
}

/// An amount in its unit.
struct Measured {
    number: Number,
    unit: String,
    /// It is a length of time.
    is_time: bool,
}

impl Scene<'_> {
    fn read(&mut self) {
        let mut at = self.line.from;
        let mut next_date = 0;
        while at < self.line.to {
            let word = self.line.at(at);
            if let Some(&date) = self.dates.get(next_date).filter(|date| date.first <= at) {
                next_date += 1;
                if let Some(found) = years::asserted(self.line, &date, self.published) {
                    self.found.push(found);
                }
                at = at.max(date.last + 1);
                continue;
            }
            let may_begin = word.is_digits()
                || word.is(CARDINAL.or(VAGUE))
                || word.is(DETERMINER.or(FRACTION)) && self.leads_amount(at);
            let number = if may_begin { number::read(self.line, at) } else { None };
            at = match number {
                Some(number) => self.take(number),
                None => at + 1,
            };
        }
    }

    /// A determiner begins an amount only where a word of amount or measure is near ("a few hundred", "a quarter").
    fn leads_amount(&self, at: usize) -> bool {
        let near = (at..at + 4).any(|index| self.line.at(index).is(SCALE.or(FRACTION).or(UNIT).or(VAGUE)));
        near || self.line.says(at + 1, "handful")
    }

    /// Makes a figure of `number` unless a guard says that it is none; gives the next word to read.
    fn take(&mut self, number: Number) -> usize {
        if let Some(next) = guard::refuses(self, &number) {
            return next.max(number.first + 1);
        }
        let line = self.line;
        let measured = measure(line, number);
        let number = measured.number;
        let earliest = self.found.last().map_or(line.from, |found| found.last + 1);
        if !guard::admits(line, &measured) || number.first < earliest {
            return number.last + 1;
        }
        let within = line.cut(earliest, line.to);
        let qualified = qualifier::qualify(within, number.first, number.last, measured.is_time);
        let qualifier = qualified.qualifier.unwrap_or(match number.form {
            Form::Range => Qualifier::Range,
            Form::Vague => Qualifier::Vague,
            _ => Qualifier::Exact,
        });
        // "More than dozens" bounds nothing that could be told, and a range under "about" stays a range.
        let qualifier = match number.form {
            Form::Vague => Qualifier::Vague,
            Form::Range if qualifier == Qualifier::Exact => Qualifier::Range,
            _ => qualifier,
        };
        let (low, high) = qualifier::bounds(qualifier, number.low, number.high);
        let counted = counted::counted(self, &measured, qualified.first, qualified.last);
        let span = line.span(qualified.first, qualified.last);
        let figure = Figure {
            span,
            value: number.value,
            low,
            high,
            qualifier,
            unit: measured.unit,
            counts: counted.text,
            predicate: counted.predicate,
            attributed_to: None,
            as_of: None,
        };
        self.found.push(Found { figure, first: qualified.first, last: qualified.last });
        qualified.last + 1
    }
}

/// Reads the unit or money that goes with `number` and widens it to hold them.
fn measure(line: Line, number: Number) -> Measured {
    let found = money(line, number).or_else(|| percent(line, number)).or_else(|| unit_after(line, number));
    found.or_else(|| stated_age(line, number)).unwrap_or_else(|| {
        let unit = if number.form == Form::Share { "share" } else { "count" };
        Measured { number, unit: unit.into(), is_time: false }
    })
}

fn money(line: Line, number: Number) -> Option<Measured> {
    let sign = number.first.wrapping_sub(1);
    if number::is_money_sign(line, sign) {
        let prefixed = line.at(sign).is_glued() && line.at(sign.wrapping_sub(1)).is(UPPER.or(CAPITAL));
        let name = match prefixed {
            true if line.is_one_of(sign - 1, &["a", "au"]) => "AUD",
            true if line.is_one_of(sign - 1, &["c", "ca"]) => "CAD",
            true if line.says(sign - 1, "hk") => "HKD",
            true if line.says(sign - 1, "s") => "SGD",
            true if line.says(sign - 1, "nz") => "NZD",
            _ => unit::find(unit::MONEY, line.text(sign))?.name,
        };
        let first = if prefixed { sign - 1 } else { sign };
        return Some(Measured { number: Number { first, ..number }, unit: name.into(), is_time: false });
    }
    let mut at = number.last + 1;
    let leads_next = line.at(at + 1).is_digits() && line.at(at + 1).is_glued();
    if number::is_money_sign(line, at) && !leads_next {
        let name = unit::find(unit::MONEY, line.text(at))?.name;
        return Some(Measured { number: Number { last: at, ..number }, unit: name.into(), is_time: false });
    }
    if line.at(at).is_dash() && line.at(at + 1).is(MONEY) {
        at += 1;
    } else if line.says_phrase(at, "us dollars") || line.says_phrase(at, "u.s. dollars") || line.at(at).is(CAPITAL) {
        at += usize::from(line.at(at + 1).is(MONEY));
    }
    let word = line.at(at);
    let is_doubtful = line.is_one_of(at, &["won", "real", "rand", "pound", "pounds"]);
    let is_large = line.at(number.last).is(SCALE) || number.high >= 1000.0;
    if !word.is(MONEY) || (is_doubtful && !is_large) {
        return None;
    }
    let found = unit::find(unit::MONEY, line.text(at))?;
    let number = Number { last: at, ..number }.times(found.factor);
    Some(Measured { number, unit: found.name.into(), is_time: false })
}

fn percent(line: Line, number: Number) -> Option<Measured> {
    let at = number.last + 1;
    let at = if line.at(at).is_dash() && line.is_one_of(at + 1, &["percent", "percentage"]) { at + 1 } else { at };
    let (last, unit) = match () {
        _ if line.at(at).is_mark('%') => (at, "percent"),
        _ if line.says_phrase(at, "per cent") => (at + 1, "percent"),
        _ if line.is_one_of(at, &["percent", "pct"]) => (at, "percent"),
        _ if line.says(at, "percentage") && line.is_one_of(at + 1, &["point", "points"]) => (at + 1, "point"),
        _ if line.says_phrase(at, "basis points") => (at + 1, "basis point"),
        _ => return None,
    };
    Some(Measured { number: Number { last, ..number }, unit: unit.into(), is_time: false })
}

/// Units of time: the corpus gives their singular.
const TIMES: &[&str] = &["second", "minute", "hour", "day", "week", "month", "year"];

fn unit_after(line: Line, number: Number) -> Option<Measured> {
    let mut at = number.last + 1;
    if line.at(at).is_mark('°') {
        let last = if line.is_one_of(at + 1, &["c", "f", "celsius", "fahrenheit"]) { at + 1 } else { at };
        return Some(Measured { number: Number { last, ..number }, unit: "degree".into(), is_time: false });
    }
    if line.at(at).is_dash() && line.at(at + 1).is(UNIT) {
        at += 1;
    }
    // "Consecutive days" and "full years" are days and years.
    let power = match () {
        _ if line.says(at, "square") => "square ",
        _ if line.says(at, "cubic") => "cubic ",
        _ => "",
    };
    let at = if !power.is_empty() || line.at(at).is(FILLER) && line.at(at + 1).is(UNIT) { at + 1 } else { at };
    let word = line.at(at);
    let found = unit::find(unit::UNITS, line.text(at)).filter(|_| word.is(UNIT))?;
    let is_short = word.span.len() <= 2;
    if is_short && (number.form != Form::Digits || word.is(CAPITAL) && !word.is(UPPER)) {
        return None;
    }
    let is_singular_name =
        word.is(CAPITAL) && !word.is(UPPER.or(PLURAL)) && line.at(at + 1).is(CAPITAL) && !line.before(at).is_dash();
    // "Five second-half goals", "20 minute books": a singular unit goes with one, or is tied to its noun.
    let is_loose = line.at(at + 1).is_dash() && !line.says(at + 2, "old");
    if is_singular_name || (is_loose && line.says(at, "second")) {
        return None;
    }
    let number = Number { last: at, ..number }.times(found.factor);
    let is_time = TIMES.contains(&found.name);
    Some(aged(line, number, found.name).unwrap_or(Measured { number, unit: format!("{power}{}", found.name), is_time }))
}

/// "18 years old", "20-year-old", "18 years of age": the unit `age`, in years.
fn aged(line: Line, number: Number, unit: &str) -> Option<Measured> {
    if unit != "year" {
        return None;
    }
    let at = number.last + 1;
    let last = match () {
        _ if line.says(at, "old") => at,
        _ if line.at(at).is_dash() && line.is_one_of(at + 1, &["old", "olds"]) => at + 1,
        _ if line.says_phrase(at, "of age") => at + 1,
        _ => return None,
    };
    Some(Measured { number: Number { last, ..number }, unit: "age".into(), is_time: false })
}

/// The oldest age that news tells of.
const OLDEST_YEARS: f64 = 122.0;

/// "Jane Doe, 33, said", "aged 33", "at the age of 33".
fn stated_age(line: Line, number: Number) -> Option<Measured> {
    let value = number.value.filter(|value| (1.0..=OLDEST_YEARS).contains(value) && value.fract() == 0.0)?;
    let (before, after) = (line.before(number.first), line.at(number.last + 1));
    let named = line.back(number.first, 2);
    let closes = matches!(after.kind, Kind::Mark(',' | '.' | ';' | ')') | Kind::Blank);
    let is_apposed = before.is_mark(',')
        && closes
        && value >= 5.0
        && line.at(number.first).is_digits()
        && named.is_word()
        && !named.is(MONTH.or(NOUN_PHRASE_END).or(UNIT).or(CARDINAL))
        && (!named.is(PLURAL) || named.is(CAPITAL))
        || before.is_mark(',') && named.is_mark('.') && line.says(number.first.wrapping_sub(3), "jr") && closes;
    let is_said = line.is_one_of(number.first.wrapping_sub(1), &["aged", "age"])
        || line.phrase_before(number.first, "age of").is_some()
        || value >= 5.0
            && ["died at", "dies at", "dead at"]
                .iter()
                .any(|phrase| line.phrase_before(number.first, phrase).is_some());
    (is_apposed || is_said && !after.is_word() || is_said && after.is(NOUN_PHRASE_END)).then(|| Measured {
        number,
        unit: "age".into(),
        is_time: false,
    })
}

#[cfg(test)]
mod tests;
