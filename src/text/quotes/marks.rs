//! Where quotation marks open and close, whatever their shape.
//!
//! Texts mix curly and straight marks, lose one of a pair, turn one the wrong way, put a blank on its wrong side, use
//! single marks for the outer quotation and apostrophes everywhere. Each mark's direction is told by its shape, then
//! by its neighbours, then by whether a quotation is open. Only the outer quotation is reported; marks inside it
//! belong to it.

use super::*;

/// A stretch between quotation marks, marks included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    pub span: Span,
    /// It goes on from the paragraph before.
    pub runs_on: bool,
    /// Its first or last character is no mark, for one was lost or the next paragraph takes it on.
    pub is_open_ended: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Open,
    Close,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    is_single: bool,
    shape: Direction,
    /// By its neighbours alone.
    place: Direction,
}

/// All marked stretches of the story blocks, in order, and the marks that have no partner.
pub fn find(text: &str, blocks: &IdVec<BlockId, Block>, sentences: &[Span]) -> (Vec<Marked>, Vec<Span>) {
    let story: Vec<Span> = blocks.iter().filter(|block| block.kind.is_story()).map(|block| block.span).collect();
    let marks: Vec<Vec<Mark>> = story.iter().map(|&span| marks_in(text, span)).collect();
    let mut reader = Reader { text, sentences, found: Vec::new(), lost: Vec::new(), carried: None };
    for (index, block) in story.iter().enumerate() {
        let next = marks.get(index + 1).and_then(|marks| marks.iter().find(|mark| !mark.is_single)).copied();
        let next = next.map(|mark| (mark, story[index + 1].start as usize));
        reader.read(*block, &marks[index], next);
    }
    (reader.found, reader.lost)
}

struct Reader<'a> {
    text: &'a str,
    sentences: &'a [Span],
    found: Vec<Marked>,
    lost: Vec<Span>,
    /// How the paragraph before ended: inside a quotation, and whether this one repeats the opening mark.
    carried: Option<Carried>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Carried {
    Repeated,
    Bare,
}

impl Reader<'_> {
    fn read(&mut self, block: Span, marks: &[Mark], next: Option<(Mark, usize)>) {
        let carried = self.carried.take();
        let mut open: Option<usize> = (carried == Some(Carried::Bare)).then_some(block.start as usize);
        let mut runs_on = carried.is_some();
        let mut depth = 0;
        let mut at = 0;
        while at < marks.len() {
            let mark = marks[at];
            at += 1;
            match (open, mark.is_single) {
                (Some(_), true) => {}
                (None, true) => at = self.single(marks, at - 1),
                (None, false) if opens(&mark) => {
                    open = Some(mark.start);
                    runs_on = runs_on && mark.start == block.start as usize;
                    depth = 0;
                }
                (None, false) => self.lone_close(mark, block),
                (Some(from), false) => {
                    if closes(&mark) {
                        if depth > 0 {
                            depth -= 1;
                            continue;
                        }
                        self.push(Span::new(from, mark.end), runs_on, carried == Some(Carried::Bare) && runs_on);
                        (open, runs_on) = (None, false);
                    } else if is_nested(&marks[at..]) {
                        depth += 1;
                    } else if let Some(end) = self.sentence_end(from, mark.start) {
                        // The first was never closed: it ends with its sentence.
                        self.lost.push(Span::new(from, from + self.first_len(from)));
                        self.push(Span::new(from, end), runs_on, true);
                        (open, runs_on) = (Some(mark.start), false);
                    }
                }
            }
        }
        if let Some(from) = open {
            self.close_block(from, block, runs_on, next);
        }
    }

    fn push(&mut self, span: Span, runs_on: bool, is_open_ended: bool) {
        let trimmed = span.of(self.text).trim_end().len();
        let span = Span::new(span.start as usize, span.start as usize + trimmed);
        if trimmed > 0 {
            self.found.push(Marked { span, runs_on, is_open_ended });
        }
    }

    fn first_len(&self, at: usize) -> usize {
        self.text[at..].chars().next().map_or(0, char::len_utf8)
    }

    /// A paragraph ends inside a quotation that began at `from`.
    fn close_block(&mut self, from: usize, block: Span, runs_on: bool, next: Option<(Mark, usize)>) {
        let end = block.end as usize;
        match next {
            Some((mark, start)) if mark.start == start && opens(&mark) => self.carried = Some(Carried::Repeated),
            Some((mark, _)) if mark.shape == Direction::Close && mark.place != Direction::Open => {
                self.carried = Some(Carried::Bare);
            }
            _ => self.lost.push(Span::new(from, from + self.first_len(from))),
        }
        let is_whole = from == block.start as usize || self.carried.is_some();
        let end = if is_whole { end } else { self.sentence_end(from, end).unwrap_or(end) };
        self.push(Span::new(from, end), runs_on, true);
    }

    /// The end of the sentence that holds `from`, if it lies before `limit`.
    fn sentence_end(&self, from: usize, limit: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|span| span.start as usize <= from);
        let end = self.sentences.get(after.checked_sub(1)?)?.end as usize;
        (end > from && end <= limit).then_some(end)
    }

    /// A closing mark without an opening one: words right before it that end like a quotation are one, back to the
    /// start of their sentence.
    fn lone_close(&mut self, mark: Mark, block: Span) {
        self.lost.push(Span::new(mark.start, mark.end));
        let ends_words = self.text[..mark.start].trim_end().ends_with([',', '?', '!']);
        let after = self.sentences.partition_point(|span| span.start as usize <= mark.start);
        let Some(sentence) = after.checked_sub(1).and_then(|index| self.sentences.get(index)) else { return };
        let from = sentence.start.max(block.start) as usize;
        let is_free = self.found.last().is_none_or(|last| last.span.end as usize <= from);
        if ends_words && is_free && from < mark.start {
            self.push(Span::new(from, mark.end), false, true);
        }
    }

    /// A quotation in single marks that begins at `marks[at]`; gives the next mark to read.
    fn single(&mut self, marks: &[Mark], at: usize) -> usize {
        let mark = marks[at];
        let is_opener = mark.place == Direction::Open && mark.shape != Direction::Close;
        if !is_opener || is_elision(&self.text[mark.end..]) {
            return at + 1;
        }
        match single_close(self.text, marks, at) {
            Some(close) => {
                self.push(Span::new(mark.start, marks[close].end), false, false);
                close + 1
            }
            None => at + 1,
        }
    }
}

/// The longest quotation in single marks, in bytes: beyond it an apostrophe was taken for one.
const LONGEST_SINGLE_BYTES: usize = 1200;

/// The mark that closes the single mark at `at`: one after punctuation, else the first that is no plural possessive.
fn single_close(text: &str, marks: &[Mark], at: usize) -> Option<usize> {
    let from = marks[at].end;
    let mut doubtful = None;
    for (index, mark) in marks.iter().enumerate().skip(at + 1) {
        if mark.end - from > LONGEST_SINGLE_BYTES || (mark.is_single && mark.place == Direction::Open) {
            break;
        }
        if !mark.is_single || mark.place != Direction::Close {
            continue;
        }
        let before = text[..mark.start].chars().next_back().unwrap_or(' ');
        let after = text[mark.end..].trim_start();
        let goes_on = after.len() < text.len() - mark.end && after.starts_with(char::is_lowercase);
        if before == 's' && goes_on {
            doubtful = doubtful.or(Some(index));
            continue;
        }
        return Some(index);
    }
    doubtful
}

/// Words that begin with an apostrophe.
fn is_elision(after: &str) -> bool {
    let word_end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let word = &after[..word_end];
    word.starts_with(|c: char| c.is_ascii_digit())
        || ["em", "til", "tis", "twas", "cause", "n", "round", "bout"]
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
}

/// After an opening mark inside a quotation: two closing marks come before the next opening one.
fn is_nested(rest: &[Mark]) -> bool {
    let mut doubles = rest.iter().filter(|mark| !mark.is_single);
    doubles.next().is_some_and(closes) && doubles.next().is_some_and(closes)
}

/// With nothing open.
fn opens(mark: &Mark) -> bool {
    match mark.shape {
        Direction::Open => mark.place != Direction::Close,
        Direction::Close => mark.place == Direction::Open,
        Direction::Either => mark.place != Direction::Close,
    }
}

/// With a quotation open.
fn closes(mark: &Mark) -> bool {
    match mark.shape {
        Direction::Close => true,
        Direction::Open => mark.place == Direction::Close,
        Direction::Either => mark.place != Direction::Open,
    }
}

/// The quotation marks of a block, in order.
fn marks_in(text: &str, block: Span) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let (start, end) = (block.start as usize, block.end as usize);
    let mut marks = Vec::new();
    let mut at = start;
    while at < end {
        // Quotation marks begin with one of these bytes; everything else is passed over without decoding.
        if !matches!(bytes[at], b'"' | b'\'' | b'`' | 0xc2 | 0xe2) {
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let doubled = (c == '\'' || c == '`') && bytes.get(at + 1) == Some(&bytes[at]);
        let length = if doubled { 2 } else { c.len_utf8() };
        if let Some((shape, is_single)) = shape_of(c, doubled) {
            let place = place_of(&text[start..at], &text[(at + length).min(end)..end]);
            marks.push(Mark { start: at, end: at + length, is_single, shape, place });
        }
        at += length;
    }
    marks
}

/// What a character is by its shape: its direction, and whether it is a single mark.
fn shape_of(c: char, doubled: bool) -> Option<(Direction, bool)> {
    Some(match (c, doubled) {
        ('`', true) => (Direction::Open, false),
        ('\'', true) | ('"', _) => (Direction::Either, false),
        ('“' | '„' | '«', _) => (Direction::Open, false),
        ('”' | '‟' | '»', _) => (Direction::Close, false),
        ('‘' | '‚', _) => (Direction::Open, true),
        ('\'', false) => (Direction::Either, true),
        // Also the apostrophe; at a word's head it is one, so it never opens.
        ('’', _) => (Direction::Close, true),
        _ => return None,
    })
}

/// What a mark between `before` and `after` is by its neighbours.
fn place_of(before: &str, after: &str) -> Direction {
    let (left, right) = (before.chars().next_back(), after.chars().next());
    let is_gap = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([{—–/-".contains(c));
    let is_end = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}—–…-".contains(c));
    let is_measure = left.is_some_and(|c| c.is_ascii_digit()) && !right.is_none_or(|c| c.is_alphabetic());
    match (is_gap(left), is_end(right)) {
        (true, false) => Direction::Open,
        (false, true) => Direction::Close,
        _ if is_measure => Direction::Close,
        _ => Direction::Either,
    }
}
