//! The ledgers of figures, quotations and days.

use super::part::{El, act, button, el, link, marked, note, page_head, tag, text};
use super::{desk, dom, notes, part};
use crate::corpus::FigureStatus;
use crate::corpus::corrections::{Correction, EntityRef, Passage};
use crate::view::ledger::figures::{Figures, Group, Row, Value};
use crate::view::ledger::{Choice, Entry, Ledger, Section, Version, figures, quotes, timeline};
use crate::view::{Action, Data, DeskAct, Dialog, State, View};
use yew::prelude::*;

/// How many entries come with the first paint: about what a screen shows.
const FIRST_ENTRIES: usize = 10;

/// Figures, quotations or days, as the view says.
#[inline(never)]
pub fn draw(data: &Data, state: &State, is_settled: bool, dispatch: &Callback<Action>) -> Html {
    if state.view == View::Figures {
        let mut model = figures::model(data, state);
        if !is_settled && state.ledger.open.is_none() {
            model.cut(FIRST_ENTRIES);
        }
        return draw_figures(data, &model, state, dispatch);
    }
    let mut model = if state.view == View::Quotes { quotes::model(data, state) } else { timeline::model(data, state) };
    if !is_settled {
        model.cut(FIRST_ENTRIES);
    }
    let Ledger { title, line, choices, sections, empty, more } = &model;
    let mut page = frame(title, line, choices, empty.as_deref(), state, dispatch);
    for section in sections {
        page = page.with(self::section(data, section, dispatch));
    }
    page.child_some(part::more(more, Action::ShowMoreLedger, dispatch)).html()
}

/// Heading, choices and search box, and what to say when nothing is left.
fn frame(
    title: &str,
    line: &str,
    choices: &[Choice],
    empty: Option<&str>,
    state: &State,
    dispatch: &Callback<Action>,
) -> El {
    let mut group = tag("div", "choice").attr("role", "group").attr("aria-label", "What to show");
    for choice in choices {
        let count = choice.count.to_string();
        let button = button("", choice.name, act(dispatch, Action::ShowLedger(choice.show)))
            .key(choice.name)
            .flag("aria-pressed", choice.show == state.ledger.show);
        group = group.with(button.text(" ").child(note("span", "num", &count)));
    }
    let oninput = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| dispatch.emit(Action::FilterLedger(dom::input_value(&event))))
    };
    let tools = tag("div", "row tools no-print")
        .with(group)
        .child(part::search_field("tools-field", "Find in this list", &state.ledger.filter, oninput))
        .with(button("link quiet", "Export…", act(dispatch, Action::OpenDialog(Some(Dialog::Export)))));
    let empty = empty.map(|empty| tag("div", "empty").child(note("p", "", empty)).html());
    tag("div", "ledger").with(page_head(title, line)).with(tools).child_some(empty)
}

fn section(data: &Data, section: &Section, dispatch: &Callback<Action>) -> El {
    let title = match &section.address {
        Some(address) => link(address, &section.title).html(),
        None => text(&section.title),
    };
    let head =
        tag("header", "row").with(el("h2").attr("dir", "auto").child(title)).child(note("p", "quiet", &section.note));
    let mut list = tag("section", "ledger-section").key(&section.title).with(head);
    for entry in &section.entries {
        list = list.with(self::entry(data, entry, dispatch));
    }
    list
}

fn entry(data: &Data, entry: &Entry, dispatch: &Callback<Action>) -> El {
    let class = if entry.is_alarm { "tag is-alarm" } else { "tag is-shared" };
    let status = (!entry.status.is_empty()).then(|| note("p", class, entry.status));
    tag("div", "ledger-entry").key_number(entry.key).child_some(status).with(versions(
        data,
        &entry.versions,
        entry.is_alarm,
        dispatch,
    ))
}

/// The words of each source, side by side.
fn versions(data: &Data, versions: &[Version], differ: bool, dispatch: &Callback<Action>) -> El {
    let mut list = tag("ul", "versions");
    for (at, version) in versions.iter().enumerate() {
        let mut source = link(&version.address, &version.label).attr("data-step", "");
        if differ && at == 0 {
            source = source.attr("data-differs", "").attr("aria-keyshortcuts", "n p");
        }
        let mut head = tag("p", "quiet").with(source);
        if !version.lead.is_empty() {
            head = head.text(": ").text(&version.lead);
        }
        let words = marked(data.corpus.documents[version.document].text(), &version.runs);
        let item = el("li").key_number(at).with(head).with(el("blockquote").lang(&version.language).child(words));
        list = list.with(item.child_some(desk::corrected(&version.machine)).child_some(tools(version, dispatch)));
    }
    list
}

/// What can be corrected where it stands.
fn tools(version: &Version, dispatch: &Callback<Action>) -> Option<Html> {
    let mut row = tag("div", "row no-print");
    if let Some(quote) = &version.quote {
        row = row.with(button("link quiet", "Speaker…", ask_speaker(quote.clone(), dispatch)));
    }
    if let Some((span, kind)) = version.collects {
        row = row.with(notes::collect(version.document, span, kind, dispatch));
    }
    for (name, correction) in &version.corrections {
        row = row.with(button("link quiet", name, desk::correct(dispatch, correction.clone())));
    }
    let is_any = version.quote.is_some() || version.collects.is_some() || !version.corrections.is_empty();
    is_any.then(|| row.html())
}

/// Asks who says a quotation. The browser's own question costs one node a quotation, of which there are thousands.
fn ask_speaker(quote: Passage, dispatch: &Callback<Action>) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_: MouseEvent| {
        let question = "Who says this? Write a name that the article has; leave it empty where nobody is named.";
        let Some(name) = dom::ask(question, "") else { return };
        let name = name.trim().to_string();
        let speaker = (!name.is_empty()).then(|| EntityRef { name, ..EntityRef::default() });
        let correction = Correction::Speaker { quote: quote.clone(), speaker };
        dispatch.emit(Action::Desk(DeskAct::Correct(vec![correction])));
    })
}

fn draw_figures(data: &Data, model: &Figures, state: &State, dispatch: &Callback<Action>) -> Html {
    let page = frame("Figures", &model.line, &model.choices, model.empty.as_deref(), state, dispatch);
    if model.groups.is_empty() {
        return page.html();
    }
    let heads = el("tr").with(el("th").attr("scope", "col").text("What is counted"));
    let heads = heads.children(part::column_heads(&model.columns));
    let mut table = tag("table", "matrix figures").with(el("thead").with(heads));
    for group in &model.groups {
        table = table.with(figures_group(data, model, group, dispatch));
    }
    let more = part::more(&model.more, Action::ShowMoreLedger, dispatch);
    page.with(tag("div", "table-scroll").with(table)).child_some(more).html()
}

fn figures_group(data: &Data, model: &Figures, group: &Group, dispatch: &Callback<Action>) -> El {
    let is_alarm = group.status == FigureStatus::Conflict;
    let width = model.columns.len() + 1;
    let name = tag("th", if is_alarm { "label is-alarm" } else { "label" }).number("colspan", width).text(group.name);
    let mut body = el("tbody").key(group.name).with(tag("tr", "group-row").key("group").with(name));
    for row in &group.rows {
        let key = [row.figure.document.0.to_string(), row.figure.figure.0.to_string()].join("-");
        let differs = matches!(group.status, FigureStatus::Conflict | FigureStatus::Updated);
        body = body.with(figures_row(model, row, differs, dispatch).key(&key));
        if row.is_open {
            let cell = el("td").number("colspan", width).with(versions(data, &row.versions, false, dispatch));
            body = body.with(tag("tr", "figures-open").key(&[&key, "-open"].concat()).with(cell));
        }
    }
    body
}

fn figures_row(model: &Figures, row: &Row, differs: bool, dispatch: &Callback<Action>) -> El {
    let open = act(dispatch, Action::OpenFigure((!row.is_open).then_some(row.figure)));
    let mut title = button("link", &row.title, open)
        .flag("aria-expanded", row.is_open)
        .attr("data-step", "")
        .attr("title", "The sentences side by side");
    if differs {
        title = title.attr("data-differs", "").attr("aria-keyshortcuts", "n p");
    }
    if row.is_open {
        title = title.attr("data-key", "close");
    }
    let head = el("th").attr("scope", "row").with(title).child(note("p", "quiet", &row.reason));
    let head = head.child_some(desk::corrected(&row.machine));
    let mut line = tag("tr", if row.is_open { "is-open" } else { "" }).with(head);
    for (at, values) in row.cells.iter().enumerate() {
        let label = &model.columns[at].label;
        let mut cell = tag("td", "figure-cell").key_number(at).set("data-label", label);
        for (at, value) in values.iter().enumerate() {
            cell = cell.with(figure_value(value).key_number(at));
        }
        line = line.with(cell);
    }
    line
}

fn figure_value(value: &Value) -> El {
    let notes = [value.reading.as_deref().unwrap_or_default(), &value.said_by];
    let notes: Vec<&str> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    let plot = value.range.map(|(from, to)| part::range(from, to));
    el("div").with(link(&value.address, &value.quote).attr("class", "figure-value")).child_some(plot).child(note(
        "p",
        "quiet",
        &notes.join(", "),
    ))
}
