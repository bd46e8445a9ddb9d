//! The mention that the words for a speaker name by themselves: at the end of the phrase, in an apposition after it, or
//! as the owner of a paper.

use super::attribution::Speaker;
use super::speakers::{is_issued, mentions_in};
use super::*;

/// "The mayor, Ann Lee, said": the person named right after a description.
pub fn apposed(analysis: &Analysis, words: &Words, speaker: Speaker) -> Option<MentionId> {
    let line = words.line(speaker.head);
    let whole = words.line(speaker.span);
    let is_member = whole.is_one_of(whole.from, &["one"]) && whole.says(whole.from + 1, "of");
    let is_role =
        line.to > line.from && line.at(line.to - 1).is(ROLE) && !line.at(line.to - 1).is(PLURAL.or(COLLECTIVE));
    let rest = analysis.text[speaker.span.end as usize..].strip_prefix(", ")?;
    let start = speaker.span.end + 2;
    // "Dr." and an initial end nothing.
    let ends = |&(at, mark): &(usize, &str)| mark != "." || !is_shortened(&rest[..at]);
    let end = rest.match_indices([',', '.', ';', '”', '"', '\n']).find(ends).map_or(rest.len(), |(at, _)| at);
    let end = start + end as u32;
    let last = mentions_in(analysis, Span { start, end }).last()?;
    let mention = &analysis.mentions[last];
    if is_member {
        let first = mentions_in(analysis, Span { start, end }).next()?;
        let lead = analysis.text[start as usize..analysis.mentions[first].span.start as usize].trim();
        return matches!(lead, "" | "the").then_some(first);
    }
    (is_role && mention.kind == EntityKind::Person && mention.span.end == end).then_some(last)
}

/// The text ends in a title cut short or an initial, before its full stop.
fn is_shortened(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or(text);
    word.chars().count() == 1 || ["Dr", "Mr", "Mrs", "Ms", "Prof", "Gen", "Sen", "Gov", "Rev", "Col"].contains(&word)
}

/// Who is named before "'s" in "Ann Lee's statement": a paper speaks for its owner, a spokesman does not.
fn owner(analysis: &Analysis, words: &Words, speaker: Speaker) -> Option<MentionId> {
    let line = words.line(speaker.head);
    let mut owned = (line.from..line.to).filter(|&at| line.at(at).is(POSSESSIVE));
    let at = owned.next().filter(|_| is_issued(line) && owned.next().is_none())?;
    mentions_in(analysis, speaker.span).find(|&id| analysis.mentions[id].span.end == line.at(at).span.start)
}

/// Bodies that stand for the one they belong to ("the secretariat of X").
const PARTS: &[&str] = &["secretariat", "leadership", "management", "board", "headquarters"];

/// Who speaks for somebody, whose name may end the phrase.
const AIDES: &[&str] =
    &["spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor", "lawyer", "attorney"];

/// The phrase is an office with its holder at the end: "the ambassador to Lakeland Ann Lee", "Secretary of State Ann
/// Lee"; not "the adviser to Ann Lee".
fn holds_office(analysis: &Analysis, words: &Words, speaker: Speaker, last: MentionId) -> bool {
    let (line, person) = (words.line(speaker.span), &analysis.mentions[last]);
    let is_last = person.kind == EntityKind::Person && person.span.end == speaker.span.end;
    let name = (line.from..line.to).find(|&at| line.at(at).span.start >= person.span.start).unwrap_or(line.to);
    let lead = line.at(name.wrapping_sub(1));
    let head = words.line(speaker.head);
    let at = head.to.wrapping_sub(1);
    let is_capital = head.at(at).is(ROLE) && head.at(at).is(CAPITAL) && !head.is_one_of(at, AIDES);
    let is_office = is_capital || (line.from..name).any(|at| line.is_one_of(at, &["to", "on"]));
    is_last && speaker.head.end < speaker.span.end && is_office && lead.is(CAPITAL) && !lead.is(TITLE)
}

/// The mention with which the phrase's head ends.
pub fn named(analysis: &Analysis, words: &Words, speaker: Speaker) -> Option<MentionId> {
    let ends_head = |span: Span| span.start < speaker.head.end && span.end >= speaker.head.end;
    let found = mentions_in(analysis, speaker.span).find(|&id| ends_head(analysis.mentions[id].span));
    // The phrase may begin inside a longer name ("Commission on Lakes").
    let around = || {
        let earlier = analysis.mentions.as_slice().partition_point(|mention| mention.span.start < speaker.span.start);
        let id = MentionId::from_index(earlier.checked_sub(1)?);
        (analysis.mentions[id].span.end >= speaker.span.end).then_some(id)
    };
    let found = found.or_else(around);
    let last = mentions_in(analysis, speaker.span).last().or(found)?;
    // A name does not end in an office.
    let head = words.line(speaker.head);
    let is_person = found.is_some_and(|id| analysis.mentions[id].kind == EntityKind::Person)
        && !head.at(head.to.wrapping_sub(1)).is(ROLE);
    if !is_person && holds_office(analysis, words, speaker, last) {
        return Some(last);
    }
    if let Some(id) = found {
        // "Lake Centre for Health analyst Ann Lee": the link is part of the centre's name, not of the phrase.
        let (body, person) = (&analysis.mentions[id], &analysis.mentions[last]);
        let is_lead = body.kind != EntityKind::Person && body.span.end > speaker.head.end;
        let is_person = person.kind == EntityKind::Person && person.span.end == speaker.span.end;
        let is_between =
            |at: usize, line: Line| line.at(at).is(PREPOSITION.or(CONJUNCTION)) || line.at(at).is_mark(',');
        let gap = words.line(Span { start: body.span.end, end: person.span.start.max(body.span.end) });
        let is_named = is_lead && is_person && !(gap.from..gap.to).any(|at| is_between(at, gap));
        return Some(if is_named { last } else { id });
    }
    if let Some(owner) = owner(analysis, words, speaker) {
        return Some(owner);
    }
    let line = words.line(speaker.head);
    let is_part = line.is_one_of(line.to.wrapping_sub(1), PARTS);
    (is_part && analysis.mentions[last].span.end == speaker.span.end).then_some(last)
}
