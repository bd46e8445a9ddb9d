//! The day an article was published: given, stated, inferred or unknown.
//!
//! A page carries many days that are not the article's: the day it was fetched in a site's header, days of other
//! articles, days the story tells of. So a day counts as *stated* only where it stands as an article's date: after a
//! cue ("Published:"), in a byline or dateline, or alone on a line between headline and story. A day is *inferred*
//! only from a full date that belongs to the events told (in a caption, or with its weekday) together with weekdays
//! told in the past that lie close around it. A site header's day only bounds it from above. Where an article does not
//! say enough, another one on the same event may ([`beside`]).

use super::*;

/// The outcome, with a warning whenever the day was not given or stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    pub date: Option<Date>,
    pub from: PublishedFrom,
    pub warning: Option<Warning>,
}

/// Words that announce an article's date, best evidence first.
const CUES: &[&str] = &["published", "posted", "issued", "dateline", "date", "updated", "modified"];

/// A cue stands this near to the head of its line, and the day this near after it, in words.
const CUE_REACH_WORDS: usize = 4;

/// A line of more bytes than this tells a story and states no date.
const LONGEST_STATEMENT_BYTES: usize = 160;

/// The day of publication of the article in `analysis`, whose blocks, title and sentences are known.
pub fn publication(analysis: &Analysis, words: &Words) -> Publication {
    if let Some(date) = analysis.facts.published {
        return Publication { date: Some(date), from: PublishedFrom::Given, warning: None };
    }
    if let Some((date, _)) = stated(analysis, words) {
        return Publication { date: Some(date), from: PublishedFrom::Stated, warning: None };
    }
    let page_day = page_day(analysis, words);
    let told = Told::gather(analysis, words);
    match inferred(&told, page_day) {
        Some((date, message)) => {
            Publication { date: Some(date), from: PublishedFrom::Inferred, warning: Some(warning(message)) }
        }
        None => Publication { date: None, from: PublishedFrom::None, warning: Some(warning(unknown(&told, page_day))) },
    }
}

fn warning(message: String) -> Warning {
    Warning { kind: WarningKind::Date, span: None, message }
}

/// A single full day.
fn full_day(expression: &Expression) -> Option<Date> {
    match expression.when {
        When::Fixed(from, to) if from == to => Some(from),
        _ => None,
    }
}

/// The day that the article's own lines state, by rank of evidence and then by place.
fn stated(analysis: &Analysis, words: &Words) -> Option<(Date, Span)> {
    let title_end = analysis.title_span.map_or(0, |span| span.end);
    let mut best: Option<(usize, Date, Span)> = None;
    for block in analysis.blocks.iter() {
        let line = words.line(block.span);
        let found = match block.kind {
            BlockKind::Paragraph | BlockKind::Caption => dateline(line)
                .map(|date| (0, date))
                .or_else(|| (block.span.len() <= LONGEST_STATEMENT_BYTES).then(|| announced(line)).flatten()),
            BlockKind::Headline => None,
            _ if block.span.len() > LONGEST_STATEMENT_BYTES => None,
            BlockKind::Dateline | BlockKind::Byline => {
                announced(line).or_else(|| find(line).iter().find_map(full_day).map(|date| (1, date)))
            }
            _ => announced(line).or_else(|| {
                let is_under_title = block.span.start >= title_end && title_end > 0;
                let is_near = block.span.start < title_end.saturating_add(LONGEST_STATEMENT_BYTES as u32 * 4);
                (is_under_title && is_near).then(|| alone(line).map(|date| (2, date))).flatten()
            }),
        };
        if let Some((rank, date)) = found
            && best.is_none_or(|(other, ..)| rank < other)
        {
            best = Some((rank, date, block.span));
        }
    }
    best.map(|(_, date, span)| (date, span))
}

/// A day after a cue at the head of a line ("Updated: January 6, 2022 10:30"), with the cue's rank.
fn announced(line: Line) -> Option<(usize, Date)> {
    let head = line.from..(line.from + CUE_REACH_WORDS).min(line.to);
    for at in head {
        let Some(rank) = CUES.iter().position(|cue| line.says(at, cue)) else { continue };
        let found = find(line.cut(at + 1, at + 1 + CUE_REACH_WORDS * 3));
        let date = found.iter().filter(|found| found.first <= at + CUE_REACH_WORDS).find_map(full_day);
        return date.map(|date| (rank, date));
    }
    None
}

/// A line that holds a day and, at most, a clock time.
fn alone(line: Line) -> Option<Date> {
    let found = find(line);
    let [expression] = found.as_slice() else { return None };
    let rest = (line.from..expression.first).chain(expression.last + 1..line.to);
    let is_clock = |at: usize| {
        let word = line.at(at);
        !word.is_word() || word.is(CLOCK) || line.is_one_of(at, &["at", "on"]) || word.is(UPPER)
    };
    rest.into_iter().all(is_clock).then(|| full_day(expression)).flatten()
}

/// "LONDON, Jan. 6, 2022 (Agency) - …" at the head of a paragraph.
fn dateline(line: Line) -> Option<Date> {
    let head = line.cut(line.from, line.from + 20);
    let expression = find(head).into_iter().next()?;
    let names = (line.from..expression.first).all(|at| !line.at(at).is_word() || line.at(at).is(CAPITAL));
    let has_place = line.at(line.from).is(CAPITAL) && expression.first > line.from;
    let after = line.at(expression.last + 1);
    let closes = after.is_mark('(') || after.is_dash() || after.is_mark(':');
    (names && has_place && closes && !line.at(line.from).is(WEEKDAY)).then(|| full_day(&expression)).flatten()
}

/// The latest full day in the site's furniture above the story: the page was fetched or built then.
fn page_day(analysis: &Analysis, words: &Words) -> Option<Date> {
    let short = analysis.blocks.iter().filter(|block| block.span.len() <= LONGEST_STATEMENT_BYTES);
    short
        .filter_map(|block| match block.kind {
            BlockKind::Boilerplate => find(words.line(block.span)).iter().filter_map(full_day).max(),
            _ => alone(words.line(block.span)),
        })
        .max()
}

/// The days that the story itself names.
#[derive(Default)]
struct Told {
    /// Full days of the events told: in captions, or written with their weekday.
    anchors: Vec<Date>,
    /// Weekdays told of in the past, in order of their place.
    weekdays: Vec<u32>,
    /// A date that hangs on the day of publication, in the text's words.
    open: Option<String>,
    latest: Option<Date>,
}

impl Told {
    fn gather(analysis: &Analysis, words: &Words) -> Told {
        let mut told = Told::default();
        for &sentence in &analysis.sentences {
            let line = words.line(sentence);
            let kind = analysis.block_at(sentence.start).map(|id| analysis.blocks[id].kind);
            if alone(line).is_some() {
                continue;
            }
            let is_fresh_caption = kind == Some(BlockKind::Caption) && !is_from_file(line);
            for expression in find(line) {
                told.add(line, &expression, is_fresh_caption);
            }
        }
        told
    }

    fn add(&mut self, line: Line, expression: &Expression, is_fresh_caption: bool) {
        let leans = leaning(line, expression.first, expression.last);
        if let Some(day) = full_day(expression) {
            let has_weekday = line.at(expression.first).is(WEEKDAY);
            if leans != Leaning::Future && (is_fresh_caption || has_weekday) {
                self.anchors.push(day);
            }
            if leans != Leaning::Future {
                self.latest = self.latest.max(Some(day));
            }
        }
        match expression.when {
            When::Weekday { day, side: Side::Open } if leans != Leaning::Future => self.weekdays.push(day),
            When::Fixed(..) => return,
            _ => {}
        }
        if self.open.is_none() {
            self.open = Some(line.span(expression.first, expression.last).of(line.source()).to_string());
        }
    }
}

/// What another article on the same event says of its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// It was published on this day.
    Published(Date),
    /// It dates an event that it tells of to this day.
    Tells(Date),
}

/// What the article can lend others to date them by, [`publication`] aside: the latest full day of the events it tells.
pub fn anchor(analysis: &Analysis, words: &Words) -> Option<Date> {
    Told::gather(analysis, words).anchors.into_iter().max()
}

/// An event is told within this many days, when another article dates it: past them the next week's day of that name
/// would be as likely.
const MOST_DAYS_AFTER: u32 = 4;

/// The day of publication by the last weekday that the article tells of, near what another article on the same event
/// says; with that weekday's name. None where its weekdays lie too far apart, or the day does not fit what it says.
pub fn beside(analysis: &Analysis, words: &Words, hold: Hold) -> Option<(Date, &'static str)> {
    let told = Told::gather(analysis, words);
    let (last, arc) = last_weekday(|day| told.weekdays.contains(&day))?;
    if arc >= WIDEST_ARC_DAYS {
        return None;
    }
    let date = match hold {
        Hold::Tells(day) => {
            let ahead = (last + 7 - day.weekday()) % 7;
            (ahead <= MOST_DAYS_AFTER).then(|| day.add_days(ahead as i32))?
        }
        // The one day of that name within three days.
        Hold::Published(day) => day.add_days((last + 10 - day.weekday()) as i32 % 7 - 3),
    };
    is_possible(date, &told, page_day(analysis, words)).then_some((date, WEEKDAY_NAMES[last as usize]))
}

/// Whether an article of this day may tell what it tells and stand on a page of that day.
fn is_possible(date: Date, told: &Told, page_day: Option<Date>) -> bool {
    page_day.is_none_or(|day| date <= day) && told.latest.is_none_or(|latest| latest <= date)
}

/// The last of the named weekdays, the week being cut at its longest run of days not named, and how many days the
/// named ones span.
fn last_weekday(is_named: impl Fn(u32) -> bool) -> Option<(u32, u32)> {
    (0..7)
        .filter(|&start| is_named(start))
        .map(|start| {
            let arc = (0..7).filter(|&step| is_named((start + step) % 7)).max().unwrap_or(0);
            ((start + arc) % 7, arc)
        })
        .min_by_key(|&(_, arc)| arc)
}

/// A caption of an older picture.
fn is_from_file(line: Line) -> bool {
    (line.from..line.to.min(line.from + 4)).any(|at| line.is_one_of(at, &["file", "archive", "archival"]))
}

/// The weekdays told must lie within this many days of each other for their order to be beyond doubt: with four of
/// seven days left empty, a week cut elsewhere would spread them wider.
const WIDEST_ARC_DAYS: u32 = 4;

/// The day of publication by the full day of an event and the last weekday told around it.
fn inferred(told: &Told, page_day: Option<Date>) -> Option<(Date, String)> {
    let anchor = told.anchors.iter().copied().max()?;
    if told.weekdays.is_empty() {
        return None;
    }
    let (last, arc) = last_weekday(|day| day == anchor.weekday() || told.weekdays.contains(&day))?;
    if arc >= WIDEST_ARC_DAYS {
        return None;
    }
    let ahead = (last + 7 - anchor.weekday()) % 7;
    let date = anchor.add_days(ahead as i32);
    let message = format!(
        "The day of publication is inferred: the text dates an event to {anchor} and the last day it tells of is {}",
        WEEKDAY_NAMES[last as usize]
    );
    is_possible(date, told, page_day).then_some((date, message))
}

const WEEKDAY_NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Why no day could be told, with what bounds it.
fn unknown(told: &Told, page_day: Option<Date>) -> String {
    let mut message = String::from("The day of publication is not stated and does not follow from the text");
    if let Some(day) = told.latest {
        message += &format!("; the latest day it tells of is {day}");
    }
    if let Some(day) = page_day {
        message += &format!("; {day} is the day of the page, not of the article");
    }
    if let Some(open) = &told.open {
        message += &format!("; “{open}” and the like stay unresolved");
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenize;

    /// Blocks as `kind: text`, one a line; the title is the first headline.
    fn publish(blocks: &[(BlockKind, &str)]) -> (String, String) {
        let mut analysis = Analysis::default();
        for &(kind, text) in blocks {
            let start = analysis.text.len();
            analysis.text += text;
            let span = Span::new(start, analysis.text.len());
            analysis.text += "\n";
            analysis.blocks.push(Block { span, kind, reason: None });
            if kind == BlockKind::Headline {
                analysis.title_span = Some(span);
            }
            if kind.is_story() {
                analysis.sentences.push(span);
            }
        }
        let tokens = tokenize(&analysis.text);
        let publication = publication(&analysis, &Words::new(&analysis.text, &tokens));
        let date = publication.date.map_or("-".into(), |date| date.to_string());
        (format!("{date} {:?}", publication.from), publication.warning.map_or(String::new(), |warning| warning.message))
    }

    use BlockKind::*;

    #[test]
    fn a_stated_day_is_taken_where_an_article_states_it() {
        for (blocks, expected) in [
            (vec![(Headline, "Flood"), (Boilerplate, "Published: 6 January 2022 10:30")], "2022-01-06 Stated"),
            (
                vec![(Headline, "Flood"), (Boilerplate, "Updated: Jan. 7, 2022"), (Byline, "Posted Jan. 6, 2022")],
                "2022-01-06 Stated",
            ),
            (vec![(Headline, "Flood"), (Byline, "By Jo Bloggs, January 6, 2022")], "2022-01-06 Stated"),
            (vec![(Headline, "Flood"), (Boilerplate, "January 6, 2022 10:30 GMT")], "2022-01-06 Stated"),
            (vec![(Paragraph, "LYON, Jan. 6, 2022 (AP) - The river rose.")], "2022-01-06 Stated"),
            (
                vec![(Boilerplate, "Wednesday, January 26, 2022"), (Headline, "Flood"), (Paragraph, "It rained.")],
                "- None",
            ),
            (vec![(Headline, "Flood"), (Paragraph, "On January 6, 2022 the river rose.")], "- None"),
            (vec![(Headline, "Flood"), (Paragraph, "Updated:")], "- None"),
        ] {
            assert_eq!(publish(&blocks).0, expected, "{blocks:?}");
        }
    }

    #[test]
    fn a_day_is_inferred_from_a_dated_caption_and_weekdays_near_it() {
        let caption = (Caption, "People wade through a street on Jan. 4, 2022.");
        let told = (Paragraph, "The dam broke on Wednesday after the rain of Monday.");
        let (day, message) = publish(&[caption, told]);
        assert_eq!(day, "2022-01-05 Inferred");
        assert!(message.contains("2022-01-04") && message.contains("Wednesday"), "{message}");
        // Near misses: no weekday, an old picture, a page older than that, weekdays all over the week.
        assert_eq!(publish(&[caption]).0, "- None");
        assert_eq!(publish(&[(Caption, "FILE - A street on Jan. 4, 2022."), told]).0, "- None");
        assert_eq!(publish(&[(Boilerplate, "Tuesday, January 4, 2022"), caption, told]).0, "- None");
        let spread = (Paragraph, "It rained on Friday and on Sunday.");
        assert_eq!(publish(&[caption, told, spread]).0, "- None");
    }

    #[test]
    fn the_warning_says_what_is_known() {
        let (day, message) = publish(&[
            (Boilerplate, "Wednesday, January 26, 2022"),
            (Headline, "Flood"),
            (Paragraph, "It rained on Thursday; the alarm is in force until Jan. 19."),
        ]);
        assert_eq!(day, "- None");
        assert!(message.contains("2022-01-26") && message.contains("Thursday"), "{message}");
    }
}
