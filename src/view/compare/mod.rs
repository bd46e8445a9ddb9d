//! The Compare view: articles side by side, level where they say the same.
//!
//! [`rows`] decides what stands level, [`compare_words`] which words are marked. Rows are numbered once, for all of
//! them, whatever is filtered: a link to passage 12 leads to the same passage under every switch.

mod rows;

use super::*;
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::corpus::{Alignment, FigureStatus, Grade, SentenceRef, WordRole, compare_words};
use crate::text::BlockKind;
use rows::{RowPlan, plan};

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

pub fn model(data: &Data, state: &State) -> Compare {
    let compare = &state.compare;
    let columns = known_columns(data, &compare.columns);
    let plans = plan(data, &columns);
    let all: Vec<Row> = plans.iter().enumerate().map(|(at, plan)| row(data, &columns, at, plan)).collect();
    let shows = shows(&all, compare.show);
    let total = shows[0].count;
    let shown = shows.iter().find(|show| show.is_current).map_or(total, |show| show.count);
    let rows = shown_rows(all, compare.show);
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
pub fn next_difference(data: &Data, state: &State, is_forward: bool) -> Option<usize> {
    let model = model(data, state);
    let mut stops: Vec<usize> =
        model.rows.iter().filter(|row| row.kind != RowKind::Same).map(|row| row.number).collect();
    if !is_forward {
        stops.reverse();
    }
    let beyond = |&&stop: &&usize| match state.compare.row {
        Some(row) if is_forward => stop > row,
        Some(row) => stop < row,
        None => true,
    };
    stops.iter().find(beyond).copied().or(state.compare.row.filter(|row| stops.contains(row))).or(stops.last().copied())
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
    let texts: Vec<Vec<&str>> = columns
        .iter()
        .zip(&plan.cells)
        .map(|(&id, cell)| cell.iter().map(|&sentence| data.corpus.documents[id].sentence(sentence)).collect())
        .collect();
    let flags = if plan.is_matched { flags(data, columns, plan) } else { vec![] };
    let kind = kind(plan, &texts, !flags.is_empty());
    Row {
        number,
        kind,
        name: match kind {
            RowKind::Same => "same words",
            RowKind::Different => "differs",
            RowKind::OnlyHere => "not shared",
        },
        cells: (0..columns.len()).map(|column| cell(data, columns, plan, column, &texts)).collect(),
        flags,
    }
}

fn kind(plan: &RowPlan, texts: &[Vec<&str>], is_flagged: bool) -> RowKind {
    if !plan.is_matched {
        return RowKind::OnlyHere;
    }
    let mut first = None;
    for cell in texts.iter().filter(|cell| !cell.is_empty()) {
        let forms = Some(word_forms(&cell.join(" ")));
        if first.is_none() {
            first = forms;
        } else if is_flagged || first != forms {
            return RowKind::Different;
        }
    }
    RowKind::Same
}

fn cell(data: &Data, columns: &[DocumentId], plan: &RowPlan, column: usize, texts: &[Vec<&str>]) -> Cell {
    let id = columns[column];
    let here = &plan.cells[column];
    let mut others = vec![];
    for (other, text) in texts.iter().enumerate() {
        if plan.is_matched && other != column {
            others.push(text.join(" "));
        }
    }
    let mut cell = Cell::default();
    for &sentence in here {
        add_pairs(data, columns, plan, SentenceRef { document: id, sentence }, column, &mut cell.pairs);
        cell.sentences.push(self::sentence(data, id, sentence, &others));
    }
    let mut has_echo = false;
    for echo in plan.echoes.iter().filter(|echo| echo.from == column) {
        has_echo = true;
        cell.echoes.extend(echo_link(data, columns, id, here, echo));
    }
    if let Some(&first) = here.first() {
        cell.address = address::of_sentence(data, id, first);
        if !plan.is_matched && !has_echo {
            cell.note = Some(note(data, id, here, first));
        }
    }
    cell
}

fn echo_link(
    data: &Data,
    columns: &[DocumentId],
    id: DocumentId,
    here: &[SentenceId],
    echo: &rows::Echo,
) -> Option<EchoLink> {
    let document = &data.corpus.documents[columns[echo.column]];
    let there = SentenceRef { document: columns[echo.column], sentence: echo.sentence };
    let pair = here.iter().find_map(|&sentence| match_of(data, SentenceRef { document: id, sentence }, there))?;
    let name = words::join(&["passage ", &words::number(echo.row + 1), " of ", &document.label]);
    Some(EchoLink { row: echo.row, name, opening: opening(document.sentence(echo.sentence)), pair })
}

/// Adds the alignments of a sentence with those of the row in columns before `until`, best first.
fn add_pairs(
    data: &Data,
    columns: &[DocumentId],
    plan: &RowPlan,
    here: SentenceRef,
    until: usize,
    pairs: &mut Vec<Pair>,
) {
    for &id in data.links(here.document, here.sentence) {
        let alignment = &data.corpus.alignments[id];
        let there = if alignment.a == here { alignment.b } else { alignment.a };
        if is_in_row(&columns[..until], plan, there) {
            pairs.push(described(data, alignment, there));
        }
    }
}

/// Whether a sentence stands in a row, in one of these columns, which are the first ones.
fn is_in_row(columns: &[DocumentId], plan: &RowPlan, at: SentenceRef) -> bool {
    columns.iter().position(|&id| id == at.document).is_some_and(|column| plan.cells[column].contains(&at.sentence))
}

/// How two sentences match, if they do.
fn match_of(data: &Data, here: SentenceRef, there: SentenceRef) -> Option<Pair> {
    let links = data.links(here.document, here.sentence);
    let mut alignments = links.iter().map(|&id| &data.corpus.alignments[id]);
    let found = alignments.find(|alignment| alignment.a == there || alignment.b == there)?;
    Some(described(data, found, there))
}

fn described(data: &Data, alignment: &Alignment, there: SentenceRef) -> Pair {
    Pair {
        label: data.corpus.documents[there.document].label.clone(),
        grade: words::grade(alignment.grade),
        score: words::join(&["score ", &((alignment.score * 100.0).round() as u32).to_string(), " of 100"]),
        reason: alignment.reason.clone(),
    }
}

fn sentence(data: &Data, id: DocumentId, sentence: SentenceId, others: &[String]) -> Sentence {
    let analysis = &data.corpus.documents[id].analysis;
    let span = analysis.sentences[sentence];
    let text = span.of(&analysis.text);
    let marks = shared_words(text, others);
    let mut runs: Vec<Run> = vec![];
    let mut at = span.start;
    let mut push = |from: u32, to: u32, kinds: &str| {
        if from < to {
            runs.push(Run { span: Span { start: from, end: to }, kinds: kinds.into(), mention: None });
        }
    };
    for mark in marks {
        let (from, to) = (span.start + mark.start, span.start + mark.end);
        push(at, from, "");
        push(from, to, "shared");
        at = to;
    }
    push(at, span.end, "");
    let kind = analysis.block_at(span.start).map_or(BlockKind::Paragraph, |block| analysis.blocks[block].kind);
    Sentence { id: sentence, kind, runs }
}

/// The stretches of `text` that one of the others has too, sorted, without overlap.
fn shared_words(text: &str, others: &[String]) -> Vec<Span> {
    let mut spans: Vec<Span> = vec![];
    for other in others {
        for (span, role) in compare_words(text, other).0 {
            if role == WordRole::Shared {
                spans.push(span);
            }
        }
    }
    sort_by_key(&mut spans, |span| *span);
    let mut out: Vec<Span> = vec![];
    for span in spans {
        match out.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => out.push(span),
        }
    }
    out
}

/// The words of a text in lower case, to tell whether two passages have the same words in the same order.
pub fn word_forms(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// What to say of sentences that match no chosen column; they agree on being only here or not (see `rows`).
fn note(data: &Data, id: DocumentId, sentences: &[SentenceId], first: SentenceId) -> Note {
    if data.is_only_here(id, first) {
        return Note { text: "only here".to_string(), is_only_here: true };
    }
    let mut is_elsewhere = vec![false; data.corpus.documents.len()];
    for &sentence in sentences {
        for &link in data.links(id, sentence) {
            let alignment = &data.corpus.alignments[link];
            let there = if alignment.a.document == id { alignment.b } else { alignment.a };
            is_elsewhere[there.document.index()] = true;
        }
    }
    let mut labels: Vec<&str> = vec![];
    for (other, document) in data.corpus.documents.enumerate() {
        if is_elsewhere[other.index()] {
            labels.push(&document.label);
        }
    }
    let text = match labels.is_empty() {
        true => "no clear match".to_string(),
        false => words::join(&["also in ", &labels.join(", ")]),
    };
    Note { text, is_only_here: false }
}

/// The first words of a sentence.
fn opening(text: &str) -> String {
    const WORDS: usize = 8;
    let mut parts = text.split_whitespace();
    let head: Vec<&str> = parts.by_ref().take(WORDS).collect();
    let end = if parts.next().is_some() { " …" } else { "" };
    words::join(&[&head.join(" "), end])
}

/// Figures of the row that differ, and days that differ in passages that are sure to be the same.
fn flags(data: &Data, columns: &[DocumentId], plan: &RowPlan) -> Vec<Flag> {
    let in_row = |document: DocumentId, sentence: Option<SentenceId>| {
        sentence.is_some_and(|sentence| is_in_row(columns, plan, SentenceRef { document, sentence }))
    };
    let mut flags = vec![];
    for topic in &data.corpus.figure_topics {
        let title = match topic.status {
            FigureStatus::Conflict => "Figures differ",
            FigureStatus::Updated => "Figure updated",
            _ => continue,
        };
        let members = topic.members.iter().filter(|at| in_row(at.document, figures::sentence(data, **at)));
        let found: Vec<figures::Value> = members.filter_map(|&at| figures::value(data, at)).collect();
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
                if is_sure && is_in_row(columns, plan, alignment.b) {
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

#[cfg(test)]
mod tests {
    use super::*;
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
        let model = model(&data, &state(&[0, 1, 2]));
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
        let model = model(&data, &state(&[0, 2]));
        let note = model.rows.iter().find_map(|row| row.cells[0].note.clone().filter(|note| !note.is_only_here));
        assert_eq!(note.unwrap().text, "also in BETA");
    }

    #[test]
    fn switches_count_and_filter() {
        let data = flood().data();
        let mut state = state(&[0, 1, 2]);
        let counts = |state: &State| model(&data, state).shows.iter().map(|show| show.count).collect::<Vec<_>>();
        assert_eq!(counts(&state), [6, 4, 3, 2]);
        for (show, rows) in [
            (CompareShow::Everything, vec![0, 1, 2, 3, 4]),
            (CompareShow::Shared, vec![0, 2, 3, 4]),
            (CompareShow::Different, vec![0, 2, 4]),
            (CompareShow::OnlyHere, vec![1]),
        ] {
            state.compare.show = show;
            let model = model(&data, &state);
            assert_eq!(model.rows.iter().map(|row| row.number).collect::<Vec<_>>(), rows);
            assert_eq!(counts(&state), [6, 4, 3, 2]);
        }
    }

    #[test]
    fn figures_of_a_conflict_are_flagged_where_they_meet() {
        let data = flood().data();
        let model = model(&data, &state(&[0, 1, 2]));
        let flagged: Vec<usize> = model.rows.iter().filter(|row| !row.flags.is_empty()).map(|row| row.number).collect();
        assert_eq!(flagged, [2]);
        let flag = &model.rows[2].flags[0];
        assert!(flag.is_alarm);
        let values: Vec<&str> = flag.values.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(values, ["13 people", "Thirteen", "20 people"]);
    }

    #[test]
    fn words_of_any_other_column_are_shared_once() {
        let others = ["The mayor left town".to_string(), "In town the bridge fell".to_string()];
        let text = "The mayor of the town fell ill";
        let marked: Vec<&str> = shared_words(text, &others).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(marked, ["The mayor", "town fell"]);
        assert_eq!(word_forms("“Help,” she said."), word_forms("\"Help\" she said"));
        assert_ne!(word_forms("13 died"), word_forms("20 died"));
    }

    #[test]
    fn agreeing_figures_raise_no_flag() {
        let mut fixture = flood();
        fixture.corpus.figure_topics[0].status = FigureStatus::Compatible;
        assert!(model(&fixture.data(), &state(&[0, 1, 2])).rows.iter().all(|row| row.flags.is_empty()));
    }

    #[test]
    fn n_and_p_stop_at_every_difference_and_at_the_ends() {
        let data = flood().data();
        let mut state = state(&[0, 1, 2]);
        let mut walk = |is_forward, steps: usize| -> Vec<usize> {
            (0..steps)
                .map(|_| {
                    state.compare.row = next_difference(&data, &state, is_forward);
                    state.compare.row.unwrap()
                })
                .collect()
        };
        assert_eq!(walk(true, 6), [0, 1, 2, 4, 4, 4]);
        assert_eq!(walk(false, 4), [2, 1, 0, 0]);
        state.compare.show = CompareShow::Shared;
        state.compare.row = Some(1);
        assert_eq!(next_difference(&data, &state, true), Some(2));
        let same = Fixture::new().article("a", "One", &[]).article("b", "One", &[]);
        let same = same.align((0, 0), (1, 0), 1.0, Grade::Verbatim).data();
        assert_eq!(next_difference(&same, &State::new(2), true), None);
    }

    #[test]
    fn an_empty_view_says_why_and_offers_a_way_out() {
        let data = Fixture::new().article("a", "One", &[]).article("b", "Two", &[]).data();
        let mut state = State::new(2);
        state.compare.show = CompareShow::Shared;
        let empty = model(&data, &state).empty.unwrap();
        assert_eq!(empty.why, "No passage of these articles says the same as a passage of another");
        assert_eq!(empty.ways[0].1, Action::ShowRows(CompareShow::Everything));
        let lone = Fixture::new().article("a", "One", &[]).data();
        assert!(model(&lone, &State::new(1)).empty.is_none());
    }

    #[test]
    fn free_columns_read_in_their_own_order() {
        let data = flood().data();
        let model = model(&data, &state(&[2, 0]));
        let order: Vec<u32> =
            passages(&model, 1).iter().flat_map(|(_, cell)| cell.sentences.iter().map(|s| s.id.0)).collect();
        assert_eq!(order, [0, 1, 2, 3]);
    }
}
