use super::part::{El, act, button, el, link, note, tag, text};
use super::{facets, notes, part, reader};
use crate::view::articles::{Articles as Model, Card, Chip, Empty, model};
use crate::view::{Action, ArticleSort, Data, Dialog, State};
use std::rc::Rc;
use yew::prelude::*;

/// Facets, results and the open article.
#[inline(never)]
pub fn draw(data: &Data, state: &State, is_settled: bool, dispatch: &Callback<Action>) -> Html {
    let model = model(data, state);
    let mut open = crate::view::reader::model(data, state);
    // A sentence to go to must be there.
    if !is_settled
        && state.focus.is_none()
        && let Some(open) = &mut open
    {
        open.cut(state.shows_set_aside);
    }
    let class = if open.is_some() { "articles is-reading" } else { "articles" };
    let heading = || tag("h1", "visually-hidden").attr("id", "heading").attr("tabindex", "-1").text("Articles").html();
    let results = tag("section", "results")
        .attr("aria-label", "Articles found")
        .child_some(open.is_none().then(heading))
        .with(head(&model, state, dispatch))
        .with(results(data, &model, dispatch));
    let reader = open.map(|reader| {
        html! { <reader::Reader reader={Rc::new(reader)} shows_set_aside={state.shows_set_aside} /> }
    });
    tag("div", class)
        .with(facets::facets(&model.facets, state.shows_filters, dispatch))
        .with(results)
        .child_some(reader)
        .html()
}

fn head(model: &Model, state: &State, dispatch: &Callback<Action>) -> El {
    let export = act(dispatch, Action::OpenDialog(Some(Dialog::Export)));
    let row = tag("div", "row")
        .with(tag("p", "results-count").attr("role", "status").text(&model.count_line))
        .with(sort(state.sort, dispatch))
        .with(button("link quiet no-print", "Export…", export));
    let ignored = model.notes.iter().map(|note| tag("p", "quiet").key(note).text(note).html()).collect();
    tag("div", "results-head")
        .with(row)
        .child_some(notes::filters(&model.only, dispatch))
        .child_some((!model.chips.is_empty()).then(|| chips(&model.chips, dispatch)))
        .children(ignored)
}

fn chips(chips: &[Chip], dispatch: &Callback<Action>) -> Html {
    let clear = button("link quiet", "Clear all", act(dispatch, Action::ClearFilters));
    tag("ul", "row")
        .attr("aria-label", "Active filters")
        .children(chips.iter().map(|chip| self::chip(chip, dispatch)).collect())
        .with(el("li").key("clear").with(clear))
        .html()
}

fn chip(chip: &Chip, dispatch: &Callback<Action>) -> Html {
    let class = if chip.is_excluded { "chip is-excluded" } else { "chip" };
    let (before, key) = if chip.is_excluded { ("without ", "not ") } else { ("", "") };
    let remove = tag("button", class)
        .attr("type", "button")
        .on_click(act(dispatch, chip.remove.clone()))
        .with(tag("span", "visually-hidden").text("Remove the filter: ").text(before))
        .child(note("span", "chip-text", &chip.text))
        .with(el("span").attr("aria-hidden", "true").text("×"));
    el("li").key(&[key, &chip.text].concat()).with(remove).html()
}

fn sort(current: ArticleSort, dispatch: &Callback<Action>) -> El {
    const SORTS: [(ArticleSort, &str, &str); 4] = [
        (ArticleSort::Relevance, "best", "Best match"),
        (ArticleSort::Newest, "newest", "Newest"),
        (ArticleSort::Oldest, "oldest", "Oldest"),
        (ArticleSort::Title, "title", "Title"),
    ];
    let onchange = dispatch.reform(|event: Event| {
        let value = super::dom::select_value(&event);
        let found = SORTS.into_iter().find(|(_, key, _)| *key == value);
        Action::Sort(found.map_or(ArticleSort::Relevance, |(sort, ..)| sort))
    });
    let option = |(sort, key, name): (ArticleSort, &'static str, &'static str)| {
        html! { <option {key} value={key} selected={sort == current}>{ name }</option> }
    };
    let select = html! { <select class="field" {onchange}>{ for SORTS.into_iter().map(option) }</select> };
    tag("label", "quiet row no-print").text("Sort").child(select)
}

fn results(data: &Data, model: &Model, dispatch: &Callback<Action>) -> El {
    match &model.empty {
        Some(empty) => self::empty(empty, dispatch),
        None => {
            tag("ol", "cards").children(model.results.iter().map(|card| self::card(data, card, dispatch)).collect())
        }
    }
}

fn card(data: &Data, card: &Card, dispatch: &Callback<Action>) -> Html {
    let document = &data.corpus.documents[card.document];
    let title = link(&card.address, &card.title)
        .attr("data-step", "")
        .set_some("aria-current", card.is_open.then_some("true"))
        .set("lang", &card.language);
    let snippet = tag("p", "card-text")
        .lang(&card.language)
        .child_some(card.is_cut_before.then(|| text("… ")))
        .child(part::marked(document.text(), &card.snippet))
        .child_some(card.is_cut_after.then(|| text(" …")));
    let mut facts = tag("p", "quiet").text(&card.facts.join(" · "));
    if let Some(passage) = &card.passage {
        facts = facts.text(" · ").with(link(passage, "Go to this passage"));
    }
    let mut marks = tag("p", "row no-print");
    for name in &card.tags {
        marks = marks.with(tag("span", "chip").key(name).text(name));
    }
    tag("li", if card.is_open { "card is-open" } else { "card" })
        .key(&document.id)
        .child(note("p", "label", &card.label))
        .with(tag("h2", "card-title").with(title))
        .with(snippet)
        .with(facts)
        .with(marks.child(notes::star(card.document, card.is_starred, dispatch)))
        .html()
}

fn empty(empty: &Empty, dispatch: &Callback<Action>) -> El {
    let way = |(text, action): &(String, Action)| {
        el("li").key(text).with(button("button", text, act(dispatch, action.clone()))).html()
    };
    tag("div", "empty")
        .child(note("p", "", &empty.why))
        .with(tag("ul", "row").children(empty.ways.iter().map(way).collect()))
}
