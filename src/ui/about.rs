use super::part::{El, button, el, note, tag};
use crate::view::about::{Noise, Piece, SourceFacts, model};
use crate::view::about_text::{MADE_FROM, Prose, WHAT_IT_DOES};
use crate::view::{Action, Data};
use yew::prelude::*;

/// What this is, what was set aside, what it was made from.
#[inline(never)]
pub fn draw(data: &Data, dispatch: &Callback<Action>) -> Html {
    let model = model(data);
    let noise = model.noise.iter();
    let noise = noise.map(|noise| self::noise(data.corpus.documents[noise.document].text(), noise, dispatch));
    let heading = el("h1").attr("id", "heading").attr("tabindex", "-1").text("About this page");
    let aside = tag("section", "noise")
        .attr("aria-labelledby", "noise")
        .with(el("h2").attr("id", "noise").text("What was set aside, and why"))
        .child(note("p", "quiet", &model.noise_line))
        .children(noise.collect());
    let articles = el("section")
        .attr("aria-labelledby", "articles-used")
        .with(el("h2").attr("id", "articles-used").text("The articles"))
        .with(sources(&model.sources));
    tag("div", "about")
        .with(tag("header", "page-head").with(heading))
        .with(prose(WHAT_IT_DOES))
        .with(aside)
        .with(articles)
        .with(prose(MADE_FROM))
        .html()
}

fn prose(blocks: &[Prose]) -> El {
    let block = |block: &Prose| match block {
        Prose::Heading(text) => note("h2", "", text),
        Prose::Paragraph(text) => note("p", "", text),
        Prose::List(items) => el("ul").children(items.iter().map(|item| note("li", "", item)).collect()).html(),
    };
    tag("div", "prose").children(blocks.iter().map(block).collect())
}

pub fn noise(text: &str, noise: &Noise, dispatch: &Callback<Action>) -> Html {
    let document = noise.document;
    let show = dispatch.reform(move |_: MouseEvent| Action::ShowSetAside(document));
    let pieces = noise.pieces.iter().map(|piece| self::piece(text, &noise.language, piece)).collect();
    let mut details = tag("details", "noise-source")
        .key(&noise.address)
        .with(el("summary").child(note("span", "noise-label", &noise.label)).child(note(
            "span",
            "quiet",
            &noise.counts,
        )))
        .with(tag("ul", "noise-pieces").children(pieces));
    if !noise.warnings.is_empty() {
        let warnings = noise.warnings.iter().map(|warning| note("li", "", warning)).collect();
        details = details.with(tag("ul", "noise-warnings").children(warnings));
    }
    if !noise.pieces.is_empty() {
        details = details.with(el("p").with(button("button no-print", "Put back in the article", show)));
    }
    details.html()
}

fn piece(text: &str, language: &str, piece: &Piece) -> Html {
    el("li")
        .key_number(piece.block.0 as usize)
        .child(note("span", "tag", piece.kind))
        .text(" ")
        .with(tag("span", "noise-text").lang(language).text(piece.span.of(text)))
        .child(note("span", "quiet noise-reason", &piece.reason))
        .html()
}

fn sources(sources: &[SourceFacts]) -> El {
    let head = |name: &&str| el("th").attr("scope", "col").text(name).html();
    let heads = ["Article", "File", "Outlet", "Published"].iter().map(head).collect();
    let row = |source: &SourceFacts| {
        el("tr")
            .key(&source.file)
            .with(el("th").attr("scope", "row").text(&source.label))
            .child(note("td", "", &source.file))
            .child(note("td", "", &source.outlet))
            .with(el("td").text(&source.published).child(note("span", "quiet", &source.published_from)))
            .html()
    };
    let table = tag("table", "matrix")
        .with(el("thead").with(el("tr").children(heads)))
        .with(el("tbody").children(sources.iter().map(row).collect()));
    tag("div", "table-scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "The articles and what is known about them")
        .with(table)
}
