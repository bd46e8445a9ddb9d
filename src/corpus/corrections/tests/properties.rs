//! What holds for any corrections.

use super::*;
use proptest::prelude::*;

fn any_ref() -> impl Strategy<Value = EntityRef> {
    let names = ["Ann Reed", "A. Reed", "Reed", "Bob Reed", "Oldham", "Norland", "Share", "Harbour Board", "Nobody"];
    let name = prop_oneof![prop::sample::select(names.to_vec()).prop_map(str::to_string), "\\PC{1,6}"];
    let kind = prop_oneof![
        Just(None),
        Just(Some(EntityKind::Person)),
        Just(Some(EntityKind::Organisation)),
        Just(Some(EntityKind::Place))
    ];
    (kind, name, prop_oneof![Just(String::new()), Just("reed".to_string()), "[a-z]{1,5}"])
        .prop_map(|(kind, name, id)| EntityRef { kind, name, id })
}

fn any_passage() -> impl Strategy<Value = Passage> {
    let article = prop::sample::select(vec!["d0", "d1", "d2", "d3"]).prop_map(str::to_string);
    let words = prop_oneof![
        prop::sample::select(vec![
            "4",
            "7",
            "“The old bridge must be closed now.”",
            "Bob Reed is no Reed. Share this.",
            "7 people left Oldham in Norland. Reed came.",
            "Follow Ann Reed and Oldham here. More news",
        ])
        .prop_map(str::to_string),
        "\\PC{1,6}"
    ];
    (article, words, "\\PC{0,3}", "\\PC{0,3}").prop_map(|(article, words, before, after)| Passage {
        article,
        words,
        before,
        after,
    })
}

fn any_correction() -> impl Strategy<Value = Correction> {
    let entity = any_ref;
    let article = || prop::sample::select(vec!["d0", "d1", "d9"]).prop_map(str::to_string);
    let text = || "\\PC{1,6}";
    let kind = prop::sample::select(vec![EntityKind::Person, EntityKind::Organisation, EntityKind::Place]);
    let place = prop::option::of(prop::sample::select(vec![PlaceKind::City, PlaceKind::FormerState]));
    let split = (entity(), prop::collection::vec(any_ref().prop_map(|it| it.name), 1..3), text());
    prop_oneof![
        4 => (entity(), entity()).prop_map(|(entity, into)| Correction::Merge { entity, into }),
        1 => (entity(), entity()).prop_map(|(entity, other)| Correction::Distinct { entity, other }),
        2 => split.prop_map(|(entity, forms, name)| Correction::Split { entity, forms, articles: vec![], name }),
        2 => (entity(), article()).prop_map(|(entity, article)| {
            Correction::Split { entity, forms: vec![], articles: vec![article], name: "New".into() }
        }),
        1 => (entity(), text()).prop_map(|(entity, name)| Correction::Rename { entity, name }),
        2 => (entity(), kind, place).prop_map(|(entity, kind, place)| Correction::Retype { entity, kind, place }),
        1 => entity().prop_map(|entity| Correction::Hide { entity }),
        2 => (entity(), prop::option::of(entity())).prop_map(|(entity, parent)| Correction::Parent { entity, parent }),
        1 => any_passage().prop_map(|figure| Correction::Apart { figure }),
        1 => any_passage().prop_map(|figure| Correction::NoConflict { figure }),
        1 => (any_passage(), prop::option::of(entity()))
            .prop_map(|(quote, speaker)| Correction::Speaker { quote, speaker }),
        1 => any_passage().prop_map(|block| Correction::PutBack { block }),
        1 => any_passage().prop_map(|block| Correction::SetAside { block }),
        1 => (article(), text()).prop_map(|(article, outlet)| Correction::Outlet { article, outlet }),
        1 => (article(), text()).prop_map(|(article, title)| Correction::Title { article, title }),
        1 => (article(), prop::option::of(Just(Date::new(2021, 3, 2).unwrap())))
            .prop_map(|(article, published)| Correction::Published { article, published }),
    ]
}

proptest! {
    #[test]
    fn files_come_back(corrections in prop::collection::vec(any_correction(), 0..6)) {
        let (read, errors) = read(&write(&corrections));
        prop_assert_eq!(errors, vec![]);
        prop_assert_eq!(read, corrections);
    }

    #[test]
    fn any_file_is_read(text in "\\PC{0,80}", lines in prop::collection::vec("[{}\"a-z:, \\[\\]]{0,30}", 0..4)) {
        let (corrections, errors) = read(&format!("{text}\n{}", lines.join("\n")));
        prop_assert!(corrections.len() + errors.len() <= lines.len() + 3);
    }

    #[test]
    fn any_corrections_leave_a_whole_corpus(corrections in prop::collection::vec(any_correction(), 0..10)) {
        let machine = small();
        let done = apply(&machine, &corrections);
        whole(&done.corpus);
        prop_assert!(machine == small(), "the machine's result stays as it is");
        prop_assert!(done.orphans.windows(2).all(|pair| pair[0].number < pair[1].number));
        // What is left out of the list is undone, whatever else is in it.
        let again = apply(&machine, &corrections).corpus;
        prop_assert!(again == done.corpus);
    }

    #[test]
    fn merges_do_not_depend_on_their_order(order in Just([0, 1, 2, 3]).prop_shuffle()) {
        let merges = [
            merge("A. Reed", "Ann Reed"),
            merge("Reed", "Ann Reed"),
            merge("Bob Reed", "Ann Reed"),
            merge("Share", "Harbour Board"),
        ];
        let in_order = apply(&small(), &merges).corpus;
        let shuffled: Vec<Correction> = order.iter().map(|&at| merges[at].clone()).collect();
        let mut other = apply(&small(), &shuffled).corpus;
        other.corrected.sort_by(|a, b| a.machine.cmp(&b.machine));
        let mut expected = in_order;
        expected.corrected.sort_by(|a, b| a.machine.cmp(&b.machine));
        prop_assert!(other == expected);
    }
}
