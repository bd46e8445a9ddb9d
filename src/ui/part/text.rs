use super::{el, text};
use crate::view::Run;
use yew::prelude::*;
use yew::virtual_dom::VList;

/// A text in runs: plain ones as text nodes, the others as marks whose `data-kind` says why.
pub fn marked(article: &str, runs: &[Run]) -> Html {
    let mut nodes = vec![];
    for run in runs {
        nodes.push(self::run(article, run));
    }
    VList::with_children(nodes, None).into()
}

/// One run of a text.
fn run(article: &str, run: &Run) -> Html {
    let words = run.span.of(article);
    match run.kinds.as_str() {
        "" => text(words),
        kinds => el("mark").set("data-kind", kinds).text(words).html(),
    }
}
