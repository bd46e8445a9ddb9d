use super::app::Painted;
use super::part::{El, choice, detail, el, link, note, page_head, tag};
use super::{dom, part};
use crate::text::EntityKind;
use crate::view::entities::{Entities as Model, Row, model};
use crate::view::{Action, Data, State, ValueSort};
use yew::prelude::*;

/// How many rows come with the first paint: about what a screen shows.
const FIRST_ROWS: usize = 16;

/// People, organisations and places by source, and one of them in full.
#[inline(never)]
pub fn draw(data: &Data, state: &State, painted: Painted, dispatch: &Callback<Action>) -> Html {
    let mut model = model(data, state);
    if !painted.view {
        model.rows.truncate(FIRST_ROWS);
    }
    if !painted.open
        && let Some(open) = &mut model.open
    {
        open.cut();
    }
    let list = tag("section", "split-list").attr("aria-label", "All entities").with(tools(state, dispatch));
    let list = match &model.empty {
        Some(empty) => list.with(tag("div", "empty").child(note("p", "", empty))),
        None => list.with(table(&model)).child_some(part::more(&model.more, Action::ShowMoreEntities, dispatch)),
    };
    let detail = model.open.as_ref().map(|open| detail(data, open, Action::OpenEntity(None), dispatch).html());
    let class = if model.open.is_some() { "split is-open" } else { "split" };
    let split = tag("div", class).with(list).child_some(detail);
    el("div").with(page_head("Entities", &model.count_line)).with(split).html()
}

fn tools(state: &State, dispatch: &Callback<Action>) -> El {
    let wanted = &state.entities;
    let kind = |name, kind: Option<EntityKind>| (name, wanted.kind == kind, Action::ShowKind(kind));
    let kinds = vec![
        kind("All", None),
        kind("People", Some(EntityKind::Person)),
        kind("Organisations", Some(EntityKind::Organisation)),
        kind("Places", Some(EntityKind::Place)),
    ];
    let sort = |name, sort: ValueSort| (name, wanted.sort == sort, Action::SortEntities(sort));
    let sorts = vec![sort("By count", ValueSort::Count), sort("A to Z", ValueSort::Name)];
    let oninput = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| dispatch.emit(Action::FilterEntities(dom::input_value(&event))))
    };
    tag("div", "row tools no-print")
        .with(choice("Kind", dispatch, kinds))
        .with(choice("Sort by", dispatch, sorts))
        .child(part::search_field("tools-field", "Find an entity", &wanted.filter, oninput))
}

fn table(model: &Model) -> El {
    let mut heads = el("tr")
        .with(el("th").attr("scope", "col").text("Name"))
        .with(el("th").attr("scope", "col").text("Kind"))
        .with(tag("th", "num").attr("scope", "col").text("Articles"))
        .with(tag("th", "num").attr("scope", "col").text("Mentions"));
    heads = heads.children(part::column_heads(&model.columns));
    let mut body = el("tbody");
    for row in &model.rows {
        body = body.with(self::row(row));
    }
    tag("div", "table-scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Entities by article")
        .with(tag("table", "matrix").with(el("thead").with(heads)).with(body))
}

fn row(row: &Row) -> El {
    let mut name = link(&row.address, &row.name).attr("data-step", "").attr("dir", "auto");
    if row.is_open {
        name = name.attr("aria-current", "true");
    }
    let mut head = el("th").attr("scope", "row").with(name);
    if row.variants > 0 {
        let others = tag("span", "visually-hidden").text(" other forms");
        head = head.with(tag("span", "quiet").text(" +").text(&row.variants.to_string()).with(others));
    }
    if row.is_doubtful {
        head = head.text(" ").child(note("span", "tag is-only", "doubtful"));
    }
    let mut line = el("tr")
        .key_number(row.entity.0 as usize)
        .with(head)
        .child(note("td", "quiet", row.kind))
        .child(note("td", "num", &row.documents.to_string()))
        .child(note("td", "num", &row.mentions.to_string()));
    if row.is_open {
        line = line.attr("class", "is-open");
    }
    for (at, &count) in row.cells.iter().enumerate() {
        line = line.child(part::cell(at, count));
    }
    line
}
