use super::part::{El, act, button, el, link, note, page_head, tag};
use super::{columns, dom, files, keep, split, work};
use crate::view::stories::{Row, Stories, model};
use crate::view::{Action, Data, Refused, State, StoryName};
use std::rc::Rc;
use yew::prelude::*;

/// The reader's own articles: bringing them, watching them being read, opening and forgetting stories.
#[inline(never)]
pub fn draw(builtin: &Data, data: &Data, state: &State) -> Html {
    let model = model(builtin, data, state);
    let line = "Crossread reads articles about any event here, in this page. Nothing is sent anywhere.";
    tag("div", "stories")
        .with(page_head("Your articles", line))
        .with(bring(&model))
        .with(columns::form(&state.reading.tables))
        .with(progress(&model))
        .with(events(&model))
        .with(refused(&model, &state.reading.refused))
        .with(kept(&model))
        .with(offline(&model))
        .with(wipe(&model))
        .html()
}

/// A note over every view: something could not be kept or had.
pub fn trouble(text: &str, dispatch: &Callback<Action>) -> Html {
    let dismiss = act(dispatch, Action::Trouble(String::new()));
    tag("div", "trouble no-print")
        .attr("role", "alert")
        .child(note("p", "", text))
        .with(button("button", "Dismiss", dismiss))
        .html()
}

fn section(id: &'static str, class: &'static str, title: &str) -> El {
    tag("section", class).attr("aria-labelledby", id).with(el("h2").attr("id", id).text(title))
}

/// Files, a folder, or pasted text.
fn bring(model: &Stories) -> El {
    let files = |id: &'static str, label: &'static str, is_folder: bool| {
        let open = model.open.clone();
        let chosen = Callback::from(move |event: Event| {
            work::bring(dom::chosen_files(&event), is_one_event(), into(&open));
        });
        let mut input =
            tag("input", "visually-hidden file-input").attr("id", id).attr("type", "file").on_change(chosen);
        input = input.attr("multiple", "");
        if is_folder {
            input = input.attr("webkitdirectory", "");
        }
        if model.is_running {
            input = input.attr("disabled", "");
        }
        tag("span", "file-choice").with(input).with(tag("label", "button").attr("for", id).text(label))
    };
    let one = tag("label", "check")
        .with(el("input").attr("type", "checkbox").attr("id", "one-event").attr("checked", ""))
        .text(" They are all about one event");
    let hint = "Or drop files anywhere on this page. Text, Markdown, web pages, JSON and JSON lines, tables (CSV, TSV), \
                feeds, mail, Word, EPUB, web archives, and ZIP files of these. A file that cannot be read is named below, \
                and the others go on.";
    let add = model.open.as_ref().map(|open| {
        let label = [" Add them to “", &open.name, "”"].concat();
        tag("label", "check").with(el("input").attr("type", "checkbox").attr("id", "add-to-open")).text(&label).html()
    });
    section("bring", "bring", "Bring articles")
        .with(
            tag("div", "row")
                .with(files("choose-files", "Choose files…", false))
                .with(files("choose-folder", "Choose a folder…", true))
                .with(one)
                .child_some(add),
        )
        .child(note("p", "quiet", hint))
        .with(paste(model))
}

/// Whether the reader says so; asked when the reading begins.
fn is_one_event() -> bool {
    dom::is_checked("one-event")
}

/// The story that articles are to be added to, if the reader says so.
fn into(open: &Option<StoryName>) -> Option<String> {
    open.as_ref().filter(|_| dom::is_checked("add-to-open")).map(|open| open.id.clone())
}

fn paste(model: &Stories) -> El {
    let open = model.open.clone();
    let field = |id: &'static str, label: &'static str, kind: &'static str| {
        tag("p", "paste-field")
            .with(el("label").attr("for", id).text(label))
            .with(tag("input", "field").attr("id", id).attr("type", kind).attr("autocomplete", "off"))
    };
    let submit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let parts = ["paste-text", "paste-title", "paste-source", "paste-day"].map(dom::field_value);
        if !parts[0].trim().is_empty() {
            work::read_into(vec![work::Input::Pasted(parts)], true, into(&open));
        }
    });
    let mut send = tag("button", "button").attr("type", "submit").text("Read this text");
    if model.is_running {
        send = send.attr("disabled", "");
    }
    let text = tag("p", "paste-field")
        .with(el("label").attr("for", "paste-text").text("The article's text"))
        .with(tag("textarea", "field").attr("id", "paste-text").attr("rows", "8").attr("spellcheck", "false"));
    let form = tag("form", "paste")
        .on_submit(submit)
        .with(text)
        .with(
            tag("div", "paste-facts")
                .with(field("paste-title", "Title, if the text has none", "text"))
                .with(field("paste-source", "Source", "text"))
                .with(field("paste-day", "Day", "date")),
        )
        .with(el("p").with(send));
    tag("details", "paste-fold").with(el("summary").text("Paste an article")).with(form)
}

fn progress(model: &Stories) -> El {
    let mut part = tag("div", "reading").attr("aria-busy", if model.is_running { "true" } else { "false" });
    if model.line.is_empty() {
        return part;
    }
    part = part.child(note("p", "reading-line", &model.line));
    if model.is_running {
        let mut bar = el("progress").attr("aria-label", "How much is read").attr("max", "1000");
        if let Some(permille) = model.permille {
            bar = bar.number("value", permille);
        }
        part = part.with(bar);
    }
    if model.can_stop {
        let stop = Callback::from(|_: MouseEvent| work::stop());
        part = part.with(button("button", "Stop, and keep what is read", stop));
    }
    part
}

fn refused(model: &Stories, refused: &Rc<Vec<Refused>>) -> El {
    if refused.is_empty() {
        return el("div");
    }
    let row = |refused: &Refused| {
        let cause = [&refused.cause, "."].concat();
        el("tr")
            .with(el("th").attr("scope", "row").text(&refused.input))
            .child(note("td", "", &cause))
            .child(note("td", "", &refused.remedy))
            .html()
    };
    let head = ["File", "What happened", "What to do"].map(|title| el("th").attr("scope", "col").text(title).html());
    let table = tag("table", "list")
        .with(el("thead").with(el("tr").children(head.into())))
        .with(el("tbody").children(refused.iter().take(model.refused_shown).map(row).collect()));
    let all = refused.clone();
    let save = Callback::from(move |_: MouseEvent| files::save_refused(&all));
    section("refused", "refused", &model.refused_line).with(table).with(el("p").with(button(
        "button",
        "Save the list as a table",
        save,
    )))
}

fn kept(model: &Stories) -> El {
    let mut part =
        section("kept", "kept", "Stories").with(tag("ul", "story-list").children(model.rows.iter().map(row).collect()));
    part = part.child(note("p", "quiet", model.rows_line));
    part.child(note(
        "p",
        "quiet",
        "They are kept in this browser and nowhere else, until you delete them here or clear its data.",
    ))
}

/// The button that deletes all, and the proof that it did.
fn wipe(model: &Stories) -> El {
    let wipe = Callback::from(|_: MouseEvent| {
        let question = "Delete everything that this page keeps in this browser: your stories, your settings, and its copy for \
                        reading without a connection? The files you brought are not touched.";
        if dom::confirm(question) {
            work::wipe();
        }
    });
    let mut part = section("wipe", "wipe", "Leave nothing behind").with(el("p").with(button(
        "button",
        "Delete everything kept here…",
        wipe,
    )));
    if !model.left_line.is_empty() {
        part = part.child(note("p", "left", &model.left_line));
    }
    part
}

/// The offer to keep several events as several stories.
fn events(model: &Stories) -> El {
    let Some(open) = model.open.as_ref().filter(|_| model.events > 1 && !model.is_running) else { return el("div") };
    let id = open.id.clone();
    let part = Callback::from(move |_: MouseEvent| split::begin(id.clone()));
    let label = ["Keep them as ", &model.events.to_string(), " stories"].concat();
    tag("div", "events").child(note("p", "", &model.events_line)).with(el("p").with(button("button", &label, part)))
}

fn offline(model: &Stories) -> El {
    let mut part = section("offline", "offline", "Without a connection").child(note("p", "", model.offline_line));
    if model.can_keep_all {
        let keep = Callback::from(|_: MouseEvent| keep::keep_all());
        part = part.with(el("p").with(button("button", "Keep everything for offline use", keep)));
    }
    part
}

fn row(row: &Row) -> Html {
    let mut name = if row.is_damaged { el("span").text(&row.name) } else { link(&row.address, &row.name) };
    if row.is_open {
        name = name.attr("aria-current", "true");
    }
    let mut item =
        el("li").key(&row.address).with(tag("span", "story-name").with(name)).child(note("span", "quiet", &row.about));
    item = item.with(save_menu(row));
    if !row.id.is_empty() {
        let (id, question) = (row.id.clone(), ["Delete “", &row.name, "”?"].concat());
        let delete = Callback::from(move |_: MouseEvent| {
            if dom::confirm(&question) {
                work::delete(id.clone());
            }
        });
        if row.is_whole {
            let (id, name) = (row.id.clone(), row.name.clone());
            let rename = Callback::from(move |_: MouseEvent| {
                if let Some(name) = dom::ask("What is this story called?", &name) {
                    work::rename(id.clone(), name);
                }
            });
            let label = ["Rename “", &row.name, "”"].concat();
            item = item.with(button("button", "Rename…", rename).set("aria-label", &label));
        }
        item = item.with(button("button", "Delete…", delete).set("aria-label", &["Delete “", &row.name, "”"].concat()));
    }
    item.html()
}

/// The forms in which a story can be saved.
fn save_menu(row: &Row) -> El {
    let choice = |label: &str, form: files::Form| {
        let id = row.id.clone();
        button("button", label, Callback::from(move |_: MouseEvent| files::save(id.clone(), form)))
    };
    let mut body = tag("div", "menu-body");
    if row.is_damaged {
        body = body.with(choice("What is left of it", files::Form::Rest));
    }
    if row.is_whole {
        body = body.with(choice("The story, to open here again", files::Form::Story));
        body = body.with(choice("Its articles as JSON lines", files::Form::Lines));
    }
    if !row.is_damaged {
        body = body.with(choice("The page with the story, as one file…", files::Form::Page));
    }
    let label = ["Save “", &row.name, "”"].concat();
    tag("details", "menu").with(tag("summary", "button").set("aria-label", &label).text("Save…")).with(body)
}
