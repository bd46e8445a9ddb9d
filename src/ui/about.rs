use super::{use_data, use_dispatch};
use crate::view::about::{Noise, Piece, SourceFacts, model};
use crate::view::{Action, State};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct AboutProps {
    pub state: Rc<State>,
}

/// What this is, what was set aside, what it was made from.
#[component]
pub fn About(_props: &AboutProps) -> Html {
    let data = use_data();
    let dispatch = use_dispatch();
    let model = model(&data);
    html! {
        <div class="about">
            <header class="page-head">
                <h1 id="heading" tabindex="-1">{ "About this page" }</h1>
            </header>
            <div class="prose">{ what_it_does() }</div>
            <section class="noise" aria-labelledby="noise">
                <h2 id="noise">{ "What was set aside, and why" }</h2>
                <p class="quiet">{ &model.noise_line }</p>
                { for model.noise.iter().map(|noise| self::noise(data.corpus.documents[noise.document].text(), noise, &dispatch)) }
            </section>
            <section aria-labelledby="articles-used">
                <h2 id="articles-used">{ "The articles" }</h2>
                { sources(&model.sources) }
            </section>
            <div class="prose">{ made_from() }</div>
        </div>
    }
}

fn what_it_does() -> Html {
    html! {
        <>
            <p>
                { "Crossread sets articles about one event side by side: who and what they name, where, how many and who says so, " }
                { "what they share, where they differ, and what only one of them has. It ranks no outlet and writes no summary. " }
                { "Each thing it says leads to the sentence it was read from." }
            </p>
            <h2>{ "How far to trust it" }</h2>
            <ul>
                <li>{ "Names are found by a trained recogniser and a gazetteer. It misses some and mistakes others; the Entities view lists each form that was merged, with the reason." }</li>
                <li>{ "Two passages are called the same when enough rare words, names and figures agree. The grade and what they share stand beside each pair; a pair may still be wrong." }</li>
                <li>{ "“Only here” means that nothing close enough was found in the other articles, not that nobody else reported it." }</li>
                <li>{ "A date is the article’s own only where it was given or stated; otherwise the page says how it was worked out, or that it is unknown." }</li>
            </ul>
            <h2>{ "Nothing leaves your machine" }</h2>
            <p>
                { "Everything runs in this page. Its security policy forbids a connection to any address but its own files. " }
                { "To check: open the developer tools of your browser, choose Network, and use the page; after it has loaded, the list stays as it is. " }
                { "Theme and key settings are kept in this browser’s storage and nowhere else." }
            </p>
        </>
    }
}

pub fn noise(text: &str, noise: &Noise, dispatch: &Callback<Action>) -> Html {
    let document = noise.document;
    let show = dispatch.reform(move |_: MouseEvent| Action::ShowSetAside(document));
    html! {
        <details class="noise-source" key={noise.address.clone()}>
            <summary>
                <span class="noise-label">{ &noise.label }</span>
                <span class="quiet">{ " " }{ noise.pieces.len() }{ " set aside, " }{ noise.warnings.len() }{ " to keep in mind" }</span>
            </summary>
            <ul class="noise-pieces">{ for noise.pieces.iter().map(|piece| self::piece(text, &noise.language, piece)) }</ul>
            if !noise.warnings.is_empty() {
                <ul class="noise-warnings">{ for noise.warnings.iter().map(|warning| html! { <li>{ warning }</li> }) }</ul>
            }
            if !noise.pieces.is_empty() {
                <p><button type="button" class="button no-print" onclick={show}>{ "Put back in the article" }</button></p>
            }
        </details>
    }
}

fn piece(text: &str, language: &str, piece: &Piece) -> Html {
    html! {
        <li key={piece.block.0}>
            <span class="tag">{ piece.kind }</span>{ " " }
            <span class="noise-text" lang={language.to_string()} dir="auto">{ piece.span.of(text) }</span>
            <span class="quiet noise-reason">{ &piece.reason }</span>
        </li>
    }
}

fn sources(sources: &[SourceFacts]) -> Html {
    let row = |source: &SourceFacts| {
        html! {
            <tr key={source.file.clone()}>
                <th scope="row">{ &source.label }</th>
                <td>{ &source.file }</td>
                <td>{ &source.outlet }</td>
                <td>{ &source.published }<span class="quiet">{ ", " }{ source.published_from }</span></td>
            </tr>
        }
    };
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="The articles and what is known about them">
            <table class="matrix">
                <thead><tr>
                    <th scope="col">{ "Article" }</th><th scope="col">{ "File" }</th>
                    <th scope="col">{ "Outlet" }</th><th scope="col">{ "Published" }</th>
                </tr></thead>
                <tbody>{ for sources.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

fn made_from() -> Html {
    html! {
        <>
            <h2>{ "What it was made from" }</h2>
            <ul>
                <li>{ "Places: GeoNames (geonames.org), CC BY 4.0, selected and joined with lists of our own; names of countries and peoples from i18n-iso-countries and i18n-nationality, MIT." }</li>
                <li>{ "Names: a recogniser trained on open corpora (GUM, Wikigold, Universal NER, CrossNER, Wikinews and others); " }{ "the licences stand in static/models/SOURCES.md of the source." }</li>
                <li>{ "Alignment: word vectors distilled from all-MiniLM-L6-v2, Apache 2.0." }</li>
                <li>{ "The page: Rust, compiled to WebAssembly, with Yew." }</li>
            </ul>
        </>
    }
}
