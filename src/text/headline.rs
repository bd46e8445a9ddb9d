//! Finds what an article is called: its title is never empty.

use super::*;

/// Sets `title` and `title_span` from what was given, else from the headline block, else from the first words.
pub fn name(analysis: &mut Analysis) {
    let headline = analysis.blocks.iter().find(|block| block.kind == BlockKind::Headline);
    analysis.title_span = headline.map(|block| block.span);
    analysis.title = match (&analysis.facts.title, analysis.title_span) {
        (Some(title), _) => title.clone(),
        (None, Some(span)) => span.of(&analysis.text).to_string(),
        (None, None) => first_words(&analysis.text),
    };
}

/// The first dozen words, for an article without a headline.
fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(12).collect();
    if words.is_empty() { "Untitled".into() } else { words.join(" ") }
}
