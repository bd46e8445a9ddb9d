use super::part::{El, act, button, choice, detail, el, link, note, page_head, tag};
use super::{dom, part};
use crate::view::places::{Group, Places as Model, Row, model};
use crate::view::{Action, Data, State, ValueSort};
use yew::prelude::*;

/// The place list, without a map.
#[inline(never)]
pub fn draw(data: &Data, state: &State, is_settled: bool, dispatch: &Callback<Action>) -> Html {
    let mut model = model(data, state);
    if !is_settled && let Some(open) = &mut model.open {
        open.cut();
    }
    let list = tag("section", "split-list").attr("aria-label", "All places").with(tools(state, &model, dispatch));
    let list = match &model.empty {
        Some(empty) => list.with(tag("div", "empty").child(note("p", "", empty))),
        None => list.with(tree(&model, dispatch)).child_some(part::more(&model.more, Action::ShowMorePlaces, dispatch)),
    };
    let detail = model.open.as_ref().map(|open| detail(data, open, Action::OpenPlace(None), dispatch).html());
    let class = if model.open.is_some() { "split is-open" } else { "split" };
    let split = tag("div", class).with(list).child_some(detail);
    el("div").with(page_head("Places", &model.count_line)).with(split).html()
}

fn tools(state: &State, model: &Model, dispatch: &Callback<Action>) -> El {
    let wanted = &state.places;
    let sort = |name, sort: ValueSort| (name, wanted.sort == sort, Action::SortPlaces(sort));
    let sorts = vec![sort("By count", ValueSort::Count), sort("A to Z", ValueSort::Name)];
    let oninput = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| dispatch.emit(Action::FilterPlaces(dom::input_value(&event))))
    };
    let copy = {
        let (text, dispatch) = (model.as_text.clone(), dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            dom::copy(&text);
            dispatch.emit(Action::Announce("The list is on the clipboard".into()));
        })
    };
    let governments = button("button", "Count governments", act(dispatch, Action::ToggleGovernments))
        .flag("aria-pressed", !wanted.leaves_out_governments)
        .attr("title", "“Moscow has promised”: the place stands for its government");
    let (fold, folded) =
        if wanted.folded.is_empty() { ("Fold all", model.foldable.clone()) } else { ("Unfold all", vec![]) };
    tag("div", "row tools no-print")
        .with(choice("Sort by", dispatch, sorts))
        .with(governments)
        .with(button("button", fold, act(dispatch, Action::SetFolded(folded))))
        .with(button("button", "Copy as list", copy))
        .child(part::search_field("tools-field", "Find a place", &wanted.filter, oninput))
}

/// One treegrid; the arrow keys walk its rows (WAI-ARIA tree pattern), Enter opens.
fn tree(model: &Model, dispatch: &Callback<Action>) -> El {
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if walk(&event, &dispatch) {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    };
    let mut rows = model.groups.iter().flat_map(|group| &group.rows);
    let first = rows.clone().find(|row| row.is_open).or(rows.next()).map(|row| row.entity);
    let head = |class: &'static str, name: &str| tag("th", class).attr("role", "columnheader").text(name);
    let mut heads = el("tr")
        .attr("role", "row")
        .with(head("", "Place"))
        .with(head("", "Kind"))
        .with(head("num", "Articles"))
        .with(head("num", "Mentions"));
    for column in &model.columns {
        let link = link(&column.address, &column.label).set("title", &column.title);
        heads = heads.with(tag("th", "column-head").key(&column.address).attr("role", "columnheader").with(link));
    }
    let mut table = tag("table", "matrix places")
        .attr("role", "treegrid")
        .attr("aria-label", "Places by article")
        .on_keydown(onkeydown)
        .with(el("thead").attr("role", "rowgroup").with(heads));
    for group in &model.groups {
        table = table.with(self::group(group, model.columns.len(), first, dispatch));
    }
    tag("div", "table-scroll").with(table)
}

fn group(group: &Group, columns: usize, first: Option<crate::base::EntityId>, dispatch: &Callback<Action>) -> El {
    let name = tag("th", "label").attr("role", "rowheader").number("colspan", columns + 4).text(group.name);
    let mut body = el("tbody")
        .attr("role", "rowgroup")
        .key(group.name)
        .with(tag("tr", "group-row").attr("role", "row").key("group").with(name));
    for row in &group.rows {
        body = body.with(self::row(row, first == Some(row.entity), dispatch));
    }
    body
}

fn row(row: &Row, is_first: bool, dispatch: &Callback<Action>) -> El {
    let fold = if row.has_children {
        button("fold", if row.is_folded { "▸" } else { "▾" }, act(dispatch, Action::ToggleFolded(row.entity)))
            .attr("tabindex", "-1")
            .attr("aria-label", if row.is_folded { "Unfold" } else { "Fold" })
    } else {
        tag("span", "fold").attr("aria-hidden", "true")
    };
    let name = link(&row.address, &row.name).attr("tabindex", "-1").attr("dir", "auto");
    let own = ["the place itself: ", &row.own.to_string()].concat();
    let cell = |class: &'static str, text: &str| tag("td", class).attr("role", "gridcell").text(text);
    let mut line = el("tr")
        .key_number(row.entity.0 as usize)
        .attr("role", "row")
        .attr("tabindex", if is_first { "0" } else { "-1" })
        .number("data-place", row.entity.0 as usize)
        .number("data-level", row.level)
        .number("aria-level", row.level)
        .number("aria-posinset", row.position)
        .number("aria-setsize", row.siblings);
    if row.has_children {
        line = line.flag("aria-expanded", !row.is_folded);
    }
    if row.is_open {
        line = line.attr("class", "is-open");
    }
    line = line
        .with(el("th").attr("role", "rowheader").with(tag("span", "place-name").with(fold).with(name)))
        .with(cell("quiet", row.kind))
        .with(cell("num", &row.documents.to_string()))
        .with(cell("num", &row.mentions.to_string()).set("title", &own));
    for (at, &count) in row.cells.iter().enumerate() {
        line = line.child(part::cell(at, count));
    }
    line
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
