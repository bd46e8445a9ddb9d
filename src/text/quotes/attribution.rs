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

/// The attribution of the quotation `marked[index]` in the sentence around it; words inside another quotation are not
/// read as its cue or speaker.
pub fn attribute(analysis: &Analysis, words: &Words, marked: &[Marked], index: usize) -> Attribution {
    let span = marked[index].span;
    let next = marked.get(index + 1).map_or(u32::MAX, |after| after.span.start);
    let before = before(analysis, words, span, &marked[..index]);
    let after = after(analysis, words, span, next);
    let ends_open = ends_with_comma(&analysis.text, span);
    match (before, after) {
        (Some(before), Some(after)) => {
            let is_close =
                analysis.text[before.cue.map_or(0, |cue| cue.end as usize)..span.start as usize].trim().len() <= 4;
            // "She called it “a crime,” according to a newspaper": the newspaper has it from her.
            let is_relayed = after.cue.is_some_and(|cue| {
                words.line(cue).says_phrase(words.line(cue).from, "according to") && before.speaker.is_some()
            });
            // "He told her to “wait here,” Lee said": Lee retells his words.
            let is_told =
                analysis.text[..span.start as usize].trim_end().ends_with(" to") && is_near(words, &before, span);
            // "Writing “…”, Lee said": who writes is told after it.
            let is_told_after = before.speaker.is_none() && after.speaker.is_some();
            if is_told_after || ends_open && !is_close && !is_told && !is_relayed { after } else { before }
        }
        (found, other) => found
            .or(other)
            .or_else(|| closing(analysis, words, span, next))
            .or_else(|| signed(analysis, words, span))
            .or_else(|| preceding(analysis, words, span, &marked[..index]))
            .or_else(|| woven(analysis, words, span))
            .unwrap_or(Attribution { end: span.end, ..Attribution::default() }),
    }
}

/// Only a few words stand between the cue of who is named before and the quotation.
fn is_near(words: &Words, before: &Attribution, span: Span) -> bool {
    let Some(cue) = before.cue.filter(|cue| before.speaker.is_some() && cue.end <= span.start) else { return false };
    let between = words.line(Span { start: cue.end, end: span.start });
    between.to - between.from <= 3
}

/// "It was found “in two pieces” below the wall, according to Jane Doe": the end of the sentence says who tells all of
/// it.
fn closing(analysis: &Analysis, words: &Words, span: Span, next: u32) -> Option<Attribution> {
    let sentence = sentence(analysis, span.start).filter(|sentence| sentence.start < span.start)?;
    let line = words.line(Span { start: span.end, end: sentence.end.min(next).max(span.end) });
    let speech = speech::speeches(line).pop().filter(|speech| line.says(speech.first, "according"))?;
    let subject = speech.subject?;
    let is_last = (subject.last + 1..line.to).all(|at| !line.at(at).is_word());
    is_last.then(|| found(line, speech, Some(subject), true, sentence.end))
}

/// "“The wall has to go.” — Jane Doe": a name after a dash closes the paragraph, an office after it or not.
fn signed(analysis: &Analysis, words: &Words, span: Span) -> Option<Attribution> {
    let block = analysis.blocks[analysis.block_at(span.start)?].span;
    let line = words.line(Span { start: span.end, end: block.end.max(span.end) });
    // A mark of no width may stand between the dash and the name.
    let first = (line.from + 1..line.to).take(2).find(|&at| line.at(at).is_word())?;
    let phrase = speech::phrase_after(line, first).filter(|_| line.at(line.from).is_dash())?;
    // "— Ann Lee, mayor of the Lake Town".
    let is_office = |at: usize| line.at(at).is_word() && !line.at(at).is(SAY.or(AUXILIARY).or(VERB).or(PRONOUN));
    let is_last = phrase.last + 1 == line.to
        || line.at(phrase.last + 1).is_mark(',')
            && line.to - phrase.last <= LONGEST_OFFICE_WORDS
            && (phrase.last + 2..line.to).all(is_office);
    let is_name = is_last && (phrase.first..=phrase.last).all(|at| line.at(at).is(CAPITAL));
    let speaker = Some(speaker(line, phrase));
    is_name.then_some(Attribution { cue: None, speaker, is_after: true, end: block.end })
}

/// The most words of an office after the name that signs, its comma counted.
const LONGEST_OFFICE_WORDS: usize = 12;

/// A quotation that is a sentence of its own, after one that tells what somebody says: "Jane Doe said the wall was
/// old. “It had to fall.”".
fn preceding(analysis: &Analysis, words: &Words, span: Span, marked: &[Marked]) -> Option<Attribution> {
    let here = analysis.sentence_at(span.start)?;
    let (own, last) = (analysis.sentences[here], analysis.sentence_at(span.end.saturating_sub(1))?);
    let fills = own.start == span.start && analysis.sentences[last].end <= span.end + 1;
    let before = analysis.sentences[SentenceId::from_index(here.index().checked_sub(1)?)];
    let same_block = analysis.block_at(before.start) == analysis.block_at(span.start);
    let is_plain = marked.last().is_none_or(|marked| marked.span.end <= before.start);
    if !fills || !same_block || !is_plain {
        return None;
    }
    let line = words.line(before);
    let spoken = last_speech(line, &[]).and_then(|speech| speech.subject);
    // "She left the town. “I had to.”": the words are of whom the sentence is about.
    let person = || {
        let main = speech::main_subject(line, line.to)?;
        let is_named = || {
            let span = line.span(main.first, main.head);
            let mut inside = speakers::mentions_in(analysis, span).map(|id| &analysis.mentions[id]);
            inside.any(|mention| mention.kind == EntityKind::Person && mention.span.end == span.end)
        };
        (line.is_one_of(main.head, &["he", "she"]) || is_named()).then_some(main)
    };
    let speaker = Some(speaker(line, spoken.or_else(person)?));
    Some(Attribution { cue: None, speaker, is_after: false, end: span.end })
}

/// "She took it for a “chance to face my demons”": words of an I in the writer's own sentence are of whom the sentence
/// is about, unless something written stands before them.
fn woven(analysis: &Analysis, words: &Words, span: Span) -> Option<Attribution> {
    let sentence = sentence(analysis, span.start).filter(|sentence| sentence.start < span.start)?;
    let line = words.line(Span { start: sentence.start, end: span.start });
    if !says_i(words, span) || (line.from..line.to).any(|at| line.at(at).is(PAPER)) {
        return None;
    }
    let main = speech::main_subject(line, line.to)?;
    let names = line.span(main.first, main.head);
    let mut inside = speakers::mentions_in(analysis, names).map(|id| &analysis.mentions[id]);
    let is_named = inside.any(|it| it.kind == EntityKind::Person && it.span.end == names.end);
    let is_somebody = is_named || line.is_one_of(main.head, &["he", "she"]);
    is_somebody.then(|| Attribution { speaker: Some(speaker(line, main)), end: span.end, ..Attribution::default() })
}

/// Somebody speaks of himself in the words at `span`.
pub fn says_i(words: &Words, span: Span) -> bool {
    let line = words.line(span);
    (line.from..line.to).any(|at| {
        let text = line.text(at);
        // "World War I", but "“When I …".
        let is_i = text == "I" && (at <= line.from + 2 || !line.before(at).is(CAPITAL));
        is_i || matches!(text, "my" | "me" | "myself") || text.starts_with("I'") || text.starts_with("I’")
    })
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

fn before(analysis: &Analysis, words: &Words, span: Span, marked: &[Marked]) -> Option<Attribution> {
    let sentence = sentence(analysis, span.start)?;
    if sentence.start >= span.start {
        return introduced(analysis, words, span);
    }
    let previous = marked.last().map_or(0, |before| before.span.end);
    let near = words.line(Span { start: sentence.start.max(previous).min(span.start), end: span.start });
    let whole = words.line(Span { start: sentence.start, end: span.start });
    let (near, whole) = (without_aside(near), without_aside(whole));
    last_speech(near, marked)
        .map(|speech| (near, speech))
        .or_else(|| last_speech(whole, marked).map(|speech| (whole, speech)))
        .map(|(line, speech)| {
            let line = if speech.subject.is_none() { whole } else { line };
            let is_free = |phrase: &Phrase| !is_marked(marked, whole.span(phrase.first, phrase.last));
            // "She praised the plan and urged people to “…”": verbs in a row have one subject.
            let shared = || {
                let earlier = speech::speeches(whole).into_iter().rev().filter(|other| other.first < speech.first);
                earlier.filter_map(|other| other.subject).find(is_free)
            };
            let main = || speech::main_subject(whole, speech.first).filter(is_free);
            let subject = speech.subject.or_else(main).or_else(shared);
            found(line, speech, subject, false, span.end)
        })
        .or_else(|| {
            // "The minister: “…”".
            let colon = near.from == whole.from && near.at(near.to.wrapping_sub(1)).is_mark(':');
            let phrase = colon.then(|| speech::phrase_before(near, near.to.wrapping_sub(2))).flatten()?;
            let speaker = Some(speaker(near, phrase));
            let is_somebody = near.at(phrase.head).is(CAPITAL.or(ROLE).or(BODY).or(PAPER).or(PLURAL).or(PRONOUN));
            let is_whole = phrase.first <= near.from + 1 && is_somebody;
            is_whole.then_some(Attribution { cue: None, speaker, is_after: false, end: span.end })
        })
        .or_else(|| introduced_by_name(analysis, whole, span))
        .or_else(|| led_in(analysis, near, whole, span))
}

/// "Ann Lee, owner of the lake club: “…”": a name that opens the sentence, and all up to the colon tells of it.
fn introduced_by_name(analysis: &Analysis, whole: Line, span: Span) -> Option<Attribution> {
    let ends_in_colon = whole.at(whole.to.wrapping_sub(1)).is_mark(':');
    let start = whole.at(whole.from).span.start;
    let after = analysis.mentions.as_slice().partition_point(|mention| mention.span.start < start);
    let name = analysis
        .mentions
        .as_slice()
        .get(after)
        .filter(|mention| mention.kind == EntityKind::Person && mention.span.start == start && ends_in_colon)?;
    let is_described = analysis.text[name.span.end as usize..].starts_with(',');
    let speaker = Some(Speaker { span: name.span, head: name.span });
    is_described.then_some(Attribution { cue: None, speaker, is_after: false, end: span.end })
}

fn is_marked(marked: &[Marked], span: Span) -> bool {
    marked.iter().rev().take_while(|marked| marked.span.end > span.start).any(|marked| marked.span.overlaps(span))
}

/// The line short of an aside between dashes that ends it: "She wrote of it — a rare step — “…”".
fn without_aside(line: Line) -> Line {
    let is_dash = |at: usize| line.at(at).is_dash() && !line.at(at).is_glued();
    let closes = line.to.checked_sub(1).filter(|&last| last >= line.from && is_dash(last));
    let open = closes.and_then(|last| (line.from..last).rev().find(|&at| is_dash(at)));
    open.map_or(line, |open| line.cut(line.from, open))
}

/// A whole sentence in marks after a colon or a comma, with no verb of saying before it, is its sentence's subject's:
/// "Jane Doe opposed the plan: “…”".
fn led_in(analysis: &Analysis, near: Line, whole: Line, span: Span) -> Option<Attribution> {
    let last = near.at(near.to.wrapping_sub(1));
    let body = span.of(&analysis.text).trim_matches(|c| is_quote_mark(c) || c == ' ');
    let is_sentence = body.trim_start_matches('[').starts_with(char::is_uppercase)
        && (body.ends_with(['.', '?', '!', '…', ']']) || analysis.text[span.end as usize..].starts_with('.'))
        && body.split_whitespace().count() >= LED_IN_WORDS;
    let paper = (near.from.max(near.to.saturating_sub(PAPER_REACH_WORDS))..near.to).find(|&at| near.at(at).is(PAPER));
    let paper = paper.filter(|_| last.is_mark(':'));
    let is_comma =
        last.is_mark(',') && near.from == whole.from && !near.back(near.to, 2).is(PREPOSITION.or(CONJUNCTION));
    let is_led = (last.is_mark(':') || is_comma) && is_sentence;
    let main = speech::main_subject(whole, whole.to).filter(|_| is_led || paper.is_some());
    // "A statement from the king: “…”" is the king's.
    let issuer = paper.filter(|&at| near.is_one_of(at + 1, &["from", "by"]));
    let subject = issuer.and_then(|at| speech::phrase_after(near, at + 2)).or(main)?;
    // Someone with a name, an office or a pronoun, not a thing; a thing that issues a paper is somebody.
    let is_somebody = whole.at(subject.head).is(CAPITAL.or(ROLE).or(PAPER))
        || whole.is_one_of(subject.head, &["he", "she"])
        || paper.is_some_and(|at| at > subject.last);
    let speaker = Some(speaker(whole, subject)).filter(|_| is_somebody)?;
    Some(Attribution { cue: None, speaker: Some(speaker), is_after: false, end: span.end })
}

/// How far before a colon the paper stands that the quotation is from, in words.
const PAPER_REACH_WORDS: usize = 10;

/// The fewest words of a sentence in marks that needs no verb of saying.
const LED_IN_WORDS: usize = 5;

/// A quotation that opens a sentence may be introduced by the sentence before, when that ends in a colon.
fn introduced(analysis: &Analysis, words: &Words, span: Span) -> Option<Attribution> {
    let head = analysis.text[..span.start as usize].trim_end();
    if !head.ends_with([':', ',']) {
        return None;
    }
    let sentence = sentence(analysis, head.len() as u32 - 1)?;
    let line = words.line(Span { start: sentence.start, end: head.len() as u32 });
    // A comma leads in only right after the cue: "Jane Doe stated,".
    let is_lead = |speech: &Speech| head.ends_with(':') || speech.last + 2 == line.to;
    last_speech(line, &[])
        .filter(is_lead)
        .map(|speech| found(line, speech, speech.subject, false, span.end))
        .or_else(|| led_in(analysis, line, line, span))
}

/// The last cue of a line outside the `marked` words: a strong one if there is one, else any.
fn last_speech(line: Line, marked: &[Marked]) -> Option<Speech> {
    let mut speeches = speech::speeches(line);
    speeches.retain(|speech| !is_marked(marked, line.span(speech.first, speech.last)));
    let nearest = speeches.last();
    let strong = speeches.iter().rposition(|speech| speech.strength > Strength::Weak);
    let strong = strong.map(|at| with_subject(&speeches, at));
    // A weak cue nearer to the marks ("said he wanted what he called “…”") wins over a strong one far off.
    match (strong, nearest) {
        (Some(_), Some(weak)) if weak.strength == Strength::Weak && is_own(line, weak) => Some(*weak),
        (strong, nearest) => strong.or(nearest.copied()),
    }
}

/// The cue `speeches[at]`; who says something, "adding" more, is the one who says that too.
fn with_subject(speeches: &[Speech], at: usize) -> Speech {
    let speech = speeches[at];
    let is_near = speech.subject.is_some_and(|subject| subject.last + 1 == speech.first);
    let said = speeches[..at].iter().rev().find(|earlier| earlier.strength == Strength::Strong);
    match said.and_then(|said| said.subject) {
        Some(subject) if speech.strength == Strength::Participle && !is_near => {
            Speech { subject: Some(subject), ..speech }
        }
        _ => speech,
    }
}

/// A weak cue right before the marks, or in a clause of its own ("…, and he accused them of “…”").
fn is_own(line: Line, weak: &Speech) -> bool {
    let Some(subject) = weak.subject else { return false };
    let before = line.at(subject.first.wrapping_sub(1));
    line.to - weak.last <= 2 || subject.first > line.from && (before.is_mark(',') || before.is(CONJUNCTION))
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
        .find(|speech| is_said(line, speech, opens_with_comma) && speech.first - line.from <= CUE_REACH_WORDS)
        .or_else(|| any_verb(line).filter(|_| opens_with_comma))?;
    let subject = speech.subject?;
    let opens = subject.first.min(speech.first);
    // Nothing but marks and a short link stands between the quotation and its attribution.
    let gap = (line.from..opens).filter(|&at| line.at(at).is_word()).count();
    // "…,” while Jane Doe said" begins another clause.
    let opener = (line.from..opens).find(|&at| line.at(at).is_word());
    let is_turn = |at: usize| line.at(at).is(CONJUNCTION) && (Some(at) == opener || line.back(at, 1).is_mark(','));
    // "…,” nor any quarrel, he added" goes on with what was said.
    let goes_on = line.is_one_of(opener.unwrap_or(line.to), &["nor", "or", "and"])
        && line.back(opens, 1).is_mark(',')
        && opener.is_some_and(|opener| opener + 1 < opens);
    let turns = (line.from..opens).any(is_turn) && !goes_on;
    if turns && !line.at(speech.first).is(PREPOSITION) {
        return None;
    }
    let allowed = if speech.last < line.from + CUE_REACH_WORDS && opens_with_comma { 8 } else { 0 };
    (gap <= allowed).then(|| found(line, speech, Some(subject), true, end))
}

/// "…,” Ann Lee reminisced.": after a quotation that ends in a comma, a name and a verb that a mark follows.
fn any_verb(line: Line) -> Option<Speech> {
    let first = (line.from..line.to).find(|&at| line.at(at).is_word())?;
    let is_name = |at: usize| line.at(at).is(CAPITAL) && !line.at(at).is(PRONOUN.or(DETERMINER).or(CONJUNCTION));
    let is_pronoun = line.is_one_of(first, &["he", "she"]);
    let verb = if is_pronoun { first + 1 } else { (first..line.to).find(|&at| !is_name(at))? };
    let is_verb = verb > first && line.at(verb).is(ED) && !line.at(verb).is(CAPITAL);
    let ends = line.at(verb + 1).is_blank() || matches!(line.at(verb + 1).kind, Kind::Mark(',' | '.' | ';' | ':'));
    let subject = Some(Phrase { first, head: verb - 1, last: verb - 1 });
    let speech = Speech { first: verb, last: verb, subject, strength: Strength::Weak, is_turned: false };
    (is_verb && ends).then_some(speech)
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
