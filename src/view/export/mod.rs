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
            View::Places | View::Entities => Subject::Entities,
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
mod tests {
    use super::*;
    use crate::corpus::FigureStatus;
    use crate::query::Facet;
    use crate::text::{EntityKind, Quote, QuoteForm};
    use crate::view::fixture::flood;
    use crate::view::{Action, address, reduce};

    fn data() -> Data {
        let mut fixture = flood()
            .entity(EntityKind::Organisation, "Police", &["Police"])
            .date(0, "dawn", "2021-03-02", "2021-03-02")
            .date(2, "now", "2021-03-04", "2021-03-04");
        let beta = &mut fixture.corpus.documents[DocumentId(1)];
        beta.analysis.title = "=cmd|' /C calc'!A0, \"quoted\"".into();
        beta.analysis.facts.url = Some("https://example.com/flood".into());
        let gamma = &mut fixture.corpus.documents[DocumentId(2)].analysis;
        let span = Span::new(gamma.text.find("A bridge").unwrap(), gamma.text.len());
        let mention = gamma.mentions.enumerate().next().map(|(id, _)| id);
        gamma.quotes.push(Quote {
            span,
            form: QuoteForm::Direct,
            continues: None,
            speaker: mention,
            speaker_span: None,
            cue: None,
        });
        fixture.data()
    }

    fn csv(data: &Data, state: &State, subject: Subject) -> Vec<Vec<String>> {
        csv::tests::parse(&export(data, state, subject, Format::Csv).text)
    }

    /// The state that leaves only the articles that name Ann Reed.
    fn filtered(data: &Data) -> State {
        let value = data.index.find_value(Facet::Person, "ann-reed").unwrap();
        reduce(data, &State::new(3), Action::ToggleValue(Facet::Person, value))
    }

    #[test]
    fn the_columns_are_the_ones_promised() {
        let data = data();
        for (subject, header) in [
            (
                Subject::Documents,
                "doc_id,source,title,byline,published,language,url,words,people,organisations,places,tags,notes",
            ),
            (Subject::Mentions, "doc_id,entity_id,canonical,type,surface,start,end,sentence_id,left,match,right"),
            (Subject::Entities, "entity_id,canonical,type,variants,documents,mentions,country"),
            (
                Subject::Figures,
                "topic,doc_id,source,value,low,high,qualifier,unit,attributed_to,as_of,quote,start,end,status",
            ),
            (Subject::Quotes, "quote_id,doc_id,speaker,speaker_raw,verb,form,text,start,end,match_grade,cluster_id"),
            (Subject::Timeline, "from,to,doc_id,source,words,sentence,start,end"),
            (Subject::Comparison, "row,kind,doc_a,text_a,doc_b,text_b,score"),
        ] {
            let text = export(&data, &State::new(3), subject, Format::Csv).text;
            assert_eq!(text.lines().next(), Some(header));
            let rows = csv::tests::parse(&text);
            assert!(rows.len() > 1, "{header} has rows");
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{header} is a rectangle");
        }
    }

    #[test]
    fn every_position_points_at_its_words() {
        let data = data();
        let text_of = |id: &str| data.corpus.documents[data.find_document(id).unwrap()].text();
        for (subject, doc, words, start) in [
            (Subject::Mentions, 0, 4, 5),
            (Subject::Figures, 1, 10, 11),
            (Subject::Quotes, 1, 6, 7),
            (Subject::Timeline, 2, 4, 6),
        ] {
            for row in csv(&data, &State::new(3), subject).into_iter().skip(1) {
                let range = row[start].parse::<usize>().unwrap()..row[start + 1].parse::<usize>().unwrap();
                assert_eq!(&text_of(&row[doc])[range], row[words]);
            }
        }
        let rows = csv(&data, &State::new(3), Subject::Mentions);
        let mention = rows.iter().find(|row| row[1] == "ann-reed").unwrap();
        assert_eq!(mention[8..], ["Mayor ", "Ann Reed", " asked for help."]);
    }

    #[test]
    fn filters_are_respected_and_said() {
        let data = data();
        let state = filtered(&data);
        for subject in Subject::ALL.into_iter().filter(|&subject| subject != Subject::Comparison) {
            for &format in subject.formats() {
                let all = export(&data, &State::new(3), subject, format);
                let some = export(&data, &state, subject, format);
                assert_ne!(some.text, all.text, "{subject:?} {format:?}");
                assert!(some.file_name.contains("-filtered-2-of-3"), "{}", some.file_name);
                assert!(!all.file_name.contains("filtered"));
                assert_eq!(some.filters, ["People: Ann Reed"]);
                assert!(some.count_line.ends_with("2 of 3 articles"), "{}", some.count_line);
                if format != Format::Csv {
                    assert!(some.text.contains("People: Ann Reed"), "{subject:?} {format:?}");
                }
            }
        }
        let ids: Vec<String> = csv(&data, &state, Subject::Documents).into_iter().map(|row| row[0].clone()).collect();
        assert_eq!(ids, ["doc_id", "alpha", "beta"]);
    }

    #[test]
    fn a_ledger_exports_what_it_shows() {
        let fixture = flood().topic("bridges", FigureStatus::Single, &[(2, 0)]);
        let data = fixture.date(0, "dawn", "2021-03-02", "2021-03-02").data();
        let at = |address: &str| address::decode(&data, address);
        let figures = export(&data, &at("#/figures?show=only"), Subject::Figures, Format::Csv);
        assert_eq!(figures.file_name, "figures-filtered-3-of-3.csv");
        assert_eq!(figures.filters, ["List: Only here"]);
        let rows = csv::tests::parse(&figures.text);
        assert_eq!(rows[1..].iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["bridges"]);
        let find = at("#/timeline?filter=rose");
        assert_eq!(csv(&data, &find, Subject::Timeline)[1][4..6], ["dawn", "The river rose at dawn."]);
        assert_eq!(csv(&data, &at("#/timeline?filter=fell"), Subject::Timeline).len(), 1);
        // Another view's search box narrows nothing here.
        assert_eq!(csv(&data, &find, Subject::Figures).len(), 5);
    }

    #[test]
    fn no_cell_is_a_formula() {
        let data = data();
        for subject in Subject::ALL.into_iter().filter(|subject| subject.formats()[0] == Format::Csv) {
            for cell in csv(&data, &State::new(3), subject).iter().flatten() {
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
            }
        }
        assert_eq!(csv(&data, &State::new(3), Subject::Documents)[2][2], "'=cmd|' /C calc'!A0, \"quoted\"");
    }

    #[test]
    fn json_parses_and_says_the_same_as_csv() {
        let data = data();
        for subject in Subject::ALL.into_iter().filter(|subject| subject.formats()[0] == Format::Csv) {
            let text = export(&data, &State::new(3), subject, Format::Json).text;
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            let rows = json["rows"].as_array().unwrap();
            let cells = csv(&data, &State::new(3), subject);
            assert_eq!((rows.len(), &json["of_articles"]), (cells.len() - 1, &serde_json::json!(3)));
            for (row, line) in rows.iter().zip(&cells[1..]) {
                for (name, cell) in cells[0].iter().zip(line) {
                    let text = match &row[name] {
                        serde_json::Value::String(text) => text.clone(),
                        serde_json::Value::Null => String::new(),
                        serde_json::Value::Array(items) => {
                            items.iter().map(|item| item.as_str().unwrap()).collect::<Vec<_>>().join("; ")
                        }
                        other => other.to_string(),
                    };
                    assert!(&text == cell || cell.strip_prefix('\'') == Some(&text), "{name}: {text:?}, {cell:?}");
                }
            }
        }
    }

    #[test]
    fn the_comparison_lists_every_pair_once_and_what_stands_alone() {
        let data = data();
        let mut state = State::new(3);
        let rows = csv(&data, &state, Subject::Comparison);
        let kinds: Vec<&str> = rows[1..].iter().map(|row| row[1].as_str()).collect();
        let count = |kind: &str| kinds.iter().filter(|&&other| other == kind).count();
        assert_eq!((count("same"), count("different")), (1, data.corpus.alignments.len() - 1));
        assert_eq!((count("only_here"), count("unmatched")), (1, 1));
        assert!(rows.iter().any(|row| row[2..]
            == ["alpha", "Police said 13 people died.", "gamma", "Police now say 20 people died.", "0.6"]));
        state.compare.show = CompareShow::OnlyHere;
        assert_eq!(csv(&data, &state, Subject::Comparison).len(), 3);
        let only = export(&data, &state, Subject::Comparison, Format::Csv);
        assert_eq!(only.filters, ["Compared: ALPHA, BETA, GAMMA", "Passages: Only here"]);
        assert_eq!(only.file_name, "comparison-filtered-3-of-3.csv");
    }

    #[test]
    fn the_report_quotes_its_sources() {
        let data = data();
        let mut state = State::new(3);
        let report = export(&data, &state, Subject::Report, Format::Markdown).text;
        for part in [
            "# Crossread report\n\n3 articles\n\n## Sources\n\n- **ALPHA**: Flood in Oldham. 2 March 2021 (stated in the text)",
            "[=cmd\\|' /C calc'!A0, \"quoted\"](<https://example.com/flood>)",
            "### deaths: conflict",
            "- **BETA**: “Thirteen” (13 or more, according to police)",
            "> Police said 13 people died.  \n> — ALPHA\n\n> Police now say 20 people died.  \n> — GAMMA (says the same)",
        ] {
            assert!(
                report.contains(part) || report.contains(&part.replacen('=', "\\=", 1)),
                "{part}\nnot in\n{report}"
            );
        }
        state.view = View::Compare;
        let report = export(&data, &state, Subject::Report, Format::Markdown).text;
        assert!(report.contains("### Passage 3: differs\n\n**Figures differ**: ALPHA “13 people”"), "{report}");
        assert!(report.contains("— ALPHA (only here)"));
    }

    #[test]
    fn references_are_entries() {
        let text = export(&data(), &State::new(3), Subject::References, Format::Bibtex).text;
        assert_eq!(text.matches("@misc{").count(), 3);
        assert!(
            text.contains("@misc{alpha,\n  title = {{Flood in Oldham}},\n  howpublished = {ALPHA},\n  year = {2021},")
        );
        assert_eq!(text.matches('{').count(), text.matches('}').count());
    }

    #[test]
    fn the_preview_is_the_beginning() {
        let export = export(&data(), &State::new(3), Subject::Mentions, Format::Csv);
        assert!(export.text.replace("\r\n", "\n").starts_with(&export.preview));
        assert_eq!(export.count_line, "6 rows from 3 articles");
        assert_eq!(export.more, None);
    }

    #[test]
    fn an_empty_corpus_exports_empty_tables() {
        let data = crate::view::fixture::Fixture::new().data();
        for subject in Subject::ALL {
            for &format in subject.formats() {
                let export = export(&data, &State::new(0), subject, format);
                assert!(!export.text.is_empty() && export.count_line.contains('0'), "{}", export.count_line);
            }
        }
    }

    #[test]
    fn figures_without_a_topic_are_not_lost() {
        let mut fixture = flood();
        fixture.corpus.figure_topics.clear();
        let fixture = fixture.topic("deaths", FigureStatus::Conflict, &[(0, 0), (2, 0)]);
        let rows = csv(&fixture.data(), &State::new(3), Subject::Figures);
        assert_eq!(rows.len(), 4);
        assert_eq!((rows[1][0].as_str(), rows[1][13].as_str()), ("deaths", "conflict"));
        assert_eq!((rows[3][0].as_str(), rows[3][1].as_str(), rows[3][6].as_str()), ("", "beta", "at_least"));
    }
}
