//! Exports: what the reader sees, as files.
//!
//! [`table`] gathers rows, [`csv`] and [`json`] write any table; [`report`] writes the story for people (Markdown)
//! and [`bibtex`] its sources for a bibliography. Every export holds only what the active filters leave, and says so:
//! in its text where the format has room for it, and in its file name.

mod bibtex;
mod csv;
mod json;
mod ledgers;
mod report;
mod table;

use super::{CompareShow, Data, LedgerState, State, View, articles, words};
use crate::base::*;
use crate::query::Facet;
use json::Json;

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Documents,
    Mentions,
    Entities,
    Figures,
    Quotes,
    /// Sentences by the days they name.
    Timeline,
    Comparison,
    /// The story for people to read.
    Report,
    /// The sources for a bibliography.
    References,
}

impl Subject {
    pub const ALL: [Subject; 9] = [
        Subject::Report,
        Subject::Documents,
        Subject::Mentions,
        Subject::Entities,
        Subject::Figures,
        Subject::Quotes,
        Subject::Timeline,
        Subject::Comparison,
        Subject::References,
    ];

    /// As the dialog names it.
    pub fn name(self) -> &'static str {
        match self {
            Subject::Documents => "Articles",
            Subject::Mentions => "Mentions",
            Subject::Entities => "Entities",
            Subject::Figures => "Figures",
            Subject::Quotes => "Quotes",
            Subject::Timeline => "Timeline",
            Subject::Comparison => "Comparison",
            Subject::Report => "Report",
            Subject::References => "References",
        }
    }

    /// What a row of it is.
    pub fn about(self) -> &'static str {
        match self {
            Subject::Documents => "one row an article, with who and where it names",
            Subject::Mentions => "every name where it stands, with its context",
            Subject::Entities => "people, organisations and places with their variants",
            Subject::Figures => "every number with qualifier, source and quote",
            Subject::Quotes => "who said what, in whose words",
            Subject::Timeline => "every sentence that names a day, by day",
            Subject::Comparison => "the passages of the Compare view, pair by pair",
            Subject::Report => "sources, figures that differ and shared passages, with quotations",
            Subject::References => "the articles for a bibliography",
        }
    }

    /// The formats it comes in, the usual one first.
    pub fn formats(self) -> &'static [Format] {
        match self {
            Subject::Report => &[Format::Markdown],
            Subject::References => &[Format::Bibtex],
            _ => &[Format::Csv, Format::Json],
        }
    }

    fn file(self) -> &'static str {
        match self {
            Subject::Documents => "documents",
            Subject::Mentions => "mentions",
            Subject::Entities => "entities",
            Subject::Figures => "figures",
            Subject::Quotes => "quotes",
            Subject::Timeline => "timeline",
            Subject::Comparison => "comparison",
            Subject::Report => "report",
            Subject::References => "references",
        }
    }

    /// What the dialog offers first: what the view shows.
    pub fn of_view(view: View) -> Subject {
        match view {
            View::Articles => Subject::Documents,
            View::Compare => Subject::Comparison,
            View::Figures => Subject::Figures,
            View::Quotes => Subject::Quotes,
            View::Timeline => Subject::Timeline,
            View::Places | View::Entities | View::Desk => Subject::Entities,
            View::Overview | View::Stories | View::About => Subject::Report,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Json,
    Markdown,
    Bibtex,
}

impl Format {
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "CSV",
            Format::Json => "JSON",
            Format::Markdown => "Markdown",
            Format::Bibtex => "BibTeX",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Format::Csv => ".csv",
            Format::Json => ".json",
            Format::Markdown => ".md",
            Format::Bibtex => ".bib",
        }
    }

    fn mime(self) -> &'static str {
        match self {
            Format::Csv => "text/csv;charset=utf-8",
            Format::Json => "application/json",
            Format::Markdown => "text/markdown;charset=utf-8",
            Format::Bibtex => "application/x-bibtex;charset=utf-8",
        }
    }
}

/// A file ready to be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    pub file_name: String,
    pub mime: &'static str,
    pub text: String,
    /// `214 rows from 3 of 5 articles`.
    pub count_line: String,
    /// What narrows it, a phrase each; empty for everything.
    pub filters: Vec<String>,
    /// The first lines, to be looked at.
    pub preview: String,
    /// How many lines more there are.
    pub more: Option<String>,
}

/// Lines shown before saving.
const PREVIEW_LINES: usize = 8;

/// Which articles an export holds, and why those.
pub struct Filter {
    pub documents: Vec<DocumentId>,
    set: DocSet,
    /// All articles of the corpus.
    pub total: usize,
    pub reasons: Vec<String>,
    /// What the ledger of the view lists, in its own export.
    pub ledger: LedgerState,
}

impl Filter {
    fn new(data: &Data, state: &State, subject: Subject) -> Filter {
        let total = data.corpus.documents.len();
        if subject == Subject::Comparison {
            let documents = state.compare.columns.clone();
            let set = documents.iter().copied().collect();
            let labels = documents.iter().filter_map(|&id| data.corpus.documents.get(id));
            let labels: Vec<&str> = labels.map(|document| document.label.as_str()).collect();
            let mut reasons = vec![words::join(&["Compared: ", &labels.join(", ")])];
            if state.compare.show != CompareShow::Everything {
                reasons.push(words::join(&["Passages: ", super::compare::show_name(state.compare.show)]));
            }
            return Filter { documents, set, total, reasons, ledger: LedgerState::default() };
        }
        let search = articles::Search::new(data, state);
        let documents = articles::order(data, state, &search);
        let mut reasons = reasons(data, state);
        let mut ledger = LedgerState::default();
        if Subject::of_view(state.view) == subject {
            (ledger.show, ledger.filter) = (state.ledger.show, state.ledger.filter.trim().to_string());
            if ledger.show != CompareShow::Everything {
                reasons.push(words::join(&["List: ", super::compare::show_name(ledger.show)]));
            }
            if !ledger.filter.is_empty() {
                reasons.push(words::join(&["Find: ", &ledger.filter]));
            }
        }
        Filter { documents, set: search.documents, total, reasons, ledger }
    }

    fn contains(&self, document: DocumentId) -> bool {
        self.set.contains(document)
    }

    fn is_narrow(&self) -> bool {
        self.documents.len() < self.total
    }

    /// `3 of 5 articles`.
    fn count(&self) -> String {
        let all = words::counted(self.total, "article", "articles");
        if self.is_narrow() { words::join(&[&words::number(self.documents.len()), " of ", &all]) } else { all }
    }
}

/// The active filters, a phrase each.
fn reasons(data: &Data, state: &State) -> Vec<String> {
    let mut reasons = vec![];
    if !state.query.trim().is_empty() {
        reasons.push(words::join(&["Search: ", state.query.trim()]));
    }
    for facet in Facet::ALL {
        let chosen = &state.selection.facets[facet.index()];
        let labels = |ids: &[crate::query::ValueId], joint: &str| {
            let values = data.index.values(facet);
            let labels: Vec<&str> =
                ids.iter().filter_map(|&id| values.get(id)).map(|value| value.label.as_str()).collect();
            labels.join(joint)
        };
        if !chosen.include.is_empty() {
            let joint = if chosen.mode == crate::query::Match::All { " and " } else { " or " };
            reasons.push(words::join(&[words::facet(facet), ": ", &labels(&chosen.include, joint)]));
        }
        if !chosen.exclude.is_empty() {
            reasons.push(words::join(&[words::facet(facet), ": not ", &labels(&chosen.exclude, ", not ")]));
        }
    }
    reasons
}

/// Writes one export of the current view.
pub fn export(data: &Data, state: &State, subject: Subject, format: Format) -> Export {
    let filter = Filter::new(data, state, subject);
    let (text, rows) = match format {
        Format::Markdown => (report::write(data, state, &filter), None),
        Format::Bibtex => (bibtex::write(data, &filter), None),
        Format::Csv | Format::Json => {
            let table = table::table(data, state, &filter, subject);
            let text = if format == Format::Csv { csv::write(&table) } else { as_json(&table, &filter, subject) };
            (text, Some(table.rows.len()))
        }
    };
    let count_line = match rows {
        Some(rows) => words::join(&[&words::counted(rows, "row", "rows"), " from ", &filter.count()]),
        None => filter.count(),
    };
    let lines = text.lines().count();
    let preview: Vec<&str> = text.lines().take(PREVIEW_LINES).collect();
    let more = (lines > PREVIEW_LINES).then(|| words::counted(lines - PREVIEW_LINES, "more line", "more lines"));
    Export {
        file_name: file_name(state, &filter, subject, format),
        mime: format.mime(),
        count_line,
        filters: filter.reasons,
        preview: preview.join("\n"),
        more,
        text,
    }
}

/// `mentions.csv`, or `mentions-filtered-3-of-5.csv`.
fn file_name(state: &State, filter: &Filter, subject: Subject, format: Format) -> String {
    let is_filtered = match subject {
        Subject::Comparison => filter.is_narrow() || state.compare.show != CompareShow::Everything,
        _ => filter.is_narrow() || !filter.reasons.is_empty(),
    };
    let (some, all) = (filter.documents.len().to_string(), filter.total.to_string());
    let part = if is_filtered { words::join(&["-filtered-", &some, "-of-", &all]) } else { String::new() };
    words::join(&[subject.file(), &part, format.extension()])
}

fn as_json(table: &table::Table, filter: &Filter, subject: Subject) -> String {
    let mut json = Json::default();
    json.open('{');
    json.key("format");
    json.text("crossread-export");
    json.key("version");
    json.value(&table::Value::Whole(1));
    json.key("table");
    json.text(subject.file());
    json.key("filters");
    json.value(&table::Value::List(filter.reasons.clone()));
    json.key("articles");
    json.value(&table::Value::Whole(filter.documents.len() as u64));
    json.key("of_articles");
    json.value(&table::Value::Whole(filter.total as u64));
    json.key("rows");
    json.open('[');
    for row in &table.rows {
        json.line();
        json.open('{');
        for (name, value) in table.columns.iter().zip(row) {
            json.key(name);
            json.value(value);
        }
        json.close('}');
    }
    json.close(']');
    json.close('}');
    json.finish()
}

#[cfg(test)]
mod tests;
