use super::*;
use proptest::prelude::*;

fn note(id: &str, words: &str) -> Note {
    let at = Passage { article: "a".into(), words: words.into(), ..Passage::default() };
    Note { id: id.into(), at, ..Note::default() }
}

#[test]
fn lines_that_cannot_be_used_are_told_and_others_kept() {
    let file = "{\"format\":\"crossread-notes\",\"version\":1}\n\
                {\"is\":\"note\",\"article\":\"a\",\"words\":\"two people\",\"kind\":\"figure\",\"dossier\":true}\n\
                nonsense\n\n{\"is\":\"note\",\"words\":\"of nothing\"}\n{\"is\":\"drawing\",\"of\":\"a\"}\n\
                {\"is\":\"star\",\"article\":\"a\"}\n{\"is\":\"tags\",\"article\":\"a\",\"tags\":[]}\n";
    let (notes, errors) = read(file);
    let told: Vec<(usize, &str)> = errors.iter().map(|error| (error.line, error.cause.as_str())).collect();
    assert_eq!(told, [(3, "The line is no JSON object"), (5, "It has no “article”"), (8, "It has no “tags”")]);
    assert!(errors.iter().all(|error| !error.remedy.is_empty()));
    assert_eq!((notes.list[0].id.as_str(), notes.list[0].kind, notes.list[0].is_chosen), ("n", NoteKind::Figure, true));
    assert_eq!(
        (notes.stars.as_slice(), notes.unknown.as_slice()),
        (&["a".to_string()][..], &["{\"is\":\"drawing\",\"of\":\"a\"}".to_string()][..])
    );
    assert!(write(&notes).contains("{\"is\":\"drawing\",\"of\":\"a\"}\n"), "what is not known is kept as it is");
    assert_eq!(read("").1.len(), 1);
}

#[test]
fn two_tabs_lose_nothing() {
    let base = Notes { list: vec![note("n1", "one"), note("n2", "two"), note("n3", "three")], ..Notes::default() };
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.list.retain(|note| note.id != "n1");
    mine.list[0].text = "mine".into();
    mine.add(note("n4", "four"));
    theirs.list[1].text = "theirs".into();
    theirs.list[2].text = "theirs".into();
    theirs.add(note("n5", "five"));
    theirs.toggle_star("a");
    let merged = merge(&base, &mine, &theirs);
    let rows: Vec<(&str, &str)> = merged.list.iter().map(|note| (note.id.as_str(), note.text.as_str())).collect();
    assert_eq!(rows, [("n2", "mine"), ("n3", "theirs"), ("n4", ""), ("n5", "")]);
    assert!(merged.is_starred("a"));
}

#[test]
fn a_file_that_is_taken_in_adds_what_is_new() {
    let mut notes = Notes { list: vec![note("n1", "one")], ..Notes::default() };
    notes.set_tags("a", vec!["early".into()]);
    let mut other = notes.clone();
    other.list[0].text = "changed".into();
    other.set_tags("a", tags("late, early,  late"));
    other.toggle_star("b");
    assert_eq!(notes.take(other.clone()), 3);
    assert_eq!(notes.list.iter().map(|note| note.id.as_str()).collect::<Vec<_>>(), ["n1", "n1-2"]);
    assert_eq!(notes.tags_of("a"), ["early", "late"]);
    assert_eq!(notes.all_tags(), ["early", "late"]);
    assert!(notes.is_starred("b"));
    other.list.clear();
    assert_eq!(notes.take(other), 0);
}

fn any_notes() -> impl Strategy<Value = Notes> {
    let text = || "\\PC{0,6}";
    let tags = || prop::collection::vec("[a-z]{1,3}", 0..3);
    let kind = prop::sample::select(vec![NoteKind::Passage, NoteKind::Figure, NoteKind::Quote]);
    let at = ("[ab]", text(), text(), text());
    let note = (at, kind, any::<String>(), tags(), any::<bool>()).prop_map(|(at, kind, text, tags, is_chosen)| Note {
        at: Passage { article: at.0, words: at.1, before: at.2, after: at.3 },
        text,
        kind,
        tags,
        is_chosen,
        ..note("n", "")
    });
    let articles = prop::collection::vec("[abc]", 0..3);
    (prop::collection::vec(note, 0..5), articles, prop::collection::vec(("[abc]", tags()), 0..3)).prop_map(
        |(list, stars, tags)| {
            let mut notes = Notes::default();
            list.into_iter().for_each(|note| notes.add(note));
            stars.iter().for_each(|article| notes.toggle_star(article));
            tags.into_iter().for_each(|(article, tags)| notes.set_tags(&article, tags));
            notes
        },
    )
}

proptest! {
    #[test]
    fn files_come_back(notes in any_notes()) {
        prop_assert_eq!(read(&write(&notes)), (notes, vec![]));
    }

    #[test]
    fn any_file_is_read(text in "\\PC{0,80}", lines in prop::collection::vec("[{}\"a-z:, \\[\\]]{0,30}", 0..4)) {
        let (notes, errors) = read(&format!("{text}\n{}", lines.join("\n")));
        prop_assert!(notes.list.len() + notes.unknown.len() + errors.len() <= lines.len() + 3);
    }

    #[test]
    fn merging_is_the_change_of_the_one_who_changed(base in any_notes(), other in any_notes()) {
        prop_assert_eq!(&merge(&base, &base, &base), &base);
        prop_assert_eq!(&merge(&base, &other, &base), &other);
        let theirs = merge(&base, &base, &other);
        prop_assert_eq!(theirs.list.len(), other.list.len());
        prop_assert!(other.list.iter().all(|note| theirs.list.contains(note)));
    }
}
