use super::dom;
use super::part::{El, act, button, choice, el, note, tag, text};
use crate::query::{Facet, Match};
use crate::view::articles::{FacetList, Value};
use crate::view::{Action, ValueSort};
use yew::prelude::*;

/// The column of facets; on a narrow page it is folded away under a button until it is asked for.
pub fn facets(lists: &[FacetList], is_shown: bool, dispatch: &Callback<Action>) -> El {
    let toggle = button("button facets-toggle", "Filters", act(dispatch, Action::ToggleFilters))
        .flag("aria-expanded", is_shown)
        .attr("aria-controls", "facet-lists");
    let lists = tag("div", if is_shown { "facet-lists is-shown" } else { "facet-lists" })
        .attr("id", "facet-lists")
        .children(lists.iter().map(|list| facet(list, dispatch)).collect());
    tag("aside", "facets no-print").attr("aria-label", "Filters").with(toggle).with(lists)
}

fn facet(list: &FacetList, dispatch: &Callback<Action>) -> Html {
    let key = list.facet.key();
    let none = if list.filter.is_empty() { "None in these articles" } else { "Nothing here by that name" };
    let values = list.values.iter().map(|value| self::value(list.facet, value, dispatch)).collect();
    tag("fieldset", "facet")
        .key(key)
        .set("id", &["facet-", key].concat())
        .child(note("legend", "label", list.name))
        .with(tools(list, dispatch))
        .child_some(list.values.is_empty().then(|| note("p", "quiet", none)))
        .with(tag("ul", "facet-values").children(values))
        .child_some((list.is_cut || list.is_whole).then(|| more(list, dispatch)))
        .html()
}

/// Shows the values that were cut off, or cuts them off again.
fn more(list: &FacetList, dispatch: &Callback<Action>) -> Html {
    let first = if list.is_whole { "Show fewer" } else { "Show all " };
    let total = (!list.is_whole).then(|| text(&list.total.to_string()));
    button("link quiet", first, act(dispatch, Action::ToggleFacetWhole(list.facet)))
        .flag("aria-expanded", list.is_whole)
        .child_some(total)
        .html()
}

fn tools(list: &FacetList, dispatch: &Callback<Action>) -> El {
    let facet = list.facet;
    let oninput = dispatch.reform(move |event: InputEvent| Action::SetFacetFilter(facet, dom::input_value(&event)));
    let (next, sign, name) = match list.sort {
        ValueSort::Count => (ValueSort::Name, "A–Z", "A–Z: sort by name"),
        _ => (ValueSort::Count, "1–9", "1–9: sort by count"),
    };
    let sort = button("icon-button", sign, act(dispatch, Action::SetFacetSort(facet, next))).attr("aria-label", name);
    let clear = || button("link quiet", "Clear", act(dispatch, Action::ClearFacet(facet))).html();
    let placeholder = ["Find in ", &list.name.to_lowercase()].concat();
    let find = html! {
        <input class="field" type="search" aria-label={placeholder.clone()} {placeholder} value={list.filter.clone()} {oninput} />
    };
    tag("div", "facet-tools")
        .child(find)
        .with(sort)
        .child_some(list.matching.map(|mode| any_or_all(facet, mode, dispatch)))
        .child_some(list.is_active.then(clear))
}

fn any_or_all(facet: Facet, mode: Match, dispatch: &Callback<Action>) -> Html {
    let choices = vec![
        ("any", mode == Match::Any, Action::SetMatch(facet, Match::Any)),
        ("all", mode == Match::All, Action::SetMatch(facet, Match::All)),
    ];
    choice("Articles with", dispatch, choices).html()
}

fn value(facet: Facet, value: &Value, dispatch: &Callback<Action>) -> Html {
    let id = value.id;
    let onchange = dispatch.reform(move |_: Event| Action::ToggleValue(facet, id));
    let class = match (value.count == 0 && !value.is_included, value.is_excluded) {
        (false, false) => "facet-value",
        (true, false) => "facet-value is-zero",
        (false, true) => "facet-value is-excluded",
        (true, true) => "facet-value is-zero is-excluded",
    };
    let action = if value.is_excluded { "Stop excluding " } else { "Exclude " };
    let exclude = button("icon-button", "−", act(dispatch, Action::ToggleExcluded(facet, id)))
        .flag("aria-pressed", value.is_excluded)
        .set("aria-label", &[action, &value.label].concat());
    let label = el("label")
        .set("title", &value.title)
        .child(html! { <input type="checkbox" checked={value.is_included} {onchange} /> })
        .with(tag("span", "facet-name").attr("dir", "auto").text(&value.label))
        .child(note("span", "count", &value.count.to_string()));
    tag("li", class).key_number(id.0 as usize).with(label).with(exclude).html()
}
