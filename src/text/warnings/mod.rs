//! What a reader should know about an article before she trusts a result from it.
//!
//! Each file looks for one kind of trouble and stays silent where it is not sure: a warning that is wrong costs more
//! than one that is missing. A warning says what was seen and what it means, with its place where there is one.

use super::*;

mod encoding;
mod form;
mod machine;
mod marks;

/// At most this many warnings of one kind an article; the rest are summed up in the last.
const MOST_OF_A_KIND: usize = 20;

/// Warnings about the text itself, in order of kind; `is_plain` texts have no headline to miss.
pub fn find(analysis: &Analysis, is_plain: bool) -> Vec<Warning> {
    let text = &analysis.text;
    let headline = if is_plain { vec![] } else { form::headline(analysis) };
    let kinds = [
        encoding::find(text),
        marks::find(analysis),
        form::glued(analysis),
        headline,
        form::language(analysis),
        form::size(text),
        machine::find(analysis),
    ];
    kinds.into_iter().flat_map(capped).collect()
}

fn warning(kind: WarningKind, span: Option<Span>, message: impl Into<String>) -> Warning {
    Warning { kind, span, message: message.into() }
}

fn capped(mut warnings: Vec<Warning>) -> Vec<Warning> {
    let more = warnings.len().saturating_sub(MOST_OF_A_KIND);
    if more > 0 {
        warnings.truncate(MOST_OF_A_KIND);
        let kind = warnings[0].kind;
        warnings.push(warning(kind, None, format!("{more} more places of this kind in the article")));
    }
    warnings
}

#[cfg(test)]
mod tests;
