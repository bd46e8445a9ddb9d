use crate::view::entity::{Context, Detail, Source, Variant};
use crate::view::{Action, Data, words};
use yew::prelude::*;

/// One entity in full, beside the list it was opened from.
pub fn detail(data: &Data, detail: &Detail, close: Action, dispatch: &Callback<Action>) -> Html {
    let entity = detail.entity;
    let filter = dispatch.reform(move |_: MouseEvent| Action::FilterByEntity(entity));
    let close = dispatch.reform(move |_: MouseEvent| close.clone());
    html! {
        <article class="entity" aria-labelledby="entity-name">
            <div class="row no-print">
                <button type="button" class="button" data-key="close" onclick={close}>{ "Close" }</button>
                if let Some(count) = detail.filter_count {
                    <button type="button" class="button is-primary" onclick={filter}>
                        { "Filter the articles: " }{ words::number(count) }
                    </button>
                }
            </div>
            <h2 id="entity-name" tabindex="-1" dir="auto">{ &detail.name }</h2>
            <p class="quiet">{ &detail.kind_line }{ " · " }{ &detail.count_line }</p>
            if let Some(described) = &detail.description {
                <p class="entity-description">
                    { "“" }{ &described.text }{ "” " }<a class="quiet" href={described.address.clone()}>{ &described.label }</a>
                </p>
            }
            { variants(&detail.variants) }
            if detail.sources.is_empty() {
                <p class="quiet">{ "No article names it; it stands here because something in it is named." }</p>
            }
            { for detail.sources.iter().map(|source| self::source(data, source)) }
        </article>
    }
}

fn variants(variants: &[Variant]) -> Html {
    if variants.len() < 2 {
        return Html::default();
    }
    html! {
        <section>
            <h3 class="label">{ "Forms taken as one, and why" }</h3>
            <ul class="variants">{ for variants.iter().map(variant) }</ul>
        </section>
    }
}

fn variant(variant: &Variant) -> Html {
    html! {
        <li key={variant.text.clone()}>
            <span class="variant-text" dir="auto">{ &variant.text }</span>
            <span class="count">{ " " }{ variant.mentions }</span>
            if variant.is_doubtful { { " " }<span class="tag is-only">{ "doubtful" }</span> }
            if let Some(reason) = &variant.reason { <span class="quiet variant-reason">{ reason }</span> }
        </li>
    }
}

fn source(data: &Data, source: &Source) -> Html {
    let document = &data.corpus.documents[source.document];
    html! {
        <section key={document.id.clone()}>
            <h3 class="source-head">
                <a href={source.address.clone()}>{ &source.label }</a>
                <span class="count">{ " " }{ source.mentions }</span>
            </h3>
            <ul class="contexts" lang={source.language.clone()}>
                { for source.contexts.iter().map(|context| self::context(document.text(), context)) }
            </ul>
            if source.more > 0 {
                <p class="quiet">{ source.more }{ " more in the article" }</p>
            }
        </section>
    }
}

fn context(text: &str, context: &Context) -> Html {
    html! {
        <li key={context.mention.0}>
            <a href={context.address.clone()} dir="auto">
                { context.left.of(text) }<mark data-kind="chosen">{ context.hit.of(text) }</mark>{ context.right.of(text) }
            </a>
            if context.is_government { { " " }<span class="tag">{ "for its government" }</span> }
        </li>
    }
}
