//! Quotations and reported speech with who speaks.
//!
//! [`marks`] finds the marked stretches, [`turns`] the answers of an interview, which need no marks; here each becomes
//! direct or scare and is tied to the one it goes on with; [`attribution`] finds cue and speaker in the sentence around it, [`speakers`] follows the speaker to a mention, and
//! [`indirect`] finds reported clauses in what is left. The order is that of the text, since "he" and "the ministry"
//! look back.

use super::words::lexicon::*;
use super::words::*;
use super::*;

mod attribution;
mod indirect;
mod marks;
mod naming;
mod speakers;
mod turns;

use attribution::Attribution;
use marks::Marked;
use speakers::History;
use turns::Turn;

/// What was found, with a warning where marks have no partner.
pub struct Quotes {
    pub quotes: IdVec<QuoteId, Quote>,
    pub warning: Option<Warning>,
}

/// All quotations of the story in order of their place.
///
/// `analysis` must hold blocks, sentences and mentions.
pub fn find(analysis: &Analysis, words: &Words) -> Quotes {
    let sentences = analysis.sentences.as_slice();
    let (marked, lost) = marks::find(&analysis.text, &analysis.blocks, sentences);
    let turns = turns::find(analysis);
    // Marks inside a turn belong to it, as nested ones do.
    let is_inside = |span: Span| {
        let after = turns.partition_point(|turn| turn.span.end <= span.start);
        turns.get(after).is_some_and(|turn| turn.span.overlaps(span))
    };
    let outside = (0..marked.len()).filter(|&index| !is_inside(marked[index].span));
    let mut drafts: Vec<Draft> = outside.map(|index| Draft::new(analysis, words, &marked, index)).collect();
    if !turns.is_empty() {
        drafts.extend(turns.into_iter().map(Draft::turn));
        drafts.sort_by_key(|draft| draft.span.start);
    }
    chain(analysis, &mut drafts);
    for draft in &mut drafts {
        if draft.form == QuoteForm::Direct && draft.continues.is_none() && is_phrase(analysis, words, draft) {
            draft.form = QuoteForm::Scare;
        }
    }
    let is_direct = |draft: &&Draft| draft.form == QuoteForm::Direct;
    let direct: Vec<Span> = drafts.iter().filter(is_direct).map(|draft| draft.span).collect();
    for &sentence in sentences {
        let after = direct.partition_point(|span| span.end <= sentence.start);
        if direct.get(after).is_none_or(|span| !span.overlaps(sentence)) {
            drafts.extend(indirect::find(words.line(sentence)).into_iter().map(Draft::reported));
        }
    }
    let quotes = settle(analysis, words, drafts);
    Quotes { quotes, warning: unbalanced(&lost) }
}

fn unbalanced(lost: &[Span]) -> Option<Warning> {
    let message = match lost.len() {
        0 => return None,
        1 => "A quotation mark has no partner, so where its quotation begins or ends is a guess".to_string(),
        n => format!("{n} quotation marks have no partner, so where their quotations begin or end is a guess"),
    };
    Some(Warning { kind: WarningKind::Quotes, span: lost.first().copied(), message })
}

/// A quotation under way. `continues` counts drafts.
struct Draft {
    span: Span,
    form: QuoteForm,
    runs_on: bool,
    continues: Option<usize>,
    attribution: Attribution,
    /// Who speaks, where a label before the words says it.
    person: Option<MentionId>,
}

impl Draft {
    fn new(analysis: &Analysis, words: &Words, all: &[Marked], index: usize) -> Draft {
        let marked = all[index];
        let mut attribution = attribution::attribute(analysis, words, all, index);
        let form = form(analysis, words, &marked, &attribution);
        let is_sign = form == QuoteForm::Scare && is_shown(analysis, words, marked.span, &attribution);
        if is_sign || form == QuoteForm::Scare && !is_given(words, &attribution, marked.span) {
            attribution = Attribution { end: marked.span.end, ..Attribution::default() };
        }
        Draft { span: marked.span, form, runs_on: marked.runs_on, continues: None, attribution, person: None }
    }

    fn turn(turn: Turn) -> Draft {
        let attribution = Attribution { cue: None, speaker: turn.speaker, is_after: false, end: turn.span.end };
        let runs_on = turn.speaker.is_none();
        Draft { span: turn.span, form: QuoteForm::Direct, runs_on, continues: None, attribution, person: turn.person }
    }

    fn reported(reported: indirect::Reported) -> Draft {
        let attribution = Attribution {
            cue: Some(reported.cue),
            speaker: Some(reported.speaker),
            is_after: false,
            end: reported.span.end,
        };
        let (form, runs_on) = (QuoteForm::Indirect, false);
        Draft { span: reported.span, form, runs_on, continues: None, attribution, person: None }
    }
}

/// A word or two in marks are someone's when a cue of saying stands before them, or any cue right before them ("what
/// he called “…”").
fn is_given(words: &Words, attribution: &Attribution, span: Span) -> bool {
    let Some(cue) = attribution.cue.filter(|cue| cue.end <= span.start) else { return false };
    let line = words.line(cue);
    let between = words.line(Span { start: cue.end, end: span.start });
    line.at(line.to.wrapping_sub(1)).is(SAY.or(SAYING)) || between.to - between.from <= 2
}

/// A scare quote has at most this many words besides an article.
const LONGEST_SCARE_WORDS: usize = 2;

/// The name of a film or a book has at most this many words besides articles.
const LONGEST_TITLE_WORDS: usize = 10;

/// Direct or scare: a word or two in the writer's own sentence are scare, but "No," he said is a quotation.
fn form(analysis: &Analysis, words: &Words, marked: &Marked, attribution: &Attribution) -> QuoteForm {
    let line = words.line(marked.span);
    let inner = (line.from..line.to).filter(|&at| line.at(at).is_word() || line.at(at).is_digits());
    // "Null and void" is two words, and three where somebody says it.
    let is_given = attribution.speaker.is_some() && is_given(words, attribution, marked.span);
    let glued = |at: usize| line.at(at).is_glued() && line.before(at).is_dash();
    let is_article = |at: usize| line.is_one_of(at, &["a", "an", "the"]);
    let is_link = |at: usize| line.at(at).is(DETERMINER.or(POSSESSIVE)) || line.is_one_of(at, &["and", "or"]);
    let is_small = |at: usize| is_article(at) || glued(at) || !is_given && is_link(at);
    let count = inner.clone().filter(|&at| !is_small(at)).count();
    let text = &analysis.text;
    let body = marked.span.of(text).trim_matches(attribution::is_quote_mark).trim();
    let is_shown = || is_shown(analysis, words, marked.span, attribution);
    if body.starts_with('#') || is_listed(analysis, words, marked.span) || is_shown() {
        return QuoteForm::Scare;
    }
    let head = text[..marked.span.start as usize].trim_end();
    // Words in marks that begin their sentence, or follow a comma or a colon, are said; others stand in a sentence.
    let opens_sentence =
        analysis.sentence_at(marked.span.start).is_some_and(|id| analysis.sentences[id].start == marked.span.start);
    let stands_alone = opens_sentence || head.is_empty() || head.ends_with([',', ':', '.', '!', '?', '”', '"']);
    let ends = body.ends_with(['.', '?', '!', '…']) || body.ends_with(',') && stands_alone;
    let is_title = count <= LONGEST_TITLE_WORDS
        && !ends
        && inner.clone().all(|at| {
            let word = line.at(at);
            word.is(CAPITAL.or(DETERMINER).or(PREPOSITION).or(CONJUNCTION).or(POSSESSIVE)) || word.is_digits()
        })
        && inner.clone().any(|at| line.at(at).is(CAPITAL));
    if count > LONGEST_SCARE_WORDS && !is_title {
        return QuoteForm::Direct;
    }
    let is_sentence = body.starts_with(char::is_uppercase) && ends;
    let goes_on = text[marked.span.end as usize..].trim_start().starts_with(char::is_lowercase);
    let is_said = is_sentence && attribution.cue.is_some() && (stands_alone || head.ends_with(','))
        || head.ends_with(':') && !goes_on;
    if is_said || is_sentence && marked.runs_on { QuoteForm::Direct } else { QuoteForm::Scare }
}

/// A title in a list of sources: "“Storm hits the coast” — Lake News, August 15, 2008" to the end of its paragraph.
fn is_listed(analysis: &Analysis, words: &Words, span: Span) -> bool {
    let Some(block) = analysis.block_at(span.start).map(|id| analysis.blocks[id].span) else { return false };
    let line = words.line(Span { start: span.end, end: block.end.max(span.end) });
    let last = line.to.saturating_sub(1 + usize::from(line.at(line.to.wrapping_sub(1)).is_mark('.')));
    let is_year = line.at(last).digits().is_some_and(|year| (1900.0..2100.0).contains(&year));
    let body = span.of(&analysis.text).trim_end_matches(attribution::is_quote_mark);
    is_year
        && line.at(line.from).is_dash()
        && last - line.from <= LONGEST_REFERENCE_WORDS
        && !body.ends_with(['.', ',', '!', '…'])
}

/// From the dash after a title to the year that ends its reference.
const LONGEST_REFERENCE_WORDS: usize = 14;

/// Words of a placard, a banner or the like, which nobody says: "a sign that read “…”", "the “…” poster".
fn is_shown(analysis: &Analysis, words: &Words, span: Span, attribution: &Attribution) -> bool {
    // "Poster" may be who posts; as a sign it stands right after its words.
    const POSTERS: &[&str] = &["poster", "posters"];
    const SIGNS: &[&str] = &[
        "banner",
        "banners",
        "sign",
        "signs",
        "placard",
        "placards",
        "slogan",
        "slogans",
        "hashtag",
        "hashtags",
        "graffiti",
        "inscription",
        "inscriptions",
    ];
    let Some(sentence) = analysis.sentence_at(span.start).map(|id| analysis.sentences[id]) else { return false };
    let before = words.line(Span { start: sentence.start.min(span.start), end: span.start });
    let last = analysis.sentence_at(span.end - 1).map_or(sentence, |id| analysis.sentences[id]);
    let after = words.line(Span { start: span.end, end: last.end.max(span.end) });
    if after.is_one_of(after.from, SIGNS) || after.is_one_of(after.from, POSTERS) {
        return true;
    }
    let Some(sign) = (before.from..before.to).rev().take(SIGN_REACH_WORDS).find(|&at| before.is_one_of(at, SIGNS))
    else {
        return false;
    };
    // "She held a banner and said “…”": a cue with a subject of its own.
    let is_said =
        |cue: Span| (sign..before.to).any(|at| before.at(at).is(CONJUNCTION) && before.at(at).span.end <= cue.start);
    !attribution.is_after && !attribution.cue.is_some_and(is_said)
}

/// How far before the marks the sign stands, in words.
const SIGN_REACH_WORDS: usize = 7;

/// A phrase in marks that nobody is said to have said has at most this many words.
const LONGEST_PHRASE_WORDS: usize = 6;

/// A few words in the middle of the writer's own sentence that no cue gives to anybody are a phrase ("a “friend to all
/// and enemy to none”"), not a statement.
fn is_phrase(analysis: &Analysis, words: &Words, draft: &Draft) -> bool {
    let Some(sentence) = analysis.sentence_at(draft.span.start) else { return false };
    let body = draft.span.of(&analysis.text).trim_matches(attribution::is_quote_mark).trim();
    let line = words.line(draft.span);
    let is_counted = |at: &usize| line.at(*at).is_word() || line.at(*at).is_digits();
    draft.attribution.speaker.is_none()
        && draft.attribution.cue.is_none()
        && !draft.runs_on
        && analysis.sentences[sentence].start < draft.span.start
        && body.starts_with(char::is_lowercase)
        && (line.from..line.to).filter(is_counted).count() <= LONGEST_PHRASE_WORDS
        && !analysis.text[..draft.span.start as usize].trim_end().ends_with(':')
}

/// Ties quotations to those they go on with and hands the speaker on.
fn chain(analysis: &Analysis, drafts: &mut [Draft]) {
    let mut last_direct = None;
    for index in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(index);
        let draft = &mut rest[0];
        if draft.form != QuoteForm::Direct {
            continue;
        }
        let Some(from) = last_direct.replace(index) else { continue };
        let previous = &before[from];
        let goes_on = draft.runs_on || interrupts(analysis, previous, draft);
        let is_anonymous = draft.attribution.speaker.is_none();
        if goes_on {
            draft.continues = Some(from);
        }
        let is_next = || follows(analysis, previous, draft) || adds(analysis, previous, draft);
        if is_anonymous && (goes_on || is_next()) {
            let end = draft.attribution.end;
            let cue = if goes_on { previous.attribution.cue } else { draft.attribution.cue };
            draft.attribution = Attribution { end, cue, ..previous.attribution };
        }
    }
}

/// The longest attribution between two halves of one quotation, in bytes.
const LONGEST_INTERRUPTION_BYTES: u32 = 220;

/// Only the attribution of `previous` stands between the two: "…," she said, "…".
fn interrupts(analysis: &Analysis, previous: &Draft, draft: &Draft) -> bool {
    let same_block = analysis.block_at(previous.span.start) == analysis.block_at(draft.span.start);
    let is_near = draft.span.start - previous.span.end <= LONGEST_INTERRUPTION_BYTES;
    let tail = previous.attribution.end.min(draft.span.start).max(previous.span.end);
    let gap = analysis.text[tail as usize..draft.span.start as usize].trim();
    let is_led = draft.attribution.cue.is_some_and(|cue| {
        cue.end <= draft.span.start && Some(cue) != previous.attribution.cue && !previous.attribution.is_after
    });
    let goes_back = previous.attribution.is_after && gap.trim_matches([',', '.', ':']).is_empty();
    same_block && is_near && goes_back && !is_led
}

/// A cue without a subject right after the quotation before ("…,” adding, “…"), or a whole sentence in marks right
/// after one that ends in a quotation.
fn adds(analysis: &Analysis, previous: &Draft, draft: &Draft) -> bool {
    let (from, to) = (previous.span.end, draft.span.start);
    let cue = draft.attribution.cue.filter(|cue| cue.start >= from && cue.end <= to);
    let gap = analysis.text[from as usize..to as usize].trim();
    let is_short =
        to - from <= LONGEST_ADDING_BYTES && gap.trim_start_matches([',', ' ']).starts_with(char::is_lowercase);
    if cue.is_some() {
        return is_short && !gap.contains('.');
    }
    let sentence = |at: u32| analysis.sentence_at(at).map(|id| id.index());
    let is_next = sentence(previous.span.end - 1).zip(sentence(to)).is_some_and(|(last, here)| last + 1 == here);
    let opens = sentence(to).is_some_and(|here| analysis.sentences[SentenceId::from_index(here)].start == to);
    is_next && opens && draft.attribution.cue.is_none() && analysis.block_at(from - 1) == analysis.block_at(to)
}

/// The longest "and further adding" between two quotations of one speaker, in bytes.
const LONGEST_ADDING_BYTES: u32 = 40;

/// A quotation that fills its paragraph, right after a paragraph whose last words were quoted.
fn follows(analysis: &Analysis, previous: &Draft, draft: &Draft) -> bool {
    let (Some(here), Some(there)) = (analysis.block_at(draft.span.start), analysis.block_at(previous.span.start))
    else {
        return false;
    };
    let block = analysis.blocks[here].span;
    let fills = draft.span.start == block.start && draft.span.end == block.end;
    let gap = &analysis.text[previous.span.end as usize..draft.span.start as usize];
    let is_bare = gap.trim().is_empty() && here == there;
    is_bare || fills && here.index() == there.index() + 1
}

/// Sorts the drafts, follows speakers in the order of the text, and makes quotes of them.
fn settle(analysis: &Analysis, words: &Words, drafts: Vec<Draft>) -> IdVec<QuoteId, Quote> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&index| (drafts[index].span.start, drafts[index].span.end));
    let mut place = vec![0; drafts.len()];
    order.iter().enumerate().for_each(|(rank, &index)| place[index] = rank);
    let mut history = History::default();
    let mut quotes: IdVec<QuoteId, Quote> = IdVec::new();
    for &index in &order {
        let draft = &drafts[index];
        let id = quotes.push(Quote {
            span: draft.span,
            form: draft.form,
            continues: None,
            speaker: None,
            speaker_span: None,
            cue: draft.attribution.cue,
        });
        let told = || draft.attribution.speaker.and_then(|said_by| history.resolve(analysis, words, said_by, &quotes));
        let adding = || history.adds(analysis, words, draft.attribution.speaker?, draft.attribution.cue?);
        let resolved = draft.person.or_else(told).or_else(adding);
        // Words of its own for another speaker make it a quotation of its own; "he" and "the president" may be the same.
        let is_anothers = |id: QuoteId| {
            let own = draft.attribution.speaker.map(|speaker| words.line(speaker.head));
            own.is_some_and(|own| own.to - own.from != 1 || !own.at(own.from).is(PRONOUN.or(ROLE)))
                && resolved != quotes[id].speaker
        };
        let continues = draft.continues.map(|from| QuoteId::from_index(place[from])).filter(|&id| !is_anothers(id));
        let inherited = continues.and_then(|id| quotes[id].speaker);
        let is_bare =
            draft.form == QuoteForm::Direct && draft.attribution.speaker.is_none() && draft.attribution.cue.is_none();
        let is_free = is_bare && continues.is_none();
        let going_on = || is_free.then(|| history.goes_on(analysis, words, draft.span)).flatten();
        let speaker = resolved.or(inherited).or_else(going_on);
        let said_by = draft.attribution.speaker.map(|said_by| match speaker {
            Some(_) => said_by.span,
            None => history.words(analysis, words, said_by),
        });
        if let Some(words) = said_by.or(speaker.map(|_| draft.span)) {
            history.note(speaker, words, draft.span.end);
        }
        quotes[id] = Quote { continues, speaker, speaker_span: said_by, ..quotes[id].clone() };
    }
    quotes
}

#[cfg(test)]
mod tests;
