//! Choosing what the columns of tables hold, before they are read.

use super::part::{El, button, el, note, tag};
use super::{dom, work};
use crate::view::stories::FIELDS;
use crate::view::{Action, Phase, TableShape};
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// What was brought and waits for the choice.
struct Waiting {
    tables: Vec<File>,
    others: Vec<File>,
    is_one_event: bool,
    into: Option<String>,
}

thread_local! {
    static WAITING: RefCell<Option<Waiting>> = const { RefCell::new(None) };
}

/// Reads files, those with tables among them after a look at their columns.
pub fn choose(files: Vec<File>, is_one_event: bool, into: Option<String>) {
    let is_table = |file: &File| [".csv", ".tsv", ".tab"].iter().any(|end| file.name().to_lowercase().ends_with(end));
    let (tables, others): (Vec<File>, Vec<File>) = files.into_iter().partition(is_table);
    if tables.is_empty() {
        return work::read_into(others.into_iter().map(work::Input::File).collect(), is_one_event, into);
    }
    work::tell(Action::OfferTable(None));
    work::tell(Action::SetPhase(Phase::Fetching { bytes: 0, of: 0 }));
    spawn_local(async move {
        let looked = work::look(&tables).await;
        WAITING.set(Some(Waiting { tables, others, is_one_event, into }));
        if let Err(error) = looked {
            work::fail(&error);
        }
    });
}

/// Reads what waits, the tables by the columns that are chosen now; one that is none is read as what it is.
fn read(shapes: &[TableShape]) {
    let Some(waiting) = WAITING.take() else { return };
    let table = |file: File| {
        let at = shapes.iter().position(|shape| shape.name.ends_with(&file.name()));
        let chosen = at.filter(|&at| !shapes[at].columns.is_empty());
        match chosen {
            Some(at) => {
                let columns = (0..FIELDS.len()).map(|field| dom::chosen_value(&field_id(at, field))).collect();
                work::Input::Table(file, columns)
            }
            None => work::Input::File(file),
        }
    };
    let inputs = waiting.tables.into_iter().map(table).chain(waiting.others.into_iter().map(work::Input::File));
    let inputs = inputs.collect();
    work::tell(Action::OfferTable(None));
    work::read_into(inputs, waiting.is_one_event, waiting.into);
}

fn field_id(table: usize, field: usize) -> String {
    ["column-", &table.to_string(), "-", &field.to_string()].concat()
}

/// The tables that wait, with a choice for each field.
pub fn form(tables: &[TableShape]) -> El {
    if tables.is_empty() {
        return el("div");
    }
    let mut form = tag("section", "columns")
        .attr("aria-labelledby", "columns")
        .with(el("h2").attr("id", "columns").text("What do the columns hold?"));
    for (at, table) in tables.iter().enumerate() {
        let mut group = el("fieldset").with(el("legend").text(&table.name));
        if table.columns.is_empty() {
            group = group.child(note("p", "", "It has no columns to choose from, and is read as it is."));
        }
        for (field, name) in FIELDS.iter().enumerate().filter(|_| !table.columns.is_empty()) {
            group = group.with(choice(table, at, field, name));
        }
        form = form.with(group);
    }
    let shapes = tables.to_vec();
    let go = Callback::from(move |_: MouseEvent| read(&shapes));
    form.with(el("p").with(button("button", "Read them so", go)))
}

/// A column by its name and what stands first in it.
fn choice(table: &TableShape, at: usize, field: usize, name: &'static str) -> El {
    let id = field_id(at, field);
    let guess = table.guess.get(field).map(String::as_str).unwrap_or_default();
    // Without a text there is no article.
    let none = if field == 0 { "(choose one)" } else { "(none)" };
    let mut select = tag("select", "field").set("id", &id).with(el("option").attr("value", "").text(none));
    for (column, value) in table.columns.iter().zip(table.row.iter().map(String::as_str).chain(std::iter::repeat(""))) {
        let start: String = value.chars().take(40).collect();
        let label = if start.is_empty() { column.clone() } else { [column, ": ", &start].concat() };
        let mut option = el("option").set("value", column).text(&label);
        if column == guess {
            option = option.attr("selected", "");
        }
        select = select.with(option);
    }
    tag("p", "paste-field").with(el("label").set("for", &id).text(name)).with(select)
}
