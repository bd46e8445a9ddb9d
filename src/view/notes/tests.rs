use super::*;
use crate::view::fixture::flood;
use crate::view::{Action, address};

fn act(data: &Data, state: &State, act: NoteAct) -> State {
    crate::view::reduce(data, state, Action::Note(Box::new(act)))
}

/// The span of words in the article of this number.
fn span(data: &Data, document: u32, words: &str) -> Span {
    let at = data.corpus.documents[DocumentId(document)].text().find(words).unwrap();
    Span::new(at, at + words.len())
}

const NOW: &str = "2021-03-04T10:20:30.400Z";

/// Two highlights and a note on words of the first article, a star and tags.
fn noted(data: &Data) -> State {
    let alpha = DocumentId(0);
    let mut state = address::decode(data, "#/articles/alpha");
    state = act(data, &state, NoteAct::Highlight(alpha, span(data, 0, "at dawn"), NOW.into()));
    let block = data.corpus.documents[alpha].analysis.block_at(span(data, 0, "13 people").start);
    state = act(data, &state, NoteAct::Write(Draft { id: None, document: alpha, block, span: None }));
    let written = Written {
        span: Some(span(data, 0, "13 people")),
        text: " Who counts? ".into(),
        tags: "check, toll,check".into(),
        is_chosen: true,
        now: NOW.into(),
    };
    state = act(data, &state, NoteAct::Save(written));
    state = act(data, &state, NoteAct::Star(alpha));
    act(data, &state, NoteAct::Tag(DocumentId(2), "late".into()))
}

#[test]
fn words_are_noted_where_they_stand() {
    let data = flood().data();
    let state = noted(&data);
    let notes: Vec<(&str, &str, &str)> =
        state.notes.notes.list.iter().map(|it| (it.id.as_str(), it.at.words.as_str(), it.text.as_str())).collect();
    assert_eq!(notes, [("n20210304102030400", "at dawn", ""), ("n20210304102030400-2", "13 people", "Who counts?")]);
    assert_eq!(state.notes.notes.list[1].tags, ["check", "toll"]);
    assert_eq!(spans(&state, DocumentId(0)), [span(&data, 0, "at dawn"), span(&data, 0, "13 people")]);
    let reader = crate::view::reader::model(&data, &state).unwrap();
    let marked: Vec<&crate::view::reader::Part> = reader.blocks[0].parts.iter().collect();
    assert!(format!("{marked:?}").contains("\"noted\""));
    let shown = in_reader(&data, &state, DocumentId(0));
    assert_eq!((shown.rows.len(), shown.is_starred, shown.form), (2, true, None));
    assert_eq!(shown.rows[1].0, Some(reader.blocks[0].id));
    assert_eq!((shown.rows[0].1.kind, shown.rows[1].1.made.as_str()), ("Highlight", "4 March 2021"));
}

#[test]
fn what_is_deleted_comes_back() {
    let data = flood().data();
    let state = noted(&data);
    let id = state.notes.notes.list[0].id.clone();
    let less = act(&data, &state, NoteAct::Delete(id.clone()));
    assert_eq!((less.notes.notes.list.len(), less.notes.word.as_deref()), (1, Some("The note is deleted")));
    assert!(less.notes.changes > state.notes.changes, "it is kept anew");
    let again = act(&data, &less, NoteAct::Undo);
    assert_eq!(again.notes.notes, state.notes.notes);
    assert_eq!(again.notes.places, state.notes.places);
    // Nothing changes, nothing is to be undone.
    let same = act(&data, &state, NoteAct::Delete("none".into()));
    assert_eq!(same.notes.past.len(), state.notes.past.len());
}

#[test]
fn a_note_is_changed_in_place() {
    let data = flood().data();
    let state = noted(&data);
    let id = state.notes.notes.list[1].id.clone();
    let open = act(&data, &state, NoteAct::Change(id.clone()));
    let form = in_reader(&data, &open, DocumentId(0)).form.unwrap();
    assert_eq!(
        (form.words.as_str(), form.text.as_str(), form.tags.as_str()),
        ("13 people", "Who counts?", "check, toll")
    );
    let written = Written { text: "The police do.".into(), ..Written::default() };
    let saved = act(&data, &open, NoteAct::Save(written));
    let note = saved.notes.notes.find(&id).unwrap();
    assert_eq!((note.text.as_str(), note.at.words.as_str(), note.is_chosen), ("The police do.", "13 people", false));
    assert_eq!(saved.notes.draft, None);
}

#[test]
fn articles_are_filtered_by_stars_and_tags() {
    let data = flood().data();
    let state = noted(&data);
    let found = |state: &State| {
        let model = crate::view::articles::model(&data, state);
        model.results.iter().map(|card| card.label.clone()).collect::<Vec<_>>().join(" ")
    };
    let names: Vec<(String, usize)> =
        only_choices(&data, &state).into_iter().map(|(only, count, _)| (only_name(&only), count)).collect();
    let expected = [("Starred", 1), ("With notes", 1), ("Tag: check", 1), ("Tag: late", 1), ("Tag: toll", 1)];
    assert_eq!(names, expected.map(|(name, count)| (name.to_string(), count)));
    let starred = act(&data, &state, NoteAct::ToggleOnly(Only::Starred));
    assert_eq!((found(&starred), starred.is_filtered()), ("ALPHA".into(), true));
    assert_eq!(found(&act(&data, &state, NoteAct::ToggleOnly(Only::Tagged("late".into())))), "GAMMA");
    let tagged = act(&data, &starred, NoteAct::ToggleOnly(Only::Tagged("toll".into())));
    let address = address::encode(&data, &tagged);
    assert!(address.ends_with("?only=starred&tag=toll"), "{address}");
    // The address brings the filter, not the notes.
    let arrived = crate::view::reduce(&data, &state, Action::Arrive(address));
    assert_eq!((&arrived.notes.only, found(&arrived)), (&tagged.notes.only, "ALPHA".into()));
    let none = act(&data, &tagged, NoteAct::ToggleOnly(Only::Tagged("late".into())));
    assert_eq!(found(&none), "");
    let cleared = crate::view::reduce(&data, &none, Action::ClearFilters);
    assert_eq!(found(&cleared), "ALPHA BETA GAMMA");
    // The counts of the facets are those of the filtered articles.
    let model = crate::view::articles::model(&data, &starred);
    let sources: Vec<u32> = model.facets[3].values.iter().map(|value| value.count).collect();
    assert_eq!(sources.iter().sum::<u32>(), 1);
}

#[test]
fn orphans_stand_apart() {
    let data = flood().data();
    let mut notes = Notes::default();
    let at = |article: &str, words: &str| crate::corpus::corrections::Passage {
        article: article.into(),
        words: words.into(),
        ..Default::default()
    };
    for (id, at) in [("a", at("alpha", "at dawn")), ("b", at("alpha", "no such words")), ("c", at("gone", "at all"))] {
        notes.add(crate::corpus::notes::Note { id: id.into(), at, ..Default::default() });
    }
    notes.toggle_star("gone");
    let state = act(&data, &State::new(3), NoteAct::Learn(Box::new((Notes::default(), notes))));
    assert_eq!(state.notes.changes, 0, "what was kept is not kept anew");
    let model = model(&data, &state);
    assert_eq!(
        (model.groups.len(), model.groups[0].rows.len(), model.lost_articles.as_slice()),
        (1, 1, &["gone".to_string()][..])
    );
    let why: Vec<&str> = model.orphans.iter().filter_map(|row| row.why.as_deref()).collect();
    assert_eq!(
        why,
        [
            "The article does not have these words any more. It was on the article “alpha”",
            "No article has the id “gone”. It was on the article “gone”",
        ]
    );
    assert_eq!(model.line, "3 notes, 2 without their place; 0 in the dossier; 1 article starred");
}

#[test]
fn a_selection_is_a_span() {
    let data = flood().data();
    let text = data.corpus.documents[DocumentId(0)].text();
    let block = data.corpus.documents[DocumentId(0)].analysis.block_at(span(&data, 0, "The river").start).unwrap();
    let selected = |from: usize, to: usize| {
        let ends = Selected { from: (block, from), to: (block, to) };
        selected_span(&data, DocumentId(0), ends).map(|span| span.of(text))
    };
    assert_eq!(selected(3, 10), Some("river"));
    assert_eq!(selected(4, usize::MAX), Some("river rose at dawn. Police said 13 people died."));
    assert_eq!(selected(3, 4), None);
    assert_eq!(selected(9, 4), None);
    assert_eq!(["é𝄞x", "x"].map(|text| byte_at(text, 3)), [6, 1]);
}

#[test]
fn another_story_has_other_notes() {
    let data = flood().data();
    let state = noted(&data);
    let mut other = flood().data();
    assert!(!crate::view::open_story(&other, &state).notes.is_used());
    other.notes = Shelf::of(state.notes.notes.clone(), &other.corpus);
    let open = crate::view::open_story(&other, &State::new(3));
    assert_eq!((open.notes.places.len(), open.notes.changes), (2, 0));
    assert_eq!(address::decode(&other, "#/notes").notes.notes, state.notes.notes);
}
