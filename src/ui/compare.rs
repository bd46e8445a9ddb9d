//! Articles side by side. Level, they are one table whose rows are passages; free, each column scrolls by itself.

use super::{DataRef, dom, part, use_data, use_dispatch};
use crate::text::BlockKind;
use crate::view::compare::{
    Cell, Column, Compare as Model, Empty, Pair, Row, RowKind, Sentence, ShowChoice, model, next_difference, passages,
    row_status,
};
use crate::view::{Action, CompareShow, Data, Dialog, State};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CompareProps {
    pub state: Rc<State>,
}

/// A view-model that is equal when it is the same one.
#[derive(Clone)]
struct ModelRef(Rc<Model>);

impl PartialEq for ModelRef {
    fn eq(&self, other: &ModelRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let data = use_data();
    let dispatch = use_dispatch();
    let state = &props.state;
    let model = {
        let state = state.clone();
        let parts = (data.clone(), state.compare.columns.clone(), state.compare.show);
        ModelRef(use_memo(parts, move |(data, ..)| model(data, &state)))
    };
    let (row, is_free) = (state.compare.row, state.compare.is_free);
    let columns = model.0.columns.len();
    use_effect_with((row, is_free, state.compare.columns.clone()), move |(row, is_free, _)| {
        if let Some(row) = row {
            match is_free {
                true => (0..columns).for_each(|column| dom::reveal(&passage_id(column, *row))),
                false => dom::follow(&row_id(*row)),
            }
        }
    });
    html! {
        <div class="compare" data-columns={columns.to_string()}>
            <header class="page-head">
                <h1 id="heading" tabindex="-1">{ "Compare" }</h1>
                { toolbar(&data, &model.0, state, &dispatch) }
            </header>
            if let Some(empty) = &model.0.empty {
                { self::empty(empty, &dispatch) }
            }
            if is_free {
                { free(&data, &model, row, &dispatch) }
            } else {
                <div class="gauge"><table class="level" role="table" aria-label="Passages of the articles, level where they say the same">
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col"><span class="visually-hidden">{ "Passage" }</span></th>
                            { for (0..columns).map(|column| html! {
                                <th role="columnheader" scope="col" key={key(&data, &model.0, column)}>{ head(&data, &model.0, column, &dispatch) }</th>
                            }) }
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        { for model.0.rows.iter().enumerate().map(|(at, shown)| html! {
                            <LevelRow key={shown.number} model={model.clone()} {at} is_current={row == Some(shown.number)} />
                        }) }
                    </tbody>
                </table></div>
            }
            <p class="visually-hidden" role="status">{ row_status(&model.0, row) }</p>
        </div>
    }
}

fn row_id(row: usize) -> String {
    ["row-", &(row + 1).to_string()].concat()
}

fn passage_id(column: usize, row: usize) -> String {
    ["column-", &column.to_string(), "-", &row_id(row)].concat()
}

fn key(data: &Data, model: &Model, column: usize) -> String {
    data.corpus.documents[model.columns[column].document].id.clone()
}

fn toolbar(data: &DataRef, model: &Model, state: &Rc<State>, dispatch: &Callback<Action>) -> Html {
    let show = |choice: &ShowChoice| {
        let show = choice.show;
        let onclick = dispatch.reform(move |_: MouseEvent| Action::ShowRows(show));
        html! {
            <button type="button" key={choice.name} aria-pressed={choice.is_current.to_string()} {onclick}>
                { choice.name }{ " " }<span class="num">{ choice.count }</span>
            </button>
        }
    };
    let go = |is_forward: bool| {
        let (data, state) = (data.clone(), state.clone());
        dispatch.reform(move |_: MouseEvent| Action::GoToRow(next_difference(&data, &state, is_forward)))
    };
    let sync = dispatch.reform(|_: MouseEvent| Action::ToggleSync);
    let export = dispatch.reform(|_: MouseEvent| Action::OpenDialog(Some(Dialog::Export)));
    html! {
        <div class="row no-print">
            <div class="choice" role="group" aria-label="Which passages to show">{ for model.shows.iter().map(show) }</div>
            <div class="choice" role="group" aria-label="Differences">
                <button type="button" data-key="previous" aria-keyshortcuts="p" onclick={go(false)}>{ "Previous" }</button>
                <button type="button" data-key="next" aria-keyshortcuts="n" onclick={go(true)}>{ "Next difference" }</button>
            </div>
            <button type="button" class="button" aria-pressed={(!state.compare.is_free).to_string()} onclick={sync}>{ "Keep level" }</button>
            { add(model, dispatch) }
            <button type="button" class="link quiet" onclick={export}>{ "Export…" }</button>
        </div>
    }
}

/// The articles that could be put beside the others.
fn add(model: &Model, dispatch: &Callback<Action>) -> Html {
    if model.others.is_empty() {
        return Html::default();
    }
    html! {
        <details class="menu" key={model.others.len()}>
            <summary class="button">{ "Add an article…" }</summary>
            <ul class="menu-body">
                { for model.others.iter().map(|(id, label)| {
                    let id = *id;
                    let onclick = dispatch.reform(move |_: MouseEvent| Action::AddColumn(id));
                    html! { <li key={id.0}><button type="button" class="link" {onclick}>{ label }</button></li> }
                }) }
            </ul>
        </details>
    }
}

fn head(data: &Data, model: &Model, at: usize, dispatch: &Callback<Action>) -> Html {
    let column: &Column = &model.columns[at];
    let act = |action: Action| dispatch.reform(move |_: MouseEvent| action.clone());
    let tool = |name: &str, sign: &'static str, is_possible: bool, action: Action| {
        let name = [name, " ", &column.label].concat();
        html! {
            <button type="button" class="icon-button" title={name.clone()} aria-label={name} disabled={!is_possible}
                onclick={act(action)}>{ sign }</button>
        }
    };
    let other = |document: &crate::base::DocumentId| {
        let document = *document;
        html! {
            <li key={document.0}>
                <button type="button" class="link" onclick={act(Action::SetColumn(at, document))}>
                    { &data.corpus.documents[document].label }
                </button>
            </li>
        }
    };
    let choices: Vec<_> = data.corpus.documents.ids().filter(|&id| id != column.document).collect();
    html! {
        <div class="column-head">
            <div class="column-tools">
                <details class="menu" key={column.document.0}>
                    <summary class="column-name" title="Show another article here">{ &column.label }{ " " }<span aria-hidden="true">{ "▾" }</span></summary>
                    <ul class="menu-body">{ for choices.iter().map(other) }</ul>
                </details>
                <span class="column-moves no-print">
                    { tool("Move to the left:", "‹", at > 0, Action::MoveColumn(at, at.saturating_sub(1))) }
                    { tool("Move to the right:", "›", at + 1 < model.columns.len(), Action::MoveColumn(at, at + 1)) }
                    { tool("Take away", "×", model.can_remove, Action::RemoveColumn(at)) }
                </span>
            </div>
            <p class="column-title"><a href={column.address.clone()} lang={column.language.clone()}>{ &column.title }</a></p>
            { part::share(column.shared, column.only_here, column.sentences) }
            <p class="column-facts num" title={column.date_note}>{ &column.date }{ " · " }{ &column.share }</p>
        </div>
    }
}

fn empty(empty: &Empty, dispatch: &Callback<Action>) -> Html {
    html! {
        <div class="empty">
            <p>{ &empty.why }</p>
            <ul class="row">
                { for empty.ways.iter().map(|(text, action)| {
                    let action = action.clone();
                    let onclick = dispatch.reform(move |_: MouseEvent| action.clone());
                    html! { <li key={text.clone()}><button type="button" class="button" {onclick}>{ text }</button></li> }
                }) }
            </ul>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct LevelRowProps {
    model: ModelRef,
    at: usize,
    is_current: bool,
}

/// One passage across all columns. A component, so that moving through the rows redraws only two of them.
#[component]
fn LevelRow(props: &LevelRowProps) -> Html {
    let data = use_data();
    let dispatch = use_dispatch();
    let model = &props.model.0;
    let row = &model.rows[props.at];
    let class = classes!(kind_class(row.kind), props.is_current.then_some("is-current"));
    html! {
        <>
            if !row.flags.is_empty() {
                <tr role="row" class="flags">
                    <td role="cell"></td>
                    <td role="cell" colspan={model.columns.len().to_string()}>{ flags(row) }</td>
                </tr>
            }
            <tr role="row" {class} id={row_id(row.number)} tabindex="-1" aria-current={props.is_current.then_some("true")}>
                <th role="rowheader" scope="row">{ margin(row) }</th>
                { for row.cells.iter().enumerate().map(|(column, cell)| html! {
                    <td role="cell" key={key(&data, model, column)} class={cell_class(row, cell)}>
                        if !is_blank(cell) { <p class="cell-label label">{ &model.columns[column].label }</p> }
                        { self::cell(&data, model, column, cell, &dispatch) }
                    </td>
                }) }
            </tr>
        </>
    }
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

fn cell_class(row: &Row, cell: &Cell) -> Classes {
    let is_only = cell.note.as_ref().is_some_and(|note| note.is_only_here);
    let is_apart = row.kind == RowKind::OnlyHere && !is_only && cell.echoes.is_empty();
    classes!(
        "passage-cell",
        is_blank(cell).then_some("is-blank"),
        is_only.then_some("is-only"),
        is_apart.then_some("is-alone")
    )
}

/// The number of a passage and what it is; the sign says it without colour.
fn margin(row: &Row) -> Html {
    let sign = match row.kind {
        RowKind::Same => "=",
        RowKind::Different => "≈",
        RowKind::OnlyHere => "◇",
    };
    html! {
        <>
            <span class="visually-hidden">{ "Passage " }</span>
            <span class="num">{ row.number + 1 }</span>
            <span class="sign" aria-hidden="true" title={row.name}>{ sign }</span>
            <span class="visually-hidden">{ ", " }{ row.name }</span>
        </>
    }
}

fn flags(row: &Row) -> Html {
    row.flags
        .iter()
        .enumerate()
        .map(|(at, flag)| {
            let values = flag.values.iter().enumerate().map(|(at, (label, value))| {
                html! { <span key={at}>{ if at > 0 { " · " } else { "" } }<q>{ value }</q>{ " " }<span class="quiet">{ label }</span></span> }
            });
            html! {
                <div class="flag" key={at}>
                    <strong class={classes!("tag", flag.is_alarm.then_some("is-alarm"))}>{ &flag.title }</strong>{ " " }
                    { for values }
                    <span class="quiet">{ " " }{ &flag.reason }</span>
                </div>
            }
        })
        .collect()
}

/// The passages of one column in one row, and why they stand there.
fn cell(data: &Data, model: &Model, column: usize, cell: &Cell, dispatch: &Callback<Action>) -> Html {
    let head = &model.columns[column];
    let text = data.corpus.documents[head.document].text();
    html! {
        <>
            if !cell.sentences.is_empty() {
                <p class="cell-text" lang={head.language.clone()} dir="auto">
                    { for cell.sentences.iter().enumerate().map(|(at, sentence)| self::sentence(text, sentence, at == 0)) }
                    { "\u{a0}" }<a class="to-text" href={cell.address.clone()} aria-label={["Read on in ", &head.label].concat()}>{ "¶" }</a>
                </p>
            }
            if let Some(note) = &cell.note {
                <p class="cell-foot"><span class={if note.is_only_here { "tag is-only" } else { "quiet" }}>{ &note.text }</span></p>
            }
            if !cell.pairs.is_empty() { { why(&cell.pairs) } }
            { for cell.echoes.iter().map(|echo| {
                let row = echo.row;
                let is_shown = model.rows.iter().any(|shown| shown.number == row);
                let dispatch = dispatch.clone();
                let onclick = Callback::from(move |_: MouseEvent| {
                    if !is_shown {
                        dispatch.emit(Action::ShowRows(CompareShow::Everything));
                    }
                    dispatch.emit(Action::GoToRow(Some(row)));
                });
                html! {
                    <div class="echo" key={echo.name.clone()}>
                        <button type="button" class="link" {onclick}>{ "See " }{ &echo.name }</button>
                        <span class="quiet">{ " “" }{ &echo.opening }{ "”" }</span>
                        { why(std::slice::from_ref(&echo.pair)) }
                    </div>
                }
            }) }
        </>
    }
}

fn sentence(text: &str, sentence: &Sentence, is_first: bool) -> Html {
    let class = match sentence.kind {
        BlockKind::Headline => "headline",
        BlockKind::Caption => "caption",
        BlockKind::Notice => "notice",
        _ => "",
    };
    html! { <span key={sentence.id.0} {class}>{ if is_first { "" } else { " " } }{ part::marked(text, &sentence.runs) }</span> }
}

/// Grade, score and reason of each match, on demand.
fn why(pairs: &[Pair]) -> Html {
    let Some(first) = pairs.first() else { return Html::default() };
    html! {
        <details class="why">
            <summary>{ first.grade }</summary>
            <ul>
                { for pairs.iter().enumerate().map(|(at, pair)| html! {
                    <li key={at}>{ pair.grade }{ " as " }{ &pair.label }{ ", " }{ &pair.score }
                        if !pair.reason.is_empty() { { ": " }{ &pair.reason } }
                    </li>
                }) }
            </ul>
        </details>
    }
}

/// Each column by itself, in its own order; the number of a passage brings the others level once.
fn free(data: &Data, model: &ModelRef, current: Option<usize>, dispatch: &Callback<Action>) -> Html {
    let column = |at: usize| {
        let label = ["Text of ", &model.0.columns[at].label].concat();
        html! {
            <section class="free-column" key={key(data, &model.0, at)}>
                { head(data, &model.0, at, dispatch) }
                <ol class="free-scroll" tabindex="0" aria-label={label}>
                    { for passages(&model.0, at).into_iter().map(|(row, cell)| {
                        let number = row.number;
                        let onclick = dispatch.reform(move |_: MouseEvent| Action::GoToRow(Some(number)));
                        let is_current = current == Some(number);
                        html! {
                            <li key={[number, cell.sentences[0].id.0 as usize].map(|n| n.to_string()).join("-")} id={passage_id(at, number)}
                                class={classes!(kind_class(row.kind), cell_class(row, cell), is_current.then_some("is-current"))}>
                                <button type="button" class="free-number" {onclick}
                                    aria-label={["Bring passage ", &(number + 1).to_string(), " level in all columns"].concat()}>{ margin_sign(row) }</button>
                                <div>{ self::cell(data, &model.0, at, cell, dispatch) }</div>
                            </li>
                        }
                    }) }
                </ol>
            </section>
        }
    };
    html! { <div class="free">{ for (0..model.0.columns.len()).map(column) }</div> }
}

fn margin_sign(row: &Row) -> Html {
    html! { <span class="num">{ row.number + 1 }</span> }
}
