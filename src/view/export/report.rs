//! The report: the story as Markdown, every statement with its quotation and source.

use super::Filter;
use crate::base::*;
use crate::view::compare::{self, Cell, Row};
use crate::view::overview::{self, passages};
use crate::view::{Data, State, View, desk, figures, words};

/// Shared passages in a report.
const PASSAGES: usize = 12;

/// The report on the filtered articles; in the Compare view, on the comparison shown.
pub fn write(data: &Data, state: &State, filter: &Filter) -> String {
    let mut report = Report::default();
    report.line(&["# Crossread report"]);
    report.line(&[&filter.count()]);
    if !filter.reasons.is_empty() {
        let reasons: Vec<String> = filter.reasons.iter().map(|reason| escape(reason)).collect();
        report.line(&["Filtered by: ", &reasons.join("; "), "."]);
    }
    sources(data, filter, &mut report);
    figures_section(data, filter, &mut report);
    if state.view == View::Compare {
        comparison(data, state, &mut report);
    } else {
        shared(data, filter, &mut report);
    }
    corrected(data, filter, &mut report);
    report.out
}

#[derive(Default)]
pub(super) struct Report {
    pub(super) out: String,
}

impl Report {
    /// A paragraph of its own.
    pub(super) fn line(&mut self, parts: &[&str]) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out += &parts.concat();
        self.out.push('\n');
    }

    pub(super) fn item(&mut self, parts: &[&str]) {
        self.out += "- ";
        self.out += &parts.concat();
        self.out.push('\n');
    }

    pub(super) fn quote(&mut self, text: &str, source: &str) {
        self.line(&["> ", &escape(text), "  \n> — ", &escape(source)]);
    }
}

fn sources(data: &Data, filter: &Filter, report: &mut Report) {
    report.line(&["## Sources\n"]);
    for &id in &filter.documents {
        let source = overview::source(data, id);
        let analysis = &data.corpus.documents[id].analysis;
        let title = match &analysis.facts.url {
            Some(url) => words::join(&["[", &escape(&source.title), "](<", &safe_url(url), ">)"]),
            None => escape(&source.title),
        };
        let label = escape(&source.label);
        let facts = [source.date.as_str(), " (", source.date_note, "), ", &source.words, "; ", &source.share].concat();
        report.item(&["**", &label, "**: ", &title, ". ", &facts]);
        for warning in &source.warnings {
            report.out += "  ";
            report.item(&["Warning: ", &escape(warning)]);
        }
    }
}

/// What in these articles is not the machine's own result.
fn corrected(data: &Data, filter: &Filter, report: &mut Report) {
    let mut results = desk::corrected_results(data);
    results.retain(|result| result.document.is_none_or(|document| filter.contains(document)));
    if results.is_empty() {
        return;
    }
    report.line(&["## Corrected by a person\n"]);
    for result in results {
        let machine: Vec<String> = result.machine.iter().map(|line| escape(line)).collect();
        report.item(&["**", &escape(&result.name), "**: ", &machine.join(". ")]);
    }
}

fn figures_section(data: &Data, filter: &Filter, report: &mut Report) {
    report.line(&["## Figures"]);
    let mut is_empty = true;
    for topic in &data.corpus.figure_topics {
        let members = topic.members.iter().filter(|member| filter.contains(member.document));
        let sources: Vec<DocumentId> = members.map(|member| member.document).collect();
        if sources.iter().all(|&source| source == sources[0]) {
            continue;
        }
        is_empty = false;
        let topic = figures::topic(data, topic);
        report.line(&["### ", &escape(&topic.title), ": ", topic.status_name]);
        report.line(&[&escape(&topic.reason), "\n"]);
        for value in topic.values.iter().filter(|value| filter.contains(value.document)) {
            let by = if value.said_by.is_empty() { String::new() } else { words::join(&[", ", &value.said_by]) };
            let (label, quote) = (escape(&value.label), escape(&value.quote));
            report.item(&["**", &label, "**: “", &quote, "” (", &value.reading, escape(&by).as_str(), ")"]);
        }
    }
    if is_empty {
        report.line(&["No figure is given by two of these sources."]);
    }
}

fn shared(data: &Data, filter: &Filter, report: &mut Report) {
    report.line(&["## Passages that most sources have"]);
    let passages = passages::most_shared(data, &filter.documents, PASSAGES);
    if passages.is_empty() {
        report.line(&["No passage stands in two of these sources."]);
    }
    for passage in &passages {
        report.line(&["### ", &passage.spread]);
        for wording in &passage.wordings {
            let grade = wording.grade.map(|grade| words::join(&[" (", grade, ")"])).unwrap_or_default();
            report.quote(&wording.text, &words::join(&[&wording.label, &grade]));
        }
    }
}

fn comparison(data: &Data, state: &State, report: &mut Report) {
    let model = compare::model(data, &state.compare);
    report.line(&["## Comparison"]);
    report.line(&[&model.status]);
    if let Some(empty) = &model.empty {
        report.line(&[&empty.why, "."]);
    }
    for row in &model.rows {
        report.line(&["### Passage ", &words::number(row.number + 1), ": ", row.name]);
        for flag in &row.flags {
            let values: Vec<String> = flag
                .values
                .iter()
                .map(|(label, value)| words::join(&[&escape(label), " “", &escape(value), "”"]))
                .collect();
            report.line(&["**", flag.title.as_str(), "**: ", &values.join(", "), ". ", &escape(&flag.reason)]);
        }
        cells(data, &model, row, report);
    }
}

fn cells(data: &Data, model: &compare::Compare, row: &Row, report: &mut Report) {
    for (column, cell) in model.columns.iter().zip(&row.cells) {
        let document = &data.corpus.documents[column.document];
        let texts: Vec<&str> = cell.sentences.iter().map(|sentence| document.sentence(sentence.id)).collect();
        if !texts.is_empty() {
            report.quote(&texts.join(" "), &words::join(&[&column.label, &remark(cell)]));
        }
        for echo in &cell.echoes {
            report.line(&["— ", &escape(&column.label), ": see ", &escape(&echo.name)]);
        }
    }
}

fn remark(cell: &Cell) -> String {
    match (&cell.note, cell.pairs.first()) {
        (Some(note), _) => words::join(&[" (", &note.text, ")"]),
        (None, Some(pair)) => words::join(&[" (", pair.grade, " as ", &pair.label, ", ", &pair.score, ")"]),
        _ => String::new(),
    }
}

/// Takes the special meaning from what has one in Markdown (CommonMark); line breaks become spaces.
pub(super) fn escape(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let is_special = "\\`*_[]<>|&~".contains(c);
        // Only at the start of a line do these make headings and lists; a number does by the point after it.
        let opens_block = at == 0 && "#+-=".contains(c);
        let ends_number = ".)".contains(c) && at > 0 && line[..at].bytes().all(|byte| byte.is_ascii_digit());
        if is_special || opens_block || ends_number {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A web address inside `<…>`: what no address has by RFC 3987 is percent-encoded, and other schemes are taken away.
pub(super) fn safe_url(url: &str) -> String {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return String::new();
    }
    let mut out = String::new();
    for c in url.chars() {
        match c {
            '<' => out += "%3C",
            '>' => out += "%3E",
            '\\' => out += "%5C",
            '"' => out += "%22",
            '{' => out += "%7B",
            '}' => out += "%7D",
            '|' => out += "%7C",
            '^' => out += "%5E",
            '`' => out += "%60",
            c if c.is_whitespace() => out += "%20",
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_text_is_no_markup() {
        for (text, escaped) in [
            ("*bold* [a](b) <i>", "\\*bold\\* \\[a\\](b) \\<i\\>"),
            ("# not a\nheading", "\\# not a heading"),
            ("3. not a list", "3\\. not a list"),
            ("- nor this", "\\- nor this"),
            ("in 3. place - fine #1", "in 3. place - fine #1"),
        ] {
            assert_eq!(escape(text), escaped);
        }
        assert_eq!(safe_url("javascript:alert(1)"), "");
        assert_eq!(safe_url("https://example.com/a b>"), "https://example.com/a%20b%3E");
    }
}
