//! Articles with their names marked, so that resolution is tested without the recogniser: `{P Jane Roe}` is a person,
//! `{O …}` an organisation, `{L …}` a place, `{D …}` a people's adjective. A sentence ends at ". " or a line's end.

use crossread::base::{Id, IdVec, Span};
use crossread::corpus::{Corpus, Options, build};
use crossread::text::{Analysis, Block, BlockKind, Demonym, EntityKind, Gazetteer, Mention, MentionBasis, Models};
use std::sync::OnceLock;

/// The shipped gazetteer and nothing else.
pub fn models() -> &'static Models {
    static MODELS: OnceLock<Models> = OnceLock::new();
    MODELS.get_or_init(|| Models { gazetteer: Gazetteer::builtin(), ..Models::default() })
}

/// The analysis of an article with marks; its id is `d` and its number.
pub fn article(number: usize, marked: &str) -> Analysis {
    let mut analysis = Analysis { id: Some(format!("d{number}")), title: "Untitled".into(), ..Analysis::default() };
    let mut mentions: Vec<Mention> = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find('{') {
        analysis.text.push_str(&rest[..open]);
        let end = rest[open..].find('}').expect("a closing brace") + open;
        let (letter, name) = rest[open + 1..end].split_once(' ').expect("a kind and a name");
        let start = analysis.text.len();
        analysis.text.push_str(name);
        let span = Span::new(start, start + name.len());
        let kind = match letter {
            "P" => Some(EntityKind::Person),
            "O" => Some(EntityKind::Organisation),
            "L" => Some(EntityKind::Place),
            _ => None,
        };
        match kind {
            Some(kind) => mentions.push(Mention { span, kind, as_government: false, basis: MentionBasis::Model }),
            None => {
                let country = models().gazetteer.demonym(name).expect("a known people").to_string();
                analysis.demonyms.push(Demonym { span, country });
            }
        }
        rest = &rest[end + 1..];
    }
    analysis.text.push_str(rest);
    analysis.mentions = mentions.into();
    analysis.sentences = sentences(&analysis.text);
    if let Some(whole) = trimmed(&analysis.text, 0, analysis.text.len()) {
        analysis.blocks.push(Block { span: whole, kind: BlockKind::Paragraph, reason: None });
    }
    analysis
}

fn sentences<I: Id>(text: &str) -> IdVec<I, Span> {
    let mut found = IdVec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '\n']) {
        if text[at + 1..].starts_with([' ', '\n']) || text[at..].starts_with('\n') || at + 1 == text.len() {
            if let Some(span) = trimmed(text, start, at + 1) {
                found.push(span);
            }
            start = at + 1;
        }
    }
    if let Some(span) = trimmed(text, start, text.len()) {
        found.push(span);
    }
    found
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let part = &text[start..end];
    let from = start + part.len() - part.trim_start().len();
    (!part.trim().is_empty()).then(|| Span::new(from, from + part.trim().len()))
}

/// All articles as one event.
pub fn corpus(articles: &[&str]) -> Corpus {
    let analyses = articles.iter().enumerate().map(|(number, text)| article(number, text)).collect();
    build(analyses, &Options { is_one_event: true }, models())
}

/// `P Jane Roe = Roe; L Peru`: every entity that is mentioned with its kind, name and other aliases, sorted by id.
pub fn entities(corpus: &Corpus) -> String {
    let mentioned = |id| corpus.documents.iter().any(|document| document.entity_of.iter().any(|&of| of == id));
    let tell = |entity: &crossread::corpus::Entity| {
        let letter = match entity.kind {
            EntityKind::Person => 'P',
            EntityKind::Organisation => 'O',
            EntityKind::Place => 'L',
        };
        let mut others: Vec<&str> = entity.aliases.iter().map(String::as_str).filter(|it| *it != entity.name).collect();
        others.sort();
        match others.is_empty() {
            true => format!("{letter} {}", entity.name),
            false => format!("{letter} {} = {}", entity.name, others.join(", ")),
        }
    };
    let told: Vec<String> =
        corpus.entities.enumerate().filter(|(id, _)| mentioned(*id)).map(|(_, entity)| tell(entity)).collect();
    told.join("; ")
}

/// `Porto city PT in Portugal; Portugal country PT`: every place, sorted by id.
pub fn places(corpus: &Corpus) -> String {
    let name = |id| corpus.entities.get(id).map_or("", |entity| entity.name.as_str());
    let tell = |place: &crossread::corpus::Place| {
        let kind = serde_json::to_string(&place.kind).unwrap_or_default().replace('"', "");
        let country = place.country.as_deref().map(|code| format!(" {code}")).unwrap_or_default();
        let parent = place.parent.map(|parent| format!(" in {}", name(parent))).unwrap_or_default();
        format!("{} {kind}{country}{parent}", name(place.entity))
    };
    corpus.places.iter().map(tell).collect::<Vec<_>>().join("; ")
}
