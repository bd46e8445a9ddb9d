use super::part::{El, button, el, link, note, page_head, tag};
use super::{dom, work};
use crate::view::stories::{Row, Stories, model};
use crate::view::{Data, Refused, State};
use yew::prelude::*;

/// The reader's own articles: bringing them, watching them being read, opening and forgetting stories.
#[inline(never)]
pub fn draw(data: &Data, state: &State) -> Html {
    let model = model(data, state);
    let line = "Crossread reads articles about any event here, in this page. Nothing is sent anywhere.";
    tag("div", "stories")
        .with(page_head("Your articles", line))
        .with(bring(&model))
        .with(progress(&model))
        .with(refused(&model, &state.reading.refused))
        .with(kept(&model))
        .html()
}

fn section(id: &'static str, class: &'static str, title: &str) -> El {
    tag("section", class).attr("aria-labelledby", id).with(el("h2").attr("id", id).text(title))
}

/// Files, a folder, or pasted text.
fn bring(model: &Stories) -> El {
    let files = |id: &'static str, label: &'static str, is_folder: bool| {
        let chosen = Callback::from(|event: Event| {
            work::read(dom::chosen_files(&event).into_iter().map(work::Input::File).collect(), is_one_event());
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
    section("bring", "bring", "Bring articles")
        .with(
            tag("div", "row")
                .with(files("choose-files", "Choose files…", false))
                .with(files("choose-folder", "Choose a folder…", true))
                .with(one),
        )
        .child(note("p", "quiet", hint))
        .with(paste(model))
}

/// Whether the reader says so; asked when the reading begins.
fn is_one_event() -> bool {
    dom::is_checked("one-event")
}

fn paste(model: &Stories) -> El {
    let field = |id: &'static str, label: &'static str, kind: &'static str| {
        tag("p", "paste-field")
            .with(el("label").attr("for", id).text(label))
            .with(tag("input", "field").attr("id", id).attr("type", kind).attr("autocomplete", "off"))
    };
    let submit = Callback::from(|event: SubmitEvent| {
        event.prevent_default();
        let parts = ["paste-text", "paste-title", "paste-source", "paste-day"].map(dom::field_value);
        if !parts[0].trim().is_empty() {
            work::read(vec![work::Input::Pasted(parts)], true);
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

fn refused(model: &Stories, refused: &[Refused]) -> El {
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
        .with(el("tbody").children(refused.iter().map(row).collect()));
    section("refused", "refused", &model.refused_line).with(table)
}

fn kept(model: &Stories) -> El {
    let mut part =
        section("kept", "kept", "Stories").with(tag("ul", "story-list").children(model.rows.iter().map(row).collect()));
    part = part.child(note("p", "quiet", model.rows_line));
    if model.rows.len() > 1 {
        let wipe = Callback::from(|_: MouseEvent| {
            if dom::confirm("Delete every story kept in this browser? The articles you brought are not touched.") {
                work::wipe();
            }
        });
        part = part.with(el("p").with(button("button", "Delete all of them…", wipe)));
    }
    part.child(note(
        "p",
        "quiet",
        "They are kept in this browser and nowhere else, until you delete them here or clear its data.",
    ))
}

fn row(row: &Row) -> Html {
    let mut name = link(&row.address, &row.name);
    if row.is_open {
        name = name.attr("aria-current", "true");
    }
    let mut item =
        el("li").key(&row.address).with(tag("span", "story-name").with(name)).child(note("span", "quiet", &row.about));
    if !row.id.is_empty() {
        let (id, question) = (row.id.clone(), ["Delete “", &row.name, "”?"].concat());
        let delete = Callback::from(move |_: MouseEvent| {
            if dom::confirm(&question) {
                work::delete(id.clone());
            }
        });
        let id = row.id.clone();
        let save = Callback::from(move |_: MouseEvent| work::save_as_file(id.clone()));
        item = item.with(
            button("button", "Save as a file", save).set("aria-label", &["Save “", &row.name, "” as a file"].concat()),
        );
        item = item.with(button("button", "Delete…", delete).set("aria-label", &["Delete “", &row.name, "”"].concat()));
    }
    item.html()
}
