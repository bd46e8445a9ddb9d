use super::*;

/// Everything found in one article. Ids (`SentenceId`, `MentionId`, …) index the vectors here.
///
/// Invariants: every span is valid in `text`; `blocks` cover every character that is not white space, in order,
/// without overlap; `sentences`, `mentions`, `figures` and `quotes` are sorted by start; `mentions` do not overlap.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    pub id: Option<String>,
    pub file: Option<String>,
    /// What was given from outside, kept so that the page can say where a fact comes from.
    pub facts: Facts,
    pub text: String,
    /// The headline without site furniture; given by `facts` or found in the text; never empty.
    pub title: String,
    pub title_span: Option<Span>,
    pub byline: Option<String>,
    /// BCP 47; `und` when it cannot be told.
    pub language: String,
    pub published: Option<Date>,
    pub published_from: PublishedFrom,
    pub warnings: Vec<Warning>,
    pub blocks: IdVec<BlockId, Block>,
    pub sentences: IdVec<SentenceId, Span>,
    pub mentions: IdVec<MentionId, Mention>,
    pub demonyms: IdVec<DemonymId, Demonym>,
    pub dates: IdVec<DateId, DateMention>,
    pub figures: IdVec<FigureId, Figure>,
    pub quotes: IdVec<QuoteId, Quote>,
}

impl Analysis {
    /// The sentence that holds the byte `at`, if one does.
    pub fn sentence_at(&self, at: u32) -> Option<SentenceId> {
        let after = self.sentences.as_slice().partition_point(|span| span.start <= at);
        let id = SentenceId::from_index(after.checked_sub(1)?);
        (at < self.sentences[id].end).then_some(id)
    }

    /// The block that holds the byte `at`, if one does.
    pub fn block_at(&self, at: u32) -> Option<BlockId> {
        let after = self.blocks.as_slice().partition_point(|block| block.span.start <= at);
        let id = BlockId::from_index(after.checked_sub(1)?);
        (at < self.blocks[id].span.end).then_some(id)
    }

    /// Whether a mention at `span` belongs to the story told, not to a byline, a credit or site furniture.
    pub fn is_story(&self, span: Span) -> bool {
        self.block_at(span.start).is_some_and(|id| self.blocks[id].kind.is_story())
    }
}

/// Where the day of publication comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PublishedFrom {
    /// A person or a container said so.
    Given,
    /// The article's text states it as its date.
    Stated,
    /// Reckoned from dates and weekdays in the text.
    Inferred,
    #[default]
    None,
}

/// A stretch of text of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
    /// Why it was taken for this kind: always there for what is set aside.
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    Headline,
    Paragraph,
    /// The line under a picture; it carries facts, so it stays.
    Caption,
    /// Who took the picture or owns it.
    Credit,
    /// Who wrote it.
    Byline,
    /// Place and day at the head of a report.
    Dateline,
    /// What the outlet says about the article ("developing story").
    Notice,
    /// The site's furniture: navigation, adverts, counters.
    Boilerplate,
}

impl BlockKind {
    /// Blocks that tell the story; sentences and counts come from these alone.
    pub fn is_story(self) -> bool {
        matches!(self, BlockKind::Headline | BlockKind::Paragraph | BlockKind::Caption | BlockKind::Notice)
    }
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
}

/// A span that names a person, an organisation or a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub span: Span,
    pub kind: EntityKind,
    /// A place that stands for its government ("Moscow has promised").
    pub as_government: bool,
    pub basis: MentionBasis,
}

/// What made us take a span for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionBasis {
    /// The trained recogniser.
    Model,
    /// A known name.
    Gazetteer,
    /// A rule on its form or its neighbours ("President …", "… Ministry").
    Pattern,
    /// Seen clearly elsewhere in the article or the event.
    Consistency,
}

/// An adjective or people of a country ("Danish"): not a place, but it counts towards the country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demonym {
    pub span: Span,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// A day or days that the text speaks of, resolved against the article's own date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    pub span: Span,
    pub from: Date,
    /// The last day, `from` itself for a single day.
    pub to: Date,
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number with its qualifier and unit.
    pub span: Span,
    /// In `unit`; none where the text gives only a vague amount ("dozens").
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub qualifier: Qualifier,
    /// `count`, `year`, `percent`, `share`, `USD`, `km`, `day`, …
    pub unit: String,
    /// What is counted, in the text's words ("members of the defence forces").
    pub counts: String,
    /// The word for what happens to it ("wounded", "killed", "detained"), where one stands by it.
    #[serde(default)]
    pub predicate: Option<Span>,
    /// Who says so, in the text's words.
    pub attributed_to: Option<String>,
    pub as_of: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    Exact,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    About,
    Nearly,
    Range,
    Vague,
}

/// Words given to someone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// With the marks, for direct and scare quotes.
    pub span: Span,
    pub form: QuoteForm,
    /// The quote that this one goes on with.
    pub continues: Option<QuoteId>,
    /// The mention that names the speaker; a pronoun is followed to its mention.
    pub speaker: Option<MentionId>,
    /// The words that say who speaks, also where they name no entity ("witnesses").
    pub speaker_span: Option<Span>,
    /// The verb or phrase that introduces it.
    pub cue: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteForm {
    Direct,
    Indirect,
    /// Words in marks that are no statement: a word or two within the writer's own sentence, a title, a sign, or a
    /// phrase that nobody is said to have said.
    Scare,
}
