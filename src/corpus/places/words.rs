//! Words that say what kind of place a name is of.

use crate::text::fold::{fold, in_list};
use crate::text::gazetteer::Candidate;
use crate::text::{Gazetteer, PlaceKind};

const STATES: &str = "republic kingdom emirate sultanate commonwealth";
const REGIONS: &str = "\
    province region oblast county state prefecture governorate voivodeship canton krai kray territory department \
    valley peninsula island islands coast highlands strip";
const TOWNS: &str = "city town village municipality township settlement";
const SITES: &str = "\
    airport airfield airbase base square street avenue road boulevard highway bridge palace castle fortress \
    residence hall house tower building plaza center centre mall market hotel hospital clinic school university \
    college campus church cathedral mosque temple synagogue monastery museum theater theatre library stadium arena \
    park garden gardens zoo station terminal port harbor harbour dam plant factory mine refinery pipeline prison \
    jail camp cosmodrome spaceport area range ground grounds field cemetery memorial monument lake river canal \
    creek mountain mount mt mountains volcano forest desert beach bay cape pass crossing checkpoint tunnel quarter \
    courthouse barracks embassy consulate district glacier reef reservoir waterfall cave canyon";
const AREAS: &str = "sea ocean gulf strait straits channel";

/// Words that some town or district bears as its name, and that mean none of them when they stand alone.
const COMMON: &str = "north south east west northern southern eastern western central center capital republic state \
    states union national federal county city town village province region district international general media \
    police army street university airport college";

/// The places that bear `surface`, or what is left of it without a word for its kind ("Salta province").
pub fn lookup(surface: &str, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let key = fold(super::super::entities::without_possessive(surface));
    let key = key.strip_prefix("the ").unwrap_or(&key);
    if in_list(COMMON, key) {
        return Vec::new();
    }
    let found = gazetteer.lookup_folded(key);
    if !found.is_empty() {
        return found;
    }
    for (words, kind) in [(STATES, PlaceKind::Country), (REGIONS, PlaceKind::Region), (TOWNS, PlaceKind::City)] {
        let has_word = key.split(' ').any(|word| in_list(words, word));
        let bare: Vec<&str> =
            key.split(' ').filter(|word| !in_list(words, word) && !matches!(*word, "of" | "the")).collect();
        if has_word && !bare.is_empty() {
            let of_kind = |candidate: &Candidate| gazetteer.kind(candidate.place) == kind;
            return gazetteer.lookup_folded(&bare.join(" ")).into_iter().filter(of_kind).collect();
        }
    }
    Vec::new()
}

/// Whether the bare name means a country: nothing next to it puts it in another.
pub fn is_country(surface: &str, gazetteer: &Gazetteer) -> bool {
    let best = lookup(surface, gazetteer).into_iter().next().map(|best| best.place);
    let is_shared = |place| gazetteer.lookup(surface).iter().any(|other| other.place != place && other.prior >= 45);
    best.is_some_and(|place| gazetteer.kind(place) == PlaceKind::Country && !is_shared(place))
}

/// What a place is that the gazetteer does not know, by the words of its name; without such a word a settlement, the
/// commonest kind of name in reports.
pub fn guess_kind(name: &str) -> PlaceKind {
    let key = fold(name);
    let has = |words: &str| key.split(' ').any(|word| in_list(words, word));
    if has(SITES) {
        PlaceKind::Site
    } else if has(AREAS) || in_list("west east north south", key.strip_prefix("the ").unwrap_or(&key)) {
        PlaceKind::Area
    } else if has(REGIONS) {
        PlaceKind::Region
    } else {
        PlaceKind::City
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_kinds() {
        for (name, expected) in [
            ("Oldfield Airport", PlaceKind::Site),
            ("Mount Doom", PlaceKind::Site),
            ("Sea of Glass", PlaceKind::Area),
            ("Shire Province", PlaceKind::Region),
            ("Bree", PlaceKind::City),
            ("the West", PlaceKind::Area),
            ("West Bree", PlaceKind::City),
        ] {
            assert_eq!(guess_kind(name), expected, "{name}");
        }
    }

    #[test]
    fn looks_up_without_the_word_for_its_kind() {
        let gazetteer = Gazetteer::builtin();
        for (name, expected) in [
            ("Republic of Armenia", Some((PlaceKind::Country, "AM"))),
            ("Bavaria state", Some((PlaceKind::Region, "DE"))),
            ("Porto city", Some((PlaceKind::City, "PT"))),
            ("the Netherlands", Some((PlaceKind::Country, "NL"))),
            ("Republic of Nowhere", None),
            ("West", None),
            ("Republic", None),
            ("", None),
        ] {
            let best = lookup(name, &gazetteer).first().map(|best| best.place);
            let found = best.and_then(|place| Some((gazetteer.kind(place), gazetteer.country_code(place)?)));
            assert_eq!(found, expected, "{name}");
        }
    }
}
