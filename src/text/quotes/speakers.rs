//! From the words for who speaks to the mention that names him: names in the phrase, pronouns, and definite
//! descriptions ("the ministry", "the statement"). A link is made only where one candidate stands out.

use super::attribution::Speaker;
use super::*;

/// What was said before, for pronouns and descriptions.
#[derive(Default)]
pub struct History {
    /// Speakers so far, where a mention names them, with the place where they spoke.
    spoken: Vec<(Option<MentionId>, u32)>,
    /// The words for the last speaker that say who it is, though no mention names it: "the foreign ministry".
    words: Option<Span>,
}

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
        let (Some(last), true) = (self.words, is_single) else { return speaker.span };
        let near = self.spoken.last().is_some_and(|&(_, at)| speaker.span.start.saturating_sub(at) < REACH_BYTES);
        let before = words.line(last);
        let body = before.at(before.to.wrapping_sub(1));
        let word = line.at(line.from);
        let is_meant = match () {
            _ if line.says(line.from, "it") => body.is(BODY),
            _ if line.is_one_of(line.from, &["he", "she"]) => {
                self.is_unnamed_person(analysis, words, speaker.span.start)
            }
            _ if !is_definite(&analysis.text, speaker.head.start) => false,
            _ if word.is(PAPER) => body.is(BODY.or(ROLE)),
            _ => word.is(BODY) && ends_with_word(last.of(&analysis.text), line.text(line.from)),
        };
        if near && is_meant && before.to - before.from > 1 { last } else { speaker.span }
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
                _ if is_single && line.is_one_of(line.from, &["he", "she"]) => {
                    let at = speaker.span.start;
                    let is_unnamed = self.is_unnamed_person(analysis, words, at);
                    if is_unnamed { None } else { self.person_before(analysis, words, at, quotes) }
                }
                _ if is_single && line.says(line.from, "it") => self.body_before(analysis, speaker.span.start),
                _ if line.at(line.from).is(PRONOUN) => None,
                _ => self.described(analysis, words, speaker),
            }
        })
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
            if !persons.is_empty() {
                return pick(analysis, words, sentence, &persons);
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
        if word.is(PAPER) && is_definite {
            return self.last_speaker(speaker.span.start);
        }
        if !is_definite || line.from != at || !word.is(ROLE.or(BODY)) {
            return None;
        }
        titled(analysis, line.text(at), speaker.head.start, word.is(BODY))
    }
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

fn mentions_in(analysis: &Analysis, span: Span) -> impl Iterator<Item = MentionId> {
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

/// The person a sentence is about: the only one, or the one in its subject.
fn pick(analysis: &Analysis, words: &Words, sentence: Span, persons: &[MentionId]) -> Option<MentionId> {
    let first = persons[0];
    if persons.iter().all(|&id| same_name(analysis, id, first)) {
        return persons.last().copied();
    }
    let line = words.line(sentence);
    let speeches = crate::text::speech::speeches(line);
    let spoken = speeches.iter().filter_map(|speech| speech.subject).next();
    let subject = spoken.or_else(|| crate::text::speech::main_subject(line, line.to))?;
    let span = line.span(subject.first, subject.last);
    persons.iter().copied().find(|&id| span.contains(analysis.mentions[id].span))
}

/// "The mayor, Ann Lee, said": the person named right after a description.
fn apposed(analysis: &Analysis, words: &Words, speaker: Speaker) -> Option<MentionId> {
    let line = words.line(speaker.head);
    let is_member = line.is_one_of(line.from, &["one"]) && line.says(line.from + 1, "of");
    let is_role =
        line.to > line.from && line.at(line.to - 1).is(ROLE) && !line.at(line.to - 1).is(PLURAL.or(COLLECTIVE));
    let rest = analysis.text[speaker.span.end as usize..].strip_prefix(", ")?;
    let start = speaker.span.end + 2;
    let end = start + rest.find([',', '.', ';', '”', '"', '\n']).unwrap_or(rest.len()) as u32;
    let last = mentions_in(analysis, Span { start, end }).last()?;
    let mention = &analysis.mentions[last];
    if is_member {
        let first = mentions_in(analysis, Span { start, end }).next()?;
        let lead = analysis.text[start as usize..analysis.mentions[first].span.start as usize].trim();
        return matches!(lead, "" | "the").then_some(first);
    }
    (is_role && mention.kind == EntityKind::Person && mention.span.end == end).then_some(last)
}

/// Bodies that stand for the one they belong to ("the secretariat of X").
const PARTS: &[&str] = &["secretariat", "leadership", "management", "board", "headquarters"];

/// The mention with which the phrase's head ends.
fn named(analysis: &Analysis, words: &Words, speaker: Speaker) -> Option<MentionId> {
    let ends_head = |span: Span| span.start < speaker.head.end && span.end >= speaker.head.end;
    let found = mentions_in(analysis, speaker.span).find(|&id| ends_head(analysis.mentions[id].span));
    if found.is_some() {
        return found;
    }
    let line = words.line(speaker.head);
    let is_part = line.is_one_of(line.to.wrapping_sub(1), PARTS);
    let last = mentions_in(analysis, speaker.span).last()?;
    (is_part && analysis.mentions[last].span.end == speaker.span.end).then_some(last)
}
