use super::*;

/// Derived reading of the same bytes is what this room must agree with.
fn check(corpus: &Corpus) {
    let bytes = postcard::to_allocvec(corpus).unwrap();
    assert!(super::corpus(&bytes).as_ref() == Some(corpus));
    assert!(super::corpus(&bytes[..bytes.len() - 1]).is_none());
}

fn span(start: usize) -> Span {
    Span::new(start, start + 300)
}

fn some(text: &str) -> Option<String> {
    Some(text.to_string())
}

fn full_analysis() -> Analysis {
    use BlockKind::*;
    use MentionBasis::*;
    let mut analysis = Analysis { id: some("i"), file: some("f"), text: "žluť".into(), ..Analysis::default() };
    analysis.facts =
        Facts { label: some("l"), outlet: some("o"), url: some("u"), title: some("t"), ..Facts::default() };
    (analysis.facts.published, analysis.facts.note) = (Date::new(1969, 2, 3), some("n"));
    (analysis.title, analysis.title_span, analysis.byline) = ("T".into(), Some(span(7)), some("b"));
    (analysis.language, analysis.published) = ("en".into(), Date::new(2021, 3, 3));
    analysis.published_from = PublishedFrom::Inferred;
    let kinds = [Headline, Paragraph, Caption, Credit, Byline, Dateline, Notice, Boilerplate];
    analysis.blocks = kinds.into_iter().map(|kind| Block { span: span(9), kind, reason: some("r") }).collect();
    analysis.sentences = vec![span(1), span(70_000)].into();
    let mention = |basis| Mention { span: span(2), kind: EntityKind::Place, as_government: true, basis };
    analysis.mentions = [Model, Gazetteer, Pattern, Consistency].into_iter().map(mention).collect();
    analysis.demonyms = vec![Demonym { span: span(3), country: "DK".into() }].into();
    let (from, to) = (Date::new(1, 1, 1).unwrap(), Date::new(9999, 12, 31).unwrap());
    analysis.dates = vec![DateMention { span: span(4), from, to }].into();
    analysis
}

fn full_findings(analysis: &mut Analysis) {
    use Qualifier::*;
    let warning = |kind| Warning { kind, span: Some(span(5)), message: "m".into() };
    analysis.warnings = WarningKind::ALL.into_iter().map(warning).collect();
    let figure = |qualifier| Figure {
        span: span(6),
        value: Some(13.5),
        low: None,
        high: Some(-2e9),
        qualifier,
        unit: "km".into(),
        counts: "c".into(),
        predicate: Some(span(8)),
        attributed_to: some("a"),
        as_of: crate::base::Date::new(2020, 2, 29),
    };
    let qualifiers = [Exact, AtLeast, MoreThan, AtMost, LessThan, About, Nearly, Range, Vague];
    analysis.figures = qualifiers.into_iter().map(figure).collect();
    let quote = |form| Quote {
        span: span(1),
        form,
        continues: Some(QuoteId(1)),
        speaker: Some(MentionId(200)),
        speaker_span: Some(span(2)),
        cue: None,
    };
    analysis.quotes = [QuoteForm::Direct, QuoteForm::Indirect, QuoteForm::Scare].into_iter().map(quote).collect();
}

fn full_ledgers(corpus: &mut Corpus) {
    let at = |number| SentenceRef { document: DocumentId(number), sentence: SentenceId(number + 128) };
    corpus.entities = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place]
        .into_iter()
        .map(|kind| Entity {
            id: "e".into(),
            kind,
            name: "E".into(),
            aliases: vec!["x".into(), "y".into()],
            merges: vec![Merge { alias: "x".into(), reason: "r".into(), is_doubtful: true }],
            description: Some(Description { text: "d".into(), sentence: at(4) }),
            kind_reason: Some("k".into()),
            meant: vec![DescriptiveMention { document: DocumentId(1), span: (300, 302).into(), reason: "r".into() }],
        })
        .collect();
    use PlaceKind::*;
    let place = |kind| Place { entity: EntityId(9), kind, parent: Some(EntityId(300)), country: some("DK") };
    corpus.places = [Country, Region, City, Site, Area, FormerState].map(place).to_vec();
    let pair = |grade| Alignment { a: at(1), b: at(2), score: 0.62, grade, reason: "r".into() };
    let grades = [Grade::Trace, Grade::Faint, Grade::Link, Grade::Strong, Grade::Verbatim];
    corpus.alignments = grades.into_iter().map(pair).collect();
    corpus.only_here = vec![at(u32::MAX - 128)];
    let figures = vec![FigureRef { document: DocumentId(1), figure: FigureId(2) }];
    use FigureStatus::*;
    let topic = |status| FigureTopic { topic: "t".into(), status, members: figures.clone(), reason: "r".into() };
    corpus.figure_topics = [Agree, Compatible, Updated, Conflict, Single].map(topic).to_vec();
    let quotes = vec![QuoteRef { document: DocumentId(1), quote: QuoteId(2) }];
    let group = |grade| QuoteGroup { grade, speakers_differ: true, members: quotes.clone() };
    corpus.quote_groups = [QuoteGrade::Identical, QuoteGrade::Reworded, QuoteGrade::Paraphrase].map(group).to_vec();
    corpus.origins = vec![Origin { members: vec![DocumentId(5)], share: 0.25, reason: "r".into() }];
    let targets = [
        Target::Entity(EntityId(300)),
        Target::Figure(figures[0]),
        Target::Quote(quotes[0]),
        Target::Block(DocumentId(1), BlockId(7)),
        Target::Article(DocumentId(2)),
    ];
    corpus.corrected = targets.map(|what| Corrected { what, machine: "m".into() }).to_vec();
}

#[test]
fn reads_one_of_everything() {
    let mut analysis = full_analysis();
    full_findings(&mut analysis);
    let document = Document {
        id: "d".into(),
        label: "D".into(),
        event: 7,
        entity_of: vec![EntityId(1), EntityId(200)].into(),
        analysis: analysis.into(),
    };
    let mut corpus = Corpus { documents: vec![document, Document::default()].into(), ..Corpus::default() };
    full_ledgers(&mut corpus);
    check(&corpus);
    check(&Corpus::default());
}

#[test]
fn refuses_what_no_pack_holds() {
    for bytes in [&[][..], &[255, 255, 255, 255, 255, 1], &[200, 1, 0], &[1, 1, 0xFF, 0, 0, 0, 0, 0, 0, 0]] {
        assert!(super::corpus(bytes).is_none(), "{bytes:?}");
    }
}
