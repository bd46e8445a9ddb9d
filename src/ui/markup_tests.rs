//! What the views draw, rendered natively from small corpora.

use super::{App, AppProps, DataRef};
use crate::base::*;
use crate::corpus::DescriptiveMention;
use crate::corpus::notes::{Note, Notes};
use crate::text::EntityKind;
use crate::view::Data;
use crate::view::fixture::{Fixture, flood};
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// The page at an address. Nothing in a first render waits, so polling until it is done is enough.
fn page(data: Data, address: &'static str) -> String {
    let props = AppProps { builtin: DataRef(Rc::new(data)), data: None, address: address.into() };
    let mut render = pin!(yew::LocalServerRenderer::<App>::with_props(props).hydratable(false).render());
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(page) = render.as_mut().poll(&mut context) {
            return page;
        }
    }
}

/// The texts between tags, one space apart.
fn words(page: &str) -> String {
    let texts = page.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text.trim()));
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

fn count(page: &str, part: &str) -> usize {
    page.matches(part).count()
}

#[test]
fn the_start_page_tells_the_story_without_a_program() {
    let page = page(flood().data(), "");
    let words = words(&page);
    for part in [
        "One event, 3 articles",
        "Flood in Oldham",
        "2 March 2021",
        "stated in the text",
        "3 of 4 sentences shared, 1 only here",
    ] {
        assert!(words.contains(part), "{part} is missing in {words}");
    }
    for sentence in ["The river rose at dawn.", "A bridge fell.", "Police now say 20 people died."] {
        assert!(words.contains(sentence), "{sentence} is missing");
    }
    assert!(words.contains("deaths conflict 13 “13 people” ALPHA, according to police"), "{words}");
    assert!(page.contains(r#"aria-label="Ann Reed in ALPHA: 1 mention""#));
    assert!(!page.contains("style="), "the policy forbids inline styles");
}

/// Ann Reed with a description that means her, and Oldham with a doubt about where it lies.
fn flood_with_doubts() -> Data {
    let mut fixture = flood();
    let document = &mut fixture.corpus.documents[DocumentId(0)];
    let at = document.analysis.text.find("The river").expect("the fixture says it");
    let span = Span::new(at, at + "The river".len());
    let oldham = document.analysis.mentions.iter().find(|mention| mention.kind == EntityKind::Place);
    let doubt = Warning {
        kind: WarningKind::Place,
        span: oldham.map(|mention| mention.span),
        message: "The text puts Oldham elsewhere".into(),
    };
    document.analysis.warnings.push(doubt);
    let reed = &mut fixture.corpus.entities[EntityId(0)];
    reed.kind_reason = Some("Read twice as a person".into());
    reed.meant = vec![DescriptiveMention { document: DocumentId(0), span, reason: "nobody else fits".into() }];
    fixture.data()
}

#[test]
fn what_is_meant_is_told_and_not_counted() {
    let page = self::page(flood_with_doubts(), "#/entities/ann-reed");
    let words = words(&page);
    assert!(words.contains("person · 2 mentions in 2 of 3 articles"), "{words}");
    assert!(words.contains("Read twice as a person"), "{words}");
    assert!(words.contains("Meant without its name, not counted The river rose at dawn."), "{words}");
    assert!(words.contains("ALPHA: nobody else fits"), "{words}");
    let reader = self::page(flood_with_doubts(), "#/articles/alpha");
    assert!(reader.contains(r#"title="Ann Reed: nobody else fits""#), "{reader}");
    assert!(reader.contains(r#"<mark data-kind="meant">The river</mark>"#), "{reader}");
    let place = self::page(flood_with_doubts(), "#/places/oldham");
    assert!(self::words(&place).contains("The text puts Oldham elsewhere"), "{place}");
}

#[test]
fn an_empty_corpus_says_so() {
    assert!(words(&page(Fixture::new().data(), "")).contains("There is nothing to read yet"));
}

#[test]
fn level_columns_are_one_table() {
    let page = page(flood().data(), "#/compare?with=alpha,beta,gamma");
    assert_eq!(count(&page, "<thead"), 1);
    assert_eq!(count(&page, r#"role="columnheader""#), 4);
    assert_eq!(count(&page, r#"role="rowheader""#), 5);
    // Five rows of three columns, and the row of the flag.
    assert_eq!(count(&page, r#"role="cell""#), 17);
    assert!(page.contains(r#"<mark data-kind="shared">"#));
    let words = words(&page);
    assert!(words.contains("Figures differ 13 people ALPHA · Thirteen BETA · 20 people GAMMA"), "{words}");
    assert!(words.contains("Everything 6 Shared 4 Different 3 Only here 2"), "{words}");
    assert!(words.contains("The river rose at dawn. ¶ only here"), "{words}");
    assert!(words.contains("says the same as ALPHA, score 60 of 100: both say “it”"), "{words}");
    assert!(!page.contains("style="));
}

#[test]
fn free_columns_hold_each_article_in_its_order() {
    let page = page(flood().data(), "#/compare?with=gamma,alpha&scroll=free&row=2");
    assert_eq!((count(&page, "<table"), count(&page, "free-scroll")), (0, 2));
    let words = words(&page);
    let at = |text: &str| words.rfind(text).unwrap_or_else(|| panic!("{text} is missing in {words}"));
    assert!(at("Flood in") < at("The river rose") && at("The river rose") < at("people died"));
}

#[test]
fn a_comparison_without_matches_offers_a_way_out() {
    let data = Fixture::new().article("a", "One", &[]).article("b", "Two", &[]).data();
    let words = words(&page(data, "#/compare?show=shared"));
    assert!(
        words.contains("No passage of these articles says the same as a passage of another Show everything"),
        "{words}"
    );
}

#[test]
fn the_ledger_of_figures_is_a_table_with_a_column_a_source() {
    let page = page(flood().data(), "#/figures/alpha-f1");
    let words = words(&page);
    for part in [
        "1 thing is counted",
        "Everything 1 Shared 1 Different 1 Only here 0",
        "What is counted ALPHA BETA GAMMA In conflict deaths a reason 13 people according to police",
        "Thirteen 13 or more, according to police",
        "BETA : according to police Thirteen is the toll.",
    ] {
        assert!(words.contains(part), "{part} is missing in {words}");
    }
    assert_eq!(count(&page, r#"<mark data-kind="chosen">"#), 3);
    assert!(!page.contains("style="));
}

#[test]
fn ledgers_without_entries_say_so() {
    let alone = || Fixture::new().article("a", "One", &["Alone."]).data();
    for (address, why) in [
        ("#/figures", "The articles give no figures"),
        ("#/quotes", "The articles quote nobody"),
        ("#/timeline", "The articles name no day"),
        ("#/timeline?filter=x", "The articles name no day"),
    ] {
        let words = words(&page(alone(), address));
        assert!(words.contains(why), "{address}: {words}");
    }
}

#[test]
fn the_desk_asks_lists_and_edits() {
    let data = || {
        let fixture = flood().article("delta", "Mayor speaks", &["Mayor Anne Reed spoke."]);
        fixture.entity(EntityKind::Person, "Anne Reed", &["Anne Reed"]).data()
    };
    let asked = page(data(), "#/desk");
    assert!(words(&asked).contains("Are these one? “Ann Reed” and “Anne Reed”"), "{}", words(&asked));
    for key in ["yes", "no", "hold"] {
        assert_eq!(count(&asked, &format!(r#"data-key="{key}""#)), 1);
    }
    assert!(words(&page(data(), "#/desk/merges")).contains("The machine merged no two forms"));
    let edited = page(data(), "#/desk/names?chosen=oldham,ann-reed");
    assert!(words(&edited).contains("Merge into “Oldham”"), "{}", words(&edited));
    let single = page(data(), "#/desk/names?chosen=oldham");
    assert!(single.contains(r#"id="desk-parent""#) && single.contains(r#"id="desk-rename""#));
    assert!(!single.contains("style="));
    let person = page(data(), "#/desk/names?chosen=ann-reed");
    assert!(words(&person).contains("Articles that name it ALPHA 1 BETA 1 Call it"), "{}", words(&person));
    let nothing = words(&page(data(), "#/desk/corrections"));
    assert!(nothing.contains("Nobody corrected anything yet"), "{nothing}");
}

#[test]
fn what_a_person_corrected_is_marked_everywhere() {
    use crate::corpus::corrections::{Correction, EntityRef};
    let data = || {
        let data = flood().data();
        let entity = EntityRef { name: "Oldham".into(), ..EntityRef::default() };
        let list = vec![
            Correction::Rename { entity, name: "Oldham-on-Sea".into() },
            Correction::Outlet { article: "alpha".into(), outlet: "The Post".into() },
        ];
        data.corrected(list, false)
    };
    let entity = words(&page(data(), "#/entities/oldham"));
    assert!(entity.contains("corrected by a person The machine calls it “Oldham”"), "{entity}");
    let article = words(&page(data(), "#/articles/alpha"));
    assert!(article.contains("corrected by a person Without the correction the outlet is not known"), "{article}");
    let list = words(&page(data(), "#/desk/corrections"));
    assert!(list.contains("The outlet of “Flood in Oldham” is “The Post” Take back"), "{list}");
}

/// The flood with a note on words of an article, a star, and a note that lost its place.
fn flood_with_notes() -> Data {
    let mut data = flood().data();
    let text = data.corpus.documents[DocumentId(0)].text();
    let start = text.find("13 people").expect("the fixture says it");
    let at = crate::query::note_at(&data.corpus, DocumentId(0), Some(Span::new(start, start + "13 people".len())));
    let mut lost = at.clone();
    lost.words = "<b>nobody</b>".into();
    let mut notes = Notes::default();
    let tags = vec!["toll".to_string()];
    notes.add(Note { id: "n1".into(), at, text: "Who counts?".into(), tags, is_chosen: true, ..Note::default() });
    notes.add(Note { id: "n2".into(), at: lost, ..Note::default() });
    notes.toggle_star("alpha");
    data.notes = crate::view::Shelf::of(notes, &data.corpus);
    data
}

#[test]
fn notes_stand_where_they_were_made() {
    let reader = page(flood_with_notes(), "#/articles/alpha");
    assert!(reader.contains(r#"<mark data-kind="noted">13 people</mark>"#), "{reader}");
    assert_eq!(count(&reader, "note-quote"), 1);
    assert!(reader.contains(r#"aria-label="Note on this paragraph""#));
    assert!(reader.contains(r#"aria-pressed="true">★ Starred"#), "{reader}");
    assert!(reader.contains(r#"aria-label="Delete: Who counts?""#), "{reader}");
    let all = page(flood_with_notes(), "#/notes");
    let words = words(&all);
    for part in [
        "2 notes, 1 without their place; 1 in the dossier; 1 article starred",
        "toll 1",
        "ALPHA Flood in Oldham starred",
        "Without their place They are kept.",
        "The article does not have these words any more. It was on the article “alpha”",
    ] {
        assert!(words.contains(part), "{part} is missing in {words}");
    }
    assert!(all.contains("&lt;b&gt;nobody&lt;/b&gt;") && !all.contains("<b>nobody"), "{all}");
    assert!(self::words(&page(flood().data(), "#/notes")).contains("No notes yet"));
}

#[test]
fn a_note_on_the_headline_stands_under_it() {
    let mut data = flood().data();
    let at = crate::query::note_at(&data.corpus, DocumentId(0), Some(Span::new(0, "Flood".len())));
    let mut notes = Notes::default();
    notes.add(Note { id: "n1".into(), at, text: "Which one?".into(), ..Note::default() });
    data.notes = crate::view::Shelf::of(notes, &data.corpus);
    let reader = page(data, "#/articles/alpha");
    let heading = reader.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next()).expect("a heading");
    assert!(heading.contains(r#"data-block="0""#), "{heading}");
    assert!(heading.contains(r#"<mark data-kind="noted">Flood</mark>"#), "{heading}");
    assert!(words(&reader).contains("Which one?"), "{reader}");
}

#[test]
fn a_long_article_and_comparison_lead_to_their_parts() {
    let paragraphs: Vec<String> =
        (0..700).map(|at| format!("Line {at} says that {}.", "it rained ".repeat(8))).collect();
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let data = || Fixture::new().article("a", "One", &paragraphs).article("b", "Two", &["Alone."]).data();
    let first = page(data(), "#/articles/a");
    assert!(words(&first).contains("Part 1 of 2 Next part Line 0 says"), "{}", words(&first));
    assert!(first.contains(r##"href="#/articles/a?part=2""##) && !first.contains("Line 600 "));
    let second = page(data(), "#/articles/a?part=2");
    assert!(second.contains("Line 699 ") && second.contains(r##"href="#/articles/a""##) && !second.contains("Line 9 "));
    assert!(words(&second).contains("Part 2 of 2 Previous part"));
    let compared = page(data(), "#/compare?with=a,b&part=2");
    assert!(words(&compared).contains("Part 2 of 5 Previous part Next part"), "{}", words(&compared));
    assert!(compared.contains(r##"href="#/compare?with=a,b&amp;part=3""##));
}
