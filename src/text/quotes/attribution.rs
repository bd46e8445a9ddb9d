//! Who a quotation is given to: the cue before or after it, or the quotation it goes on with.

use super::*;
use crate::text::speech::{self, Phrase, Speech, Strength};

/// The cue and the speaker found for a quotation, as spans of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Attribution {
    pub cue: Option<Span>,
    pub speaker: Option<Speaker>,
    /// The cue stands after the quotation.
    pub is_after: bool,
    /// The sentence of the attribution ends here.
    pub end: u32,
}

/// The words for who speaks, and the head part that must be a mention to be the speaker.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speaker {
    pub span: Span,
    pub head: Span,
}

/// How far from a quotation's end its cue may begin, in words: "…," the minister of the interior of X, Jane Doe, said.
const CUE_REACH_WORDS: usize = 16;

/// The attribution of the quotation `span` in the sentence around it. `previous` and `next` are the ends of its
/// neighbours in the text, so that words inside another quotation are not read as its cue.
pub fn attribute(analysis: &Analysis, words: &Words, span: Span, neighbours: (u32, u32)) -> Attribution {
    let before = before(analysis, words, span, neighbours.0);
    let after = after(analysis, words, span, neighbours.1);
    let ends_open = ends_with_comma(&analysis.text, span);
    match (before, after) {
        (Some(before), Some(after)) => {
            let is_close =
                analysis.text[before.cue.map_or(0, |cue| cue.end as usize)..span.start as usize].trim().len() <= 4;
            if ends_open && !is_close { after } else { before }
        }
        (found, other) => found.or(other).unwrap_or(Attribution { end: span.end, ..Attribution::default() }),
    }
}

/// The quotation ends with a comma, a question or a shout, inside or right after its mark, as it does before a cue.
fn ends_with_comma(text: &str, span: Span) -> bool {
    let inside = span.of(text).trim_end_matches(is_quote_mark).trim_end();
    inside.ends_with([',', '?', '!']) || text[span.end as usize..].starts_with(',')
}

pub fn is_quote_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚')
}

/// The bounds of the sentence at byte `at`, or nothing between sentences.
fn sentence(analysis: &Analysis, at: u32) -> Option<Span> {
    analysis.sentence_at(at).map(|id| analysis.sentences[id])
}

fn before(analysis: &Analysis, words: &Words, span: Span, previous: u32) -> Option<Attribution> {
    let sentence = sentence(analysis, span.start)?;
    if sentence.start >= span.start {
        return introduced(analysis, words, span);
    }
    let near = words.line(Span { start: sentence.start.max(previous).min(span.start), end: span.start });
    let whole = words.line(Span { start: sentence.start, end: span.start });
    last_speech(near, true)
        .map(|speech| (near, speech))
        .or_else(|| last_speech(whole, true).map(|speech| (whole, speech)))
        .map(|(line, speech)| {
            let line = if speech.subject.is_none() { whole } else { line };
            let subject = speech.subject.or_else(|| speech::main_subject(whole, speech.first));
            found(line, speech, subject, false, span.end)
        })
        .or_else(|| {
            // "The minister: “…”".
            let colon = near.from == whole.from && near.at(near.to.wrapping_sub(1)).is_mark(':');
            let phrase = colon.then(|| speech::phrase_before(near, near.to.wrapping_sub(2))).flatten()?;
            let speaker = Some(speaker(near, phrase));
            (phrase.first <= near.from + 1).then_some(Attribution {
                cue: None,
                speaker,
                is_after: false,
                end: span.end,
            })
        })
        .or_else(|| led_in(analysis, near, whole, span))
}

/// A whole sentence in marks after a colon or a comma, with no verb of saying before it, is its sentence's subject's:
/// "Jane Doe opposed the plan: “…”".
fn led_in(analysis: &Analysis, near: Line, whole: Line, span: Span) -> Option<Attribution> {
    let last = near.at(near.to.wrapping_sub(1));
    let body = span.of(&analysis.text).trim_matches(is_quote_mark).trim();
    let is_sentence = body.starts_with(char::is_uppercase)
        && (body.ends_with(['.', '?', '!', '…', ']']) || analysis.text[span.end as usize..].starts_with('.'))
        && body.split_whitespace().count() >= LED_IN_WORDS;
    let is_led = (last.is_mark(':') || last.is_mark(',') && near.from == whole.from) && is_sentence;
    let subject = speech::main_subject(whole, whole.to).filter(|_| is_led)?;
    // Someone with a name, an office or a pronoun, not a thing.
    let is_somebody = whole.at(subject.head).is(CAPITAL.or(ROLE)) || whole.is_one_of(subject.head, &["he", "she"]);
    let speaker = Some(speaker(whole, subject)).filter(|_| is_somebody)?;
    Some(Attribution { cue: None, speaker: Some(speaker), is_after: false, end: span.end })
}

/// The fewest words of a sentence in marks that needs no verb of saying.
const LED_IN_WORDS: usize = 5;

/// A quotation that opens a sentence may be introduced by the sentence before, when that ends in a colon.
fn introduced(analysis: &Analysis, words: &Words, span: Span) -> Option<Attribution> {
    let head = analysis.text[..span.start as usize].trim_end();
    if !head.ends_with(':') {
        return None;
    }
    let sentence = sentence(analysis, head.len() as u32 - 1)?;
    let line = words.line(Span { start: sentence.start, end: head.len() as u32 });
    last_speech(line, true).map(|speech| found(line, speech, speech.subject, false, span.end))
}

/// The last cue of a line: a strong one if there is one, else (where `weak`) any.
fn last_speech(line: Line, weak: bool) -> Option<Speech> {
    let speeches = speech::speeches(line);
    let strong = speeches.iter().rev().find(|speech| speech.strength > Strength::Weak);
    let nearest = speeches.last().filter(|_| weak);
    // A weak cue nearer to the marks ("said he wanted what he called “…”") wins over a strong one far off.
    match (strong, nearest) {
        (Some(strong), Some(weak))
            if weak.strength == Strength::Weak && line.to - weak.last <= 2 && weak.subject.is_some() =>
        {
            let _ = strong;
            Some(*weak)
        }
        (strong, nearest) => strong.or(nearest).copied(),
    }
}

fn after(analysis: &Analysis, words: &Words, span: Span, next: u32) -> Option<Attribution> {
    let text = &analysis.text;
    let rest = &text[span.end as usize..];
    let start = span.end as usize + (rest.len() - rest.trim_start_matches([' ', ',', '\u{a0}']).len());
    let sentence = sentence(analysis, start as u32)?;
    let inside = span.of(text).trim_end_matches(is_quote_mark).trim_end();
    let is_new_sentence = inside.ends_with(['.', '…']) && text[start..].starts_with(char::is_uppercase);
    if is_new_sentence && sentence.start >= span.end {
        return None;
    }
    let end = sentence.end.min(next);
    let line = words.line(Span { start: span.end, end: end.max(span.end) });
    let opens_with_comma = ends_with_comma(text, span);
    let speech = speech::speeches(line)
        .into_iter()
        .find(|speech| is_said(line, speech, opens_with_comma) && speech.first - line.from <= CUE_REACH_WORDS)?;
    let subject = speech.subject?;
    let opens = subject.first.min(speech.first);
    // Nothing but marks and a short link stands between the quotation and its attribution.
    let gap = (line.from..opens).filter(|&at| line.at(at).is_word()).count();
    let allowed = if speech.last < line.from + CUE_REACH_WORDS && opens_with_comma { 8 } else { 0 };
    (gap <= allowed).then(|| found(line, speech, Some(subject), true, end))
}

/// A strong cue, or after a quotation that ends in a comma any verb of a subject right there ("…,” Ann Lee continued").
fn is_said(line: Line, speech: &Speech, after_comma: bool) -> bool {
    let is_next = |phrase: Phrase| (line.from..phrase.first.min(speech.first)).all(|at| !line.at(at).is_word());
    speech.strength == Strength::Strong
        || after_comma && speech.strength == Strength::Weak && speech.subject.is_some_and(is_next)
}

fn found(line: Line, speech: Speech, subject: Option<Phrase>, is_after: bool, end: u32) -> Attribution {
    Attribution {
        cue: Some(line.span(speech.first, speech.last)),
        speaker: subject.map(|phrase| speaker(line, phrase)),
        is_after,
        end,
    }
}

pub fn speaker(line: Line, phrase: Phrase) -> Speaker {
    let first = speech::bare_start(line, phrase);
    Speaker { span: line.span(first, phrase.last), head: line.span(first, phrase.head.max(first)) }
}
