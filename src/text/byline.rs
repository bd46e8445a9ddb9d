//! Who wrote the article, read from its byline blocks.

use super::*;

/// The writer of the first byline that names one; an agency only where no person is named.
pub fn find(text: &str, blocks: &IdVec<BlockId, Block>) -> Option<String> {
    let bylines = blocks.iter().filter(|block| block.kind == BlockKind::Byline);
    let names: Vec<String> = bylines.filter_map(|block| blocks::author(block.span.of(text))).collect();
    names.iter().find(|name| name.contains(' ')).or(names.first()).cloned()
}
