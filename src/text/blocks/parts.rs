//! Cuts a line where something else is glued to it, and judges each part on its own.

use super::*;

/// The parts of a line, in order; they cover all of it but white space.
pub fn of(line: lines::Line<'_>) -> Vec<Part<'_>> {
    let mut parts = vec![];
    let mut rest = line.text;
    let mut at = line.start;
    while let Some((code_start, code_end)) = next_code(rest) {
        take(&rest[..code_start], at, line.number, &mut parts);
        parts.extend(part(&rest[code_start..code_end], at + code_start, line.number).map(|it| {
            let reason = boilerplate("a code of the site's software");
            it.judged(reason)
        }));
        at += code_end;
        rest = &rest[code_end..];
    }
    take(rest, at, line.number, &mut parts);
    parts
}

/// A trimmed part; `None` for white space.
fn part(text: &str, at: usize, line: usize) -> Option<Part<'_>> {
    let trimmed = text.trim();
    let start = at + (text.len() - text.trim_start().len());
    (!trimmed.is_empty()).then(|| Part::new(trimmed, start, line))
}

/// Longest code looked for, in bytes.
const CODE_BYTES: usize = 120;

fn next_code(text: &str) -> Option<(usize, usize)> {
    text.match_indices('[').find_map(|(start, _)| {
        let window = &text[start..text.floor_char_boundary(start + CODE_BYTES)];
        let end = start + window.find(']')? + 1;
        furniture::is_code(&text[start..end]).then_some((start, end))
    })
}

/// Judges a stretch of a line, cutting it in two where its ends are of another kind.
fn take<'t>(text: &'t str, at: usize, line: usize, parts: &mut Vec<Part<'t>>) {
    let Some(mut whole) = part(text, at, line) else { return };
    if let Some(giant) = giant_word(whole.text) {
        return parts.push(whole.judged(giant));
    }
    let (verdict, opens) = furniture::judge(&whole);
    if verdict.is_some() {
        whole.opens = opens;
        return parts.push(whole.judged(verdict));
    }
    if let Some(verdict) = alone(whole.text) {
        return parts.push(whole.judged(Some(verdict)));
    }
    let text = whole.text;
    let cut = |at: usize| {
        let (head, tail) = (part(&text[..at], whole.start, line), part(&text[at..], whole.start + at, line));
        head.into_iter().chain(tail)
    };
    if let Some(end) = advert_before(text) {
        return parts.extend(cut(end).enumerate().map(|(number, it)| match number {
            0 => it.judged(boilerplate("an advert")),
            _ => it,
        }));
    }
    if let Some((credit, is_picture)) = credit::at_end(text) {
        let is_caption = is_picture && whole.words <= CAPTION_WORDS;
        return parts.extend(cut(credit).map(|it| match it.start == whole.start {
            true if is_caption => it.judged(verdict_caption("it ends in the credit of a picture")),
            true => it,
            false => it.judged(super::verdict(BlockKind::Credit, "who took or owns the picture")),
        }));
    }
    match glued_end(&whole) {
        Some((at, verdict)) => parts.extend(cut(at).map(|it| match it.start == whole.start {
            true => it,
            false => it.judged(Some(verdict.clone())),
        })),
        None => parts.push(whole),
    }
}

/// Longest caption, in words.
pub const CAPTION_WORDS: usize = 70;

pub fn verdict_caption(reason: &'static str) -> Option<Verdict> {
    verdict(BlockKind::Caption, reason)
}

/// A longer run of characters is data, no word, in bytes: the longest URLs in use stay below.
pub const GIANT_WORD_BYTES: usize = 10_000;

/// One giant word alone on its line.
fn giant_word(text: &str) -> Option<Option<Verdict>> {
    let is_giant = text.len() > GIANT_WORD_BYTES
        && text.chars().take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum::<usize>() == text.len();
    // Scripts without blanks have long lines of their own.
    let is_data = is_giant && text.bytes().take(1000).filter(u8::is_ascii).count() > 500;
    is_data.then(|| boilerplate("one giant word: data, no text"))
}

/// What a line is by its own words, beyond furniture.
fn alone(text: &str) -> Option<Verdict> {
    let by = text.len() < 160 && text.split_once(" by ").is_some_and(|(day, _)| furniture::is_date_line(day));
    if furniture::is_date_line(text) || by {
        verdict(BlockKind::Dateline, "a day on a line of its own")
    } else if credit::is_credit(text) {
        verdict(BlockKind::Credit, "who took or owns the picture")
    } else if byline::is_byline(text) {
        verdict(BlockKind::Byline, "names the writer")
    } else if credit::is_caption(text) && credit::at_end(text).is_none() {
        verdict(BlockKind::Caption, "it says that it describes a picture")
    } else {
        None
    }
}

/// "Advertisement The town woke up …": the end of the advert's label.
fn advert_before(text: &str) -> Option<usize> {
    let label =
        ["ADVERTISEMENT", "Advertisement", "Advertisment", "SPONSORED"].iter().find(|it| text.starts_with(*it))?;
    let rest = &text[label.len()..];
    let next = rest.trim_start_matches([' ', ':', '-', '\u{a0}']);
    (next.starts_with(char::is_uppercase) && lines::ends_sentence(text)).then_some(label.len())
}

/// How far from its end a line is searched for what is glued to it, in bytes.
const END_BYTES: usize = 500;

/// "… he said. Read more: Dam breaks", "… he said.Advertisement", "… (Reporting by Jan Novak)".
fn glued_end(whole: &Part) -> Option<(usize, Verdict)> {
    let text = whole.text;
    let floor = text.floor_char_boundary(text.len().saturating_sub(END_BYTES));
    let stops = text[floor..].match_indices(['.', '?', '!', '”', '"']);
    for (at, stop) in stops {
        let from = floor + at + stop.len();
        let rest = text[from..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '”' | '"' | '’' | ')'));
        let start = text.len() - rest.len();
        if start == from && !rest.starts_with(char::is_uppercase) && !rest.starts_with(['(', '[', '-', '©'])
            || !rest.starts_with(|c: char| {
                c.is_uppercase() || c.is_ascii_digit() || matches!(c, '(' | '[' | '-' | '©' | '>' | '»' | '*')
            })
        {
            continue;
        }
        if let Some(verdict) = end_verdict(rest, start, whole.line) {
            return Some((start, verdict));
        }
    }
    None
}

fn end_verdict(rest: &str, start: usize, line: usize) -> Option<Verdict> {
    let tail = Part::new(rest, start, line);
    if tail.words <= 60 && (rest.starts_with('(') && byline::is_byline(rest) || rest.starts_with("Reporting by ")) {
        return verdict(BlockKind::Byline, "names the writers");
    }
    if tail.words <= 8 {
        let (verdict, _) = furniture::judge(&tail);
        let is_word = rest.split_whitespace().count() > 1 || rest.len() > 5;
        return verdict.filter(|_| is_word && !rest.starts_with(|c: char| c.is_ascii_digit()) || rest.contains("view"));
    }
    furniture::said_by_site(&tail)
}
