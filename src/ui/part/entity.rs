use super::{El, act, button, el, link, note, tag};
use crate::ui::desk;
use crate::view::entity::{Context, Detail, Meant, Source, Variant};
use crate::view::{Action, Data};
use yew::prelude::*;

/// One entity in full, beside the list it was opened from.
pub fn detail(data: &Data, detail: &Detail, close: Action, dispatch: &Callback<Action>) -> El {
    let mut tools =
        tag("div", "row no-print").with(button("button", "Close", act(dispatch, close)).attr("data-key", "close"));
    if let Some(filter) = &detail.filter {
        let filter_by = act(dispatch, Action::FilterByEntity(detail.entity));
        tools = tools.with(button("button is-primary", filter, filter_by));
    }
    tools = tools.with(link(&detail.desk, "Correct…").attr("class", "button"));
    let name = el("h2").attr("id", "entity-name").attr("tabindex", "-1").attr("dir", "auto").text(&detail.name);
    let mut article = tag("article", "entity")
        .attr("aria-labelledby", "entity-name")
        .with(tools)
        .with(name)
        .child(note("p", "quiet", &detail.line))
        .child_some(desk::corrected(&detail.machine));
    if let Some(described) = &detail.description {
        let source = link(&described.address, &described.label).attr("class", "quiet");
        article = article.with(tag("p", "entity-description").text(&described.text).text(" ").with(source));
    }
    if let Some(reason) = &detail.kind_reason {
        article = article.child(note("p", "quiet", reason));
    }
    if detail.variants.len() > 1 {
        article = article.with(variants(&detail.variants));
    }
    if let Some(remark) = detail.remark {
        article = article.child(note("p", "quiet", remark));
    }
    for source in &detail.sources {
        article = article.with(self::source(data, source));
    }
    if !detail.meant.is_empty() {
        article = article.with(meant(data, &detail.meant));
    }
    article
}

fn meant(data: &Data, all: &[Meant]) -> El {
    let mut list = tag("ul", "contexts");
    for (at, meant) in all.iter().enumerate() {
        let text = data.corpus.documents[meant.document].text();
        let sentence = el("a")
            .set("href", &meant.address)
            .attr("dir", "auto")
            .text(meant.left.of(text))
            .with(el("mark").attr("data-kind", "chosen").text(meant.hit.of(text)))
            .text(meant.right.of(text));
        let why = [&meant.label, ": ", &meant.reason].concat();
        list = list.with(el("li").key_number(at).with(sentence).child(note("span", "quiet variant-reason", &why)));
    }
    el("section").key("meant").child(note("h3", "label", "Meant without its name, not counted")).with(list)
}

fn variants(variants: &[Variant]) -> El {
    let mut list = tag("ul", "variants");
    for variant in variants {
        let mut item = el("li")
            .key(&variant.text)
            .with(tag("span", "variant-text").attr("dir", "auto").text(&variant.text))
            .text(" ")
            .child(note("span", "count", &variant.mentions.to_string()));
        if variant.is_doubtful {
            item = item.text(" ").child(note("span", "tag is-only", "doubtful"));
        }
        if let Some(reason) = &variant.reason {
            item = item.child(note("span", "quiet variant-reason", reason));
        }
        list = list.with(item);
    }
    el("section").child(note("h3", "label", "Forms taken as one, and why")).with(list)
}

fn source(data: &Data, source: &Source) -> El {
    let document = &data.corpus.documents[source.document];
    let mut contexts = tag("ul", "contexts").set("lang", &source.language);
    for context in &source.contexts {
        contexts = contexts.with(self::context(document.text(), context));
    }
    let head = tag("h3", "source-head").with(link(&source.address, &source.label)).text(" ").child(note(
        "span",
        "count",
        &source.mentions.to_string(),
    ));
    let section = el("section").key(&document.id).with(head).with(contexts);
    match &source.more {
        Some(more) => section.child(note("p", "quiet", more)),
        None => section,
    }
}

fn context(text: &str, context: &Context) -> El {
    let sentence = el("a")
        .set("href", &context.address)
        .attr("dir", "auto")
        .text(context.left.of(text))
        .with(el("mark").attr("data-kind", "chosen").text(context.hit.of(text)))
        .text(context.right.of(text));
    let item = el("li").key_number(context.mention.0 as usize).with(sentence);
    let item = context
        .warnings
        .iter()
        .fold(item, |item, warning| item.text(" ").child(note("span", "quiet variant-reason", warning)));
    if context.is_government { item.text(" ").child(note("span", "tag", "for its government")) } else { item }
}
