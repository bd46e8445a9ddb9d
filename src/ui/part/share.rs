use super::{El, el, tag};
use yew::prelude::*;

/// A bar that shows how much of an article others share (high) and how much only it has (low). The numbers stand
/// beside it as text, so it is hidden from screen readers.
pub fn share(shared: usize, only_here: usize, all: usize) -> Html {
    // Whole per mille: the same digits natively and in the page.
    let part = |count: usize| (count * 1000).checked_div(all).unwrap_or(0);
    let (shared, only) = (part(shared), part(only_here));
    meter()
        .with(bar("fill-shared", shared).attr("height", "8"))
        .with(bar("fill-only", only).number("x", 1000 - only).attr("y", "2").attr("height", "4"))
        .html()
}

/// From where to where a value reaches, in thousandths of a scale that others share. A single value is a short stroke.
pub fn range(from: u32, to: u32) -> Html {
    const STROKE: u32 = 16;
    let width = to.saturating_sub(from).max(STROKE);
    let from = from.min(1000 - width.min(1000));
    meter().with(bar("fill", width as usize).number("x", from as usize).attr("height", "8")).html()
}

/// A line to draw bars on, one in place of another.
fn meter() -> El {
    el("svg")
        .attr("class", "meter")
        .attr("viewBox", "0 0 1000 8")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .with(bar("track", 1000).attr("y", "3").attr("height", "2"))
}

fn bar(class: &'static str, width: usize) -> El {
    tag("rect", class).number("width", width)
}
