use super::{dom, use_data, use_dispatch};
use crate::view::export::{Format, Subject, export};
use crate::view::{Action, State};
use std::rc::Rc;
use yew::prelude::*;

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
        use_memo((data.clone(), state.clone(), *chosen), move |(data, _, _)| export(data, &state, subject, format))
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
    html! {
        <dialog class="sheet export" ref={node} onclose={close.reform(|_: Event| ())} aria-labelledby="export-title">
            <h2 id="export-title">{ "Export" }</h2>
            <fieldset>
                <legend class="label">{ "What" }</legend>
                <div class="export-subjects">{ for Subject::ALL.into_iter().map(|one| subject_choice(one, &chosen)) }</div>
            </fieldset>
            if subject.formats().len() > 1 {
                <fieldset class="row">
                    <legend class="visually-hidden">{ "Format" }</legend>
                    { for subject.formats().iter().map(|&one| format_choice(one, &chosen)) }
                </fieldset>
            }
            <div class="export-preview">
                <p><strong>{ &file.file_name }</strong>{ " " }<span class="count" role="status">{ &file.count_line }</span></p>
                if !file.filters.is_empty() {
                    <p class="quiet">{ "Only what the filters leave: " }{ file.filters.join("; ") }</p>
                }
                <pre tabindex="0" aria-label="How it begins">{ &file.preview }</pre>
                if let Some(more) = &file.more { <p class="quiet">{ "and " }{ more }</p> }
            </div>
            <div class="row">
                <button type="button" class="button is-primary" onclick={save}>{ "Save the file" }</button>
                <button type="button" class="button" onclick={copy}>{ "Copy" }</button>
                <button type="button" class="button" onclick={close.reform(|_: MouseEvent| ())}>{ "Close" }</button>
            </div>
        </dialog>
    }
}

fn subject_choice(one: Subject, chosen: &UseStateHandle<(Subject, Format)>) -> Html {
    let is_chosen = chosen.0 == one;
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |_: Event| chosen.set((one, one.formats()[0])))
    };
    html! {
        <label key={one.name()}>
            <input type="radio" name="export-subject" checked={is_chosen} {onchange} />
            <span><strong>{ one.name() }</strong>{ " " }<span class="quiet">{ one.about() }</span></span>
        </label>
    }
}

fn format_choice(one: Format, chosen: &UseStateHandle<(Subject, Format)>) -> Html {
    let is_chosen = chosen.1 == one;
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |_: Event| chosen.set((chosen.0, one)))
    };
    html! {
        <label class="row" key={one.name()}>
            <input type="radio" name="export-format" checked={is_chosen} {onchange} />{ one.name() }
        </label>
    }
}
