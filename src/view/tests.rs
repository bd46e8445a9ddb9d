//! The state, the address and the view-models of articles, reader, places and entities, on a small corpus.

use super::fixture::{Fixture, flood};
use super::*;
use crate::base::*;
use crate::corpus::FigureStatus;
use crate::corpus::{FigureRef, Place, PlaceKind};
use crate::query::{Facet, Match};
use crate::text::EntityKind;
use crate::text::Qualifier;
use proptest::prelude::*;

fn start(data: &Data) -> State {
    State::new(data.corpus.documents.len())
}

fn after(data: &Data, actions: &[Action]) -> State {
    actions.iter().fold(start(data), |state, action| reduce(data, &state, action.clone()))
}

fn value(data: &Data, facet: Facet, key: &str) -> crate::query::ValueId {
    data.index.find_value(facet, key).expect("the fixture has it")
}

#[test]
fn addresses_read_well() {
    let data = flood().data();
    let reed = value(&data, Facet::Person, "ann-reed");
    let oldham = value(&data, Facet::Place, "oldham");
    for (actions, address) in [
        (vec![], "#/"),
        (vec![Action::Go(View::Places)], "#/places"),
        (vec![Action::Search("toll & bridge".into())], "#/articles?q=toll+%26+bridge"),
        (
            vec![
                Action::Go(View::Articles),
                Action::ToggleValue(Facet::Person, reed),
                Action::ToggleExcluded(Facet::Place, oldham),
            ],
            "#/articles?person=ann-reed&place.not=oldham",
        ),
        (vec![Action::Read(DocumentId(1), None)], "#/articles/beta"),
        (
            vec![Action::SetColumns(vec![DocumentId(2), DocumentId(0)]), Action::ShowRows(CompareShow::Different)],
            "#/compare?with=gamma,alpha&show=different",
        ),
    ] {
        let state = after(&data, &actions);
        assert_eq!(address::encode(&data, &state), address);
    }
}

#[test]
fn a_link_to_a_sentence_finds_it_again() {
    let data = flood().data();
    for (id, document) in data.corpus.documents.enumerate() {
        for sentence in document.analysis.sentences.ids() {
            let state = address::decode(&data, &address::of_sentence(&data, id, sentence));
            assert_eq!((state.open, state.focus), (Some(id), Some(sentence)), "{}", document.sentence(sentence));
        }
    }
}

#[test]
fn what_an_address_does_not_know_is_skipped() {
    let data = flood().data();
    for address in [
        "",
        "#",
        "#/nowhere",
        "#/articles/none?person=nobody,ann-reed&sort=best&x=1&quote=not+there",
        "#/compare?with=alpha",
        "#/compare?with=alpha,alpha,nobody&row=0&show=all",
        "#/places/?sort=%zz",
        "#/entities/oldham/more?kind=planet",
        "####///???&&&===",
    ] {
        let state = address::decode(&data, address);
        assert!(state.compare.columns.len() >= 2, "{address}");
    }
    let state = address::decode(&data, "#/articles/none?person=nobody,ann-reed");
    assert_eq!(state.selection.of(Facet::Person).include, [value(&data, Facet::Person, "ann-reed")]);
}

fn any_action() -> impl Strategy<Value = Action> {
    let document = (0u32..4).prop_map(DocumentId);
    let entity = (0u32..4).prop_map(EntityId);
    let pick = (0usize..5, 0u32..3);
    let facet = |at: usize| Facet::ALL[at];
    prop_oneof![
        (0usize..View::ALL.len()).prop_map(|at| Action::Go(View::ALL[at])),
        (document.clone(), proptest::option::of((0u32..6).prop_map(SentenceId))).prop_map(|(d, s)| Action::Read(d, s)),
        Just(Action::CloseReader),
        (0u32..3).prop_map(|s| Action::ToggleFocus(SentenceId(s))),
        "[ -~é“”]{0,12}".prop_map(Action::SetQuery),
        pick.clone().prop_map(move |(f, v)| Action::ToggleValue(facet(f), crate::query::ValueId(v))),
        pick.prop_map(move |(f, v)| Action::ToggleExcluded(facet(f), crate::query::ValueId(v))),
        (0usize..3).prop_map(move |f| Action::SetMatch(facet(f), Match::All)),
        Just(Action::Sort(ArticleSort::Newest)),
        document.clone().prop_map(Action::AddColumn),
        (0usize..4).prop_map(Action::RemoveColumn),
        (0usize..4, document.clone()).prop_map(|(at, d)| Action::SetColumn(at, d)),
        (0usize..4, 0usize..4).prop_map(|(a, b)| Action::MoveColumn(a, b)),
        document.prop_map(Action::CompareFrom),
        Just(Action::ShowRows(CompareShow::OnlyHere)),
        Just(Action::ToggleSync),
        Just(Action::GoToRow(Some(2))),
        proptest::option::of(entity.clone()).prop_map(Action::OpenPlace),
        Just(Action::SortPlaces(ValueSort::Name)),
        "[a-z ]{0,5}".prop_map(Action::FilterPlaces),
        Just(Action::ToggleGovernments),
        proptest::option::of(entity).prop_map(Action::OpenEntity),
        Just(Action::ShowKind(Some(crate::text::EntityKind::Place))),
        Just(Action::ClearFilters),
        Just(Action::ShowLedger(CompareShow::Different)),
        "[a-zé ]{0,5}".prop_map(Action::FilterLedger),
        (0u32..4, 0u32..3).prop_map(|(d, f)| {
            Action::OpenFigure(Some(FigureRef { document: DocumentId(d), figure: FigureId(f) }))
        }),
    ]
}

proptest! {
    /// Whatever a reader did, the address of where she is leads back there.
    #[test]
    fn addresses_round_trip(actions in proptest::collection::vec(any_action(), 0..12)) {
        let data = flood().data();
        let state = after(&data, &actions);
        let address = address::encode(&data, &state);
        let again = address::decode(&data, &address);
        prop_assert_eq!(address::encode(&data, &again), address.clone(), "{:?}", again);
        prop_assert_eq!(again.view, state.view);
        if state.view == View::Articles {
            prop_assert_eq!(again.selection, state.selection);
            prop_assert_eq!((again.open, again.focus), (state.open, state.open.and(state.focus)));
        }
    }

    /// No view-model panics, whatever the state; the columns of Compare stay a choice of two or more.
    #[test]
    fn every_view_can_be_drawn(actions in proptest::collection::vec(any_action(), 0..12)) {
        let data = flood().data();
        let state = after(&data, &actions);
        articles::model(&data, &state);
        reader::model(&data, &state);
        places::model(&data, &state);
        entities::model(&data, &state);
        about::model(&data);
        ledger::figures::model(&data, &state);
        ledger::quotes::model(&data, &state);
        ledger::timeline::model(&data, &state);
        words::page_title(&data, &state);
        let mut columns = state.compare.columns.clone();
        prop_assert!(columns.len() >= 2);
        columns.sort();
        columns.dedup();
        prop_assert_eq!(columns.len(), state.compare.columns.len());
    }

    #[test]
    fn any_address_is_read(address in "\\PC{0,60}") {
        address::decode(&flood().data(), &address);
    }
}

#[test]
fn the_parts_of_the_reader_make_up_the_article() {
    let data = flood().data();
    for id in data.corpus.documents.ids() {
        let state = after(&data, &[Action::Read(id, Some(SentenceId(1))), Action::SetQuery("the".into())]);
        let reader = reader::model(&data, &state).expect("an open article");
        let document = &data.corpus.documents[id];
        let mut text = String::new();
        let blocks = reader.blocks.iter().map(|block| &block.parts);
        for part in std::iter::once(&reader.headline).chain(blocks).flatten() {
            let runs = match part {
                reader::Part::Sentence(sentence) => &sentence.runs,
                reader::Part::Between(runs) => runs,
            };
            runs.iter().for_each(|run| text.push_str(run.span.of(document.text())));
        }
        let all: String = document.text().split("\n\n").collect();
        assert_eq!(text, all);
    }
}

/// Some 60,000 letters, with a match in the first, the third and the last paragraph but one.
fn long_article() -> Data {
    let paragraph = |at: usize| {
        let word = if [0, 2, 598].contains(&at) { "ferry" } else { "boat" };
        format!(
            "Line {at} says that the {word} left. It came back before dark, as {word}s of that time mostly did there."
        )
        .replace(". It", ".|It")
    };
    let paragraphs: Vec<String> = (0..600).map(paragraph).collect();
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    Fixture::new().article("long", "A long article", &paragraphs).article("short", "Short", &["It rained."]).data()
}

#[test]
fn a_long_article_is_read_in_parts() {
    let data = long_article();
    let mut state = after(&data, &[Action::SetQuery("ferry".into()), Action::Read(DocumentId(0), None)]);
    let (mut seen, mut lines) = (vec![], vec![]);
    loop {
        let reader = reader::model(&data, &state).expect("an open article");
        seen.extend(reader.blocks.iter().map(|block| block.id));
        let part = reader.part.expect("it is long");
        lines.push((part.line, reader.matches_line, part.match_in.map(|it| it.0).unwrap_or_default()));
        assert_eq!(part.previous.is_some(), lines.len() > 1);
        let Some(next) = part.next else { break };
        assert_eq!(next, format!("#/articles/long?q=ferry&part={}", lines.len() + 1));
        state = reduce(&data, &state, Action::Arrive(next));
    }
    let all: Vec<BlockId> = data.corpus.documents[DocumentId(0)].analysis.blocks.ids().skip(1).collect();
    assert_eq!(seen, all, "each block but the headline stands in one part");
    let line = |of: &str, here: &str, other: &str| (of.to_string(), format!("6 matches, {here}"), other.to_string());
    assert_eq!(
        lines,
        [
            line("Part 1 of 2", "4 in this part", "Matches in part 2"),
            line("Part 2 of 2", "2 in this part", "Matches in part 1")
        ]
    );
    let short = reader::model(&data, &after(&data, &[Action::Read(DocumentId(1), None)])).expect("an open article");
    assert!(short.part.is_none());
}

#[test]
fn the_part_with_the_sentence_is_shown_and_stays() {
    let data = long_article();
    let last = SentenceId::from_index(data.corpus.documents[DocumentId(0)].analysis.sentences.len() - 1);
    let state = after(&data, &[Action::Read(DocumentId(0), Some(last))]);
    let reader = reader::model(&data, &state).expect("an open article");
    assert_eq!(reader.part.expect("it is long").line, "Part 2 of 2");
    let closed = reduce(&data, &state, Action::ToggleFocus(last));
    assert_eq!((closed.focus, reader::shown_part(&data, &closed)), (None, 1), "closing the passages turns no page");
    assert_eq!(address::encode(&data, &closed), "#/articles/long?part=2");
    let again = reduce(&data, &closed, Action::Read(DocumentId(0), None));
    assert_eq!(reader::shown_part(&data, &again), 0);
    for (asked, shown) in [("9", 1), ("0", 0), ("x", 0), ("", 0)] {
        let state = address::decode(&data, &format!("#/articles/long?part={asked}"));
        assert_eq!(reader::shown_part(&data, &state), shown, "{asked}");
    }
}

#[test]
fn the_strip_of_a_long_article_has_room_for_what_differs() {
    let mut data = long_article();
    data.corpus.only_here = vec![];
    let state = after(&data, &[Action::Read(DocumentId(0), None)]);
    let strip = reader::model(&data, &state).expect("an open article").strip;
    assert!(strip.len() <= 200 && strip.len() > 100, "{}", strip.len());
    assert!(strip.iter().all(|stretch| stretch.stance == reader::Stance::Silent));
    let end = strip.iter().fold(0, |end, stretch| {
        assert_eq!(stretch.start, end);
        end + stretch.length
    });
    assert_eq!(end, 1000);

    // One figure of 1,200 sentences.
    let paragraphs = vec!["It rained.|Nobody saw it."; 600];
    let fixture = Fixture::new()
        .article("long", "Rain", &[&paragraphs[..], &["The storm killed 7 people."]].concat())
        .figure("7 people", 7.0, Qualifier::Exact)
        .article("other", "Storm", &["The storm killed 9 people."])
        .figure("9 people", 9.0, Qualifier::Exact)
        .topic("deaths", FigureStatus::Conflict, &[(0, 0), (1, 0)]);
    let data = fixture.data();
    let state = after(&data, &[Action::Read(DocumentId(0), None)]);
    let strip = reader::model(&data, &state).expect("an open article").strip;
    assert_eq!(strip.last().map(|stretch| stretch.stance), Some(reader::Stance::Differs));
    assert_eq!(strip.iter().filter(|stretch| stretch.stance == reader::Stance::Differs).count(), 1);
}

#[test]
fn the_reader_says_who_else_says_it() {
    let data = flood().data();
    let state = after(&data, &[Action::Read(DocumentId(0), Some(SentenceId(2)))]);
    let reader = reader::model(&data, &state).expect("an open article");
    let sentences: Vec<(usize, usize, reader::Stance, usize)> = std::iter::once(&reader.headline)
        .chain(reader.blocks.iter().map(|block| &block.parts))
        .flatten()
        .filter_map(|part| match part {
            reader::Part::Sentence(sentence) => {
                Some((sentence.others, sentence.differing, sentence.stance, sentence.passages.len()))
            }
            reader::Part::Between(_) => None,
        })
        .collect();
    use reader::Stance::*;
    assert_eq!(sentences, [(1, 0, Shared, 0), (0, 0, OnlyHere, 0), (2, 1, Differs, 2), (1, 0, Shared, 0)]);
    let Some(reader::Part::Sentence(toll)) = reader.blocks[0].parts.last() else { panic!("a sentence ends the block") };
    assert_eq!(toll.says, "2 other articles say this, 1 gives another figure");
    let first = &toll.passages[0];
    assert_eq!((first.label.as_str(), first.grade, first.is_differing), ("GAMMA", "another figure", true));
    assert_eq!(reader.strip.iter().map(|stretch| stretch.length).sum::<usize>(), 1000);
    assert_eq!(reader.strip[1].stance, OnlyHere);
    assert_eq!(reader.shared_line, "4 sentences: 3 stand in another article too, 1 only here");
}

#[test]
fn an_empty_result_says_why_and_offers_a_way_out() {
    let data = flood().data();
    let reed = value(&data, Facet::Person, "ann-reed");
    let state = after(&data, &[Action::Search("cutting".into()), Action::ToggleValue(Facet::Person, reed)]);
    let model = articles::model(&data, &state);
    let empty = model.empty.expect("no article has both");
    assert_eq!(empty.why, "1 article has “cutting”, but none of them passes the filters as well.");
    let drop = empty.ways.iter().find(|(text, _)| text == "Drop the filter Ann Reed").expect("the nearest way out");
    let state = reduce(&data, &state, drop.1.clone());
    assert_eq!(articles::model(&data, &state).results.len(), 1);
    assert_eq!(model.count_line, "0 of 3 articles");
}

#[test]
fn chips_take_their_filter_away() {
    let data = flood().data();
    let reed = value(&data, Facet::Person, "ann-reed");
    let oldham = value(&data, Facet::Place, "oldham");
    let actions = [
        Action::Search("bridge".into()),
        Action::ToggleValue(Facet::Person, reed),
        Action::ToggleExcluded(Facet::Place, oldham),
    ];
    let mut state = after(&data, &actions);
    for left in (0..3).rev() {
        let chips = articles::model(&data, &state).chips;
        state = reduce(&data, &state, chips[0].remove.clone());
        assert_eq!(articles::model(&data, &state).chips.len(), left);
    }
    assert!(!state.is_filtered());
}

#[test]
fn places_roll_up_and_fold() {
    let mut corpus = flood().corpus;
    let oldham = EntityId(1);
    let country = corpus.entities.push(crate::corpus::Entity {
        id: "freedonia".into(),
        kind: crate::text::EntityKind::Place,
        name: "Freedonia".into(),
        aliases: vec![],
        merges: vec![],
        description: None,
        kind_reason: None,
        meant: vec![],
    });
    corpus.places = vec![
        Place { entity: oldham, kind: PlaceKind::City, parent: Some(country), country: Some("FD".into()) },
        Place { entity: country, kind: PlaceKind::Country, parent: None, country: Some("FD".into()) },
    ];
    let data = Data::new(corpus);
    let state = start(&data);
    let rows = |state: &State| -> Vec<(String, usize, u32, u32)> {
        let model = places::model(&data, state);
        model.groups.iter().flat_map(|g| &g.rows).map(|r| (r.name.clone(), r.level, r.mentions, r.own)).collect()
    };
    assert_eq!(rows(&state), [("Freedonia".into(), 1, 2, 0), ("Oldham".into(), 2, 2, 2)]);
    let folded = reduce(&data, &state, Action::ToggleFolded(country));
    assert_eq!(rows(&folded), [("Freedonia".to_string(), 1, 2, 0)]);
    // A search opens what holds a match.
    let searched = reduce(&data, &folded, Action::FilterPlaces("old".into()));
    assert_eq!(rows(&searched).len(), 2);
    assert_eq!(
        places::model(&data, &state).count_line,
        "1 place, in 1 country. A number counts the place and all that lies in it, by article."
    );
}

#[test]
fn another_article_opens_at_the_same_passage() {
    let data = flood().data();
    let state = after(&data, &[Action::Read(DocumentId(0), Some(SentenceId(3)))]);
    let reader = reader::model(&data, &state).expect("an open article");
    let there: Vec<_> =
        reader.switches.iter().map(|switch| (switch.is_current, address::decode(&data, &switch.address))).collect();
    assert_eq!(there.iter().map(|(is_current, _)| *is_current).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!((there[1].1.open, there[1].1.focus), (Some(DocumentId(1)), Some(SentenceId(2))));
    assert_eq!((there[2].1.open, there[2].1.focus), (Some(DocumentId(2)), None), "it does not say this");
}

/// A corpus of 5,000 places in 40 articles is drawn a page at a time and copied whole.
#[test]
fn thousands_of_places_come_a_page_at_a_time() {
    let mut fixture = Fixture::new();
    for at in 0..40 {
        fixture = fixture.article(&format!("a{at}"), "One", &["Rain fell."]);
    }
    let mut corpus = fixture.corpus;
    for at in 0..5_000 {
        let name = format!("Town {at}");
        let entity = corpus.entities.push(crate::corpus::Entity {
            id: format!("town-{at}"),
            kind: EntityKind::Place,
            name: name.clone(),
            aliases: vec![name],
            merges: vec![],
            description: None,
            kind_reason: None,
            meant: vec![],
        });
        corpus.places.push(Place { entity, kind: PlaceKind::City, parent: None, country: None });
        let document = &mut corpus.documents[DocumentId::from_index(at % 40)];
        let span = document.analysis.sentences[SentenceId(0)];
        let (kind, basis) = (EntityKind::Place, crate::text::MentionBasis::Model);
        document.analysis.mentions.push(crate::text::Mention { span, kind, as_government: false, basis });
        document.entity_of.push(entity);
    }
    let data = Data::new(corpus);
    let rows = |state: &State| {
        let places = places::model(&data, state);
        assert_eq!(places.as_text.lines().count(), 5_001, "the copied list is whole");
        let listed: usize = places.groups.iter().map(|group| group.rows.len()).sum();
        (listed, places.more)
    };
    let left = |count: &str| Some(format!("Show more: {count} of 5,000 are not listed yet"));
    assert_eq!(rows(&start(&data)), (90, left("4,910")));
    assert_eq!(rows(&after(&data, &[Action::ShowMorePlaces])), (180, left("4,820")));
    let sorted = after(&data, &[Action::ShowMorePlaces, Action::SortPlaces(ValueSort::Name)]);
    assert_eq!(rows(&sorted), (90, left("4,910")));
    let model = |actions: &[Action]| entities::model(&data, &after(&data, actions));
    assert_eq!((model(&[]).rows.len(), model(&[]).more), (90, left("4,910")));
    assert_eq!(model(&[Action::ShowMoreEntities]).rows.len(), 180);
    let found = model(&[Action::FilterEntities("town 499".into())]);
    assert_eq!((found.rows.len(), found.more), (11, None));
}

#[test]
fn a_long_ledger_comes_a_page_at_a_time() {
    let thing = |at: u8| format!("gl{}{}nks", char::from(b'a' + at / 26), char::from(b'a' + at % 26));
    let text = |at: u8| format!("Flood\n\nThe old mill lost {} {} in the night.", u32::from(at) + 7, thing(at));
    let texts: Vec<String> = (0..150).map(text).collect();
    let data = analysed(&texts.iter().map(String::as_str).collect::<Vec<_>>(), true);
    let topics = data.corpus.figure_topics.len();
    assert!(topics > 120, "{topics} topics");
    let rows = |state: &State| {
        let figures = ledger::figures::model(&data, state);
        (figures.groups.iter().map(|group| group.rows.len()).sum::<usize>(), figures.more.is_some())
    };
    let start = after(&data, &[Action::Go(View::Figures)]);
    assert_eq!(rows(&start), (120, true));
    assert_eq!(rows(&after(&data, &[Action::Go(View::Figures), Action::ShowMoreLedger])), (topics, false));
    let last = *ledger::figures::by_status(&data).last().and_then(|topic| topic.members.first()).unwrap();
    assert_eq!(rows(&after(&data, &[Action::OpenFigure(Some(last))])), (topics, false), "an open topic is listed");
    let mut model = ledger::figures::model(&data, &start);
    model.cut(10);
    assert_eq!(model.groups.iter().map(|group| group.rows.len()).sum::<usize>(), 10);
}

/// What the whole program makes of some texts, all of one event or told apart.
fn analysed(texts: &[&str], is_one_event: bool) -> Data {
    let models = crate::text::Models::builtin();
    let raw = |text: &&str| crate::base::RawArticle { text: text.to_string(), ..Default::default() };
    let analyses = texts.iter().map(|text| crate::text::analyze(&raw(text), &models)).collect();
    Data::new(crate::corpus::build(analyses, &crate::corpus::Options { is_one_event }, &models))
}

#[test]
fn degenerate_corpora_are_shown_as_what_they_are() {
    const FLOOD: &str =
        "Flood in Oldham\n\nThe river rose at dawn and took a bridge. Police said 13 people were killed.";
    const STRIKE: &str = "Bakers strike\n\nThe bakers of the port want better pay. Talks failed on the third day.";
    for (texts, is_one_event, heading) in [
        (&[FLOOD][..], true, "One event, 1 article"),
        (&[FLOOD, FLOOD], true, "One event, 2 articles"),
        (&[FLOOD, STRIKE], false, "2 events, 2 articles"),
        (&["Rain fell.", FLOOD], true, "One event, 2 articles"),
        (&["", FLOOD], true, "One event, 2 articles"),
    ] {
        let data = analysed(texts, is_one_event);
        let state = start(&data);
        let overview = overview::model(&data);
        assert_eq!(overview.heading, heading);
        let is_copy = texts.len() == 2 && texts[0] == texts[1];
        assert_eq!(overview.passages.is_empty(), !is_copy, "{texts:?}");
        assert_eq!(overview.passages_line == "No passage stands in two sources", !is_copy);
        assert_eq!(overview.sources.iter().all(|source| source.shared == source.sentences), is_copy);
        let figures = ledger::figures::model(&data, &state);
        assert_eq!(figures.groups[0].name, if is_copy { "In agreement" } else { "From one source" });
        assert!(ledger::quotes::model(&data, &state).sections.iter().all(|section| !section.entries.is_empty()));
        ledger::timeline::model(&data, &state);
        compare::model(&data, &state.compare);
        for id in data.corpus.documents.ids() {
            reader::model(&data, &after(&data, &[Action::Read(id, None)])).expect("an open article");
        }
    }
}
