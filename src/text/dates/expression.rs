//! The forms in which news writes days, months and years, read off the words without knowing what day it is.

use super::*;

/// A date as written: a range of days, or what must be reckoned from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Days that stand fixed.
    Fixed(Date, Date),
    /// Days of a month whose year is left open ("January 17").
    DaysOfMonth {
        month: u32,
        first: u32,
        last: u32,
    },
    /// A month, or a third of it, whose year is left open; `side` as in [`When::Weekday`].
    Month {
        month: u32,
        part: Part,
        side: Side,
    },
    /// 0 is Monday.
    Weekday {
        day: u32,
        side: Side,
    },
    /// Days from the day of publication ("yesterday" is -1).
    Day(i32),
    /// Whole weeks, Monday to Sunday, from this one.
    Week(i32),
    Weekend(i32),
    /// Whole months or years from this one.
    MonthFromNow(i32),
    YearFromNow(i32),
}

/// What "last", "next" and "this" say of the side on which a date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Last,
    This,
    Next,
    /// Left to the tense.
    Open,
}

/// The third of a month or year that "early", "mid" and "late" name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Early,
    Mid,
    Late,
    Whole,
}

/// A date expression and the words it takes up, `first` to `last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expression {
    pub first: usize,
    pub last: usize,
    pub when: When,
    /// It is a year and nothing more ("in 2019"), so it may also be a figure.
    pub is_bare_year: bool,
}

impl Expression {
    fn new(first: usize, last: usize, when: When) -> Expression {
        Expression { first, last, when, is_bare_year: false }
    }
}

/// The date expressions of a line, in order, without overlap.
pub fn find(line: Line) -> Vec<Expression> {
    let mut found = Vec::new();
    let mut at = line.from;
    while at < line.to {
        match read(line, at) {
            Some(expression) => {
                at = expression.last + 1;
                found.push(expression);
            }
            None => at += 1,
        }
    }
    found
}

/// The expression that begins at `at`, the longest reading first.
fn read(line: Line, at: usize) -> Option<Expression> {
    let word = line.at(at);
    let begins = MONTH.or(WEEKDAY).or(TIME).or(DAYPART).or(SEASON).or(CARDINAL).or(DETERMINER).or(PREPOSITION);
    if !word.is_digits() && !word.is(begins) {
        return None;
    }
    if word.is_digits() {
        return iso(line, at)
            .or_else(|| slashed(line, at))
            .or_else(|| day_first(line, at))
            .or_else(|| ago(line, at))
            .or_else(|| bare_year(line, at));
    }
    // "A month ago", "two weeks ago", "from March to May": most articles and prepositions begin no date.
    if !word.is(MONTH.or(WEEKDAY).or(TIME).or(DAYPART).or(SEASON))
        && !(at + 1..at + 4).any(|index| line.at(index).is(UNIT.or(MONTH)))
    {
        return None;
    }
    span_of_months(line, at)
        .or_else(|| weekday(line, at))
        .or_else(|| month(line, at))
        .or_else(|| part_of(line, at))
        .or_else(|| relative(line, at))
        .or_else(|| ago(line, at))
}

/// A month by name; "May", "March" and the short days of the week are only taken where a name of time may stand.
pub fn month_at(line: Line, at: usize) -> Option<u32> {
    let word = line.at(at);
    let is_written = word.is(MONTH) && word.is(CAPITAL);
    is_written.then_some(word.number as u32)
}

/// The index after a full stop that shortens the word at `at` ("Jan.").
fn after_dot(line: Line, at: usize) -> usize {
    let dot = line.at(at + 1);
    if dot.is_mark('.') && dot.is_glued() && line.at(at).span.len() <= 5 { at + 2 } else { at + 1 }
}

/// A day of the month at `at`, with the index of its last word ("4", "4th").
fn day_at(line: Line, at: usize) -> Option<(u32, usize)> {
    let value = line.at(at).digits()?;
    if !(1.0..=31.0).contains(&value) || line.at(at).span.len() > 2 {
        return None;
    }
    let suffix = line.at(at + 1);
    let is_suffix = suffix.is_glued() && line.is_one_of(at + 1, &["st", "nd", "rd", "th"]);
    if !is_suffix && suffix.is_glued() && (suffix.is_word() || suffix.is_mark('%') || suffix.is_mark(':')) {
        return None;
    }
    Some((value as u32, if is_suffix { at + 1 } else { at }))
}

/// Four digits that can be a year of an event in the news or in history.
pub fn year_at(line: Line, at: usize) -> Option<i32> {
    let word = line.at(at);
    let value = word.digits().filter(|value| (1500.0..2100.0).contains(value) && value.fract() == 0.0)?;
    let next = line.at(at + 1);
    let is_longer = next.is_glued() && (next.is_word() && !next.is(POSSESSIVE) || next.is_mark('%'));
    (word.span.len() == 4 && !is_longer).then_some(value as i32)
}

/// A year at `at`, a comma before it left out.
fn year_after(line: Line, at: usize) -> Option<(i32, usize)> {
    let at = if line.at(at).is_mark(',') || line.says(at, "of") { at + 1 } else { at };
    year_at(line, at).map(|year| (year, at))
}

fn days(year: i32, month: u32, first: u32, last: u32) -> Option<When> {
    Some(When::Fixed(Date::new(year, month, first)?, Date::new(year, month, last)?))
}

/// "2022-01-04", also with slashes or dots.
fn iso(line: Line, at: usize) -> Option<Expression> {
    let year = year_at(line, at)?;
    let joint = |index: usize| {
        let mark = line.at(index);
        mark.is_glued() && (mark.is_dash() || mark.is_mark('/') || mark.is_mark('.'))
    };
    let part = |index: usize| line.at(index).digits().filter(|_| line.at(index).is_glued());
    if !joint(at + 1) || !joint(at + 3) {
        return None;
    }
    let day = part(at + 4)?;
    let when = days(year, part(at + 2)? as u32, day as u32, day as u32)?;
    Some(Expression::new(at, at + 4, when))
}

/// "13/01/2022" or "01/13/2022": only where one of the two can be no month, or both are alike.
fn slashed(line: Line, at: usize) -> Option<Expression> {
    let (first, _) = day_at(line, at)?;
    let slash = |index: usize| line.at(index).is_mark('/') && line.at(index).is_glued();
    if !slash(at + 1) || !slash(at + 3) {
        return None;
    }
    let (second, _) = day_at(line, at + 2)?;
    let year = year_at(line, at + 4)?;
    let (month, day) = match (first, second) {
        (a, b) if a > 12 && b <= 12 => (b, a),
        (a, b) if b > 12 && a <= 12 => (a, b),
        (a, b) if a == b => (a, b),
        _ => return None,
    };
    Some(Expression::new(at, at + 4, days(year, month, day, day)?))
}

/// "4 January 2022", "4th of January", "4-6 January".
fn day_first(line: Line, at: usize) -> Option<Expression> {
    let (first, mut end) = day_at(line, at)?;
    let mut last = first;
    if (line.at(end + 1).is_dash() || line.is_one_of(end + 1, &["and", "to"]))
        && let Some((day, after)) = day_at(line, end + 2)
        && day > first
    {
        (last, end) = (day, after);
    }
    let name = if line.says(end + 1, "of") { end + 2 } else { end + 1 };
    let month = month_at(line, name)?;
    let after = after_dot(line, name);
    Some(with_year(line, (at, name), after, month, (first, last)))
}

/// Adds the year that may follow at `after`.
fn with_year(line: Line, (first, last): (usize, usize), after: usize, month: u32, days_of: (u32, u32)) -> Expression {
    if let Some((year, end)) = year_after(line, after)
        && let Some(when) = days(year, month, days_of.0, days_of.1)
    {
        return Expression::new(first, end, when);
    }
    Expression::new(first, last, When::DaysOfMonth { month, first: days_of.0, last: days_of.1 })
}

/// "Jan. 4, 2022", "January 4-6", "January 2022", "in January".
fn month(line: Line, at: usize) -> Option<Expression> {
    let month = month_at(line, at)?;
    let after = after_dot(line, at);
    if let Some((first, mut end)) = day_at(line, after) {
        let mut last = first;
        if (line.at(end + 1).is_dash() || line.is_one_of(end + 1, &["and", "to"]))
            && let Some((day, close)) = day_at(line, end + 2)
            && day > first
        {
            (last, end) = (day, close);
        }
        return Some(with_year(line, (at, end), end + 1, month, (first, last)));
    }
    if let Some((year, end)) = year_after(line, after) {
        return Some(Expression::new(at, end, days(year, month, 1, days_in_month(year, month))?));
    }
    is_time_here(line, at).then(|| {
        let when = When::Month { month, part: Part::Whole, side: Side::Open };
        Expression::new(at, at, when)
    })
}

/// Whether a word that may be a month or a name ("May", "April") stands where a time is told.
fn is_time_here(line: Line, at: usize) -> bool {
    let says_time = ["in", "since", "until", "till", "by", "from", "of", "through", "between", "during", "to", "and"];
    let is_alone = !line.at(at + 1).is(CAPITAL);
    line.is_one_of(at.wrapping_sub(1), &says_time) && is_alone
}

/// "between March and May 2020", "from March to May 2020", "March-May 2020".
fn span_of_months(line: Line, at: usize) -> Option<Expression> {
    let opener = line.is_one_of(at, &["between", "from"]);
    let first = if opener { at + 1 } else { at };
    let from = month_at(line, first)?;
    let joint = after_dot(line, first);
    let joins = line.at(joint).is_dash() || line.is_one_of(joint, &["to", "and", "through", "until"]);
    let second = joint + 1;
    let to = month_at(line, second).filter(|_| joins)?;
    let (year, end) = year_after(line, after_dot(line, second))?;
    let from_year = if from > to { year - 1 } else { year };
    let when = When::Fixed(Date::new(from_year, from, 1)?, Date::new(year, to, days_in_month(year, to))?);
    Some(Expression::new(if opener { at + 1 } else { at }, end, when))
}

/// "Thursday", "last Thursday", "Wednesday, January 26, 2022".
fn weekday(line: Line, at: usize) -> Option<Expression> {
    let (side, name) = side_at(line, at);
    let word = line.at(name);
    let after = after_dot(line, name);
    let is_short = word.span.len() <= 3;
    if !word.is(WEEKDAY) || !word.is(CAPITAL) || (is_short && after == name + 1 && !line.at(after).is_mark(',')) {
        return None;
    }
    let comma = line.at(after).is_mark(',');
    let explicit = if comma { after + 1 } else { after };
    let dated = month(line, explicit).or_else(|| day_first(line, explicit));
    if let Some(dated) = dated.filter(|dated| !matches!(dated.when, When::Month { .. })) {
        return Some(Expression { first: at, ..dated });
    }
    Some(Expression::new(at, name, When::Weekday { day: word.number as u32, side }))
}

/// "last", "next" or "this" at `at`, and the index of the word it goes with.
fn side_at(line: Line, at: usize) -> (Side, usize) {
    let side = if line.says(at, "last") {
        Side::Last
    } else if line.says(at, "next") {
        Side::Next
    } else if line.says(at, "this") {
        Side::This
    } else {
        return (Side::Open, at);
    };
    (side, at + 1)
}

/// "late 2020", "mid-January", "early last year" is left; "summer 2019", "the spring of 2020".
fn part_of(line: Line, at: usize) -> Option<Expression> {
    let part = match () {
        _ if line.says(at, "early") => Part::Early,
        _ if line.says(at, "mid") => Part::Mid,
        _ if line.says(at, "late") => Part::Late,
        _ => return season(line, at),
    };
    let name = if line.at(at + 1).is_dash() { at + 2 } else { at + 1 };
    if let Some(year) = year_at(line, name) {
        let (from, to) = match part {
            Part::Early => (1, 4),
            Part::Mid => (5, 8),
            _ => (9, 12),
        };
        let when = When::Fixed(Date::new(year, from, 1)?, Date::new(year, to, days_in_month(year, to))?);
        return Some(Expression { is_bare_year: true, ..Expression::new(at, name, when) });
    }
    let month = month_at(line, name)?;
    if let Some((year, end)) = year_after(line, after_dot(line, name)) {
        let (first, last) = part.days(year, month);
        return Some(Expression::new(at, end, days(year, month, first, last)?));
    }
    (!line.at(name + 1).is_digits()).then(|| Expression::new(at, name, When::Month { month, part, side: Side::Open }))
}

impl Part {
    /// First and last day: thirds of ten days.
    pub fn days(self, year: i32, month: u32) -> (u32, u32) {
        let end = days_in_month(year, month);
        match self {
            Part::Early => (1, 10),
            Part::Mid => (11, 20),
            Part::Late => (21, end),
            Part::Whole => (1, end),
        }
    }
}

/// Seasons as meteorologists of the northern half count them, whole months; winter belongs to the year it ends in.
fn season(line: Line, at: usize) -> Option<Expression> {
    if !line.at(at).is(SEASON) {
        return None;
    }
    let (year, end) = year_after(line, at + 1)?;
    let (from_year, from, to) = match line.text(at).to_ascii_lowercase().as_str() {
        "spring" => (year, 3, 5),
        "summer" => (year, 6, 8),
        "winter" => (year - 1, 12, 2),
        _ => (year, 9, 11),
    };
    let when = When::Fixed(Date::new(from_year, from, 1)?, Date::new(year, to, days_in_month(year, to))?);
    Some(Expression::new(at, end, when))
}

/// "today", "last night", "this week", "next month", "last October".
fn relative(line: Line, at: usize) -> Option<Expression> {
    if !line.at(at).is(TIME) {
        return None;
    }
    for (word, day) in [("today", 0), ("tonight", 0), ("yesterday", -1), ("tomorrow", 1)] {
        if line.says(at, word) {
            return Some(Expression::new(at, at, When::Day(day)));
        }
    }
    let (side, name) = side_at(line, at);
    let step = match side {
        Side::Last => -1,
        Side::This => 0,
        Side::Next => 1,
        Side::Open => return None,
    };
    if let Some(month) = month_at(line, name) {
        return Some(Expression::new(at, name, When::Month { month, part: Part::Whole, side }));
    }
    let when = match () {
        _ if line.says(name, "week") => When::Week(step),
        _ if line.says(name, "weekend") => When::Weekend(step),
        _ if line.says(name, "month") => When::MonthFromNow(step),
        _ if line.says(name, "year") => When::YearFromNow(step),
        _ if line.is_one_of(name, &["morning", "afternoon", "evening"]) && step == 0 => When::Day(0),
        _ if line.says(name, "night") && step < 0 => When::Day(-1),
        _ => return None,
    };
    Some(Expression::new(at, name, when))
}

/// "three days ago", "a month ago", "twenty years ago".
fn ago(line: Line, at: usize) -> Option<Expression> {
    let (count, unit) = counted_unit(line, at)?;
    if !line.is_one_of(unit + 1, &["ago", "earlier"]) || (line.says(unit + 1, "earlier") && !line.says(unit, "day")) {
        return None;
    }
    let is_exact = line.says(at.wrapping_sub(1), "exactly");
    let steps = -(count as i32);
    let when = match line.text(unit).to_ascii_lowercase().trim_end_matches('s') {
        "day" => When::Day(steps),
        "week" => When::Day(steps * 7),
        "month" if !is_exact => When::MonthFromNow(steps),
        "year" => When::YearFromNow(steps),
        "decade" => When::YearFromNow(steps * 10),
        _ => return None,
    };
    Some(Expression::new(at, unit + 1, when))
}

/// A small number and the unit of time after it, at most 999.
fn counted_unit(line: Line, at: usize) -> Option<(f64, usize)> {
    let word = line.at(at);
    let mut count = match word.digits() {
        Some(value) => value,
        None if word.is(CARDINAL) => word.number,
        None if line.is_one_of(at, &["a", "an"]) => 1.0,
        None => return None,
    };
    let mut next = at + 1;
    if line.at(next).is_dash() && word.is(CARDINAL) && line.at(next + 1).is(CARDINAL) && line.at(next + 1).number < 10.0
    {
        count += line.at(next + 1).number;
        next += 2;
    }
    let is_unit = line.at(next).is(UNIT) && count.fract() == 0.0 && (0.0..1000.0).contains(&count);
    is_unit.then_some((count, next))
}

/// A year that stands alone, where a year and no amount can stand.
fn bare_year(line: Line, at: usize) -> Option<Expression> {
    let year = year_at(line, at)?;
    let (before, after) = (line.before(at), line.at(at + 1));
    let counts_next = after.is_word() && !after.is(CAPITAL) && after.is(PLURAL) && !after.is(NOUN_PHRASE_END);
    let after_time = line.is_one_of(
        at.wrapping_sub(1),
        &["in", "since", "until", "till", "by", "during", "from", "after", "before", "year", "through", "for", "to"],
    );
    let is_round = year % 100 == 0;
    let is_year = match () {
        _ if before.is_glued_name_joint(line, at) => false,
        _ if line.is_one_of(at.wrapping_sub(1), &["in", "since", "during", "year"]) => !(counts_next && is_round),
        _ if after_time => !counts_next && (year >= 1800 && !is_round || after.is_mark('.') || after.is_mark(',')),
        _ if before.is(POSSESSIVE) || line.is_one_of(at.wrapping_sub(1), &["the", "of", "a", "late", "early"]) => {
            year >= 1800 && !counts_next && !is_round
        }
        _ if year >= 1900 && !is_round && year_of_thing(line, at) => true,
        _ if before.is_mark('(') => after.is_mark(')') || after.is_dash(),
        _ => false,
    };
    if !is_year {
        return None;
    }
    let mut last = at;
    let mut to = year;
    let joins = line.at(at + 1).is_dash() || line.is_one_of(at + 1, &["to", "and", "until"]);
    if joins && let Some(second) = year_at(line, at + 2).filter(|&second| second > year) {
        (last, to) = (at + 2, second);
    }
    let when = When::Fixed(Date::new(year, 1, 1)?, Date::new(to, 12, 31)?);
    Some(Expression { is_bare_year: last == at, ..Expression::new(at, last, when) })
}

/// "The band's 2014 tour", "host 2014 Games": a name or a singular noun follows, and no bound stands before.
fn year_of_thing(line: Line, at: usize) -> bool {
    let (before, next) = (line.before(at), line.at(at + 1));
    let is_bounded = line.is_one_of(
        at.wrapping_sub(1),
        &[
            "some", "about", "around", "over", "than", "least", "nearly", "almost", "roughly", "to", "and", "all",
            "up", "total",
        ],
    );
    let counts = PLURAL.or(COLLECTIVE).or(UNIT).or(MONEY).or(SCALE);
    let is_thing = next.is_word() && !next.is(NOUN_PHRASE_END) && (next.is(CAPITAL) || !next.is(counts));
    let is_plain = !line.at(at + 2).is(counts) || next.is(CAPITAL);
    before.is_word() && !is_bounded && is_thing && is_plain
}

impl Word {
    /// A hyphen that ties a number at `at` to the word before it ("Rubin-2021").
    fn is_glued_name_joint(&self, line: Line, at: usize) -> bool {
        self.is_dash() && self.is_glued() && line.at(at).is_glued()
    }
}

#[cfg(test)]
mod tests;
