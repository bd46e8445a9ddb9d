use super::{act, button, link, tag};
use crate::view::Action;
use crate::view::entities::Column;
use yew::prelude::*;

/// The heads of the columns that stand for articles.
pub fn column_heads(columns: &[Column]) -> Vec<Html> {
    let mut heads = vec![];
    for column in columns {
        let link = link(&column.address, &column.label).set("title", &column.title);
        heads.push(tag("th", "column-head").key(&column.address).attr("scope", "col").with(link).html());
    }
    heads
}

/// A count in a table by article: tinted by its size, a dot for nothing (by the style sheet: most cells are such).
pub fn cell(at: usize, count: u32) -> Html {
    // Steps at 1, 2, 4 and 8: counts in news texts fall off so that each step holds a share of the cells.
    let tint = match count {
        0 => "0",
        1 => "1",
        2..=3 => "2",
        4..=7 => "3",
        _ => "4",
    };
    let cell = tag("td", "cell").key_number(at).attr("data-tint", tint);
    match count {
        0 => cell.html(),
        _ => cell.text(&count.to_string()).html(),
    }
}

/// The button under a table that is not listed whole.
pub fn more(text: &Option<String>, action: Action, dispatch: &Callback<Action>) -> Option<Html> {
    text.as_ref().map(|text| button("button no-print", text, act(dispatch, action)).html())
}
