//! The turns of an interview: paragraphs that begin with who speaks ("Ann Lee: …", "((Ann Lee)) …", "AL …").
//!
//! A label alone says nothing ("Photo: …", "Update: …"). An article is an interview when the paragraphs of one label
//! ask and those of another answer; each label does so more than once. What is asked is no statement and is left out.

use super::attribution::Speaker;
use super::*;
use rustc_hash::FxHashMap;

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
    let all = labelled(analysis);
    let parties = parties(analysis, &all);
    if !parties.iter().any(|party| party.asked >= FEWEST_TURNS && party.asked * 2 >= party.turns) {
        return Vec::new();
    }
    let answers = |it: &Labelled| {
        let own = parties.binary_search_by_key(&name(analysis, it), |party| party.name);
        own.is_ok_and(|at| parties[at].turns >= FEWEST_TURNS && parties[at].asked * 2 < parties[at].turns)
    };
    let guest = all.first().and_then(|first| guest(analysis, first.label.start));
    let mut turns = Vec::new();
    for (at, it) in all.iter().enumerate().filter(|(_, it)| answers(it)) {
        let is_bare = is_answer(analysis, it.label);
        let person = if is_bare { guest } else { it.person };
        if is_bare && person.is_none() {
            continue;
        }
        let speaker = Some(Speaker { span: it.label, head: it.label });
        turns.push(Turn { span: it.body, speaker, person });
        // What follows the last label may be the writer's again.
        let Some(next) = all.get(at + 1) else { continue };
        let between = analysis.blocks.as_slice()[it.block + 1..next.block].iter();
        let between = between.filter(|block| block.span.start > it.body.start && goes_on(&analysis.text, block));
        turns.extend(between.map(|block| Turn { span: block.span, speaker: None, person: None }));
    }
    turns
}

/// What stands under one label: how many paragraphs, and how many of them ask.
struct Party<'t> {
    name: &'t str,
    turns: usize,
    asked: usize,
}

/// Everybody who has a label, by name.
fn parties<'t>(analysis: &'t Analysis, all: &[Labelled]) -> Vec<Party<'t>> {
    let asks = |it: &Labelled| it.body.of(&analysis.text).trim_end().ends_with('?');
    let mut each: Vec<(&str, bool)> = all.iter().map(|it| (name(analysis, it), asks(it))).collect();
    each.sort_unstable();
    let parties = each.chunk_by(|a, b| a.0 == b.0);
    parties
        .map(|own| Party { name: own[0].0, turns: own.len(), asked: own.iter().filter(|(_, asks)| *asks).count() })
        .collect()
}

fn goes_on(text: &str, block: &Block) -> bool {
    let body = block.span.of(text);
    block.kind == BlockKind::Paragraph
        && body.ends_with(['.', '!', '…', '"', '”', ')'])
        && body.split_whitespace().count() >= SHORTEST_GOING_ON_WORDS
}

/// What the turns of one speaker have in common: his last name, or the label as it stands.
fn name<'t>(analysis: &'t Analysis, it: &Labelled) -> &'t str {
    let whole = it.person.map_or(it.label, |id| analysis.mentions[id].span).of(&analysis.text);
    if it.person.is_some() { last_word(whole) } else { whole }
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

/// All paragraphs with a label; none where there are too few for two parties.
fn labelled(analysis: &Analysis) -> Vec<Labelled> {
    let blocks = analysis.blocks.as_slice();
    let paragraph = |index: usize| blocks.get(index).filter(|block| block.kind == BlockKind::Paragraph);
    let one = |index: usize| {
        let block = paragraph(index)?.span;
        let (label, from) = bracketed(&analysis.text, block)
            .or_else(|| before_colon(&analysis.text, block))
            .or_else(|| bare(analysis, block))?;
        let rest = &analysis.text[from as usize..block.end as usize];
        let blank = rest.len() - rest.trim_start_matches([' ', ':', '\u{a0}']).len();
        let body = Span { start: from + blank as u32, ..block };
        // A label on a line of its own.
        let body = if body.start == body.end { paragraph(index + 1)?.span } else { body };
        let is_doubtful = body.start > label.end && is_initials(label.of(&analysis.text)) && from == label.end;
        Some((Labelled { block: index, label, body, person: None }, is_doubtful))
    };
    let found: Vec<(Labelled, bool)> = (0..blocks.len()).filter_map(one).collect();
    if found.len() < 2 * FEWEST_TURNS {
        return Vec::new();
    }
    let persons = Persons::new(analysis);
    let named = found.into_iter().map(|(it, is_doubtful)| {
        let person = persons.get(it.label.of(&analysis.text));
        (Labelled { person, ..it }, is_doubtful)
    });
    // Capitals without a mark after them are a label only as somebody's initials.
    named.filter(|(it, is_doubtful)| !is_doubtful || it.person.is_some()).map(|(it, _)| it).collect()
}

/// "((Ann Lee)) …": the label, and where it ends.
fn bracketed(text: &str, block: Span) -> Option<(Span, u32)> {
    let rest = block.of(text).strip_prefix("((")?;
    let length =
        rest.bytes().take(LONGEST_LABEL_BYTES + 1).position(|byte| byte == b')').filter(|&length| length > 0)?;
    let start = block.start + 2;
    let end = start + length as u32;
    rest[length..].starts_with("))").then_some((Span { start, end }, end + 2))
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
    let length = body.bytes().take(4).position(|byte| byte == b' ');
    let initials = length.filter(|&length| is_initials(&body[..length]));
    let label = initials
        .map(|length| Span { start: block.start, end: block.start + length as u32 })
        .or(named.map(|mention| mention.span))?;
    let next = &body[(label.end - block.start) as usize..];
    next.trim_start().starts_with(char::is_uppercase).then_some((label, label.end))
}

fn is_initials(label: &str) -> bool {
    (2..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The persons of the article by last name and by initials; nobody where two of different last names fit.
struct Persons<'t> {
    analysis: &'t Analysis,
    by_name: FxHashMap<&'t str, MentionId>,
    by_initials: FxHashMap<String, Option<MentionId>>,
}

impl<'t> Persons<'t> {
    fn new(analysis: &'t Analysis) -> Persons<'t> {
        let (by_name, by_initials) = (FxHashMap::default(), FxHashMap::default());
        let mut persons = Persons { analysis, by_name, by_initials };
        for (id, mention) in analysis.mentions.enumerate().filter(|(_, mention)| mention.kind == EntityKind::Person) {
            let name = mention.span.of(&analysis.text);
            persons.by_name.entry(last_word(name)).or_insert(id);
            let all: String = name.split(' ').filter_map(|word| word.chars().next()).collect();
            let ends: String = all.chars().take(1).chain(all.chars().skip(1).last()).collect();
            if ends != all {
                persons.note(ends, id);
            }
            persons.note(all, id);
        }
        persons
    }

    fn note(&mut self, initials: String, id: MentionId) {
        let last = |id: MentionId| last_word(self.analysis.mentions[id].span.of(&self.analysis.text));
        let known = self.by_initials.entry(initials).or_insert(Some(id));
        if known.is_some_and(|known| last(known) != last(id)) {
            *known = None;
        }
    }

    /// Whom the label names, by the whole name, the last one or its initials.
    fn get(&self, label: &str) -> Option<MentionId> {
        // "AL" may have been taken for a name itself.
        let initials = self.by_initials.get(label).filter(|_| is_initials(label)).copied();
        initials.unwrap_or_else(|| self.by_name.get(last_word(label)).copied())
    }
}
