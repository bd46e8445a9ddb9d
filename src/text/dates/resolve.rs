//! From a date as written to days, by the day of publication and the tense around it.

use super::expression::Part;
use super::*;

/// On which side of the day of publication a sentence places what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    Past,
    Future,
    /// No cue.
    Unknown,
}

/// How many words to each side may hold the verb that a date goes with: a clause of news English is seldom longer.
const REACH_WORDS: usize = 10;

/// The days that `expression` means; `None` where it hangs on a day of publication that is not known.
pub fn resolve(line: Line, expression: &Expression, published: Option<Date>) -> Option<(Date, Date)> {
    if let When::Fixed(from, to) = expression.when {
        return Some((from, to));
    }
    let today = published?;
    let single = |day: Date| Some((day, day));
    match expression.when {
        When::Fixed(from, to) => Some((from, to)),
        When::Day(offset) => single(today.add_days(offset)),
        When::Week(offset) => {
            let monday = today.add_days(offset.saturating_mul(7) - today.weekday() as i32);
            Some((monday, monday.add_days(6)))
        }
        When::Weekend(offset) => {
            // "Last weekend", said on a weekday, is the one just over; "this weekend" the one to come or running.
            let saturday = today.add_days(offset.saturating_mul(7) + 5 - today.weekday() as i32);
            Some((saturday, saturday.add_days(1)))
        }
        When::MonthFromNow(offset) => {
            let (year, month, _) = today.parts();
            let months = year * 12 + month as i32 - 1 + offset;
            whole_month(months.div_euclid(12), months.rem_euclid(12) as u32 + 1, Part::Whole)
        }
        When::YearFromNow(offset) => {
            let year = today.year().saturating_add(offset);
            Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?))
        }
        When::Weekday { day, side } => single(weekday(line, expression, today, day, side)),
        When::DaysOfMonth { month, first, last } => {
            let year = year_of(line, expression, today, month, first)?;
            Some((Date::new(year, month, first)?, Date::new(year, month, last)?))
        }
        When::Month { month, part, side } => {
            let year = match side {
                Side::This => today.year(),
                Side::Last => today.year() - i32::from(month >= today.parts().1),
                Side::Next => today.year() + i32::from(month <= today.parts().1),
                Side::Open => year_of_month(line, expression, today, month),
            };
            whole_month(year, month, part)
        }
    }
}

fn whole_month(year: i32, month: u32, part: Part) -> Option<(Date, Date)> {
    let (first, last) = part.days(year, month);
    Some((Date::new(year, month, first)?, Date::new(year, month, last)?))
}

/// A weekday is the last one up to the day of publication, unless the words look ahead.
fn weekday(line: Line, expression: &Expression, today: Date, day: u32, side: Side) -> Date {
    let back = (today.weekday() as i32 - day as i32).rem_euclid(7);
    let is_ahead = match side {
        Side::Next => true,
        Side::Last => return today.add_days(if back == 0 { -7 } else { -back }),
        Side::This | Side::Open => leaning(line, expression.first, expression.last) == Leaning::Future,
    };
    match (is_ahead, back) {
        (true, 0) if side == Side::Next => today.add_days(7),
        (true, back) => today.add_days((7 - back) % 7),
        (false, back) => today.add_days(-back),
    }
}

/// The year of a day whose year is left open: before or after publication by tense, else the nearest.
fn year_of(line: Line, expression: &Expression, today: Date, month: u32, day: u32) -> Option<i32> {
    let year = today.year();
    let at = |year| Date::new(year, month, day);
    match leaning(line, expression.first, expression.last) {
        Leaning::Future => (year..=year + 8).find(|&year| at(year).is_some_and(|day| day >= today)),
        // A day of slack: a report may be filed under the day before.
        Leaning::Past => (year - 8..=year).rev().find(|&year| at(year).is_some_and(|day| day <= today.add_days(1))),
        Leaning::Unknown => (year - 1..=year + 1)
            .filter_map(|year| at(year).map(|day| (day.days_since(today).abs(), year)))
            .min()
            .map(|(_, year)| year),
    }
}

/// A bare month is the last one begun, unless the words look ahead.
fn year_of_month(line: Line, expression: &Expression, today: Date, month: u32) -> i32 {
    let (year, this_month, _) = today.parts();
    match leaning(line, expression.first, expression.last) {
        Leaning::Future => year + i32::from(month < this_month),
        _ => year - i32::from(month > this_month),
    }
}

/// What the verb nearest to the words `first` to `last` says of the time it tells.
///
/// The preposition comes first ("until Friday" looks ahead), then the verb to the left within the clause, then the
/// one to the right.
pub fn leaning(line: Line, first: usize, last: usize) -> Leaning {
    let before = first.wrapping_sub(1);
    if line.is_one_of(before, &["until", "till", "through"]) {
        return Leaning::Future;
    }
    if line.is_one_of(before, &["since"]) {
        return Leaning::Past;
    }
    let left = (1..=REACH_WORDS).map(|step| first.wrapping_sub(step)).take_while(|&at| !closes_clause(line, at));
    let right = (1..=REACH_WORDS).map(|step| last + step).skip_while(|&at| line.at(at).is_mark(','));
    let right = right.take_while(|&at| !closes_clause(line, at));
    let told = verb_of(line, left);
    if told == Leaning::Unknown { verb_of(line, right) } else { told }
}

fn closes_clause(line: Line, at: usize) -> bool {
    matches!(line.at(at).kind, Kind::Blank | Kind::Mark(',' | ';' | ':' | '(' | ')' | '“' | '”' | '"' | '.'))
}

/// The leaning of the first verb among the words at `indices`; a verb under "will" or "to" looks ahead.
fn verb_of(line: Line, indices: impl Iterator<Item = usize>) -> Leaning {
    for at in indices {
        let word = line.at(at);
        let is_governed = |step: usize| line.back(at, step).is(FUTURE) || line.says(at.wrapping_sub(step), "to");
        // "Were due to leave" and "to have left" tell of the past.
        let is_over = line.is_one_of(at.wrapping_sub(1), &["was", "were", "have", "had", "been"]);
        if word.is(FUTURE) {
            return if is_over { Leaning::Unknown } else { Leaning::Future };
        }
        let is_past = word.is(ED.or(SAY)) || line.is_one_of(at, &["had", "was", "were", "did", "has", "have", "been"]);
        let is_verb = is_past || word.is(VERB.or(PARTICIPLE));
        if is_verb || word.is_word() && line.says(at.wrapping_sub(1), "to") && !word.is(DETERMINER.or(CAPITAL)) {
            let was_ahead = (2..=5).any(|step| {
                line.back(at, step).is(FUTURE)
                    && line.is_one_of(at.wrapping_sub(step + 1), &["was", "were", "had", "been"])
            });
            let is_perfect = is_over && line.says(at.wrapping_sub(2), "to");
            let is_led = is_governed(1) || is_governed(2) && line.before(at).is(ADVERB.or(AUXILIARY));
            let is_future = is_led && !was_ahead && !is_perfect;
            return if is_future { Leaning::Future } else { Leaning::Past };
        }
    }
    Leaning::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenize;

    fn days(text: &str, published: &str) -> String {
        let tokens = tokenize(text);
        let words = Words::new(text, &tokens);
        let sentences = IdVec::from(vec![Span::new(0, text.len())]);
        mentions(&words, &sentences, Date::parse_iso(published))
            .iter()
            .map(|date| match date.from == date.to {
                true => date.from.to_string(),
                false => format!("{}/{}", date.from, date.to),
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn resolves_by_tense() {
        // 2022-01-06 was a Thursday.
        for (text, expected) in [
            ("Troops arrived on Thursday.", "2022-01-06"),
            ("He resigned on Wednesday.", "2022-01-05"),
            ("The council will meet on Monday.", "2022-01-10"),
            ("They are to meet on Friday.", "2022-01-07"),
            ("The ban runs until Sunday.", "2022-01-09"),
            ("He said on Thursday it would discuss aid.", "2022-01-06"),
            ("Prices rose last Thursday.", "2021-12-30"),
            ("The vote is next Thursday.", "2022-01-13"),
            ("The holidays last until January 17.", "2022-01-17"),
            ("It happened on December 30.", "2021-12-30"),
            ("The summit will open on December 30.", "2022-12-30"),
            ("In October they held drills.", "2021-10-01/2021-10-31"),
            ("The vote will be held in March.", "2022-03-01/2022-03-31"),
            ("It began this week.", "2022-01-03/2022-01-09"),
            ("It began last month.", "2021-12-01/2021-12-31"),
            ("Founded twenty years ago.", "2002-01-01/2002-12-31"),
            ("Guests who were due to leave Wednesday stayed.", "2022-01-05"),
            ("They were reported to have stormed it on Wednesday.", "2022-01-05"),
            ("It was held yesterday.", "2022-01-05"),
            ("It was held last weekend.", "2022-01-01/2022-01-02"),
        ] {
            assert_eq!(days(text, "2022-01-06"), expected, "{text}");
        }
    }

    #[test]
    fn leaves_relative_days_open_without_a_day_of_publication() {
        assert_eq!(
            days("On Thursday, in October and on January 17 it fell; in 2019 it rose.", ""),
            "2019-01-01/2019-12-31"
        );
    }
}
