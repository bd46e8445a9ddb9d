use super::part::{El, act, button, el, link, note, tag, text};
use super::{desk, dom, notes, part, shell, use_data, use_dispatch};
use crate::base::{Date, MentionId};
use crate::corpus::Target;
use crate::corpus::corrections::Correction;
use crate::corpus::notes::NoteKind;
use crate::text::BlockKind;
use crate::view::desk::{machine_says, of_block};
use crate::view::reader::{Block, Fact, Part, PartOf, Passage, Reader as Model, Sentence, Stance, block_name};
use crate::view::{Action, Data, Run, mention};
use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::VList;

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
    let shows_set_aside = props.shows_set_aside;
    let ink = Ink { text: document.text(), card: *card, reader, data: &data, dispatch: &dispatch, shows_set_aside };
    let show = Callback::from(move |target: Option<u32>| {
        let target = target.map(MentionId);
        if *card != target {
            card.set(target);
        }
    });
    let blocks = reader.blocks.iter().filter(|block| !block.is_set_aside || props.shows_set_aside);
    let text = tag("div", "reader-text")
        .lang(&reader.language)
        .on_mouseover(show.reform(|event: MouseEvent| dom::mention_at(&event)))
        .on_focusin(show.reform(|event: FocusEvent| dom::mention_at(&event)))
        .on_mouseleave(show.reform(|_: MouseEvent| None))
        .child(ink.panel(&reader.headline))
        .children(blocks.map(|block| ink.block(block)).collect());
    let part = |name| reader.part.as_ref().map(|part| part_of(part, name));
    tag("article", "reader")
        .key(&document.id)
        .attr("aria-labelledby", "heading")
        .with(ink.head(props.shows_set_aside))
        .child_some(part("Parts of this article"))
        .with(text)
        .child_some(part("Parts of this article, after the text"))
        .child(html! { <notes::Bar document={reader.document} /> })
        .html()
}

impl Ink<'_> {
    fn head(&self, shows_set_aside: bool) -> El {
        let reader = self.reader;
        let heading = el("h1").attr("id", "heading").attr("tabindex", "-1").lang(&reader.language);
        let heading = match reader.headline_block {
            Some(block) => heading.number("data-block", block.0 as usize),
            None => heading,
        };
        let notes = |block| notes::under(self.data, reader.document, &reader.notes, Some(block), self.dispatch);
        let heading = if reader.headline.is_empty() {
            heading.text(&reader.title)
        } else {
            heading.children(self.parts(&reader.headline))
        };
        tag("header", "reader-head")
            .with(self.tools(shows_set_aside))
            .child(self.switches())
            .with(heading)
            .child_some(reader.headline_block.and_then(notes))
            .child(self.matches())
            .child(notes::head(self.data, self.reader.document, &self.reader.notes, self.dispatch))
            .with(tag("dl", "facts").children(reader.facts.iter().map(fact).collect()))
            .with(self.correct_facts())
            .with(tag("div", "").child(part::strip(&reader.strip)).child(note("p", "quiet", &reader.shared_line)))
            .child_some((!reader.warnings.is_empty()).then(|| warnings(&reader.warnings)))
    }

    /// The articles, this one among them: each link puts another in its place.
    fn switches(&self) -> Html {
        if self.reader.switches.len() < 2 {
            return note("p", "label", &self.reader.label);
        }
        let mut list = tag("nav", "switches row").attr("aria-label", "Read in another article");
        for switch in &self.reader.switches {
            let mut link = link(&switch.address, &switch.label);
            if switch.is_current {
                link = link.attr("aria-current", "true");
            }
            list = list.with(link.key_number(switch.document.0 as usize));
        }
        list.html()
    }

    fn tools(&self, shows_set_aside: bool) -> El {
        let (reader, dispatch) = (self.reader, self.dispatch);
        let aside = || {
            button("button", "Set aside: ", act(dispatch, Action::ToggleSetAside))
                .flag("aria-pressed", shows_set_aside)
                .text(&reader.set_aside.to_string())
                .html()
        };
        let compare = act(dispatch, Action::CompareFrom(reader.document));
        tag("div", "row no-print")
            .with(button("button", "Back to the list", act(dispatch, Action::CloseReader)).attr("data-key", "close"))
            .with(button("button", "Compare with others", compare))
            .child(aside())
    }

    /// Outlet, title and day, to be corrected.
    fn correct_facts(&self) -> El {
        let document = &self.data.corpus.documents[self.reader.document];
        let analysis = &document.analysis;
        let id = || document.id.clone();
        let (outlet, title, day) = (id(), id(), id());
        let machine = machine_says(self.data, Target::Article(self.reader.document));
        let date = analysis.published.map(|day| day.to_string()).unwrap_or_default();
        let known = analysis.facts.outlet.as_deref().unwrap_or_default();
        let fields = tag("div", "desk-facts")
            .with(desk::typed("fact-outlet", "Outlet", known, "Set", self.dispatch, move |text| Correction::Outlet {
                article: outlet.clone(),
                outlet: text,
            }))
            .with(desk::typed("fact-title", "Title", &analysis.title, "Set", self.dispatch, move |text| {
                Correction::Title { article: title.clone(), title: text }
            }))
            .with(desk::typed("fact-day", "Day (YYYY-MM-DD)", &date, "Set", self.dispatch, move |text| {
                Correction::Published { article: day.clone(), published: Date::parse_iso(&text) }
            }));
        let fold = tag("details", "desk-fold no-print");
        let fold = fold.with(tag("summary", "quiet").text("Correct these…")).with(fields);
        tag("div", "").child_some(desk::corrected(&machine)).with(fold)
    }

    /// Steps through the matches of the query in this article.
    fn matches(&self) -> Html {
        if self.reader.matches == 0 {
            return Html::default();
        }
        let step = |step: i32, key: &'static str, name: &str| {
            let go = Callback::from(move |_: MouseEvent| dom::step_mark(".reader mark[data-kind~=hit]", step));
            button("button", name, go).attr("data-key", key)
        };
        tag("p", "row no-print")
            .child(note("span", "quiet", &self.reader.matches_line))
            .with(step(-1, "previous", "Previous match"))
            .with(step(1, "next", "Next match"))
            .html()
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

/// Leads to the other parts of a long article or comparison.
pub fn part_of(part: &PartOf, name: &'static str) -> Html {
    let to = |address: &Option<String>, name: &str| address.as_ref().map(|address| link(address, name).html());
    let matches = part.match_in.as_ref().map(|(name, address)| link(address, name).html());
    tag("nav", "reader-part row no-print")
        .attr("aria-label", name)
        .child(note("span", "label", &part.line))
        .child_some(to(&part.previous, "Previous part"))
        .child_some(to(&part.next, "Next part"))
        .child_some(matches)
        .html()
}

fn warnings(warnings: &[String]) -> Html {
    let summary = el("summary").text("To keep in mind while reading: ").text(&warnings.len().to_string());
    let items = warnings.iter().map(|warning| note("li", "", warning)).collect();
    tag("details", "warnings").with(summary).with(el("ul").children(items)).html()
}

fn fact(fact: &Fact) -> Html {
    let value = match &fact.url {
        Some(url) => link(url, &fact.value).attr("rel", "noreferrer noopener external").html(),
        None => text(&fact.value),
    };
    let aside = || tag("span", "quiet").text(" ").text(&fact.note).html();
    el("div")
        .key(fact.name)
        .child(note("dt", "label", fact.name))
        .with(el("dd").child(value).child_some((!fact.note.is_empty()).then(aside)))
        .html()
}

/// Nodes without an element around them.
fn together(nodes: Vec<Html>) -> Html {
    VList::with_children(nodes, None).into()
}

/// What it takes to draw the text of one article.
struct Ink<'a> {
    text: &'a str,
    card: Option<MentionId>,
    reader: &'a Model,
    data: &'a Data,
    dispatch: &'a Callback<Action>,
    shows_set_aside: bool,
}

impl Ink<'_> {
    fn block(&self, block: &Block) -> Html {
        let body = if block.is_set_aside { self.set_aside(block) } else { self.story(block) };
        let mut pieces = vec![body.key_number(block.id.0 as usize).html(), self.panel(&block.parts)];
        pieces.extend(notes::under(self.data, self.reader.document, &self.reader.notes, Some(block.id), self.dispatch));
        pieces.extend(desk::corrected(&machine_says(self.data, Target::Block(self.reader.document, block.id))));
        if self.shows_set_aside {
            let name = if block.is_set_aside { "Put back" } else { "Set aside" };
            let correction = of_block(self.data, self.reader.document, block.id);
            let tool = button("link quiet", name, desk::correct(self.dispatch, correction));
            pieces.push(tag("p", "desk-block no-print").with(tool).html());
        }
        together(pieces)
    }

    fn set_aside(&self, block: &Block) -> El {
        let reason = |reason: &String| tag("p", "quiet").text("Set aside: ").text(reason).html();
        tag("div", "set-aside")
            .child(note("p", "label", block_name(block.kind)))
            .with(
                tag("p", "set-aside-text")
                    .number("data-block", block.id.0 as usize)
                    .child(together(self.parts(&block.parts)))
                    .child(notes::pencil(self.reader.document, block.id, self.dispatch)),
            )
            .child_some(block.reason.as_ref().map(reason))
    }

    fn story(&self, block: &Block) -> El {
        let (class, label) = match block.kind {
            BlockKind::Headline => ("headline", ""),
            BlockKind::Caption => ("caption", "Caption "),
            BlockKind::Notice => ("notice", "Notice "),
            _ => ("", ""),
        };
        let label = (!label.is_empty()).then(|| note("span", "label", label));
        tag("p", class)
            .number("data-block", block.id.0 as usize)
            .child_some(label)
            .child(together(self.parts(&block.parts)))
            .child(notes::pencil(self.reader.document, block.id, self.dispatch))
    }

    fn parts(&self, parts: &[Part]) -> Vec<Html> {
        let part = |part: &Part| match part {
            Part::Between(runs) => together(self.runs(runs)),
            Part::Sentence(sentence) => self.sentence(sentence),
        };
        parts.iter().map(part).collect()
    }

    fn sentence(&self, sentence: &Sentence) -> Html {
        tag("span", if sentence.is_focus { "sentence is-focus" } else { "sentence" })
            .set("id", &shell::sentence_id(sentence.id))
            .key_number(sentence.id.0 as usize)
            .children(self.runs(&sentence.runs))
            .child(self.says(sentence))
            .html()
    }

    /// At the end of a sentence: how many other articles say it, or that they differ, or that none has it.
    fn says(&self, sentence: &Sentence) -> Html {
        let others = sentence.others.to_string();
        let (class, mark) = match sentence.stance {
            Stance::Silent => return Html::default(),
            Stance::OnlyHere => ("says is-only", "◇".to_string()),
            Stance::Shared => ("says", others),
            Stance::Differs if sentence.others == 0 => ("says is-differing", "≠".to_string()),
            Stance::Differs => ("says is-differing", [&others, "≠"].concat()),
        };
        button(class, &mark, act(self.dispatch, Action::ToggleFocus(sentence.id)))
            .set("title", &sentence.says)
            .set("aria-label", &sentence.says)
            .flag("aria-expanded", sentence.is_focus)
            .html()
    }

    fn runs(&self, runs: &[Run]) -> Vec<Html> {
        runs.iter().map(|run| self.run(run)).collect()
    }

    fn run(&self, run: &Run) -> Html {
        let words = run.span.of(self.text);
        let marked = match run.kinds.as_str() {
            "" => text(words),
            kinds => el("mark").set("data-kind", kinds).text(words).html(),
        };
        if let (Some((entity, at)), None) = (run.meant, run.mention) {
            let found = &self.data.corpus.entities[entity];
            return link(&crate::view::address::of_entity(self.data, entity), "")
                .attr("class", "meant")
                .set("title", &[&found.name, ": ", &found.meant[at].reason].concat())
                .child(marked)
                .html();
        }
        let Some(mention) = run.mention else { return marked };
        let is_open = self.card == Some(mention);
        let entity = self.data.corpus.documents[self.reader.document].entity_of[mention];
        let name = el("a")
            .set("href", &crate::view::address::of_entity(self.data, entity))
            .set_some("aria-describedby", is_open.then_some("mention-card"))
            .child(marked);
        tag("span", "mention")
            .number("data-mention", mention.0 as usize)
            .set("id", &mention_id(mention))
            .with(name)
            .child_some(is_open.then(|| self.card(mention)))
            .html()
    }

    fn card(&self, mention: MentionId) -> Html {
        let Some(card) = mention::card(self.data, self.reader.document, mention) else { return Html::default() };
        draw_card(&card, self.dispatch)
    }

    fn passages(&self, sentence: &Sentence) -> Html {
        let copy = {
            let address = sentence.address.clone();
            let dispatch = self.dispatch.clone();
            Callback::from(move |_: MouseEvent| {
                dom::copy(&dom::absolute(&address));
                dispatch.emit(Action::Announce("The link to this passage is on the clipboard".into()));
            })
        };
        let close = act(self.dispatch, Action::ToggleFocus(sentence.id));
        let span = self.data.corpus.documents[self.reader.document].analysis.sentences[sentence.id];
        let row = tag("div", "row")
            .child(note("p", "label", &sentence.says))
            .with(button("link quiet", "Copy link to this passage", copy))
            .with(notes::collect(self.reader.document, span, NoteKind::Passage, self.dispatch))
            .with(button("link quiet", "Close", close).attr("data-key", "close"));
        tag("aside", "passages")
            .attr("aria-label", "This sentence in the other articles")
            .with(row)
            .children(sentence.passages.iter().map(|passage| self.passage(passage)).collect())
            .html()
    }

    fn passage(&self, passage: &Passage) -> Html {
        let document = &self.data.corpus.documents[passage.document];
        let source = tag("figcaption", "row").with(link(&passage.address, &passage.label)).child(note(
            "span",
            if passage.is_differing { "tag is-alarm" } else { "tag is-shared" },
            passage.grade,
        ));
        let words = part::marked(document.text(), &passage.runs);
        tag("figure", "passage")
            .key(&[&document.id, "-", &passage.sentence.0.to_string()].concat())
            .with(source)
            .with(el("blockquote").lang(&passage.language).child(words))
            .child(note("p", "quiet", &passage.reason))
            .html()
    }
}

fn mention_id(mention: MentionId) -> String {
    ["m", &mention.0.to_string()].concat()
}

fn draw_card(card: &mention::Card, dispatch: &Callback<Action>) -> Html {
    let government = || together(vec![text(" "), note("span", "tag", "stands for its government")]);
    let variants = || tag("span", "card-line quiet").text("Also: ").text(&card.variants.join(" · ")).html();
    let row = tag("span", "row").with(step(card.previous, "Previous")).with(step(card.next, "Next")).with(button(
        "button",
        "Filter",
        act(dispatch, Action::FilterByEntity(card.entity)),
    ));
    tag("span", "mention-card")
        .attr("id", "mention-card")
        .attr("role", "note")
        .child(note("strong", "", &card.name))
        .text(" ")
        .child(note("span", "tag", card.kind))
        .child_some(card.is_government.then(government))
        .child_some(card.description.as_ref().map(|description| note("span", "card-line", description)))
        .child_some((!card.variants.is_empty()).then(variants))
        .children(card.warnings.iter().map(|warning| note("span", "card-line is-only", warning)).collect())
        .child(note("span", "card-line quiet", &card.count_line))
        .with(row)
        .html()
}

/// Moves the focus to another mention of the same, if there is one.
fn step(to: Option<MentionId>, name: &str) -> El {
    let go = Callback::from(move |_: MouseEvent| {
        if let Some(to) = to {
            dom::focus_inside(&mention_id(to));
        }
    });
    button("button", name, go).set_some("disabled", to.is_none().then_some("disabled"))
}
