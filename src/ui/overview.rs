use super::{about, part, use_data, use_dispatch};
use crate::text::BlockKind;
use crate::view::overview::matrix::{Cell, Group, Matrix};
use crate::view::overview::passages::{Passage, Wording};
use crate::view::overview::{FullText, Overview as Model, Source, model};
use crate::view::{Data, State, figures};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OverviewProps {
    pub state: Rc<State>,
}

/// The story in one screen.
#[component]
pub fn Overview(props: &OverviewProps) -> Html {
    let data = use_data();
    let dispatch = use_dispatch();
    // It depends on the corpus alone, so it is worked out once.
    let model: Rc<Model> = {
        let state = props.state.clone();
        use_memo(data.clone(), move |data| model(data, &state))
    };
    html! {
        <div class="overview">
            <header class="page-head">
                <h1 id="heading" tabindex="-1">{ &model.heading }</h1>
                <p class="quiet">{ &model.lede }</p>
            </header>
            if model.is_empty {
                <p class="empty">{ "There is nothing to read yet. Add articles to begin" }</p>
            } else {
                <section class="sources" aria-labelledby="sources">
                    <h2 id="sources" class="label">{ "Sources" }</h2>
                    <ul>{ for model.sources.iter().map(|source| self::source(&data, source)) }</ul>
                    <p class="quiet legend">
                        <span class="key-shared">{ "shared with another source" }</span>
                        <span class="key-only">{ "only here" }</span>
                        <span class="key-rest">{ "no clear match" }</span>
                    </p>
                </section>
                <div class="overview-main">
                    <div class="overview-story">
                        { figures_section(&model) }
                        { passages_section(&model) }
                    </div>
                    { matrix_section(&data, &model.matrix) }
                </div>
                <section class="noise" aria-labelledby="noise">
                    <h2 id="noise">{ "Set aside as noise" }</h2>
                    <p class="quiet">{ &model.noise_line }</p>
                    { for model.noise.iter().map(|noise| about::noise(data.corpus.documents[noise.document].text(), noise, &dispatch)) }
                </section>
                if !model.texts.is_empty() {
                    <section class="whole" aria-labelledby="whole">
                        <h2 id="whole">{ "The articles, whole" }</h2>
                        { for model.texts.iter().map(|text| full_text(&data, text)) }
                    </section>
                }
            }
        </div>
    }
}

fn source(data: &Data, source: &Source) -> Html {
    html! {
        <li key={data.corpus.documents[source.document].id.clone()}>
            <p class="label">{ &source.label }</p>
            <h3><a href={source.address.clone()} lang={source.language.clone()}>{ &source.title }</a></h3>
            <p class="quiet">{ &source.date }<br />{ source.date_note }</p>
            { part::share(source.shared, source.only_here, source.sentences) }
            <p class="quiet num">{ &source.share }<br />{ &source.words }</p>
            if !source.warnings.is_empty() {
                <details class="warnings">
                    <summary>{ warning_count(source.warnings.len()) }</summary>
                    <ul>{ for source.warnings.iter().map(|text| html! { <li>{ text }</li> }) }</ul>
                </details>
            }
        </li>
    }
}

fn warning_count(count: usize) -> String {
    crate::view::words::counted(count, "warning", "warnings")
}

fn figures_section(model: &Model) -> Html {
    html! {
        <section aria-labelledby="figures">
            <h2 id="figures">{ "Figures side by side" }</h2>
            <p class="quiet">{ &model.figures_line }</p>
            { for model.figures.iter().map(topic) }
        </section>
    }
}

fn topic(topic: &figures::Topic) -> Html {
    let is_alarm = topic.status == crate::corpus::FigureStatus::Conflict;
    let value = |(at, value): (usize, &figures::Value)| {
        html! {
            <li key={at}>
                <a class="figure-value num" href={value.address.clone()}>{ &value.reading }</a>
                <span class="figure-words"><q>{ "“" }{ &value.quote }{ "”" }</q></span>
                <span class="quiet">
                    { &value.label }
                    if !value.said_by.is_empty() { { ", " }{ &value.said_by } }
                </span>
            </li>
        }
    };
    html! {
        <div class="topic" key={topic.title.clone()}>
            <h3>{ &topic.title }{ " " }<span class={classes!("tag", is_alarm.then_some("is-alarm"))}>{ topic.status_name }</span></h3>
            <ul>{ for topic.values.iter().enumerate().map(value) }</ul>
            <p class="quiet">{ &topic.reason }</p>
        </div>
    }
}

fn passages_section(model: &Model) -> Html {
    html! {
        <section aria-labelledby="passages">
            <h2 id="passages">{ "What most sources say" }</h2>
            <p class="quiet">{ &model.passages_line }</p>
            { for model.passages.iter().map(passage) }
        </section>
    }
}

fn passage(passage: &Passage) -> Html {
    let (first, others) = passage.wordings.split_first().expect("a passage has a wording");
    let count = crate::view::words::counted(others.len(), "other wording", "other wordings");
    html! {
        <div class="shared-passage" key={first.address.clone()}>
            { wording(first) }
            <div class="shared-others">
                <details>
                    <summary>{ count }</summary>
                    { for others.iter().map(wording) }
                </details>
                <a class="quiet" href={passage.compare.clone()}>{ "Side by side" }</a>
            </div>
        </div>
    }
}

fn wording(wording: &Wording) -> Html {
    html! {
        <figure class="wording" key={wording.address.clone()}>
            <blockquote lang={wording.language.clone()} dir="auto">{ &wording.text }</blockquote>
            <figcaption class="quiet">
                <a href={wording.address.clone()}>{ &wording.label }</a>
                if let Some(grade) = wording.grade {
                    { ": " }{ grade }
                    if !wording.reason.is_empty() { { " (" }{ &wording.reason }{ ")" } }
                }
            </figcaption>
        </figure>
    }
}

fn matrix_section(data: &Data, matrix: &Matrix) -> Html {
    html! {
        <section class="names" aria-labelledby="matrix">
            <h2 id="matrix">{ "Who and where" }</h2>
            <p class="quiet" id="matrix-note">{ "How often each source names them; a number leads to the first mention" }</p>
            <div class="matrix-scroll" tabindex="0" role="group" aria-labelledby="matrix">
                <table class="matrix" aria-describedby="matrix-note">
                    <thead>
                        <tr>
                            <td></td>
                            { for matrix.sources.iter().map(|(id, label, address)| html! {
                                <th scope="col" class="column-head" key={data.corpus.documents[*id].id.clone()}><a href={address.clone()}>{ label }</a></th>
                            }) }
                        </tr>
                    </thead>
                    { for matrix.groups.iter().filter(|group| !group.rows.is_empty()).map(|group| self::group(data, matrix, group)) }
                </table>
            </div>
            if let Some(left_out) = &matrix.left_out {
                <p class="quiet">{ left_out }{ " in " }<a href="#/entities">{ "Entities" }</a></p>
            }
        </section>
    }
}

fn group(data: &Data, matrix: &Matrix, group: &Group) -> Html {
    let all = if group.name == "Places" { "#/places" } else { "#/entities" };
    let span = (matrix.sources.len() + 1).to_string();
    html! {
        <tbody key={group.name}>
            <tr key="group">
                <th scope="rowgroup" class="label" colspan={span}>
                    { group.name }
                    if let Some(more) = &group.more { { " " }<a href={all}>{ more }</a> }
                </th>
            </tr>
            { for group.rows.iter().map(|row| html! {
                <tr key={data.corpus.entities[row.entity].id.clone()}>
                    <th scope="row"><a href={row.address.clone()} title={row.spread.clone()}>{ &row.name }</a></th>
                    { for row.cells.iter().enumerate().map(|(at, cell)| self::cell(at, cell)) }
                </tr>
            }) }
        </tbody>
    }
}

fn cell(at: usize, cell: &Cell) -> Html {
    html! {
        <td key={at} class="cell" data-tint={cell.tint.to_string()}>
            if let Some(address) = &cell.address {
                <a href={address.clone()} aria-label={cell.title.clone()}>{ cell.count }</a>
            } else if cell.count > 0 {
                { cell.count }
            } else {
                <span aria-label="none">{ "·" }</span>
            }
        </td>
    }
}

fn full_text(data: &Data, text: &FullText) -> Html {
    let document = &data.corpus.documents[text.document];
    let block = |(at, (kind, span)): (usize, &(BlockKind, crate::base::Span))| {
        let words = span.of(document.text()).to_string();
        let class = match kind {
            BlockKind::Caption => "caption",
            BlockKind::Notice => "notice",
            BlockKind::Headline => "headline",
            _ => "",
        };
        html! { <p key={at} {class}>{ words }</p> }
    };
    html! {
        <details key={document.id.clone()}>
            <summary><strong>{ &text.label }</strong>{ ": " }<span lang={text.language.clone()}>{ &text.title }</span></summary>
            <article lang={text.language.clone()} dir="auto" aria-label={text.title.clone()}>
                <p class="quiet">{ &text.facts }{ " · " }<a href={text.address.clone()}>{ "Open in the reader" }</a></p>
                { for text.blocks.iter().enumerate().map(block) }
            </article>
        </details>
    }
}
