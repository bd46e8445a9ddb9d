//! Yew components: they draw what `view` decided and send back what the reader did.

use crate::corpus::Corpus;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    pub corpus: Rc<Corpus>,
}

#[component]
pub fn App(props: &AppProps) -> Html {
    let shown = use_state(|| false);
    use_effect_with((), |()| {
        let _ = gloo::utils::document_element().set_attribute("data-ready", "");
    });
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    html! {
        <main>
            <h1>{ "Crossread" }</h1>
            <button onclick={toggle}>{ if *shown { "shown" } else { "hidden" } }</button>
            { for props.corpus.documents.enumerate().map(|(_, document)| html! {
                <article key={document.id.clone()}>
                    <h2>{ document.analysis.title.clone() }</h2>
                    <p>{ document.text().to_string() }</p>
                </article>
            }) }
        </main>
    }
}
