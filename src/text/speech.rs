//! Who says what, in one sentence: cues ("said", "according to", "was quoted as saying") and the noun phrase that
//! speaks.
//!
//! Quotes and figures both read this. The grammar is shallow: from the cue it walks left over auxiliaries, adverbs,
//! days and appositions to a noun phrase, or right where the order is turned (", said the minister"). Where the walk
//! meets something else it gives no subject rather than a wrong one.

use super::words::lexicon::*;
use super::words::*;

/// A noun phrase in a line, `first` to `last`; its head part ends with `head` ("police | in the town").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub first: usize,
    pub head: usize,
    pub last: usize,
}

/// How strongly a cue gives words to someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// A verb that may present words but need not ("described").
    Weak,
    /// "adding", "saying".
    Participle,
    /// "said", "according to".
    Strong,
}

/// A cue, `first` to `last`, with who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speech {
    pub first: usize,
    pub last: usize,
    pub subject: Option<Phrase>,
    pub strength: Strength,
    /// The subject stands after the cue.
    pub is_turned: bool,
}

/// Someone who says what the sentence tells, for figures.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    pub first: usize,
    pub last: usize,
    pub cue: usize,
}

impl Source {
    /// Words between the source and the words `first` to `last`.
    pub fn distance(&self, first: usize, last: usize) -> usize {
        if first > self.last { first - self.last } else { self.first.saturating_sub(last) }
    }
}

/// Who says what the line tells, where the line says so of all of it: a subject that opens it, or one after a comma.
pub fn sources(line: Line) -> Vec<Source> {
    let speeches = speeches(line);
    let strong = speeches.iter().filter(|speech| speech.strength != Strength::Weak);
    strong
        .filter_map(|speech| {
            let subject = speech.subject?;
            if line.at(subject.first).is(PRONOUN) {
                return None;
            }
            let first = bare_start(line, subject);
            Some(Source { first, last: subject.last, cue: speech.first })
        })
        .collect()
}

/// Where a phrase begins without its article.
pub fn bare_start(line: Line, phrase: Phrase) -> usize {
    let is_relative = line.says(phrase.first, "that") && line.at(phrase.first + 1).is(PLURAL);
    let is_article = (line.is_one_of(phrase.first, &["the", "a", "an"]) || is_relative) && phrase.first < phrase.head;
    phrase.first + usize::from(is_article)
}

/// All cues of a line, in order.
pub fn speeches(line: Line) -> Vec<Speech> {
    (line.from..line.to)
        .filter(|&at| line.at(at).is(SAY.or(SAYING).or(WEAK_SAY).or(PREPOSITION)))
        .filter_map(|at| according(line, at).or_else(|| spoken(line, at)))
        .collect()
}

/// "according to X", "in the words of X".
fn according(line: Line, at: usize) -> Option<Speech> {
    let last = match () {
        _ if line.says_phrase(at, "according to") => at + 1,
        _ if line.says_phrase(at, "in the words of") => at + 3,
        _ => return None,
    };
    Some(Speech { first: at, last, subject: phrase_after(line, last + 1), strength: Strength::Strong, is_turned: true })
}

/// Verbs that give words only as one with the word after them, and how strongly.
const TWO_WORDS: &[(&[&str], &[&str], Strength)] = &[
    (&["pointed", "points"], &["out"], Strength::Strong),
    (&["spoke", "speaks", "talked", "talks"], &["of", "about"], Strength::Weak),
];

/// Words that are more often nouns; they speak only right after a subject.
const MOSTLY_NOUNS: &[&str] = &[
    "report",
    "reports",
    "state",
    "states",
    "claims",
    "estimates",
    "notes",
    "promises",
    "hopes",
    "calls",
    "call",
    "demands",
    "stresses",
    "found",
    "put",
    "reported",
    "counted",
    "offered",
    "continued",
    "began",
    "thought",
    "believed",
];

fn spoken(line: Line, at: usize) -> Option<Speech> {
    let word = line.at(at);
    if !word.is(SAY.or(SAYING).or(WEAK_SAY)) || word.is(CAPITAL) && at > line.from {
        return None;
    }
    if word.is(SAY)
        && let Some(start) =
            ["went on to", "goes on to", "go on to", "went as far as to", "went so far as to", "went as far to"]
                .iter()
                .find_map(|phrase| line.phrase_before(at, phrase))
    {
        let subject = subject_before(line, start);
        return Some(Speech { first: start, last: at, subject, strength: Strength::Strong, is_turned: false });
    }
    if word.is(SAYING)
        && let Some(start) = ["was quoted as", "were quoted as", "is quoted as", "been quoted as"]
            .iter()
            .find_map(|phrase| line.phrase_before(at, phrase))
    {
        let subject = subject_before(line, start);
        return Some(Speech { first: start, last: at, subject, strength: Strength::Strong, is_turned: false });
    }
    // "Was told by X of “…”".
    if !word.is(SAYING) && line.says(at + 1, "by") {
        let subject = phrase_after(line, at + 2)?;
        let strength = if word.is(SAY) { Strength::Strong } else { Strength::Weak };
        return Some(Speech { first: at, last: at + 1, subject: Some(subject), strength, is_turned: true });
    }
    let two_words = TWO_WORDS.iter().find(|(verbs, ..)| line.is_one_of(at, verbs));
    if two_words.is_some_and(|(_, after, _)| !line.is_one_of(at + 1, after)) {
        return None;
    }
    // A paper speaks by it ("the report reads"), a person who reads says nothing.
    let is_read = line.is_one_of(at, &["read", "reads"]);
    let strength = match () {
        _ if let Some(&(.., strength)) = two_words => strength,
        _ if word.is(SAY) || is_read => Strength::Strong,
        _ if word.is(SAYING) => Strength::Participle,
        _ => Strength::Weak,
    };
    let before = line.before(at);
    // "The mayor's stated aim"; after a pronoun it is "has".
    let is_owned = before.is(POSSESSIVE) && before.is_glued() && !line.back(at, 2).is(PRONOUN);
    let is_passive =
        line.is_one_of(at.wrapping_sub(1), &["was", "were", "is", "are", "been", "be", "being", "to", "as"]);
    let is_doubtful = line.is_one_of(at, MOSTLY_NOUNS) && !line.says(at + 1, "that");
    let may_speak = if word.is(PLURAL) { PRONOUN.or(ROLE) } else { PRONOUN.or(ROLE).or(BODY).or(CAPITAL).or(ADVERB) };
    let is_noun = is_doubtful && !before.is(may_speak.or(RELATIVE));
    if is_passive
        || is_noun
        || is_owned
        || before.is(DETERMINER.or(POSSESSIVE)) && !before.is(PRONOUN.or(RELATIVE)) && !before.is_glued()
    {
        return None;
    }
    // A participle has its subject before it.
    if let Some(subject) = turned(line, at, strength).filter(|_| strength != Strength::Participle) {
        let is_meant = !is_read || reads(line, subject);
        return is_meant.then_some(Speech { first: at, last: at, subject: Some(subject), strength, is_turned: true });
    }
    let subject = match strength {
        Strength::Participle => {
            companion(line, at).or_else(|| main_subject(line, at)).or_else(|| subject_before(line, at))
        }
        _ => subject_before(line, at),
    };
    let is_issued = line.back(at, 1).is(RELATIVE);
    let is_paper = is_read || subject.is_some_and(|subject| is_shown_by(line, subject));
    let subject = subject.map(|subject| if is_paper { whole_paper(line, subject) } else { subject });
    if is_read && !subject.is_some_and(|subject| (is_issued || reads(line, subject)) && leads(line, at)) {
        return None;
    }
    Some(Speech { first: at, last: at + usize::from(two_words.is_some()), subject, strength, is_turned: false })
}

/// Something written: no person, whoever else reads.
fn reads(line: Line, subject: Phrase) -> bool {
    let head = line.at(subject.head);
    head.is(PAPER) || !head.is(CAPITAL.or(ROLE).or(PRONOUN)) || line.is_one_of(subject.head, &["it"])
}

/// "The statement on the plan" for "the plan", "the law signed by Jane Doe" for "Jane Doe".
fn whole_paper(line: Line, subject: Phrase) -> Phrase {
    // "The union issued a note which read": whoever issues it speaks.
    let is_issued = line.at(subject.last + 1).is(RELATIVE);
    if let Some(issuer) = main_subject(line, subject.first).filter(|_| is_issued) {
        return issuer;
    }
    let is_tied = |at: usize| line.at(at).is(PREPOSITION) && !line.at(at).is(CAPITAL);
    let link = subject.first.checked_sub(1).filter(|&at| is_tied(at));
    let noun = link.and_then(|at| at.checked_sub(1 + usize::from(line.at(at.wrapping_sub(1)).is(ED.or(PARTICIPLE)))));
    let paper = noun.and_then(|at| phrase_before(line, at)).filter(|paper| !line.at(paper.head).is(CAPITAL.or(ROLE)));
    paper.map_or(subject, |paper| Phrase { first: paper.first, head: paper.head, last: subject.last })
}

/// "A letter seen by the news" says what it says, not the news.
fn is_shown_by(line: Line, subject: Phrase) -> bool {
    let at = subject.first.wrapping_sub(1);
    line.says(at, "by") && line.back(at, 1).is(PARTICIPLE.or(ED)) && line.back(at, 2).is(PAPER)
}

/// A comma, a colon or a quotation mark follows the cue, or "in part" and one of them.
fn leads(line: Line, at: usize) -> bool {
    let next = if line.says_phrase(at + 1, "in part") { at + 3 } else { at + 1 };
    line.at(next).is_blank() || matches!(line.at(next).kind, Kind::Mark(',' | ':' | '"' | '“'))
}

/// "With Jane Doe calling it “…”": who stands between "with" and a participle speaks, not the subject of the sentence.
fn companion(line: Line, at: usize) -> Option<Phrase> {
    let phrase = phrase_before(line, at.checked_sub(1)?)?;
    let is_led = line.is_one_of(phrase.first.checked_sub(1)?, &["with", "and"]);
    (is_led && line.at(phrase.head).is(CAPITAL.or(ROLE))).then_some(phrase)
}

/// The subject after a cue whose order is turned: ", said Jane Doe, who …".
fn turned(line: Line, at: usize, strength: Strength) -> Option<Phrase> {
    let before = line.before(at);
    let follows_words = before.is_blank() && at > 0 && line.at(at + 1).is_word()
        || matches!(before.kind, Kind::Mark(',' | '”' | '"' | '“' | '’' | '\'' | '»' | '?' | '!'));
    let next = line.at(at + 1);
    if !follows_words || line.is_one_of(at, &["told", "tells", "telling"]) || next.is(WEEKDAY.or(MONTH)) {
        return None;
    }
    let mut phrase = phrase_after(line, at + 1)?;
    // "Said co-author and research fellow Jane Doe".
    if line.says(phrase.last + 1, "and") && !line.at(phrase.head).is(CAPITAL) {
        let second = phrase_after(line, phrase.last + 2).filter(|second| line.at(second.head).is(CAPITAL));
        phrase = second.unwrap_or(phrase);
    }
    let after = line.at(phrase.last + 1);
    let goes_on = after.is(AUXILIARY.or(VERB).or(ED).or(SAY).or(PARTICIPLE)) && !after.is(CAPITAL);
    let head = line.at(phrase.head);
    // "Said study co-author Jane Doe": any noun may lead up to a name or an office.
    let is_subject = next.is(CAPITAL.or(DETERMINER).or(POSSESSIVE).or(ROLE).or(BODY).or(PRONOUN))
        || head.is(CAPITAL.or(ROLE).or(PAPER)) && !next.is(LY.or(TIME).or(ADVERB));
    // "Jane Doe, back at home, attacked the plan" is not turned.
    let is_somebody = strength == Strength::Strong || head.is(CAPITAL.or(ROLE).or(BODY).or(PRONOUN));
    (is_subject && is_somebody && !goes_on && !head.is(DETERMINER)).then_some(phrase)
}

/// The most words of a subject, its "of" and "in" phrases included.
const LONGEST_SUBJECT_WORDS: usize = 16;

/// The noun phrase that begins at `at`.
pub fn phrase_after(line: Line, at: usize) -> Option<Phrase> {
    if line.at(at).is(PRONOUN) {
        return Some(Phrase { first: at, head: at, last: at });
    }
    let mut head = None;
    let mut last = at.checked_sub(1)?;
    let mut index = at;
    while index < at + LONGEST_SUBJECT_WORDS {
        let word = line.at(index);
        let joins = word.is_glued()
            && (word.is_dash() || word.is(POSSESSIVE) || word.is_mark('.') && line.before(index).span.len() <= 4);
        let links = line.is_one_of(index, &["of", "for", "at", "from", "in"]) && last >= at;
        let is_lead = line.says(index, "lead") && line.at(index + 1).is(ROLE);
        let ends = word.is(NOUN_PHRASE_END) && !word.is(CAPITAL);
        if links
            && (line.says(index, "in") && !line.at(index + 1).is(CAPITAL.or(DETERMINER))
                || line.at(index + 1).is(WEEKDAY))
        {
            break;
        }
        if links {
            head = head.or(Some(last));
        } else if !joins && !is_lead && (!word.is_word() || ends || word.is(WEEKDAY.or(TIME))) {
            break;
        } else if !joins || word.is(POSSESSIVE) {
            last = index;
        }
        index += 1;
    }
    (last >= at && line.at(last).is_word()).then_some(Phrase { first: at, head: head.unwrap_or(last), last })
}

/// The subject of the verb at `verb`, to its left.
pub fn subject_before(line: Line, verb: usize) -> Option<Phrase> {
    let end = skip_to_subject(line, verb)?;
    let word = line.at(end);
    if word.is(CONJUNCTION) {
        return main_subject(line, end);
    }
    if word.is(RELATIVE) {
        let before = end.checked_sub(1)?;
        let before = if line.at(before).is_mark(',') { before.checked_sub(1)? } else { before };
        // "Ann Lee, 33, who said …".
        let is_age = line.at(before).is_digits() && line.before(before).is_mark(',');
        let before = if is_age { before.checked_sub(2)? } else { before };
        let phrase = phrase_before(line, before)?;
        // "X spoke in a statement that said …" is X speaking.
        let issuer = if line.at(before).is(PAPER) { main_subject(line, phrase.first) } else { None };
        return issuer.or(Some(phrase));
    }
    if word.is_mark(',') || word.is_mark(')') {
        return in_apposition(line, end);
    }
    let phrase = phrase_before(line, end)?;
    // "Jane Doe of the Lake Union and adviser to the mayor said": the second office is hers too.
    let is_second = line.says(phrase.first.wrapping_sub(1), "and") && line.at(phrase.first).is(ROLE);
    let is_plain = is_second && !line.at(phrase.first).is(CAPITAL.or(PLURAL).or(COLLECTIVE));
    let holder = phrase.first.checked_sub(2).filter(|_| is_plain).and_then(|at| phrase_before(line, at));
    Some(holder.filter(|holder| line.at(holder.head).is(CAPITAL)).unwrap_or(phrase))
}

/// The subject with an apposition that closes with the comma or bracket at `end`.
fn in_apposition(line: Line, end: usize) -> Option<Phrase> {
    let open = if line.at(end).is_mark(',') { ',' } else { '(' };
    let start = (1..=LONGEST_SUBJECT_WORDS).map(|step| end.wrapping_sub(step)).find(|&at| line.at(at).is_mark(open))?;
    described(line, start, end)
}

/// The subject before the comma or bracket at `start` that opens an apposition, which ends at `end`.
fn described(line: Line, start: usize, end: usize) -> Option<Phrase> {
    let phrase = phrase_before(line, start.checked_sub(1)?);
    let inner = start + 1..end;
    let is_name = inner.len() > 1 && inner.clone().all(|at| line.at(at).is_word() && line.at(at).is(CAPITAL));
    // "The judge presiding over the case, Ann Lee, said" and "The head of the union (ULK), Ann Lee, said": what ends
    // before the comma is not who speaks; nor is "A driver, Ann Lee, said" any driver.
    let is_other = |phrase: Phrase| {
        !line.at(phrase.head).is(CAPITAL.or(ROLE).or(BODY).or(PLURAL)) || line.is_one_of(phrase.first, &["a", "an"])
    };
    if is_name && phrase.is_none_or(is_other) {
        return Some(Phrase { first: start + 1, head: end - 1, last: end - 1 });
    }
    let phrase = phrase?;
    // "Ann Lee, of the Lake Union, one of four, said": one apposition after another.
    let lead = phrase.first.checked_sub(1).filter(|&at| line.is_one_of(at, &["of", "from", "in"]));
    let comma = lead.and_then(|at| at.checked_sub(1)).filter(|&at| line.at(at).is_mark(','));
    comma.and_then(|at| phrase_before(line, at.checked_sub(1)?)).or(Some(phrase))
}

/// Walks left from a verb over auxiliaries, adverbs, days and "in a statement".
fn skip_to_subject(line: Line, verb: usize) -> Option<usize> {
    let mut at = verb.checked_sub(1)?;
    for _ in 0..8 {
        let word = line.at(at);
        let is_day = word.is(WEEKDAY) && word.is(CAPITAL);
        if is_day || word.is(TIME.or(DAYPART)) && !word.is(CAPITAL) {
            at = at.checked_sub(1)?;
            if line.is_one_of(at, &["on", "early", "late"]) {
                at = at.checked_sub(1)?;
            }
        } else if word.is(PAPER)
            && let Some(start) = (1..=4).filter_map(|step| at.checked_sub(step)).find(|&start| line.says(start, "in"))
        {
            at = start.checked_sub(1)?;
        } else if word.is(AUXILIARY.or(ADVERB).or(LY).or(NEGATION)) && !word.is(CAPITAL) && !word.is(CONJUNCTION) {
            at = at.checked_sub(1)?;
        } else {
            break;
        }
    }
    (!line.at(at).is_blank()).then_some(at)
}

/// The noun phrase that ends with the word `end`.
pub fn phrase_before(line: Line, end: usize) -> Option<Phrase> {
    if line.at(end).is(PRONOUN) {
        let is_reflexive = line.is_one_of(end, &["himself", "herself", "itself", "themselves"]);
        let is_member = end >= 2 && line.says(end - 1, "of") && line.says(end - 2, "one");
        if is_member {
            return Some(Phrase { first: end - 2, head: end, last: end });
        }
        return if is_reflexive {
            phrase_before(line, end.checked_sub(1)?)
        } else {
            Some(Phrase { first: end, head: end, last: end })
        };
    }
    let (mut first, mut head) = (None, end);
    let mut at = end;
    for _ in 0..LONGEST_SUBJECT_WORDS {
        let word = line.at(at);
        let joins = word.is_glued()
            && (word.is_dash()
                || word.is(POSSESSIVE)
                || word.is_mark('.') && line.before(at).is(CAPITAL) && line.before(at).span.len() <= 4
                || matches!(word.kind, Kind::Mark('\'' | '’')));
        let is_link =
            word.is(PREPOSITION) && !word.is(CAPITAL) && line.is_one_of(at, &["of", "in", "at", "from", "for"]);
        let is_office = line.is_one_of(at, &["to", "on"]) && !word.is(CAPITAL) && line.before(at).is(ROLE.or(BODY));
        let is_close = line.is_one_of(at.wrapping_sub(1), CLOSE);
        if is_close && first.is_some() && line.is_one_of(at, &["to", "with", "on"]) {
            head = at.saturating_sub(2);
        } else if (is_link || is_office) && first.is_some() && links_nouns(line, at) {
            head = at - 1;
        } else if !joins && !in_subject(line, at) {
            break;
        } else if !joins {
            first = Some(at);
            if word.is(DETERMINER) && !is_of(line, at) {
                break;
            }
        }
        let Some(before) = at.checked_sub(1) else { break };
        at = before;
    }
    // "Reports last week that said …": a time does not speak.
    let is_time = line.at(head).is(UNIT.or(DAYPART).or(MONTH)) && !line.at(head).is(CAPITAL);
    first.filter(|_| !is_time).map(|first| Phrase { first, head, last: end })
}

/// Adjectives that follow their noun with a preposition of their own ("sources close to the talks").
const CLOSE: &[&str] = &["close", "familiar", "briefed", "loyal"];

fn is_of(line: Line, at: usize) -> bool {
    let is_close = at >= 2 && line.is_one_of(at - 2, CLOSE) && line.is_one_of(at - 1, &["to", "with", "on"]);
    is_close || line.before(at).is(PREPOSITION) && at >= 2 && links_nouns(line, at - 1)
}

/// A preposition at `at` that ties two noun phrases rather than opens an adverbial.
fn links_nouns(line: Line, at: usize) -> bool {
    let before = line.before(at);
    before.is_word()
        && !before.is(NOUN_PHRASE_END.or(ED).or(ADVERB).or(LY))
        && (before.is(ROLE.or(BODY).or(PAPER).or(PLURAL).or(COLLECTIVE)) || before.is(CAPITAL) || line.says(at, "of"))
        && !line.at(at + 1).is(WEEKDAY.or(MONTH).or(UNIT))
}

/// A word that may stand in a subject.
fn in_subject(line: Line, at: usize) -> bool {
    let word = line.at(at);
    if !word.is_word() && !word.is_digits() || line.is_one_of(at, &["what", "which", "whatever"]) {
        return false;
    }
    if word.is(CAPITAL) && !word.is(PREPOSITION.or(CONJUNCTION).or(RELATIVE).or(PRONOUN).or(AUXILIARY).or(WEEKDAY)) {
        return true;
    }
    // "Agency reports said": with a verb after it, the doubtful word is the noun.
    if line.is_one_of(at, MOSTLY_NOUNS) && word.is(PLURAL) && line.at(at + 1).is(SAY.or(AUXILIARY)) {
        return true;
    }
    let is_verb = word.is(ED.or(PARTICIPLE)) && !line.before(at).is(DETERMINER) && !word.is(CAPITAL);
    !word.is(NOUN_PHRASE_END.or(TIME).or(WEEKDAY)) && !is_verb || word.is(DETERMINER)
}

/// The subject of the first verb of the line before `limit`.
pub fn main_subject(line: Line, limit: usize) -> Option<Phrase> {
    // "In a message posted online, Jane Doe …": the lead has verbs of its own.
    let opens = line.at(line.from).is(PREPOSITION.or(CONJUNCTION).or(ING).or(ED));
    let comma = (line.from..limit).find(|&at| opens && line.at(at).is_mark(','));
    let after = comma.and_then(|comma| subject_from(line, comma + 1, limit));
    after.or_else(|| subject_from(line, line.from, limit))
}

/// The subject of the first verb of the line after the word `from` and before `limit`.
fn subject_from(line: Line, from: usize, limit: usize) -> Option<Phrase> {
    let verb = (from + 1..limit).find(|&at| {
        let word = line.at(at);
        let before = line.before(at);
        let may_follow = before.is_word() && !before.is(DETERMINER.or(PREPOSITION).or(CONJUNCTION))
            || before.is_mark(',')
            || before.is_mark(')');
        let is_finite = word.is(AUXILIARY.or(SAY).or(VERB).or(WEAK_SAY).or(PARTICIPLE))
            || word.is(ED) && !line.before(at).is_blank();
        is_finite && may_follow && !word.is(CAPITAL) && !word.is(POSSESSIVE)
    })?;
    let end = skip_to_subject(line, verb)?;
    let word = line.at(end);
    if word.is_mark(',') || word.is_mark(')') {
        return in_apposition(line, end);
    }
    if word.is(RELATIVE) {
        let before = end.checked_sub(1)?;
        return phrase_before(line, if line.at(before).is_mark(',') { before.checked_sub(1)? } else { before });
    }
    phrase_before(line, end)
}

#[cfg(test)]
mod tests;
