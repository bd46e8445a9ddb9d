//! The Compare view: articles side by side, level where they say the same.
//!
//! [`rows`] decides what stands level, [`compare_words`] which words are marked. Rows are numbered once, for all of
//! them, whatever is filtered: a link to passage 12 leads to the same passage under every switch.

mod cells;
mod flags;
mod rows;

use super::reader::PartOf;
use super::*;
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::text::BlockKind;
use cells::{cell, mark_shared};
use flags::{Open, flags};
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
    /// The rows that the switch leaves, of a long comparison those of one part.
    pub rows: Vec<Row>,
    pub part: Option<PartOf>,
    /// The numbers of all rows that the switch leaves and that are not in the same words everywhere.
    pub stops: Vec<usize>,
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

/// Rows of a part of a long comparison: about what is drawn in the twentieth of a second.
const PART_ROWS: usize = 150;

/// All rows, whatever part is shown.
pub fn model(data: &Data, compare: &CompareState) -> Compare {
    let outline = Outline::new(data, compare);
    outline.dressed(data, 0..outline.shown.len(), usize::MAX)
}

/// What stands level in a comparison, before it is dressed for the screen: which row is at hand changes nothing of it.
pub struct Outline {
    wanted: CompareState,
    columns: Vec<DocumentId>,
    asked: usize,
    plans: Vec<RowPlan>,
    /// In step with the plans.
    kinds: Vec<(RowKind, Vec<Flag>)>,
    /// The rows that the switch leaves, by their numbers.
    shown: Vec<usize>,
}

impl Outline {
    pub fn new(data: &Data, compare: &CompareState) -> Outline {
        let (columns, asked) = known_columns(data, &compare.columns);
        let plans = plan(data, &columns);
        let open = Open::of(data, &columns);
        let kind = |plan: &RowPlan| {
            let flags = if plan.is_matched { flags(data, &columns, plan, &open) } else { vec![] };
            (kind(data, &columns, plan, !flags.is_empty()), flags)
        };
        let kinds: Vec<(RowKind, Vec<Flag>)> = plans.iter().map(kind).collect();
        let show = compare.show;
        let is_left = |&at: &usize| match show {
            CompareShow::OnlyHere => kinds[at].0 == RowKind::OnlyHere && alone(&plans[at]) > 0,
            _ => is_shown(kinds[at].0, show),
        };
        let shown = (0..plans.len()).filter(is_left).collect();
        Outline { wanted: compare.clone(), columns, asked, plans, kinds, shown }
    }

    /// The part that is shown: the one with the row at hand, else the chosen one.
    pub fn part(&self, compare: &CompareState) -> usize {
        let row = compare.row.and_then(|row| self.shown.binary_search(&row).ok());
        row.map_or(compare.part, |at| at / PART_ROWS).min(self.parts() - 1)
    }

    fn parts(&self) -> usize {
        self.shown.len().div_ceil(PART_ROWS).max(1)
    }

    /// One part of it, with shared words marked in its first rows only, which is most of the work.
    pub fn model(&self, data: &Data, part: usize, marked: usize) -> Compare {
        let from = part * PART_ROWS;
        let rows = from..(from + PART_ROWS).min(self.shown.len());
        let mut model = self.dressed(data, rows, marked);
        model.part = (self.parts() > 1).then(|| self.part_of(data, part));
        model
    }

    fn part_of(&self, data: &Data, part: usize) -> PartOf {
        let mut state = State::new(data.corpus.documents.len());
        let mut address = |part: usize| {
            state.view = View::Compare;
            state.compare = CompareState { part, row: None, ..self.wanted.clone() };
            address::encode(data, &state)
        };
        let [number, of] = [part + 1, self.parts()].map(words::number);
        PartOf {
            line: words::join(&["Part ", &number, " of ", &of]),
            previous: part.checked_sub(1).map(&mut address),
            next: (part + 1 < self.parts()).then(|| address(part + 1)),
            match_in: None,
        }
    }

    /// Those of the shown rows that stand at `range` among them.
    fn dressed(&self, data: &Data, range: std::ops::Range<usize>, marked: usize) -> Compare {
        let columns = &self.columns;
        let mut rows: Vec<Row> = self.shown[range].iter().map(|&at| self.row(data, at)).collect();
        for row in rows.iter_mut().take(marked).filter(|row| row.kind != RowKind::OnlyHere) {
            mark_shared(data, columns, row);
        }
        let shows = self.shows();
        let total = shows[0].count;
        let shown = shows.iter().find(|show| show.is_current).map_or(total, |show| show.count);
        let others = data.corpus.documents.enumerate().filter(|(id, _)| !columns.contains(id));
        let is_stop = |&&at: &&usize| self.kinds[at].0 != RowKind::Same;
        Compare {
            columns: columns.iter().enumerate().map(|(at, &id)| head(data, id, at, &self.plans)).collect(),
            others: others.map(|(id, document)| (id, document.label.clone())).collect(),
            crowd: (self.asked > columns.len()).then(|| crowd(self.asked)),
            status: status(shown, total),
            empty: self.shown.is_empty().then(|| empty(data, columns, self.wanted.show)),
            can_add: columns.len() < data.corpus.documents.len().min(MOST_COLUMNS),
            can_remove: columns.len() > 2,
            shows,
            rows,
            part: None,
            stops: self.shown.iter().filter(is_stop).copied().collect(),
        }
    }

    fn row(&self, data: &Data, number: usize) -> Row {
        let (plan, (kind, flags)) = (&self.plans[number], self.kinds[number].clone());
        let mut cells: Vec<Cell> =
            (0..self.columns.len()).map(|column| cell(data, &self.columns, plan, column)).collect();
        if self.wanted.show == CompareShow::OnlyHere {
            cells.iter_mut().filter(|cell| !is_alone(cell)).for_each(|cell| *cell = Cell::default());
        }
        let name = match kind {
            RowKind::Same => "same words",
            RowKind::Different => "differs",
            RowKind::OnlyHere => "not shared",
        };
        Row { number, kind, name, cells, flags }
    }

    fn shows(&self) -> Vec<ShowChoice> {
        let passages = |at: usize, show: CompareShow| match self.kinds[at].0 {
            RowKind::OnlyHere if show == CompareShow::OnlyHere => alone(&self.plans[at]),
            RowKind::OnlyHere => self.plans[at].cells.iter().filter(|cell| !cell.is_empty()).count(),
            _ => 1,
        };
        let left = |show| (0..self.plans.len()).filter(move |&at| is_shown(self.kinds[at].0, show));
        let choice = |show| ShowChoice {
            show,
            name: show_name(show),
            count: left(show).map(|at| passages(at, show)).sum(),
            is_current: show == self.wanted.show,
        };
        use CompareShow::*;
        [Everything, Shared, Different, OnlyHere].into_iter().map(choice).collect()
    }
}

/// Cells of an unmatched row that match nothing elsewhere either.
fn alone(plan: &RowPlan) -> usize {
    let is_alone = |(column, cell): &(usize, &Vec<SentenceId>)| {
        !cell.is_empty() && plan.echoes.iter().all(|echo| echo.from != *column)
    };
    plan.cells.iter().enumerate().filter(is_alone).count()
}

/// The next (or previous) row that is not in the same words everywhere, among those shown; stays at the last one.
pub fn next_difference(model: &Compare, row: Option<usize>, is_forward: bool) -> Option<usize> {
    let mut stops = model.stops.clone();
    if !is_forward {
        stops.reverse();
    }
    let beyond = |&&stop: &&usize| match row {
        Some(row) if is_forward => stop > row,
        Some(row) => stop < row,
        // From where the reader is.
        None if is_forward => model.rows.first().is_none_or(|first| stop >= first.number),
        None => model.rows.last().is_none_or(|last| stop <= last.number),
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
