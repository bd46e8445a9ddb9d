//! The noise report: what was set aside from each article, and why.

use crate::base::*;
use crate::text::BlockKind;
use crate::view::{Data, words};

/// The longest excerpt of a block, in characters.
const EXCERPT_CHARS: usize = 120;

#[derive(Clone, Debug, PartialEq)]
pub struct Noise {
    /// `31 pieces set aside from 4 articles: …`.
    pub line: String,
    /// The articles something was set aside from.
    pub articles: Vec<Article>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    pub document: DocumentId,
    pub label: String,
    /// `3 pieces, 41 of 520 words`.
    pub count: String,
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub kind: &'static str,
    pub excerpt: String,
    pub reason: String,
}

pub fn model(data: &Data) -> Noise {
    let articles: Vec<Article> =
        data.corpus.documents.ids().map(|id| article(data, id)).filter(|article| !article.pieces.is_empty()).collect();
    let pieces: usize = articles.iter().map(|article| article.pieces.len()).sum();
    let line = match pieces {
        0 => "Nothing was set aside: every line of every article belongs to its story".to_string(),
        _ => words::join(&[
            &words::counted(pieces, "piece", "pieces"),
            " set aside from ",
            &words::counted(articles.len(), "article", "articles"),
            ". Names, figures and matches are not looked for in them",
        ]),
    };
    Noise { line, articles }
}

fn article(data: &Data, id: DocumentId) -> Article {
    let document = &data.corpus.documents[id];
    let analysis = &document.analysis;
    let count_words = |span: Span| span.of(&analysis.text).split_whitespace().count();
    let aside = || analysis.blocks.iter().filter(|block| !block.kind.is_story());
    let words_aside: usize = aside().map(|block| count_words(block.span)).sum();
    let all = words_aside + words::story_words(document);
    let pieces: Vec<Piece> = aside()
        .map(|block| Piece {
            kind: kind(block.kind),
            excerpt: excerpt(block.span.of(&analysis.text)),
            reason: block.reason.clone().unwrap_or_default(),
        })
        .collect();
    Article {
        document: id,
        label: document.label.clone(),
        count: words::join(&[
            &words::counted(pieces.len(), "piece", "pieces"),
            ", ",
            &words::number(words_aside),
            " of ",
            &words::counted(all, "word", "words"),
        ]),
        pieces,
    }
}

/// What a block was taken for.
pub fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Caption => "caption",
        BlockKind::Credit => "credit",
        BlockKind::Byline => "byline",
        BlockKind::Dateline => "dateline",
        BlockKind::Notice => "notice",
        BlockKind::Boilerplate => "site furniture",
    }
}

fn excerpt(text: &str) -> String {
    let mut out: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = out.char_indices().nth(EXCERPT_CHARS) {
        out.truncate(at);
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::{Fixture, flood};

    #[test]
    fn says_what_was_set_aside_and_why() {
        let noise = model(&flood().data());
        assert_eq!(
            noise.line,
            "1 piece set aside from 1 article. Names, figures and matches are not looked for in them"
        );
        let article = &noise.articles[0];
        assert_eq!((article.label.as_str(), article.count.as_str()), ("BETA", "1 piece, 3 of 19 words"));
        assert_eq!(article.pieces[0].excerpt, "Share this page");
        assert_eq!(article.pieces[0].reason, "a line of site furniture");
        let clean = model(&Fixture::new().article("a", "One", &[]).data());
        assert!(clean.articles.is_empty() && clean.line.starts_with("Nothing"));
    }

    #[test]
    fn long_blocks_are_cut_on_a_character() {
        assert_eq!(excerpt(&"é".repeat(200)).chars().count(), EXCERPT_CHARS + 1);
        assert_eq!(excerpt(" a \n b "), "a b");
    }
}
