use super::{dom, use_dispatch};
use crate::query::{Facet, Match};
use crate::view::articles::{FacetList, Value};
use crate::view::{Action, ValueSort};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FacetsProps {
    pub lists: Vec<FacetList>,
    pub is_filtered: bool,
}

/// The column of facets; on a narrow page it folds into one line.
#[component]
pub fn Facets(props: &FacetsProps) -> Html {
    html! {
        <aside class="facets no-print" aria-label="Filters">
            <details class="facets-fold" open={true}>
                <summary class="button">{ "Filters" }</summary>
                { for props.lists.iter().map(|list| html! { <FacetBox key={list.facet.key()} list={list.clone()} /> }) }
            </details>
        </aside>
    }
}

#[derive(Properties, PartialEq)]
struct FacetBoxProps {
    list: FacetList,
}

#[component]
fn FacetBox(props: &FacetBoxProps) -> Html {
    let dispatch = use_dispatch();
    let list = &props.list;
    let facet = list.facet;
    let name = ["facet-", facet.key()].concat();
    html! {
        <fieldset class="facet" id={name}>
            <legend class="label">{ list.name }</legend>
            { tools(list, &dispatch) }
            if list.values.is_empty() {
                <p class="quiet">{ if list.filter.is_empty() { "None in these articles" } else { "Nothing here by that name" } }</p>
            }
            <ul class="facet-values">{ for list.values.iter().map(|value| self::value(facet, value, &dispatch)) }</ul>
            if list.is_cut || list.is_whole {
                <button type="button" class="link quiet" aria-expanded={list.is_whole.to_string()}
                    onclick={dispatch.reform(move |_: MouseEvent| Action::ToggleFacetWhole(facet))}>
                    if list.is_whole { { "Show fewer" } } else { { "Show all " }{ list.total } }
                </button>
            }
        </fieldset>
    }
}

fn tools(list: &FacetList, dispatch: &Callback<Action>) -> Html {
    let facet = list.facet;
    let oninput = dispatch.reform(move |event: InputEvent| Action::SetFacetFilter(facet, dom::input_value(&event)));
    let next = if list.sort == ValueSort::Count { ValueSort::Name } else { ValueSort::Count };
    let sort = dispatch.reform(move |_: MouseEvent| Action::SetFacetSort(facet, next));
    let clear = dispatch.reform(move |_: MouseEvent| Action::ClearFacet(facet));
    let placeholder = ["Find in ", &list.name.to_lowercase()].concat();
    html! {
        <div class="facet-tools">
            <input class="field" type="search" aria-label={placeholder.clone()} {placeholder} value={list.filter.clone()} {oninput} />
            <button type="button" class="icon-button" onclick={sort}
                aria-label={if next == ValueSort::Name { "A–Z: sort by name" } else { "1–9: sort by count" }}>
                { if next == ValueSort::Name { "A–Z" } else { "1–9" } }
            </button>
            if let Some(mode) = list.matching {
                { any_or_all(facet, mode, dispatch) }
            }
            if list.is_active {
                <button type="button" class="link quiet" onclick={clear}>{ "Clear" }</button>
            }
        </div>
    }
}

fn any_or_all(facet: Facet, mode: Match, dispatch: &Callback<Action>) -> Html {
    let choice = |value: Match, name: &'static str| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::SetMatch(facet, value));
        html! { <button type="button" key={name} aria-pressed={(mode == value).to_string()} {onclick}>{ name }</button> }
    };
    html! {
        <div class="choice" role="group" aria-label="Articles with">
            { choice(Match::Any, "any") }{ choice(Match::All, "all") }
        </div>
    }
}

fn value(facet: Facet, value: &Value, dispatch: &Callback<Action>) -> Html {
    let id = value.id;
    let onchange = dispatch.reform(move |_: Event| Action::ToggleValue(facet, id));
    let exclude = dispatch.reform(move |_: MouseEvent| Action::ToggleExcluded(facet, id));
    let class = classes!(
        "facet-value",
        (value.count == 0 && !value.is_included).then_some("is-zero"),
        value.is_excluded.then_some("is-excluded")
    );
    let action = if value.is_excluded { "Stop excluding " } else { "Exclude " };
    html! {
        <li {class} key={id.0}>
            <label title={value.title.clone()}>
                <input type="checkbox" checked={value.is_included} {onchange} />
                <span class="facet-name" dir="auto">{ &value.label }</span>
                <span class="count">{ value.count }</span>
            </label>
            <button type="button" class="icon-button" aria-pressed={value.is_excluded.to_string()} onclick={exclude}
                aria-label={[action, &value.label].concat()}>{ "−" }</button>
        </li>
    }
}
