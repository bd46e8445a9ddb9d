//! The turns of an interview: paragraphs that begin with who speaks ("Ann Lee: …", "((Ann Lee)) …", "AL …").
//!
//! A label alone says nothing ("Photo: …", "Update: …"). An article is an interview when the paragraphs of one label
//! ask and those of another answer; each label does so more than once. What is asked is no statement and is left out.

use super::attribution::Speaker;
use super::*;

/// What one speaker says in one paragraph.
pub struct Turn {
    pub span: Span,
    /// Nothing where the paragraph goes on with the turn before.
    pub speaker: Option<Speaker>,
    /// The person that the label stands for.
    pub person: Option<MentionId>,
}

/// A label of more bytes is a sentence with a colon in it.
const LONGEST_LABEL_BYTES: usize = 40;

/// A name has at most this many words.
const LONGEST_LABEL_WORDS: usize = 4;

/// A label with fewer turns is no party to an interview.
const FEWEST_TURNS: usize = 2;

/// A paragraph without a label goes on with the answer before it from this many words on; shorter ones are captions
/// and names of speakers under a passage set large.
const SHORTEST_GOING_ON_WORDS: usize = 8;

/// A paragraph with its label.
struct Labelled {
    block: usize,
    label: Span,
    body: Span,
    person: Option<MentionId>,
}

/// The answers of an interview in order of their place; nothing of other articles.
pub fn find(analysis: &Analysis) -> Vec<Turn> {
    let mut all = labelled(analysis);
    let mut names: Vec<&str> = all.iter().map(|it| name(analysis, it)).collect();
    names.sort_unstable();
    names.dedup();
    let asks = |it: &&Labelled| it.body.of(&analysis.text).trim_end().ends_with('?');
    let parties = names.iter().map(|&party| {
        let own = || all.iter().filter(|it| name(analysis, it) == party);
        (party, own().count(), own().filter(asks).count())
    });
    let parties: Vec<(&str, usize, usize)> = parties.filter(|&(_, turns, _)| turns >= FEWEST_TURNS).collect();
    if !parties.iter().any(|&(_, turns, asked)| asked >= FEWEST_TURNS && asked * 2 >= turns) {
        return Vec::new();
    }
    let answers = |party: &str| parties.iter().any(|&(name, turns, asked)| name == party && asked * 2 < turns);
    if let Some(first) = all.first() {
        let guest = guest(analysis, first.label.start);
        all.iter_mut().filter(|it| is_answer(analysis, it.label)).for_each(|it| it.person = guest);
    }
    let mut turns = Vec::new();
    for (at, it) in all.iter().enumerate() {
        if !answers(name(analysis, it)) || is_answer(analysis, it.label) && it.person.is_none() {
            continue;
        }
        let speaker = Some(Speaker { span: it.label, head: it.label });
        turns.push(Turn { span: it.body, speaker, person: it.person });
        // What follows the last label may be the writer's again.
        let Some(next) = all.get(at + 1) else { continue };
        let between = analysis.blocks.as_slice()[..next.block].iter().skip(it.block + 1);
        let between = between.filter(|block| block.span.start > it.body.start && goes_on(&analysis.text, block));
        turns.extend(between.map(|block| Turn { span: block.span, speaker: None, person: None }));
    }
    turns
}

fn goes_on(text: &str, block: &Block) -> bool {
    let body = block.span.of(text);
    block.kind == BlockKind::Paragraph
        && body.ends_with(['.', '!', '…', '"', '”', ')'])
        && body.split_whitespace().count() >= SHORTEST_GOING_ON_WORDS
}

/// What the turns of one speaker have in common: his last name, or the label as it stands.
fn name<'t>(analysis: &'t Analysis, it: &Labelled) -> &'t str {
    let label = it.label.of(&analysis.text);
    let is_longer = |id: MentionId| analysis.mentions[id].span.of(&analysis.text);
    it.person.filter(|_| !is_answer(analysis, it.label)).map_or(label, |id| last_word(is_longer(id)))
}

fn last_word(name: &str) -> &str {
    name.rsplit(char::is_whitespace).next().unwrap_or(name)
}

/// "A: …".
fn is_answer(analysis: &Analysis, label: Span) -> bool {
    matches!(label.of(&analysis.text), "A" | "Answer" | "ANSWER")
}

/// The one person whom the paragraphs before byte `at` name.
fn guest(analysis: &Analysis, at: u32) -> Option<MentionId> {
    let mut persons = analysis.mentions.enumerate().filter(|(_, mention)| {
        mention.kind == EntityKind::Person && mention.span.end <= at && analysis.is_story(mention.span)
    });
    let (first, mention) = persons.next()?;
    let last = last_word(mention.span.of(&analysis.text));
    persons.all(|(_, other)| last_word(other.span.of(&analysis.text)) == last).then_some(first)
}

fn labelled(analysis: &Analysis) -> Vec<Labelled> {
    let blocks = analysis.blocks.as_slice();
    let paragraph = |index: usize| blocks.get(index).filter(|block| block.kind == BlockKind::Paragraph);
    let one = |index: usize| {
        let block = paragraph(index)?.span;
        let (label, from) = bracketed(&analysis.text, block)
            .or_else(|| before_colon(&analysis.text, block))
            .or_else(|| bare(analysis, block))?;
        let rest = &analysis.text[from as usize..block.end as usize];
        let body =
            Span { start: from + (rest.len() - rest.trim_start_matches([' ', ':', '\u{a0}']).len()) as u32, ..block };
        // A label on a line of its own.
        let body = if body.start == body.end { paragraph(index + 1)?.span } else { body };
        Some(Labelled { block: index, label, body, person: person(analysis, label) })
    };
    (0..blocks.len()).filter_map(one).collect()
}

/// "((Ann Lee)) …": the label, and where it ends.
fn bracketed(text: &str, block: Span) -> Option<(Span, u32)> {
    let rest = block.of(text).strip_prefix("((")?;
    let length = rest.find("))").filter(|&length| (1..=LONGEST_LABEL_BYTES).contains(&length))? as u32;
    let start = block.start + 2;
    Some((Span { start, end: start + length }, start + length + 2))
}

/// "Ann Lee: …".
fn before_colon(text: &str, block: Span) -> Option<(Span, u32)> {
    let body = block.of(text);
    let length = body.bytes().take(LONGEST_LABEL_BYTES).position(|byte| byte == b':')?;
    let label = &body[..length];
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c))
    };
    let is_label = label.split(' ').count() <= LONGEST_LABEL_WORDS && label.split(' ').all(is_name);
    let is_last = body[length + 1..].chars().next().is_none_or(char::is_whitespace);
    let end = block.start + length as u32;
    (is_label && is_last).then_some((Span { start: block.start, end }, end + 1))
}

/// "AL We did not …" and "Ann Lee We did not …", whose type set them apart before it was lost.
fn bare(analysis: &Analysis, block: Span) -> Option<(Span, u32)> {
    let body = block.of(&analysis.text);
    let at = analysis.mentions.as_slice().partition_point(|mention| mention.span.start < block.start);
    let named = analysis.mentions.as_slice().get(at).filter(|mention| {
        mention.span.start == block.start && mention.kind == EntityKind::Person && mention.span.end <= block.end
    });
    let initials = || {
        let length = body.find(' ')?;
        let label = Span { start: block.start, end: block.start + length as u32 };
        is_initials(&body[..length]).then_some(label).filter(|&label| person(analysis, label).is_some())
    };
    let label = initials().or(named.map(|mention| mention.span))?;
    let next = &body[(label.end - block.start) as usize..];
    next.trim_start().starts_with(char::is_uppercase).then_some((label, label.end))
}

fn is_initials(label: &str) -> bool {
    (2..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The person a label names, by the whole name, the last one or its initials; nobody where two persons fit.
fn person(analysis: &Analysis, label: Span) -> Option<MentionId> {
    let text = &analysis.text;
    let label_text = label.of(text);
    let fits = |name: &str| match is_initials(label_text) {
        true => {
            let initials = || name.split(' ').filter_map(|word| word.chars().next());
            let ends = || initials().take(1).chain(name.split(' ').skip(1).last().and_then(|word| word.chars().next()));
            initials().eq(label_text.chars()) || ends().eq(label_text.chars())
        }
        false => last_word(name) == last_word(label_text),
    };
    let persons = analysis.mentions.enumerate().filter(|(_, mention)| mention.kind == EntityKind::Person);
    let mut fitting = persons.filter(|(_, mention)| fits(mention.span.of(text)));
    let (first, mention) = fitting.next()?;
    let last = last_word(mention.span.of(text));
    fitting.all(|(_, other)| last_word(other.span.of(text)) == last).then_some(first)
}
