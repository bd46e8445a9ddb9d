use super::*;
use crate::corpus::FigureStatus;
use crate::text::EntityKind;
use crate::view::fixture::{Fixture, flood};

/// The flood, and another spelling of the mayor.
fn data() -> Data {
    let mut fixture =
        flood().article("delta", "Mayor speaks", &["Mayor Anne Reed spoke of 9 people.", "Anne Reed left."]);
    fixture = fixture.entity(EntityKind::Person, "Anne Reed", &["Anne Reed"]);
    fixture.data()
}

fn one(data: &Data, state: &State, act: DeskAct) -> (Data, State) {
    correct(data, state, &act).expect("the act changes the corpus")
}

fn merge(data: &Data) -> Correction {
    let id = |name: &str| named(data, data.find_entity(name).unwrap());
    Correction::Merge { entity: id("ann-reed"), into: id("anne-reed") }
}

fn mentions(data: &Data, id: &str) -> usize {
    data.find_entity(id).map_or(0, |entity| data.mentions(entity).len())
}

#[test]
fn a_merge_is_counted_everywhere_undone_and_done_again() {
    let data = data();
    let mut state = State::new(4);
    state.places.folded = vec![data.find_entity("oldham").unwrap()];
    let (after, state) = one(&data, &state, DeskAct::Correct(vec![merge(&data)]));
    assert_eq!((mentions(&after, "ann-reed"), mentions(&after, "anne-reed")), (0, 4));
    assert_eq!(state.places.folded, [after.find_entity("oldham").unwrap()], "what is folded stays so");
    let (facet, value) = after.index.value_of(after.find_entity("anne-reed").unwrap()).unwrap();
    assert_eq!(after.index.values(facet)[value].documents.len(), 3, "the filters count it too");
    assert_eq!(state.desk.word.as_ref().unwrap().line, "“Ann Reed” is merged into “Anne Reed”");
    let (undone, state) = one(&after, &state, DeskAct::Undo);
    assert!(undone.corpus == data.corpus && undone.said.list.is_empty());
    let (again, _) = one(&undone, &state, DeskAct::Redo);
    assert!(again.corpus == after.corpus && again.said.list.len() == 1);
    assert!(correct(&again, &state, &DeskAct::Redo).is_none());
}

#[test]
fn the_machines_own_result_is_a_click_away() {
    let data = data();
    let (after, state) = one(&data, &State::new(4), DeskAct::Correct(vec![merge(&data)]));
    let (bare, state) = one(&after, &state, DeskAct::ToggleBare);
    assert!(bare.corpus == data.corpus && bare.said.list.len() == 1 && bare.said.is_bare);
    assert!(one(&bare, &state, DeskAct::ToggleBare).0.corpus == after.corpus);
}

#[test]
fn what_corrects_nothing_is_not_kept_and_says_why() {
    let data = data();
    let nobody = EntityRef { name: "Nobody".into(), ..EntityRef::default() };
    let (after, state) = one(&data, &State::new(4), DeskAct::Correct(vec![Correction::Hide { entity: nobody }]));
    assert!(after.said.list.is_empty() && !after.said.is_changed());
    let word = state.desk.word.unwrap();
    assert_eq!((word.line.as_str(), word.is_done), ("Nothing changed. No name in these articles is “Nobody”", false));
}

#[test]
fn the_view_stays_where_it_was() {
    let data = data();
    let entity = data.find_entity("oldham").unwrap();
    let mut state = State::new(4);
    (state.view, state.entities.open) = (View::Entities, Some(entity));
    let (after, state) = one(&data, &state, DeskAct::Correct(vec![merge(&data)]));
    assert_eq!(state.entities.open, after.find_entity("oldham"), "numbers change, what is open does not");
}

#[test]
fn a_file_is_added_and_its_bad_lines_told() {
    let data = data();
    let (after, state) = one(&data, &State::new(4), DeskAct::Correct(vec![merge(&data)]));
    let (name, text) = file(&after);
    assert_eq!(name, "built-in-story.corrections.jsonl");
    let (list, refused) = crate::corpus::corrections::read(&(text + "nonsense\n"));
    let (opened, state) = one(&data, &state, DeskAct::Open(list.clone(), refused.clone()));
    assert!(opened.corpus == after.corpus && state.desk.refused.len() == 1);
    assert_eq!(state.desk.word.as_ref().unwrap().line, "1 correction added; 1 line cannot be used");
    let (twice, state) = one(&opened, &state, DeskAct::Open(list, vec![]));
    assert_eq!(twice.said.list.len(), 1);
    assert_eq!(state.desk.word.unwrap().line, "0 corrections added, 1 were there already");
}

#[test]
fn suggestions_are_answered_and_held() {
    let data = data();
    let rows = |data: &Data, state: &State| match model(data, state).body {
        Body::Suggestions(rows) => rows.into_iter().map(|row| (row.entity.name, row.into.name)).collect::<Vec<_>>(),
        _ => vec![],
    };
    let mut state = State::new(4);
    state.view = View::Desk;
    let asked = rows(&data, &state);
    assert_eq!(asked.len(), 1, "{asked:?}");
    let Body::Suggestions(first) = model(&data, &state).body else { panic!() };
    let (after, answered) = one(&data, &state, DeskAct::Correct(vec![first[0].no.clone()]));
    assert!(rows(&after, &answered).is_empty() && mentions(&after, "ann-reed") == 2);
    reduce(&data, &mut state, DeskAct::Later);
    assert!(rows(&data, &state).is_empty());
    assert!(model(&data, &state).empty.unwrap().contains("left for later"));
}

#[test]
fn the_address_holds_the_desk() {
    let data = data();
    let mut state = State::new(4);
    for act in [DeskAct::Show(DeskTab::Names), DeskAct::Choose(EntityId(1)), DeskAct::Filter("re ed".into())] {
        reduce(&data, &mut state, act);
    }
    let address = address::encode(&data, &state);
    assert_eq!(address, "#/desk/names?chosen=oldham&filter=re+ed");
    assert_eq!(address::decode(&data, &address).desk, state.desk);
    assert_eq!(address::decode(&data, "#/desk/nonsense?chosen=nobody").desk, DeskState::default());
    assert_eq!(address_of(&data, EntityId(1)), "#/desk/names?chosen=oldham");
}

#[test]
fn the_ledger_offers_and_marks_corrections() {
    let data = data();
    let state = address::decode(&data, "#/figures/alpha-f1");
    let rows = |data: &Data, state: &State| ledger::figures::model(data, state).groups.remove(0).rows.remove(0);
    let row = rows(&data, &state);
    let names: Vec<&str> = row.versions[0].corrections.iter().map(|it| it.0).collect();
    assert_eq!((names, row.machine.len()), (vec!["Wrong topic", "Not a conflict"], 0));
    let (after, state) = one(&data, &state, DeskAct::Correct(vec![row.versions[0].corrections[1].1.clone()]));
    assert_eq!(after.corpus.figure_topics[0].status, FigureStatus::Compatible);
    let row = rows(&after, &state);
    assert!(row.is_open && row.machine[0].starts_with("The machine sees a conflict"), "{:?}", row.machine);
}

#[test]
fn a_name_is_split_by_article() {
    let data = data();
    let mut state = State::new(4);
    state.desk.chosen = vec![data.find_entity("ann-reed").unwrap()];
    let single = model(&data, &state).chosen.and_then(|it| it.single).expect("one name is chosen");
    let articles: Vec<(&str, usize)> = single.articles.iter().map(|it| (it.id.as_str(), it.mentions)).collect();
    assert_eq!((articles, single.more_articles), (vec![("alpha", 1), ("beta", 1)], 0));
    let split = Correction::Split {
        entity: single.entity,
        forms: vec![],
        articles: vec!["beta".into()],
        name: "Ann Reed of Beta".into(),
    };
    assert_eq!(describe(&data, &split), "All its mentions in BETA are split off “Ann Reed”, as “Ann Reed of Beta”");
    let (after, _) = one(&data, &state, DeskAct::Correct(vec![split]));
    assert_eq!((mentions(&after, "ann-reed"), mentions(&after, "ann-reed-of-beta")), (1, 1));
    let mut state = State::new(4);
    state.desk.chosen = vec![after.find_entity("ann-reed").unwrap()];
    let single = model(&after, &state).chosen.and_then(|it| it.single).expect("one name is chosen");
    assert!(single.articles.is_empty(), "one article cannot be split off itself");
}

#[test]
fn blocks_are_put_back_and_set_aside() {
    let data = data();
    let aside = of_block(&data, DocumentId(1), BlockId(3));
    assert!(matches!(&aside, Correction::PutBack { block } if block.words == "Share this page"), "{aside:?}");
    let (after, _) = one(&data, &State::new(4), DeskAct::Correct(vec![aside]));
    assert!(matches!(of_block(&after, DocumentId(1), BlockId(3)), Correction::SetAside { .. }));
    assert_eq!(machine_says(&after, crate::corpus::Target::Block(DocumentId(1), BlockId(3))).len(), 1);
}

#[test]
fn what_a_worker_read_again_replaces_what_the_page_did_at_once() {
    let data = data();
    let back = of_block(&data, DocumentId(1), BlockId(3));
    assert!(data.said.to_read().is_none(), "nothing is corrected");
    let (after, state) = one(&data, &State::new(4), DeskAct::Correct(vec![merge(&data), back.clone()]));
    assert_eq!(after.said.to_read().as_deref(), Some([back.clone()].as_slice()));
    let machine = DeskAct::Correct(vec![]);
    assert!(**after.machine().unwrap() == data.corpus && one(&data, &state, machine).0.said.to_read().is_none());

    let mut corpus = data.corpus.clone();
    corpus.documents[DocumentId(1)].analysis.title = "Read again".into();
    let reread = Reread { list: vec![back.clone()], corpus, orphans: vec![] };
    let state = State { dialog: Some(Dialog::Export), ..state };
    let (other, reread) = (Rc::new(data.corpus.clone()), Rc::new(reread));
    assert!(correct(&after, &state, &DeskAct::Reread(other, reread.clone())).is_none(), "read of another story");
    let (read, next) = one(&after, &state, DeskAct::Reread(after.machine().unwrap().clone(), reread));
    assert_eq!(read.corpus.documents[DocumentId(1)].analysis.title, "Read again");
    assert!(read.said.to_read().is_none() && read.said.list == after.said.list, "the list is as it was");
    assert!(read.said.past == after.said.past && read.find_entity("ann-reed").is_none(), "the merge stands");
    assert_eq!(next.dialog, Some(Dialog::Export));

    let (undone, state) = one(&read, &next, DeskAct::Undo);
    assert!(undone.corpus == data.corpus, "what was read by it is not shown any more");
    let (again, _) = one(&undone, &state, DeskAct::Redo);
    assert_eq!(again.corpus.documents[DocumentId(1)].analysis.title, "Read again", "it needs no second reading");
}

#[test]
fn an_empty_story_has_an_empty_desk() {
    let data = Fixture::new().data();
    for tab in DeskTab::ALL {
        let mut state = State::new(0);
        state.desk.tab = tab;
        assert!(model(&data, &state).empty.is_some(), "{tab:?}");
    }
}
