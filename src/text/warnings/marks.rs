//! Quotation marks that do not match.

use super::*;

/// A quotation may go on over paragraphs, each opening it anew; everything else that opens must close in its block.
pub fn find(analysis: &Analysis) -> Vec<Warning> {
    let text = &analysis.text;
    let story: Vec<&Block> = analysis.blocks.iter().filter(|block| block.kind.is_story()).collect();
    let mut found = vec![];
    let mut is_carried = false;
    for (number, block) in story.iter().enumerate() {
        let next_opens = story.get(number + 1).is_some_and(|next| next.span.of(text).starts_with(['“', '"']));
        is_carried = in_block(block.span, text, is_carried, next_opens, &mut found);
    }
    found
}

/// Whether a quotation is left open that the next block goes on with.
fn in_block(block: Span, text: &str, mut is_carried: bool, next_opens: bool, found: &mut Vec<Warning>) -> bool {
    let mut open: Option<(usize, char)> = None;
    let mut tell = |at: usize, c: char, message: &str| {
        found.push(warning(WarningKind::Quotes, Some(Span::new(at, at + c.len_utf8())), message));
    };
    let base = block.start as usize;
    let mut before = ' ';
    for (at, c) in block.of(text).char_indices() {
        let at = base + at;
        let opens = c == '“' || c == '"' && open.is_none();
        match c {
            '"' if before.is_ascii_digit() && open.is_none() => {} // inches
            '“' | '"' if opens => {
                if let Some((earlier, mark)) = open.replace((at, c)) {
                    tell(earlier, mark, "This quotation is opened and not closed before the next one opens");
                }
                is_carried = false;
            }
            '”' | '"' => {
                let is_answer = open.take().is_some() || std::mem::take(&mut is_carried);
                if !is_answer {
                    tell(at, c, "This quotation is closed, but where it opens was lost");
                }
            }
            _ => {}
        }
        before = c;
    }
    match open {
        Some((at, mark)) if !next_opens => {
            tell(at, mark, "This quotation is opened and never closed");
            false
        }
        Some(_) => true,
        None => false,
    }
}
