use super::{dom, part, shell, use_data, use_dispatch};
use crate::base::MentionId;
use crate::text::BlockKind;
use crate::view::reader::{
    Block, Fact, MentionCard, Part, Passage, Reader as Model, Sentence, block_name, mention_card,
};
use crate::view::{Action, Run};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ReaderProps {
    pub reader: Rc<Model>,
    pub shows_set_aside: bool,
}

/// One article, whole.
#[component]
pub fn Reader(props: &ReaderProps) -> Html {
    let data = use_data();
    let dispatch = use_dispatch();
    let card = use_state(|| None::<MentionId>);
    let reader = &props.reader;
    let document = &data.corpus.documents[reader.document];
    let ink = Ink { text: document.text(), card: *card, reader, data: &data, dispatch: &dispatch };
    let show = {
        let card = card.clone();
        move |target: Option<u32>| {
            let target = target.map(MentionId);
            if *card != target {
                card.set(target);
            }
        }
    };
    let onmouseover = {
        let show = show.clone();
        Callback::from(move |event: MouseEvent| show(dom::mention_at(&event)))
    };
    let onfocusin = {
        let show = show.clone();
        Callback::from(move |event: FocusEvent| show(dom::mention_at(&event)))
    };
    let onmouseleave = Callback::from(move |_: MouseEvent| show(None));
    html! {
        <article class="reader" key={document.id.clone()} aria-labelledby="heading">
            { ink.head(props.shows_set_aside) }
            <div class="reader-text" lang={reader.language.clone()} dir="auto" {onmouseover} {onfocusin} {onmouseleave}>
                { ink.panel(&reader.headline) }
                { for reader.blocks.iter().filter(|block| !block.is_set_aside || props.shows_set_aside).map(|block| ink.block(block)) }
            </div>
        </article>
    }
}

impl Ink<'_> {
    fn head(&self, shows_set_aside: bool) -> Html {
        let (reader, dispatch) = (self.reader, self.dispatch);
        let close = dispatch.reform(|_: MouseEvent| Action::CloseReader);
        let aside = dispatch.reform(|_: MouseEvent| Action::ToggleSetAside);
        let compare = {
            let document = reader.document;
            dispatch.reform(move |_: MouseEvent| Action::CompareFrom(document))
        };
        html! {
            <header class="reader-head">
                <div class="row no-print">
                    <button type="button" class="button" data-key="close" onclick={close}>{ "Back to the list" }</button>
                    <button type="button" class="button" onclick={compare}>{ "Compare with others" }</button>
                    if reader.set_aside > 0 {
                        <button type="button" class="button" aria-pressed={shows_set_aside.to_string()} onclick={aside}>
                            { "Set aside: " }{ reader.set_aside }
                        </button>
                    }
                </div>
                <p class="label">{ &reader.label }</p>
                <h1 id="heading" tabindex="-1" lang={reader.language.clone()} dir="auto">
                    if reader.headline.is_empty() {
                        { &reader.title }
                    } else {
                        { for reader.headline.iter().map(|part| self.part(part)) }
                    }
                </h1>
                { self.matches() }
                <dl class="facts">{ for reader.facts.iter().map(fact) }</dl>
                <p class="quiet">{ &reader.shared_line }</p>
                if !reader.warnings.is_empty() {
                    <details class="warnings">
                        <summary>{ "To keep in mind while reading: " }{ reader.warnings.len() }</summary>
                        <ul>{ for reader.warnings.iter().map(|text| html! { <li>{ text }</li> }) }</ul>
                    </details>
                }
            </header>
        }
    }

    /// Steps through the matches of the query in this article.
    fn matches(&self) -> Html {
        if self.reader.matches == 0 {
            return Html::default();
        }
        let step =
            |step: i32| Callback::from(move |_: MouseEvent| dom::step_mark(".reader mark[data-kind~=hit]", step));
        html! {
            <p class="row no-print">
                <span class="quiet">{ &self.reader.matches_line }</span>
                <button type="button" class="button" data-key="previous" onclick={step(-1)}>{ "Previous match" }</button>
                <button type="button" class="button" data-key="next" onclick={step(1)}>{ "Next match" }</button>
            </p>
        }
    }

    /// The wording of the other articles at the sentence that the reader was led to, if it is among these.
    fn panel(&self, parts: &[Part]) -> Html {
        let focus = parts.iter().find_map(|part| match part {
            Part::Sentence(sentence) if sentence.is_focus => Some(self.passages(sentence)),
            _ => None,
        });
        focus.unwrap_or_default()
    }
}

fn fact(fact: &Fact) -> Html {
    html! {
        <div key={fact.name}>
            <dt class="label">{ fact.name }</dt>
            <dd>
                if let Some(url) = &fact.url {
                    <a href={url.clone()} rel="noreferrer noopener external">{ &fact.value }</a>
                } else {
                    { &fact.value }
                }
                if !fact.note.is_empty() { <span class="quiet">{ " " }{ &fact.note }</span> }
            </dd>
        </div>
    }
}

/// What it takes to draw the text of one article.
struct Ink<'a> {
    text: &'a str,
    card: Option<MentionId>,
    reader: &'a Model,
    data: &'a crate::view::Data,
    dispatch: &'a Callback<Action>,
}

impl Ink<'_> {
    fn block(&self, block: &Block) -> Html {
        let key = block.id.0;
        let content = html! { <>{ for block.parts.iter().map(|part| self.part(part)) }</> };
        let panel = self.panel(&block.parts);
        let body = if block.is_set_aside {
            html! {
                <div class="set-aside" {key}>
                    <p class="label">{ block_name(block.kind) }</p>
                    <p class="set-aside-text">{ content }</p>
                    if let Some(reason) = &block.reason { <p class="quiet">{ "Set aside: " }{ reason }</p> }
                </div>
            }
        } else {
            match block.kind {
                BlockKind::Headline => html! { <p class="headline" {key}>{ content }</p> },
                BlockKind::Caption => html! {
                    <p class="caption" {key}><span class="label">{ "Caption " }</span>{ content }</p>
                },
                BlockKind::Notice => html! {
                    <p class="notice" {key}><span class="label">{ "Notice " }</span>{ content }</p>
                },
                _ => html! { <p {key}>{ content }</p> },
            }
        };
        html! { <>{ body }{ panel }</> }
    }

    fn part(&self, part: &Part) -> Html {
        match part {
            Part::Between(runs) => html! { <>{ for runs.iter().map(|run| self.run(run)) }</> },
            Part::Sentence(sentence) => self.sentence(sentence),
        }
    }

    fn sentence(&self, sentence: &Sentence) -> Html {
        let class = if sentence.is_focus { "sentence is-focus" } else { "sentence" };
        let id = shell::sentence_id(sentence.id);
        html! {
            <span {class} {id} key={sentence.id.0}>
                { for sentence.runs.iter().map(|run| self.run(run)) }
                { self.says(sentence) }
            </span>
        }
    }

    /// At the end of a sentence: how many other articles say it.
    fn says(&self, sentence: &Sentence) -> Html {
        let id = sentence.id;
        let onclick = self.dispatch.reform(move |_: MouseEvent| Action::ToggleFocus(id));
        let name = match sentence.others {
            0 if sentence.is_only_here => "Only here: no other article has this".to_string(),
            0 => return Html::default(),
            1 => "1 other article says this".to_string(),
            others => [&others.to_string(), " other articles say this"].concat(),
        };
        let (class, mark) = if sentence.others == 0 {
            ("says is-only", "◇".to_string())
        } else {
            ("says", sentence.others.to_string())
        };
        html! {
            <button type="button" {class} title={name.clone()} aria-label={name} {onclick}
                aria-expanded={sentence.is_focus.to_string()}>{ mark }</button>
        }
    }

    fn run(&self, run: &Run) -> Html {
        let words = run.span.of(self.text).to_string();
        let marked = if run.kinds.is_empty() {
            html! { { words } }
        } else {
            html! { <mark data-kind={run.kinds.clone()}>{ words }</mark> }
        };
        let Some(mention) = run.mention else { return marked };
        let is_open = self.card == Some(mention);
        let address = crate::view::address::of_entity(
            self.data,
            self.data.corpus.documents[self.reader.document].entity_of[mention],
        );
        html! {
            <span class="mention" data-mention={mention.0.to_string()} id={mention_id(mention)}>
                <a href={address} aria-describedby={is_open.then_some("mention-card")}>{ marked }</a>
                if is_open { { self.card(mention) } }
            </span>
        }
    }

    fn card(&self, mention: MentionId) -> Html {
        let Some(card) = mention_card(self.data, self.reader.document, mention) else { return Html::default() };
        draw_card(&card, self.dispatch)
    }

    fn passages(&self, sentence: &Sentence) -> Html {
        let id = sentence.id;
        let close = self.dispatch.reform(move |_: MouseEvent| Action::ToggleFocus(id));
        let copy = {
            let address = sentence.address.clone();
            let dispatch = self.dispatch.clone();
            Callback::from(move |_: MouseEvent| {
                dom::copy(&dom::absolute(&address));
                dispatch.emit(Action::Announce("The link to this passage is on the clipboard".into()));
            })
        };
        html! {
            <aside class="passages" aria-label="This sentence in the other articles">
                <div class="row">
                    <p class="label">{ if sentence.passages.is_empty() { "No other article has this" } else { "In the other articles" } }</p>
                    <button type="button" class="link quiet" onclick={copy}>{ "Copy link to this passage" }</button>
                    <button type="button" class="link quiet" data-key="close" onclick={close}>{ "Close" }</button>
                </div>
                { for sentence.passages.iter().map(|passage| self.passage(passage)) }
            </aside>
        }
    }

    fn passage(&self, passage: &Passage) -> Html {
        let document = &self.data.corpus.documents[passage.document];
        html! {
            <figure class="passage" key={[&document.id, "-", &passage.sentence.0.to_string()].concat()}>
                <figcaption class="row">
                    <a href={passage.address.clone()}>{ &passage.label }</a>
                    <span class="tag is-shared">{ passage.grade }</span>
                </figcaption>
                <blockquote lang={passage.language.clone()} dir="auto">{ part::marked(document.text(), &passage.runs) }</blockquote>
                <p class="quiet">{ &passage.reason }</p>
            </figure>
        }
    }
}

fn mention_id(mention: MentionId) -> String {
    ["m", &mention.0.to_string()].concat()
}

fn draw_card(card: &MentionCard, dispatch: &Callback<Action>) -> Html {
    let entity = card.entity;
    let filter = dispatch.reform(move |_: MouseEvent| Action::FilterByEntity(entity));
    let step = |to: Option<MentionId>, name: &'static str| {
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(to) = to {
                dom::focus_inside(&mention_id(to));
            }
        });
        html! { <button type="button" class="button" disabled={to.is_none()} {onclick}>{ name }</button> }
    };
    html! {
        <span class="mention-card" id="mention-card" role="note">
            <strong>{ &card.name }</strong>{ " " }<span class="tag">{ card.kind }</span>
            if card.is_government { { " " }<span class="tag">{ "stands for its government" }</span> }
            if let Some(description) = &card.description { <span class="card-line">{ description }</span> }
            if !card.variants.is_empty() {
                <span class="card-line quiet">{ "Also: " }{ card.variants.join(" · ") }</span>
            }
            <span class="card-line quiet">{ &card.count_line }</span>
            <span class="row">
                { step(card.previous, "Previous") }{ step(card.next, "Next") }
                <button type="button" class="button" onclick={filter}>{ "Filter" }</button>
            </span>
        </span>
    }
}
