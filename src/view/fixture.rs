//! Small corpora made by hand for the tests of the view-models.

use super::Data;
use crate::base::*;
use crate::corpus::*;
use crate::text::*;

/// Builds a corpus of one event, an article at a time.
#[derive(Default)]
pub struct Fixture {
    pub corpus: Corpus,
}

impl Fixture {
    pub fn new() -> Fixture {
        Fixture::default()
    }

    /// Adds an article: a headline and paragraphs, in which `|` parts sentences. Its label is the id in capitals.
    pub fn article(mut self, id: &str, title: &str, paragraphs: &[&str]) -> Fixture {
        let mut analysis = Analysis {
            id: Some(id.into()),
            title: title.into(),
            language: "en".into(),
            title_span: Some(Span::new(0, title.len())),
            ..Analysis::default()
        };
        for (at, block) in std::iter::once(&title).chain(paragraphs).enumerate() {
            let kind = if at == 0 { BlockKind::Headline } else { BlockKind::Paragraph };
            add_block(&mut analysis, kind, block, None);
        }
        let entity_of = IdVec::new();
        let label = id.to_uppercase();
        self.corpus.documents.push(Document { id: id.into(), label, event: 0, entity_of, analysis: analysis.into() });
        self
    }

    /// Sets a line of site furniture aside at the end of the last article.
    pub fn aside(mut self, text: &str, reason: &str) -> Fixture {
        add_block(&mut self.last().analysis, BlockKind::Boilerplate, text, Some(reason.into()));
        self
    }

    pub fn published(mut self, day: &str, from: PublishedFrom) -> Fixture {
        let analysis = &mut self.last().analysis;
        (analysis.published, analysis.published_from) = (Date::parse_iso(day), from);
        self
    }

    /// Every occurrence of `surface`, in every article so far, mentions the entity `name`.
    pub fn entity(mut self, kind: EntityKind, name: &str, surfaces: &[&str]) -> Fixture {
        let entity = self.corpus.entities.push(Entity {
            id: name.to_lowercase().replace(' ', "-"),
            kind,
            name: name.into(),
            aliases: surfaces.iter().map(|surface| surface.to_string()).collect(),
            merges: vec![],
            description: None,
            kind_reason: None,
            meant: vec![],
        });
        if kind == EntityKind::Place {
            self.corpus.places.push(Place { entity, kind: PlaceKind::City, parent: None, country: None });
        }
        for index in 0..self.corpus.documents.len() {
            let document = &mut self.corpus.documents[DocumentId::from_index(index)];
            let mut found: Vec<(Mention, EntityId)> =
                document.analysis.mentions.iter().cloned().zip(document.entity_of.iter().copied()).collect();
            for surface in surfaces {
                for (at, _) in document.analysis.text.match_indices(surface) {
                    let span = Span::new(at, at + surface.len());
                    let basis = MentionBasis::Pattern;
                    found.push((Mention { span, kind, as_government: false, basis }, entity));
                }
            }
            found.sort_by_key(|(mention, _)| mention.span);
            (document.analysis.mentions, document.entity_of) = {
                let (mentions, entities): (Vec<_>, Vec<_>) = found.into_iter().unzip();
                (mentions.into(), entities.into())
            };
        }
        self
    }

    /// A figure at `words` in the last article, said by the police.
    pub fn figure(mut self, words: &str, value: f64, qualifier: Qualifier) -> Fixture {
        let analysis = &mut self.last().analysis;
        let at = analysis.text.find(words).expect("the words stand in the text");
        analysis.figures.push(Figure {
            span: Span::new(at, at + words.len()),
            value: Some(value),
            low: Some(value),
            high: (qualifier == Qualifier::Exact).then_some(value),
            qualifier,
            unit: "count".into(),
            counts: "people".into(),
            predicate: None,
            attributed_to: Some("police".into()),
            as_of: None,
        });
        self
    }

    /// Words of the last article given to somebody, who is named before them in it.
    pub fn quote(mut self, words: &str, form: QuoteForm, speaker: Option<&str>) -> Fixture {
        let analysis = &mut self.last().analysis;
        let find = |part: &str| {
            let at = analysis.text.find(part).expect("the words stand in the text");
            Span::new(at, at + part.len())
        };
        let (span, speaker_span) = (find(words), speaker.map(find));
        // Every article that is quoted here names its speaker first.
        let speaker = speaker.map(|_| MentionId(0));
        analysis.quotes.push(Quote { span, form, continues: None, speaker, speaker_span, cue: None });
        self
    }

    /// Gives the last quotation to words that name no entity.
    pub fn said_by(mut self, words: &str) -> Fixture {
        let analysis = &mut self.last().analysis;
        let at = analysis.text.find(words).expect("the words stand in the text");
        let last = QuoteId::from_index(analysis.quotes.len() - 1);
        analysis.quotes[last].speaker_span = Some(Span::new(at, at + words.len()));
        self
    }

    /// A day or days that words of an article name.
    pub fn date(mut self, document: u32, words: &str, from: &str, to: &str) -> Fixture {
        let analysis = &mut self.corpus.documents[DocumentId(document)].analysis;
        let at = analysis.text.find(words).expect("the words stand in the text");
        let day = |text: &str| Date::parse_iso(text).expect("a day");
        analysis.dates.push(DateMention { span: Span::new(at, at + words.len()), from: day(from), to: day(to) });
        let mut dates: Vec<DateMention> = analysis.dates.iter().cloned().collect();
        dates.sort_by_key(|date| date.span);
        analysis.dates = dates.into();
        self
    }

    pub fn topic(mut self, topic: &str, status: FigureStatus, members: &[(u32, u32)]) -> Fixture {
        let members =
            members.iter().map(|&(d, f)| FigureRef { document: DocumentId(d), figure: FigureId(f) }).collect();
        self.corpus.figure_topics.push(FigureTopic { topic: topic.into(), status, members, reason: "a reason".into() });
        self
    }

    /// Aligns two sentences, given as (document, sentence), the lower document first.
    pub fn align(mut self, a: (u32, u32), b: (u32, u32), score: f32, grade: Grade) -> Fixture {
        let place = |(d, s)| SentenceRef { document: DocumentId(d), sentence: SentenceId(s) };
        let (a, b) = (place(a.min(b)), place(a.max(b)));
        let reason = "both say “it”".to_string();
        self.corpus.alignments.push(Alignment { a, b, score, grade, reason });
        self
    }

    pub fn only(mut self, at: (u32, u32)) -> Fixture {
        self.corpus.only_here.push(SentenceRef { document: DocumentId(at.0), sentence: SentenceId(at.1) });
        self
    }

    pub fn data(mut self) -> Data {
        let mut alignments = self.corpus.alignments.into_vec();
        alignments.sort_by_key(|alignment| (alignment.a, alignment.b));
        self.corpus.alignments = alignments.into();
        self.corpus.only_here.sort();
        Data::new(self.corpus)
    }

    fn last(&mut self) -> &mut Document {
        let last = DocumentId::from_index(self.corpus.documents.len() - 1);
        &mut self.corpus.documents[last]
    }
}

fn add_block(analysis: &mut Analysis, kind: BlockKind, block: &str, reason: Option<String>) {
    if !analysis.text.is_empty() {
        analysis.text.push_str("\n\n");
    }
    let start = analysis.text.len();
    for (at, sentence) in block.split('|').enumerate() {
        if at > 0 {
            analysis.text.push(' ');
        }
        let from = analysis.text.len();
        analysis.text.push_str(sentence);
        if kind.is_story() {
            analysis.sentences.push(Span::new(from, analysis.text.len()));
        }
    }
    analysis.blocks.push(Block { span: Span::new(start, analysis.text.len()), kind, reason });
}

/// Three short articles about one flood: two agree, one has more; a figure differs.
pub fn flood() -> Fixture {
    Fixture::new()
        .article(
            "alpha",
            "Flood in Oldham",
            &["The river rose at dawn.|Police said 13 people died.", "Mayor Ann Reed asked for help."],
        )
        .published("2021-03-02", PublishedFrom::Stated)
        .figure("13 people", 13.0, Qualifier::Exact)
        .article(
            "beta",
            "River floods Oldham",
            &["Thirteen is the toll.|Mayor Ann Reed asked for help.", "A bridge fell."],
        )
        .aside("Share this page", "a line of site furniture")
        .published("2021-03-03", PublishedFrom::Given)
        .figure("Thirteen", 13.0, Qualifier::AtLeast)
        .article("gamma", "Toll rises", &["Police now say 20 people died.|A bridge fell, =cutting the road."])
        .figure("20 people", 20.0, Qualifier::Exact)
        .entity(EntityKind::Person, "Ann Reed", &["Ann Reed"])
        .entity(EntityKind::Place, "Oldham", &["Oldham"])
        .align((0, 0), (1, 0), 0.5, Grade::Strong)
        .align((0, 2), (1, 1), 0.3, Grade::Link)
        .align((0, 2), (2, 1), 0.6, Grade::Strong)
        .align((0, 3), (1, 2), 1.0, Grade::Verbatim)
        .align((1, 3), (2, 2), 0.7, Grade::Strong)
        .only((0, 1))
        .topic("deaths", FigureStatus::Conflict, &[(0, 0), (1, 0), (2, 0)])
}
