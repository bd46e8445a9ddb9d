//! Reported speech: "X said that …", "…, X said", "according to X, …". The span is the clause that is reported, kept
//! short of anything in marks.

use super::attribution::Speaker;
use super::*;
use crate::text::speech::{self, Speech, Strength};

/// A reported clause with its cue and speaker.
pub struct Reported {
    pub span: Span,
    pub cue: Span,
    pub speaker: Speaker,
}

/// A reported clause has at least this many words: shorter ones are objects ("said no").
const SHORTEST_CLAUSE_WORDS: usize = 4;

/// Verbs after which a clause may stand without "that"; after others ("declared an emergency") it is an object.
const CLAUSE_VERBS: &[&str] = &[
    "said", "says", "say", "added", "adds", "insisted", "insists", "warned", "warns", "believes", "believed", "thinks",
    "thought", "claims", "claimed", "hopes", "knew", "stated", "saying",
];

/// The reported clauses of a sentence.
pub fn find(line: Line) -> Vec<Reported> {
    let mut found: Vec<Reported> = Vec::new();
    let speeches = speech::speeches(line);
    for speech in speeches.iter().filter(|speech| speech.strength == Strength::Strong) {
        let Some(subject) = speech.subject else { continue };
        let clause = match () {
            _ if line.says(speech.first, "according") => around(line, speech.first, subject.last),
            _ if speech.is_turned => before(line, speech.first),
            _ => complement(line, speech, &speeches).or_else(|| trailing(line, speech)),
        };
        let Some((first, last)) = clause else { continue };
        let span = line.span(first, last);
        if found.last().is_some_and(|other| other.span.overlaps(span)) {
            continue;
        }
        let speaker = attribution::speaker(line, subject);
        found.push(Reported { span, cue: line.span(speech.first, speech.last), speaker });
    }
    found
}

/// The last word of the line, its closing punctuation left out, with the mark that closes a quotation in it.
fn last_word(line: Line) -> Option<usize> {
    let is_said = |at: &usize| line.at(*at).is_word() || line.at(*at).is_digits() || line.at(*at).is_mark('%');
    let last = (line.from..line.to).rev().find(is_said)?;
    let closing = (last + 1..line.to).find(|&at| matches!(line.at(at).kind, Kind::Mark('”' | '"' | '’')));
    Some(closing.unwrap_or(last))
}

/// What follows the cue, one of the line's `speeches`: after "that" within a few words, or a clause with a verb of its
/// own right away.
fn complement(line: Line, speech: &Speech, speeches: &[Speech]) -> Option<(usize, usize)> {
    // A second cue at the end (", reported X") is no part of what is said.
    let turned = speeches.iter().find(|other| other.is_turned && other.first > speech.last + 4);
    let line = turned.map_or(line, |other| line.cut(line.from, other.first));
    let last = last_word(line)?;
    let near = (speech.last + 1..speech.last + 7).take_while(|&at| !line.at(at).is_mark(','));
    let that = near.clone().find(|&at| line.says(at, "that"));
    let first = match that {
        Some(at) => at + 1,
        None => {
            let tells_someone = line.is_one_of(speech.last, &["told", "tells", "informed", "asked", "promised"]);
            let start = skip_day(line, speech.last + 1);
            let word = line.at(start);
            let opens =
                word.is_word() && !word.is(PREPOSITION.or(CONJUNCTION).or(RELATIVE).or(SAYING)) || word.is_digits();
            let has_verb = (start + 1..start + 14)
                .take_while(|&at| !line.at(at).is_blank() && !line.says(at, "and"))
                .any(|at| line.at(at).is(AUXILIARY.or(VERB).or(ED).or(PARTICIPLE)));
            let opens = opens && (word.is(PRONOUN) || line.is_one_of(speech.last, CLAUSE_VERBS));
            if tells_someone || !opens || !has_verb {
                return None;
            }
            start
        }
    };
    (last >= first + SHORTEST_CLAUSE_WORDS - 1).then_some((first, last))
}

/// Skips "on Thursday" and "Thursday" after a cue.
fn skip_day(line: Line, at: usize) -> usize {
    let mut next = at;
    while line.at(next).is(WEEKDAY.or(DAYPART)) || line.says(next, "on") && line.at(next + 1).is(WEEKDAY) {
        next += 1;
    }
    next
}

/// "…, X said": everything before the comma, when the sentence ends soon after.
fn trailing(line: Line, speech: &Speech) -> Option<(usize, usize)> {
    let subject = speech.subject?;
    let asks = line.is_one_of(speech.last, &["asked", "asks", "promised", "knew", "knows"]);
    before(line, subject.first).filter(|_| line.to - speech.last <= 8 && !asks)
}

/// Everything before a comma at `at`.
fn before(line: Line, at: usize) -> Option<(usize, usize)> {
    let article = usize::from(line.at(at.wrapping_sub(1)).is(DETERMINER));
    let comma = at.checked_sub(1 + article)?;
    let last = comma.checked_sub(1)?;
    let is_clause = line.at(comma).is_mark(',') && line.at(last).is_word();
    (is_clause && last >= line.from + SHORTEST_CLAUSE_WORDS - 1).then_some((line.from, last))
}

/// "According to X, …" or "…, according to X".
fn around(line: Line, cue: usize, subject_last: usize) -> Option<(usize, usize)> {
    if cue <= line.from + 1 {
        let last = last_word(line)?;
        let first = subject_last + 2;
        return (line.at(subject_last + 1).is_mark(',') && last >= first + SHORTEST_CLAUSE_WORDS - 1)
            .then_some((first, last));
    }
    before(line, cue).or_else(|| {
        let last = cue - 1;
        (line.at(last).is_word() && last >= line.from + SHORTEST_CLAUSE_WORDS - 1).then_some((line.from, last))
    })
}
