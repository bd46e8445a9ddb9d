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
    let documents = reader.list(document);
    rest(reader, documents)
}

/// The same, with a pause after each document.
pub async fn corpus_slowly(bytes: &[u8], pause: &impl AsyncFn()) -> Option<Corpus> {
    let mut reader = Reader { bytes, is_damaged: false };
    let length = reader.length();
    let mut documents = Vec::with_capacity(length);
    while documents.len() < length && !reader.is_damaged {
        documents.push(document(&mut reader));
        pause().await;
    }
    rest(reader, documents)
}

fn rest(mut reader: Reader, documents: Vec<Document>) -> Option<Corpus> {
    let corpus = Corpus {
        documents: documents.into(),
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
mod tests;
