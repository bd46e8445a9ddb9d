//! The JSON of CONTRACT.md. One set of structs borrows from a corpus to write and owns what is read, so that the two
//! directions cannot drift apart.

use super::{FormatError, check};
use crate::corpus::*;
use crate::text::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

const FORMAT: &str = "crossread-corpus";
const VERSION: u32 = 1;

type Text<'a> = Cow<'a, str>;
type List<'a, T> = Cow<'a, [T]>;

#[derive(Serialize, Deserialize)]
struct CorpusJson<'a> {
    format: Text<'a>,
    version: u32,
    documents: Vec<DocumentJson<'a>>,
    entities: Vec<EntityJson<'a>>,
    places: Vec<PlaceJson<'a>>,
    alignments: List<'a, Alignment>,
    only_here: List<'a, SentenceRef>,
    figure_topics: List<'a, FigureTopic>,
    quote_groups: List<'a, QuoteGroup>,
    origins: List<'a, Origin>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    corrected: Vec<CorrectedJson<'a>>,
}

/// A document of a corpus, or an analysis on its own: then `id` may be null and every `entity` is.
#[derive(Serialize, Deserialize)]
struct DocumentJson<'a> {
    id: Option<Text<'a>>,
    file: Option<Text<'a>>,
    #[serde(default)]
    label: Option<Text<'a>>,
    #[serde(default)]
    event: u32,
    outlet: Option<Text<'a>>,
    url: Option<Text<'a>>,
    title: Text<'a>,
    title_span: Option<Span>,
    byline: Option<Text<'a>>,
    language: Text<'a>,
    published: Option<Date>,
    published_from: PublishedFrom,
    #[serde(default)]
    given: GivenJson<'a>,
    text: Text<'a>,
    warnings: List<'a, Warning>,
    blocks: List<'a, Block>,
    sentences: List<'a, Span>,
    mentions: Vec<MentionJson<'a>>,
    demonyms: List<'a, Demonym>,
    dates: List<'a, DateMention>,
    figures: List<'a, Figure>,
    quotes: Vec<QuoteJson<'a>>,
}

/// What was known from outside, whatever the analysis made of it.
#[derive(Default, Serialize, Deserialize)]
struct GivenJson<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    facts: Option<Cow<'a, Facts>>,
}

#[derive(Serialize, Deserialize)]
struct MentionJson<'a> {
    span: Span,
    kind: EntityKind,
    entity: Option<Text<'a>>,
    as_government: bool,
    basis: MentionBasis,
}

#[derive(Serialize, Deserialize)]
struct QuoteJson<'a> {
    span: Span,
    form: QuoteForm,
    continues: Option<QuoteId>,
    speaker: Option<Text<'a>>,
    /// The mention that names the speaker.
    speaker_mention: Option<MentionId>,
    speaker_span: Option<Span>,
    cue: Option<Span>,
}

#[derive(Serialize, Deserialize)]
struct EntityJson<'a> {
    id: Text<'a>,
    kind: EntityKind,
    name: Text<'a>,
    aliases: List<'a, String>,
    merges: Vec<MergeJson<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<Cow<'a, Description>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind_reason: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    meant: List<'a, DescriptiveMention>,
}

#[derive(Serialize, Deserialize)]
struct MergeJson<'a> {
    alias: Text<'a>,
    reason: Text<'a>,
    #[serde(default)]
    doubtful: bool,
}

#[derive(Serialize, Deserialize)]
struct PlaceJson<'a> {
    entity: Text<'a>,
    kind: PlaceKind,
    parent: Option<Text<'a>>,
    country: Option<Text<'a>>,
}

/// A result that a person corrected: the one thing that is not null, or a part of a document.
#[derive(Serialize, Deserialize)]
struct CorrectedJson<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entity: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<DocumentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    figure: Option<FigureId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quote: Option<QuoteId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    block: Option<BlockId>,
    machine: Text<'a>,
}

/// The corpus as one JSON object and a line end. The same corpus gives the same bytes.
pub fn to_json(corpus: &Corpus) -> String {
    let id_of = |entity: EntityId| corpus.entities.get(entity).map(|it| Text::from(it.id.as_str()));
    let wire = CorpusJson {
        format: FORMAT.into(),
        version: VERSION,
        documents: corpus.documents.enumerate().map(|(at, it)| document_json(corpus, at, it, &id_of)).collect(),
        entities: corpus.entities.iter().map(entity_json).collect(),
        places: corpus.places.iter().filter_map(|it| place_json(it, &id_of)).collect(),
        alignments: corpus.alignments.as_slice().into(),
        only_here: (&corpus.only_here).into(),
        figure_topics: (&corpus.figure_topics).into(),
        quote_groups: (&corpus.quote_groups).into(),
        origins: (&corpus.origins).into(),
        corrected: corpus.corrected.iter().map(|it| corrected_json(it, &id_of)).collect(),
    };
    written(&wire)
}

/// One analysis as one line of JSON, its line end included.
pub fn to_json_line(analysis: &Analysis) -> String {
    written(&analysis_json(analysis, &|_| None))
}

fn written(wire: &impl Serialize) -> String {
    let mut json = serde_json::to_string(wire).expect("plain data with text keys");
    json.push('\n');
    json
}

/// Reads what [`to_json`] wrote, or any program that keeps to the same form.
pub fn from_json(json: &str) -> Result<Corpus, FormatError> {
    let wire: CorpusJson = serde_json::from_str(json).map_err(|error| unreadable("corpus", &error.to_string()))?;
    if wire.format != FORMAT || wire.version != VERSION {
        let (format, version) = (&wire.format, wire.version);
        let cause = format!("it says it is \"{format}\" version {version}, not \"{FORMAT}\" version {VERSION}");
        return Err(unreadable("corpus", &cause));
    }
    let corpus = wire.into_corpus().map_err(|cause| unreadable("corpus", &cause))?;
    check::corpus(&corpus).map_err(|cause| unreadable("corpus", cause))?;
    Ok(corpus)
}

/// Reads one line that [`to_json_line`] wrote.
pub fn from_json_line(line: &str) -> Result<Analysis, FormatError> {
    let wire: DocumentJson = serde_json::from_str(line).map_err(|error| unreadable("analysis", &error.to_string()))?;
    let (_, _, _, _, analysis) = wire.into_parts();
    check::analysis(&analysis).map_err(|cause| unreadable("analysis", cause))?;
    Ok(analysis)
}

fn unreadable(what: &str, cause: &str) -> FormatError {
    FormatError(format!("This is no Crossread {what} ({cause}); make it anew with `prepare`"))
}

fn corrected_json<'a>(it: &'a Corrected, id_of: &impl Fn(EntityId) -> Option<Text<'a>>) -> CorrectedJson<'a> {
    let (entity, document, figure, quote, block) = match it.what {
        Target::Entity(entity) => (id_of(entity), None, None, None, None),
        Target::Figure(at) => (None, Some(at.document), Some(at.figure), None, None),
        Target::Quote(at) => (None, Some(at.document), None, Some(at.quote), None),
        Target::Block(document, block) => (None, Some(document), None, None, Some(block)),
        Target::Article(document) => (None, Some(document), None, None, None),
    };
    CorrectedJson { entity, document, figure, quote, block, machine: Text::from(&it.machine) }
}

fn document_json<'a>(
    corpus: &Corpus,
    at: DocumentId,
    document: &'a Document,
    id_of: &impl Fn(EntityId) -> Option<Text<'a>>,
) -> DocumentJson<'a> {
    let entity = |mention: MentionId| document.entity_of.get(mention).and_then(|&it| id_of(it));
    let analysis = analysis_json(&document.analysis, &entity);
    let speakers = (0..analysis.quotes.len()).map(|quote| QuoteRef { document: at, quote: QuoteId::from_index(quote) });
    let said_by = speakers.map(|quote| corpus.speaker(quote).and_then(id_of));
    let quotes = analysis.quotes.into_iter().zip(said_by).map(|(it, speaker)| QuoteJson { speaker, ..it }).collect();
    DocumentJson {
        quotes,
        id: Some(Text::from(&document.id)),
        label: Some(Text::from(&document.label)),
        event: document.event,
        ..analysis
    }
}

fn analysis_json<'a>(analysis: &'a Analysis, entity: &impl Fn(MentionId) -> Option<Text<'a>>) -> DocumentJson<'a> {
    let Facts { outlet, url, .. } = &analysis.facts;
    let facts = (analysis.facts != Facts::default()).then_some(Cow::Borrowed(&analysis.facts));
    DocumentJson {
        id: borrowed(&analysis.id),
        file: borrowed(&analysis.file),
        label: borrowed(&analysis.facts.label),
        event: 0,
        outlet: borrowed(outlet),
        url: borrowed(url),
        title: Text::from(&analysis.title),
        title_span: analysis.title_span,
        byline: borrowed(&analysis.byline),
        language: Text::from(&analysis.language),
        published: analysis.published,
        published_from: analysis.published_from,
        given: GivenJson { id: borrowed(&analysis.id), facts },
        text: Text::from(&analysis.text),
        warnings: (&analysis.warnings).into(),
        blocks: analysis.blocks.as_slice().into(),
        sentences: analysis.sentences.as_slice().into(),
        mentions: analysis.mentions.enumerate().map(|(id, it)| mention_json(it, entity(id))).collect(),
        demonyms: analysis.demonyms.as_slice().into(),
        dates: analysis.dates.as_slice().into(),
        figures: analysis.figures.as_slice().into(),
        quotes: analysis.quotes.iter().map(|it| quote_json(it, it.speaker.and_then(entity))).collect(),
    }
}

fn borrowed(text: &Option<String>) -> Option<Text<'_>> {
    text.as_deref().map(Text::from)
}

fn mention_json<'a>(mention: &Mention, entity: Option<Text<'a>>) -> MentionJson<'a> {
    let &Mention { span, kind, as_government, basis } = mention;
    MentionJson { span, kind, entity, as_government, basis }
}

fn quote_json<'a>(quote: &Quote, speaker: Option<Text<'a>>) -> QuoteJson<'a> {
    let &Quote { span, form, continues, speaker: speaker_mention, speaker_span, cue } = quote;
    QuoteJson { span, form, continues, speaker, speaker_mention, speaker_span, cue }
}

fn entity_json(entity: &Entity) -> EntityJson<'_> {
    EntityJson {
        id: Text::from(&entity.id),
        kind: entity.kind,
        name: Text::from(&entity.name),
        aliases: (&entity.aliases).into(),
        merges: entity.merges.iter().map(merge_json).collect(),
        description: entity.description.as_ref().map(Cow::Borrowed),
        kind_reason: borrowed(&entity.kind_reason),
        meant: (&entity.meant).into(),
    }
}

fn merge_json(merge: &Merge) -> MergeJson<'_> {
    MergeJson { alias: Text::from(&merge.alias), reason: Text::from(&merge.reason), doubtful: merge.is_doubtful }
}

fn place_json<'a>(place: &'a Place, id_of: &impl Fn(EntityId) -> Option<Text<'a>>) -> Option<PlaceJson<'a>> {
    Some(PlaceJson {
        entity: id_of(place.entity)?,
        kind: place.kind,
        parent: place.parent.and_then(id_of),
        country: borrowed(&place.country),
    })
}

impl CorpusJson<'_> {
    fn into_corpus(self) -> Result<Corpus, String> {
        let entities: IdVec<EntityId, Entity> = self.entities.into_iter().map(EntityJson::into_entity).collect();
        let numbers: BTreeMap<String, EntityId> = entities.enumerate().map(|(id, it)| (it.id.clone(), id)).collect();
        let number = |id: &str| numbers.get(id).copied().ok_or_else(|| format!("the entity \"{id}\" is missing"));
        let place = |it: PlaceJson| -> Result<Place, String> {
            Ok(Place {
                entity: number(&it.entity)?,
                kind: it.kind,
                parent: it.parent.map(|id| number(&id)).transpose()?,
                country: it.country.map(Cow::into_owned),
            })
        };
        let document = |it: DocumentJson| -> Result<Document, String> {
            let (id, label, event, mentioned, analysis) = it.into_parts();
            let entity_of = mentioned
                .into_iter()
                .map(|it| number(&it.ok_or("a mention has no entity")?))
                .collect::<Result<_, String>>()?;
            Ok(Document {
                id: id.ok_or("a document has no id")?,
                label: label.unwrap_or_default(),
                event,
                entity_of,
                analysis: analysis.into(),
            })
        };
        let corrected = |it: CorrectedJson| -> Result<Corrected, String> {
            let what = match (it.entity, it.document, it.figure, it.quote, it.block) {
                (Some(id), ..) => Target::Entity(number(&id)?),
                (_, Some(document), Some(figure), ..) => Target::Figure(FigureRef { document, figure }),
                (_, Some(document), _, Some(quote), _) => Target::Quote(QuoteRef { document, quote }),
                (_, Some(document), .., Some(block)) => Target::Block(document, block),
                (_, Some(document), ..) => Target::Article(document),
                _ => return Err("what was corrected is missing".into()),
            };
            Ok(Corrected { what, machine: it.machine.into_owned() })
        };
        Ok(Corpus {
            corrected: self.corrected.into_iter().map(corrected).collect::<Result<_, _>>()?,
            documents: self.documents.into_iter().map(document).collect::<Result<_, _>>()?,
            places: self.places.into_iter().map(place).collect::<Result<_, _>>()?,
            alignments: self.alignments.into_owned().into(),
            only_here: self.only_here.into_owned(),
            figure_topics: self.figure_topics.into_owned(),
            quote_groups: self.quote_groups.into_owned(),
            origins: self.origins.into_owned(),
            entities,
        })
    }
}

/// Id, label, event, the entity of each mention, and the analysis itself.
type Parts = (Option<String>, Option<String>, u32, Vec<Option<String>>, Analysis);

impl DocumentJson<'_> {
    fn into_parts(self) -> Parts {
        let facts = self.given.facts.map(Cow::into_owned).unwrap_or_default();
        let mut entities = Vec::with_capacity(self.mentions.len());
        let mut mentions = IdVec::new();
        for MentionJson { span, kind, entity, as_government, basis } in self.mentions {
            entities.push(entity.map(Cow::into_owned));
            mentions.push(Mention { span, kind, as_government, basis });
        }
        let quote =
            |QuoteJson { span, form, continues, speaker_mention: speaker, speaker_span, cue, .. }: QuoteJson| Quote {
                span,
                form,
                continues,
                speaker,
                speaker_span,
                cue,
            };
        let analysis = Analysis {
            id: self.given.id.map(Cow::into_owned),
            file: self.file.map(Cow::into_owned),
            facts,
            text: self.text.into_owned(),
            title: self.title.into_owned(),
            title_span: self.title_span,
            byline: self.byline.map(Cow::into_owned),
            language: self.language.into_owned(),
            published: self.published,
            published_from: self.published_from,
            warnings: self.warnings.into_owned(),
            blocks: self.blocks.into_owned().into(),
            sentences: self.sentences.into_owned().into(),
            mentions,
            demonyms: self.demonyms.into_owned().into(),
            dates: self.dates.into_owned().into(),
            figures: self.figures.into_owned().into(),
            quotes: self.quotes.into_iter().map(quote).collect(),
        };
        (self.id.map(Cow::into_owned), self.label.map(Cow::into_owned), self.event, entities, analysis)
    }
}

impl EntityJson<'_> {
    fn into_entity(self) -> Entity {
        let merge = |MergeJson { alias, reason, doubtful }: MergeJson| Merge {
            alias: alias.into_owned(),
            reason: reason.into_owned(),
            is_doubtful: doubtful,
        };
        Entity {
            id: self.id.into_owned(),
            kind: self.kind,
            name: self.name.into_owned(),
            aliases: self.aliases.into_owned(),
            merges: self.merges.into_iter().map(merge).collect(),
            description: self.description.map(Cow::into_owned),
            kind_reason: self.kind_reason.map(Cow::into_owned),
            meant: self.meant.into_owned(),
        }
    }
}
