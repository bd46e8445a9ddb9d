//! Notes: the view of all of them, and what the reader and the lists show of them.

use super::part::{El, act, button, el, keyed, link, note, page_head, tag};
use super::{dom, noted, part};
use crate::base::*;
use crate::corpus::notes::NoteKind;
use crate::view::notes::{
    Draft, Form, Group, InReader, NotesView, Row, Written, file, model, only_name, selected_span,
};
use crate::view::{Action, Data, Dialog, NoteAct, Only, State};
use yew::prelude::*;

/// Something done with notes.
fn does(act: NoteAct) -> Action {
    Action::Note(Box::new(act))
}

fn click(dispatch: &Callback<Action>, what: NoteAct) -> Callback<MouseEvent> {
    act(dispatch, does(what))
}

/// A click whose act needs to know when it happens.
fn click_now(dispatch: &Callback<Action>, make: impl Fn(String) -> NoteAct + 'static) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_: MouseEvent| dispatch.emit(does(make(dom::now()))))
}

/// The view of notes.
#[inline(never)]
pub fn draw(data: &Data, state: &State, dispatch: &Callback<Action>) -> Html {
    let model = model(data, state);
    let mut page = tag("div", "notes").with(page_head("Notes", &model.line)).with(tools(data, state, &model, dispatch));
    page = page.child_some(refused(state)).child_some(tag_filter(&model, dispatch));
    if let Some(empty) = &model.empty {
        page = page.with(tag("div", "empty").child(note("p", "", empty)));
    }
    for group in &model.groups {
        page = page.with(self::group(group, &model.form, dispatch));
    }
    page.child_some(orphans(&model, dispatch)).html()
}

fn tools(data: &Data, state: &State, model: &NotesView, dispatch: &Callback<Action>) -> El {
    let opened = Callback::from(|event: Event| noted::open(dom::chosen_files(&event)));
    let open = tag("span", "file-choice")
        .with(
            tag("input", "visually-hidden file-input").attr("id", "open-notes").attr("type", "file").on_change(opened),
        )
        .with(tag("label", "button").attr("for", "open-notes").text("Open a file…"));
    let (file, text) = file(data, state);
    let save = Callback::from(move |_: MouseEvent| dom::download(&file, "application/x-ndjson", &text));
    let off = |is_possible: bool| (!is_possible).then_some("disabled");
    let export = act(dispatch, Action::OpenDialog(Some(Dialog::Export)));
    let oninput = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| dispatch.emit(does(NoteAct::Filter(dom::input_value(&event)))))
    };
    tag("div", "row tools no-print")
        .with(button("button", "Undo", click(dispatch, NoteAct::Undo)).set_some("disabled", off(model.can_undo)))
        .with(button("button", "Dossier and exports…", export))
        .with(button("button", "Save as a file", save).set_some("disabled", off(model.is_any)))
        .with(open)
        .child(part::search_field("tools-field", "Find in the notes", &state.notes.filter, oninput))
}

fn refused(state: &State) -> Option<Html> {
    let line = |error: &crate::corpus::corrections::LineError| note("li", "", &[&error.to_string(), "."].concat());
    let all = &state.notes.refused;
    let list = el("ul").children(all.iter().map(line).collect());
    let part =
        || tag("section", "desk-refused").child(note("h2", "label", "Lines that cannot be used")).with(list).html();
    (!all.is_empty()).then(part)
}

fn tag_filter(model: &NotesView, dispatch: &Callback<Action>) -> Option<Html> {
    let mut row = tag("div", "row no-print").attr("role", "group").attr("aria-label", "Only notes with the tag");
    for choice in &model.tags {
        let tag = (!choice.is_chosen).then(|| choice.name.clone());
        let pressed = button("chip", &choice.name, click(dispatch, NoteAct::ShowTag(tag)))
            .key(&choice.name)
            .flag("aria-pressed", choice.is_chosen);
        row = row.with(pressed.text(" ").child(note("span", "num", &choice.notes.to_string())));
    }
    (!model.tags.is_empty()).then(|| row.html())
}

fn group(group: &Group, form: &Option<Form>, dispatch: &Callback<Action>) -> El {
    let head = tag("header", "row")
        .child(note("p", "label", &group.label))
        .with(el("h2").with(link(&group.address, &group.title)))
        .child_some((!group.marks.is_empty()).then(|| note("p", "quiet", &group.marks.join(" · "))));
    let list = tag("ul", "note-list").children(rows(group.rows.iter(), form, dispatch));
    tag("section", "note-group").key_number(group.document.index()).with(head).with(list)
}

/// What lost its place, apart from the others.
fn orphans(model: &NotesView, dispatch: &Callback<Action>) -> Option<Html> {
    if model.orphans.is_empty() && model.lost_articles.is_empty() {
        return None;
    }
    let line = "They are kept. Where the article or its words come back, they stand there again.";
    let mut part = tag("section", "note-group is-orphans")
        .key("orphans")
        .with(el("h2").text("Without their place"))
        .child(note("p", "quiet", line))
        .with(tag("ul", "note-list").children(rows(model.orphans.iter(), &model.form, dispatch)));
    if !model.lost_articles.is_empty() {
        let articles = ["Starred or tagged, and not in this story: ", &model.lost_articles.join(", ")].concat();
        part = part.child(note("p", "quiet", &articles));
    }
    Some(part.html())
}

fn rows<'a>(rows: impl Iterator<Item = &'a Row>, form: &Option<Form>, dispatch: &Callback<Action>) -> Vec<Html> {
    let is_changed = |row: &Row| form.as_ref().is_some_and(|form| form.id.as_deref() == Some(&row.id));
    rows.map(|row| {
        let form = form.as_ref().filter(|_| is_changed(row)).map(|form| self::form(form, None, dispatch));
        el("li").key(&row.id).with(self::row(row, dispatch)).child_some(form).html()
    })
    .collect()
}

/// A note: its words, what is written on them, and what can be done with it.
fn row(row: &Row, dispatch: &Callback<Action>) -> El {
    let mut head = tag("p", "row").child(note("span", "tag is-person", row.kind));
    if row.is_chosen {
        head = head.child(note("span", "tag", "in the dossier"));
    }
    for name in &row.tags {
        head = head.with(tag("span", "chip").key(name).text(name));
    }
    head = head.child(note("span", "quiet", &row.made));
    let quote = || {
        let words = el("q").text(&row.quote);
        let words = match &row.address {
            Some(address) => link(address, "").with(words),
            None => words,
        };
        tag("p", "note-quote").lang(&row.language).with(words).html()
    };
    let about = match row.text.is_empty() {
        true => row.kind.to_string(),
        false => crate::view::words::opening(&row.text, 6),
    };
    let tool = |name: &str, what: NoteAct| {
        button("link quiet", name, click(dispatch, what)).set("aria-label", &[name, ": ", &about].concat())
    };
    let choose = if row.is_chosen { "Take out of the dossier" } else { "Add to dossier" };
    let tools = tag("p", "row no-print")
        .with(tool("Change…", NoteAct::Change(row.id.clone())))
        .with(tool(choose, NoteAct::Choose(row.id.clone())))
        .with(tool("Delete", NoteAct::Delete(row.id.clone())));
    tag("div", "note")
        .with(head)
        .child_some((!row.quote.is_empty()).then(quote))
        .child_some((!row.text.is_empty()).then(|| tag("p", "note-text").attr("dir", "auto").text(&row.text).html()))
        .child_some(row.why.as_ref().map(|why| note("p", "is-only", why)))
        .with(tools)
}

/// The form of a note. Which words it is on can be chosen by keyboard in a field of the block's text.
fn form(form: &Form, block_text: Option<&str>, dispatch: &Callback<Action>) -> Html {
    let start = form.choice.map(|choice| choice.start);
    let submit = {
        let (dispatch, has_choice) = (dispatch.clone(), block_text.is_some());
        let block = block_text.unwrap_or_default().to_string();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let chosen = if has_choice { dom::chosen_words("note-words", &block) } else { None };
            let span =
                chosen.zip(start).map(|(words, start)| Span { start: start + words.start, end: start + words.end });
            let [text, tags] = ["note-text", "note-tags"].map(dom::field_value);
            let is_chosen = dom::is_checked("note-chosen");
            dispatch.emit(does(NoteAct::Save(Written { span, text, tags, is_chosen, now: dom::now() })));
        })
    };
    let label = |id: &'static str, text: &'static str| el("label").attr("for", id).text(text);
    let (text, tags, is_chosen) = (form.text.clone(), form.tags.clone(), form.is_chosen);
    let words = block_text.map(|block| {
        let block = block.to_string();
        let field =
            html! { <textarea id="note-words" class="field" rows="3" spellcheck="false" defaultvalue={block} /> };
        let hint = "Select the words meant, or leave only them";
        tag("p", "note-field")
            .with(label("note-words", "Only some of the words"))
            .child(field)
            .child(note("span", "quiet", hint))
            .html()
    });
    let text = html! { <textarea id="note-text" class="field" rows="3" dir="auto" defaultvalue={text} /> };
    let tags = html! { <input id="note-tags" class="field" autocomplete="off" dir="auto" value={tags} /> };
    let chosen = html! { <input id="note-chosen" type="checkbox" checked={is_chosen} /> };
    let title = if form.id.is_some() { "Change the note" } else { "New note" };
    let quote = (!form.words.is_empty())
        .then(|| tag("p", "note-quote").attr("dir", "auto").with(el("q").text(&form.words)).html());
    let buttons = tag("div", "row")
        .with(tag("button", "button is-primary").attr("type", "submit").text("Keep the note"))
        .with(button("button", "Cancel", click(dispatch, NoteAct::Close)).attr("data-key", "close"));
    let body = tag("form", "note-form no-print")
        .attr("aria-label", title)
        .on_submit(submit)
        .child(note("p", "label", title))
        .child_some(quote)
        .child_some(words)
        .with(tag("p", "note-field").with(label("note-text", "Note")).child(text))
        .with(tag("p", "note-field").with(label("note-tags", "Tags, parted by commas")).child(tags))
        .with(tag("label", "check").child(chosen).text(" In the dossier"))
        .with(buttons);
    html! { <Focused>{ body.html() }</Focused> }
}

#[derive(Properties, PartialEq)]
struct FocusedProps {
    children: Html,
}

/// A form that takes the focus when it opens.
#[component]
fn Focused(props: &FocusedProps) -> Html {
    use_effect_with((), |()| dom::focus("note-text"));
    props.children.clone()
}

/// The notes that end in a block of the open article, and the form where one is written on it. Without a block, those on
/// the whole article.
#[inline(never)]
pub fn under(
    data: &Data,
    document: DocumentId,
    notes: &InReader,
    block: Option<BlockId>,
    dispatch: &Callback<Action>,
) -> Option<Html> {
    let here: Vec<&Row> = notes.rows.iter().filter(|(at, _)| *at == block).map(|(_, row)| row).collect();
    let is_here = |form: &&Form| match &form.id {
        Some(id) => here.iter().any(|row| row.id == *id),
        None => form.block == block,
    };
    let form = notes.form.as_ref().filter(is_here);
    if here.is_empty() && form.is_none() {
        return None;
    }
    let text = data.corpus.documents[document].text();
    let new = form.filter(|form| form.id.is_none());
    let new = new.map(|form| self::form(form, form.choice.map(|span| span.of(text)), dispatch));
    let changed = form.filter(|form| form.id.is_some()).cloned();
    let list = tag("ul", "note-list").children(rows(here.into_iter(), &changed, dispatch));
    Some(tag("aside", "note-margin").attr("aria-label", "Your notes").with(list).child_some(new).html())
}

/// Opens the form of a note on a block.
#[inline(never)]
pub fn pencil(document: DocumentId, block: BlockId, dispatch: &Callback<Action>) -> Html {
    let draft = Draft { id: None, document, block: Some(block), span: None };
    let name = "Note on this paragraph";
    let write = click(dispatch, NoteAct::Write(draft));
    button("pencil no-print", "✎", write).attr("title", name).attr("aria-label", name).html()
}

/// Star, tags and a note on the whole article.
#[inline(never)]
pub fn head(data: &Data, document: DocumentId, notes: &InReader, dispatch: &Callback<Action>) -> Html {
    let draft = Draft { id: None, document, block: None, span: None };
    let field = {
        let value = notes.tags.join(", ");
        html! { <input id="article-tags" class="field" autocomplete="off" dir="auto" placeholder="Tags, parted by commas" {value} /> }
    };
    let submit = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            dispatch.emit(does(NoteAct::Tag(document, dom::field_value("article-tags"))));
        })
    };
    let tags = tag("form", "row note-tags")
        .on_submit(submit)
        .with(tag("label", "visually-hidden").attr("for", "article-tags").text("Tags of this article"))
        .child(field)
        .with(tag("button", "button").attr("type", "submit").text("Set tags"));
    let row = tag("div", "row no-print")
        .child(star(document, notes.is_starred, dispatch))
        .with(button("button", "Note on the article…", click(dispatch, NoteAct::Write(draft))))
        .with(tags);
    tag("div", "note-head").with(row).child_some(under(data, document, notes, None, dispatch)).html()
}

/// The star of an article.
#[inline(never)]
pub fn star(document: DocumentId, is_starred: bool, dispatch: &Callback<Action>) -> Html {
    let text = if is_starred { "★ Starred" } else { "☆ Star" };
    button("button star", text, click(dispatch, NoteAct::Star(document))).flag("aria-pressed", is_starred).html()
}

/// The filters by what the reader starred, noted and tagged.
#[inline(never)]
pub fn filters(choices: &[(Only, usize, bool)], dispatch: &Callback<Action>) -> Option<Html> {
    let mut row = tag("div", "row no-print").attr("role", "group").attr("aria-label", "Only articles that are");
    for (only, count, is_chosen) in choices {
        let name = only_name(only);
        let toggle = button("chip", &name, click(dispatch, NoteAct::ToggleOnly(only.clone()))).key(&name);
        row =
            row.with(toggle.flag("aria-pressed", *is_chosen).text(" ").child(note("span", "num", &count.to_string())));
    }
    (!choices.is_empty()).then(|| row.html())
}

/// Puts words into the dossier as what they are.
#[inline(never)]
pub fn collect(document: DocumentId, span: Span, kind: NoteKind, dispatch: &Callback<Action>) -> El {
    let collect = click_now(dispatch, move |now| NoteAct::Collect(document, span, kind, now));
    button("link quiet no-print", "Add to dossier", collect)
}

#[derive(Properties, PartialEq)]
pub struct BarProps {
    pub document: DocumentId,
}

/// What can be done with the words that are selected in the open article; at the foot of the window, where it moves
/// nothing.
#[component]
pub fn Bar(props: &BarProps) -> Html {
    let data = super::use_data();
    let dispatch = super::use_dispatch();
    let selected = use_state_eq(|| None::<Span>);
    let document = props.document;
    {
        let (data, selected) = (data.clone(), selected.setter());
        use_effect_with((document, data.clone()), move |_| {
            let heard = dom::on_selection(move |ends| {
                selected.set(ends.and_then(|ends| selected_span(&data, document, ends)));
            });
            move || drop(heard)
        });
    }
    let Some(span) = *selected else { return Html::default() };
    let text = data.corpus.documents[document].text();
    let Some(words) = text.get(span.range()) else { return Html::default() };
    let words = ["“", &crate::view::words::opening(words, 8), "”"].concat();
    let block = data.corpus.documents[document].analysis.block_at(span.end.saturating_sub(1).max(span.start));
    let write = NoteAct::Write(Draft { id: None, document, block, span: Some(span) });
    // What is highlighted or collected is done with: the bar makes room for the word on it.
    let done = {
        let (dispatch, selected) = (dispatch.clone(), selected.setter());
        Callback::from(move |action: Action| {
            selected.set(None);
            dom::select_none();
            dispatch.emit(action);
        })
    };
    let highlight = click_now(&done, move |now| NoteAct::Highlight(document, span, now));
    // A press would else take the selection away before it is a click.
    let hold = Callback::from(|event: MouseEvent| event.prevent_default());
    let bar = tag("div", "desk-word note-bar no-print")
        .attr("role", "group")
        .attr("aria-label", "The words you selected")
        .on_mousedown(hold)
        .child(note("p", "note-quote", &words))
        .with(button("button is-primary", "Highlight", highlight))
        .with(button("button", "Note…", click(&dispatch, write)))
        .with(collect(document, span, NoteKind::Passage, &done).attr("class", "button"));
    keyed("bar", bar.html())
}

/// What keeps the notes and says what was done, on every view.
#[inline(never)]
pub fn foot(data: &Data, state: &State) -> Html {
    let story = data.story.as_ref().map_or_else(String::new, |story| story.id.clone());
    html! { <Foot {story} notes={state.notes.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct FootProps {
    story: String,
    notes: crate::view::Shelf,
}

/// Keeps what was noted as soon as it is, and says what the last change did.
#[component]
fn Foot(props: &FootProps) -> Html {
    let dispatch = super::use_dispatch();
    use_effect_with((props.story.clone(), props.notes.changes), {
        let notes = props.notes.clone();
        move |(story, changes)| {
            if *changes > 0 {
                noted::keep(story.clone(), notes.notes.clone());
            }
        }
    });
    let Some(word) = &props.notes.word else { return Html::default() };
    let mut bar = tag("div", "desk-word no-print").child(note("p", "", word));
    if !props.notes.past.is_empty() {
        bar = bar.with(button("button", "Undo", click(&dispatch, NoteAct::Undo)));
    }
    bar.with(button("button", "Close", click(&dispatch, NoteAct::CloseWord))).html()
}
