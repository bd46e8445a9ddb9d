//! Lines of a text, and whether they are hard-wrapped.

use crate::base::Span;

/// Words are counted up to here: more make no difference to any rule.
pub const MANY_WORDS: usize = 120;

/// The number of words, parted by white space, or `most` where there are more.
pub fn count_words(text: &str, most: usize) -> usize {
    let mut count = 0;
    let mut is_parted = true;
    for c in text.chars() {
        let is_blank = c.is_whitespace();
        if is_parted && !is_blank {
            if count == most {
                break;
            }
            count += 1;
        }
        is_parted = is_blank;
    }
    count
}

/// A line without the white space around it, never empty; several lines where the text is hard-wrapped.
#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    pub text: &'t str,
    /// Byte in the document.
    pub start: usize,
    /// Its number in the document, blank lines counted.
    pub number: usize,
}

impl Line<'_> {
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
}

/// The lines of a text that hold more than white space.
pub fn read(text: &str, may_join: bool) -> Vec<Line<'_>> {
    // Old Macintosh files part lines by carriage returns alone.
    let mark = if text.contains('\n') { '\n' } else { '\r' };
    let mut start = 0;
    let mut lines = vec![];
    for (number, raw) in text.split(mark).enumerate() {
        let trimmed = raw.trim();
        if !trimmed.is_empty() {
            lines.push(Line { text: trimmed, start: start + (raw.len() - raw.trim_start().len()), number });
        }
        start += raw.len() + 1;
    }
    match wrap_width(&lines) {
        Some(width) if may_join => join(text, &lines, width),
        _ => lines,
    }
}

/// Whether a line ends as sentences do, closing marks left aside.
pub fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', ' ', '\u{a0}'])
        .ends_with(['.', '?', '!', '…', '。', '؟', '।'])
}

fn length(line: &Line) -> usize {
    line.text.chars().take(200).count()
}

/// The width at which a text was wrapped, in characters: many lines of nearly one length, few of which end a sentence.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let width = lines.iter().map(length).max()?;
    let followed: Vec<&Line> =
        lines.windows(2).filter(|two| two[1].number == two[0].number + 1).map(|two| &two[0]).collect();
    let long = followed.iter().filter(|line| length(line) * 4 >= width * 3).count();
    let ended = followed.iter().filter(|line| ends_sentence(line.text)).count();
    let is_wrapped = (50..=100).contains(&width)
        && followed.len() >= 5
        && long * 10 >= followed.len() * 7
        && ended * 10 <= followed.len() * 4;
    is_wrapped.then_some(width)
}

/// Joins neighbouring lines; a line much shorter than the width ends its paragraph.
fn join<'t>(text: &'t str, lines: &[Line<'t>], width: usize) -> Vec<Line<'t>> {
    let mut joined: Vec<Line> = vec![];
    let mut last: Option<&Line> = None;
    for line in lines {
        let goes_on = last.is_some_and(|it| line.number == it.number + 1 && length(it) * 5 >= width * 3);
        match joined.last_mut() {
            Some(open) if goes_on => open.text = &text[open.start..line.start + line.text.len()],
            _ => joined.push(*line),
        }
        last = Some(line);
    }
    joined
}
