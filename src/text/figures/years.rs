//! Years that a statement asserts ("founded in 1999", "twenty years ago"), as figures of the unit `year`.

use super::*;

/// The figure that a date expression makes, where it names a year and nothing finer.
pub fn asserted(line: Line, date: &Expression, published: Option<Date>) -> Option<Found> {
    let (year, qualifier, first) = match date.when {
        When::Fixed(from, _) if date.is_bare_year => {
            let is_about = line.is_one_of(date.first.wrapping_sub(1), &["around", "about", "circa"]);
            (f64::from(from.year()), if is_about { Qualifier::About } else { Qualifier::Exact }, date.first)
        }
        When::YearFromNow(steps) if line.says(date.last, "ago") => ago(line, date, steps, published),
        _ => return None,
    };
    let first = first - usize::from(qualifier == Qualifier::About && first == date.first);
    let (low, high) = match qualifier {
        // A year is not rounded to its tenth: "around 1990" is a year or two to each side.
        Qualifier::About => (Some(year - 2.0), Some(year + 2.0)),
        _ => qualifier::bounds(qualifier, year, year),
    };
    let figure = Figure {
        span: line.span(first, date.last),
        value: Some(year),
        low,
        high,
        qualifier,
        unit: "year".into(),
        counts: dated(line, first, date.last),
        predicate: None,
        attributed_to: None,
        as_of: None,
    };
    Some(Found { figure, first, last: date.last })
}

/// "Twenty years ago" as the year it comes to, or as that many years where the day of publication is not known.
fn ago(line: Line, date: &Expression, steps: i32, published: Option<Date>) -> (f64, Qualifier, usize) {
    let qualified = qualifier::qualify(line, date.first, date.first, false);
    let Some(today) = published else {
        return (f64::from(-steps), qualified.qualifier.unwrap_or(Qualifier::Exact), qualified.first);
    };
    // "More than twenty years ago" is that year or an earlier one.
    let qualifier = match qualified.qualifier {
        Some(Qualifier::MoreThan | Qualifier::AtLeast) => Qualifier::AtMost,
        Some(Qualifier::LessThan | Qualifier::AtMost) => Qualifier::AtLeast,
        Some(Qualifier::About | Qualifier::Nearly) => Qualifier::About,
        _ => Qualifier::Exact,
    };
    let first = if qualifier == Qualifier::About { date.first } else { qualified.first };
    (f64::from(today.year() + steps), qualifier, first)
}

/// How far to the left of a year the word that it dates may stand.
const REACH_WORDS: usize = 9;

/// The words dated: the noun after "the 1991 …", else back to the nearest verb, else the noun phrase before.
fn dated(line: Line, first: usize, last: usize) -> String {
    let before = line.before(first);
    let text = |from: usize, to: usize| line.span(from, to).of(line.source()).to_string();
    let is_time = before.is(PREPOSITION) && !line.says(first.wrapping_sub(1), "of");
    let leads = !is_time && line.at(last + 1).is_word() && !line.is_one_of(last, &["ago", "earlier"]);
    if leads && !line.at(last + 1).is(PREPOSITION.or(AUXILIARY).or(CONJUNCTION)) {
        let end = (last + 1..last + REACH_WORDS)
            .take_while(|&at| {
                let word = line.at(at);
                word.is_word()
                    && (at == last + 1 || !word.is(NOUN_PHRASE_END) || line.says(at, "of") || word.is(DETERMINER))
            })
            .last();
        return end.map_or(String::new(), |end| text(last + 1, end));
    }
    let Some(end) = first.checked_sub(if before.is(PREPOSITION) { 2 } else { 1 }) else { return String::new() };
    let clause = (line.from..=end)
        .rev()
        .take(REACH_WORDS)
        .take_while(|&at| line.at(at).is_word() || line.at(at).is_dash() && line.at(at).is_glued());
    let mut from = None;
    for at in clause {
        let word = line.at(at);
        if word.is(AUXILIARY.or(RELATIVE).or(CONJUNCTION)) {
            break;
        }
        if !word.is(DETERMINER.or(PREPOSITION)) {
            from = Some(at);
        }
        let is_verb = word.is(ED.or(ING).or(PARTICIPLE).or(VERB)) && !word.is(CAPITAL);
        if is_verb || word.is(POSSESSIVE) && at < end {
            break;
        }
    }
    let from = from.map(|from| if line.at(from).is(POSSESSIVE) && from < end { from + 1 } else { from });
    from.map_or(String::new(), |from| text(from, end))
}
