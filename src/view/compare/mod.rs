//! The Compare view: articles side by side, level where they say the same.
//!
//! [`rows`] decides what stands level, [`compare_words`] which words are marked. Rows are numbered once, for all of
//! them, whatever is filtered: a link to passage 12 leads to the same passage under every switch.

mod cells;
mod flags;
mod rows;

use super::*;
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::text::BlockKind;
use cells::{cell, mark_shared};
use flags::flags;
use rows::{RowPlan, plan};

pub use cells::has_same_words;
pub(super) use cells::shared_words;

/// Everything the view shows. It does not depend on `CompareState::row`, so that moving between rows costs nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Compare {
    pub columns: Vec<Column>,
    /// The articles that are not shown.
    pub others: Vec<(DocumentId, String)>,
    pub shows: Vec<ShowChoice>,
    /// The rows that the switch leaves.
    pub rows: Vec<Row>,
    /// Said when more articles are asked for than stand side by side.
    pub crowd: Option<String>,
    /// `Showing 12 of 40 passages`.
    pub status: String,
    /// Instead of rows, when there are none.
    pub empty: Option<Empty>,
    pub can_add: bool,
    pub can_remove: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Empty {
    pub why: String,
    pub ways: Vec<(String, Action)>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub document: DocumentId,
    pub label: String,
    pub title: String,
    pub language: String,
    /// Day and where it comes from.
    pub date: String,
    pub date_note: &'static str,
    /// `9 of 31 sentences stand level with another column`.
    pub share: String,
    /// Sentences shared with another column, in no other article at all, and all.
    pub shared: usize,
    pub only_here: usize,
    pub sentences: usize,
    pub address: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ShowChoice {
    pub show: CompareShow,
    pub name: &'static str,
    /// Passages it shows: a matched row is one, in the others each column's.
    pub count: usize,
    pub is_current: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Two or more columns, in the same words.
    Same,
    /// Two or more columns, in other words or with other figures.
    Different,
    /// Nothing in it is level because it matches: its cells only stand side by side.
    OnlyHere,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The index among all rows, whatever is shown; people see it from 1.
    pub number: usize,
    pub kind: RowKind,
    /// What the row is, for a screen reader and the margin.
    pub name: &'static str,
    /// One a column, in step with `Compare::columns`.
    pub cells: Vec<Cell>,
    pub flags: Vec<Flag>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub sentences: Vec<Sentence>,
    /// Where else a sentence of this cell is matched.
    pub echoes: Vec<EchoLink>,
    /// How it matches the columns before it.
    pub pairs: Vec<Pair>,
    /// For what stands alone: `only here`, `also in …`.
    pub note: Option<Note>,
    /// Its first sentence in the reader.
    pub address: String,
}

impl Cell {
    /// Where its first sentences stand that follow each other; `document` is that of its column.
    pub fn passage(&self, data: &Data, document: DocumentId) -> Option<Span> {
        let sentences = &data.corpus.documents[document].analysis.sentences;
        let first = self.sentences.first()?.id;
        let together = (first.index()..).zip(&self.sentences).take_while(|(at, sentence)| sentence.id.index() == *at);
        let last = together.last()?.1.id;
        Some(Span { start: sentences[first].start, end: sentences[last].end })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    pub id: SentenceId,
    pub kind: BlockKind,
    /// The words; those other columns of the row have too are of kind `shared`.
    pub runs: Vec<Run>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EchoLink {
    /// The row where the match stands.
    pub row: usize,
    /// `passage 12 of Alpha`.
    pub name: String,
    /// How the sentence begins.
    pub opening: String,
    pub pair: Pair,
}

/// Why two passages are set level.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The other column.
    pub label: String,
    pub grade: &'static str,
    /// `score 60 of 100`.
    pub score: String,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub text: String,
    /// No other article has it, shown or not.
    pub is_only_here: bool,
}

/// Something in a row that does not agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    pub is_alarm: bool,
    pub title: String,
    /// Source and what it says.
    pub values: Vec<(String, String)>,
    pub reason: String,
}

/// Articles that stand side by side at most: with more, a screen shows a few words of each, and a thousand would hold the
/// page for minutes.
pub const MOST_COLUMNS: usize = 12;

pub fn model(data: &Data, compare: &CompareState) -> Compare {
    first_rows(data, compare, usize::MAX)
}

/// The whole model, with shared words marked in its first rows only, which is most of the work.
pub fn first_rows(data: &Data, compare: &CompareState, marked: usize) -> Compare {
    let (columns, asked) = known_columns(data, &compare.columns);
    let plans = plan(data, &columns);
    let all: Vec<Row> = plans.iter().enumerate().map(|(at, plan)| row(data, &columns, at, plan)).collect();
    let shows = shows(&all, compare.show);
    let total = shows[0].count;
    let shown = shows.iter().find(|show| show.is_current).map_or(total, |show| show.count);
    let mut rows = shown_rows(all, compare.show);
    for row in rows.iter_mut().take(marked).filter(|row| row.kind != RowKind::OnlyHere) {
        mark_shared(data, &columns, row);
    }
    let others = data.corpus.documents.enumerate().filter(|(id, _)| !columns.contains(id));
    Compare {
        columns: columns.iter().enumerate().map(|(at, &id)| head(data, id, at, &plans)).collect(),
        others: others.map(|(id, document)| (id, document.label.clone())).collect(),
        crowd: (asked > columns.len()).then(|| crowd(asked)),
        status: status(shown, total),
        empty: rows.is_empty().then(|| empty(data, &columns, compare.show)),
        can_add: columns.len() < data.corpus.documents.len().min(MOST_COLUMNS),
        can_remove: columns.len() > 2,
        shows,
        rows,
    }
}

/// The rows that a switch leaves, and of those what it leaves.
fn shown_rows(all: Vec<Row>, show: CompareShow) -> Vec<Row> {
    let mut rows = vec![];
    for mut row in all {
        if show == CompareShow::OnlyHere {
            if !row.cells.iter().any(is_alone) {
                continue;
            }
            for cell in &mut row.cells {
                if !is_alone(cell) {
                    *cell = Cell::default();
                }
            }
        }
        if is_shown(row.kind, show) {
            rows.push(row);
        }
    }
    rows
}

/// The next (or previous) row that is not in the same words everywhere, among those shown; stays at the last one.
pub fn next_difference(model: &Compare, row: Option<usize>, is_forward: bool) -> Option<usize> {
    let mut stops: Vec<usize> =
        model.rows.iter().filter(|row| row.kind != RowKind::Same).map(|row| row.number).collect();
    if !is_forward {
        stops.reverse();
    }
    let beyond = |&&stop: &&usize| match row {
        Some(row) if is_forward => stop > row,
        Some(row) => stop < row,
        None => true,
    };
    stops.iter().find(beyond).copied().or(row.filter(|row| stops.contains(row))).or(stops.last().copied())
}

/// Where the reader is, for a screen reader; nothing while no row is chosen.
pub fn row_status(model: &Compare, row: Option<usize>) -> String {
    let Some(row) = row.and_then(|number| model.rows.iter().find(|row| row.number == number)) else {
        return String::new();
    };
    let flags: Vec<&str> = row.flags.iter().map(|flag| flag.title.as_str()).collect();
    let comma = if flags.is_empty() { "" } else { ", " };
    words::join(&["Passage ", &words::number(row.number + 1), ", ", row.name, comma, &flags.join(", ")])
}

/// Each column's passages in its own order, as (row, cell), for columns that scroll by themselves.
pub fn passages(model: &Compare, column: usize) -> Vec<(&Row, &Cell)> {
    let mut passages: Vec<(&Row, &Cell)> =
        model.rows.iter().map(|row| (row, &row.cells[column])).filter(|(_, cell)| !cell.sentences.is_empty()).collect();
    sort_by_key(&mut passages, |(_, cell)| cell.sentences[0].id);
    passages
}

/// Those that stand side by side, and how many were asked for.
fn known_columns(data: &Data, wanted: &[DocumentId]) -> (Vec<DocumentId>, usize) {
    let mut known: Vec<DocumentId> =
        wanted.iter().copied().filter(|&id| data.corpus.documents.get(id).is_some()).collect();
    let asked = known.len();
    known.truncate(MOST_COLUMNS);
    (known, asked)
}

/// What is said when more are asked for than stand side by side.
fn crowd(asked: usize) -> String {
    let (shown, asked) = (words::number(MOST_COLUMNS), words::number(asked));
    words::join(&["The first ", &shown, " of the ", &asked, " articles asked for; take one away to see the next"])
}

/// Whether a cell of an unmatched row matches nothing elsewhere either.
fn is_alone(cell: &Cell) -> bool {
    !cell.sentences.is_empty() && cell.echoes.is_empty()
}

fn is_shown(kind: RowKind, show: CompareShow) -> bool {
    match show {
        CompareShow::Everything => true,
        CompareShow::Shared => kind != RowKind::OnlyHere,
        CompareShow::Different => kind == RowKind::Different,
        CompareShow::OnlyHere => kind == RowKind::OnlyHere,
    }
}

fn shows(rows: &[Row], current: CompareShow) -> Vec<ShowChoice> {
    let passages = |row: &Row, show: CompareShow| match row.kind {
        RowKind::OnlyHere if show == CompareShow::OnlyHere => row.cells.iter().filter(|cell| is_alone(cell)).count(),
        RowKind::OnlyHere => row.cells.iter().filter(|cell| !cell.sentences.is_empty()).count(),
        _ => 1,
    };
    let choice = |(show, name)| ShowChoice {
        show,
        name,
        count: rows.iter().filter(|row| is_shown(row.kind, show)).map(|row| passages(row, show)).sum(),
        is_current: show == current,
    };
    use CompareShow::*;
    [Everything, Shared, Different, OnlyHere].into_iter().map(|show| choice((show, show_name(show)))).collect()
}

/// The name of a switch.
pub fn show_name(show: CompareShow) -> &'static str {
    match show {
        CompareShow::Everything => "Everything",
        CompareShow::Shared => "Shared",
        CompareShow::Different => "Different",
        CompareShow::OnlyHere => "Only here",
    }
}

fn status(shown: usize, total: usize) -> String {
    let all = words::counted(total, "passage", "passages");
    if shown == total { all } else { words::join(&[&words::number(shown), " of ", &all]) }
}

fn empty(data: &Data, columns: &[DocumentId], show: CompareShow) -> Empty {
    let why = if columns.len() < 2 {
        "Two articles are needed to compare, and fewer are here"
    } else {
        match show {
            CompareShow::Everything => "These articles have no story text",
            CompareShow::Shared => "No passage of these articles says the same as a passage of another",
            CompareShow::Different => "Whatever these articles share, they share word for word",
            CompareShow::OnlyHere => "Every passage of these articles stands in another of them too",
        }
    };
    let mut ways = vec![];
    if show != CompareShow::Everything {
        ways.push(("Show everything".to_string(), Action::ShowRows(CompareShow::Everything)));
    }
    if columns.len() < data.corpus.documents.len() {
        let all = data.corpus.documents.ids().collect();
        ways.push(("Compare all articles".to_string(), Action::SetColumns(all)));
    }
    Empty { why: why.to_string(), ways }
}

fn head(data: &Data, id: DocumentId, column: usize, plans: &[RowPlan]) -> Column {
    let document = &data.corpus.documents[id];
    let analysis = &document.analysis;
    let is_shared = |plan: &&RowPlan| plan.is_matched || plan.echoes.iter().any(|echo| echo.from == column);
    let shared = plans.iter().filter(is_shared).map(|plan| plan.cells[column].len()).sum();
    let sentences = analysis.sentences.len();
    Column {
        document: id,
        label: document.label.clone(),
        title: analysis.title.clone(),
        language: analysis.language.clone(),
        date: words::published(analysis),
        date_note: words::published_from(analysis.published_from),
        share: words::join(&[
            &words::number(shared),
            " of ",
            &words::counted(sentences, "sentence", "sentences"),
            " shared with another column",
        ]),
        shared,
        only_here: analysis.sentences.ids().filter(|&sentence| data.is_only_here(id, sentence)).count(),
        sentences,
        address: address::of_document(data, id),
    }
}

fn row(data: &Data, columns: &[DocumentId], number: usize, plan: &RowPlan) -> Row {
    let flags = if plan.is_matched { flags(data, columns, plan) } else { vec![] };
    let kind = kind(data, columns, plan, !flags.is_empty());
    Row {
        number,
        kind,
        name: match kind {
            RowKind::Same => "same words",
            RowKind::Different => "differs",
            RowKind::OnlyHere => "not shared",
        },
        cells: (0..columns.len()).map(|column| cell(data, columns, plan, column)).collect(),
        flags,
    }
}

/// Sentences of one article as one text.
fn joined(data: &Data, id: DocumentId, sentences: impl Iterator<Item = SentenceId>) -> String {
    let document = &data.corpus.documents[id];
    sentences.map(|sentence| document.sentence(sentence)).collect::<Vec<_>>().join(" ")
}

fn kind(data: &Data, columns: &[DocumentId], plan: &RowPlan, is_flagged: bool) -> RowKind {
    if !plan.is_matched {
        return RowKind::OnlyHere;
    }
    let cells = columns.iter().zip(&plan.cells).filter(|(_, cell)| !cell.is_empty());
    let mut texts = cells.map(|(&id, cell)| joined(data, id, cell.iter().copied()));
    let Some(first) = texts.next() else { return RowKind::Same };
    match texts.all(|text| !is_flagged && has_same_words(&first, &text)) {
        true => RowKind::Same,
        false => RowKind::Different,
    }
}

#[cfg(test)]
mod tests;
