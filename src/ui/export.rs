use super::part::{El, button, el, note, tag};
use super::{dom, use_data, use_dispatch};
use crate::view::export::{Export as File, Format, Subject, export};
use crate::view::{Action, State};
use std::rc::Rc;
use yew::prelude::*;

/// What is chosen to be saved, and how.
type Chosen = UseStateHandle<(Subject, Format)>;

#[derive(Properties, PartialEq)]
pub struct ExportProps {
    pub state: Rc<State>,
}

/// Chooses what to save, shows how it begins, saves or copies it.
#[component]
pub fn Export(props: &ExportProps) -> Html {
    let data = use_data();
    let dispatch = use_dispatch();
    let node = use_node_ref();
    use_effect_with(node.clone(), dom::show_dialog);
    let view = props.state.view;
    let chosen = use_state(move || (Subject::of_view(view), Subject::of_view(view).formats()[0]));
    let (subject, format) = *chosen;
    let file = {
        let state = props.state.clone();
        use_memo((data.clone(), state.clone(), *chosen), move |(data, _, _)| {
            export(data, &state, subject, format, &dom::absolute(""))
        })
    };
    let close = dispatch.reform(|()| Action::OpenDialog(None));
    let save = {
        let file = file.clone();
        Callback::from(move |_: MouseEvent| dom::download(&file.file_name, file.mime, &file.text))
    };
    let copy = {
        let (file, dispatch) = (file.clone(), dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            dom::copy(&file.text);
            dispatch.emit(Action::Announce([&file.file_name, " is on the clipboard"].concat()));
        })
    };
    let heading = el("h2").attr("id", "export-title").text("Export");
    let buttons = tag("div", "row")
        .with(button("button is-primary", "Save the file", save))
        .with(button("button", "Copy", copy))
        .with(button("button", "Close", close.reform(|_: MouseEvent| ())));
    html! {
        <dialog class="sheet export" ref={node} onclose={close.reform(|_: Event| ())} aria-labelledby="export-title">
            { heading.html() }
            { subjects(&chosen).html() }
            { formats(&chosen) }
            { preview(&file).html() }
            { buttons.html() }
        </dialog>
    }
}

fn subjects(chosen: &Chosen) -> El {
    let mut list = tag("div", "export-subjects");
    for one in Subject::ALL {
        let about =
            el("span").child(note("strong", "", one.name())).text(" ").child(note("span", "quiet", one.about()));
        let radio = radio("export-subject", chosen, (one, one.formats()[0]), chosen.0 == one);
        list = list.with(el("label").key(one.name()).child(radio).with(about));
    }
    el("fieldset").child(note("legend", "label", "What")).with(list)
}

/// The formats of the subject, where there is a choice.
fn formats(chosen: &Chosen) -> Html {
    let formats = chosen.0.formats();
    if formats.len() < 2 {
        return Html::default();
    }
    let mut choice = tag("fieldset", "row").child(note("legend", "visually-hidden", "Format"));
    for &one in formats {
        let radio = radio("export-format", chosen, (chosen.0, one), chosen.1 == one);
        choice = choice.with(tag("label", "row").key(one.name()).child(radio).text(one.name()));
    }
    choice.html()
}

fn radio(name: &'static str, chosen: &Chosen, choice: (Subject, Format), is_chosen: bool) -> Html {
    let chosen = chosen.clone();
    let onchange = Callback::from(move |_: Event| chosen.set(choice));
    html! { <input type="radio" {name} checked={is_chosen} {onchange} /> }
}

fn preview(file: &File) -> El {
    let count = tag("span", "count").attr("role", "status").text(&file.count_line);
    let mut preview =
        tag("div", "export-preview").with(el("p").child(note("strong", "", &file.file_name)).text(" ").with(count));
    if !file.filters.is_empty() {
        let line = tag("p", "quiet").text("Only what the filters leave: ").text(&file.filters.join("; "));
        preview = preview.with(line);
    }
    let text = el("pre").attr("tabindex", "0").attr("aria-label", "How it begins").text(&file.preview);
    preview = preview.with(text);
    match &file.more {
        Some(more) => preview.with(tag("p", "quiet").text("and ").text(more)),
        None => preview,
    }
}
