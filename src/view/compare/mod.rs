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
    /// `Showing 12 of 40 passages`.
    pub status: String,
    /// Instead of rows, when there are none.
    pub empty: Option<Empty>,
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

pub fn model(data: &Data, compare: &CompareState) -> Compare {
    first_rows(data, compare, usize::MAX)
}

/// The whole model, with shared words marked in its first rows only, which is most of the work.
pub fn first_rows(data: &Data, compare: &CompareState, marked: usize) -> Compare {
    let columns = known_columns(data, &compare.columns);
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
        status: status(shown, total),
        empty: rows.is_empty().then(|| empty(data, &columns, compare.show)),
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

fn known_columns(data: &Data, wanted: &[DocumentId]) -> Vec<DocumentId> {
    wanted.iter().copied().filter(|&id| data.corpus.documents.get(id).is_some()).collect()
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
mod tests {
    use super::cells::shared_words;
    use super::*;
    use crate::corpus::{FigureStatus, Grade};
    use crate::view::fixture::{Fixture, flood};

    fn state(columns: &[u32]) -> State {
        let mut state = State::new(3);
        state.compare.columns = columns.iter().map(|&id| DocumentId(id)).collect();
        state
    }

    /// The text of one cell, shared words in brackets.
    fn text(data: &Data, model: &Compare, row: usize, column: usize) -> String {
        let text = data.corpus.documents[model.columns[column].document].text();
        let run = |run: &Run| match run.kinds.is_empty() {
            true => run.span.of(text).to_string(),
            false => format!("[{}]", run.span.of(text)),
        };
        model.rows[row].cells[column].sentences.iter().flat_map(|s| s.runs.iter().map(run)).collect()
    }

    #[test]
    fn rows_say_what_they_are() {
        let data = flood().data();
        let model = model(&data, &state(&[0, 1, 2]).compare);
        let first = first_rows(&data, &state(&[0, 1, 2]).compare, 1);
        assert_eq!(first.rows[0], model.rows[0]);
        assert_eq!(text(&data, &first, 2, 2), "Police now say 20 people died.");
        let kinds: Vec<RowKind> = model.rows.iter().map(|row| row.kind).collect();
        use RowKind::*;
        assert_eq!(kinds, [Different, OnlyHere, Different, Same, Different]);
        assert_eq!(text(&data, &model, 0, 0), "[Flood] in [Oldham]");
        assert_eq!(text(&data, &model, 2, 2), "[Police] now [say] 20 [people died].".replace("[say]", "say"));
        assert_eq!(model.rows[2].cells[2].pairs[0].label, "ALPHA");
        assert_eq!(model.rows[2].cells[2].pairs[0].score, "score 60 of 100");
        assert_eq!(model.rows[1].cells[0].note, Some(Note { text: "only here".into(), is_only_here: true }));
        assert_eq!(model.rows[1].cells[2].note, Some(Note { text: "no clear match".into(), is_only_here: false }));
        assert_eq!(model.columns[0].share, "3 of 4 sentences shared with another column");
    }

    #[test]
    fn what_stands_in_a_source_not_shown_is_not_only_here() {
        let data = flood().data();
        let model = model(&data, &state(&[0, 2]).compare);
        let note = model.rows.iter().find_map(|row| row.cells[0].note.clone().filter(|note| !note.is_only_here));
        assert_eq!(note.unwrap().text, "also in BETA");
    }

    #[test]
    fn switches_count_and_filter() {
        let data = flood().data();
        let mut state = state(&[0, 1, 2]);
        let counts =
            |state: &State| model(&data, &state.compare).shows.iter().map(|show| show.count).collect::<Vec<_>>();
        assert_eq!(counts(&state), [6, 4, 3, 2]);
        for (show, rows) in [
            (CompareShow::Everything, vec![0, 1, 2, 3, 4]),
            (CompareShow::Shared, vec![0, 2, 3, 4]),
            (CompareShow::Different, vec![0, 2, 4]),
            (CompareShow::OnlyHere, vec![1]),
        ] {
            state.compare.show = show;
            let model = model(&data, &state.compare);
            assert_eq!(model.rows.iter().map(|row| row.number).collect::<Vec<_>>(), rows);
            assert_eq!(counts(&state), [6, 4, 3, 2]);
        }
    }

    #[test]
    fn figures_of_a_conflict_are_flagged_where_they_meet() {
        let data = flood().data();
        let model = model(&data, &state(&[0, 1, 2]).compare);
        let flagged: Vec<usize> = model.rows.iter().filter(|row| !row.flags.is_empty()).map(|row| row.number).collect();
        assert_eq!(flagged, [2]);
        let flag = &model.rows[2].flags[0];
        assert!(flag.is_alarm);
        let values: Vec<&str> = flag.values.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(values, ["13 people", "Thirteen", "20 people"]);
    }

    #[test]
    fn words_of_any_other_column_are_shared_once() {
        let others = ["The mayor left town", "In town the bridge fell"];
        let text = "The mayor of the town fell ill";
        let marked: Vec<&str> = shared_words(text, others.into_iter()).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(marked, ["The mayor", "town fell"]);
        assert!(has_same_words("“Help,” she said.", "\"HELP\" she said"));
        assert!(!has_same_words("13 died", "20 died"));
        assert!(!has_same_words("13 died", "13 died there"));
    }

    #[test]
    fn agreeing_figures_raise_no_flag() {
        let mut fixture = flood();
        fixture.corpus.figure_topics[0].status = FigureStatus::Compatible;
        assert!(model(&fixture.data(), &state(&[0, 1, 2]).compare).rows.iter().all(|row| row.flags.is_empty()));
    }

    #[test]
    fn n_and_p_stop_at_every_difference_and_at_the_ends() {
        let data = flood().data();
        let mut state = state(&[0, 1, 2]);
        let mut walk = |is_forward, steps: usize| -> Vec<usize> {
            (0..steps)
                .map(|_| {
                    let model = model(&data, &state.compare);
                    state.compare.row = next_difference(&model, state.compare.row, is_forward);
                    state.compare.row.unwrap()
                })
                .collect()
        };
        assert_eq!(walk(true, 6), [0, 1, 2, 4, 4, 4]);
        assert_eq!(walk(false, 4), [2, 1, 0, 0]);
        state.compare.show = CompareShow::Shared;
        state.compare.row = Some(1);
        assert_eq!(next_difference(&model(&data, &state.compare), Some(1), true), Some(2));
        let same = Fixture::new().article("a", "One", &[]).article("b", "One", &[]);
        let same = same.align((0, 0), (1, 0), 1.0, Grade::Verbatim).data();
        assert_eq!(next_difference(&model(&same, &State::new(2).compare), None, true), None);
    }

    #[test]
    fn an_empty_view_says_why_and_offers_a_way_out() {
        let data = Fixture::new().article("a", "One", &[]).article("b", "Two", &[]).data();
        let mut state = State::new(2);
        state.compare.show = CompareShow::Shared;
        let empty = model(&data, &state.compare).empty.unwrap();
        assert_eq!(empty.why, "No passage of these articles says the same as a passage of another");
        assert_eq!(empty.ways[0].1, Action::ShowRows(CompareShow::Everything));
        let lone = Fixture::new().article("a", "One", &[]).data();
        assert!(model(&lone, &State::new(1).compare).empty.is_none());
    }

    #[test]
    fn free_columns_read_in_their_own_order() {
        let data = flood().data();
        let model = model(&data, &state(&[2, 0]).compare);
        let order: Vec<u32> =
            passages(&model, 1).iter().flat_map(|(_, cell)| cell.sentences.iter().map(|s| s.id.0)).collect();
        assert_eq!(order, [0, 1, 2, 3]);
    }
}
