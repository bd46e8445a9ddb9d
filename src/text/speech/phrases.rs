//! The noun phrases that stand as a subject, told by the words that may and may not be in one.

use super::*;

/// A noun phrase in a line, `first` to `last`; its head part ends with `head` ("police | in the town").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub first: usize,
    pub head: usize,
    pub last: usize,
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
        // "Read the warning": after "the" it is a noun.
        let is_noun = word.is(SAYING) && line.before(index).is(DETERMINER);
        let ends = word.is(NOUN_PHRASE_END) && !word.is(CAPITAL) && !is_noun;
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

/// The most words of an apposition: "chair of the lake studies in the faculty of arts at the University of X".
const LONGEST_APPOSITION_WORDS: usize = 24;

/// The subject with an apposition that closes with the comma or bracket at `end`.
fn in_apposition(line: Line, end: usize) -> Option<Phrase> {
    let open = if line.at(end).is_mark(',') { ',' } else { '(' };
    let start =
        (1..=LONGEST_APPOSITION_WORDS).map(|step| end.wrapping_sub(step)).find(|&at| line.at(at).is_mark(open))?;
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
