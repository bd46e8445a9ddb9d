use super::{dom, part, use_data, use_dispatch};
use crate::text::EntityKind;
use crate::view::entities::{Row, model};
use crate::view::{Action, State, ValueSort};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EntitiesProps {
    pub state: Rc<State>,
}

/// People, organisations and places by source, and one of them in full.
#[component]
pub fn Entities(props: &EntitiesProps) -> Html {
    let data = use_data();
    let dispatch = use_dispatch();
    let state = &props.state;
    let model = model(&data, state);
    html! {
        <>
            <header class="page-head">
                <h1 id="heading" tabindex="-1">{ "Entities" }</h1>
                <p class="quiet">{ &model.count_line }{ ", each under one name. Numbers are mentions, by article." }</p>
            </header>
            <div class={if model.open.is_some() { "split is-open" } else { "split" }}>
                <section class="split-list" aria-label="All entities">
                    { tools(state, &dispatch) }
                    if let Some(empty) = &model.empty {
                        <div class="empty"><p>{ empty }</p></div>
                    } else {
                        <div class="table-scroll" tabindex="0" role="region" aria-label="Entities by article">
                            <table class="matrix">
                                <thead>
                                    <tr>
                                        <th scope="col">{ "Name" }</th>
                                        <th scope="col">{ "Kind" }</th>
                                        <th scope="col" class="num">{ "Articles" }</th>
                                        <th scope="col" class="num">{ "Mentions" }</th>
                                        { part::column_heads(&model.columns) }
                                    </tr>
                                </thead>
                                <tbody>{ for model.rows.iter().map(row) }</tbody>
                            </table>
                        </div>
                    }
                </section>
                if let Some(open) = &model.open {
                    { part::detail(&data, open, Action::OpenEntity(None), &dispatch) }
                }
            </div>
        </>
    }
}

fn tools(state: &State, dispatch: &Callback<Action>) -> Html {
    let wanted = &state.entities;
    let kind = |kind: Option<EntityKind>, name: &'static str| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::ShowKind(kind));
        html! { <button type="button" key={name} aria-pressed={(wanted.kind == kind).to_string()} {onclick}>{ name }</button> }
    };
    let sort = |sort: ValueSort, name: &'static str| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::SortEntities(sort));
        html! { <button type="button" key={name} aria-pressed={(wanted.sort == sort).to_string()} {onclick}>{ name }</button> }
    };
    let oninput = dispatch.reform(|event: InputEvent| Action::FilterEntities(dom::input_value(&event)));
    html! {
        <div class="row tools no-print">
            <div class="choice" role="group" aria-label="Kind">
                { kind(None, "All") }
                { kind(Some(EntityKind::Person), "People") }
                { kind(Some(EntityKind::Organisation), "Organisations") }
                { kind(Some(EntityKind::Place), "Places") }
            </div>
            <div class="choice" role="group" aria-label="Sort by">
                { sort(ValueSort::Count, "By count") }{ sort(ValueSort::Name, "A to Z") }
            </div>
            <input class="field tools-field" type="search" aria-label="Find an entity" placeholder="Find an entity"
                value={wanted.filter.clone()} {oninput} />
        </div>
    }
}

fn row(row: &Row) -> Html {
    html! {
        <tr key={row.entity.0} class={row.is_open.then_some("is-open")}>
            <th scope="row">
                <a href={row.address.clone()} data-step="" aria-current={row.is_open.then_some("true")} dir="auto">{ &row.name }</a>
                if row.variants > 0 {
                    <span class="quiet">{ " +" }{ row.variants }<span class="visually-hidden">{ " other forms" }</span></span>
                }
                if row.is_doubtful { { " " }<span class="tag is-only">{ "doubtful" }</span> }
            </th>
            <td class="quiet">{ row.kind }</td>
            <td class="num">{ row.documents }</td>
            <td class="num">{ row.mentions }</td>
            { for row.cells.iter().enumerate().map(|(at, &count)| part::cell(at, count)) }
        </tr>
    }
}
