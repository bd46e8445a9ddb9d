use super::{dom, part, use_data, use_dispatch};
use crate::view::places::{Group, Places as Model, Row, model};
use crate::view::{Action, State, ValueSort};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PlacesProps {
    pub state: Rc<State>,
}

/// The place list, without a map.
#[component]
pub fn Places(props: &PlacesProps) -> Html {
    let data = use_data();
    let dispatch = use_dispatch();
    let state = &props.state;
    let model = model(&data, state);
    html! {
        <>
            <header class="page-head">
                <h1 id="heading" tabindex="-1">{ "Places" }</h1>
                <p class="quiet">{ &model.count_line }{ ". A number counts the place and all that lies in it, by article." }</p>
            </header>
            <div class={if model.open.is_some() { "split is-open" } else { "split" }}>
                <section class="split-list" aria-label="All places">
                    { tools(state, &model, &dispatch) }
                    if let Some(empty) = &model.empty {
                        <div class="empty"><p>{ empty }</p></div>
                    } else {
                        { tree(&model, &dispatch) }
                    }
                </section>
                if let Some(open) = &model.open {
                    { part::detail(&data, open, Action::OpenPlace(None), &dispatch) }
                }
            </div>
        </>
    }
}

fn tools(state: &State, model: &Model, dispatch: &Callback<Action>) -> Html {
    let wanted = &state.places;
    let sort = |sort: ValueSort, name: &'static str| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::SortPlaces(sort));
        html! { <button type="button" key={name} aria-pressed={(wanted.sort == sort).to_string()} {onclick}>{ name }</button> }
    };
    let act = |action: Action| dispatch.reform(move |_: MouseEvent| action.clone());
    let oninput = dispatch.reform(|event: InputEvent| Action::FilterPlaces(dom::input_value(&event)));
    let copy = {
        let (text, dispatch) = (model.as_text.clone(), dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            dom::copy(&text);
            dispatch.emit(Action::Announce("The list is on the clipboard".into()));
        })
    };
    html! {
        <div class="row tools no-print">
            <div class="choice" role="group" aria-label="Sort by">
                { sort(ValueSort::Count, "By count") }{ sort(ValueSort::Name, "A to Z") }
            </div>
            <button type="button" class="button" aria-pressed={(!wanted.leaves_out_governments).to_string()}
                onclick={act(Action::ToggleGovernments)}
                title="Moscow has promised: the place stands for its government">{ "Count governments" }</button>
            if wanted.folded.is_empty() {
                <button type="button" class="button" onclick={act(Action::SetFolded(model.foldable.clone()))}>{ "Fold all" }</button>
            } else {
                <button type="button" class="button" onclick={act(Action::SetFolded(vec![]))}>{ "Unfold all" }</button>
            }
            <button type="button" class="button" onclick={copy}>{ "Copy as list" }</button>
            <input class="field tools-field" type="search" aria-label="Find a place" placeholder="Find a place"
                value={wanted.filter.clone()} {oninput} />
        </div>
    }
}

/// One treegrid; the arrow keys walk its rows (WAI-ARIA tree pattern), Enter opens.
fn tree(model: &Model, dispatch: &Callback<Action>) -> Html {
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if walk(&event, &dispatch) {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    };
    let current = model.groups.iter().flat_map(|group| &group.rows).find(|row| row.is_open);
    let first = current.or(model.groups.first().and_then(|group| group.rows.first())).map(|row| row.entity);
    html! {
        <div class="table-scroll">
            <table class="matrix places" role="treegrid" aria-label="Places by article" {onkeydown}>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader">{ "Place" }</th>
                        <th role="columnheader">{ "Kind" }</th>
                        <th role="columnheader" class="num">{ "Articles" }</th>
                        <th role="columnheader" class="num">{ "Mentions" }</th>
                        { part::column_heads(&model.columns) }
                    </tr>
                </thead>
                { for model.groups.iter().map(|group| self::group(group, model.columns.len(), first, dispatch)) }
            </table>
        </div>
    }
}

fn group(group: &Group, columns: usize, first: Option<crate::base::EntityId>, dispatch: &Callback<Action>) -> Html {
    html! {
        <tbody role="rowgroup" key={group.name}>
            <tr role="row" class="group-row" key="group">
                <th role="rowheader" class="label" colspan={(columns + 4).to_string()}>{ group.name }</th>
            </tr>
            { for group.rows.iter().map(|row| self::row(row, first == Some(row.entity), dispatch)) }
        </tbody>
    }
}

fn row(row: &Row, is_first: bool, dispatch: &Callback<Action>) -> Html {
    let entity = row.entity;
    let fold = dispatch.reform(move |_: MouseEvent| Action::ToggleFolded(entity));
    let tabindex = if is_first { "0" } else { "-1" };
    html! {
        <tr key={row.entity.0} role="row" {tabindex} data-place={row.entity.0.to_string()} data-level={row.level.to_string()}
            aria-level={row.level.to_string()} aria-posinset={row.position.to_string()} aria-setsize={row.siblings.to_string()}
            aria-expanded={row.has_children.then(|| (!row.is_folded).to_string())}
            class={row.is_open.then_some("is-open")}>
            <th role="rowheader">
                <span class="place-name">
                    if row.has_children {
                        <button type="button" class="fold" tabindex="-1" onclick={fold}
                            aria-label={if row.is_folded { "Unfold" } else { "Fold" }}>{ if row.is_folded { "▸" } else { "▾" } }</button>
                    } else {
                        <span class="fold" aria-hidden="true" />
                    }
                    <a href={row.address.clone()} tabindex="-1" dir="auto">{ &row.name }</a>
                </span>
            </th>
            <td role="gridcell" class="quiet">{ row.kind }</td>
            <td role="gridcell" class="num">{ row.documents }</td>
            <td role="gridcell" class="num" title={["the place itself: ", &row.own.to_string()].concat()}>{ row.mentions }</td>
            { for row.cells.iter().enumerate().map(|(at, &count)| part::cell(at, count)) }
        </tr>
    }
}

/// Answers a key on a row. Left and right fold and unfold, or go to the parent and the first child.
fn walk(event: &KeyboardEvent, dispatch: &Callback<Action>) -> bool {
    const ROWS: &str = "[data-place]";
    let Some(row) = dom::focused_row() else { return false };
    match (event.key().as_str(), row.is_expanded) {
        ("ArrowDown", _) => dom::step_focus(ROWS, 1),
        ("ArrowUp", _) => dom::step_focus(ROWS, -1),
        ("Home", _) => dom::focus_end(ROWS, false),
        ("End", _) => dom::focus_end(ROWS, true),
        ("ArrowRight", Some(false)) | ("ArrowLeft", Some(true)) => {
            dispatch.emit(Action::ToggleFolded(crate::base::EntityId(row.place)));
        }
        ("ArrowRight", Some(true)) => dom::step_focus(ROWS, 1),
        ("ArrowLeft", _) => dom::focus_parent_row(row.level),
        ("Enter", _) => dom::follow_row(),
        _ => return false,
    }
    true
}
