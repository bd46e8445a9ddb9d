//! Corrections of articles as the whole analysis reads them.

use crossread::base::*;
use crossread::corpus::corrections::{Correction, Passage, apply, apply_and_read};
use crossread::corpus::{self, Corpus, FigureStatus, Options};
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
    let done = apply_and_read(&aside, &[back]);
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
        apply_and_read(&machine, &[correction]).corpus
    };
    let (earlier, later) = (corrected("2021-03-04"), corrected("2021-03-11"));
    let days = |corpus: &Corpus| told(corpus).2;
    assert_eq!(days(&earlier), [day("2021-03-03"), day("2021-03-02")].map(Option::unwrap));
    assert_eq!(days(&later), [day("2021-03-10"), day("2021-03-09")].map(Option::unwrap));
    let as_of =
        |corpus: &Corpus| corpus.documents[DocumentId(0)].analysis.figures.iter().next().and_then(|it| it.as_of);
    assert_eq!((as_of(&earlier), as_of(&later)), (day("2021-03-03"), day("2021-03-10")));
}
