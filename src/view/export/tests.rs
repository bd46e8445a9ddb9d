use super::*;
use crate::corpus::FigureStatus;
use crate::corpus::corrections::Correction;
use crate::query::Facet;
use crate::text::{EntityKind, Quote, QuoteForm};
use crate::view::fixture::flood;
use crate::view::{Action, address, reduce};

fn data() -> Data {
    let mut fixture = flood()
        .entity(EntityKind::Organisation, "Police", &["Police"])
        .date(0, "dawn", "2021-03-02", "2021-03-02")
        .date(2, "now", "2021-03-04", "2021-03-04");
    let beta = &mut fixture.corpus.documents[DocumentId(1)];
    beta.analysis.title = "=cmd|' /C calc'!A0, \"quoted\"".into();
    beta.analysis.facts.url = Some("https://example.com/flood".into());
    let gamma = &mut fixture.corpus.documents[DocumentId(2)].analysis;
    let span = Span::new(gamma.text.find("A bridge").unwrap(), gamma.text.len());
    let mention = gamma.mentions.enumerate().next().map(|(id, _)| id);
    gamma.quotes.push(Quote {
        span,
        form: QuoteForm::Direct,
        continues: None,
        speaker: mention,
        speaker_span: None,
        cue: None,
    });
    fixture.data()
}

fn csv(data: &Data, state: &State, subject: Subject) -> Vec<Vec<String>> {
    csv::tests::parse(&export(data, state, subject, Format::Csv, "").text)
}

/// The state that leaves only the articles that name Ann Reed.
fn filtered(data: &Data) -> State {
    let value = data.index.find_value(Facet::Person, "ann-reed").unwrap();
    reduce(data, &State::new(3), Action::ToggleValue(Facet::Person, value))
}

#[test]
fn the_columns_are_the_ones_promised() {
    let data = data();
    for (subject, header) in [
        (
            Subject::Documents,
            "doc_id,source,title,byline,published,language,url,words,people,organisations,places,tags,notes",
        ),
        (Subject::Mentions, "doc_id,entity_id,canonical,type,surface,start,end,sentence_id,left,match,right"),
        (Subject::Entities, "entity_id,canonical,type,variants,documents,mentions,country"),
        (
            Subject::Figures,
            "topic,doc_id,source,value,low,high,qualifier,unit,attributed_to,as_of,quote,start,end,status",
        ),
        (Subject::Quotes, "quote_id,doc_id,speaker,speaker_raw,verb,form,text,start,end,match_grade,cluster_id"),
        (Subject::Timeline, "from,to,doc_id,source,words,sentence,start,end"),
        (Subject::Comparison, "row,kind,doc_a,text_a,doc_b,text_b,score"),
    ] {
        let text = export(&data, &State::new(3), subject, Format::Csv, "").text;
        assert_eq!(text.lines().next(), Some(header));
        let rows = csv::tests::parse(&text);
        assert!(rows.len() > 1, "{header} has rows");
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{header} is a rectangle");
    }
}

#[test]
fn every_position_points_at_its_words() {
    let data = data();
    let text_of = |id: &str| data.corpus.documents[data.find_document(id).unwrap()].text();
    for (subject, doc, words, start) in [
        (Subject::Mentions, 0, 4, 5),
        (Subject::Figures, 1, 10, 11),
        (Subject::Quotes, 1, 6, 7),
        (Subject::Timeline, 2, 4, 6),
    ] {
        for row in csv(&data, &State::new(3), subject).into_iter().skip(1) {
            let range = row[start].parse::<usize>().unwrap()..row[start + 1].parse::<usize>().unwrap();
            assert_eq!(&text_of(&row[doc])[range], row[words]);
        }
    }
    let rows = csv(&data, &State::new(3), Subject::Mentions);
    let mention = rows.iter().find(|row| row[1] == "ann-reed").unwrap();
    assert_eq!(mention[8..], ["Mayor ", "Ann Reed", " asked for help."]);
}

#[test]
fn filters_are_respected_and_said() {
    let data = data();
    let state = filtered(&data);
    // What is noted has tests of its own.
    let others = [Subject::Comparison, Subject::Notes, Subject::Dossier];
    for subject in Subject::ALL.into_iter().filter(|subject| !others.contains(subject)) {
        for &format in subject.formats() {
            let all = export(&data, &State::new(3), subject, format, "");
            let some = export(&data, &state, subject, format, "");
            assert_ne!(some.text, all.text, "{subject:?} {format:?}");
            assert!(some.file_name.contains("-filtered-2-of-3"), "{}", some.file_name);
            assert!(!all.file_name.contains("filtered"));
            assert_eq!(some.filters, ["People: Ann Reed"]);
            assert!(some.count_line.ends_with("2 of 3 articles"), "{}", some.count_line);
            if format != Format::Csv {
                assert!(some.text.contains("People: Ann Reed"), "{subject:?} {format:?}");
            }
        }
    }
    let ids: Vec<String> = csv(&data, &state, Subject::Documents).into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(ids, ["doc_id", "alpha", "beta"]);
}

#[test]
fn a_ledger_exports_what_it_shows() {
    let fixture = flood().topic("bridges", FigureStatus::Single, &[(2, 0)]);
    let data = fixture.date(0, "dawn", "2021-03-02", "2021-03-02").data();
    let at = |address: &str| address::decode(&data, address);
    let figures = export(&data, &at("#/figures?show=only"), Subject::Figures, Format::Csv, "");
    assert_eq!(figures.file_name, "figures-filtered-3-of-3.csv");
    assert_eq!(figures.filters, ["List: Only here"]);
    let rows = csv::tests::parse(&figures.text);
    assert_eq!(rows[1..].iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["bridges"]);
    let find = at("#/timeline?filter=rose");
    assert_eq!(csv(&data, &find, Subject::Timeline)[1][4..6], ["dawn", "The river rose at dawn."]);
    assert_eq!(csv(&data, &at("#/timeline?filter=fell"), Subject::Timeline).len(), 1);
    // Another view's search box narrows nothing here.
    assert_eq!(csv(&data, &find, Subject::Figures).len(), 5);
}

#[test]
fn no_cell_is_a_formula() {
    let data = data();
    for subject in Subject::ALL.into_iter().filter(|subject| subject.formats()[0] == Format::Csv) {
        for cell in csv(&data, &State::new(3), subject).iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    assert_eq!(csv(&data, &State::new(3), Subject::Documents)[2][2], "'=cmd|' /C calc'!A0, \"quoted\"");
}

#[test]
fn json_parses_and_says_the_same_as_csv() {
    let data = data();
    for subject in Subject::ALL.into_iter().filter(|subject| subject.formats()[0] == Format::Csv) {
        let text = export(&data, &State::new(3), subject, Format::Json, "").text;
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let rows = json["rows"].as_array().unwrap();
        let cells = csv(&data, &State::new(3), subject);
        assert_eq!((rows.len(), &json["of_articles"]), (cells.len() - 1, &serde_json::json!(3)));
        for (row, line) in rows.iter().zip(&cells[1..]) {
            for (name, cell) in cells[0].iter().zip(line) {
                let text = match &row[name] {
                    serde_json::Value::String(text) => text.clone(),
                    serde_json::Value::Null => String::new(),
                    serde_json::Value::Array(items) => {
                        items.iter().map(|item| item.as_str().unwrap()).collect::<Vec<_>>().join("; ")
                    }
                    other => other.to_string(),
                };
                assert!(&text == cell || cell.strip_prefix('\'') == Some(&text), "{name}: {text:?}, {cell:?}");
            }
        }
    }
}

#[test]
fn the_comparison_lists_every_pair_once_and_what_stands_alone() {
    let data = data();
    let mut state = State::new(3);
    let rows = csv(&data, &state, Subject::Comparison);
    let kinds: Vec<&str> = rows[1..].iter().map(|row| row[1].as_str()).collect();
    let count = |kind: &str| kinds.iter().filter(|&&other| other == kind).count();
    assert_eq!((count("same"), count("different")), (1, data.corpus.alignments.len() - 1));
    assert_eq!((count("only_here"), count("unmatched")), (1, 1));
    assert!(
        rows.iter().any(|row| row[2..]
            == ["alpha", "Police said 13 people died.", "gamma", "Police now say 20 people died.", "0.6"])
    );
    state.compare.show = CompareShow::OnlyHere;
    assert_eq!(csv(&data, &state, Subject::Comparison).len(), 3);
    let only = export(&data, &state, Subject::Comparison, Format::Csv, "");
    assert_eq!(only.filters, ["Compared: ALPHA, BETA, GAMMA", "Passages: Only here"]);
    assert_eq!(only.file_name, "comparison-filtered-3-of-3.csv");
}

#[test]
fn the_report_quotes_its_sources() {
    let data = data();
    let mut state = State::new(3);
    let report = export(&data, &state, Subject::Report, Format::Markdown, "").text;
    for part in [
        "# Crossread report\n\n3 articles\n\n## Sources\n\n- **ALPHA**: Flood in Oldham. 2 March 2021 (stated in the text)",
        "[=cmd\\|' /C calc'!A0, \"quoted\"](<https://example.com/flood>)",
        "### deaths: conflict",
        "- **BETA**: “Thirteen” (13 or more, according to police)",
        "> Police said 13 people died.  \n> — ALPHA\n\n> Police now say 20 people died.  \n> — GAMMA (says the same)",
    ] {
        assert!(report.contains(part) || report.contains(&part.replacen('=', "\\=", 1)), "{part}\nnot in\n{report}");
    }
    state.view = View::Compare;
    let report = export(&data, &state, Subject::Report, Format::Markdown, "").text;
    assert!(report.contains("### Passage 3: differs\n\n**Figures differ**: ALPHA “13 people”"), "{report}");
    assert!(report.contains("— ALPHA (only here)"));
}

#[test]
fn references_are_entries() {
    let text = export(&data(), &State::new(3), Subject::References, Format::Bibtex, "").text;
    assert_eq!(text.matches("@misc{").count(), 3);
    assert!(text.contains("@misc{alpha,\n  title = {{Flood in Oldham}},\n  howpublished = {ALPHA},\n  year = {2021},"));
    assert_eq!(text.matches('{').count(), text.matches('}').count());
}

#[test]
fn the_preview_is_the_beginning() {
    let export = export(&data(), &State::new(3), Subject::Mentions, Format::Csv, "");
    assert!(export.text.replace("\r\n", "\n").starts_with(&export.preview));
    assert_eq!(export.count_line, "6 rows from 3 articles");
    assert_eq!(export.more, None);
}

#[test]
fn an_empty_corpus_exports_empty_tables() {
    let data = crate::view::fixture::Fixture::new().data();
    for subject in Subject::ALL {
        for &format in subject.formats() {
            let export = export(&data, &State::new(0), subject, format, "");
            assert!(!export.text.is_empty() && export.count_line.contains('0'), "{}", export.count_line);
        }
    }
}

#[test]
fn figures_without_a_topic_are_not_lost() {
    let mut fixture = flood();
    fixture.corpus.figure_topics.clear();
    let fixture = fixture.topic("deaths", FigureStatus::Conflict, &[(0, 0), (2, 0)]);
    let rows = csv(&fixture.data(), &State::new(3), Subject::Figures);
    assert_eq!(rows.len(), 4);
    assert_eq!((rows[1][0].as_str(), rows[1][13].as_str()), ("deaths", "conflict"));
    assert_eq!((rows[3][0].as_str(), rows[3][1].as_str(), rows[3][6].as_str()), ("", "beta", "at_least"));
}

#[test]
fn what_a_person_corrected_says_what_the_machine_said() {
    let data = data();
    let reed = crate::view::desk::named(&data, data.find_entity("ann-reed").unwrap());
    let rename = Correction::Rename { entity: reed, name: "Ann B. Reed".into() };
    let day = Correction::Published { article: data.corpus.documents[DocumentId(0)].id.clone(), published: None };
    let (data, state) =
        crate::view::desk::correct(&data, &State::new(3), &crate::view::DeskAct::Correct(vec![rename, day])).unwrap();
    for subject in [Subject::Documents, Subject::Mentions, Subject::Entities] {
        let rows = csv(&data, &state, subject);
        let at = rows[0].len() - 1;
        assert_eq!(rows[0][at], "corrected", "{subject:?}");
        let machine: Vec<&str> = rows[1..].iter().map(|row| row[at].as_str()).collect();
        assert!(
            machine.iter().any(|line| !line.is_empty()) && machine.iter().any(|line| line.is_empty()),
            "{subject:?}"
        );
        let json = export(&data, &state, subject, Format::Json, "").text;
        assert_eq!(json.matches("\"corrected\":[").count(), machine.iter().filter(|line| !line.is_empty()).count());
    }
    let figures = csv(&data, &state, Subject::Figures);
    assert_eq!(figures[0].last().unwrap(), "status", "nothing of it was corrected");
    let report = export(&data, &state, Subject::Report, Format::Markdown, "").text;
    let (_, corrected) = report.split_once("## Corrected by a person\n").expect("the report says so");
    assert_eq!(corrected.lines().filter(|line| line.starts_with("- **")).count(), 2, "{corrected}");
    assert!(corrected.contains("**Ann B. Reed**: "), "{corrected}");
}
