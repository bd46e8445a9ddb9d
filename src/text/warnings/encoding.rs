//! Characters that were lost or garbled before the text reached us.

use super::*;

pub fn find(text: &str) -> Vec<Warning> {
    let mut found = vec![];
    let mut open: Option<Span> = None;
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        let Some(end) = damage(text, at, c) else { continue };
        match &mut open {
            // Neighbouring damage is one place.
            Some(span) if at < span.end as usize + 3 => span.end = span.end.max(end as u32),
            _ => {
                if let Some(span) = open.replace(Span::new(at, end)) {
                    found.push(told(text, span));
                }
                if found.len() > 10_000 {
                    return found;
                }
            }
        }
    }
    found.extend(open.map(|span| told(text, span)));
    found
}

fn told(text: &str, span: Span) -> Warning {
    let seen = span.of(text);
    let message = if seen.contains('\u{fffd}') {
        "A character was lost here before the text reached us; the word may be another".to_string()
    } else {
        let short: String = seen.chars().take(12).collect();
        format!("“{short}” is a character read in a wrong encoding; it stands for another one")
    };
    warning(WarningKind::Encoding, Some(span), message)
}

/// The end of a damaged place that begins with `c` at byte `at`.
///
/// UTF-8 read as Windows-1252 shows its first byte as Â, Ã, â or ï, and its later bytes as marks or symbols, which
/// never follow these letters in words.
fn damage(text: &str, at: usize, c: char) -> Option<usize> {
    let after = at + c.len_utf8();
    let mut rest = text[after..].chars();
    let next = rest.next();
    match c {
        '\u{fffd}' => Some(after),
        'Â' if next.is_some_and(|it| matches!(it, '\u{a0}'..='¿')) => Some(after + next?.len_utf8()),
        'Ã' if next.is_some_and(|it| {
            matches!(it, '\u{80}'..='¿' | '€' | '‚' | 'ƒ' | '„' | '…' | '†' | '‡' | '‰' | 'œ' | '™')
        }) =>
        {
            Some(after + next?.len_utf8())
        }
        'â' if matches!(next, Some('€' | '\u{80}' | '„')) => {
            let third =
                rest.next().filter(|it| !it.is_alphanumeric() && !it.is_whitespace() || matches!(it, 'œ' | 'š' | 'ž'));
            Some(after + next?.len_utf8() + third.map_or(0, char::len_utf8))
        }
        'ï' if text[after..].starts_with("»¿") || text[after..].starts_with("¿½") => Some(after + 4),
        _ => None,
    }
}
