//! The About view: what the page does and does not do, the noise report, and what it was made from.

use super::*;
use crate::base::*;
use crate::text::BlockKind;

#[derive(Clone, Debug, PartialEq)]
pub struct About {
    pub noise: Vec<Noise>,
    /// `27 pieces were set aside in 4 of 5 articles`.
    pub noise_line: String,
    pub sources: Vec<SourceFacts>,
}

/// What was set aside in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Noise {
    pub document: DocumentId,
    pub label: String,
    pub language: String,
    /// ` 3 set aside, 2 to keep in mind`.
    pub counts: String,
    pub pieces: Vec<Piece>,
    pub warnings: Vec<String>,
    /// The article in the reader.
    pub address: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub block: BlockId,
    pub kind: &'static str,
    pub span: Span,
    pub reason: String,
}

/// What a person or the text says about one article.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceFacts {
    pub document: DocumentId,
    pub label: String,
    pub file: String,
    pub outlet: String,
    pub published: String,
    /// `, stated in the text`.
    pub published_from: String,
}

pub fn model(data: &Data) -> About {
    let noise: Vec<Noise> = data.corpus.documents.ids().map(|id| self::noise(data, id)).collect();
    let pieces: usize = noise.iter().map(|noise| noise.pieces.len()).sum();
    let touched = noise.iter().filter(|noise| !noise.pieces.is_empty()).count();
    let noise_line = words::join(&[
        &words::counted(pieces, "piece was", "pieces were"),
        " set aside in ",
        &words::number(touched),
        " of ",
        &words::counted(noise.len(), "article", "articles"),
        ". Nothing is thrown away: each piece stays in its article, one click away.",
    ]);
    let sources = data
        .corpus
        .documents
        .enumerate()
        .map(|(id, document)| SourceFacts {
            document: id,
            label: document.label.clone(),
            file: document.analysis.file.clone().unwrap_or_default(),
            outlet: document.analysis.facts.outlet.clone().unwrap_or_else(|| "not named".to_string()),
            published: words::published(&document.analysis),
            published_from: words::join(&[", ", words::published_from(document.analysis.published_from)]),
        })
        .collect();
    About { noise, noise_line, sources }
}

fn noise(data: &Data, id: DocumentId) -> Noise {
    let document = &data.corpus.documents[id];
    let is_noise = |kind: BlockKind| !kind.is_story();
    let pieces: Vec<Piece> = document
        .analysis
        .blocks
        .enumerate()
        .filter(|(_, block)| is_noise(block.kind))
        .map(|(block_id, block)| Piece {
            block: block_id,
            kind: reader::block_name(block.kind),
            span: block.span,
            reason: block.reason.clone().unwrap_or_default(),
        })
        .collect();
    Noise {
        document: id,
        label: document.label.clone(),
        language: document.analysis.language.clone(),
        counts: words::join(&[
            " ",
            &words::number(pieces.len()),
            " set aside, ",
            &words::number(document.analysis.warnings.len()),
            " to keep in mind",
        ]),
        pieces,
        warnings: words::warnings(&document.analysis.warnings),
        address: address::of_document(data, id),
    }
}
