//! Small words that many views share: dates, counts, kinds.

use super::{Data, State, View};
use crate::base::*;
use crate::corpus::{Document, Grade, PlaceKind};
use crate::query::Facet;
use crate::text::{Analysis, EntityKind, PublishedFrom};

/// Puts pieces of a sentence together; much smaller in the page than `format!`.
pub fn join(parts: &[&str]) -> String {
    parts.concat()
}

/// `1 article`, `3 articles`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    join(&[&number(count), " ", if count == 1 { one } else { many }])
}

/// Digits in groups of three: `12,345`.
pub fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The first words of a sentence.
pub fn opening(text: &str, count: usize) -> String {
    let mut parts = text.split_whitespace();
    let head: Vec<&str> = parts.by_ref().take(count).collect();
    let end = if parts.next().is_some() { " …" } else { "" };
    join(&[&head.join(" "), end])
}

/// `6 January 2022`.
pub fn day(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month, day) = date.parts();
    join(&[&day.to_string(), " ", MONTHS[month as usize - 1], " ", &year.to_string()])
}

pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// `Tuesday, 2 March 2021`, `1 to 31 March 2021`, `2 March 2021 to 4 May 2021`, `2019`.
pub fn days(from: Date, to: Date) -> String {
    let (first, last) = (from.parts(), to.parts());
    if from == to {
        return join(&[WEEKDAYS[from.weekday() as usize], ", ", &day(from)]);
    }
    if (first.0, first.1, first.2) == (last.0, 1, 1) && (last.1, last.2) == (12, 31) {
        return first.0.to_string();
    }
    let is_in_one_month = (first.0, first.1) == (last.0, last.1);
    let start = if is_in_one_month { first.2.to_string() } else { day(from) };
    join(&[&start, " to ", &day(to)])
}

/// The day of an article, and how we know it.
pub fn published(analysis: &Analysis) -> String {
    match analysis.published {
        Some(date) => day(date),
        None => "Date unknown".to_string(),
    }
}

/// Where the day of an article comes from, as a phrase.
pub fn published_from(from: PublishedFrom) -> &'static str {
    match from {
        PublishedFrom::Given => "given with the article",
        PublishedFrom::Stated => "stated in the text",
        PublishedFrom::Inferred => "inferred from days named in the text",
        PublishedFrom::None => "no date given or found",
    }
}

pub fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
    }
}

pub fn place_kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Country => "country",
        PlaceKind::Region => "region",
        PlaceKind::City => "city",
        PlaceKind::Site => "site",
        PlaceKind::Area => "area above countries",
        PlaceKind::FormerState => "former state",
    }
}

pub fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Person => "People",
        Facet::Organisation => "Organisations",
        Facet::Place => "Places",
        Facet::Source => "Sources",
        Facet::Date => "Dates",
    }
}

/// How sure an alignment is, as a reader would say it.
pub fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Verbatim => "same words",
        Grade::Strong => "says the same",
        Grade::Link => "says much the same",
        Grade::Faint | Grade::Trace => "possibly related",
    }
}

/// Words of the story in an article, captions included.
pub fn story_words(document: &Document) -> usize {
    let analysis = &document.analysis;
    let story = analysis.blocks.iter().filter(|block| block.kind.is_story());
    story.map(|block| block.span.of(&analysis.text).split_whitespace().count()).sum()
}

/// The warnings in words, each once with how often it holds.
pub fn warnings(all: &[Warning]) -> Vec<String> {
    let mut counts: Vec<(&str, usize)> = vec![];
    for warning in all {
        match counts.iter_mut().find(|(message, _)| *message == warning.message) {
            Some((_, count)) => *count += 1,
            None => counts.push((&warning.message, 1)),
        }
    }
    let line = |(message, count): (&str, usize)| match count {
        1 => message.to_string(),
        _ => join(&[message, " (", &number(count), " times)"]),
    };
    counts.into_iter().map(line).collect()
}

/// The title of the window.
pub fn page_title(data: &Data, state: &State) -> String {
    let inner = match state.view {
        View::Articles => state.open.map(|id| data.corpus.documents[id].analysis.title.clone()),
        View::Places => state.places.open.map(|id| data.corpus.entities[id].name.clone()),
        View::Entities => state.entities.open.map(|id| data.corpus.entities[id].name.clone()),
        _ => None,
    };
    let inner = inner.unwrap_or_else(|| state.view.name().to_string());
    match state.view {
        View::Overview => "Crossread: one event, many sources".to_string(),
        _ => join(&[&inner, " · Crossread"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits() {
        for (count, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567")] {
            assert_eq!(number(count), text);
        }
        assert_eq!(counted(1, "article", "articles"), "1 article");
        assert_eq!(counted(0, "article", "articles"), "0 articles");
    }

    #[test]
    fn a_warning_that_holds_often_is_said_once() {
        let warning = |message: &str| Warning { kind: WarningKind::Quotes, span: None, message: message.into() };
        assert_eq!(warnings(&[warning("a"), warning("b"), warning("a")]), ["a (2 times)", "b"]);
    }

    #[test]
    fn writes_days() {
        assert_eq!(day(Date::new(2022, 1, 6).unwrap()), "6 January 2022");
        let date = |text: &str| Date::parse_iso(text).unwrap();
        for (from, to, text) in [
            ("2022-01-06", "2022-01-06", "Thursday, 6 January 2022"),
            ("2022-01-01", "2022-01-31", "1 to 31 January 2022"),
            ("2022-01-30", "2022-02-02", "30 January 2022 to 2 February 2022"),
            ("1999-01-01", "1999-12-31", "1999"),
            ("1990-01-01", "1999-12-31", "1 January 1990 to 31 December 1999"),
        ] {
            assert_eq!(days(date(from), date(to)), text);
        }
    }
}
