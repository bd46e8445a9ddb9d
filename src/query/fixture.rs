//! Small corpora for the tests of this room, made without the analysis.

use crate::base::*;
use crate::corpus::{Corpus, Document, Entity, Place, PlaceKind};
use crate::text::{Analysis, Block, BlockKind, EntityKind, Mention, MentionBasis};

/// One article a line group: `outlet | YYYY-MM-DD or - | title`, then lines that each are a block. A block's first
/// letter and a blank tell its kind: `H`eadline, `P`aragraph, `C`aption, `N`otice, `B`yline, `X` boilerplate. Names are
/// `{person:Ada Bell}`, `{organisation:…}`, `{place:…}`; a sentence ends at ". ".
pub fn corpus(articles: &[&str]) -> Corpus {
    let mut corpus = Corpus::default();
    for (number, article) in articles.iter().enumerate() {
        let mut lines = article.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut head = lines.next().unwrap_or_default().split('|').map(str::trim);
        let mut analysis = Analysis::default();
        analysis.facts.outlet = head.next().filter(|outlet| !outlet.is_empty()).map(str::to_string);
        analysis.published = head.next().and_then(Date::parse_iso);
        analysis.title = head.next().unwrap_or("Untitled").to_string();
        let mut entity_of = IdVec::new();
        for line in lines {
            let (kind, body) = line.split_at(1);
            add_block(&mut corpus, &mut analysis, &mut entity_of, kind, body.trim());
        }
        let label = format!("Article {number}");
        corpus.documents.push(Document {
            id: format!("d{number}"),
            label,
            event: 0,
            entity_of,
            analysis: analysis.into(),
        });
    }
    corpus
}

fn add_block(
    corpus: &mut Corpus,
    analysis: &mut Analysis,
    entity_of: &mut IdVec<MentionId, EntityId>,
    kind: &str,
    body: &str,
) {
    if !analysis.text.is_empty() {
        analysis.text.push('\n');
    }
    let start = analysis.text.len();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        analysis.text.push_str(before);
        let (kind, name) = name.split_once(':').unwrap_or(("person", name));
        let from = analysis.text.len();
        analysis.text.push_str(name);
        let span = Span::new(from, analysis.text.len());
        let kind = match kind {
            "place" => EntityKind::Place,
            "organisation" => EntityKind::Organisation,
            _ => EntityKind::Person,
        };
        analysis.mentions.push(Mention { span, kind, as_government: false, basis: MentionBasis::Pattern });
        entity_of.push(entity(corpus, kind, name));
        rest = after;
    }
    analysis.text.push_str(rest);
    let span = Span::new(start, analysis.text.len());
    let kind = match kind {
        "H" => BlockKind::Headline,
        "C" => BlockKind::Caption,
        "N" => BlockKind::Notice,
        "B" => BlockKind::Byline,
        "X" => BlockKind::Boilerplate,
        _ => BlockKind::Paragraph,
    };
    if kind == BlockKind::Headline {
        analysis.title_span = Some(span);
        analysis.title = span.of(&analysis.text).to_string();
    }
    analysis.blocks.push(Block { span, kind, reason: None });
    if kind.is_story() {
        let mut from = span.start as usize;
        for part in span.of(&analysis.text).to_string().split_inclusive(". ") {
            let end = from + part.trim_end().len();
            if end > from {
                analysis.sentences.push(Span::new(from, end));
            }
            from += part.len();
        }
    }
}

/// The entity of that kind and name, a new one when there is none; a new place has no parent.
pub fn entity(corpus: &mut Corpus, kind: EntityKind, name: &str) -> EntityId {
    let known = corpus.entities.enumerate().find(|(_, entity)| entity.kind == kind && entity.name == name);
    if let Some((id, _)) = known {
        return id;
    }
    let id = corpus.entities.push(Entity {
        id: name.to_lowercase().replace(' ', "-"),
        kind,
        name: name.to_string(),
        aliases: vec![name.to_string()],
        merges: vec![],
        description: None,
        kind_reason: None,
        meant: vec![],
    });
    if kind == EntityKind::Place {
        corpus.places.push(Place { entity: id, kind: PlaceKind::City, parent: None, country: None });
    }
    id
}

/// Says that `place` lies in `parent`.
pub fn lies_in(corpus: &mut Corpus, place: &str, parent: &str) {
    let place = entity(corpus, EntityKind::Place, place);
    let parent = entity(corpus, EntityKind::Place, parent);
    if let Some(row) = corpus.places.iter_mut().find(|row| row.entity == place) {
        row.parent = Some(parent);
    }
}
