//! What does not agree in a row whose passages say the same: figures and days.

use super::Flag;
use super::rows::RowPlan;
use crate::base::*;
use crate::corpus::{FigureRef, FigureStatus, Grade, SentenceRef};
use crate::view::{Data, figures, words};
use std::collections::{BTreeMap, BTreeSet};

/// The topics in which the chosen articles do not agree, with their figures by sentence.
pub(super) struct Open(BTreeMap<SentenceRef, BTreeSet<(usize, usize)>>);

impl Open {
    pub fn of(data: &Data, columns: &[DocumentId]) -> Open {
        let mut found = BTreeMap::new();
        for (at, topic) in data.corpus.figure_topics.iter().enumerate() {
            if title(topic.status).is_none() {
                continue;
            }
            for (place, &member) in topic.members.iter().enumerate().filter(|(_, it)| columns.contains(&it.document)) {
                if let Some(sentence) = figures::sentence(data, member) {
                    let sentence = SentenceRef { document: member.document, sentence };
                    found.entry(sentence).or_insert_with(BTreeSet::new).insert((at, place));
                }
            }
        }
        Open(found)
    }

    /// The figures of a row, by their topics.
    fn in_row(&self, columns: &[DocumentId], plan: &RowPlan) -> BTreeSet<(usize, usize)> {
        let sentences = columns.iter().zip(&plan.cells);
        let sentences = sentences
            .flat_map(|(&document, cell)| cell.iter().map(move |&sentence| SentenceRef { document, sentence }));
        sentences.filter_map(|sentence| self.0.get(&sentence)).flatten().copied().collect()
    }
}

fn title(status: FigureStatus) -> Option<&'static str> {
    match status {
        FigureStatus::Conflict => Some("Figures differ"),
        FigureStatus::Updated => Some("Figure updated"),
        _ => None,
    }
}

/// Figures of the row that differ, and days that differ in passages that are sure to be the same.
pub(super) fn flags(data: &Data, columns: &[DocumentId], plan: &RowPlan, open: &Open) -> Vec<Flag> {
    let mut flags = vec![];
    let all: Vec<(usize, usize)> = open.in_row(columns, plan).into_iter().collect();
    for members in all.chunk_by(|a, b| a.0 == b.0) {
        let topic = &data.corpus.figure_topics[members[0].0];
        let Some(title) = title(topic.status) else { continue };
        let members = members.iter().map(|&(_, place)| topic.members[place]);
        let found: Vec<figures::Value> = members.filter_map(|at: FigureRef| figures::value(data, at)).collect();
        let is_differing = found.iter().any(|one| one.document != found[0].document && one.reading != found[0].reading);
        if is_differing {
            flags.push(Flag {
                is_alarm: topic.status == FigureStatus::Conflict,
                title: title.to_string(),
                values: found.into_iter().map(|value| (value.label, value.quote)).collect(),
                reason: topic.reason.clone(),
            });
        }
    }
    flags.extend(date_flag(data, columns, plan));
    flags
}

/// Two days about two different things never conflict, so this asks much: a pair that surely says the same, one day
/// named on each side, and the days apart.
fn date_flag(data: &Data, columns: &[DocumentId], plan: &RowPlan) -> Option<Flag> {
    for (&document, cell) in columns.iter().zip(&plan.cells) {
        for &sentence in cell {
            let here = SentenceRef { document, sentence };
            for &id in data.links(document, sentence) {
                let alignment = &data.corpus.alignments[id];
                let is_sure = alignment.a == here && alignment.grade >= Grade::Strong;
                if is_sure && plan.holds(columns, alignment.b) {
                    let Some(flag) = days_apart(data, here, alignment.b) else { continue };
                    return Some(flag);
                }
            }
        }
    }
    None
}

/// Says that two sentences name different days, if each names one.
fn days_apart(data: &Data, here: SentenceRef, there: SentenceRef) -> Option<Flag> {
    let (one, other) = (only_day(data, here)?, only_day(data, there)?);
    let label = |at: SentenceRef| data.corpus.documents[at.document].label.clone();
    let said = |(day, text): (Date, &str)| words::join(&["“", text, "”, ", &words::day(day)]);
    (one.0 != other.0).then(|| Flag {
        is_alarm: false,
        title: "Days differ".to_string(),
        values: vec![(label(here), said(one)), (label(there), said(other))],
        reason: "Relative days are reckoned from each article’s own date".to_string(),
    })
}

/// The one day that a sentence names, and how.
fn only_day(data: &Data, at: SentenceRef) -> Option<(Date, &str)> {
    let analysis = &data.corpus.documents[at.document].analysis;
    let span = analysis.sentences[at.sentence];
    let mut found = None;
    for date in analysis.dates.iter().filter(|date| span.contains(date.span)) {
        if found.is_some() || date.from != date.to {
            return None;
        }
        found = Some((date.from, date.span.of(&analysis.text)));
    }
    found
}
