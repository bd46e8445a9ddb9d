use super::{El, el, tag};
use crate::view::reader::{Stance, Stretch};
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
#[inline(never)]
pub fn range(from: u32, to: u32) -> Html {
    const STROKE: u32 = 16;
    let width = to.saturating_sub(from).max(STROKE);
    let from = from.min(1000 - width.min(1000));
    meter().with(bar("fill", width as usize).number("x", from as usize).attr("height", "8")).html()
}

/// The sentences of an article one after another: high where others have them, low where it is alone. A click leads to
/// the sentence; the text below the strip says the same by keyboard.
#[inline(never)]
pub fn strip(stretches: &[Stretch]) -> Html {
    let mut strip = meter().attr("class", "meter strip");
    for (at, stretch) in stretches.iter().enumerate() {
        let (class, y, height) = match stretch.stance {
            Stance::Differs => ("fill-alarm", "0", "8"),
            Stance::Shared => ("fill-shared", "0", "8"),
            Stance::OnlyHere => ("fill-only", "2", "4"),
            Stance::Silent => ("track", "3", "2"),
        };
        let bar = bar(class, stretch.length.saturating_sub(GAP)).number("x", stretch.start);
        let link = el("a").key_number(at).set("href", &stretch.address).attr("tabindex", "-1");
        strip = strip.with(link.with(bar.attr("y", y).attr("height", height)));
    }
    strip.html()
}

/// Between two sentences of a strip, in thousandths.
const GAP: usize = 2;

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
