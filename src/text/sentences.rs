//! Splits the story blocks into sentences.

use super::*;

/// The sentences of headline, paragraph, caption and notice blocks, in order.
pub fn split(text: &str, blocks: &IdVec<BlockId, Block>, _is_plain: bool) -> IdVec<SentenceId, Span> {
    let mut sentences = IdVec::new();
    for block in blocks.iter().filter(|block| block.kind.is_story()) {
        let mut from = block.span.start as usize;
        for (dot, _) in block.span.of(text).match_indices(". ") {
            let end = block.span.start as usize + dot + 1;
            sentences.push(Span::new(from, end));
            from = end + 1;
        }
        if from < block.span.end as usize {
            sentences.push(Span::new(from, block.span.end as usize));
        }
    }
    sentences
}
