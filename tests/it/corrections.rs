//! Corrections of articles as the whole analysis reads them.

use crossread::base::*;
use crossread::corpus::corrections::{self, Correction, Passage, apply, apply_and_read, apply_over, read_again};
use crossread::corpus::{self, Corpus, FigureStatus, Options, format};
use crossread::text::{self, Models};

fn built(texts: &[&str]) -> Corpus {
    let models = Models::builtin();
    let article = |text: &&str| RawArticle { text: text.to_string(), ..RawArticle::default() };
    let analyses = texts.iter().map(|text| text::analyze(&article(text), &models)).collect();
    corpus::build(analyses, &Options { is_one_event: true }, &models)
}

const DAM: [&str; 2] = [
    "Dam breaks above Brno\n\nMayor Jan Novak of Brno spoke on Wednesday, March 3, 2021. “We fled from the water in the night,” Novak said.\n\nAt least 20 people were killed in Brno on Tuesday. “The dam was old and we all knew it,” Novak said.",
    "Brno dam gives way\n\n14 people were killed in Brno on Tuesday, said Mayor Jan Novak. He spoke on March 3, 2021. “The dam was old and we all knew it,” Novak said.",
];

/// A corpus whose first article has the block of the 20 dead set aside, as if the machine had done so.
fn without_the_block() -> (Corpus, Correction) {
    let machine = built(&DAM);
    let document = &machine.documents[DocumentId(0)];
    let block = document.analysis.blocks.iter().find(|block| block.span.of(document.text()).contains("20 people"));
    let block = Passage::of(document, block.expect("a block of its own").span);
    let done = apply(&machine, &[Correction::SetAside { block: block.clone() }]);
    assert!(done.orphans.is_empty());
    (done.corpus, Correction::PutBack { block })
}

fn told(corpus: &Corpus) -> (Vec<String>, Vec<String>, Vec<Date>) {
    let document = &corpus.documents[DocumentId(0)];
    let words = |span: Span| span.of(document.text()).to_string();
    (
        document.analysis.figures.iter().map(|it| words(it.span)).collect(),
        document.analysis.quotes.iter().map(|it| words(it.span)).collect(),
        document.analysis.dates.iter().map(|it| it.from).collect(),
    )
}

#[test]
fn what_stands_in_a_block_that_is_put_back_is_read_and_grouped() {
    let whole = built(&DAM);
    let (aside, back) = without_the_block();
    let (figures, quotes, _) = told(&aside);
    assert!(!figures.iter().any(|it| it.contains("20")) && quotes.len() == 1, "{figures:?} {quotes:?}");
    assert!(aside.quote_groups.is_empty());
    assert!(aside.figure_topics.iter().all(|topic| topic.status != FigureStatus::Conflict));

    assert_eq!(
        told(&apply(&aside, std::slice::from_ref(&back)).corpus),
        told(&aside),
        "read again only where that is asked"
    );
    let done = apply_and_read(&aside, &[back], &Models::builtin());
    assert!(done.orphans.is_empty());
    assert_eq!(told(&done.corpus), told(&whole));
    assert_eq!(done.corpus.quote_groups, whole.quote_groups);
    let deaths = |corpus: &Corpus| {
        let is_death = |at: &corpus::FigureRef| {
            let document = &corpus.documents[at.document];
            document.analysis.figures[at.figure].counts == "people"
        };
        let topic = corpus.figure_topics.iter().find(|topic| topic.members.iter().any(is_death));
        topic.map(|topic| (topic.status, topic.members.clone()))
    };
    assert_eq!(deaths(&done.corpus), deaths(&whole));
    assert_eq!(deaths(&whole).map(|(status, members)| (status, members.len())), Some((FigureStatus::Conflict, 2)));
    let speaker = |corpus: &Corpus| corpus.speaker(quote(corpus));
    assert!(speaker(&done.corpus).is_some());
}

/// The quotation of the block that is put back.
fn quote(corpus: &Corpus) -> corpus::QuoteRef {
    let document = &corpus.documents[DocumentId(0)];
    let found =
        document.analysis.quotes.enumerate().find(|(_, it)| it.span.of(document.text()).contains("dam was old"));
    corpus::QuoteRef { document: DocumentId(0), quote: found.expect("it is read again").0 }
}

#[test]
fn a_corrected_day_moves_the_days_that_are_told_from_it() {
    let text =
        "Dam breaks above Brno\n\n14 people died in Brno yesterday, said Mayor Jan Novak. The dam broke on Tuesday.";
    let machine = built(&[text, DAM[1]]);
    let article = machine.documents[DocumentId(0)].id.clone();
    let day = |text: &str| Date::parse_iso(text);
    let corrected = |published: &str| {
        let correction = Correction::Published { article: article.clone(), published: day(published) };
        apply_and_read(&machine, &[correction], &Models::builtin()).corpus
    };
    let (earlier, later) = (corrected("2021-03-04"), corrected("2021-03-11"));
    let days = |corpus: &Corpus| told(corpus).2;
    assert_eq!(days(&earlier), [day("2021-03-03"), day("2021-03-02")].map(Option::unwrap));
    assert_eq!(days(&later), [day("2021-03-10"), day("2021-03-09")].map(Option::unwrap));
    let as_of =
        |corpus: &Corpus| corpus.documents[DocumentId(0)].analysis.figures.iter().next().and_then(|it| it.as_of);
    assert_eq!((as_of(&earlier), as_of(&later)), (day("2021-03-03"), day("2021-03-10")));
}

/// An article of which the machine set the block with these words aside, before it read it.
fn analysed_without(text: &str, words: &str, models: &Models) -> text::Analysis {
    let whole = text::analyze(&RawArticle { text: text.into(), ..RawArticle::default() }, models);
    let block = whole.blocks.enumerate().find(|(_, it)| it.span.of(text).contains(words)).expect("a block").0;
    let mut aside = whole.clone();
    aside.blocks[block].kind = text::BlockKind::Boilerplate;
    let stays = |span: Span| aside.is_story(span);
    let mentions: Vec<_> = whole.mentions.iter().filter(|it| stays(it.span)).cloned().collect();
    let speaker = |it: MentionId| {
        let at = mentions.iter().position(|mention| mention.span == whole.mentions[it].span);
        at.map(MentionId::from_index)
    };
    let quotes = whole.quotes.iter().filter(|it| stays(it.span)).cloned();
    let quotes = quotes.map(|it| text::Quote { speaker: it.speaker.and_then(speaker), ..it }).collect();
    let sentences = whole.sentences.iter().copied().filter(|&it| stays(it)).collect();
    let figures = whole.figures.iter().filter(|it| stays(it.span)).cloned().collect();
    let dates = whole.dates.iter().filter(|it| stays(it.span)).cloned().collect();
    let demonyms = whole.demonyms.iter().filter(|it| stays(it.span)).cloned().collect();
    text::Analysis { mentions: mentions.into(), quotes, sentences, figures, dates, demonyms, ..aside }
}

/// What a corpus says, with the block that a person put back as if the machine had never set it aside.
fn as_if_never_aside(mut corpus: Corpus) -> Corpus {
    corpus.corrected.clear();
    for document in corpus.documents.iter_mut() {
        for block in
            document.analysis.blocks.iter_mut().filter(|it| it.reason.as_deref() == Some("a person put it back"))
        {
            block.reason = None;
        }
    }
    corpus
}

const RESCUE: &str = "Boats reach Kolin\n\nEva Dvorak of the Kolin Water Office counted 31 boats on the Danish coast on \
    March 3, 2021. “All of them came back to us,” Dvorak said. Jan Novák, a former teacher, waited on the quay.\n\nMayor Jan Novak thanked them. “We will not forget the \
    boats,” she said.";

#[test]
fn a_block_that_is_put_back_is_read_as_any_other() {
    let models = Models::builtin();
    let texts = [DAM[0], DAM[1], RESCUE];
    let analyses = |aside: &[&str]| -> Vec<text::Analysis> {
        let analysed = |text: &&str| match aside.iter().find(|words| text.contains(**words)) {
            Some(words) => analysed_without(text, words, &models),
            None => text::analyze(&RawArticle { text: text.to_string(), ..RawArticle::default() }, &models),
        };
        texts.iter().map(analysed).collect()
    };
    let options = Options { is_one_event: true };
    let whole = corpus::build(analyses(&[]), &options, &models);
    let machine = corpus::build(analyses(&["20 people", "31 boats"]), &options, &models);
    let has = |corpus: &Corpus, name: &str| corpus.entities.iter().any(|it| it.name == name);
    assert!(has(&whole, "Eva Dvorak") && !has(&machine, "Eva Dvorak"));
    let mayor =
        |corpus: &Corpus| corpus.entities.iter().find(|it| it.name == "Jan Novak").cloned().expect("he is named");
    let is_merged = |corpus: &Corpus| mayor(corpus).merges.iter().any(|merge| merge.alias == "Jan Novák");
    assert!(is_merged(&whole) && !is_merged(&machine), "{:?}", mayor(&whole));
    let described = |corpus: &Corpus| mayor(corpus).description.map(|it| it.text);
    assert_eq!((described(&whole).as_deref(), described(&machine)), (Some("a former teacher"), Some("Mayor".into())));
    let backs: Vec<Correction> = [(0, "20 people"), (2, "31 boats")]
        .map(|(at, words)| {
            let document = &machine.documents[DocumentId(at)];
            let block = document.analysis.blocks.iter().find(|it| it.span.of(document.text()).contains(words));
            Correction::PutBack { block: Passage::of(document, block.expect("a block").span) }
        })
        .into();
    let done = apply_and_read(&machine, &backs, &models);
    assert!(done.orphans.is_empty());
    assert_eq!(as_if_never_aside(done.corpus), whole);
}

#[test]
fn what_is_read_again_stands_while_other_corrections_come_and_go() {
    let models = Models::builtin();
    let (aside, back) = without_the_block();
    let hide = |name: &str| Correction::Hide {
        entity: corrections::EntityRef { name: name.into(), ..corrections::EntityRef::default() },
    };
    let reread = read_again(&aside, &[hide("Nobody"), back.clone()], &models);
    assert_eq!(reread.list, std::slice::from_ref(&back));
    let list = [hide("Brno"), back.clone(), hide("Nobody"), back.clone()];
    let over = apply_over(&reread, &list).expect("it was read by one of them");
    assert_eq!(over, apply_and_read(&aside, &list, &models));
    let told: Vec<_> = over.orphans.iter().map(|it| (it.number, it.why.as_str())).collect();
    assert_eq!(told, [(2, "No name in these articles is “Nobody”"), (3, "It is not set aside")]);
    assert_eq!(apply_over(&reread, &[hide("Brno")]).map(|_| ()), None, "what is taken back is not read any more");
}

/// What every corpus keeps, also one that was read again.
fn assert_whole(corpus: &Corpus) {
    assert!(format::from_json(&format::to_json(corpus)).expect("it is read again") == *corpus);
    assert!(format::from_pack(&format::to_pack(corpus)).is_ok());
    let entities = corpus.entities.as_slice();
    assert!(entities.windows(2).all(|pair| pair[0].id < pair[1].id), "sorted by id");
    assert!(corpus.places.windows(2).all(|pair| pair[0].entity < pair[1].entity));
    for (id, entity) in corpus.entities.enumerate() {
        let is_place = corpus.places.iter().any(|place| place.entity == id);
        assert_eq!(is_place, entity.kind == text::EntityKind::Place, "{}", entity.name);
    }
    for document in corpus.documents.iter() {
        let analysis = &document.analysis;
        assert!(analysis.mentions.as_slice().windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        assert!(analysis.sentences.as_slice().windows(2).all(|pair| pair[0].end <= pair[1].start));
        assert!(analysis.figures.as_slice().windows(2).all(|pair| pair[0].span < pair[1].span));
        for (mention, &entity) in analysis.mentions.iter().zip(document.entity_of.iter()) {
            assert_eq!(mention.kind, corpus.entities[entity].kind);
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(16))]

    /// Whatever is set aside, and whatever of it is put back, what is read again is whole, and the same over two steps.
    #[test]
    fn any_blocks_aside_and_back_leave_a_whole_corpus(aside in 0u16..512, back in 0u16..512, day in -9_000i32..9_000) {
        let models = Models::builtin();
        let machine = built(&[DAM[0], DAM[1], RESCUE]);
        let blocks = machine.documents.iter().flat_map(|document| {
            document.analysis.blocks.iter().map(|block| Passage::of(document, block.span))
        });
        let blocks: Vec<Passage> = blocks.collect();
        let chosen = |mask: u16| blocks.iter().enumerate().filter(move |(at, _)| mask >> at & 1 == 1).map(|(_, it)| it.clone());
        let published = Correction::Published {
            article: machine.documents[DocumentId(0)].id.clone(),
            published: Date::parse_iso("2021-03-03").map(|date| date.add_days(day)),
        };
        let first: Vec<Correction> =
            chosen(aside).map(|block| Correction::SetAside { block }).chain([published]).collect();
        let then: Vec<Correction> = chosen(aside & back).map(|block| Correction::PutBack { block }).collect();
        let mut one = apply_and_read(&machine, &first, &models).corpus;
        assert_whole(&one);
        one.corrected.clear();
        let two = apply_and_read(&one, &then, &models);
        assert!(two.orphans.is_empty(), "{:?}", two.orphans);
        assert_whole(&two.corpus);
        let first = read_again(&machine, &first, &models);
        let both = [first.list.clone(), then].concat();
        assert_whole(&apply_over(&first, &both).expect("the first are among them").corpus);
    }
}
