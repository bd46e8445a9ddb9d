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
    }
}
