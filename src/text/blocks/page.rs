//! Judges parts by their place on the page and by their neighbours.
//!
//! The text proper runs from the first to the last part of running text ("prose"). Before it lies the head: navigation,
//! headline, writer, day, pictures. After it lies the tail: the author's box, tags, titles of other articles, comments.

use super::*;
use rustc_hash::FxHashSet;
use std::cell::LazyCell;
use std::collections::BTreeMap;

pub fn judge(parts: &mut Vec<Part>) {
    sections(parts);
    author_box(parts);
    tail(parts);
    let first = first_prose(parts);
    if let Some(headline) = choose_headline(parts, first) {
        mark_headline(parts, headline, first);
        head(parts, headline, first);
        site_name(parts, headline);
    }
    roles(parts);
    captions(parts);
    repeats(parts);
    dateline(parts);
}

fn is_body(part: &Part) -> bool {
    part.is_open() && part.is_prose()
}

fn first_prose(parts: &[Part]) -> usize {
    parts.iter().position(is_body).unwrap_or(parts.len())
}

/// Headings that open a list of other things, or the foot of the page.
fn sections(parts: &mut [Part]) {
    let first = first_prose(parts);
    let all: usize = parts.iter().filter(|part| is_body(part)).map(|part| part.words).sum();
    let mut before = 0;
    let mut at = 0;
    while at < parts.len() {
        let heading = parts[at].text.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
        match parts[at].opens {
            Some(Section::Foot) if before * 2 >= all && before > 0 => {
                for part in parts[at + 1..].iter_mut().filter(|part| !part.is(BlockKind::Boilerplate)) {
                    part.verdict = boilerplate(format!("stands after “{heading}”"));
                }
                return;
            }
            Some(_) if at > first => {
                let is_end = |it: &usize| is_body(&parts[*it]) || parts[*it].opens.is_some();
                let end = (at + 1..parts.len()).find(is_end).unwrap_or(parts.len());
                for part in parts[at + 1..end].iter_mut().filter(|part| part.is_open() || part.is(BlockKind::Dateline))
                {
                    part.verdict = boilerplate(format!("in the list under “{heading}”"));
                }
                at = end - 1;
            }
            _ => {}
        }
        before += if is_body(&parts[at]) { parts[at].words } else { 0 };
        at += 1;
    }
}

/// No article has more writers.
const NAMES: usize = 30;

/// The box about the author at the end, and names that stand alone beside "Author".
fn author_box(parts: &mut [Part]) {
    let names: Vec<&str> =
        parts.iter().map(|part| part.text).filter(|text| byline::is_full_name(text)).take(NAMES).collect();
    let known: Vec<String> = parts
        .iter()
        .filter(|part| part.is(BlockKind::Byline))
        .filter_map(|part| byline::author(part.text))
        .take(NAMES)
        .collect();
    let names: Vec<&str> = names.into_iter().chain(known.iter().map(String::as_str)).collect();
    let mut bios = vec![];
    for at in (0..parts.len()).rev() {
        let part = &parts[at];
        if !part.is_open() {
            continue;
        }
        if bios.len() < NAMES && byline::is_bio(part.text, &names) {
            bios.push(part.text);
            parts[at].verdict = boilerplate("a box about the author");
        } else if part.is_prose() {
            break;
        }
    }
    for at in 0..parts.len() {
        let part = &parts[at];
        if !part.is_open() || !byline::is_full_name(part.text) {
            continue;
        }
        let is_author = |part: &Part| {
            let normal = furniture::normal(part.text);
            matches!(normal.as_str(), "author" | "by" | "written by" | "about the author")
                || byline::has_role(part.text) && part.words <= 6
        };
        let beside = [at.checked_sub(1), Some(at + 1)];
        let has_sign = beside.iter().flatten().filter_map(|&it| parts.get(it)).any(is_author);
        if has_sign || bios.iter().any(|bio| bio.starts_with(part.text)) {
            parts[at].verdict = verdict(BlockKind::Byline, "a name beside a sign of the author");
        }
    }
}

/// "Senior Correspondent" beside a byline.
fn roles(parts: &mut [Part]) {
    for at in 0..parts.len() {
        let is_role =
            parts[at].is_open() && parts[at].words <= 4 && !parts[at].ends && byline::has_role(parts[at].text);
        let is_beside = at > 0 && parts[at - 1].is(BlockKind::Byline)
            || parts.get(at + 1).is_some_and(|it| it.is(BlockKind::Byline));
        if is_role && is_beside {
            parts[at].verdict = boilerplate("what the writer is");
        }
    }
}

/// Longest title of another article, in words.
const TITLE_WORDS: usize = 16;

/// Short lines without a stop after the last prose: titles of other articles and the like.
fn tail(parts: &mut [Part]) {
    let Some(last) = parts.iter().rposition(|part| part.is_open() && part.ends || is_body(part)) else {
        return;
    };
    if !parts[..=last].iter().any(is_body) {
        return;
    }
    for at in last + 1..parts.len() {
        let part = &parts[at];
        let is_before_credit = parts.get(at + 1).is_some_and(|next| next.is(BlockKind::Credit));
        let goes_on = part.text.starts_with(|c: char| c.is_lowercase() || matches!(c, '-' | '•' | '*' | '–'));
        if part.is_open() && part.words <= TITLE_WORDS && !part.ends && !is_before_credit && !goes_on {
            parts[at].verdict = boilerplate("a short line after the end of the text");
        }
    }
}

/// Longest line over a headline that is no part of the article, in words.
const KICKER_WORDS: usize = 10;

/// Words of four letters and more, in lower case.
fn long_words(text: &str) -> impl Iterator<Item = String> + '_ {
    long_parts(text).map(|word| {
        let mut lower = String::with_capacity(word.len());
        furniture::push_lower(word, &mut lower);
        lower
    })
}

fn long_parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= 4)
}

/// How much of the text a headline is compared with: parts, and words of each.
const BODY_PARTS: usize = 12;
const BODY_WORDS: usize = 200;

/// Those of `words` that the text's beginning holds too.
fn said_in_body(parts: &[Part], words: impl Iterator<Item = String>) -> FxHashSet<String> {
    let wanted: FxHashSet<String> = words.collect();
    let body = parts.iter().filter(|part| is_body(part)).take(BODY_PARTS);
    let mut found = FxHashSet::default();
    let mut lower = String::new();
    for word in body.flat_map(|part| long_parts(part.text).take(BODY_WORDS)) {
        lower.clear();
        furniture::push_lower(word, &mut lower);
        if let Some(word) = wanted.get(&lower).filter(|word| !found.contains(*word)) {
            found.insert(word.clone());
        }
    }
    found
}

/// A page's head is short: lines tried for the headline, and lines searched for a copy of it.
const CANDIDATES: usize = 40;
const REPEATED_PARTS: usize = 120;

/// The part before the text proper that shares most words with it, stands early and is said again elsewhere.
fn choose_headline(parts: &[Part], first: usize) -> Option<usize> {
    let is_candidate = |&at: &usize| parts[at].is_open() && parts[at].is_title_like();
    let candidates = || (0..first).filter(is_candidate).take(CANDIDATES);
    if first == parts.len() {
        // No running text: the first title-like line, if anything follows it.
        return candidates().next().filter(|_| parts.len() > 1);
    }
    let body = said_in_body(parts, candidates().flat_map(|at| long_words(parts[at].text)));
    let titles: Vec<Option<String>> = parts.iter().take(REPEATED_PARTS).map(|part| short_bare(part.text)).collect();
    // Points are percent of the words shared; what stands first wins unless it shares much less.
    let score = |rank: usize, at: usize| -> i32 {
        let part = &parts[at];
        let words: Vec<String> = long_words(part.text).collect();
        let shared = words.iter().filter(|word| body.contains(*word)).count();
        let overlap = (200 * shared / words.len().max(1)) as i32;
        let title = bare(part.text);
        let mut others = titles.iter().enumerate().filter(|(other, _)| *other != at).filter_map(|it| it.1.as_deref());
        let is_repeated = others.any(|line| repeats_title(line, &title));
        let is_name = byline::is_full_name(part.text) && part.words <= 3;
        overlap + part.words.min(8) as i32 * 8 + 100 * i32::from(is_repeated)
            - 60 * i32::from(part.words < 3)
            - 60 * i32::from(is_name)
            - 25 * rank.min(10) as i32
    };
    candidates().enumerate().max_by_key(|&(rank, at)| (score(rank, at), std::cmp::Reverse(rank))).map(|it| it.1)
}

/// Letters and digits only, in lower case: for comparing titles whose marks differ.
fn bare(text: &str) -> String {
    text[..text.floor_char_boundary(400)].chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What may repeat a title is no longer than this, in bytes.
const LONGEST_COPY_BYTES: usize = 400;

/// As [`bare`], of a line that is short enough to repeat a title.
fn short_bare(line: &str) -> Option<String> {
    (line.len() <= LONGEST_COPY_BYTES).then(|| bare(line))
}

/// Whether `line` repeats `title`, whole or cut, perhaps after navigation; both are bare.
fn repeats_title(line: &str, title: &str) -> bool {
    let is_long = title.len() >= 12;
    is_long && (line == title || line.ends_with(title) && line.len() <= title.len() + 60)
        || line.len() >= 20 && line.len() * 10 >= title.len() * 4 && title.starts_with(line)
}

fn mark_headline(parts: &mut [Part], headline: usize, first: usize) {
    let title = parts[headline].text;
    let bare_title = bare(title);
    for at in 0..first.max(headline + 1).min(parts.len()) {
        let part = &parts[at];
        let may_repeat = at != headline && (part.is_open() || part.is(BlockKind::Boilerplate));
        if !may_repeat || !short_bare(part.text).is_some_and(|line| repeats_title(&line, &bare_title)) {
            continue;
        }
        let is_navigation = part.text.len() > title.len() + 3;
        let reason = if is_navigation { "navigation with the headline again" } else { "the headline again" };
        parts[at].verdict = boilerplate(reason);
    }
    parts[headline].verdict = verdict(BlockKind::Headline, "");
}

/// What is left before the text proper once the headline is known.
fn head(parts: &mut [Part], headline: usize, first: usize) {
    for at in 0..first.min(parts.len()) {
        let part = &parts[at];
        let (is_before, words) = (at < headline, part.words);
        let is_agency = part.is(BlockKind::Credit) && words <= 3 && !part.text.contains(['©', '/', ':', '(']);
        if is_before && part.is(BlockKind::Dateline) {
            parts[at].verdict = boilerplate("the page's day, before the headline");
        } else if is_agency && !is_before && !is_picture_near(parts, at) {
            parts[at].verdict = verdict(BlockKind::Byline, "an agency between headline and text");
        } else if !part.is_open() {
            continue;
        } else if is_before && words <= KICKER_WORDS {
            parts[at].verdict = boilerplate("a short line before the headline");
        } else if !is_before && byline::is_full_name(part.text) && words <= 4 {
            parts[at].verdict = verdict(BlockKind::Byline, "a name between headline and text");
        } else if !is_before
            && words <= 4
            && !part.ends
            && first < parts.len()
            && !part.text.starts_with(['-', '•', '*', '–'])
        {
            parts[at].verdict = boilerplate("a short line between headline and text");
        }
    }
}

/// Whether a caption stands right before, so that a credit here is a picture's.
fn is_picture_near(parts: &[Part], at: usize) -> bool {
    at > 0 && (parts[at - 1].is(BlockKind::Caption) || parts[at - 1].is_open() && parts[at - 1].words >= 4)
}

/// "Dam breaks | The Gull": the site's name behind the headline is no part of it.
fn site_name(parts: &mut Vec<Part>, headline: usize) {
    let text = parts[headline].text;
    let body = LazyCell::new(|| said_in_body(parts, long_words(text)));
    let cut = [" | ", " - ", " – ", " — ", " :: "].iter().find_map(|mark| {
        let at = text.rfind(mark)?;
        let site = &text[at + mark.len()..];
        let is_named = site
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "and"));
        let is_strange = !long_words(site).any(|word| body.contains(&word));
        let is_site = *mark == " | " || is_named && is_strange;
        (is_site && site.split_whitespace().count() <= 5 && text[..at].split_whitespace().count() >= 3)
            .then_some((at, at + mark.len()))
    });
    if let Some((end, _)) = cut {
        let Part { start, line, .. } = parts[headline];
        let title = Part::new(text[..end].trim_end(), start, line).judged(verdict(BlockKind::Headline, ""));
        let rest = text[end..].trim_start();
        let site = Part::new(rest, start + text.len() - rest.len(), line)
            .judged(boilerplate("the site's name behind the headline"));
        parts.splice(headline..=headline, [title, site]);
    }
}

/// A line right before a credit describes the picture.
fn captions(parts: &mut [Part]) {
    let gaps = parts.windows(2).filter(|two| two[1].line > two[0].line + 1).count();
    let has_blank_lines = gaps * 3 >= parts.len();
    for at in 1..parts.len() {
        let part = &parts[at - 1];
        if !parts[at].is(BlockKind::Credit) || !part.is_open() || parts[at].line == part.line {
            continue;
        }
        let is_adjacent = parts[at].line == part.line + 1;
        let most = match (is_adjacent, has_blank_lines) {
            (true, true) => parts::CAPTION_WORDS,
            (true, false) => 40,
            (false, _) => 30,
        };
        let is_joined_above =
            is_adjacent && at > 1 && parts[at - 2].line + 1 == part.line && has_blank_lines && is_body(&parts[at - 2]);
        if part.words <= most && !is_joined_above {
            parts[at - 1].verdict = parts::verdict_caption("it stands before the credit of a picture");
        }
    }
}

/// Short lines that come again and again.
fn repeats(parts: &mut [Part]) {
    let is_short = |part: &Part| part.is_open() && part.words <= 8 && !part.ends;
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    parts.iter().filter(|part| is_short(part)).for_each(|part| *times.entry(part.text).or_default() += 1);
    let again: Vec<usize> = (0..parts.len()).filter(|&at| is_short(&parts[at]) && times[parts[at].text] > 1).collect();
    for at in again {
        parts[at].verdict = boilerplate("a short line that stands here more than once");
    }
}

/// A standfirst or two may stand between headline and report: bodies searched for a dateline.
const DATELINE_PARTS: usize = 3;

/// "OSLO, Jan 6 (Reuters) - Rain fell …": place and day before the first words.
fn dateline(parts: &mut Vec<Part>) {
    let bodies = (0..parts.len()).filter(|&at| is_body(&parts[at])).take(DATELINE_PARTS);
    let mut found = bodies.filter_map(|at| Some((at, dateline_end(parts[at].text)?)));
    let Some((at, end)) = found.next() else { return };
    let Part { text, start, line, .. } = parts[at];
    let head = text[..end].trim_end();
    let rest = text[end..].trim_start();
    let place =
        Part::new(head, start, line).judged(verdict(BlockKind::Dateline, "place and day at the head of the report"));
    let report = Part::new(rest, start + text.len() - rest.len(), line);
    parts.splice(at..=at, [place, report]);
}

/// Longest dateline, in bytes.
const DATELINE_BYTES: usize = 90;

fn dateline_end(text: &str) -> Option<usize> {
    let head = &text[..text.floor_char_boundary(DATELINE_BYTES)];
    let (at, dash) = [" - ", " – ", " — ", "— ", "– ", " -- ", "--", "—", ": "]
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| (at, *dash)))
        .min_by_key(|&(at, dash)| (at, std::cmp::Reverse(dash.len())))?;
    let (before, after) = (head[..at].trim(), text[at + dash.len()..].trim_start());
    let place = before.split([',', '(']).next().unwrap_or_default().trim();
    let is_shouted =
        place.len() >= 3 && place.chars().all(|c| !c.is_lowercase()) && place.chars().any(char::is_alphabetic);
    let is_named = place.split_whitespace().count() <= 4 && place.starts_with(char::is_uppercase);
    let has_agency = before.ends_with(')')
        && before.rfind('(').is_some_and(|open| {
            credit::is_credit(&before[open..]) || before[open + 1..before.len() - 1].chars().all(|c| !c.is_lowercase())
        });
    let has_day = before.split([',', '(']).skip(1).any(furniture::is_date_line);
    let words = before.split_whitespace().count();
    let is_whole = before.contains('(') == before.contains(')');
    let is_dateline = is_whole && is_named && words <= 9 && (is_shouted && dash != ": " || has_agency || has_day);
    (is_dateline && after.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘' | '\'')))
        .then_some(at + dash.len())
}
