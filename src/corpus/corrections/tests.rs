use super::*;
use crate::corpus::format::{from_json, from_pack, to_json, to_pack};
use crate::text::{Block, BlockKind, Figure, Mention, MentionBasis, Qualifier, Quote, QuoteForm};

mod properties;

/// Articles of one block a line: `P` a paragraph, `X` boilerplate. Names stand as `{person:Ada Bell}`, a sentence ends
/// at ". ", a number is a figure of people, words in `“…”` are said by the first name of their line.
fn corpus(articles: &[&str]) -> Corpus {
    let mut corpus = Corpus::default();
    for (number, article) in articles.iter().enumerate() {
        let mut document = Document { id: format!("d{number}"), label: format!("D{number}"), ..Document::default() };
        for line in article.lines().map(str::trim).filter(|line| !line.is_empty()) {
            add_block(&mut corpus, &mut document, line);
        }
        corpus.documents.push(document);
    }
    let mut places: Vec<Place> = vec![];
    for (entity, found) in corpus.entities.enumerate().filter(|(_, it)| it.kind == EntityKind::Place) {
        let kind = if found.name.ends_with("land") { PlaceKind::Country } else { PlaceKind::City };
        places.push(Place { entity, kind, parent: None, country: None });
    }
    corpus.places = places;
    let all: Vec<FigureRef> = corpus
        .documents
        .enumerate()
        .flat_map(|(document, it)| it.analysis.figures.ids().map(move |figure| FigureRef { document, figure }))
        .collect();
    if !all.is_empty() {
        let (status, reason) = figure_topics::judge(&corpus.documents, &all);
        corpus.figure_topics.push(FigureTopic { topic: "people".into(), status, members: all, reason });
    }
    corpus.quote_groups = quote_groups::find(&corpus.documents, &corpus.entities);
    corpus
}

fn add_block(corpus: &mut Corpus, document: &mut Document, line: &str) {
    let analysis = &mut *document.analysis;
    if !analysis.text.is_empty() {
        analysis.text.push('\n');
    }
    let start = analysis.text.len();
    let is_story = line.starts_with('P');
    let first = analysis.mentions.len();
    let mut rest = line[1..].trim();
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap();
        let (kind, name) = name.split_once(':').unwrap();
        let kind = match kind {
            "person" => EntityKind::Person,
            "place" => EntityKind::Place,
            _ => EntityKind::Organisation,
        };
        analysis.text.push_str(before);
        let span = Span::new(analysis.text.len(), analysis.text.len() + name.len());
        analysis.text.push_str(name);
        if is_story {
            analysis.mentions.push(Mention { span, kind, as_government: false, basis: MentionBasis::Pattern });
            document.entity_of.push(entity(corpus, kind, name));
        }
        rest = after;
    }
    analysis.text.push_str(rest);
    let span = Span::new(start, analysis.text.len());
    let kind = if is_story { BlockKind::Paragraph } else { BlockKind::Boilerplate };
    analysis.blocks.push(Block { span, kind, reason: (!is_story).then(|| "a line of furniture".into()) });
    if !is_story {
        return;
    }
    let blocks = vec![analysis.blocks[BlockId::from_index(analysis.blocks.len() - 1)].clone()].into();
    let sentences = crate::text::split_sentences(&analysis.text, &blocks);
    sentences.iter().for_each(|&sentence| {
        analysis.sentences.push(sentence);
    });
    let body = span.of(&analysis.text).to_string();
    for (at, digits) in body.match_indices(|c: char| c.is_ascii_digit()) {
        let value = Some(digits.parse().unwrap());
        analysis.figures.push(Figure {
            span: Span::new(start + at, start + at + 1),
            value,
            low: value,
            high: value,
            qualifier: Qualifier::Exact,
            unit: "count".into(),
            counts: "people".into(),
            predicate: None,
            attributed_to: None,
            as_of: None,
        });
    }
    for (from, _) in body.match_indices('“') {
        let to = body[from..].find('”').unwrap() + from + '”'.len_utf8();
        let speaker = (analysis.mentions.len() > first).then(|| MentionId::from_index(first));
        let span = Span::new(start + from, start + to);
        let form = QuoteForm::Direct;
        analysis.quotes.push(Quote { span, form, continues: None, speaker, speaker_span: None, cue: None });
    }
}

fn entity(corpus: &mut Corpus, kind: EntityKind, name: &str) -> EntityId {
    if let Some((id, _)) = corpus.entities.enumerate().find(|(_, it)| it.name == name && it.kind == kind) {
        return id;
    }
    corpus.entities.push(Entity {
        id: slug_of(corpus, name),
        kind,
        name: name.into(),
        aliases: vec![name.into()],
        merges: vec![],
        description: None,
        kind_reason: None,
        meant: vec![],
    })
}

fn slug_of(corpus: &Corpus, name: &str) -> String {
    let wish = ids::slug(name);
    if corpus.entities.iter().any(|it| it.id == wish) { wish + "-2" } else { wish }
}

fn small() -> Corpus {
    corpus(&[
        "P {person:Ann Reed} said: “The old bridge must be closed now.” {person:Reed} left {place:Oldham}.
         P 4 people left {place:Oldham}. {organisation:Harbour Board} met.
         X Follow {person:Ann Reed} and {place:Oldham} here. More news",
        "P {person:A. Reed} said: “The old bridge must be closed now.”
         P 7 people left {place:Oldham} in {place:Norland}. {person:Reed} came.",
        "P {person:Bob Reed} is no {person:Reed}. {organisation:Share} this.",
    ])
}

fn named(name: &str) -> EntityRef {
    EntityRef { name: name.into(), ..EntityRef::default() }
}

fn words(article: &str, words: &str) -> Passage {
    Passage { article: article.into(), words: words.into(), ..Passage::default() }
}

/// Every entity as `kind name mentions documents [forms]`, and how each place lies.
fn show(corpus: &Corpus) -> String {
    let mut lines = vec![];
    for (id, entity) in corpus.entities.enumerate() {
        let mentions: Vec<DocumentId> = corpus
            .documents
            .enumerate()
            .flat_map(|(at, document)| document.story_mentions().filter(|it| it.1 == id).map(move |_| at))
            .collect();
        let mut documents = mentions.clone();
        documents.dedup();
        let place = corpus.places.iter().find(|place| place.entity == id);
        let lies = place.and_then(|place| place.parent).map(|parent| format!(" in {}", corpus.entities[parent].name));
        lines.push(format!(
            "{:?} {} {}/{} {:?}{}",
            entity.kind,
            entity.name,
            mentions.len(),
            documents.len(),
            entity.aliases,
            lies.unwrap_or_default()
        ));
    }
    lines.sort();
    lines.join("\n")
}

fn merge(entity: &str, into: &str) -> Correction {
    Correction::Merge { entity: named(entity), into: named(into) }
}

/// Applies corrections that all find something; the result is whole and can be written and read.
fn applied(corrections: &[Correction]) -> Corpus {
    let done = apply(&small(), corrections);
    assert_eq!(done.orphans, []);
    whole(&done.corpus);
    done.corpus
}

fn whole(corpus: &Corpus) {
    assert!(from_json(&to_json(corpus)).unwrap() == *corpus);
    assert!(from_pack(&to_pack(corpus)).is_ok());
    for document in corpus.documents.iter() {
        let starts: Vec<Span> = document.analysis.mentions.iter().map(|mention| mention.span).collect();
        assert!(starts.windows(2).all(|pair| pair[0].end <= pair[1].start));
        assert!(document.analysis.sentences.as_slice().windows(2).all(|pair| pair[0].end <= pair[1].start));
        for (mention, &entity) in document.analysis.mentions.iter().zip(document.entity_of.iter()) {
            assert_eq!(mention.kind, corpus.entities[entity].kind);
        }
    }
    assert!(corpus.places.windows(2).all(|pair| pair[0].entity < pair[1].entity));
    let is_row = |id| corpus.places.iter().any(|place| place.entity == id);
    assert!(corpus.entities.enumerate().all(|(id, it)| (it.kind == EntityKind::Place) == is_row(id)));
}

fn told(corpus: &Corpus) -> Vec<&str> {
    corpus.corrected.iter().map(|it| it.machine.as_str()).collect()
}

#[test]
fn without_corrections_the_result_is_the_machines() {
    assert!(apply(&small(), &[]).corpus == small());
}

#[test]
fn a_merge_is_counted_as_one() {
    let corpus = applied(&[merge("A. Reed", "Ann Reed")]);
    assert!(show(&corpus).contains("Person Ann Reed 2/2 [\"A. Reed\", \"Ann Reed\"]"), "{}", show(&corpus));
    let ann = corpus.entities.iter().find(|it| it.name == "Ann Reed").unwrap();
    assert_eq!(ann.merges.len(), 1);
    assert_eq!(ann.merges[0].reason, "A person merged “A. Reed” into it");
    assert_eq!(told(&corpus), ["The machine keeps “A. Reed” apart from it"]);
    assert!(small().quote_groups[0].speakers_differ && !corpus.quote_groups[0].speakers_differ);
}

#[test]
fn a_split_takes_forms_or_articles() {
    let split = |forms: &[&str], articles: &[&str], name: &str| Correction::Split {
        entity: named("Reed"),
        forms: forms.iter().map(|it| it.to_string()).collect(),
        articles: articles.iter().map(|it| it.to_string()).collect(),
        name: name.into(),
    };
    let corpus = applied(&[split(&[], &["d2"], "Bob Reed the elder")]);
    let shown = show(&corpus);
    assert!(shown.contains("Person Reed 2/2") && shown.contains("Person Bob Reed the elder 1/1"), "{shown}");
    let corpus = applied(&[merge("Reed", "Ann Reed"), split(&["Reed"], &["d1", "d2"], "")]);
    let shown = show(&corpus);
    assert!(shown.contains("Person Ann Reed 2/1 [\"Ann Reed\", \"Reed\"]"), "{shown}");
    assert!(shown.contains("Person Reed 2/2 [\"Reed\"]"), "{shown}");
    for (wrong, why) in [
        (split(&["Nobody"], &[], ""), "No mention of “Reed” is of this form there"),
        (split(&["Reed"], &[], ""), "That would leave nothing of “Reed”; rename it instead"),
    ] {
        assert_eq!(apply(&small(), &[wrong]).orphans, [Orphan { number: 0, why: why.into() }]);
    }
}

#[test]
fn names_and_kinds_change_and_names_go() {
    let rename = Correction::Rename { entity: named("A. Reed"), name: "Alice Reed".into() };
    let retype = Correction::Retype { entity: named("Share"), kind: EntityKind::Place, place: Some(PlaceKind::Site) };
    let corpus = applied(&[rename.clone(), retype, Correction::Hide { entity: named("Harbour Board") }]);
    let shown = show(&corpus);
    assert!(shown.contains("Person Alice Reed 1/1 [\"A. Reed\"]") && shown.contains("Place Share 1/1"), "{shown}");
    assert!(!shown.contains("Harbour Board"));
    assert_eq!(told(&corpus), ["The machine calls it “A. Reed”", "The machine takes it for an organisation"]);
    assert_eq!(corpus.entities.iter().find(|it| it.name == "Alice Reed").unwrap().id, "a-reed", "addresses stay");
    let after = applied(&[rename, merge("Alice Reed", "Ann Reed")]);
    assert!(show(&after).contains("Person Ann Reed 2/2"), "later corrections know the new name");
}

#[test]
fn a_place_lies_where_a_person_says() {
    let parent =
        |entity: &str, parent: Option<&str>| Correction::Parent { entity: named(entity), parent: parent.map(named) };
    let lies = parent("Oldham", Some("Norland"));
    let corpus = applied(std::slice::from_ref(&lies));
    assert!(show(&corpus).contains("Place Oldham 3/2 [\"Oldham\"] in Norland"), "{}", show(&corpus));
    assert_eq!(told(&corpus), ["The machine places it in no other place"]);
    let done = apply(&small(), &[lies.clone(), parent("Norland", Some("Oldham")), parent("Reed", None)]);
    let why: Vec<&str> = done.orphans.iter().map(|it| it.why.as_str()).collect();
    assert_eq!(
        why,
        ["“Norland” cannot lie in “Oldham”, which lies in it", "“Reed” is no place; say first that it is one"]
    );
    let hidden = applied(&[lies.clone(), Correction::Hide { entity: named("Norland") }]);
    assert!(!show(&hidden).contains(" in "), "what was in a hidden place lies in none");
    applied(&[lies, merge("Norland", "Oldham")]);
}

#[test]
fn figures_and_quotations_follow() {
    let seven = || words("d1", "7");
    assert_eq!(small().figure_topics[0].status, FigureStatus::Conflict);
    let corpus = applied(&[Correction::NoConflict { figure: seven() }]);
    assert_eq!(corpus.figure_topics[0].status, FigureStatus::Compatible);
    assert!(told(&corpus)[0].starts_with("The machine sees a conflict: “4” (D0)"), "{:?}", told(&corpus));
    let corpus = applied(&[Correction::Apart { figure: seven() }]);
    let statuses: Vec<_> = corpus.figure_topics.iter().map(|it| (it.status, it.members.len())).collect();
    assert_eq!(statuses, [(FigureStatus::Single, 1), (FigureStatus::Single, 1)]);
    let quote = words("d1", "“The old bridge must be closed now.”");
    let speaker = |name: Option<&str>| Correction::Speaker { quote: quote.clone(), speaker: name.map(named) };
    let corpus = applied(&[speaker(Some("Oldham"))]);
    let document = &corpus.documents[DocumentId(1)];
    assert_eq!(corpus.entities[document.speaker(QuoteId(0)).unwrap()].name, "Oldham");
    assert_eq!(told(&corpus), ["The machine gives it to “A. Reed”"]);
    let corpus = applied(&[speaker(None)]);
    assert!(corpus.documents[DocumentId(1)].speaker(QuoteId(0)).is_none() && !corpus.quote_groups[0].speakers_differ);
    let done = apply(&small(), &[speaker(Some("Bob Reed"))]);
    assert_eq!(done.orphans[0].why, "The article does not name “Bob Reed”");
}

#[test]
fn blocks_are_set_aside_and_put_back() {
    let aside = Correction::SetAside { block: words("d1", "7 people left Oldham in Norland. Reed came.") };
    let corpus = applied(std::slice::from_ref(&aside));
    let analysis = &corpus.documents[DocumentId(1)].analysis;
    assert_eq!((analysis.sentences.len(), analysis.figures.len(), analysis.mentions.len()), (1, 0, 1));
    assert_eq!(corpus.figure_topics[0].reason, "Only D0 has it");
    assert_eq!(told(&corpus), ["The machine takes it for a part of the story"]);
    let back = Correction::PutBack { block: words("d0", "Follow Ann Reed and Oldham here. More news") };
    let corpus = applied(std::slice::from_ref(&back));
    let analysis = &corpus.documents[DocumentId(0)].analysis;
    assert_eq!(analysis.sentences.len(), small().documents[DocumentId(0)].analysis.sentences.len() + 2);
    assert!(show(&corpus).contains("Person Ann Reed 2/1"), "known names are found: {}", show(&corpus));
    assert!(told(&corpus)[0].starts_with("The machine sets it aside: a line of furniture. Its sentences"));
    assert_eq!(
        told(&apply_and_read(&small(), &[back], &Models::default()).corpus),
        ["The machine sets it aside: a line of furniture"]
    );
    assert_eq!(apply(&small(), &[aside.clone(), aside]).orphans[0].why, "It is set aside already");
}

#[test]
fn sentences_that_go_take_their_alignments_along() {
    let mut machine = small();
    let at = |document, sentence| SentenceRef { document: DocumentId(document), sentence: SentenceId(sentence) };
    let pair = |a, b| Alignment { a, b, score: 0.5, grade: Grade::Strong, reason: "r".into() };
    machine.alignments = vec![pair(at(0, 1), at(1, 0)), pair(at(0, 2), at(1, 2))].into();
    machine.only_here = vec![at(1, 1), at(1, 2)];
    let first = Correction::SetAside { block: words("d1", "A. Reed said: “The old bridge must be closed now.”") };
    let corpus = apply(&machine, &[first]).corpus;
    whole(&corpus);
    assert_eq!(corpus.alignments.as_slice(), [pair(at(0, 2), at(1, 1))]);
    assert_eq!(corpus.only_here, [at(1, 0), at(1, 1)]);
}

#[test]
fn facts_change_and_say_so() {
    let day = Date::new(2021, 3, 2);
    let corpus = applied(&[
        Correction::Outlet { article: "d1".into(), outlet: "The Post".into() },
        Correction::Title { article: "d1".into(), title: "Flood".into() },
        Correction::Published { article: "d1".into(), published: day },
    ]);
    let document = &corpus.documents[DocumentId(1)];
    assert_eq!((document.label.as_str(), document.analysis.title.as_str()), ("The Post", "Flood"));
    assert_eq!(document.analysis.published, day);
    assert!(corpus.figure_topics[0].reason.contains("The Post"), "reasons name the outlet anew");
    assert_eq!(corpus.corrected.len(), 3);
}

#[test]
fn what_is_gone_is_told() {
    let done = apply(
        &small(),
        &[
            merge("Nobody", "Reed"),
            Correction::Hide { entity: named("Share") },
            Correction::Rename { entity: named("Share"), name: "X".into() },
            Correction::NoConflict { figure: words("d9", "7") },
            Correction::Unknown("{\"do\":\"paint\"}".into()),
        ],
    );
    let why: Vec<(usize, &str)> = done.orphans.iter().map(|it| (it.number, it.why.as_str())).collect();
    assert_eq!(
        why,
        [
            (0, "No name in these articles is “Nobody”"),
            (2, "“Share” is hidden by an earlier correction"),
            (3, "No article has the id “d9”"),
            (4, "This version does not know it; it is kept for one that does"),
        ]
    );
}

#[test]
fn suggests_what_looks_alike_until_it_is_answered() {
    let machine = small();
    let name = |id: EntityId| machine.entities[id].name.as_str();
    let pairs = |corrections: &[Correction]| -> Vec<(String, String)> {
        let found = suggest(&machine, corrections);
        found.iter().map(|it| (name(it.entity).to_string(), name(it.into).to_string())).collect()
    };
    let all = pairs(&[]);
    assert_eq!(all[0], ("Ann Reed".to_string(), "A. Reed".to_string()), "{all:?}");
    assert!(all.contains(&("Bob Reed".into(), "Reed".into())) && !all.iter().any(|pair| pair.0 == "Oldham"), "{all:?}");
    let distinct = Correction::Distinct { entity: named("A. Reed"), other: named("Ann Reed") };
    assert_eq!(pairs(&[distinct]).len(), all.len() - 1);
    assert!(suggest(&machine, &[])[0].reason.starts_with("“Ann Reed” and “A. Reed” are spellings"));
}

#[test]
fn a_file_names_its_bad_lines_and_keeps_the_others() {
    let text = "{\"format\":\"crossread-corrections\",\"version\":1}\n\n{\"do\":\"hide\",\"entity\":\"Share\"}\nnonsense\n\
                {\"do\":\"rename\",\"entity\":{\"kind\":\"planet\",\"name\":\"X\"},\"name\":\"Y\"}\n\
                {\"do\":\"rename\",\"entity\":{\"name\":\"X\"}}\n{\"do\":\"paint\",\"colour\":\"red\"}\n\
                {\"do\":\"published\",\"article\":\"a\",\"published\":\"tomorrow\"}\n";
    let (corrections, errors) = read(text);
    let paint = "{\"do\":\"paint\",\"colour\":\"red\"}".to_string();
    assert_eq!(corrections, [Correction::Hide { entity: named("Share") }, Correction::Unknown(paint.clone())]);
    let lines: Vec<String> = errors.iter().map(LineError::to_string).collect();
    assert_eq!(
        lines,
        [
            "line 4: The line is no JSON object. Write one entry a line, in braces, with quotation marks around names and values",
            "line 5: “planet” is no “kind” that is known. Write one of: person, organisation, place",
            "line 6: It has no “name”. Add \"name\" with its value",
            "line 8: “tomorrow” is no day. Write it as YYYY-MM-DD",
        ]
    );
    assert!(write(&corrections).ends_with(&format!("{paint}\n")), "what is not known is kept as it is");
    let (kept, errors) = read("{\"do\":\"hide\",\"entity\":\"Share\"}");
    assert_eq!((kept.len(), errors.len(), errors[0].line), (1, 1, 1), "a file without its head is told and read");
    assert_eq!(read("").1.len(), 1);
}
