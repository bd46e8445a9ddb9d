use super::*;

/// Everything known about a set of articles: immutable, dense, and all the page needs.
///
/// Invariants: ids are in range; `places` is sorted by entity; `alignments` by (a, b) with `a.document < b.document`;
/// `only_here` is sorted; every entity kind `place` has one row in `places`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Corpus {
    pub documents: IdVec<DocumentId, Document>,
    pub entities: IdVec<EntityId, Entity>,
    pub places: Vec<Place>,
    pub alignments: IdVec<AlignmentId, Alignment>,
    pub only_here: Vec<SentenceRef>,
    pub figure_topics: Vec<FigureTopic>,
    pub quote_groups: Vec<QuoteGroup>,
    pub origins: Vec<Origin>,
    /// What is not the machine's own result, in the order it was corrected.
    pub corrected: Vec<Corrected>,
}

impl Corpus {
    /// Shares the analyses that are equal to those of another corpus of the same articles.
    pub fn share(&mut self, other: &Corpus) {
        for (document, other) in self.documents.iter_mut().zip(other.documents.iter()) {
            if document.analysis == other.analysis {
                document.analysis = other.analysis.clone();
            }
        }
    }

    /// The entity that speaks a quote: the one named, else the one that the words for the speaker mean ("the ministry").
    pub fn speaker(&self, at: QuoteRef) -> Option<EntityId> {
        speaker(&self.documents, &self.entities, at)
    }
}

pub(super) fn speaker(
    documents: &IdVec<DocumentId, Document>,
    entities: &IdVec<EntityId, Entity>,
    at: QuoteRef,
) -> Option<EntityId> {
    let document = &documents[at.document];
    document.speaker(at.quote).or_else(|| {
        let words = document.analysis.quotes[at.quote].speaker_span?;
        let is_it = |meant: &DescriptiveMention| meant.document == at.document && meant.span.contains(words);
        entities.enumerate().find(|(_, entity)| entity.meant.iter().any(is_it)).map(|(id, _)| id)
    })
}

/// One article in its corpus.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Unique and stable: the id given, else the file's base name without extension.
    pub id: String,
    /// A short name for chips and column heads: given, else the outlet, else made from the title.
    pub label: String,
    /// Articles of one event share a number.
    pub event: u32,
    /// The entity of each mention, in step with `analysis.mentions`.
    pub entity_of: IdVec<MentionId, EntityId>,
    /// Shared by the corpora that differ only in what a person corrected.
    pub analysis: Shared<Analysis>,
}

impl Document {
    pub fn text(&self) -> &str {
        &self.analysis.text
    }

    pub fn sentence(&self, id: SentenceId) -> &str {
        self.analysis.sentences[id].of(&self.analysis.text)
    }

    /// The mentions of one entity in the story, bylines and credits left out.
    pub fn story_mentions(&self) -> impl Iterator<Item = (MentionId, EntityId)> + '_ {
        self.entity_of
            .enumerate()
            .filter(|&(id, _)| self.analysis.is_story(self.analysis.mentions[id].span))
            .map(|(id, &entity)| (id, entity))
    }

    /// The entity that is named as a quote's speaker.
    pub fn speaker(&self, quote: QuoteId) -> Option<EntityId> {
        self.analysis.quotes[quote].speaker.map(|mention| self.entity_of[mention])
    }
}

/// A person, an organisation or a place, under one name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Stable and readable, made from the name ("jean-claude-juncker" is one), unique in the corpus.
    pub id: String,
    pub kind: EntityKind,
    /// The fullest common form.
    pub name: String,
    /// Every surface form, the commonest first.
    pub aliases: Vec<String>,
    /// Why each alias was taken for this entity.
    pub merges: Vec<Merge>,
    /// From apposition ("president of …"), with its sentence.
    pub description: Option<Description>,
    /// Where its names were read as different kinds: how often as which, and what decided.
    pub kind_reason: Option<String>,
    /// Where the text means it without naming it ("the president"); no count includes these. In order of the text.
    pub meant: Vec<DescriptiveMention>,
}

impl Entity {
    /// An entity of one name that nothing was merged into.
    pub(super) fn named(id: String, kind: EntityKind, name: String) -> Entity {
        Entity {
            id,
            kind,
            aliases: vec![name.clone()],
            name,
            merges: vec![],
            description: None,
            kind_reason: None,
            meant: vec![],
        }
    }
}

/// A description that stands for an entity where the text leaves no choice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DescriptiveMention {
    pub document: DocumentId,
    pub span: Span,
    /// The rule and its evidence, in one sentence.
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    pub alias: String,
    /// The rule and its evidence, in one sentence.
    pub reason: String,
    /// Worth a second look by a person.
    pub is_doubtful: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    pub text: String,
    pub sentence: SentenceRef,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub entity: EntityId,
    pub kind: PlaceKind,
    /// The place it lies in; a parent that no article names is an entity without mentions.
    pub parent: Option<EntityId>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// One sentence of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SentenceRef {
    pub document: DocumentId,
    pub sentence: SentenceId,
}

/// Two sentences of two documents that may say the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alignment {
    pub a: SentenceRef,
    pub b: SentenceRef,
    /// 0 to 1.
    pub score: f32,
    pub grade: Grade,
    /// What speaks for it, in one line: shared words, names, figures.
    pub reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Listed for measuring, never shown or packed.
    Trace,
    /// Possible.
    Faint,
    Link,
    Strong,
    Verbatim,
}

/// The figures that count one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureTopic {
    pub topic: String,
    pub status: FigureStatus,
    pub members: Vec<FigureRef>,
    pub reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureStatus {
    Agree,
    Compatible,
    Updated,
    Conflict,
    Single,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FigureRef {
    pub document: DocumentId,
    pub figure: FigureId,
}

/// Quotes of several sources that are one statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteGroup {
    pub grade: QuoteGrade,
    pub speakers_differ: bool,
    pub members: Vec<QuoteRef>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteGrade {
    Identical,
    Reworded,
    Paraphrase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QuoteRef {
    pub document: DocumentId,
    pub quote: QuoteId,
}

/// Documents that carry the same text from one origin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    pub members: Vec<DocumentId>,
    /// 0 to 1: the part of the shortest member that is shared.
    pub share: f32,
    pub reason: String,
}

/// A result that a person corrected, with the machine's own beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    pub what: Target,
    /// The machine's own result, a sentence.
    pub machine: String,
}

/// What a correction changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    Entity(EntityId),
    Figure(FigureRef),
    Quote(QuoteRef),
    /// Put back or set aside.
    Block(DocumentId, BlockId),
    /// Outlet, title or day.
    Article(DocumentId),
}
