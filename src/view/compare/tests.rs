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
    let first = Outline::new(&data, &state(&[0, 1, 2]).compare).model(&data, 0, 1);
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
fn a_passage_ends_where_its_sentences_part() {
    let data = flood().data();
    let sentence = |at: u32| Sentence { id: SentenceId(at), kind: BlockKind::Paragraph, runs: vec![] };
    let passage = |of: &[u32]| {
        let cell = Cell { sentences: of.iter().map(|&at| sentence(at)).collect(), ..Cell::default() };
        cell.passage(&data, DocumentId(0)).map(|span| span.of(data.corpus.documents[DocumentId(0)].text()).to_string())
    };
    let sentences = &data.corpus.documents[DocumentId(0)].analysis.sentences;
    let text = |from: u32, to: u32| {
        let span = Span { start: sentences[SentenceId(from)].start, end: sentences[SentenceId(to)].end };
        Some(span.of(data.corpus.documents[DocumentId(0)].text()).to_string())
    };
    assert_eq!(passage(&[1, 2]), text(1, 2));
    assert_eq!((passage(&[0, 2]), passage(&[])), (text(0, 0), None));
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
    let counts = |state: &State| model(&data, &state.compare).shows.iter().map(|show| show.count).collect::<Vec<_>>();
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

#[test]
fn twelve_articles_stand_side_by_side_at_most() {
    let mut fixture = Fixture::new();
    for at in 0..14 {
        fixture = fixture.article(&format!("a{at}"), "Flood", &["The mayor left town."]);
    }
    let data = fixture.data();
    let state =
        |columns: u32| CompareState { columns: (0..columns).map(DocumentId).collect(), ..CompareState::default() };
    let few = model(&data, &state(3));
    assert_eq!((few.columns.len(), few.crowd, few.can_add), (3, None, true));
    let full = model(&data, &state(12));
    assert_eq!((full.columns.len(), full.others.len(), full.crowd, full.can_add), (12, 2, None, false));
    let crowded = model(&data, &state(14));
    assert_eq!((crowded.columns.len(), crowded.can_add), (12, false));
    let told = "The first 12 of the 14 articles asked for; take one away to see the next";
    assert_eq!(crowded.crowd.as_deref(), Some(told));
    assert!(crowded.rows.iter().all(|row| row.cells.len() == 12));
}

#[test]
fn a_long_comparison_is_shown_in_parts() {
    let paragraphs: Vec<String> = (0..430).map(|at| format!("Line {at} stands alone.")).collect();
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let fixture = Fixture::new().article("a", "One", &paragraphs).article("b", "Two", &["Line 429 stands alone."]);
    let data = fixture.align((0, 430), (1, 1), 0.9, Grade::Strong).data();
    let state = state(&[0, 1]);
    let whole = model(&data, &state.compare);
    let outline = Outline::new(&data, &state.compare);
    let mut rows = vec![];
    let mut at = state.compare.clone();
    let mut lines = vec![];
    loop {
        let part = outline.model(&data, outline.part(&at), usize::MAX);
        rows.extend(part.rows);
        assert_eq!((&part.stops, &part.status, &part.shows), (&whole.stops, &whole.status, &whole.shows));
        let of = part.part.expect("it is long");
        lines.push(of.line);
        let Some(next) = of.next else { break };
        at = address::decode(&data, &next).compare;
    }
    assert_eq!(lines, ["Part 1 of 3", "Part 2 of 3", "Part 3 of 3"]);
    assert_eq!(rows, whole.rows);
    // The row at hand is shown, and the way to the next one leads through all parts.
    let matched = whole.rows.iter().find(|row| row.kind == RowKind::Same).expect("one row matches").number;
    let led = CompareState { row: Some(matched), ..state.compare.clone() };
    assert_eq!(outline.part(&led), 2);
    let first = outline.model(&data, 0, usize::MAX);
    let last = next_difference(&first, Some(matched - 1), false).expect("rows before it");
    assert_eq!(last, matched - 2);
    let second = outline.model(&data, 1, usize::MAX);
    assert_eq!(next_difference(&second, None, true), Some(second.rows[0].number));
    assert_eq!(next_difference(&second, None, false), second.rows.last().map(|row| row.number));
    let few = CompareState { show: CompareShow::Shared, row: Some(matched), part: 2, ..state.compare };
    let outline = Outline::new(&data, &few);
    assert_eq!(outline.part(&few), 0);
    assert!(outline.model(&data, 0, usize::MAX).part.is_none());
}
