use super::{dom, export, use_data, use_dispatch};
use crate::base::SentenceId;
use crate::view::{Action, Dialog, State, Theme, View, words};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PageProps {
    pub state: Rc<State>,
    pub children: Html,
}

/// The frame of every view: masthead, the view itself, colophon, dialogs.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let state = &props.state;
    html! {
        <div class="page">
            <a class="skip" href="#main" onclick={skip()}>{ "Skip to the content" }</a>
            <Masthead view={state.view} query={state.query.clone()} prefs={state.prefs.clone()} />
            <main id="main" tabindex="-1" data-view={state.view.name()}>{ props.children.clone() }</main>
            <Colophon />
            <p class="visually-hidden" role="status" aria-live="polite">{ state.announcement.clone() }</p>
            if state.dialog == Some(Dialog::Export) {
                <export::Export state={state.clone()} />
            }
            if state.dialog == Some(Dialog::Help) {
                <Help is_without_keys={state.prefs.is_without_keys} />
            }
        </div>
    }
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

#[derive(Properties, PartialEq)]
struct MastheadProps {
    view: View,
    query: String,
    prefs: crate::view::Prefs,
}

#[component]
fn Masthead(props: &MastheadProps) -> Html {
    let link = |view: View| {
        let current = (props.view == view).then_some("page");
        html! {
            <li key={view.path()}><a href={view_address(view)} aria-current={current}>{ view.name() }</a></li>
        }
    };
    html! {
        <header class="masthead">
            <div class="masthead-inner">
                <a class="wordmark" href="#/">{ "Crossread" }</a>
                <nav aria-label="Views"><ul>{ for View::ALL.into_iter().map(link) }</ul></nav>
                <SearchBox query={props.query.clone()} view={props.view} />
                <Settings prefs={props.prefs.clone()} />
            </div>
        </header>
    }
}

fn view_address(view: View) -> String {
    ["#/", view.path()].concat()
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

#[derive(Properties, PartialEq)]
struct SettingsProps {
    prefs: crate::view::Prefs,
}

#[component]
fn Settings(props: &SettingsProps) -> Html {
    let dispatch = use_dispatch();
    let act = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(action.clone()))
    };
    let theme = |theme: Theme, name: &'static str| {
        let is_pressed = (props.prefs.theme == theme).to_string();
        html! { <button type="button" key={name} aria-pressed={is_pressed} onclick={act(Action::SetTheme(theme))}>{ name }</button> }
    };
    let toggle = |name: &'static str, is_on: bool, action: Action| {
        html! {
            <button type="button" class="button" aria-pressed={is_on.to_string()} onclick={act(action)}>{ name }</button>
        }
    };
    html! {
        <details class="menu no-print">
            <summary class="button">{ "Settings" }</summary>
            <div class="menu-body">
                <div>
                    <p class="label" id="theme-label">{ "Theme" }</p>
                    <div class="choice" role="group" aria-labelledby="theme-label">
                        { theme(Theme::System, "System") }{ theme(Theme::Light, "Light") }{ theme(Theme::Dark, "Dark") }
                    </div>
                </div>
                <div class="row">
                    { toggle("Mark names", !props.prefs.hides_marks, Action::ToggleMarks) }
                    { toggle("Letter keys", !props.prefs.is_without_keys, Action::ToggleKeys) }
                </div>
                <div class="row">
                    <button type="button" class="button" onclick={act(Action::OpenDialog(Some(Dialog::Export)))}>{ "Export…" }</button>
                    <button type="button" class="button" onclick={act(Action::OpenDialog(Some(Dialog::Help)))}>{ "Keys and search…" }</button>
                </div>
            </div>
        </details>
    }
}

#[component]
fn Colophon() -> Html {
    let data = use_data();
    let articles = words::counted(data.corpus.documents.len(), "article", "articles");
    html! {
        <footer class="colophon">
            <p>
                { articles }{ ", read on your machine; nothing leaves it. " }
                <a href="#/about">{ "How this was made, and from what" }</a>
            </p>
        </footer>
    }
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
    let close = Callback::from(move |()| dispatch.emit(Action::OpenDialog(None)));
    let onclose = close.reform(|_: Event| ());
    let onclick = close.reform(|_: MouseEvent| ());
    let rows = |rows: &'static [(&'static str, &'static str)]| {
        html! {
            <dl class="keys">
                { for rows.iter().map(|(key, what)| html! { <><dt key={*key}><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></> }) }
            </dl>
        }
    };
    html! {
        <dialog class="sheet" ref={node} {onclose} aria-labelledby="help-title">
            <h2 id="help-title">{ "Keys and search" }</h2>
            if props.is_without_keys {
                <p class="quiet">{ "Letter keys are switched off in the settings." }</p>
            }
            { rows(KEYS) }
            <h3>{ "The search box understands" }</h3>
            { rows(SYNTAX) }
            <p><button type="button" class="button" onclick={onclick}>{ "Close" }</button></p>
        </dialog>
    }
}

const KEYS: &[(&str, &str)] = &[
    ("/", "Go to the search box"),
    ("j", "Next result"),
    ("k", "Previous result"),
    ("Enter", "Open it"),
    ("n", "Next difference, or next match in the open article"),
    ("p", "Previous difference or match"),
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
