//! Articles side by side. Level, they are one table whose rows are passages; free, each column scrolls by itself.

use super::part::{El, act, button, el, link, note, tag};
use super::{DataRef, dom, notes, part, reader};
use crate::base::{DocumentId, Id};
use crate::corpus::notes::NoteKind;
use crate::text::BlockKind;
use crate::view::compare::{
    Cell, Column, Compare as Model, EchoLink, Empty, Flag, Outline, Pair, Row, RowKind, Sentence, next_difference,
    passages, row_status,
};
use crate::view::{Action, CompareShow, CompareState, Data, Dialog, State, View};
use std::rc::Rc;
use yew::prelude::*;

/// How many rows come with the first paint: most of what a screen shows.
const FIRST_ROWS: usize = 2;

/// Brings the chosen row into sight, in the free columns its passage in each.
#[hook]
pub fn use_row_in_sight(state: &State) {
    let compare = &state.compare;
    let chosen = compare.row.filter(|_| state.view == View::Compare);
    use_effect_with((chosen, compare.is_free, compare.columns.clone()), |(chosen, is_free, columns)| {
        let Some(row) = *chosen else { return };
        if !is_free {
            return dom::follow(&row_id(row));
        }
        for column in 0..columns.len() {
            dom::reveal(&passage_id(column, row));
        }
    });
}

/// How many rows are drawn. A row to go to must be there, and free columns stand in another order.
fn drawn_rows(compare: &CompareState, is_settled: bool) -> usize {
    if is_settled || compare.row.is_some() || compare.is_free { usize::MAX } else { FIRST_ROWS }
}

/// What was made last, and for what.
pub struct Made {
    data: DataRef,
    /// Without the row at hand and the chosen part.
    wanted: CompareState,
    outline: Outline,
    /// By its part and its rows.
    model: Option<(usize, usize, Rc<Model>)>,
}

/// What the view shows, none in another view. It is made once for a choice of columns and switch: walking from row to
/// row leaves it as it is, as long as that stays in one part of a long comparison.
#[hook]
pub fn use_model(data: &DataRef, state: &State, is_settled: bool) -> Option<Rc<Model>> {
    let made = use_mut_ref(|| None::<Made>);
    (state.view == View::Compare).then(|| compared(data, &state.compare, is_settled, &mut made.borrow_mut()))
}

#[inline(never)]
fn compared(data: &DataRef, compare: &CompareState, is_settled: bool, made: &mut Option<Made>) -> Rc<Model> {
    let wanted = CompareState { row: None, part: 0, ..compare.clone() };
    let known = made.take().filter(|made| made.data == *data && made.wanted == wanted);
    let made = made.insert(known.unwrap_or_else(|| Made {
        outline: Outline::new(data, &wanted),
        data: data.clone(),
        wanted,
        model: None,
    }));
    let (part, rows) = (made.outline.part(compare), drawn_rows(compare, is_settled));
    match &made.model {
        Some((its_part, its_rows, model)) if (*its_part, *its_rows) == (part, rows) => model.clone(),
        _ => {
            let model = Rc::new(made.outline.model(data, part, rows));
            made.model = Some((part, rows, model.clone()));
            model
        }
    }
}

/// What the parts are drawn from.
struct Scene<'a> {
    data: &'a Data,
    model: &'a Model,
    /// The row the reader is at.
    current: Option<usize>,
    /// Closed menus and the heads' buttons come once the first screen is painted.
    has_menus: bool,
    dispatch: &'a Callback<Action>,
}

impl Scene<'_> {
    /// Tells a column from the others wherever it moves.
    fn key(&self, column: usize) -> &str {
        &self.data.corpus.documents[self.model.columns[column].document].id
    }
}

#[inline(never)]
pub fn draw(data: &DataRef, state: &State, model: &Rc<Model>, is_settled: bool, dispatch: &Callback<Action>) -> Html {
    let row = state.compare.row;
    let head = tag("header", "page-head")
        .with(el("h1").attr("id", "heading").attr("tabindex", "-1").text("Compare"))
        .with(toolbar(model, state, is_settled, dispatch));
    let head = head.child_some(model.crowd.as_ref().map(|crowd| note("p", "quiet", crowd)));
    let empty = model.empty.as_ref().map(|empty| self::empty(empty, dispatch).html());
    let scene = Scene { data, model, current: row, has_menus: is_settled, dispatch };
    let rows = drawn_rows(&state.compare, is_settled);
    let body = if state.compare.is_free { free(&scene) } else { level(&scene, rows) };
    let status = tag("p", "visually-hidden").attr("role", "status").text(&row_status(model, row));
    let page = tag("div", "compare").number("data-columns", model.columns.len());
    let part = |name| model.part.as_ref().map(|part| reader::part_of(part, name));
    page.with(head)
        .child_some(empty)
        .child_some(part("Parts of this comparison"))
        .with(body)
        .child_some(part("Parts of this comparison, after the passages"))
        .with(status)
        .html()
}

fn row_id(row: usize) -> String {
    ["row-", &(row + 1).to_string()].concat()
}

fn passage_id(column: usize, row: usize) -> String {
    ["column-", &column.to_string(), "-", &row_id(row)].concat()
}

fn toolbar(model: &Rc<Model>, state: &State, has_menus: bool, dispatch: &Callback<Action>) -> El {
    let mut shows = tag("div", "choice").attr("role", "group").attr("aria-label", "Which passages to show");
    for choice in &model.shows {
        let count = choice.count.to_string();
        let button = button("", choice.name, act(dispatch, Action::ShowRows(choice.show)))
            .key(choice.name)
            .flag("aria-pressed", choice.is_current);
        shows = shows.with(button.text(" ").child(note("span", "num", &count)));
    }
    let go = |is_forward: bool| {
        let (model, row) = (model.clone(), state.compare.row);
        dispatch.reform(move |_: MouseEvent| Action::GoToRow(next_difference(&model, row, is_forward)))
    };
    let previous = button("", "Previous", go(false)).attr("data-key", "previous").attr("aria-keyshortcuts", "p");
    let next = button("", "Next difference", go(true)).attr("data-key", "next").attr("aria-keyshortcuts", "n");
    let steps = tag("div", "choice").attr("role", "group").attr("aria-label", "Differences").with(previous).with(next);
    let sync =
        button("button", "Keep level", act(dispatch, Action::ToggleSync)).flag("aria-pressed", !state.compare.is_free);
    let add = model.can_add.then(|| add(model, has_menus, dispatch).html());
    let export = Action::OpenDialog(Some(Dialog::Export));
    let row = tag("div", "row no-print").with(shows).with(steps).with(sync).child_some(add);
    row.with(button("link quiet", "Export…", act(dispatch, export)))
}

/// The articles that could be put beside the others.
fn add(model: &Model, is_filled: bool, dispatch: &Callback<Action>) -> El {
    let mut list = tag("ul", "menu-body");
    for (id, label) in model.others.iter().filter(|_| is_filled) {
        list = list.with(choice(*id, label, Action::AddColumn(*id), dispatch));
    }
    tag("details", "menu").key_number(model.others.len()).child(note("summary", "button", "Add an article…")).with(list)
}

/// An article in a menu.
fn choice(id: DocumentId, label: &str, action: Action, dispatch: &Callback<Action>) -> El {
    el("li").key_number(id.index()).with(button("link", label, act(dispatch, action)))
}

fn head(scene: &Scene, at: usize) -> El {
    let (model, dispatch) = (scene.model, scene.dispatch);
    let column: &Column = &model.columns[at];
    let tool = |name: &str, sign: &str, is_possible: bool, action: Action| {
        let name = [name, " ", &column.label].concat();
        let tool = button("icon-button", sign, act(dispatch, action)).set("title", &name).set("aria-label", &name);
        if is_possible { tool } else { tool.attr("disabled", "disabled") }
    };
    let mut moves = tag("span", "column-moves no-print");
    if scene.has_menus {
        moves = moves
            .with(tool("Move to the left:", "‹", at > 0, Action::MoveColumn(at, at.saturating_sub(1))))
            .with(tool("Move to the right:", "›", at + 1 < model.columns.len(), Action::MoveColumn(at, at + 1)))
            .with(tool("Take away", "×", model.can_remove, Action::RemoveColumn(at)));
    }
    let title = link(&column.address, &column.title).set("lang", &column.language);
    let facts = tag("p", "column-facts num").attr("title", column.date_note);
    tag("div", "column-head")
        .with(tag("div", "column-tools").with(column_menu(scene, column, at)).with(moves))
        .with(tag("p", "column-title").with(title))
        .child(part::share(column.shared, column.only_here, column.sentences))
        .with(facts.text(&column.date).text(" · ").text(&column.share))
}

/// The name of a column, which opens the choice of another article for it.
fn column_menu(scene: &Scene, column: &Column, at: usize) -> El {
    let name = tag("summary", "column-name")
        .attr("title", "Show another article here")
        .text(&column.label)
        .text(" ")
        .with(el("span").attr("aria-hidden", "true").text("▾"));
    let mut list = tag("ul", "menu-body");
    for (id, document) in scene.data.corpus.documents.enumerate() {
        if scene.has_menus && id != column.document {
            list = list.with(choice(id, &document.label, Action::SetColumn(at, id), scene.dispatch));
        }
    }
    tag("details", "menu").key_number(column.document.index()).with(name).with(list)
}

fn empty(empty: &Empty, dispatch: &Callback<Action>) -> El {
    let mut ways = tag("ul", "row");
    for (text, action) in &empty.ways {
        ways = ways.with(el("li").key(text).with(button("button", text, act(dispatch, action.clone()))));
    }
    tag("div", "empty").child(note("p", "", &empty.why)).with(ways)
}

/// All columns in one table: what stands in a row is level.
fn level(scene: &Scene, rows: usize) -> El {
    let model = scene.model;
    let column_head = || el("th").attr("role", "columnheader").attr("scope", "col");
    let mut heads = el("tr").attr("role", "row").with(column_head().child(note("span", "visually-hidden", "Passage")));
    for column in 0..model.columns.len() {
        heads = heads.with(column_head().key(scene.key(column)).with(head(scene, column)));
    }
    let mut body = el("tbody").attr("role", "rowgroup");
    for row in model.rows.iter().take(rows) {
        if !row.flags.is_empty() {
            body = body.with(flag_row(row, model.columns.len()));
        }
        body = body.with(level_row(scene, row));
    }
    let table = tag("table", "level")
        .attr("role", "table")
        .attr("aria-label", "Passages of the articles, level where they say the same")
        .with(el("thead").attr("role", "rowgroup").with(heads))
        .with(body);
    tag("div", "gauge").with(table)
}

/// What does not agree in a row, above it.
fn flag_row(row: &Row, columns: usize) -> El {
    let content = flags(el("td").attr("role", "cell").number("colspan", columns), row);
    tag("tr", "flags")
        .key(&["flags-", &row.number.to_string()].concat())
        .attr("role", "row")
        .with(el("td").attr("role", "cell"))
        .with(content)
}

/// One passage across all columns.
fn level_row(scene: &Scene, row: &Row) -> El {
    let is_current = scene.current == Some(row.number);
    let mut line = el("tr")
        .key_number(row.number)
        .attr("role", "row")
        .set("class", &classes(&[kind_class(row.kind), if is_current { "is-current" } else { "" }]))
        .set("id", &row_id(row.number))
        .attr("tabindex", "-1");
    if is_current {
        line = line.attr("aria-current", "true");
    }
    line = line.with(margin(scene, row));
    for (column, cell) in row.cells.iter().enumerate() {
        let mut place =
            el("td").attr("role", "cell").key(scene.key(column)).set("class", &classes(&cell_classes(row, cell)));
        if !is_blank(cell) {
            place = place.set("data-label", &scene.model.columns[column].label);
        }
        line = line.with(self::cell(place, scene, column, cell, is_current));
    }
    line
}

fn kind_class(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Same => "is-same",
        RowKind::Different => "is-different",
        RowKind::OnlyHere => "is-apart",
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.sentences.is_empty() && cell.echoes.is_empty()
}

fn cell_classes(row: &Row, cell: &Cell) -> [&'static str; 4] {
    let is_only = cell.note.as_ref().is_some_and(|note| note.is_only_here);
    let is_apart = row.kind == RowKind::OnlyHere && !is_only && cell.echoes.is_empty();
    [
        "passage-cell",
        if is_blank(cell) { "is-blank" } else { "" },
        if is_only { "is-only" } else { "" },
        if is_apart { "is-alone" } else { "" },
    ]
}

/// A `class` of these, without the empty ones.
fn classes(classes: &[&str]) -> String {
    let mut joined = String::new();
    for class in classes.iter().filter(|class| !class.is_empty()) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(class);
    }
    joined
}

/// The number of a passage and what it is; the sign says it without colour.
fn margin(scene: &Scene, row: &Row) -> El {
    let sign = match row.kind {
        RowKind::Same => "=",
        RowKind::Different => "≈",
        RowKind::OnlyHere => "◇",
    };
    let sign = tag("span", "sign").attr("aria-hidden", "true").attr("title", row.name).text(sign);
    let name = ["Passage ", &(row.number + 1).to_string(), ", ", row.name].concat();
    el("th")
        .attr("role", "rowheader")
        .attr("scope", "row")
        .set("aria-label", &name)
        .with(choose(scene, row, "Choose passage "))
        .with(sign)
}

/// The number of a passage: a click makes it the one at hand.
fn choose(scene: &Scene, row: &Row, name: &str) -> El {
    let name = [name, &(row.number + 1).to_string()].concat();
    let go = act(scene.dispatch, Action::GoToRow(Some(row.number)));
    tag("button", "row-number").attr("type", "button").on_click(go).set("aria-label", &name).child(number(row))
}

fn number(row: &Row) -> Html {
    note("span", "num", &(row.number + 1).to_string())
}

fn flags(mut place: El, row: &Row) -> El {
    for (at, flag) in row.flags.iter().enumerate() {
        place = place.with(self::flag(flag).key_number(at));
    }
    place
}

fn flag(flag: &Flag) -> El {
    let title = note("strong", if flag.is_alarm { "tag is-alarm" } else { "tag" }, &flag.title);
    let mut line = tag("div", "flag").child(title).text(" ");
    for (at, (label, value)) in flag.values.iter().enumerate() {
        let gap = if at > 0 { " · " } else { "" };
        let value = el("span").key_number(at).text(gap).child(note("q", "", value)).text(" ");
        line = line.with(value.child(note("span", "quiet", label)));
    }
    line.with(tag("span", "quiet").text(" ").text(&flag.reason))
}

/// Adds the passages of one column in one row, and why they stand there; of the row at hand also what can be done.
fn cell(mut place: El, scene: &Scene, column: usize, cell: &Cell, is_current: bool) -> El {
    let head = &scene.model.columns[column];
    if !cell.sentences.is_empty() {
        let article = scene.data.corpus.documents[head.document].text();
        let mut text = tag("p", "cell-text").lang(&head.language);
        for (at, sentence) in cell.sentences.iter().enumerate() {
            if at > 0 {
                text = text.text(" ");
            }
            text = text.child(self::sentence(article, sentence));
        }
        let name = ["Read on in ", &head.label].concat();
        let read_on = link(&cell.address, "¶").attr("class", "to-text").set("aria-label", &name);
        place = place.with(text.text("\u{a0}").with(read_on));
    }
    if let Some(span) = cell.passage(scene.data, head.document).filter(|_| is_current) {
        place = place.with(notes::collect(head.document, span, NoteKind::Passage, scene.dispatch));
    }
    if let Some(note) = &cell.note {
        let class = if note.is_only_here { "tag is-only" } else { "quiet" };
        place = place.with(tag("p", "cell-foot").child(part::note("span", class, &note.text)));
    }
    place = why(place, &cell.pairs);
    for echo in &cell.echoes {
        place = place.with(self::echo(scene, echo));
    }
    place
}

/// Where a passage is matched elsewhere.
fn echo(scene: &Scene, echo: &EchoLink) -> El {
    let row = echo.row;
    let is_shown = scene.model.rows.iter().any(|shown| shown.number == row);
    let dispatch = scene.dispatch.clone();
    let go = Callback::from(move |_: MouseEvent| {
        if !is_shown {
            dispatch.emit(Action::ShowRows(CompareShow::Everything));
        }
        dispatch.emit(Action::GoToRow(Some(row)));
    });
    let opening = note("span", "quiet", &[" “", &echo.opening, "”"].concat());
    let go = button("link", &["See ", &echo.name].concat(), go);
    let line = tag("div", "echo").key(&echo.name).with(go).child(opening);
    why(line, std::slice::from_ref(&echo.pair))
}

/// A sentence; an element of its own only where it looks otherwise than its neighbours.
fn sentence(article: &str, sentence: &Sentence) -> Html {
    let class = match sentence.kind {
        BlockKind::Headline => "headline",
        BlockKind::Caption => "caption",
        BlockKind::Notice => "notice",
        _ => return part::marked(article, &sentence.runs),
    };
    tag("span", class).child(part::marked(article, &sentence.runs)).html()
}

/// Adds grade, score and reason of each match, on demand.
fn why(place: El, pairs: &[Pair]) -> El {
    let Some(first) = pairs.first() else { return place };
    let mut list = el("ul");
    for (at, pair) in pairs.iter().enumerate() {
        let colon = if pair.reason.is_empty() { "" } else { ": " };
        let line = [pair.grade, " as ", &pair.label, ", ", &pair.score, colon, &pair.reason].concat();
        list = list.with(el("li").key_number(at).text(&line));
    }
    place.with(tag("details", "why").child(note("summary", "", first.grade)).with(list))
}

/// Each column by itself, in its own order; the number of a passage brings the others level once.
fn free(scene: &Scene) -> El {
    let model = scene.model;
    let mut columns = tag("div", "free");
    for at in 0..model.columns.len() {
        let label = ["Text of ", &model.columns[at].label].concat();
        let mut list = tag("ol", "free-scroll").attr("tabindex", "0").set("aria-label", &label);
        for (row, cell) in passages(model, at) {
            list = list.with(free_passage(scene, at, row, cell));
        }
        columns = columns.with(tag("section", "free-column").key(scene.key(at)).with(head(scene, at)).with(list));
    }
    columns
}

fn free_passage(scene: &Scene, at: usize, row: &Row, cell: &Cell) -> El {
    let is_current = scene.current == Some(row.number);
    let [passage, blank, only, alone] = cell_classes(row, cell);
    let current = if is_current { "is-current" } else { "" };
    let sentence = cell.sentences.first().map_or(0, |sentence| sentence.id.index());
    el("li")
        .key(&[row.number, sentence].map(|number| number.to_string()).join("-"))
        .set("id", &passage_id(at, row.number))
        .set("class", &classes(&[kind_class(row.kind), passage, blank, only, alone, current]))
        .with(choose(scene, row, "Bring level in all columns passage "))
        .with(self::cell(el("div"), scene, at, cell, scene.current == Some(row.number)))
}
