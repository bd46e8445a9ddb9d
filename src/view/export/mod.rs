//! Exports: what the reader sees, as files.
//!
//! [`table`] gathers rows, [`csv`] and [`json`] write any table; [`report`] writes the story for people (Markdown),
//! [`dossier`] what a reader chose of it (Markdown, or [`html`] to be printed), [`annotations`] her notes for other
//! programs; [`bibtex`], [`ris`] and [`csl`] write the sources for a bibliography. Every export holds only what the active filters leave, and says so:
//! in its text where the format has room for it, and in its file name.

mod annotations;
mod bibtex;
mod csl;
mod csv;
mod dossier;
mod html;
mod json;
mod ledgers;
mod notes;
mod report;
mod ris;
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
    /// What the reader noted.
    Notes,
    /// What the reader chose, for people to read.
    Dossier,
}

impl Subject {
    pub const ALL: [Subject; 11] = [
        Subject::Report,
        Subject::Dossier,
        Subject::Documents,
        Subject::Mentions,
        Subject::Entities,
        Subject::Figures,
        Subject::Quotes,
        Subject::Timeline,
        Subject::Comparison,
        Subject::Notes,
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
            Subject::Notes => "Notes",
            Subject::Dossier => "Dossier",
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
            Subject::Notes => "every highlight and note with its words and place",
            Subject::Dossier => "the conflicts, quotations and passages you chose, with sources and notes",
        }
    }

    /// The formats it comes in, the usual one first.
    pub fn formats(self) -> &'static [Format] {
        match self {
            Subject::Report => &[Format::Markdown],
            Subject::References => &[Format::Bibtex, Format::Ris, Format::CslJson],
            Subject::Dossier => &[Format::Html, Format::Markdown],
            Subject::Notes => &[Format::Csv, Format::Json, Format::JsonLines, Format::Annotations],
            _ => &[Format::Csv, Format::Json, Format::JsonLines],
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
            Subject::Notes => "notes",
            Subject::Dossier => "dossier",
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
            View::Notes => Subject::Dossier,
            View::Overview | View::Stories | View::About => Subject::Report,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Json,
    JsonLines,
    Markdown,
    /// One page to be printed.
    Html,
    Bibtex,
    Ris,
    CslJson,
    /// W3C Web Annotations in JSON-LD.
    Annotations,
}

impl Format {
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "CSV",
            Format::Json => "JSON",
            Format::JsonLines => "JSON lines",
            Format::Markdown => "Markdown",
            Format::Html => "Web page to print",
            Format::Bibtex => "BibTeX",
            Format::Ris => "RIS",
            Format::CslJson => "CSL-JSON",
            Format::Annotations => "Web Annotations",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Format::Csv => ".csv",
            Format::Json => ".json",
            Format::JsonLines => ".jsonl",
            Format::Markdown => ".md",
            Format::Html => ".html",
            Format::Bibtex => ".bib",
            Format::Ris => ".ris",
            Format::CslJson => ".csl.json",
            Format::Annotations => ".jsonld",
        }
    }

    fn mime(self) -> &'static str {
        match self {
            Format::Csv => "text/csv;charset=utf-8",
            Format::Json => "application/json",
            Format::Markdown => "text/markdown;charset=utf-8",
            Format::JsonLines => "application/x-ndjson",
            Format::Html => "text/html;charset=utf-8",
            Format::Bibtex => "application/x-bibtex;charset=utf-8",
            Format::Ris => "application/x-research-info-systems;charset=utf-8",
            Format::CslJson => "application/vnd.citationstyles.csl+json",
            Format::Annotations => "application/ld+json",
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
    /// The address of the page, to which those of passages belong; may be empty.
    page: String,
}

impl Filter {
    fn new(data: &Data, state: &State, subject: Subject, page: &str) -> Filter {
        let page = page.to_string();
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
            return Filter { documents, set, total, reasons, ledger: LedgerState::default(), page };
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
        if matches!(subject, Subject::Notes | Subject::Dossier) && state.view == View::Notes {
            reasons.extend(state.notes.tag.as_ref().map(|tag| words::join(&["Notes with the tag: ", tag])));
            let find = state.notes.filter.trim();
            reasons.extend((!find.is_empty()).then(|| words::join(&["Find in the notes: ", find])));
        }
        Filter { documents, set: search.documents, total, reasons, ledger, page }
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
    reasons.extend(state.notes.only.iter().map(super::notes::only_name));
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

/// Writes one export of the current view; `page` is its address without what follows `#`, to which links to passages
/// belong.
pub fn export(data: &Data, state: &State, subject: Subject, format: Format, page: &str) -> Export {
    let filter = Filter::new(data, state, subject, page);
    let items = |all: usize| Some(words::counted(all, "item", "items"));
    let (text, rows) = match format {
        Format::Markdown if subject == Subject::Dossier => {
            let dossier = dossier::dossier(data, state, &filter);
            (dossier::write(&dossier), items(dossier.count()))
        }
        Format::Markdown => (report::write(data, state, &filter), None),
        Format::Html => {
            let dossier = dossier::dossier(data, state, &filter);
            (html::write(&dossier), items(dossier.count()))
        }
        Format::Bibtex => (bibtex::write(data, &filter), None),
        Format::Ris => (ris::write(data, &filter), None),
        Format::CslJson => (csl::write(data, &filter), None),
        Format::Annotations => {
            let noted = notes::chosen(data, state, &filter, false);
            (annotations::write(data, &filter, &noted), items(noted.len()))
        }
        Format::Csv | Format::Json | Format::JsonLines => {
            let table = table::table(data, state, &filter, subject);
            let text = match format {
                Format::Csv => csv::write(&table),
                Format::Json => as_json(&table, &filter, subject),
                _ => as_lines(&table, &filter, subject),
            };
            (text, Some(words::counted(table.rows.len(), "row", "rows")))
        }
    };
    let count_line = match rows {
        Some(rows) => words::join(&[&rows, " from ", &filter.count()]),
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
    json_head(&mut json, filter, subject);
    json.key("rows");
    json.open('[');
    for row in &table.rows {
        json.line();
        json_row(&mut json, table, row);
    }
    json.close(']');
    json.close('}');
    json.finish()
}

/// A line of what the file is and holds, then a line a row.
fn as_lines(table: &table::Table, filter: &Filter, subject: Subject) -> String {
    let mut json = Json::default();
    json_head(&mut json, filter, subject);
    json.close('}');
    for row in &table.rows {
        json.next_line();
        json_row(&mut json, table, row);
    }
    json.finish()
}

/// An object that says what the file is, left open.
fn json_head(json: &mut Json, filter: &Filter, subject: Subject) {
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
}

fn json_row(json: &mut Json, table: &table::Table, row: &[table::Value]) {
    json.open('{');
    for (name, value) in table.columns.iter().zip(row) {
        json.key(name);
        json.value(value);
    }
    json.close('}');
}

/// A table of texts as CSV.
pub fn csv_of_texts<'a>(columns: &[&'static str], rows: impl Iterator<Item = Vec<&'a str>>) -> String {
    let row = |row: Vec<&str>| row.into_iter().map(table::Value::text).collect();
    csv::write(&table::Table::new(columns, rows.map(row).collect()))
}

#[cfg(test)]
mod notes_tests;
#[cfg(test)]
mod tests;
