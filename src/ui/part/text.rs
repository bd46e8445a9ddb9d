use crate::view::Run;
use yew::prelude::*;

/// A text in runs: plain ones as text nodes, the others as marks whose `data-kind` says why.
pub fn marked(text: &str, runs: &[Run]) -> Html {
    runs.iter()
        .map(|run| {
            let words = run.span.of(text).to_string();
            match run.kinds.as_str() {
                "" => html! { { words } },
                kinds => html! { <mark data-kind={kinds.to_string()}>{ words }</mark> },
            }
        })
        .collect()
}
