//! The tables of the ledgers: figures, quotations, days. From the view of a ledger they hold what it shows.

use super::Filter;
use super::table::{Table, Value};
use crate::base::*;
use crate::corpus::{FigureRef, QuoteGrade, QuoteRef, Target};
use crate::text::QuoteForm;
use crate::view::desk::machine_says;
use crate::view::ledger::timeline::When;
use crate::view::{Data, LedgerState, figures, ledger, words};

/// Every figure by its topic, as the ledger lists them, and then those of no topic.
pub fn figures(data: &Data, filter: &Filter) -> Table {
    const COLUMNS: &[&str] = &[
        "topic",
        "doc_id",
        "source",
        "value",
        "low",
        "high",
        "qualifier",
        "unit",
        "attributed_to",
        "as_of",
        "quote",
        "start",
        "end",
        "status",
    ];
    let row = |topic: Option<(&str, &'static str)>, document: DocumentId, figure: FigureId| {
        let machine = machine_says(data, Target::Figure(FigureRef { document, figure }));
        let document = &data.corpus.documents[document];
        let figure = &document.analysis.figures[figure];
        let (topic, status) = topic.unzip();
        let row = vec![
            Value::maybe(topic),
            Value::text(&document.id),
            Value::text(document.analysis.facts.outlet.as_deref().unwrap_or(&document.label)),
            Value::number(figure.value),
            Value::number(figure.low),
            Value::number(figure.high),
            Value::text(figures::qualifier(figure.qualifier)),
            Value::text(&figure.unit),
            Value::maybe(figure.attributed_to.as_deref()),
            figure.as_of.map_or(Value::Empty, |day| Value::Text(day.to_string())),
            Value::text(figure.span.of(document.text())),
            Value::Whole(figure.span.start.into()),
            Value::Whole(figure.span.end.into()),
            Value::maybe(status),
        ];
        (row, machine)
    };
    let mut rows = vec![];
    let mut in_topic = vec![];
    for topic in ledger::figures::topics(data, &filter.ledger) {
        for member in topic.members.iter().filter(|member| filter.contains(member.document)) {
            in_topic.push(*member);
            rows.push(row(Some((&topic.topic, figures::status(topic.status))), member.document, member.figure));
        }
    }
    let is_narrow = filter.ledger != LedgerState::default();
    for &id in filter.documents.iter().filter(|_| !is_narrow) {
        for figure in data.corpus.documents[id].analysis.figures.ids() {
            if !in_topic.iter().any(|member| member.document == id && member.figure == figure) {
                rows.push(row(None, id, figure));
            }
        }
    }
    Table::of_results(COLUMNS, rows)
}

/// Every quotation; in the ledger's own export those that it shows.
pub fn quotes(data: &Data, filter: &Filter) -> Table {
    const COLUMNS: &[&str] = &[
        "quote_id",
        "doc_id",
        "speaker",
        "speaker_raw",
        "verb",
        "form",
        "text",
        "start",
        "end",
        "match_grade",
        "cluster_id",
    ];
    let is_narrow = filter.ledger != LedgerState::default();
    let shown = ledger::quotes::shown(data, &filter.ledger);
    let mut rows = vec![];
    for &id in &filter.documents {
        let document = &data.corpus.documents[id];
        let text = document.text();
        for (quote_id, quote) in document.analysis.quotes.enumerate() {
            if is_narrow && !shown.contains(&QuoteRef { document: id, quote: quote_id }) {
                continue;
            }
            let group = data
                .corpus
                .quote_groups
                .iter()
                .position(|group| group.members.iter().any(|m| m.document == id && m.quote == quote_id));
            let grade = group.map(|group| match data.corpus.quote_groups[group].grade {
                QuoteGrade::Identical => "identical",
                QuoteGrade::Reworded => "reworded",
                QuoteGrade::Paraphrase => "paraphrase",
            });
            let at = QuoteRef { document: id, quote: quote_id };
            let speaker = data.corpus.speaker(at).map(|entity| data.corpus.entities[entity].name.as_str());
            let row = vec![
                Value::Text(words::join(&[&document.id, "-q", &(quote_id.0 + 1).to_string()])),
                Value::text(&document.id),
                Value::maybe(speaker),
                Value::maybe(quote.speaker_span.map(|span| span.of(text))),
                Value::maybe(quote.cue.map(|span| span.of(text))),
                Value::text(match quote.form {
                    QuoteForm::Direct => "direct",
                    QuoteForm::Indirect => "indirect",
                    QuoteForm::Scare => "scare",
                }),
                Value::text(quote.span.of(text)),
                Value::Whole(quote.span.start.into()),
                Value::Whole(quote.span.end.into()),
                Value::maybe(grade),
                group.map_or(Value::Empty, |group| Value::whole(group + 1)),
            ];
            rows.push((row, machine_says(data, Target::Quote(at))));
        }
    }
    Table::of_results(COLUMNS, rows)
}

/// Every sentence of the story under the days it names, the earliest first; a weekday without a date has no day.
pub fn timeline(data: &Data, filter: &Filter) -> Table {
    const COLUMNS: &[&str] = &["from", "to", "doc_id", "source", "words", "sentence", "start", "end"];
    let mut rows = vec![];
    for day in ledger::timeline::shown(data, &filter.ledger) {
        let (from, to) = match day.when {
            When::Days(from, to) => (Value::Text(from.to_string()), Value::Text(to.to_string())),
            When::Weekday(_) => (Value::Empty, Value::Empty),
        };
        for mention in day.mentions.iter().filter(|mention| filter.contains(mention.document)) {
            let document = &data.corpus.documents[mention.document];
            rows.push(vec![
                from.clone(),
                to.clone(),
                Value::text(&document.id),
                Value::text(&document.label),
                Value::text(mention.span.of(document.text())),
                Value::text(mention.sentence.of(document.text())),
                Value::Whole(mention.span.start.into()),
                Value::Whole(mention.span.end.into()),
            ]);
        }
    }
    Table::new(COLUMNS, rows)
}
