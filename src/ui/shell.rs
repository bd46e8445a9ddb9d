use super::part::{El, act, button, choice, el, keyed, link, note, tag};
use super::{DataRef, desk, dom, export, notes, stories, use_dispatch};
use crate::base::SentenceId;
use crate::view::{Action, Dialog, Prefs, State, Theme, View, address, words};
use std::rc::Rc;
use yew::prelude::*;

/// The frame of every view: masthead, the view itself, colophon, dialogs.
pub fn page(data: &DataRef, state: &Rc<State>, dispatch: &Callback<Action>, view: Html) -> Html {
    let skip = tag("a", "skip").attr("href", "#main").on_click(skip()).text("Skip to the content");
    let main = el("main").attr("id", "main").attr("tabindex", "-1").attr("data-view", state.view.name());
    let main = main.child(keyed(state.view.name(), view));
    let status = tag("p", "visually-hidden").attr("role", "status").attr("aria-live", "polite");
    let page = tag("div", "page")
        .with(skip)
        .with(masthead(data, state, dispatch))
        .child_some((!state.kept.trouble.is_empty()).then(|| stories::trouble(&state.kept.trouble, dispatch)))
        .with(main)
        .with(colophon(data))
        .child_some(state.desk.word.is_some().then(|| desk::word(state, dispatch)))
        .child_some(state.notes.is_used().then(|| notes::foot(data, state)))
        .with(status.text(&state.announcement));
    let dialog = state.dialog.map(|dialog| match dialog {
        Dialog::Export => html! { <export::Export state={state.clone()} /> },
        Dialog::Help => html! { <Help is_without_keys={state.prefs.is_without_keys} /> },
    });
    page.child_some(dialog).html()
}

/// The id of a sentence of the open article in the page.
pub fn sentence_id(sentence: SentenceId) -> String {
    ["s", &sentence.0.to_string()].concat()
}

/// `#main` is no address of ours: the link moves the focus and leaves the address alone.
fn skip() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        event.prevent_default();
        dom::focus("main");
    })
}

fn masthead(data: &DataRef, state: &State, dispatch: &Callback<Action>) -> El {
    let mut links = el("ul");
    for view in View::ALL {
        let address = address::of_view(data, view);
        let mut link = link(&address, view.name());
        if state.view == view {
            link = link.attr("aria-current", "page");
        }
        links = links.with(el("li").key(view.path()).with(link));
    }
    let inner = tag("div", "masthead-inner")
        .with(tag("a", "wordmark").set("href", &address::of_view(data, View::Overview)).text("Crossread"))
        .with(el("nav").attr("aria-label", "Views").with(links))
        .child(html! { <SearchBox query={state.query.clone()} view={state.view} /> })
        .with(settings(&state.prefs, dispatch));
    tag("header", "masthead").with(inner)
}

#[derive(Properties, PartialEq)]
struct SearchBoxProps {
    query: String,
    view: View,
}

/// One search box for the page: among the articles it searches while you type, elsewhere with Enter.
#[component]
fn SearchBox(props: &SearchBoxProps) -> Html {
    let dispatch = use_dispatch();
    let is_live = props.view == View::Articles;
    let typed = use_mut_ref(String::new);
    let oninput = {
        let (dispatch, typed) = (dispatch.clone(), typed.clone());
        Callback::from(move |event: InputEvent| {
            let text = dom::input_value(&event);
            typed.replace(text.clone());
            if is_live {
                dispatch.emit(Action::SetQuery(text));
            }
        })
    };
    let onsubmit = {
        let (dispatch, query) = (dispatch.clone(), props.query.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = typed.borrow().clone();
            dispatch.emit(Action::Search(if text.is_empty() { query.clone() } else { text }));
        })
    };
    html! {
        <form role="search" {onsubmit}>
            <label class="visually-hidden" for="search">{ "Search the articles" }</label>
            <input class="field" id="search" type="search" placeholder="Search the articles" autocomplete="off"
                spellcheck="false" aria-keyshortcuts="/" value={props.query.clone()} {oninput} />
            <button class="button" type="submit">{ "Search" }</button>
        </form>
    }
}

fn settings(prefs: &Prefs, dispatch: &Callback<Action>) -> El {
    let theme = |name, theme: Theme| (name, prefs.theme == theme, Action::SetTheme(theme));
    let themes = vec![theme("System", Theme::System), theme("Light", Theme::Light), theme("Dark", Theme::Dark)];
    let toggle = |name: &str, is_on: bool, action: Action| {
        button("button", name, act(dispatch, action)).flag("aria-pressed", is_on)
    };
    let open = |name: &str, dialog: Dialog| button("button", name, act(dispatch, Action::OpenDialog(Some(dialog))));
    let body = tag("div", "menu-body")
        .with(el("div").child(note("p", "label", "Theme")).with(choice("Theme", dispatch, themes)))
        .with(tag("div", "row").with(toggle("Mark names", !prefs.hides_marks, Action::ToggleMarks)).with(toggle(
            "Letter keys",
            !prefs.is_without_keys,
            Action::ToggleKeys,
        )))
        .with(tag("div", "row").with(open("Export…", Dialog::Export)).with(open("Keys and search…", Dialog::Help)));
    tag("details", "menu no-print").with(tag("summary", "button").text("Settings")).with(body)
}

fn colophon(data: &DataRef) -> El {
    let articles = words::counted(data.corpus.documents.len(), "article", "articles");
    let line = el("p")
        .text(&articles)
        .text(", read on your machine; nothing leaves it. ")
        .with(link(&address::of_view(data, View::About), "How this was made, and from what"));
    tag("footer", "colophon").with(line)
}

#[derive(Properties, PartialEq)]
struct HelpProps {
    is_without_keys: bool,
}

/// Keys and the query language.
#[component]
fn Help(props: &HelpProps) -> Html {
    let node = use_node_ref();
    let dispatch = use_dispatch();
    use_effect_with(node.clone(), dom::show_dialog);
    let close = act(&dispatch, Action::OpenDialog(None));
    let onclose = Callback::from(move |_: Event| dispatch.emit(Action::OpenDialog(None)));
    let remark = if props.is_without_keys { "Letter keys are switched off in the settings." } else { "" };
    html! {
        <dialog class="sheet" ref={node} {onclose} aria-labelledby="help-title">
            { el("h2").attr("id", "help-title").text("Keys and search").html() }
            { note("p", "quiet", remark) }
            { key_list(KEYS) }
            { note("h3", "", "The search box understands") }
            { key_list(SYNTAX) }
            { el("p").with(button("button", "Close", close)).html() }
        </dialog>
    }
}

fn key_list(rows: &[(&str, &str)]) -> Html {
    let mut list = tag("dl", "keys");
    for (key, what) in rows {
        list = list.with(el("dt").with(el("kbd").text(key))).child(note("dd", "", what));
    }
    list.html()
}

const KEYS: &[(&str, &str)] = &[
    ("/", "Go to the search box"),
    ("j", "Next result"),
    ("k", "Previous result"),
    ("Enter", "Open it"),
    ("n", "Next difference, or next match in the open article"),
    ("p", "Previous difference or match"),
    ("y n h", "On the desk: yes, no, hold for later"),
    ("Ctrl Z", "Undo the last correction; with Shift, do it again"),
    ("m", "Marks on names: on or off"),
    ("Esc", "Back: close what is open"),
    ("?", "This list"),
];

const SYNTAX: &[(&str, &str)] = &[
    ("two words", "Articles that have both"),
    ("\"a phrase\"", "These words in this order"),
    ("begin*", "Words that begin so"),
    ("spelling~", "Words spelled much like it"),
    ("-word", "Not with this word"),
    ("a OR b", "Either; AND and NOT work too, and brackets"),
    ("person:name", "Articles that name this person; also organisation: place: source: title:"),
];
