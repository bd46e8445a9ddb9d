//! From the words for who speaks to the mention that names him: names in the phrase ([`naming`](super::naming)),
//! pronouns, and definite descriptions ("the ministry", "the statement"). A link is made only where one candidate
//! stands out.

use super::attribution::{Speaker, is_quote_mark, says_i};
use super::naming::{apposed, named};
use super::*;
use crate::text::speech::{self, Phrase, Speech};

/// What was said before, for pronouns and descriptions.
#[derive(Default)]
pub struct History {
    /// Speakers so far, where a mention names them, with the place where they spoke.
    spoken: Vec<(Option<MentionId>, u32)>,
    /// The words for the last speaker that say who it is, though no mention names it: "the foreign ministry".
    words: Option<Span>,
}

/// Pronouns of one person.
const PERSONAL: &[&str] = &["he", "she", "him", "her"];

/// How many sentences back a pronoun may reach.
const REACH_SENTENCES: usize = 4;

/// How many bytes back "the statement said" may find who issued it: about two paragraphs.
const REACH_BYTES: u32 = 1200;

impl History {
    /// Notes who spoke last before byte `at`, and in which words.
    pub fn note(&mut self, speaker: Option<MentionId>, words: Span, at: u32) {
        self.spoken.push((speaker, at));
        self.words = speaker.is_none().then_some(words);
    }

    /// The words that say who `speaker` is: those of a body without a mention that spoke last, for "it", "the
    /// statement" and "the ministry", else its own.
    pub fn words(&self, analysis: &Analysis, words: &Words, speaker: Speaker) -> Span {
        let line = words.line(speaker.head);
        let is_single = line.to - line.from == 1;
        if is_single && line.says(line.from, "they") {
            let several = subject_of_last(analysis, words, speaker.span.start).filter(|subject| {
                let line = words.line(subject.head);
                let head = line.at(line.to.wrapping_sub(1));
                head.is(PLURAL.or(COLLECTIVE)) && head.is(ROLE)
            });
            if let Some(subject) = several {
                return subject.span;
            }
        }
        if is_single
            && line.is_one_of(line.from, &["he", "she"])
            && let Some(subject) = unnamed_subject(analysis, words, speaker.span.start)
        {
            return subject.span;
        }
        let (Some(last), true) = (self.words, is_single) else { return speaker.span };
        let near = self.spoken.last().is_some_and(|&(_, at)| speaker.span.start.saturating_sub(at) < REACH_BYTES);
        let before = words.line(last);
        let body = before.at(before.to.wrapping_sub(1));
        let word = line.at(line.from);
        let is_meant = match () {
            _ if line.says(line.from, "it") => body.is(BODY) || is_issued(before),
            _ if line.says(line.from, "they") => body.is(PLURAL.or(COLLECTIVE)) && body.is(ROLE),
            _ if line.is_one_of(line.from, PERSONAL) => self.is_unnamed_person(analysis, words, speaker.span.start),
            _ if !is_definite(&analysis.text, speaker.head.start) => false,
            _ if is_issued(line) => body.is(BODY.or(ROLE)),
            _ => word.is(BODY) && ends_with_word(last.of(&analysis.text), line.text(line.from)),
        };
        let says_who = before.to - before.from > 1 || is_issued(before);
        if near && is_meant && says_who { last } else { speaker.span }
    }

    /// The mention that `speaker` stands for.
    pub fn resolve(
        &self,
        analysis: &Analysis,
        words: &Words,
        speaker: Speaker,
        quotes: &IdVec<QuoteId, Quote>,
    ) -> Option<MentionId> {
        named(analysis, words, speaker).or_else(|| apposed(analysis, words, speaker)).or_else(|| {
            let line = words.line(speaker.span);
            let is_single = line.to - line.from == 1;
            match () {
                _ if is_single && line.is_one_of(line.from, PERSONAL) => {
                    let at = speaker.span.start;
                    let is_unnamed = self.is_unnamed_person(analysis, words, at);
                    if is_unnamed { None } else { self.person_before(analysis, words, at, quotes) }
                }
                _ if is_single && line.is_one_of(line.from, &["it", "they"]) => {
                    let at = speaker.span.start;
                    let last = self.body_before(analysis, at).filter(|_| line.says(line.from, "it"));
                    last.or_else(|| body_of_last(analysis, words, at))
                }
                _ if line.at(line.from).is(PRONOUN) => None,
                _ => self.described(analysis, words, speaker),
            }
        })
    }

    /// "“We rebuilt it,” Ann Lee said. The Brest professor added: “…”": who adds to it is the person quoted just before.
    pub fn adds(&self, analysis: &Analysis, words: &Words, speaker: Speaker, cue: Span) -> Option<MentionId> {
        let &(last, spoken) = self.spoken.last()?;
        let last = last.filter(|&id| analysis.mentions[id].kind == EntityKind::Person)?;
        let (verb, noun) = (words.line(cue), words.line(speaker.head));
        let role = noun.at(noun.to.wrapping_sub(1));
        let is_one = role.is(ROLE) && !role.is(PLURAL.or(COLLECTIVE).or(BODY)) && !role.is(CAPITAL);
        let is_adding = verb.is_one_of(verb.from, &["added", "adds", "continued", "continues"]);
        let is_near = analysis.block_at(spoken.saturating_sub(1)) == analysis.block_at(cue.start);
        if !(is_adding && is_near) {
            return None;
        }
        let since = Span { start: spoken.min(speaker.span.end), end: speaker.span.end };
        let is_alone = mentions_in(analysis, since)
            .all(|id| analysis.mentions[id].kind != EntityKind::Person || same_name(analysis, id, last));
        (is_one && is_alone && is_definite(&analysis.text, speaker.head.start)).then_some(last)
    }

    /// Who goes on in a whole sentence in marks that no words give to anybody: the person quoted just before, where the
    /// sentence between tells of him alone ("“We rebuilt it,” Lee said. She did not leave. “It was my home.”").
    pub fn goes_on(&self, analysis: &Analysis, words: &Words, span: Span) -> Option<MentionId> {
        let &(speaker, spoken) = self.spoken.last()?;
        let speaker = speaker.filter(|&id| analysis.mentions[id].kind == EntityKind::Person)?;
        if spoken > span.start || span.start - spoken > REACH_BYTES {
            return None;
        }
        let here = analysis.sentence_at(span.start)?;
        if analysis.sentences[here].start < span.start {
            return self.weaves(analysis, words, span);
        }
        let between = analysis.sentences[SentenceId::from_index(here.index().checked_sub(1)?)];
        let block = |at: u32| analysis.block_at(at).map(|id| id.index());
        let is_near = block(spoken.saturating_sub(1)).zip(block(span.start)).is_some_and(|(was, is)| is <= was + 1);
        if !is_near {
            return None;
        }
        let body = span.of(&analysis.text).trim_matches(is_quote_mark);
        let is_sentence =
            body.starts_with(|c: char| c.is_uppercase() || c == '[') && body.ends_with(['.', '!', '?', '…']);
        let persons = || {
            let since = Span { start: spoken.min(between.start), end: span.start };
            mentions_in(analysis, since).filter(|&id| analysis.mentions[id].kind == EntityKind::Person)
        };
        let line = words.line(between);
        let is_told = mentions_in(analysis, between).any(|id| same_name(analysis, id, speaker))
            || (line.from..line.to).any(|at| line.is_one_of(at, &["he", "she"]));
        // "… but residents were angry. “…”".
        let are_others = (line.from..line.to).any(|at| line.at(at).is(ROLE) && line.at(at).is(PLURAL.or(COLLECTIVE)));
        let is_alone = persons().all(|id| same_name(analysis, id, speaker)) && !are_others;
        (is_sentence && is_told && is_alone).then_some(speaker)
    }

    /// "The suit “is so warm that I have to drink,”" in a paragraph where one person was quoted before: words of an I in
    /// the writer's own sentence, which names nobody else and nothing written.
    fn weaves(&self, analysis: &Analysis, words: &Words, span: Span) -> Option<MentionId> {
        let &(speaker, spoken) = self.spoken.last()?;
        if !says_i(words, span) {
            return None;
        }
        let line = words.line(Span { start: spoken, end: span.start });
        let is_near = analysis.block_at(spoken.checked_sub(1)?) == analysis.block_at(span.start);
        let is_free = !(line.from..line.to).any(|at| line.at(at).is(PAPER.or(ROLE)));
        let is_alone = mentions_in(analysis, Span { start: spoken, end: span.start })
            .all(|id| analysis.mentions[id].kind != EntityKind::Person || Some(id) == speaker);
        (is_near && is_free && is_alone).then_some(speaker?)
    }

    /// Whether the last who spoke before byte `at` is one person without a name ("the head of the agency"), and nobody
    /// is named since.
    fn is_unnamed_person(&self, analysis: &Analysis, words: &Words, at: u32) -> bool {
        let (Some(last), Some(&(None, spoken))) = (self.words, self.spoken.last()) else { return false };
        let line = words.line(last);
        let head = (line.from..line.to).find(|&at| line.at(at).is(PREPOSITION)).unwrap_or(line.to).wrapping_sub(1);
        let is_one = line.at(head).is(ROLE) && !line.at(head).is(PLURAL.or(COLLECTIVE).or(BODY));
        let is_named = || {
            mentions_in(analysis, Span { start: spoken.min(at), end: at })
                .any(|id| analysis.mentions[id].kind == EntityKind::Person)
        };
        is_one && at.saturating_sub(spoken) < REACH_BYTES && !is_named()
    }

    /// The person a pronoun at byte `at` goes back to.
    fn person_before(
        &self,
        analysis: &Analysis,
        words: &Words,
        at: u32,
        quotes: &IdVec<QuoteId, Quote>,
    ) -> Option<MentionId> {
        let here = analysis.sentence_at(at)?;
        for back in 0..=REACH_SENTENCES {
            let Some(index) = here.index().checked_sub(back) else { break };
            let mut sentence = analysis.sentences[SentenceId::from_index(index)];
            sentence.end = sentence.end.min(at);
            let persons: Vec<MentionId> = mentions_in(analysis, sentence)
                .filter(|&id| analysis.mentions[id].kind == EntityKind::Person && analysis.is_story(sentence))
                .filter(|&id| !is_quoted(quotes, analysis.mentions[id].span))
                // "Speaking to Jane Doe, he said": not of whom he speaks to.
                .filter(|&id| back > 0 || !is_addressed(analysis, words, analysis.mentions[id].span))
                .collect();
            if persons.is_empty() && back == 1 && unnamed_subject(analysis, words, at).is_some() {
                return None;
            }
            if !persons.is_empty() {
                match pick(analysis, words, sentence, &persons) {
                    Pick::Found(id) => return Some(id),
                    Pick::Open => return None,
                    Pick::Pronoun => {}
                }
            }
        }
        self.spoken
            .iter()
            .rev()
            .filter(|(_, spoken)| at.saturating_sub(*spoken) < REACH_BYTES)
            .filter_map(|&(id, _)| id)
            .find(|&id| analysis.mentions[id].kind == EntityKind::Person)
    }

    /// The organisation or government that spoke last, close before.
    fn body_before(&self, analysis: &Analysis, at: u32) -> Option<MentionId> {
        self.last_speaker(at).filter(|&id| analysis.mentions[id].kind != EntityKind::Person)
    }

    /// Who spoke last, close before byte `at`; nobody if no mention names him.
    fn last_speaker(&self, at: u32) -> Option<MentionId> {
        let &(id, spoken) = self.spoken.last()?;
        id.filter(|_| at.saturating_sub(spoken) < REACH_BYTES)
    }

    /// "The president", "the ministry", "the statement".
    fn described(&self, analysis: &Analysis, words: &Words, speaker: Speaker) -> Option<MentionId> {
        let line = words.line(speaker.head);
        let at = line.to.checked_sub(1).filter(|&at| at >= line.from)?;
        let word = line.at(at);
        if word.is(CAPITAL) && line.from != at {
            return None;
        }
        let is_definite = is_definite(&analysis.text, speaker.head.start);
        if is_issued(line) && is_definite && line.from == at {
            return self.last_speaker(speaker.span.start);
        }
        if !is_definite || line.from != at || word.is(CAPITAL) && !word.is(ROLE.or(BODY)) {
            return None;
        }
        titled(analysis, line.text(at), speaker.head.start, word.is(BODY))
    }
}

/// A paper that somebody speaks in; a report or a study may be anybody's.
pub fn is_issued(line: Line) -> bool {
    let last = line.to.wrapping_sub(1);
    line.at(last).is(PAPER)
        && !line.is_one_of(last, &["report", "study", "survey", "article", "paper", "poll", "document"])
}

/// The subject of the sentence before the one at byte `at`.
fn subject_of_last(analysis: &Analysis, words: &Words, at: u32) -> Option<Speaker> {
    let last = analysis.sentence_at(at)?.index().checked_sub(1)?;
    let line = words.line(analysis.sentences[SentenceId::from_index(last)]);
    speech::main_subject(line, line.to).map(|phrase| attribution::speaker(line, phrase))
}

/// The subject of the sentence before, where it is one person without a name: "one of the victims", "a witness".
fn unnamed_subject(analysis: &Analysis, words: &Words, at: u32) -> Option<Speaker> {
    let subject = subject_of_last(analysis, words, at)?;
    let (whole, head) = (words.line(subject.span), words.line(subject.head));
    let last = head.at(head.to.wrapping_sub(1));
    let is_one = whole.is_one_of(whole.from, &["one"]) && whole.says(whole.from + 1, "of");
    let is_role = last.is(ROLE) && !last.is(CAPITAL.or(PLURAL).or(COLLECTIVE).or(BODY));
    let is_any = is_role && !is_definite(&analysis.text, subject.span.start);
    let is_named = mentions_in(analysis, subject.span).any(|id| analysis.mentions[id].kind == EntityKind::Person);
    ((is_one || is_any) && !is_named).then_some(subject)
}

/// The organisation or government that is it.
fn body_of_last(analysis: &Analysis, words: &Words, at: u32) -> Option<MentionId> {
    let subject = subject_of_last(analysis, words, at)?;
    let body = |id: &MentionId| {
        let mention = &analysis.mentions[*id];
        mention.kind == EntityKind::Organisation || mention.as_government
    };
    named(analysis, words, subject).filter(body)
}

/// "The" or "said" stands before, or the phrase itself opened the sentence with "The".
fn is_definite(text: &str, at: u32) -> bool {
    let head = text[..at as usize].trim_end();
    head.ends_with("the") || head.ends_with("The")
}

/// The one mention before `at` that carries the title or noun: "President X" for "the president", "Y Ministry" for
/// "the ministry". Two that differ leave it open.
fn titled(analysis: &Analysis, noun: &str, at: u32, is_body: bool) -> Option<MentionId> {
    let text = &analysis.text;
    let mut found: Option<MentionId> = None;
    for (id, mention) in analysis.mentions.enumerate().take_while(|(_, mention)| mention.span.start < at) {
        let name = mention.span.of(text);
        let carries = if is_body {
            mention.kind == EntityKind::Organisation && ends_with_word(name, noun)
        } else {
            mention.kind == EntityKind::Person
                && ends_with_word(text[..mention.span.start as usize].trim_end(), noun)
                && !is_former(text, mention.span.start)
        };
        if !carries {
            continue;
        }
        let differs = found.is_some_and(|other| !same_name(analysis, other, id));
        if differs {
            return None;
        }
        found = Some(id);
    }
    found
}

fn is_former(text: &str, at: u32) -> bool {
    let head = &text[..at as usize];
    let tail: Vec<&str> = head.rsplit(char::is_whitespace).filter(|word| !word.is_empty()).take(3).collect();
    tail.iter().any(|word| ["former", "ex", "late", "vice"].iter().any(|known| word.eq_ignore_ascii_case(known)))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(cut) = text.len().checked_sub(word.len()).filter(|&cut| text.is_char_boundary(cut)) else { return false };
    text[cut..].eq_ignore_ascii_case(word) && !text[..cut].ends_with(char::is_alphanumeric)
}

/// Whether the last words of two mentions agree.
fn same_name(analysis: &Analysis, a: MentionId, b: MentionId) -> bool {
    let last = |id: MentionId| analysis.mentions[id].span.of(&analysis.text).rsplit(char::is_whitespace).next();
    last(a) == last(b)
}

pub fn mentions_in(analysis: &Analysis, span: Span) -> impl Iterator<Item = MentionId> {
    let all = analysis.mentions.as_slice();
    let from = all.partition_point(|mention| mention.span.start < span.start);
    let to = all.partition_point(|mention| mention.span.start < span.end);
    (from..to.max(from)).map(MentionId::from_index)
}

/// "Speaking to" or "asked by" stands before a name.
fn is_addressed(analysis: &Analysis, words: &Words, name: Span) -> bool {
    let opens = analysis.sentence_at(name.start).map_or(name.start, |id| analysis.sentences[id].start);
    let line = words.line(Span { start: opens, end: name.start });
    line.is_one_of(line.to.wrapping_sub(1), &["to", "with", "by", "of", "for", "from", "against"])
}

/// Inside marks, by the drafts found so far: a person spoken of in a quotation is not who goes on speaking.
fn is_quoted(quotes: &IdVec<QuoteId, Quote>, span: Span) -> bool {
    let quotes = quotes.as_slice();
    let after = quotes.partition_point(|quote| quote.span.start <= span.start);
    after
        .checked_sub(1)
        .is_some_and(|index| quotes[index].form != QuoteForm::Indirect && quotes[index].span.contains(span))
}

/// Whom a sentence is about.
enum Pick {
    Found(MentionId),
    /// Somebody it calls "he" or "she": the sentences before say who.
    Pronoun,
    Open,
}

/// The person a sentence is about: the only one, the one who speaks in it, or the only subject of a verb.
fn pick(analysis: &Analysis, words: &Words, sentence: Span, persons: &[MentionId]) -> Pick {
    let line = words.line(sentence);
    let main = speech::main_subject(line, line.to);
    // "He said Lee was ill": whoever "he" is stays the one spoken of.
    let opens = |phrase: Phrase| phrase.first == line.from || line.at(phrase.first - 1).is_mark(',');
    if main.is_some_and(|phrase| line.is_one_of(phrase.last, &["he", "she"]) && opens(phrase)) {
        return Pick::Pronoun;
    }
    let first = persons[0];
    if persons.iter().all(|&id| same_name(analysis, id, first)) {
        return persons.last().map_or(Pick::Open, |&id| Pick::Found(id));
    }
    let person = |phrase: Phrase| {
        if is_second(line, phrase.first) {
            return None;
        }
        let speaker = attribution::speaker(line, phrase);
        let found = named(analysis, words, speaker).or_else(|| apposed(analysis, words, speaker));
        found.filter(|id| persons.contains(id))
    };
    let speeches = speech::speeches(line);
    let mut spoken = speeches.iter().filter_map(|speech| speech.subject).chain(main).find_map(person);
    // "Lee said no, while Day wrote …": the later of two clauses of equal rank is the nearer.
    let next =
        |speech: &Speech| speech.subject.filter(|subject| line.at(subject.first.wrapping_sub(1)).is(CONJUNCTION));
    spoken = speeches.iter().rev().filter_map(next).find_map(person).or(spoken);
    let mut subjects = persons.iter().copied().filter(|&id| is_subject(line, analysis.mentions[id].span));
    let only = subjects.next().filter(|&id| subjects.all(|other| same_name(analysis, id, other)));
    spoken.or(only).map_or(Pick::Open, Pick::Found)
}

/// "Day" in "Lee and Day".
fn is_second(line: Line, first: usize) -> bool {
    line.back(first, 1).is(CONJUNCTION) && line.back(first, 2).is(CAPITAL)
}

/// A verb follows the name, after a "of the lake" and an apposition, and no preposition stands before it.
fn is_subject(line: Line, name: Span) -> bool {
    let first = (line.from..line.to).find(|&at| line.at(at).span.start >= name.start).unwrap_or(line.to);
    let mut next = (first..line.to).find(|&at| line.at(at).span.start >= name.end).unwrap_or(line.to);
    let lead = (line.from..first).rev().find(|&at| !line.at(at).is(TITLE.or(CAPITAL)));
    let is_object = lead.is_some_and(|at| line.at(at).is(PREPOSITION));
    while line.is_one_of(next, &["of", "from"]) {
        next = (next + 1..line.to).find(|&at| !line.at(at).is(CAPITAL.or(DETERMINER))).unwrap_or(line.to);
    }
    let is_verb = |at: usize| line.at(at).is(AUXILIARY.or(VERB).or(SAY).or(WEAK_SAY).or(ED).or(PARTICIPLE));
    if line.at(next).is_mark(',') {
        // One of several in a row is nobody's subject alone.
        if line.at(next + 1).is(CONJUNCTION) {
            return false;
        }
        let ends = |&at: &usize| line.at(at).is_mark(',') || is_verb(at) && !line.at(at).is(ED);
        let close = (next + 1..line.to.min(next + 16)).find(ends).unwrap_or(next);
        next = close + usize::from(line.at(close).is_mark(','));
    }
    while line.at(next).is(ADVERB.or(LY)) {
        next += 1;
    }
    !is_object && !is_second(line, first) && is_verb(next) && !line.at(next).is(CAPITAL.or(POSSESSIVE))
}
