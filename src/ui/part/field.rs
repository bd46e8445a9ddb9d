use yew::prelude::*;

/// A box that narrows a list while the reader types.
pub fn search_field(class: &'static str, label: &str, value: &str, oninput: Callback<InputEvent>) -> Html {
    let class = ["field ", class].concat();
    let (label, value) = (label.to_string(), value.to_string());
    html! { <input {class} type="search" aria-label={label.clone()} placeholder={label} {value} {oninput} /> }
}
