use super::part::{El, el, link, note, page_head, tag, text};
use super::{DataRef, about, desk, part};
use crate::corpus::FigureStatus;
use crate::text::BlockKind;
use crate::view::overview::alone::Alone;
use crate::view::overview::matrix::{Cell, Group, Matrix};
use crate::view::overview::passages::{Passage, Wording};
use crate::view::overview::{FullText, MOST_SOURCES, Overview as Model, Source, model};
use crate::view::{Action, Data, State, View, address, figures, words};
use std::rc::Rc;
use yew::prelude::*;

/// How many figures, passages and groups of the matrix come with the first paint: about what a screen shows.
const FIRST_FIGURES: usize = 4;
const FIRST_PASSAGES: usize = 3;
const FIRST_GROUPS: usize = 2;
/// Values of a figure and wordings of a passage that are listed; a thousand sources have hundreds of each.
const MOST_LINES: usize = 12;

/// What the view shows, none in another view. It is made once for a story: coming back to the start is a matter of
/// drawing.
#[hook]
pub fn use_model(data: &DataRef, state: &State) -> Option<Rc<Model>> {
    let made = use_mut_ref(|| None::<(DataRef, Rc<Model>)>);
    if state.view != View::Overview {
        return None;
    }
    let mut made = made.borrow_mut();
    match &*made {
        Some((of, model)) if of == data => Some(model.clone()),
        _ => {
            let fresh = Rc::new(model(data));
            *made = Some((data.clone(), fresh.clone()));
            Some(fresh)
        }
    }
}

/// The story in one screen. What lies below it comes once that is painted.
#[inline(never)]
pub fn draw(data: &DataRef, model: &Model, is_settled: bool, dispatch: &Callback<Action>) -> Html {
    let first = |count: usize| if is_settled { usize::MAX } else { count };
    let mut page = tag("div", "overview").with(page_head(&model.heading, &model.lede));
    if !data.corpus.corrected.is_empty() {
        page = page.child(desk::results(data));
    }
    if model.is_empty {
        return page.child(note("p", "empty", "There is nothing to read yet. Add articles to begin")).html();
    }
    let left_out = |view| model.left_out.as_ref().map(|count| self::left_out(data, count, view));
    let mut story = tag("div", "overview-story")
        .with(figures_section(data, model, first(FIRST_FIGURES)))
        .with(passages_section(model, first(FIRST_PASSAGES)));
    if !model.alone.is_empty() {
        story = story.with(match is_settled {
            true => alone_section(&model.alone).child_some(left_out(View::Articles)),
            false => el("section"),
        });
    }
    let matrix = matrix_section(data, &model.matrix, first(FIRST_GROUPS));
    let page = page.with(sources(data, model)).with(tag("div", "overview-main").with(story).with(matrix));
    if !is_settled {
        // Empty, but there: Yew compares children from the last one on, and would make all before it anew.
        let whole = (!model.texts.is_empty()).then(|| el("section").html());
        return page.with(el("section")).child_some(whole).html();
    }
    let mut noise = section("noise", "noise", "Set aside as noise").child(note("p", "quiet", &model.noise_line));
    for source in model.noise.iter().take(MOST_SOURCES) {
        noise = noise.child(about::noise(data.corpus.documents[source.document].text(), source, dispatch));
    }
    noise = noise.child_some(left_out(View::About));
    let whole = (!model.texts.is_empty()).then(|| {
        let mut whole = section("whole", "whole", "The articles, whole");
        for text in &model.texts {
            whole = whole.with(full_text(data, text));
        }
        whole.html()
    });
    page.with(noise).child_some(whole).html()
}

/// A section under its heading, which names it.
fn section(class: &'static str, id: &'static str, title: &str) -> El {
    tag("section", class).attr("aria-labelledby", id).with(el("h2").attr("id", id).text(title))
}

fn sources(data: &Data, model: &Model) -> El {
    let mut list = el("ul");
    for source in &model.sources {
        list = list.with(self::source(data, source));
    }
    let legend = tag("p", "quiet legend")
        .child(note("span", "key-shared", "shared with another source"))
        .child(note("span", "key-only", "only here"))
        .child(note("span", "key-rest", "no clear match"));
    tag("section", "sources")
        .attr("aria-labelledby", "sources")
        .with(tag("h2", "label").attr("id", "sources").text("Sources"))
        .with(list)
        .child_some(model.left_out.as_ref().map(|count| left_out(data, count, View::Articles)))
        .with(legend)
}

/// How many articles are not listed here, and in which view they are.
#[inline(never)]
fn left_out(data: &Data, count: &str, view: View) -> Html {
    tag("p", "quiet").text(count).text(" in ").with(link(&address::of_view(data, view), view.name())).html()
}

fn source(data: &Data, source: &Source) -> El {
    let title = link(&source.address, &source.title).set("lang", &source.language);
    let mut item = el("li")
        .key(&data.corpus.documents[source.document].id)
        .child(note("p", "label", &source.label))
        .with(el("h3").with(title))
        .with(tag("p", "quiet").text(&source.date).with(el("br")).text(source.date_note))
        .child(part::share(source.shared, source.only_here, source.sentences))
        .with(tag("p", "quiet num").text(&source.share).with(el("br")).text(&source.words));
    if !source.warnings.is_empty() {
        let count = words::counted(source.warnings.len(), "warning", "warnings");
        let mut warnings = el("ul");
        for text in &source.warnings {
            warnings = warnings.child(note("li", "", text));
        }
        item = item.with(tag("details", "warnings").child(note("summary", "", &count)).with(warnings));
    }
    item
}

fn figures_section(data: &Data, model: &Model, most: usize) -> El {
    let mut section = section("", "figures", "Figures side by side").child(note("p", "quiet", &model.figures_line));
    for topic in model.figures.iter().take(most) {
        section = section.with(self::topic(topic));
    }
    let more = tag("p", "row quiet")
        .with(link(&address::of_view(data, View::Figures), "All figures"))
        .with(link(&address::of_view(data, View::Quotes), "Who said what"))
        .with(link(&address::of_view(data, View::Timeline), "Day by day"))
        .with(link(&model.differences, "Passages that differ"));
    section.with(more)
}

fn topic(topic: &figures::Topic) -> El {
    let is_alarm = topic.status == FigureStatus::Conflict;
    let status = note("span", if is_alarm { "tag is-alarm" } else { "tag" }, topic.status_name);
    let mut values = el("ul");
    for (at, value) in topic.values.iter().take(MOST_LINES).enumerate() {
        values = values.with(self::value(value).key_number(at));
    }
    if topic.values.len() > MOST_LINES {
        values = values.with(el("li").child(more(topic.values.len(), &topic.address, "in the ledger")));
    }
    tag("div", "topic")
        .key(&topic.title)
        .with(el("h3").with(link(&topic.address, &topic.title)).text(" ").child(status))
        .with(values)
        .child(note("p", "quiet", &topic.reason))
}

fn value(value: &figures::Value) -> El {
    let quote = el("q").text("“").text(&value.quote).text("”");
    let mut source = tag("span", "quiet").text(&value.label);
    if !value.said_by.is_empty() {
        source = source.text(", ").text(&value.said_by);
    }
    el("li")
        .with(link(&value.address, &value.reading).attr("class", "figure-value num"))
        .with(tag("span", "figure-words").with(quote))
        .with(source)
}

fn passages_section(model: &Model, most: usize) -> El {
    let mut section = section("", "passages", "What most sources say").child(note("p", "quiet", &model.passages_line));
    for passage in model.passages.iter().take(most) {
        section = section.child_some(self::passage(passage));
    }
    section
}

fn passage(passage: &Passage) -> Option<Html> {
    let (first, others) = passage.wordings.split_first()?;
    let count = words::counted(others.len(), "other wording", "other wordings");
    let mut details = el("details").child(note("summary", "", &count));
    for other in others.iter().take(MOST_LINES) {
        details = details.with(wording(other));
    }
    if others.len() > MOST_LINES {
        details = details.child(more(others.len(), &first.address, "beside the sentence"));
    }
    let beside = link(&passage.compare, "Side by side").attr("class", "quiet");
    let passage = tag("div", "shared-passage")
        .key(&first.address)
        .with(wording(first))
        .with(tag("div", "shared-others").with(details).with(beside));
    Some(passage.html())
}

/// That not all are listed, and where they are.
#[inline(never)]
fn more(all: usize, address: &str, place: &str) -> Html {
    let left = words::counted(all - MOST_LINES, "more", "more");
    tag("p", "quiet").text(&left).text(" ").with(link(address, place)).html()
}

fn wording(wording: &Wording) -> El {
    let mut caption = tag("figcaption", "quiet").with(link(&wording.address, &wording.label));
    if let Some(grade) = wording.grade {
        caption = caption.text(": ").text(grade);
        if !wording.reason.is_empty() {
            caption = caption.text(" (").text(&wording.reason).text(")");
        }
    }
    tag("figure", "wording")
        .key(&wording.address)
        .with(el("blockquote").lang(&wording.language).text(&wording.text))
        .with(caption)
}

fn alone_section(alone: &[Alone]) -> El {
    let mut section = section("", "alone", "What only one source has");
    for source in alone {
        let count = words::counted(source.count, "sentence", "sentences");
        let head = el("h3").text(&source.label).text(" ").with(link(&source.compare, &count).attr("class", "quiet"));
        let mut item = tag("div", "topic").key_number(source.document.0 as usize).with(head);
        for (text, address) in &source.sentences {
            let words = link(address, text).lang(&source.language);
            item = item.with(tag("p", "only-sentence").key(address).with(words));
        }
        section = section.with(item);
    }
    section
}

fn matrix_section(data: &Data, matrix: &Matrix, most: usize) -> El {
    let line = "What each source says, its figures, and how often it names somebody; each leads to the sentence";
    let mut table = tag("table", "matrix").attr("aria-describedby", "matrix-note").with(matrix_head(data, matrix));
    for (at, group) in matrix.groups.iter().filter(|group| !group.rows.is_empty()).enumerate() {
        table = table.with(if at < most { self::group(matrix, group) } else { el("tbody").key(group.name) });
    }
    let scroll = tag("div", "matrix-scroll")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-labelledby", "matrix")
        .with(table);
    let section = section("names", "matrix", "Coverage by source")
        .with(tag("p", "quiet").attr("id", "matrix-note").text(line))
        .with(scroll);
    match &matrix.left_out {
        Some(left_out) => section.with(
            tag("p", "quiet")
                .text(left_out)
                .text(" in ")
                .with(link(&address::of_view(data, View::Entities), "Entities")),
        ),
        None => section,
    }
}

fn matrix_head(data: &Data, matrix: &Matrix) -> El {
    let mut heads = el("tr").with(el("td"));
    for (id, label, address) in &matrix.sources {
        let head = tag("th", "column-head").attr("scope", "col").key(&data.corpus.documents[*id].id);
        heads = heads.with(head.with(link(address, label)));
    }
    el("thead").with(heads)
}

fn group(matrix: &Matrix, group: &Group) -> El {
    let mut head =
        tag("th", "label").attr("scope", "rowgroup").number("colspan", matrix.sources.len() + 1).text(group.name);
    if let Some(more) = &group.more {
        head = head.text(" ").with(link(&more.1, &more.0));
    }
    let mut body = el("tbody").key(group.name).with(el("tr").with(head));
    for row in &group.rows {
        let name = link(&row.address, &row.name).set("title", &row.spread);
        let mut line = el("tr").key(&row.address).with(el("th").attr("scope", "row").with(name));
        for cell in &row.cells {
            line = line.with(self::cell(cell));
        }
        body = body.with(line);
    }
    body
}

fn cell(cell: &Cell) -> El {
    let content = match &cell.address {
        Some(address) => Some(link(address, &cell.text).set("aria-label", &cell.title).html()),
        None => (!cell.text.is_empty()).then(|| text(&cell.text)),
    };
    tag("td", "cell").number("data-tint", cell.tint as usize).child_some(content)
}

fn full_text(data: &Data, text: &FullText) -> El {
    let document = &data.corpus.documents[text.document];
    let summary = el("summary")
        .child(note("strong", "", &text.label))
        .text(": ")
        .with(el("span").set("lang", &text.language).text(&text.title));
    let facts = tag("p", "quiet").text(&text.facts).text(" · ").with(link(&text.address, "Open in the reader"));
    let mut article = el("article").lang(&text.language).set("aria-label", &text.title).with(facts);
    for (kind, span) in &text.blocks {
        let class = match kind {
            BlockKind::Caption => "caption",
            BlockKind::Notice => "notice",
            BlockKind::Headline => "headline",
            _ => "",
        };
        article = article.child(note("p", class, span.of(document.text())));
    }
    el("details").key(&document.id).with(summary).with(article)
}
