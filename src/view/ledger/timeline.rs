//! The timeline: day by day, the sentences that speak of it, by source.
//!
//! A sentence stands under every day or span of days that it names. Relative days ("on Thursday") are reckoned from the
//! article's own day, as its analysis did. Where no day is known to reckon from, the weekday is all there is: such
//! sentences stand at the end, by weekday.

use super::{Entry, Kind, Ledger, Section};
use crate::base::*;
use crate::view::{Data, LedgerState, State, entities, words};
use std::collections::BTreeMap;

/// Sentences listed of a day at first; of a large story hundreds name the same one.
const SENTENCES: usize = 40;

pub fn model(data: &Data, state: &State) -> Ledger {
    let ledger = &state.ledger;
    let days = days(data);
    let kinds: Vec<Kind> = days.iter().map(|day| day.kind(data)).collect();
    let shown = shown(data, ledger);
    let mut choices = super::choices(&kinds);
    // Days do not differ, what is said of them does: that is for the figures to show.
    choices.retain(|choice| choice.count > 0 || choice.show == ledger.show);
    let most = SENTENCES * (ledger.more + 1);
    let listed = shown.iter().take(super::listed(ledger.more));
    let (sections, sentences): (Vec<Section>, Vec<usize>) = listed.map(|day| section(data, day, most)).unzip();
    let cut = || entities::more(sentences.iter().sum(), sentences.iter().map(|&all| all.min(most)).sum());
    Ledger {
        title: "Timeline",
        more: entities::more(shown.len(), super::listed(ledger.more)).or_else(cut),
        line: super::count_line(shown.len(), days.len(), "day or span of days", "days and spans of days"),
        choices,
        empty: super::empty(ledger, shown.len(), days.len(), "The articles name no day"),
        sections,
    }
}

/// What the articles say of one day or span of days.
pub struct Day {
    pub when: When,
    pub mentions: Vec<Mention>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// The first and the last day, the same for a single one.
    Days(Date, Date),
    /// 0 is Monday; which one is not known.
    Weekday(usize),
}

/// The words of one sentence that name a day.
#[derive(Clone, Copy)]
pub struct Mention {
    pub document: DocumentId,
    pub span: Span,
    /// The sentence around them.
    pub sentence: Span,
}

impl Day {
    fn kind(&self, data: &Data) -> Kind {
        let first = self.mentions[0].document;
        let is_alone = self.mentions.iter().all(|mention| mention.document == first);
        if is_alone && data.corpus.documents.len() > 1 { Kind::Alone } else { Kind::Same }
    }
}

/// The days that the ledger lists, with the sentences that its search box leaves.
pub fn shown(data: &Data, ledger: &LedgerState) -> Vec<Day> {
    let mut days = days(data);
    days.retain(|day| day.kind(data).is_shown(ledger.show));
    for day in &mut days {
        day.mentions.retain(|mention| {
            let document = &data.corpus.documents[mention.document];
            super::passes(ledger, &[&document.label, mention.sentence.of(document.text())])
        });
    }
    days.retain(|day| !day.mentions.is_empty());
    days
}

/// All days that the stories name, the earliest first; the shorter span before the longer.
fn days(data: &Data) -> Vec<Day> {
    let mut days: BTreeMap<When, Vec<Mention>> = BTreeMap::new();
    for (id, document) in data.corpus.documents.enumerate() {
        let analysis = &document.analysis;
        let dates = analysis.dates.as_slice();
        for date in dates {
            let Some(sentence) = analysis.sentence_at(date.span.start) else { continue };
            let mention = Mention { document: id, span: date.span, sentence: analysis.sentences[sentence] };
            days.entry(When::Days(date.from, date.to)).or_default().push(mention);
        }
        for &sentence in &analysis.sentences {
            let near = dates.partition_point(|date| date.span.start < sentence.start).saturating_sub(1);
            let near = dates[near..].iter().take_while(|date| date.span.start < sentence.end);
            for (weekday, span) in weekdays(&analysis.text, sentence) {
                if !near.clone().any(|date| date.span.overlaps(span)) {
                    days.entry(When::Weekday(weekday)).or_default().push(Mention { document: id, span, sentence });
                }
            }
        }
    }
    days.into_iter().map(|(when, mentions)| Day { when, mentions }).collect()
}

/// The weekdays that a sentence names, by its words.
fn weekdays(text: &str, sentence: Span) -> Vec<(usize, Span)> {
    let words = sentence.of(text);
    let mut found = vec![];
    let mut at = 0;
    for word in words.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if let Some(weekday) = words::WEEKDAYS.iter().position(|weekday| *weekday == bare) {
            let start = sentence.start as usize + at;
            found.push((weekday, Span::new(start, start + bare.len())));
        }
        at += word.len();
    }
    found
}

/// A day with its first `most` sentences, and how many there are.
fn section(data: &Data, day: &Day, most: usize) -> (Section, usize) {
    let mut versions = vec![];
    let (mut sources, mut sentences) = (0, 0);
    for (at, mention) in day.mentions.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &day.mentions[at]);
        sources += usize::from(before.is_none_or(|before| before.document != mention.document));
        if before.is_some_and(|before| (before.document, before.sentence) == (mention.document, mention.sentence)) {
            continue;
        }
        sentences += 1;
        if sentences > most {
            continue;
        }
        let marks: Vec<Span> = day.mentions[at..]
            .iter()
            .take_while(|other| (other.document, other.sentence) == (mention.document, mention.sentence))
            .map(|other| other.span)
            .collect();
        versions.push(super::version(data, mention.document, mention.sentence, &marks, "chosen", String::new()));
    }
    let mut note = words::join(&[
        "in ",
        &words::number(sources),
        " of ",
        &words::counted(data.corpus.documents.len(), "source", "sources"),
    ]);
    if sentences > most {
        let all = words::counted(sentences, "sentence", "sentences");
        note += &words::join(&[" · the first ", &words::number(most), " of ", &all]);
    }
    let is_day_of = |document: &crate::corpus::Document| match (day.when, document.analysis.published) {
        (When::Days(from, to), Some(published)) => from == published && to == published,
        _ => false,
    };
    let published = data.corpus.documents.iter().filter(|document| is_day_of(document));
    let published: Vec<&str> = published.map(|document| document.label.as_str()).collect();
    if !published.is_empty() {
        note += &words::join(&[" · day of ", &published.join(", ")]);
    }
    let section = Section {
        title: match day.when {
            When::Days(from, to) => words::days(from, to),
            When::Weekday(weekday) => words::join(&["A ", words::WEEKDAYS[weekday], ", date unknown"]),
        },
        address: None,
        note,
        entries: vec![Entry { key: 0, status: "", is_alarm: false, versions }],
    };
    (section, sentences)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::{Fixture, flood};
    use crate::view::{Action, CompareShow, reduce};

    #[test]
    fn sentences_by_day_and_source() {
        let data = flood()
            .date(0, "at dawn", "2021-03-02", "2021-03-02")
            .date(0, "The river", "2021-03-02", "2021-03-02")
            .date(1, "A bridge", "2021-03-02", "2021-03-02")
            .date(2, "now", "2021-03-01", "2021-03-31")
            .data();
        let model = model(&data, &State::new(3));
        let sections: Vec<(&str, &str, usize)> = model
            .sections
            .iter()
            .map(|section| (section.title.as_str(), section.note.as_str(), section.entries[0].versions.len()))
            .collect();
        assert_eq!(
            sections,
            [
                ("1 to 31 March 2021", "in 1 of 3 sources", 1),
                ("Tuesday, 2 March 2021", "in 2 of 3 sources · day of ALPHA", 2),
            ]
        );
        let runs = &model.sections[1].entries[0].versions[0].runs;
        assert_eq!(runs.iter().filter(|run| run.kinds == "chosen").count(), 2, "both words of one sentence are marked");
        let shared = reduce(&data, &State::new(3), Action::ShowLedger(CompareShow::Shared));
        assert_eq!(super::model(&data, &shared).line, "1 of 2 days and spans of days");
    }

    #[test]
    fn a_weekday_that_no_date_was_reckoned_for_stands_at_the_end() {
        let data = Fixture::new()
            .article("a", "One", &["On Monday, it rained.|By Friday’s dusk it stopped.|Mondays are wet."])
            .date(0, "Monday", "2021-03-01", "2021-03-01")
            .article("b", "Two", &["It stopped (Friday)."])
            .data();
        let model = model(&data, &State::new(2));
        let sections: Vec<(&str, &str)> =
            model.sections.iter().map(|section| (section.title.as_str(), section.note.as_str())).collect();
        assert_eq!(
            sections,
            [("Monday, 1 March 2021", "in 1 of 2 sources"), ("A Friday, date unknown", "in 2 of 2 sources")]
        );
    }

    #[test]
    fn of_a_day_that_many_name_the_first_are_listed() {
        let paragraphs = vec!["It rained on Friday."; SENTENCES + 2];
        let data = Fixture::new().article("a", "One", &paragraphs).data();
        let first = model(&data, &State::new(1));
        assert_eq!(first.sections[0].note, "in 1 of 1 source · the first 40 of 42 sentences");
        assert_eq!(first.sections[0].entries[0].versions.len(), SENTENCES);
        assert_eq!(first.more.as_deref(), Some("Show more: 2 of 42 are not listed yet"));
        let state = reduce(&data, &State::new(1), Action::ShowMoreLedger);
        let more = model(&data, &state);
        assert_eq!((more.sections[0].entries[0].versions.len(), more.more), (SENTENCES + 2, None));
        assert_eq!(more.sections[0].note, "in 1 of 1 source");
    }

    #[test]
    fn without_days_the_timeline_says_so() {
        let none = Fixture::new().article("a", "One", &["Alone."]).data();
        assert_eq!(model(&none, &State::new(1)).empty.as_deref(), Some("The articles name no day"));
    }
}
