//! What a reader noted and chose, as files.

use super::*;
use crate::corpus::notes::{Note, NoteKind, Notes};
use crate::query::note_at;
use crate::view::fixture::flood;
use crate::view::{Action, NoteAct, Only, address, reduce};

/// Four notes on the flood: a figure, a passage with a note that is dangerous markup, a highlight, and an orphan.
fn noted() -> (Data, State) {
    let mut data = flood().data();
    for (id, url) in [(0, "https://example.com/a?b=1&c=\"2\""), (1, "javascript:alert(1)")] {
        data.corpus.documents[DocumentId(id)].analysis.facts.url = Some(url.into());
    }
    data.corpus.documents[DocumentId(0)].analysis.byline = Some("By Jo March".into());
    let mut notes = Notes::default();
    let mut add = |document: u32, words: &str, kind: NoteKind, text: &str, is_chosen: bool| {
        let id = DocumentId(document);
        let start = data.corpus.documents[id].text().find(words).unwrap();
        let at = note_at(&data.corpus, id, Some(Span::new(start, start + words.len())));
        let made = "2021-03-04T10:20:30Z".to_string();
        notes.add(Note { id: "n1".into(), at, kind, text: text.into(), tags: vec!["toll".into()], is_chosen, made });
    };
    add(0, "13 people", NoteKind::Figure, "", true);
    add(1, "A bridge fell.", NoteKind::Passage, "=1+1 <script>alert(1)</script> *bold*", true);
    add(2, "20 people", NoteKind::Passage, "", false);
    let mut lost = notes.list[0].clone();
    lost.at.article = "gone".into();
    lost.at.words = "words that no article has".into();
    notes.add(lost);
    notes.toggle_star("alpha");
    notes.set_tags("alpha", vec!["early".into(), "wire".into()]);
    let learn = NoteAct::Learn(Box::new((Notes::default(), notes)));
    let state = reduce(&data, &State::new(3), Action::Note(Box::new(learn)));
    (data, state)
}

const PAGE: &str = "https://example.org/crossread/";

fn text(data: &Data, state: &State, subject: Subject, format: Format) -> String {
    export(data, state, subject, format, PAGE).text
}

#[test]
fn notes_are_rows() {
    let (data, state) = noted();
    let rows = csv::tests::parse(&text(&data, &state, Subject::Notes, Format::Csv));
    assert_eq!(
        rows[0].join(","),
        "note_id,doc_id,source,kind,quote,start,end,note,tags,dossier,made,prefix,suffix,lost"
    );
    assert_eq!(rows.len(), 5);
    let alpha = data.corpus.documents[DocumentId(0)].text();
    assert_eq!(&alpha[rows[1][5].parse().unwrap()..rows[1][6].parse().unwrap()], "13 people");
    assert_eq!(rows[2][7], "'=1+1 <script>alert(1)</script> *bold*");
    assert_eq!((rows[4][1].as_str(), rows[4][13].as_str()), ("gone", "No article has the id “gone”"));
    let documents = csv::tests::parse(&text(&data, &state, Subject::Documents, Format::Csv));
    assert_eq!(
        (documents[1][11].as_str(), documents[2][12].as_str()),
        ("early; wire", "'=1+1 <script>alert(1)</script> *bold*")
    );
    let lines = text(&data, &state, Subject::Notes, Format::JsonLines);
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((lines.len(), &lines[0]["table"], &lines[2]["quote"]), (5, &"notes".into(), &"A bridge fell.".into()));
}

#[test]
fn every_form_follows_the_filters_and_says_so() {
    let (data, state) = noted();
    let starred = reduce(&data, &state, Action::Note(Box::new(NoteAct::ToggleOnly(Only::Starred))));
    for subject in [Subject::Notes, Subject::Dossier, Subject::Documents, Subject::References] {
        for &format in subject.formats() {
            let some = export(&data, &starred, subject, format, PAGE);
            assert_eq!(some.filters, ["Starred"]);
            assert!(some.file_name.contains("-filtered-1-of-3"), "{}", some.file_name);
            assert!(!some.text.contains("bridge fell"), "{subject:?} {format:?} {}", some.text);
            assert!(format == Format::Csv || some.text.contains("Starred"), "{subject:?} {format:?} {}", some.text);
        }
    }
    let mut tagged = state.clone();
    tagged.view = View::Notes;
    let find = NoteAct::Filter("BRIDGE".into());
    let tagged = reduce(&data, &tagged, Action::Note(Box::new(find)));
    let found = export(&data, &tagged, Subject::Notes, Format::Csv, PAGE);
    assert_eq!(
        (found.filters.as_slice(), csv::tests::parse(&found.text).len()),
        (&["Find in the notes: BRIDGE".to_string()][..], 2)
    );
}

#[test]
fn the_dossier_sets_sources_side_by_side() {
    let (data, state) = noted();
    let dossier = text(&data, &state, Subject::Dossier, Format::Markdown);
    for part in [
        "# Dossier\n\n3 articles\n\n## Conflicts\n\n### deaths: conflict\n\na reason\n",
        "> Police said 13 people died.  \n> — ALPHA, 2 March 2021 (“13 people”)\n> [passage](<https://example.org/crossread/#/articles/alpha?quote=",
        "> Police now say 20 people died.  \n> — GAMMA, Date unknown (“20 people”, according to police)",
        "## Passages\n\n> A bridge fell.  \n> — BETA, 3 March 2021\n",
        "> A bridge fell, =cutting the road.  \n> — GAMMA, Date unknown (says the same)\n",
        "**Note:** \\=1+1 \\<script\\>alert(1)\\</script\\> \\*bold\\*\n\nTags: toll",
        "## Without their place\n\nNo article has the id “gone”\n\n> words that no article has",
        "- **ALPHA**: [Flood in Oldham](<https://example.com/a?b=1&c=%222%22>). 2 March 2021",
        "- **BETA**: River floods Oldham. 3 March 2021",
    ] {
        assert!(dossier.contains(part), "{part}\nnot in\n{dossier}");
    }
    assert_eq!(export(&data, &state, Subject::Dossier, Format::Markdown, PAGE).count_line, "3 items from 3 articles");
}

#[test]
fn the_dossier_says_what_a_person_corrected() {
    use crate::corpus::{Corrected, FigureRef, Target};
    let (mut data, state) = noted();
    let what = Target::Figure(FigureRef { document: DocumentId(0), figure: FigureId(0) });
    data.corpus.corrected.push(Corrected { what, machine: "Topic without the correction: houses".into() });
    let dossier = text(&data, &state, Subject::Dossier, Format::Markdown);
    let told = "a reason. Corrected by a person. Topic without the correction: houses\n";
    assert!(dossier.contains(told), "{dossier}");
    assert_eq!(dossier.matches("Corrected by a person").count(), 1);
}

#[test]
fn the_page_to_print_runs_and_fetches_nothing() {
    let (data, state) = noted();
    let page = text(&data, &state, Subject::Dossier, Format::Html);
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">") && page.ends_with("</html>\n"));
    assert!(page.contains("default-src 'none'"));
    assert!(page.contains("=1+1 &lt;script&gt;alert(1)&lt;/script&gt; *bold*"), "{page}");
    assert!(page.contains("<a href=\"https://example.com/a?b=1&amp;c=%222%22\">Flood in Oldham</a>"), "{page}");
    let lower = page.to_lowercase();
    for word in ["<script", "javascript:", " onclick", "<img", "<link", "<iframe", "src="] {
        assert!(!lower.replace("style-src 'unsafe-inline'", "").contains(word), "{word} in {page}");
    }
    let tags = |open: &str, close: &str| (page.matches(open).count(), page.matches(close).count());
    for (open, close) in
        [("<article>", "</article>"), ("<blockquote", "</blockquote>"), ("<p", "</p>"), ("<section", "</section>")]
    {
        let (open, close) = tags(open, close);
        assert_eq!(open, close);
    }
}

#[test]
fn references_are_records() {
    let (data, state) = noted();
    let ris = text(&data, &state, Subject::References, Format::Ris);
    let first = "TY  - NEWS\r\nID  - alpha\r\nTI  - Flood in Oldham\r\nAU  - Jo March\r\nT2  - ALPHA\r\nPY  - 2021\r\nDA  - 2021/03/02/\r\n\
                 UR  - https://example.com/a?b=1&c=\"2\"\r\nLA  - en\r\nN1  - Crossread: 3 articles\r\nER  - \r\n\r\n";
    assert!(ris.starts_with(first), "{ris}");
    assert_eq!((ris.matches("TY  - ").count(), ris.matches("ER  - \r\n").count()), (3, 3));
    // A tag of two signs, two blanks, a hyphen, a blank.
    assert!(
        ris.split("\r\n").filter(|line| !line.is_empty()).all(|line| line.is_char_boundary(6) && &line[2..6] == "  - ")
    );
    let csl: serde_json::Value =
        serde_json::from_str(&text(&data, &state, Subject::References, Format::CslJson)).unwrap();
    assert_eq!(csl.as_array().unwrap().len(), 3);
    let first = &csl[0];
    assert_eq!((&first["type"], &first["author"][0]["literal"]), (&"article-newspaper".into(), &"Jo March".into()));
    assert_eq!(first["issued"]["date-parts"], serde_json::json!([[2021, 3, 2]]));
    // The members of an item in csl-data.json (Citation Style Language 1.0.2) that we may use.
    let known = ["id", "type", "title", "author", "container-title", "issued", "URL", "language", "note"];
    assert!(
        csl.as_array()
            .unwrap()
            .iter()
            .flat_map(|item| item.as_object().unwrap().keys())
            .all(|key| known.contains(&key.as_str()))
    );
}

/// Members that each class must have, by "Web Annotation Data Model" (W3C Recommendation, 23 February 2017), sections 3.1,
/// 3.2.4, 4.2.4, 4.2.5, 5.1 and 5.2.
const CLASSES: [(&str, &[&str]); 7] = [
    ("Annotation", &["id", "type", "target"]),
    ("TextualBody", &["type", "value"]),
    ("SpecificResource", &["source"]),
    ("TextQuoteSelector", &["exact"]),
    ("TextPositionSelector", &["start", "end"]),
    ("AnnotationCollection", &["@context", "id", "type", "label", "total", "first"]),
    ("AnnotationPage", &["id", "type", "items", "startIndex"]),
];

/// The terms of the context that an annotation names, with what each stands for; where they are from is told beside them.
fn terms() -> serde_json::Value {
    let context = include_str!("../../../tests/it/fixtures/annotation/anno.jsonld");
    serde_json::from_str::<serde_json::Value>(context).unwrap()["@context"].take()
}

/// Holds a node against the context: each member is a term of it, and its value of the type that the context gives it.
fn check_node(terms: &serde_json::Value, node: &serde_json::Value) {
    if let Some(iri) = node.as_str() {
        return assert!(is_iri(iri), "{iri}");
    }
    let object = node.as_object().unwrap_or_else(|| panic!("a node: {node}"));
    let class = object["type"].as_str().unwrap();
    let (_, needed) = CLASSES.iter().find(|(name, _)| *name == class).unwrap_or_else(|| panic!("{class} is no class"));
    assert!(needed.iter().all(|key| object.contains_key(*key)), "{class} lacks one of {needed:?}: {node}");
    // A word of the vocabulary stands for the address that one of the context's prefixes begins.
    let is_term = |word: &str| {
        terms[word].as_str().is_some_and(|it| it.split_once(':').is_some_and(|it| terms[it.0].is_string()))
    };
    for (key, value) in object.iter().filter(|(key, _)| *key != "@context") {
        let term = terms.get(key).unwrap_or_else(|| panic!("{key} is no term of the context"));
        match (term["@id"].as_str(), term["@type"].as_str()) {
            (Some("@id"), _) => assert!(is_iri(value.as_str().unwrap()), "{value}"),
            (Some("@type"), _) | (_, Some("@vocab")) => assert!(is_term(value.as_str().unwrap()), "{key}: {value}"),
            (_, Some("@id")) => match value.as_array() {
                Some(nodes) => nodes.iter().for_each(|node| check_node(terms, node)),
                None => check_node(terms, value),
            },
            (_, Some("xsd:nonNegativeInteger")) => assert!(value.is_u64(), "{key}: {value}"),
            (_, Some("xsd:dateTime")) => assert!(is_moment(value.as_str().unwrap()), "{key}: {value}"),
            (None, None) => assert!(is_term(key) && value.is_string(), "{key}: {value}"),
            other => panic!("{key} is of a type that is not checked: {other:?}"),
        }
    }
}

/// Whether a text is a moment of xsd:dateTime with its zone, as the model wants it.
fn is_moment(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00T00:00:00Z" || shape == "0000-00-00T00:00:00.000Z"
}

fn is_iri(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(|c: char| c.is_whitespace() || "<>\"{}|\\^`".contains(c))
}

#[test]
fn annotations_keep_to_their_context() {
    let (data, state) = noted();
    let json: serde_json::Value =
        serde_json::from_str(&text(&data, &state, Subject::Notes, Format::Annotations)).unwrap();
    assert_eq!(json["@context"], "http://www.w3.org/ns/anno.jsonld");
    check_node(&terms(), &json);
    let items = json["first"]["items"].as_array().unwrap();
    assert_eq!((json["total"].as_u64(), items.len(), &json["first"]["startIndex"]), (Some(4), 4, &0.into()));
    let figure = &items[0]["target"];
    assert_eq!(figure["source"], "https://example.com/a?b=1&c=%222%22");
    let alpha: Vec<char> = data.corpus.documents[DocumentId(0)].text().chars().collect();
    let selector = &figure["selector"];
    let at = |key: &str| selector[1][key].as_u64().unwrap() as usize;
    assert_eq!(alpha[at("start")..at("end")].iter().collect::<String>(), selector[0]["exact"].as_str().unwrap());
    assert!(selector[0]["prefix"].as_str().unwrap().ends_with("Police said "));
    assert_eq!(items[1]["target"]["source"], "https://example.org/crossread/#/articles/beta");
    assert_eq!((&items[1]["motivation"], &items[2]["motivation"]), (&"commenting".into(), &"highlighting".into()));
    assert_eq!(items[3]["target"]["selector"].as_array().unwrap().len(), 1, "an orphan has no position");
}

#[test]
fn an_address_of_a_note_opens_the_notes() {
    let (data, _) = noted();
    assert_eq!(address::decode(&data, "#/notes/n1").view, View::Notes);
}
