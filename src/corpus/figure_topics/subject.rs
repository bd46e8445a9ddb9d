//! What a figure counts and what happens to it, in a few classes of everyday news English.
//!
//! The classes hold words that newsrooms and translators use for one another; what is in none is compared by its own
//! head noun. They come from reading ECB+ and disaster reports, not from any one event.

use crate::corpus::compare_words::alike;

/// Who or what is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    /// People of no further kind.
    People,
    Security,
    /// Those who protest or attack.
    Crowd,
    Military,
    /// Anything else, by its head noun.
    Other(String),
}

impl Group {
    /// People of no further kind do not meet a kind: "dozens of people" may be of either side.
    pub fn meets(&self, other: &Group) -> bool {
        match (self, other) {
            (Group::Other(a), Group::Other(b)) => !a.is_empty() && alike(a, b),
            _ => self == other,
        }
    }
}

/// What happens to those counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Killed,
    Wounded,
    Detained,
    Missing,
    Hospitalised,
    Displaced,
    Rescued,
}

impl Known {
    pub fn name(self) -> &'static str {
        match self {
            Known::Killed => "killed",
            Known::Wounded => "wounded",
            Known::Detained => "detained",
            Known::Missing => "missing",
            Known::Hospitalised => "in hospital",
            Known::Displaced => "displaced",
            Known::Rescued => "rescued",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Known(Known),
    /// A word in no class.
    Other,
    None,
}

/// What a year is the year of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    Founding,
    BreakUp,
    Birth,
    Death,
}

const PEOPLE: &[&str] = &[
    "people",
    "person",
    "persons",
    "civilian",
    "civilians",
    "men",
    "women",
    "resident",
    "residents",
    "victim",
    "victims",
    "citizens",
];
const SECURITY: &[&str] = &[
    "security",
    "police",
    "policemen",
    "officer",
    "officers",
    "guard",
    "guards",
    "guardsmen",
    "defence",
    "defense",
    "enforcement",
];
const CROWD: &[&str] = &[
    "protester",
    "protesters",
    "protestors",
    "demonstrators",
    "rioters",
    "rebels",
    "attackers",
    "assailants",
    "militants",
    "insurgents",
    "gunmen",
    "terrorists",
    "extremists",
];
const MILITARY: &[&str] = &["soldier", "soldiers", "troops", "servicemen", "paratroopers", "peacekeepers"];

pub fn group(counts: &str) -> Group {
    let words = words(counts);
    let has = |class: &[&str]| words.iter().any(|word| class.contains(&word.as_str()));
    if has(SECURITY) {
        Group::Security
    } else if has(CROWD) {
        Group::Crowd
    } else if has(MILITARY) {
        Group::Military
    } else if has(PEOPLE) || words.is_empty() {
        Group::People
    } else {
        Group::Other(head(counts))
    }
}

pub fn fate(predicate: &str) -> Fate {
    const CLASSES: &[(Known, &[&str])] = &[
        (
            Known::Killed,
            &[
                "kill",
                "killed",
                "killing",
                "kills",
                "die",
                "died",
                "dies",
                "dead",
                "deceased",
                "succumbed",
                "perished",
                "slain",
                "eliminated",
                "claimed",
                "deaths",
            ],
        ),
        (Known::Wounded, &["wounded", "wounding", "injured", "injuring", "hurt", "wounds", "injuries"]),
        (Known::Detained, &["detained", "arrested", "imprisoned", "jailed", "arresting", "detaining", "custody"]),
        (Known::Missing, &["missing", "disappeared"]),
        (Known::Hospitalised, &["hospitalised", "hospitalized"]),
        (Known::Displaced, &["displaced", "homeless", "evacuated", "fled"]),
        (Known::Rescued, &["rescued", "saved"]),
    ];
    let words = words(predicate);
    let Some(word) = words.last() else { return Fate::None };
    let found = CLASSES.iter().find(|(_, class)| class.contains(&word.as_str()));
    found.map_or(Fate::Other, |(known, _)| Fate::Known(*known))
}

pub fn happening(counts: &str) -> Option<Happening> {
    const CLASSES: &[(Happening, &[&str])] = &[
        (
            Happening::Founding,
            &[
                "founding",
                "founded",
                "inception",
                "establishment",
                "established",
                "creation",
                "created",
                "formed",
                "formation",
            ],
        ),
        (
            Happening::BreakUp,
            &[
                "collapse",
                "collapsed",
                "separating",
                "separated",
                "separation",
                "breakup",
                "dissolution",
                "dissolved",
                "disintegration",
                "independence",
                "secession",
            ],
        ),
        (Happening::Birth, &["born", "birth"]),
        (Happening::Death, &["died", "death"]),
    ];
    let words = words(counts);
    let found = CLASSES.iter().find(|(_, class)| words.iter().any(|word| class.contains(&word.as_str())));
    found.map(|(happening, _)| *happening)
}

/// Whether a figure is said to be less than the whole: "including two", "five other members", "two more", "four of the
/// dead". `after` is the sentence after the figure.
pub fn is_part(before: &str, counts: &str, after: &str) -> bool {
    let last: Vec<String> = words(before).into_iter().rev().take(3).collect();
    let opens = ["including", "includes", "comprising", "among", "of"];
    let near = last.iter().position(|word| opens[..4].contains(&word.as_str())).is_some_and(|at| at < 3);
    let first = words(counts).into_iter().next().unwrap_or_default();
    let mut rest = after.split_whitespace();
    let is_of = rest.next() == Some("of")
        && rest
            .next()
            .is_some_and(|word| ["the", "them", "those", "these", "his", "her", "their", "its"].contains(&word));
    let is_other = last.first().is_some_and(|word| word == "other");
    near || is_of
        || is_other
        || ["other", "others", "more", "another", "additional", "further"].contains(&first.as_str())
}

/// Whether two descriptions have one head noun.
pub fn shares_head(a: &str, b: &str) -> bool {
    let (a, b) = (head(a), head(b));
    !a.is_empty() && alike(&a, &b)
}

/// Whether two descriptions can mean one thing: "British climber" and "Australian climber" cannot.
pub fn may_be_one(a: &str, b: &str) -> bool {
    let names = |text: &str| -> Vec<String> {
        let split = text.split(|c: char| !c.is_alphanumeric());
        split.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_lowercase).collect()
    };
    let (a, b) = (names(a), names(b));
    a.is_empty() || b.is_empty() || a.iter().any(|name| b.contains(name))
}

/// The last word before a preposition: "members" of "five other members of the coalition".
fn head(counts: &str) -> String {
    let words = words(counts);
    let end = words
        .iter()
        .skip(1)
        .position(|word| ["of", "in", "at", "from", "for", "with", "on", "to"].contains(&word.as_str()));
    words.get(end.unwrap_or(words.len().saturating_sub(1))).cloned().unwrap_or_default()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_groups() {
        for (counts, expected) in
            [("five other members of the club", "members"), ("wooden houses", "houses"), ("", ""), ("of", "of")]
        {
            assert_eq!(head(counts), expected, "{counts}");
        }
        assert_eq!(group("members of the security forces"), Group::Security);
        assert!(group("people").meets(&group("residents of the town")));
        assert!(!group("people").meets(&group("protesters")));
        assert!(group("houses").meets(&group("old house")) && !group("houses").meets(&group("horses")));
    }

    #[test]
    fn descriptions_of_one_thing() {
        assert!(may_be_one("British climber", "British mountaineers") && may_be_one("climber", "British climber"));
        assert!(!may_be_one("British climber", "Australian climber"));
    }

    #[test]
    fn parts_of_a_whole() {
        assert!(
            is_part("13 were killed, including", "", "")
                && is_part("", "other members", "")
                && is_part("Among them were", "", "")
                && is_part("", "dead", " of the dead were children")
                && is_part("He met the other ", "unions", " unions")
        );
        assert!(
            !is_part("Police said that", "people", "") && !is_part("", "members of the club", " members of the club")
        );
        assert!(!is_part("Including the mayor, we counted some", "people", ""));
    }
}
