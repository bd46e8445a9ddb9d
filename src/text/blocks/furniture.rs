//! What one line is on its own: the site's furniture, told by its words or its form.

use super::*;

/// A line's words in lower case, without marks at its ends: how the lists write them.
pub fn normal(text: &str) -> String {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '+');
    // One pass and one string: this runs for every tail of every line.
    let mut normal = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        push_lower(word, &mut normal);
    }
    normal
}

/// Adds a text in lower case, its apostrophes straight.
pub fn push_lower(text: &str, out: &mut String) {
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        return out[from..].make_ascii_lowercase();
    }
    for c in text.chars() {
        match c {
            '’' => out.push('\''),
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// Judges a line without regard to its neighbours; `None` where it may be the article's own.
pub fn judge(part: &Part) -> (Option<Verdict>, Option<Section>) {
    let text = part.text;
    if is_code(text) {
        return (boilerplate("a code of the site's software"), None);
    }
    if !text.chars().any(char::is_alphanumeric) {
        return (boilerplate("an ornament without a word"), None);
    }
    if part.words <= 8 {
        let normal = normal(text);
        if let Some(section) = lexicon::section(&normal) {
            return (boilerplate("a heading of the site"), Some(section));
        }
        if lexicon::is_label(&normal) {
            return (boilerplate("a label or button of the site"), None);
        }
        if let Some(reason) = small(text, &normal) {
            return (boilerplate(reason), None);
        }
    }
    if part.words <= 60
        && let Some(reason) = navigation(text)
    {
        return (boilerplate(reason), None);
    }
    (said_by_site(part), None)
}

/// Notices of the outlet and calls to the visitor: a line, or what follows a sentence in it.
pub fn said_by_site(part: &Part) -> Option<Verdict> {
    if part.words > 100 {
        return None;
    }
    let head_end = part.text.floor_char_boundary(400);
    let bare = part.text[..head_end].trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut lower = String::with_capacity(bare.len());
    push_lower(bare, &mut lower);
    if let Some(reason) = lexicon::notice(&lower) {
        return verdict(BlockKind::Notice, reason);
    }
    if is_copyright(part.text) {
        return boilerplate("a copyright line");
    }
    if let Some(reason) = lexicon::call(&lower).filter(|reason| is_call(part, reason, &lower)) {
        return boilerplate(reason);
    }
    let has_ending = part.words <= 25 && (!part.ends || lower.contains("appeared first") || lower.contains("reserved"));
    lexicon::ending(&lower).filter(|_| has_ending).and_then(boilerplate)
}

/// A line of this many words that begins like a call must also speak of what such calls are about.
const SHORT_CALL_WORDS: usize = 14;

/// Whether a line that begins like a call of the site is one, and no sentence that happens to begin so ("By continuing
/// to fight, …", "Advertisement revenue fell.").
fn is_call(part: &Part, reason: &str, lower: &str) -> bool {
    let speaks_of = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if reason == "a cookie notice" {
        return speaks_of(&["cookie", "consent", "agree", "accept", "terms", "privacy", "policy"]);
    }
    let is_bare_label = reason.starts_with("an advert")
        || reason.starts_with("a copyright")
        || reason.starts_with("a list")
        || reason.starts_with("a button")
        || reason.starts_with("a link to")
        || reason.starts_with("a share");
    if is_bare_label && part.text.ends_with('.') && !lower.contains(':') && !speaks_of(&["reserved", "(c)", "©"]) {
        return false;
    }
    part.words <= SHORT_CALL_WORDS
        || speaks_of(&[
            "newsletter",
            "inbox",
            "email",
            "e-mail",
            "javascript",
            "subscri",
            "cookie",
            "reserved",
            "click",
            "http",
            "sign up",
            "our app",
            "telegram",
            "whatsapp",
            "facebook",
            "donat",
            "journalism",
            "comment",
            "follow us",
            "browser",
            "account",
            "|",
        ])
}

fn is_copyright(text: &str) -> bool {
    let begins = text.starts_with('©') || text.starts_with("(c)") || text.starts_with("(C)");
    let has_year = text
        .split(|c: char| !c.is_ascii_digit())
        .any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")));
    begins && has_year
}

/// "[ad_1]", "[/caption]", "{{title}}", "<!-- more -->".
pub fn is_code(text: &str) -> bool {
    let inner = |open: &str, close: &str| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    if inner("{{", "}}").is_some() || inner("<!--", "-->").is_some() {
        return true;
    }
    inner("[", "]").is_some_and(|inner| {
        let name = inner.trim_start_matches('/').split([' ', '=']).next().unwrap_or_default();
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'));
        is_name && (name.contains('_') || inner.contains("=\"") || CODES.contains(&name)) && !inner.contains(']')
    })
}

/// Names of short codes that are also words.
const CODES: &[&str] =
    &["ad", "audio", "caption", "embed", "gallery", "playlist", "quote", "toc", "tweet", "video", "youtube"];

/// Counters, temperatures, addresses, handles.
fn small(text: &str, normal: &str) -> Option<&'static str> {
    if is_counter(text) {
        Some("a counter (views, comments, minutes to read)")
    } else if is_temperature(text) {
        Some("the weather")
    } else if is_address(text) {
        Some("an address")
    } else if text.starts_with('#') && text.split_whitespace().all(|word| word.starts_with('#')) {
        Some("a list of tags")
    } else if normal.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | ':' | '/' | '.' | ',')) {
        Some("a number on its own")
    } else {
        None
    }
}

/// "47 views0 comments", "1.2K shares", "3 min read", "0Shares".
fn is_counter(text: &str) -> bool {
    let (mut numbers, mut words) = (0, 0);
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    while let Some(c) = rest.chars().next() {
        let is_number = c.is_ascii_digit();
        let end = rest
            .find(
                |c: char| if is_number { !(c.is_ascii_digit() || matches!(c, '.' | ',')) } else { !c.is_alphabetic() },
            )
            .unwrap_or(rest.len());
        let token = &rest[..end];
        if is_number {
            numbers += 1;
            let thousands = rest[end..].chars().next().filter(|&c| matches!(c, 'k' | 'K' | 'm' | 'M'));
            let after = thousands.and_then(|c| rest[end + c.len_utf8()..].chars().next());
            let has_suffix = thousands.is_some() && after.is_none_or(|c| c == ' ');
            rest = &rest[end + usize::from(has_suffix)..];
        } else if lexicon::is_counted(&token.to_lowercase()) {
            words += 1;
            rest = &rest[end..];
        } else {
            return false;
        }
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    numbers > 0 && words > 0
}

/// "4.3 C", "-12°", "72 °F Springfield".
fn is_temperature(text: &str) -> bool {
    let rest = text.trim_start_matches(['-', '−', '+']);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let unit = digits.trim_start();
    if digits.len() == rest.len() || unit.is_empty() {
        return false;
    }
    let after_degree = unit.trim_start_matches(['°', 'º', '˚']).trim_start();
    let has_degree = after_degree.len() < unit.len();
    let after_scale = after_degree.trim_start_matches(['C', 'F', 'c', 'f', '℃', '℉']);
    let has_scale = after_scale.len() < after_degree.len() && !after_scale.starts_with(char::is_alphabetic);
    (has_scale || has_degree && after_degree.is_empty() || has_degree && after_degree.starts_with(' '))
        && after_scale.split_whitespace().count() <= 2
}

/// An internet address, a mail address or a handle, alone on its line.
fn is_address(text: &str) -> bool {
    let is_one_word = !text.contains(char::is_whitespace);
    is_one_word
        && (text.starts_with("http://")
            || text.starts_with("https://")
            || text.starts_with("www.")
            || text.starts_with('@')
            || text.contains('@') && text.contains('.')
            || text.contains('/')
                && text.split('/').next().is_some_and(|host| host.contains('.') && !host.ends_with('.')))
}

/// Breadcrumbs and navigation bars: "Home > World > Asia", "News Sport Weather", "HomeWorldDam breaks".
fn navigation(text: &str) -> Option<&'static str> {
    // Most lines hold no such mark, which their bytes show at once.
    let may_be_marked = text.bytes().any(|byte| matches!(byte, b'>' | b'|' | b'/' | 0x80..));
    for mark in [" > ", " » ", " › ", " → ", " | ", " • ", " · ", " / "] {
        if !may_be_marked || !text.contains(mark) {
            continue;
        }
        let crumbs: Vec<&str> = text.split(mark).map(str::trim).collect();
        let known = crumbs.iter().filter(|crumb| lexicon::is_section_name(&normal(crumb))).count();
        if known > 0 && (known * 2 >= crumbs.len() || crumbs[0].eq_ignore_ascii_case("home")) {
            return Some("the site's navigation");
        }
    }
    let glued = text
        .strip_prefix("Home")
        .filter(|rest| rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '»' | '>' | '/' | '›')));
    if glued.is_some_and(|rest| rest.len() > 2 && !ends_in_stop(rest)) {
        return Some("the site's navigation, glued to what follows it");
    }
    let words = names_of_sections(text)?;
    (words >= 3).then_some("the site's navigation")
}

fn ends_in_stop(text: &str) -> bool {
    text.ends_with('.')
}

/// The number of section names that make up the whole line; `None` where something else is in it.
fn names_of_sections(text: &str) -> Option<usize> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | '•' | '·' | ','))
        .filter(|word| !word.is_empty())
        .collect();
    let (mut at, mut names) = (0, 0);
    while at < words.len() {
        let is_capital = words[at].starts_with(char::is_uppercase);
        let length = (1..=3.min(words.len() - at))
            .rev()
            .find(|&length| is_capital && lexicon::is_section_name(&normal(&words[at..at + length].join(" "))))?;
        at += length;
        names += 1;
    }
    Some(names)
}

/// A line that says nothing but a day, perhaps with a time and "Published" before it.
pub fn is_date_line(text: &str) -> bool {
    let mut has_day = false;
    let mut has_month_or_year = false;
    if text.len() > 120 {
        return false;
    }
    for word in text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '·' | '•' | '–' | '—' | '@' | ';'))
    {
        let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if lower.is_empty() {
            continue;
        }
        if let Some(after) = ["published:", "updated:", "posted:", "published", "updated", "posted"]
            .iter()
            .find_map(|it| lower.strip_prefix(it))
            && after.starts_with(|c: char| c.is_ascii_digit())
        {
            has_day = true;
            has_month_or_year = true;
            continue;
        }
        let is_number = lower.starts_with(|c: char| c.is_ascii_digit());
        if is_number {
            has_day = true;
            has_month_or_year |= lower.len() >= 4;
            let tail = lower.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '/' | '.' | '-'));
            if !matches!(
                tail,
                "" | "st" | "nd" | "rd" | "th" | "am" | "pm" | "a.m" | "p.m" | "gmt" | "h" | "z" | "utc" | "ist"
            ) && !tail.starts_with('t')
            {
                return false;
            }
        } else if MONTHS.contains(&&lower[..lower.floor_char_boundary(3)]) && is_month(&lower) {
            has_month_or_year = true;
        } else if !DATE_WORDS.contains(&lower.as_str()) {
            return false;
        }
    }
    has_day && has_month_or_year
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn is_month(lower: &str) -> bool {
    let full = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "sept",
    ];
    lower.len() == 3 || full.contains(&lower)
}

/// What stands in a line of a day and hour.
#[rustfmt::skip]
const DATE_WORDS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu",
    "thur", "thurs", "fri", "sat", "sun", "am", "pm", "a.m", "p.m", "gmt", "utc", "est", "edt", "et", "pst", "pdt", "pt",
    "cet", "cest", "bst", "ist", "msk", "eet", "at", "on", "of", "published", "updated", "posted", "last", "first",
    "modified", "date", "issued", "created", "edited", "release", "time", "the", "by", "in", "ago", "hours", "hour", "minutes",
    "days", "day",
];
