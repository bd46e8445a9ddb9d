//! The normal form of a name: its words without what writers vary freely.
//!
//! Accents, capitals, hyphens, dots, the possessive, a leading article, titles and company endings go; British and
//! American spelling meet; a country's initials before other words are spelled out ("U.S. Senate").

use crate::text::fold::{fold, in_list};
use crate::text::{Gazetteer, PlaceKind};
use std::borrow::Cow;

/// Words that end a company's name and say only its legal form.
const COMPANY_ENDINGS: &str = "\
    inc corp corporation co company ltd limited llc plc ag gmbh sa nv group holdings incorporated spa bv oao pjsc";

/// Titles that may stand before a person's name.
const TITLES: &str = "\
    mr mrs ms miss dr prof professor president prime minister premier sir dame lord lady sen senator rep \
    representative gov governor gen general col colonel lt lieutenant sgt sergeant capt captain major king queen \
    prince princess pope cardinal bishop archbishop judge justice secretary chancellor mayor sheriff sheikh \
    ayatollah ambassador detective officer inspector coach father sister rev reverend";

/// Words before a title that belong to it.
const OFFICE_WORDS: &str = "\
    former ex acting deputy vice first foreign defense defence interior finance senate attorney chief the late \
    then";

/// What follows a person's name and tells generations apart at most.
const GENERATIONS: &str = "jr sr ii iii iv";

/// Words that do not count among the initials of a name.
pub const FUNCTION_WORDS: &str = "of the and for in on de la a to du des et y";

/// Whether `word` is a title, in folded form.
pub fn is_title(word: &str) -> bool {
    in_list(TITLES, word)
}

/// `surface` without a possessive at its end.
pub fn without_possessive(surface: &str) -> &str {
    let bare = ["'s", "’s", "'", "’"].iter().find_map(|ending| surface.strip_suffix(ending));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(surface)
}

/// Where the name proper begins in a person's surface form: after its titles, with the people or office before them
/// ("Peruvian President", "Former Senate President"). 0 where it has none.
pub fn title_end(surface: &str, gazetteer: &Gazetteer) -> usize {
    let mut end = 0;
    let mut at = 0;
    let first = surface.split(' ').next().unwrap_or_default();
    if surface.split(' ').count() > 2 && gazetteer.demonym(first).is_some() {
        end = first.len() + 1;
    }
    for (nth, word) in surface.split(' ').enumerate().take(5) {
        at += word.len() + usize::from(nth > 0);
        let key = fold(word);
        if is_title(&key) && at < surface.len() {
            end = at + 1;
        } else if !(gazetteer.demonym(word).is_some() || in_list(OFFICE_WORDS, key.as_str())) {
            break;
        }
    }
    end
}

/// The normal form of `surface` as words; never empty unless `surface` holds no letter or digit.
pub fn normal(surface: &str, is_person: bool, gazetteer: &Gazetteer) -> Vec<String> {
    let surface = without_possessive(surface.trim().trim_start_matches('@'));
    let surface = if is_person { &surface[title_end(surface, gazetteer)..] } else { surface };
    let bare = if is_person { without_nickname(surface) } else { surface.into() };
    let mut words: Vec<String> = fold(&bare).split(' ').filter(|word| !word.is_empty()).map(spelling).collect();
    spell_out_country(surface, &mut words, gazetteer);
    while words.len() > 1 && (words[0] == "the" || is_person && is_title(&words[0])) {
        words.remove(0);
    }
    let endings = if is_person { GENERATIONS } else { COMPANY_ENDINGS };
    while words.len() > 1 && words.last().is_some_and(|word| in_list(endings, word)) {
        words.pop();
    }
    words
}

/// `Vincent "The Chin" Russo` without what stands in marks.
fn without_nickname(surface: &str) -> Cow<'_, str> {
    for (open, close) in [(" \"", "\" "), (" “", "” "), (" '", "' "), (" ‘", "’ "), (" (", ") ")] {
        if let Some(start) = surface.find(open)
            && let Some(length) = surface[start + 1..].find(close)
        {
            return Cow::Owned(format!("{}{}", &surface[..start], &surface[start + length + close.len()..]));
        }
    }
    Cow::Borrowed(surface)
}

/// "US Senate", "U.S. Senate" and "United States Senate" are one name.
fn spell_out_country(surface: &str, words: &mut Vec<String>, gazetteer: &Gazetteer) {
    let first = surface.split_whitespace().next().unwrap_or_default();
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    if words.len() < 2 || !(2..=4).contains(&letters) || first.chars().any(char::is_lowercase) || first.contains('-') {
        return;
    }
    let Some(country) = gazetteer.lookup(first).into_iter().find(|c| gazetteer.kind(c.place) == PlaceKind::Country)
    else {
        return;
    };
    let name = fold(gazetteer.name(country.place));
    words.splice(..1, name.split(' ').map(str::to_string));
}

/// One spelling for words that British and American English write differently, and for usual short forms.
fn spelling(word: &str) -> String {
    let fixed = match word {
        "defence" => "defense",
        "offence" => "offense",
        "programme" => "program",
        "mount" => "mt",
        "saint" => "st",
        "fort" => "ft",
        "departments" => "department",
        "forces" => "force",
        "labour" => "labor",
        "harbour" => "harbor",
        _ => "",
    };
    if !fixed.is_empty() {
        return fixed.to_string();
    }
    for (british, american) in [
        ("isation", "ization"),
        ("isations", "izations"),
        ("ised", "ized"),
        ("ising", "izing"),
        ("tre", "ter"),
        ("tres", "ters"),
    ] {
        if let Some(stem) = word.strip_suffix(british).filter(|stem| stem.len() >= 3) {
            return format!("{stem}{american}");
        }
    }
    word.to_string()
}

/// The initials of a name, without its function words and with them ("osce", "foe").
pub fn initials(words: &[String]) -> [String; 2] {
    let of = |word: &String| word.chars().next().unwrap_or_default();
    let bare = words.iter().filter(|word| !in_list(FUNCTION_WORDS, word)).map(of).collect();
    [bare, words.iter().map(of).collect()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_away_what_writers_vary() {
        let gazetteer = Gazetteer::builtin();
        for (surface, is_person, expected) in [
            ("World Health Organisation", false, "world health organization"),
            ("the Centre's", false, "center"),
            ("U.S. Senate", false, "united states senate"),
            ("UK Labour Party", false, "united kingdom labor party"),
            ("U.S.", false, "us"),
            ("Acme Holdings Ltd.", false, "acme"),
            ("Group", false, "group"),
            ("President Jane O’Brien", true, "jane obrien"),
            ("President", true, "president"),
            ("Peruvian Prime Minister Jane Roe", true, "jane roe"),
            ("Former Senate President Roe", true, "roe"),
            ("Chinese Taipei", true, "chinese taipei"),
            ("Justice May", true, "may"),
            ("Vincent “The Chin” Russo", true, "vincent russo"),
            ("Vincent 'Chin' Russo", true, "vincent russo"),
            ("American John Doe", true, "john doe"),
            ("French Stewart", true, "french stewart"),
            ("Maurice O'Dowd d'Arcy", true, "maurice odowd darcy"),
            ("Bashar al-Assad", true, "bashar al assad"),
            ("John Doe Jr.", true, "john doe"),
            ("Ministry of Defence", false, "ministry of defense"),
            ("James’", true, "james"),
            ("Saint Petersburg", false, "st petersburg"),
            ("Mr. & Mrs. Smith", true, "smith"),
            ("", true, ""),
            ("—", false, ""),
        ] {
            assert_eq!(normal(surface, is_person, &gazetteer).join(" "), expected, "{surface}");
        }
    }

    #[test]
    fn reads_initials() {
        let words: Vec<String> =
            "organization for security and cooperation in europe".split(' ').map(Into::into).collect();
        assert_eq!(initials(&words), ["osce", "ofsacie"]);
        assert_eq!(initials(&[]), ["", ""]);
    }
}
