//! The timeline: day by day, the sentences that speak of it, by source.
//!
//! A sentence stands under every day or span of days that it names. Relative days ("on Thursday") are reckoned from the
//! article's own day, as its analysis did.

use super::{Entry, Kind, Ledger, Section};
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::view::{Data, LedgerState, State, words};

pub fn model(data: &Data, state: &State) -> Ledger {
    let ledger = &state.ledger;
    let days = days(data);
    let kinds: Vec<Kind> = days.iter().map(|day| day.kind(data)).collect();
    let shown = shown(data, ledger);
    let mut choices = super::choices(&kinds);
    // Days do not differ, what is said of them does: that is for the figures to show.
    choices.retain(|choice| choice.count > 0 || choice.show == ledger.show);
    Ledger {
        title: "Timeline",
        line: super::count_line(shown.len(), days.len(), "day or span of days", "days and spans of days"),
        choices,
        empty: super::empty(ledger, shown.len(), days.len(), "The articles name no day"),
        sections: shown.iter().map(|day| section(data, day)).collect(),
    }
}

/// What the articles say of one day or span of days.
pub struct Day {
    pub from: Date,
    /// The last day, `from` for a single one.
    pub to: Date,
    pub mentions: Vec<Mention>,
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
    let mut days: Vec<Day> = vec![];
    for (id, document) in data.corpus.documents.enumerate() {
        let analysis = &document.analysis;
        for date in &analysis.dates {
            let Some(sentence) = analysis.sentence_at(date.span.start) else { continue };
            let mention = Mention { document: id, span: date.span, sentence: analysis.sentences[sentence] };
            match days.iter_mut().find(|day| (day.from, day.to) == (date.from, date.to)) {
                Some(day) => day.mentions.push(mention),
                None => days.push(Day { from: date.from, to: date.to, mentions: vec![mention] }),
            }
        }
    }
    sort_by_key(&mut days, |day| (day.from, day.to));
    days
}

fn section(data: &Data, day: &Day) -> Section {
    let mut versions = vec![];
    let mut sources = 0;
    for (at, mention) in day.mentions.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &day.mentions[at]);
        sources += usize::from(before.is_none_or(|before| before.document != mention.document));
        if before.is_some_and(|before| (before.document, before.sentence) == (mention.document, mention.sentence)) {
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
    let published = data.corpus.documents.iter().filter(|document| document.analysis.published == Some(day.from));
    let published: Vec<&str> = published.map(|document| document.label.as_str()).collect();
    if day.from == day.to && !published.is_empty() {
        note += &words::join(&[" · day of ", &published.join(", ")]);
    }
    Section {
        title: words::days(day.from, day.to),
        address: None,
        note,
        entries: vec![Entry { key: 0, status: "", is_alarm: false, versions }],
    }
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
    fn without_days_the_timeline_says_so() {
        let none = Fixture::new().article("a", "One", &["Alone."]).data();
        assert_eq!(model(&none, &State::new(1)).empty.as_deref(), Some("The articles name no day"));
    }
}
