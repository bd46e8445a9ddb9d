//! The entity desk, and the marks and words of corrections that other views show.

use super::dom;
use super::part::{self, El, act, button, el, link, note, page_head, tag};
use crate::corpus::corrections::{Correction, EntityRef};
use crate::text::EntityKind;
use crate::view::desk::{
    Body, Chosen, CorrectionRow, Desk, MergeRow, NameRow, Party, Single, SourceOf, SuggestionRow, corrected_results,
    corrections_address, file, model,
};
use crate::view::{Action, Data, DeskAct, DeskTab, State, words};
use yew::prelude::*;

#[inline(never)]
pub fn draw(data: &Data, state: &State, dispatch: &Callback<Action>) -> Html {
    let model = model(data, state);
    let mut page = tag("div", "desk").with(page_head("Desk", &model.line)).with(tools(data, &model, dispatch));
    page = page.child_some((!state.desk.refused.is_empty()).then(|| refused(state)));
    page = page.child_some(model.chosen.as_ref().map(|chosen| self::chosen(chosen, dispatch).html()));
    page = page.with(tabs(&model, state, dispatch));
    if let Some(empty) = &model.empty {
        page = page.with(tag("div", "empty").child(note("p", "", empty)));
    }
    let body = match &model.body {
        Body::Suggestions(rows) => suggestions(data, rows, dispatch),
        Body::Merges(rows) => merges(rows, dispatch),
        Body::Names(rows) => names(rows, dispatch),
        Body::Corrections(rows) => corrections(rows, dispatch),
    };
    page.with(body).child_some(part::more(&model.more, Action::Desk(DeskAct::ShowMore), dispatch)).html()
}

/// A click that corrects.
pub fn correct(dispatch: &Callback<Action>, correction: Correction) -> Callback<MouseEvent> {
    act(dispatch, Action::Desk(DeskAct::Correct(vec![correction])))
}

/// What a person corrected, with the machine's own result one click away; nothing where nothing is corrected.
#[inline(never)]
pub fn corrected(machine: &[String]) -> Option<Html> {
    if machine.is_empty() {
        return None;
    }
    let summary = el("summary").child(note("span", "tag is-person", "corrected by a person"));
    let lines = machine.iter().map(|line| note("p", "quiet", line)).collect();
    Some(tag("details", "corrected").with(summary).children(lines).html())
}

/// What of the story is not the machine's own, and the way to the corrections.
#[inline(never)]
pub fn results(data: &Data) -> Html {
    let results = corrected_results(data);
    let count = words::counted(results.len(), "result", "results");
    let summary = el("summary").child(note("span", "tag is-person", &words::join(&[&count, " corrected by a person"])));
    let mut list = tag("ul", "plain");
    for result in results {
        let mut item = el("li").child(note("strong", "", &result.name));
        for line in &result.machine {
            item = item.child(note("p", "quiet", line));
        }
        list = list.with(item);
    }
    let way = el("p").with(link(&corrections_address(data), "All corrections, on the desk"));
    tag("details", "corrected").with(summary).with(list).with(way).html()
}

/// The word on the last correction, at the foot of every view.
#[inline(never)]
pub fn word(state: &State, dispatch: &Callback<Action>) -> Html {
    let Some(word) = &state.desk.word else { return Html::default() };
    let mut bar = tag("div", "desk-word no-print").child(note("p", "", &word.line));
    if word.is_done {
        bar = bar.with(button("button", "Undo", act(dispatch, Action::Desk(DeskAct::Undo))));
    }
    bar.with(button("button", "Close", act(dispatch, Action::Desk(DeskAct::CloseWord)))).html()
}

fn tools(data: &Data, model: &Desk, dispatch: &Callback<Action>) -> El {
    let button_for = |name: &str, act_: DeskAct, is_possible: bool| {
        button("button", name, act(dispatch, Action::Desk(act_)))
            .set_some("disabled", (!is_possible).then_some("disabled"))
    };
    let opened = Callback::from(|event: Event| super::corrected::open(dom::chosen_files(&event)));
    let open = tag("span", "file-choice")
        .with(
            tag("input", "visually-hidden file-input")
                .attr("id", "open-corrections")
                .attr("type", "file")
                .on_change(opened),
        )
        .with(tag("label", "button").attr("for", "open-corrections").text("Open a file…"));
    let (file, text) = file(data);
    let save = Callback::from(move |_: MouseEvent| dom::download(&file, "application/x-ndjson", &text));
    let bare = act(dispatch, Action::Desk(DeskAct::ToggleBare));
    tag("div", "row tools no-print")
        .with(button_for("Undo", DeskAct::Undo, model.can_undo).attr("aria-keyshortcuts", "Control+Z"))
        .with(button_for("Redo", DeskAct::Redo, model.can_redo).attr("aria-keyshortcuts", "Control+Shift+Z"))
        .with(
            button("button", "Save as a file", save).set_some("disabled", (!model.is_corrected).then_some("disabled")),
        )
        .with(open)
        .with(button("button", "The machine's own result", bare).flag("aria-pressed", model.is_bare))
}

fn refused(state: &State) -> Html {
    let line = |error: &crate::corpus::corrections::LineError| {
        let line = ["Line ", &error.line.to_string(), ": ", &error.cause, ". ", &error.remedy, "."].concat();
        note("li", "", &line)
    };
    let list = el("ul").children(state.desk.refused.iter().map(line).collect());
    tag("section", "desk-refused").child(note("h2", "label", "Lines that cannot be used")).with(list).html()
}

fn tabs(model: &Desk, state: &State, dispatch: &Callback<Action>) -> El {
    let mut group = tag("div", "choice").attr("role", "group").attr("aria-label", "What to show");
    for &(tab, count) in &model.tabs {
        let count = count.to_string();
        let tab_button = button("", tab.name(), act(dispatch, Action::Desk(DeskAct::Show(tab))))
            .key(tab.name())
            .flag("aria-pressed", tab == state.desk.tab);
        group = group.with(tab_button.text(" ").child(note("span", "num", &count)));
    }
    let row = tag("div", "row tools no-print").with(group);
    if !matches!(state.desk.tab, DeskTab::Merges | DeskTab::Names) {
        return row;
    }
    let oninput = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            dispatch.emit(Action::Desk(DeskAct::Filter(dom::input_value(&event))));
        })
    };
    row.child(part::search_field("tools-field", "Find a name", &state.desk.filter, oninput))
}

fn suggestions(data: &Data, rows: &[SuggestionRow], dispatch: &Callback<Action>) -> El {
    let Some((first, next)) = rows.split_first() else { return el("div") };
    let answer = |name: &str, key: &'static str, letter: &'static str, act_: DeskAct| {
        button("button", name, act(dispatch, Action::Desk(act_)))
            .attr("data-key", key)
            .attr("aria-keyshortcuts", letter)
    };
    let row = tag("div", "row")
        .with(
            answer("Yes, one (y)", "yes", "y", DeskAct::Correct(vec![first.yes.clone()]))
                .attr("class", "button is-primary"),
        )
        .with(answer("No, two (n)", "no", "n", DeskAct::Correct(vec![first.no.clone()])))
        .with(answer("Hold for later (h)", "hold", "h", DeskAct::Later));
    let question = tag("section", "desk-question")
        .attr("aria-label", "Are these one?")
        .child(note("h2", "", "Are these one?"))
        .child(note("p", "quiet", &first.reason))
        .with(tag("div", "desk-parties").with(party(data, &first.entity)).with(party(data, &first.into)))
        .with(row);
    let mut list = tag("ol", "desk-next");
    for row in next {
        let names = [&row.entity.name, " – ", &row.into.name].concat();
        list = list.with(el("li").key(&[row.entity.address.as_str(), &row.into.address].concat()).text(&names));
    }
    let rest = (!next.is_empty()).then(|| el("section").child(note("h2", "label", "Then")).with(list).html());
    tag("div", "desk-suggestions").with(question).child_some(rest)
}

fn party(data: &Data, party: &Party) -> El {
    let head = el("h3").with(link(&party.address, &party.name).attr("dir", "auto"));
    let line = [party.kind, ", ", &party.line].concat();
    let part = tag("div", "desk-party").with(head).child(note("p", "quiet", &line));
    let Some(document) = party.document else { return part };
    let document = &data.corpus.documents[document];
    let text = document.text();
    let words = el("blockquote")
        .lang(&document.analysis.language)
        .text(party.left.of(text))
        .with(el("mark").attr("data-kind", "chosen").text(party.hit.of(text)))
        .text(party.right.of(text));
    part.with(words).child(note("p", "quiet", &document.label))
}

fn table(heads: &[&str], label: &'static str, rows: Vec<Html>) -> El {
    if rows.is_empty() {
        return el("div");
    }
    // The column of buttons stands where a phone shows it, and has a name for those who do not see it.
    let head = |title: &&str| match *title {
        "" => el("th").attr("scope", "col").child(note("span", "visually-hidden", "What to do")).html(),
        title => el("th").attr("scope", "col").text(title).html(),
    };
    let heads = heads.iter().map(head).collect();
    tag("div", "table-scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", label).with(
        tag("table", "matrix desk-table")
            .with(el("thead").with(el("tr").children(heads)))
            .with(el("tbody").children(rows)),
    )
}

fn merges(rows: &[MergeRow], dispatch: &Callback<Action>) -> El {
    let row = |row: &MergeRow| {
        let doubt =
            if row.is_doubtful { note("span", "tag is-only", "doubtful") } else { note("span", "quiet", "sure") };
        let split = button("button", "Split off", correct(dispatch, row.split.clone()));
        let label = ["Split off “", &row.alias, "” from “", &row.name, "”"].concat();
        el("tr")
            .key(&[&row.address, " ", &row.alias].concat())
            .with(el("th").attr("scope", "row").attr("dir", "auto").text(&row.alias))
            .with(el("td").with(link(&row.address, &row.name).attr("dir", "auto").attr("data-step", "")))
            .with(el("td").with(split.set("aria-label", &label)))
            .with(el("td").child(doubt))
            .child(note("td", "quiet", &row.reason))
            .html()
    };
    table(&["Form", "Taken for", "", "Certainty", "Why"], "What the machine merged", rows.iter().map(row).collect())
}

fn names(rows: &[NameRow], dispatch: &Callback<Action>) -> El {
    let row = |row: &NameRow| {
        let name = if row.is_chosen { "Chosen" } else { "Choose" };
        let choose = button("button", name, act(dispatch, Action::Desk(DeskAct::Choose(row.entity))))
            .flag("aria-pressed", row.is_chosen)
            .set("aria-label", &[name, " “", &row.name, "”"].concat());
        let mut head =
            el("th").attr("scope", "row").with(link(&row.address, &row.name).attr("dir", "auto").attr("data-step", ""));
        if row.is_corrected {
            head = head.text(" ").child(note("span", "tag is-person", "corrected"));
        }
        el("tr")
            .key(&row.address)
            .with(head)
            .with(el("td").with(choose))
            .child(note("td", "quiet", row.kind))
            .child(note("td", "num", &row.mentions.to_string()))
            .child(note("td", "num", &row.forms.to_string()))
            .html()
    };
    table(&["Name", "", "Kind", "Mentions", "Forms"], "All names", rows.iter().map(row).collect())
}

fn corrections(rows: &[CorrectionRow], dispatch: &Callback<Action>) -> El {
    let mut list = tag("ul", "desk-list");
    for row in rows {
        let drop = button("button", "Take back", act(dispatch, Action::Desk(DeskAct::Drop(row.number))));
        let mut item = el("li")
            .key_number(row.number)
            .with(tag("span", "desk-line").attr("dir", "auto").text(&row.line))
            .with(drop.set("aria-label", &["Take back: ", &row.line].concat()));
        if let Some(why) = &row.orphan {
            let why = ["Corrects nothing any more: ", why].concat();
            item = item.child(note("p", "is-only", &why));
        }
        list = list.with(item);
    }
    list
}

fn chosen(chosen: &Chosen, dispatch: &Callback<Action>) -> El {
    let mut names = tag("ul", "desk-chosen");
    for (id, name) in &chosen.names {
        let drop = button("button", "×", act(dispatch, Action::Desk(DeskAct::Choose(*id))));
        let label = ["Let “", name, "” go"].concat();
        names = names.with(
            el("li")
                .key_number(id.0 as usize)
                .attr("dir", "auto")
                .text(name)
                .text(" ")
                .with(drop.set("aria-label", &label)),
        );
    }
    let mut row = tag("div", "row");
    if !chosen.merges.is_empty() {
        let merge = act(dispatch, Action::Desk(DeskAct::Correct(chosen.merges.clone())));
        row = row.with(button("button is-primary", &chosen.merge_line, merge));
    }
    row = row.with(
        button("button", "Choose none", act(dispatch, Action::Desk(DeskAct::ChooseNone))).attr("data-key", "close"),
    );
    let part = tag("section", "desk-edit").attr("aria-label", "Chosen names").with(names);
    let part = part.child_some(chosen.single.as_ref().map(|single| self::single(single, dispatch).html()));
    part.with(row)
}

/// A field with a button that corrects by what is typed, if something is.
pub fn typed(
    id: &str,
    label: &str,
    value: &str,
    button_name: &'static str,
    dispatch: &Callback<Action>,
    make: impl Fn(String) -> Correction + 'static,
) -> El {
    let submit = {
        let (dispatch, id) = (dispatch.clone(), id.to_string());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let typed = dom::field_value(&id).trim().to_string();
            if !typed.is_empty() {
                dispatch.emit(Action::Desk(DeskAct::Correct(vec![make(typed)])));
            }
        })
    };
    let mut field = tag("input", "field").set("id", id).attr("autocomplete", "off").attr("dir", "auto");
    if !value.is_empty() {
        field = field.set("value", value);
    }
    tag("form", "desk-typed")
        .on_submit(submit)
        .with(el("label").set("for", id).text(label))
        .with(field)
        .with(tag("button", "button").attr("type", "submit").text(button_name))
}

fn single(single: &Single, dispatch: &Callback<Action>) -> El {
    let entity = || single.entity.clone();
    let name = entity();
    let rename = typed("desk-rename", "Name", &name.name, "Rename", dispatch, {
        let entity = entity();
        move |name| Correction::Rename { entity: entity.clone(), name }
    });
    let mut kinds = tag("div", "choice").attr("role", "group").attr("aria-label", "Kind");
    for (kind, label) in
        [(EntityKind::Person, "Person"), (EntityKind::Organisation, "Organisation"), (EntityKind::Place, "Place")]
    {
        let retype = correct(dispatch, Correction::Retype { entity: entity(), kind, place: None });
        kinds = kinds.with(button("", label, retype).key(label).flag("aria-pressed", single.kind == kind));
    }
    let hide = button("button", "Hide: it is no name", correct(dispatch, Correction::Hide { entity: entity() }));
    let mut part = tag("div", "desk-single").child_some(corrected(&single.machine)).with(rename).with(kinds);
    if single.kind == EntityKind::Place {
        let lies = typed("desk-parent", "Lies in", single.parent.as_deref().unwrap_or(""), "Set", dispatch, {
            let entity = entity();
            move |name| Correction::Parent {
                entity: entity.clone(),
                parent: Some(EntityRef { kind: Some(EntityKind::Place), name, id: String::new() }),
            }
        });
        let nowhere = correct(dispatch, Correction::Parent { entity: entity(), parent: None });
        part = part.with(lies).with(button("button", "Lies in no other place", nowhere));
    }
    let merge = typed("desk-merge", "Is the same as", "", "Merge", dispatch, {
        let entity = entity();
        move |name| Correction::Merge { entity: entity.clone(), into: EntityRef { name, ..EntityRef::default() } }
    });
    part = part.with(merge);
    if single.forms.len() > 1 || !single.articles.is_empty() {
        part = part.with(split(single, dispatch));
    }
    part.with(hide)
}

/// What is to be split off, under a name of its own: the ticked forms, in the ticked articles.
fn split(single: &Single, dispatch: &Callback<Action>) -> El {
    let entity = single.entity.id.as_str();
    let tick = |kind: &str, (at, key): (usize, &str), words: El, mentions: usize| {
        let label = tag("label", "check")
            .with(el("input").attr("type", "checkbox").set("id", &tick_id(kind, at)))
            .text(" ")
            .with(words)
            .text(" ")
            .child(note("span", "count", &mentions.to_string()));
        // What is ticked of one name is not of the next.
        el("li").key(&[entity, " ", key].concat()).with(label).html()
    };
    let mut part = tag("section", "desk-split");
    if single.forms.len() > 1 {
        let words = |form: &str| tag("span", "variant-text").attr("dir", "auto").text(form);
        let row = |(at, (form, mentions)): (usize, &(String, usize))| tick(FORM, (at, form), words(form), *mentions);
        let list = tag("ul", "desk-forms").children(single.forms.iter().enumerate().map(row).collect());
        part = part.child(note("h3", "label", "Forms taken as one")).with(list);
    }
    if !single.articles.is_empty() {
        let row = |(at, it): (usize, &SourceOf)| {
            tick(ARTICLE, (at, &it.id), tag("span", "source").attr("dir", "auto").text(&it.label), it.mentions)
        };
        let list = tag("ul", "desk-forms").children(single.articles.iter().enumerate().map(row).collect());
        part = part.child(note("h3", "label", "Articles that name it")).with(list);
        if single.more_articles > 0 {
            let more = words::counted(single.more_articles, "more article names", "more articles name");
            part = part.child(note("p", "quiet", &[&more, " it; a file of corrections can split off any."].concat()));
        }
    }
    let name = tag("p", "desk-typed")
        .key(&[entity, &single.machine.len().to_string()].concat())
        .with(el("label").attr("for", NEW_NAME).text("Call it"))
        .with(tag("input", "field").attr("id", NEW_NAME).attr("autocomplete", "off").attr("dir", "auto"));
    let (entity, dispatch) = (single.entity.clone(), dispatch.clone());
    let all_forms: Vec<String> = single.forms.iter().map(|(form, _)| form.clone()).collect();
    let all_articles: Vec<String> = single.articles.iter().map(|it| it.id.clone()).collect();
    let split = Callback::from(move |_: MouseEvent| {
        let (forms, articles) = (ticked(FORM, &all_forms), ticked(ARTICLE, &all_articles));
        if forms.is_empty() && articles.is_empty() {
            return;
        }
        let name = dom::field_value(NEW_NAME).trim().to_string();
        let correction = Correction::Split { entity: entity.clone(), forms, articles, name };
        dispatch.emit(Action::Desk(DeskAct::Correct(vec![correction])));
    });
    part.with(name).with(button("button", "Split off what is ticked", split))
}

/// What a box to tick stands for, in its id.
const FORM: &str = "form";
const ARTICLE: &str = "article";
const NEW_NAME: &str = "desk-split-name";

fn tick_id(kind: &str, at: usize) -> String {
    ["desk-", kind, "-", &at.to_string()].concat()
}

/// Those of a list whose boxes are ticked.
fn ticked(kind: &str, all: &[String]) -> Vec<String> {
    let is_ticked = |(at, _): &(usize, &String)| dom::is_checked(&tick_id(kind, *at));
    all.iter().enumerate().filter(is_ticked).map(|(_, it)| it.clone()).collect()
}
