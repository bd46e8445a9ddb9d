use super::{facets, part, reader, use_data, use_dispatch};
use crate::view::articles::{Articles as Model, Card, Chip, Empty, model};
use crate::view::{Action, ArticleSort, Dialog, State};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ArticlesProps {
    pub state: Rc<State>,
}

/// Facets, results and the open article.
#[component]
pub fn Articles(props: &ArticlesProps) -> Html {
    let data = use_data();
    let dispatch = use_dispatch();
    let state = &props.state;
    let model = model(&data, state);
    let open = crate::view::reader::model(&data, state);
    let class = if open.is_some() { "articles is-reading" } else { "articles" };
    html! {
        <div {class}>
            <facets::Facets lists={model.facets.clone()} is_filtered={state.is_filtered()} />
            <section class="results" aria-label="Articles found">
                if open.is_none() {
                    <h1 id="heading" class="visually-hidden" tabindex="-1">{ "Articles" }</h1>
                }
                { head(&model, state, &dispatch) }
                { results(&data, &model, &dispatch) }
            </section>
            if let Some(reader) = open {
                <reader::Reader reader={Rc::new(reader)} shows_set_aside={state.shows_set_aside} />
            }
        </div>
    }
}

fn head(model: &Model, state: &State, dispatch: &Callback<Action>) -> Html {
    let clear = dispatch.reform(|_: MouseEvent| Action::ClearFilters);
    let export = dispatch.reform(|_: MouseEvent| Action::OpenDialog(Some(Dialog::Export)));
    html! {
        <div class="results-head">
            <div class="row">
                <p class="results-count" role="status">{ &model.count_line }</p>
                { sort(state.sort, dispatch) }
                <button type="button" class="link quiet no-print" onclick={export}>{ "Export…" }</button>
            </div>
            if !model.chips.is_empty() {
                <ul class="row" aria-label="Active filters">
                    { for model.chips.iter().map(|chip| self::chip(chip, dispatch)) }
                    <li key="clear"><button type="button" class="link quiet" onclick={clear}>{ "Clear all" }</button></li>
                </ul>
            }
            { for model.notes.iter().map(|note| html! { <p class="quiet" key={note.clone()}>{ note }</p> }) }
        </div>
    }
}

fn chip(chip: &Chip, dispatch: &Callback<Action>) -> Html {
    let remove = chip.remove.clone();
    let onclick = dispatch.reform(move |_: MouseEvent| remove.clone());
    let class = if chip.is_excluded { "chip is-excluded" } else { "chip" };
    let (before, key) = if chip.is_excluded { ("without ", "not ") } else { ("", "") };
    html! {
        <li key={[key, &chip.text].concat()}>
            <button type="button" {class} {onclick}>
                <span class="visually-hidden">{ "Remove the filter: " }{ before }</span>
                <span class="chip-text">{ &chip.text }</span>
                <span aria-hidden="true">{ "×" }</span>
            </button>
        </li>
    }
}

fn sort(current: ArticleSort, dispatch: &Callback<Action>) -> Html {
    const SORTS: [(ArticleSort, &str, &str); 4] = [
        (ArticleSort::Relevance, "best", "Best match"),
        (ArticleSort::Newest, "newest", "Newest"),
        (ArticleSort::Oldest, "oldest", "Oldest"),
        (ArticleSort::Title, "title", "Title"),
    ];
    let onchange = dispatch.reform(|event: Event| {
        let value = super::dom::select_value(&event);
        let found = SORTS.into_iter().find(|(_, key, _)| *key == value);
        Action::Sort(found.map_or(ArticleSort::Relevance, |(sort, ..)| sort))
    });
    let option = |(sort, key, name): (ArticleSort, &'static str, &'static str)| {
        html! { <option {key} value={key} selected={sort == current}>{ name }</option> }
    };
    html! {
        <label class="quiet row no-print">{ "Sort" }
            <select class="field" {onchange}>{ for SORTS.into_iter().map(option) }</select>
        </label>
    }
}

fn results(data: &crate::view::Data, model: &Model, dispatch: &Callback<Action>) -> Html {
    match &model.empty {
        Some(empty) => self::empty(empty, dispatch),
        None => html! { <ol class="cards">{ for model.results.iter().map(|card| self::card(data, card)) }</ol> },
    }
}

fn card(data: &crate::view::Data, card: &Card) -> Html {
    let document = &data.corpus.documents[card.document];
    let class = if card.is_open { "card is-open" } else { "card" };
    html! {
        <li {class} key={document.id.clone()}>
            <p class="label">{ &card.label }</p>
            <h2 class="card-title">
                <a href={card.address.clone()} data-step="" aria-current={card.is_open.then_some("true")} lang={card.language.clone()}>
                    { &card.title }
                </a>
            </h2>
            <p class="card-text" lang={card.language.clone()} dir="auto">
                if card.is_cut_before { { "… " } }
                { part::marked(document.text(), &card.snippet) }
                if card.is_cut_after { { " …" } }
            </p>
            <p class="quiet">
                { card.facts.join(" · ") }
                if let Some(passage) = &card.passage {
                    { " · " }<a href={passage.clone()}>{ "Go to this passage" }</a>
                }
            </p>
        </li>
    }
}

fn empty(empty: &Empty, dispatch: &Callback<Action>) -> Html {
    let way = |(text, action): &(String, Action)| {
        let action = action.clone();
        let onclick = dispatch.reform(move |_: MouseEvent| action.clone());
        html! { <li key={text.clone()}><button type="button" class="button" {onclick}>{ text }</button></li> }
    };
    html! {
        <div class="empty">
            <p>{ &empty.why }</p>
            <ul class="row">{ for empty.ways.iter().map(way) }</ul>
        </div>
    }
}
