use super::{El, el, tag};
use yew::prelude::*;

/// A bar that shows how much of an article others share (high) and how much only it has (low). The numbers stand
/// beside it as text, so it is hidden from screen readers.
pub fn share(shared: usize, only_here: usize, all: usize) -> Html {
    // Whole per mille: the same digits natively and in the page.
    let part = |count: usize| (count * 1000).checked_div(all).unwrap_or(0);
    let (shared, only) = (part(shared), part(only_here));
    el("svg")
        .attr("class", "meter")
        .attr("viewBox", "0 0 1000 8")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .with(bar("track", 1000).attr("y", "3").attr("height", "2"))
        .with(bar("fill-shared", shared).attr("height", "8"))
        .with(bar("fill-only", only).number("x", 1000 - only).attr("y", "2").attr("height", "4"))
        .html()
}

fn bar(class: &'static str, width: usize) -> El {
    tag("rect", class).number("width", width)
}
