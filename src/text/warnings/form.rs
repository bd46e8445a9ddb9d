//! Headline, glued sentences, language, size.

use super::*;
use crate::text::language;

/// Sentences that stand together without a blank.
pub fn glued(analysis: &Analysis) -> Vec<Warning> {
    let text = &analysis.text;
    let pairs = analysis.sentences.as_slice().windows(2).filter(|two| two[0].end == two[1].start);
    let told = |two: &[Span]| {
        // The words on both sides, no further than the two sentences reach.
        let (left, right) = (two[0].of(text), two[1].of(text));
        let before = two[0].start as usize + (left.len() - left.rsplit(char::is_whitespace).next().map_or(0, str::len));
        let after = two[1].start as usize + right.find(char::is_whitespace).unwrap_or(right.len());
        let message = "Two sentences stand together without a blank; something may be missing between them";
        warning(WarningKind::GluedSentences, Some(Span::new(before, after)), message)
    };
    pairs.map(told).collect()
}

/// The headline is cut, repeated or missing.
pub fn headline(analysis: &Analysis) -> Vec<Warning> {
    let Some(block) = analysis.blocks.iter().find(|block| block.kind == BlockKind::Headline) else {
        let given = analysis.facts.title.is_some();
        let message = "No headline was found; the title is made of the article's first words";
        return if given { vec![] } else { vec![warning(WarningKind::Headline, None, message)] };
    };
    let text = &analysis.text;
    let title = letters(block.span.of(text));
    let mut found = vec![];
    let first = analysis.blocks.iter().find(|it| it.kind == BlockKind::Paragraph).map(|it| it.span.of(text));
    let goes_on = first.is_some_and(|first| {
        let first = letters(first);
        title.len() >= 20 && first.starts_with(&title) && first.len() > title.len() + 10
    });
    if block.span.of(text).ends_with(['…']) || block.span.of(text).ends_with("...") || goes_on {
        let message = "The headline is probably cut: it breaks off, or the first sentence begins with the same words";
        found.push(warning(WarningKind::Headline, Some(block.span), message));
    }
    let again = analysis
        .blocks
        .iter()
        .filter(|it| it.kind == BlockKind::Boilerplate && letters(it.span.of(text)).ends_with(&title));
    let message = "The headline stands here again; this copy was set aside";
    found.extend(again.map(|it| warning(WarningKind::Headline, Some(it.span), message)));
    found
}

/// Letters and digits in lower case, of the first 400 bytes.
fn letters(text: &str) -> String {
    text[..text.floor_char_boundary(400)].chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The models are made for English.
pub fn language(analysis: &Analysis) -> Vec<Warning> {
    let primary = analysis.language.split('-').next().unwrap_or_default();
    let message = match primary {
        "en" => return vec![],
        "und" if !language::is_long_enough(&analysis.text) => return vec![],
        "und" => "The language cannot be told; names, dates and figures are looked for as in English".to_string(),
        other => {
            format!("The article is not in English but “{other}”; most names, dates and figures in it will be missed")
        }
    };
    vec![warning(WarningKind::Language, None, message)]
}

/// A line of this length was not written by hand, in bytes.
const LONG_LINE_BYTES: usize = 1_000_000;
/// A run of this many bytes without a blank is data, no word (the longest addresses in use are shorter).
const LONG_WORD_BYTES: usize = 10_000;

pub fn size(text: &str) -> Vec<Warning> {
    if text.len() <= LONG_WORD_BYTES {
        return vec![];
    }
    let mut found = vec![];
    let longest = text.split('\n').map(str::len).max().unwrap_or_default();
    if longest > LONG_LINE_BYTES {
        let message =
            format!("A line of {} MB: line ends were probably lost; it was read as one paragraph", longest / 1_000_000);
        found.push(warning(WarningKind::Size, None, message));
    }
    let mut start = 0;
    for word in text.split(char::is_whitespace) {
        // Scripts without blanks are text of any length.
        if word.len() > LONG_WORD_BYTES && word.bytes().take(1000).filter(u8::is_ascii).count() > 500 {
            let message = format!(
                "A word of {} characters: data rather than text, nothing is looked for in it",
                word.chars().count()
            );
            found.push(warning(WarningKind::Size, Some(Span::new(start, start + word.len())), message));
        }
        start += word.len() + text[start + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    found
}
