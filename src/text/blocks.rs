//! Takes a text apart into blocks: what tells the story, and what is set aside with a reason.

use super::*;

/// The blocks of a text, in order: they cover every character that is not white space.
///
/// With `is_plain` nothing is set aside: every line is a paragraph.
pub fn find(text: &str, is_plain: bool) -> IdVec<BlockId, Block> {
    let mut blocks = IdVec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            let is_first = blocks.is_empty() && !is_plain;
            let kind = if is_first { BlockKind::Headline } else { BlockKind::Paragraph };
            blocks.push(Block { span: Span::new(at, at + trimmed.len()), kind, reason: None });
        }
        start += line.len();
    }
    blocks
}
