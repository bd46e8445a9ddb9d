//! Who says a figure, and as of when.

use super::*;
use crate::text::speech;

/// Fills in the source and the day of every figure of the sentence.
pub fn attribute(scene: &mut Scene, analysis: &Analysis) {
    if scene.found.is_empty() {
        return;
    }
    let line = scene.line;
    let mut sources = speech::sources(line);
    // "Dozens claimed …" speaks of the dozens, not by them.
    sources.retain(|source| scene.found.iter().all(|found| found.first > source.last || found.last < source.first));
    let dated = as_of(scene);
    for found in &mut scene.found {
        let span = found.figure.span;
        let quoted = quoted_by(analysis, span);
        let said = sources.iter().filter(|source| source.last < found.first || source.first > found.last);
        let said = said.min_by_key(|source| source.distance(found.first, found.last));
        found.figure.attributed_to =
            quoted.or_else(|| said.map(|source| line.span(source.first, source.last).of(line.source()).to_string()));
        if found.figure.unit != "year" {
            found.figure.as_of = dated.or_else(|| said.and_then(|source| said_on(scene.published, line, source.cue)));
        }
    }
}

/// The speaker of the quotation that holds `span`, in the text's words.
fn quoted_by(analysis: &Analysis, span: Span) -> Option<String> {
    let after = analysis.quotes.as_slice().partition_point(|quote| quote.span.start <= span.start);
    let quote = analysis.quotes.as_slice()[..after].iter().rev().take(4).find(|quote| quote.span.contains(span))?;
    let named = quote.speaker.map(|id| analysis.mentions[id].span);
    named.or(quote.speaker_span).map(|span| span.of(&analysis.text).to_string())
}

/// The day of "as of midday Thursday" or "by Monday".
fn as_of(scene: &Scene) -> Option<Date> {
    let line = scene.line;
    let date = scene.dates.iter().find(|date| {
        let before = (1..=3).map(|step| date.first.wrapping_sub(step)).take_while(|&at| line.at(at).is_word());
        let of = before.into_iter().find(|&at| !line.at(at).is(DAYPART) && !line.at(at).is(DETERMINER));
        of.is_some_and(|at| line.says(at, "by") || line.says(at, "of") && line.says(at.wrapping_sub(1), "as"))
    })?;
    dates::resolve(line, date, scene.published).map(|(_, to)| to)
}

/// The day on which it was said: a date right before or after the cue.
fn said_on(published: Option<Date>, line: Line, cue: usize) -> Option<Date> {
    let near = line.cut(cue.saturating_sub(3), cue + 5);
    let date = dates::find(near).into_iter().find(|date| {
        let gap = |from: usize, to: usize| (from..to).all(|at| line.at(at).is(PREPOSITION.or(DAYPART)));
        gap(cue + 1, date.first) || gap(date.last + 1, cue)
    })?;
    dates::resolve(line, &date, published).and_then(|(from, to)| (from == to).then_some(to))
}
