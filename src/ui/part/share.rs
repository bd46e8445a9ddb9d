use yew::prelude::*;

/// A bar that shows how much of an article others share (high) and how much only it has (low). The numbers stand
/// beside it as text, so it is hidden from screen readers.
pub fn share(shared: usize, only_here: usize, all: usize) -> Html {
    // Whole per mille: the same digits natively and in the page.
    let part = |count: usize| (count * 1000).checked_div(all).unwrap_or(0);
    let (shared, only) = (part(shared), part(only_here));
    html! {
        <svg class="meter" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="track" y="3" width="1000" height="2" />
            <rect class="fill-shared" width={shared.to_string()} height="8" />
            <rect class="fill-only" x={(1000 - only).to_string()} y="2" width={only.to_string()} height="4" />
        </svg>
    }
}
