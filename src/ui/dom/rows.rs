//! The rows of the place list, which the arrow keys walk.

use super::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The row of the place list that holds the focus itself (not a control in it).
pub struct FocusedRow {
    pub place: u32,
    pub level: u32,
    /// None where there is nothing to fold.
    pub is_expanded: Option<bool>,
}

pub fn focused_row() -> Option<FocusedRow> {
    let row = document().active_element()?;
    let number = |name: &str| row.get_attribute(name)?.parse().ok();
    Some(FocusedRow {
        place: number("data-place")?,
        level: number("data-level")?,
        is_expanded: row.get_attribute("aria-expanded").map(|text| text == "true"),
    })
}

/// Moves the focus to the nearest row above that stands one level higher.
pub fn focus_parent_row(level: u32) {
    let mut row = document().active_element();
    while let Some(above) = row.and_then(|row| row.previous_element_sibling()) {
        let above_level: Option<u32> = above.get_attribute("data-level").and_then(|text| text.parse().ok());
        if above_level.is_some_and(|found| found < level) {
            if let Ok(above) = above.dyn_into::<HtmlElement>() {
                let _ = above.focus();
            }
            return;
        }
        row = Some(above);
    }
}

/// Follows the link in the row that holds the focus.
pub fn follow_row() {
    if let Some(row) = document().active_element()
        && let Ok(Some(link)) = row.query_selector("a[href]")
        && let Ok(link) = link.dyn_into::<HtmlElement>()
    {
        link.click();
    }
}
