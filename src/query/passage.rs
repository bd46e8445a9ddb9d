//! Links to a passage by its words (W3C Web Annotation, TextQuoteSelector).

use crate::base::Span;

/// A passage with the text around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextQuote {
    pub prefix: String,
    pub exact: String,
    pub suffix: String,
}

/// Names a passage so that [`find_quote`] finds it again.
pub fn quote_selector(text: &str, span: Span) -> TextQuote {
    let before = &text[..span.start as usize];
    let from = before.char_indices().rev().take(32).last().map_or(before.len(), |(at, _)| at);
    TextQuote {
        prefix: before[from..].to_string(),
        exact: span.of(text).to_string(),
        suffix: text[span.end as usize..].chars().take(32).collect(),
    }
}

/// Finds a passage, also where the text around it has shifted.
pub fn find_quote(text: &str, quote: &TextQuote) -> Option<Span> {
    if quote.exact.is_empty() {
        return None;
    }
    let whole = [&*quote.prefix, &quote.exact, &quote.suffix].concat();
    let at = text.find(&whole).map(|at| at + quote.prefix.len()).or_else(|| text.find(&quote.exact))?;
    Some(Span::new(at, at + quote.exact.len()))
}
