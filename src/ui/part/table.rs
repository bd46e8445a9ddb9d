use crate::view::entities::Column;
use yew::prelude::*;

/// The heads of the columns that stand for articles.
pub fn column_heads(columns: &[Column]) -> Html {
    columns
        .iter()
        .map(|column| {
            html! {
                <th scope="col" class="column-head" key={column.address.clone()}>
                    <a href={column.address.clone()} title={column.title.clone()}>{ &column.label }</a>
                </th>
            }
        })
        .collect()
}

/// A count in a table by article: tinted by its size, a dot for nothing.
pub fn cell(at: usize, count: u32) -> Html {
    // Steps at 1, 2, 4 and 8: counts in news texts fall off so that each step holds a share of the cells.
    let tint = match count {
        0 => "0",
        1 => "1",
        2..=3 => "2",
        4..=7 => "3",
        _ => "4",
    };
    html! {
        <td key={at} class="cell" data-tint={tint}>
            if count == 0 { <span aria-label="none">{ "·" }</span> } else { { count } }
        </td>
    }
}
