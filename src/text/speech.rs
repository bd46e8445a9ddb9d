//! Who says what, in one sentence: cues ("said", "according to", "was quoted as saying") and the noun phrase that
//! speaks.
//!
//! Quotes and figures both read this. The grammar is shallow: from the cue, [`phrases`] walks left over auxiliaries,
//! adverbs, days and appositions to a noun phrase, or right where the order is turned (", said the minister"). Where
//! the walk meets something else it gives no subject rather than a wrong one.

use super::words::lexicon::*;
use super::words::*;

mod phrases;

pub use phrases::*;

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
    // "She revealed herself as the source" tells nothing that she said.
    let is_of_herself = line.is_one_of(at, &["revealed", "reveals", "knew", "knows"])
        && line.is_one_of(at + 1, &["himself", "herself", "itself", "themselves"]);
    let is_doubtful = line.is_one_of(at, MOSTLY_NOUNS) && !line.says(at + 1, "that");
    let may_speak =
        if word.is(PLURAL) { PRONOUN.or(ROLE) } else { PRONOUN.or(ROLE).or(BODY).or(PAPER).or(CAPITAL).or(ADVERB) };
    let is_noun = is_doubtful && !before.is(may_speak.or(RELATIVE)) && !presents(line, at);
    if is_passive
        || is_noun
        || is_of_herself
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
    // "“…”, the letter read."
    let closes = |subject: Phrase| line.at(subject.head).is(PAPER) && line.at(at + 1).is_mark('.');
    let gives = |subject: Phrase| (is_issued || reads(line, subject)) && leads(line, at) || closes(subject);
    if is_read && !subject.is_some_and(gives) {
        return None;
    }
    Some(Speech { first: at, last: at + usize::from(two_words.is_some()), subject, strength, is_turned: false })
}

/// Something written: no person, whoever else reads.
fn reads(line: Line, subject: Phrase) -> bool {
    let head = line.at(subject.head);
    head.is(PAPER)
        || line.at(subject.last).is(PAPER)
        || !head.is(CAPITAL.or(ROLE).or(PRONOUN))
        || line.is_one_of(subject.head, &["it"])
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

/// Words in marks follow a doubtful verb right after who opens the clause: "the study reports “…”", "the Lake Union
/// notes, “…”"; not "the heads of the union states, “…”".
fn presents(line: Line, at: usize) -> bool {
    let is_open = |at: usize| line.at(at).is_blank() || matches!(line.at(at).kind, Kind::Mark('"' | '“'));
    let before = line.before(at);
    let is_led = (is_open(at + 1) || line.at(at + 1).is_mark(':')) && before.is(PAPER.or(BODY).or(CAPITAL))
        || line.at(at + 1).is_mark(',') && is_open(at + 2) && before.is(CAPITAL);
    let opens = |phrase: Phrase| {
        let lead = line.before(phrase.first);
        lead.is_blank() || lead.is_mark(',') || lead.is(CONJUNCTION)
    };
    is_led && at.checked_sub(1).and_then(|last| phrase_before(line, last)).is_some_and(opens)
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

/// Verbs of blame and praise, which name somebody else after them.
const OF_SOMEBODY: &[&str] = &[
    "accused",
    "accuses",
    "blamed",
    "blames",
    "praised",
    "praises",
    "credited",
    "criticised",
    "criticized",
    "condemned",
    "attacked",
    "thanked",
    "urged",
    "invited",
];

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
    // "Ann Lee, in a note, accused Jo Day of “…”": whom a verb of blame or praise is about.
    if line.is_one_of(at, OF_SOMEBODY) && line.is_one_of(phrase.last + 1, &["of", "for", "as", "to", "over"]) {
        return None;
    }
    let goes_on = after.is(AUXILIARY.or(VERB).or(ED).or(SAY).or(PARTICIPLE)) && !after.is(CAPITAL);
    let head = line.at(phrase.head);
    // "Said study co-author Jane Doe": any noun may lead up to a name or an office.
    let is_subject = next.is(CAPITAL.or(DETERMINER).or(POSSESSIVE).or(ROLE).or(BODY).or(PRONOUN))
        || head.is(CAPITAL.or(ROLE).or(PAPER)) && !next.is(LY.or(TIME).or(ADVERB));
    // "Jane Doe, back at home, attacked the plan" is not turned.
    let is_somebody = strength == Strength::Strong || head.is(CAPITAL.or(ROLE).or(BODY).or(PRONOUN));
    (is_subject && is_somebody && !goes_on && !head.is(DETERMINER)).then_some(phrase)
}

#[cfg(test)]
mod tests;
