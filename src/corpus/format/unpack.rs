//! Reading a pack without serde.
//!
//! The wire is postcard's (LEB128 numbers, zigzag for signed ones, lengths before text and lists, one byte for an
//! option, variants by number), written by derived code on the native side. Derived reading, however, costs the page
//! four times what this costs. So the fields stand here once more, in the order of their structs; a test writes one
//! of everything and reads it back.
//!
//! A [`Reader`] never stops: after the first fault it gives zeros, and the fault is asked for at the end.

use crate::corpus::*;
use crate::text::*;

/// Reads the body of a pack; `None` when it is cut short or holds what no pack holds.
pub fn corpus(bytes: &[u8]) -> Option<Corpus> {
    let mut reader = Reader { bytes, is_damaged: false };
    let corpus = Corpus {
        documents: reader.list(document).into(),
        entities: reader.list(entity).into(),
        places: reader.list(place),
        alignments: reader.list(alignment).into(),
        only_here: reader.list(sentence_ref),
        figure_topics: reader.list(figure_topic),
        quote_groups: reader.list(quote_group),
        origins: reader.list(origin),
        corrected: reader.list(corrected),
    };
    (!reader.is_damaged).then_some(corpus)
}

struct Reader<'a> {
    bytes: &'a [u8],
    is_damaged: bool,
}

impl<'a> Reader<'a> {
    /// The next `count` bytes, none after a fault.
    #[inline(never)]
    fn take(&mut self, count: usize) -> &'a [u8] {
        match self.bytes.split_at_checked(count) {
            Some((taken, rest)) => {
                self.bytes = rest;
                taken
            }
            None => {
                self.fail();
                &[]
            }
        }
    }

    fn fail(&mut self) {
        (self.bytes, self.is_damaged) = (&[], true);
    }

    #[inline(never)]
    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    /// A number of seven bits a byte, the lowest first.
    #[inline(never)]
    fn number(&mut self) -> u32 {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte();
            number |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return number;
            }
        }
        self.fail();
        0
    }

    #[inline(never)]
    fn flag(&mut self) -> bool {
        match self.byte() {
            0 => false,
            1 => true,
            _ => {
                self.fail();
                false
            }
        }
    }

    #[inline(never)]
    fn text(&mut self) -> String {
        let length = self.number() as usize;
        match std::str::from_utf8(self.take(length)) {
            Ok(text) => text.to_string(),
            Err(_) => {
                self.fail();
                String::new()
            }
        }
    }

    #[inline(never)]
    fn some_text(&mut self) -> Option<String> {
        self.option(Reader::text)
    }

    fn f32(&mut self) -> f32 {
        self.take(4).try_into().map_or(0.0, f32::from_le_bytes)
    }

    #[inline(never)]
    fn some_f64(&mut self) -> Option<f64> {
        self.option(|reader| reader.take(8).try_into().map_or(0.0, f64::from_le_bytes))
    }

    #[inline(never)]
    fn span(&mut self) -> Span {
        (self.number(), self.number()).into()
    }

    #[inline(never)]
    fn some_span(&mut self) -> Option<Span> {
        self.option(Reader::span)
    }

    #[inline(never)]
    fn some_number(&mut self) -> Option<u32> {
        self.option(Reader::number)
    }

    #[inline(never)]
    fn some_date(&mut self) -> Option<Date> {
        self.option(Reader::date)
    }

    #[inline(never)]
    fn date(&mut self) -> Date {
        let number = self.number();
        Date::from_days((number >> 1) as i32 ^ -((number & 1) as i32))
    }

    fn option<T>(&mut self, read: impl Fn(&mut Self) -> T) -> Option<T> {
        if self.flag() { Some(read(self)) } else { None }
    }

    /// A list; every item takes a byte at least, so a length beyond what is left is a fault and reserves nothing.
    fn list<T>(&mut self, read: impl Fn(&mut Self) -> T) -> Vec<T> {
        let length = self.length();
        let mut items = Vec::with_capacity(length);
        while items.len() < length && !self.is_damaged {
            items.push(read(self));
        }
        items
    }

    #[inline(never)]
    fn length(&mut self) -> usize {
        let length = self.number() as usize;
        if length <= self.bytes.len() {
            return length;
        }
        self.fail();
        0
    }

    #[inline(never)]
    fn texts(&mut self) -> Vec<String> {
        self.list(Reader::text)
    }

    /// A variant of an enum without fields, by its number.
    fn variant<T: Copy>(&mut self, variants: &[T]) -> T {
        let number = self.number() as usize;
        match variants.get(number) {
            Some(&variant) => variant,
            None => {
                self.fail();
                variants[0]
            }
        }
    }
}

fn document(reader: &mut Reader) -> Document {
    Document {
        id: reader.text(),
        label: reader.text(),
        event: reader.number(),
        entity_of: reader.list(|reader| EntityId(reader.number())).into(),
        analysis: analysis(reader).into(),
    }
}

fn analysis(reader: &mut Reader) -> Analysis {
    use PublishedFrom::*;
    Analysis {
        id: reader.some_text(),
        file: reader.some_text(),
        facts: facts(reader),
        text: reader.text(),
        title: reader.text(),
        title_span: reader.some_span(),
        byline: reader.some_text(),
        language: reader.text(),
        published: reader.some_date(),
        published_from: reader.variant(&[Given, Stated, Inferred, None]),
        warnings: reader.list(warning),
        blocks: reader.list(block).into(),
        sentences: reader.list(Reader::span).into(),
        mentions: reader.list(mention).into(),
        demonyms: reader.list(|reader| Demonym { span: reader.span(), country: reader.text() }).into(),
        dates: reader.list(|reader| DateMention { span: reader.span(), from: reader.date(), to: reader.date() }).into(),
        figures: reader.list(figure).into(),
        quotes: reader.list(quote).into(),
    }
}

fn facts(reader: &mut Reader) -> Facts {
    Facts {
        label: reader.some_text(),
        outlet: reader.some_text(),
        url: reader.some_text(),
        title: reader.some_text(),
        published: reader.some_date(),
        language: reader.some_text(),
        note: reader.some_text(),
    }
}

fn warning(reader: &mut Reader) -> Warning {
    Warning { kind: reader.variant(&WarningKind::ALL), span: reader.some_span(), message: reader.text() }
}

fn block(reader: &mut Reader) -> Block {
    use BlockKind::*;
    let kinds = [Headline, Paragraph, Caption, Credit, Byline, Dateline, Notice, Boilerplate];
    Block { span: reader.span(), kind: reader.variant(&kinds), reason: reader.some_text() }
}

fn entity_kind(reader: &mut Reader) -> EntityKind {
    reader.variant(&[EntityKind::Person, EntityKind::Organisation, EntityKind::Place])
}

fn mention(reader: &mut Reader) -> Mention {
    use MentionBasis::*;
    Mention {
        span: reader.span(),
        kind: entity_kind(reader),
        as_government: reader.flag(),
        basis: reader.variant(&[Model, Gazetteer, Pattern, Consistency]),
    }
}

fn figure(reader: &mut Reader) -> Figure {
    use Qualifier::*;
    let qualifiers = [Exact, AtLeast, MoreThan, AtMost, LessThan, About, Nearly, Range, Vague];
    Figure {
        span: reader.span(),
        value: reader.some_f64(),
        low: reader.some_f64(),
        high: reader.some_f64(),
        qualifier: reader.variant(&qualifiers),
        unit: reader.text(),
        counts: reader.text(),
        predicate: reader.some_span(),
        attributed_to: reader.some_text(),
        as_of: reader.some_date(),
    }
}

fn quote(reader: &mut Reader) -> Quote {
    Quote {
        span: reader.span(),
        form: reader.variant(&[QuoteForm::Direct, QuoteForm::Indirect, QuoteForm::Scare]),
        continues: reader.some_number().map(QuoteId),
        speaker: reader.some_number().map(MentionId),
        speaker_span: reader.some_span(),
        cue: reader.some_span(),
    }
}

fn entity(reader: &mut Reader) -> Entity {
    Entity {
        id: reader.text(),
        kind: entity_kind(reader),
        name: reader.text(),
        aliases: reader.texts(),
        merges: reader.list(|reader| Merge { alias: reader.text(), reason: reader.text(), is_doubtful: reader.flag() }),
        description: reader.option(|reader| Description { text: reader.text(), sentence: sentence_ref(reader) }),
        kind_reason: reader.some_text(),
        meant: reader.list(|reader| DescriptiveMention {
            document: DocumentId(reader.number()),
            span: reader.span(),
            reason: reader.text(),
        }),
    }
}

fn place(reader: &mut Reader) -> Place {
    use PlaceKind::*;
    Place {
        entity: EntityId(reader.number()),
        kind: reader.variant(&[Country, Region, City, Site, Area, FormerState]),
        parent: reader.some_number().map(EntityId),
        country: reader.some_text(),
    }
}

#[inline(never)]
fn sentence_ref(reader: &mut Reader) -> SentenceRef {
    SentenceRef { document: DocumentId(reader.number()), sentence: SentenceId(reader.number()) }
}

fn alignment(reader: &mut Reader) -> Alignment {
    use Grade::*;
    Alignment {
        a: sentence_ref(reader),
        b: sentence_ref(reader),
        score: reader.f32(),
        grade: reader.variant(&[Trace, Faint, Link, Strong, Verbatim]),
        reason: reader.text(),
    }
}

fn figure_topic(reader: &mut Reader) -> FigureTopic {
    use FigureStatus::*;
    FigureTopic {
        topic: reader.text(),
        status: reader.variant(&[Agree, Compatible, Updated, Conflict, Single]),
        members: reader
            .list(|reader| FigureRef { document: DocumentId(reader.number()), figure: FigureId(reader.number()) }),
        reason: reader.text(),
    }
}

fn quote_group(reader: &mut Reader) -> QuoteGroup {
    use QuoteGrade::*;
    QuoteGroup {
        grade: reader.variant(&[Identical, Reworded, Paraphrase]),
        speakers_differ: reader.flag(),
        members: reader
            .list(|reader| QuoteRef { document: DocumentId(reader.number()), quote: QuoteId(reader.number()) }),
    }
}

fn origin(reader: &mut Reader) -> Origin {
    Origin { members: reader.list(|reader| DocumentId(reader.number())), share: reader.f32(), reason: reader.text() }
}

#[inline(never)]
fn corrected(reader: &mut Reader) -> Corrected {
    let (kind, first) = (reader.number(), reader.number());
    let mut second = || if (1..=3).contains(&kind) { reader.number() } else { 0 };
    let (document, part) = (DocumentId(first), second());
    let what = match kind {
        0 => Target::Entity(EntityId(first)),
        1 => Target::Figure(FigureRef { document, figure: FigureId(part) }),
        2 => Target::Quote(QuoteRef { document, quote: QuoteId(part) }),
        3 => Target::Block(document, BlockId(part)),
        4 => Target::Article(document),
        _ => {
            reader.fail();
            Target::Article(document)
        }
    };
    Corrected { what, machine: reader.text() }
}

#[cfg(test)]
mod tests {
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
                meant: vec![DescriptiveMention {
                    document: DocumentId(1),
                    span: (300, 302).into(),
                    reason: "r".into(),
                }],
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
}
