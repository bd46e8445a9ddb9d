//! Who wrote the article.

use super::*;

/// Words that name what a writer is.
const ROLES: &[&str] = &[
    "analyst",
    "author",
    "blogger",
    "columnist",
    "contributor",
    "correspondent",
    "desk",
    "editor",
    "fellow",
    "freelance",
    "freelancer",
    "journalist",
    "newsroom",
    "producer",
    "reporter",
    "staff",
    "writer",
];

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "al", "and", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "of",
    "ter", "the", "van", "von",
];

/// Beginnings of a line that names its writer.
const LABELS: &[&str] = &[
    "by ",
    "by: ",
    "written by ",
    "reported by ",
    "reporting by ",
    "author: ",
    "author : ",
    "authors: ",
    "story by ",
    "words by ",
    "text by ",
    "text: ",
    "posted by ",
    "published by ",
    "edited by ",
    "editing by ",
    "additional reporting by ",
    "with reporting by ",
    "compiled by ",
    "report by ",
    "writing by ",
    "from our ",
    "with inputs from ",
    "with input from ",
    "with files from ",
    "with agencies",
    "with additional reporting",
];

/// One to four capitalised words, particles allowed, nothing else; two more where two names are joined.
pub fn is_name_like(text: &str) -> bool {
    let (mut capitals, mut is_joined) = (0, false);
    for word in text.split_whitespace() {
        let is_capital = word.starts_with(char::is_uppercase) && word != "AND";
        is_joined |= matches!(word, "and" | "AND" | "&");
        capitals += usize::from(is_capital);
        let is_part = is_capital || matches!(word, "AND" | "&") || PARTICLES.contains(&word) || word.starts_with("al-");
        if !is_part || word != "&" && !word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
        {
            return false;
        }
    }
    (1..=if is_joined { 6 } else { 4 }).contains(&capitals)
}

/// Two to four words that can be a person's name.
pub fn is_full_name(text: &str) -> bool {
    let words = lines::count_words(text, 6);
    (2..=5).contains(&words)
        && is_name_like(text)
        && !text.ends_with(['.', '?', '!', ':'])
        && text.starts_with(char::is_uppercase)
        && !lexicon::is_section_name(&furniture::normal(text))
        && text.chars().any(char::is_lowercase)
}

pub fn has_role(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| ROLES.contains(&word.to_lowercase().as_str()))
}

/// Longest byline, in words: several names, a place, a day.
const BYLINE_WORDS: usize = 22;

/// Whether a line says who wrote the article.
pub fn is_byline(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '[', '—', '–', '-', '|', '/', ' ', '•', '·']);
    if lines::count_words(bare, BYLINE_WORDS + 1) > BYLINE_WORDS {
        return false;
    }
    let lower = bare[..bare.floor_char_boundary(40)].to_lowercase();
    if let Some(label) = LABELS.iter().find(|label| lower.starts_with(*label)) {
        let rest = bare.get(label.len()..).unwrap_or_default();
        let is_agency_note = label.starts_with("with ") || label.contains("from our");
        // "By Monday the water had risen." is a sentence: a byline has no verb, hence no stop after a small word.
        return is_agency_note || starts_with_name(rest) && !is_sentence(rest);
    }
    signed(bare) || contributed(bare)
}

/// "Mary Lee in Oslo contributed to this report."
fn contributed(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ')', ']']);
    ["contributed to this report", "contributed to this story", "contributed to this article", "contributed reporting"]
        .iter()
        .any(|it| bare.ends_with(it))
}

/// "Jan Novak, Staff Writer", "Jan Novak | The Gull", "Jan Novak - Correspondent".
fn signed(text: &str) -> bool {
    [", ", " | ", " - ", " – ", " — ", " / "].iter().any(|mark| {
        text.split_once(mark).is_some_and(|(name, rest)| {
            is_full_name(name) && rest.split_whitespace().count() <= 6 && has_role(rest) && !lines::ends_sentence(rest)
        })
    })
}

fn starts_with_name(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    first.starts_with(char::is_uppercase) && !DAYS.contains(&first.trim_end_matches(','))
}

const DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "The",
    "This",
    "That",
    "Then",
    "Now",
    "All",
];

/// Ends in a stop and holds three small words other than particles.
fn is_sentence(text: &str) -> bool {
    let is_small = |word: &&str| {
        word.starts_with(char::is_lowercase)
            && !PARTICLES.contains(word)
            && !matches!(*word, "in" | "for" | "at" | "with" | "by" | "editing")
    };
    let small = text.split_whitespace().filter(is_small).count();
    text.ends_with('.') && small >= 3 || small >= 5
}

/// A box about the author: "Jan Novak is a reporter who …", "The writer is …".
pub fn is_bio(text: &str, names: &[&str]) -> bool {
    let head = &text[..text.floor_char_boundary(200)];
    let lower = head.to_lowercase();
    if ["the writer is", "the author is", "the writers are", "about the author"].iter().any(|it| lower.starts_with(it))
    {
        return true;
    }
    let verb = [" is ", " was ", " has ", " covers ", " writes ", " reports ", " joined "]
        .iter()
        .filter_map(|it| head.find(it))
        .min();
    verb.is_some_and(|at| {
        let name = head[..at].trim();
        (names.contains(&name) || is_full_name(name))
            && (names.contains(&name) || has_role(head))
            && (has_role(head) || lower.contains(" for ") || lower.contains("cover"))
    })
}

/// The writer's name out of a byline: without "By", place, day and role.
pub fn author(text: &str) -> Option<String> {
    let mut bare = text.trim_start_matches(['(', '[', '—', '–', '-', '|', '/', ' ', '•', '·']);
    let lower = bare[..bare.floor_char_boundary(40)].to_lowercase();
    if let Some(label) =
        LABELS.iter().filter(|label| !label.starts_with("with")).find(|label| lower.starts_with(*label))
    {
        bare = bare.get(label.len()..)?;
    }
    let mut names: Vec<&str> = vec![];
    for part in bare.split([',', '|', ';', '(', ')', '/', '·', '•']) {
        let part = part.trim().trim_end_matches('.').trim_start_matches("and ").trim();
        let part = part.split(" in ").next().unwrap_or_default().split(" for ").next().unwrap_or_default();
        let is_more = is_name_like(part)
            && !has_role(part)
            && !furniture::is_date_line(part)
            && (names.is_empty() || is_full_name(part));
        if !is_more {
            break;
        }
        names.push(part.trim());
    }
    (!names.is_empty()).then(|| names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_bylines_from_sentences() {
        for (text, name) in [
            ("By Jan Novak", Some("Jan Novak")),
            ("BY JAN NOVAK AND MARY LEE", Some("JAN NOVAK AND MARY LEE")),
            ("By Jan Novak, Staff Writer | March 3, 2021", Some("Jan Novak")),
            ("By Jan Novak in Brno and Mary Lee in Oslo", Some("Jan Novak")),
            ("Written by Jan van der Berg", Some("Jan van der Berg")),
            ("Jan Novak, Senior Correspondent", Some("Jan Novak")),
            ("(Reporting by Jan Novak; Editing by Mary Lee)", Some("Jan Novak")),
            ("By Reuters", Some("Reuters")),
        ] {
            assert!(is_byline(text), "{text}");
            assert_eq!(author(text).as_deref(), name, "{text}");
        }
        for text in [
            "By Monday the water had risen.",
            "By Tuesday evening",
            "By Brno standards the rain was not heavy at all.",
            "By all accounts",
            "Jan Novak, who left the town, said no.",
            "The town",
        ] {
            assert!(!is_byline(text), "{text}");
        }
    }

    #[test]
    fn tells_boxes_about_authors() {
        assert!(is_bio("Jan Novak is an Oslo based reporter who covers floods.", &["Jan Novak"]));
        assert!(is_bio("Mary Lee is a freelance journalist.", &[]));
        assert!(!is_bio("Jan Novak is the mayor of the town.", &[]));
        assert!(!is_bio("The mayor is a former reporter.", &[]));
    }
}
