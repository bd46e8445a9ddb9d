//! Which language an article is in, told by its commonest words or its script.
//!
//! Function words make up half of running text in every language with Latin or Cyrillic letters, and a dozen of them
//! tell languages apart well enough to say "not English"; no more is needed here.

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words read, at most: more do not change the answer.
const MOST_WORDS: usize = 500;
/// Fewer words cannot be told, and no warning is given.
const FEWEST_WORDS: usize = 20;

/// The commonest function words of each language (Leipzig corpora's frequency lists), those that two of them share
/// left out where they would tilt the balance.
#[rustfmt::skip]
const PROFILES: &[(&str, &[&str])] = &[
    ("en", &["the", "of", "and", "to", "is", "was", "that", "for", "with", "it", "by", "from", "at", "this", "have", "are", "were", "has", "his", "their"]),
    ("de", &["der", "die", "und", "das", "den", "von", "zu", "mit", "ist", "des", "im", "nicht", "ein", "eine", "auf", "dem", "für", "sich", "auch", "wird"]),
    ("fr", &["le", "les", "et", "des", "du", "une", "est", "dans", "qui", "pour", "pas", "au", "sur", "avec", "plus", "ce", "sont", "aux", "cette", "été"]),
    ("es", &["el", "los", "las", "y", "del", "una", "es", "por", "para", "su", "al", "lo", "como", "más", "pero", "fue", "sus", "ha", "este", "con"]),
    ("pt", &["o", "os", "em", "do", "da", "um", "uma", "para", "não", "com", "dos", "das", "ao", "foi", "mais", "são", "pelo", "seu", "também", "como"]),
    ("it", &["il", "di", "che", "della", "per", "non", "sono", "gli", "dei", "nel", "alla", "più", "con", "una", "del", "delle", "anche", "ha", "è", "dal"]),
    ("nl", &["het", "een", "van", "en", "dat", "niet", "zijn", "voor", "met", "op", "te", "aan", "ook", "wordt", "bij", "naar", "deze", "door", "heeft", "werd"]),
    ("pl", &["w", "i", "na", "się", "nie", "jest", "że", "z", "do", "przez", "od", "dla", "oraz", "był", "jak", "po", "ale", "które", "są", "tym"]),
    ("tr", &["ve", "bir", "bu", "için", "ile", "da", "de", "olarak", "çok", "daha", "olan", "gibi", "kadar", "ancak", "sonra", "ise", "en", "ne", "olduğu", "dedi"]),
    ("ru", &["и", "в", "на", "не", "что", "по", "как", "это", "из", "от", "для", "его", "был", "также", "после", "или", "при", "было", "за", "об"]),
    ("uk", &["і", "та", "що", "на", "не", "від", "як", "це", "для", "його", "був", "також", "після", "або", "при", "було", "за", "про", "із", "є"]),
    ("cs", &["a", "se", "na", "je", "že", "v", "s", "pro", "ale", "jsou", "byl", "jako", "podle", "ve", "za", "které", "také", "po", "uvedl", "bude"]),
];

/// Every word of the profiles, with one bit for each profile that holds it.
static PROFILE_WORDS: LazyLock<FxHashMap<&str, u16>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (number, (_, profile)) in PROFILES.iter().enumerate() {
        profile.iter().for_each(|word| *words.entry(*word).or_insert(0) |= 1 << number);
    }
    words
});

/// The profiles that hold `lower`, one bit each.
fn profiles_of(lower: &str) -> u16 {
    PROFILE_WORDS.get(lower).copied().unwrap_or(0)
}

/// BCP 47; `und` where it cannot be told.
pub fn tell(text: &str) -> String {
    let mut words = 0;
    let mut hits = [0usize; PROFILES.len()];
    let mut lower = String::new();
    for word in read(text) {
        words += 1;
        lower.clear();
        if word.is_ascii() {
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            lower.push_str(&word.to_lowercase());
        }
        let holders = profiles_of(&lower);
        if holders != 0 {
            hits.iter_mut().enumerate().for_each(|(number, hits)| *hits += usize::from(holders >> number & 1));
        }
    }
    let most = hits.iter().copied().max().unwrap_or_default();
    let best = hits.iter().position(|&it| it == most).unwrap_or_default();
    // One word in twelve at least: running text has one in three to five of its own language's words.
    if most > 0 && most * 12 >= words {
        return PROFILES[best].0.into();
    }
    script(text).unwrap_or("und").into()
}

/// Whether there is enough text to tell its language by.
pub fn is_long_enough(text: &str) -> bool {
    read(text).take(FEWEST_WORDS).count() == FEWEST_WORDS
}

fn read(text: &str) -> impl Iterator<Item = &str> {
    let words = text
        .split(|c: char| !(c.is_alphabetic() || matches!(c, '\'' | '’')))
        .filter(|word| !word.is_empty() && word.len() < 40);
    words.take(MOST_WORDS)
}

/// The language that a script is mostly used for, when most letters are of it.
fn script(text: &str) -> Option<&'static str> {
    let language = |c: char| match c {
        '\u{3040}'..='\u{30ff}' => Some("ja"),
        '\u{4e00}'..='\u{9fff}' => Some("zh"),
        '\u{ac00}'..='\u{d7af}' => Some("ko"),
        '\u{600}'..='\u{6ff}' => Some("ar"),
        '\u{370}'..='\u{3ff}' => Some("el"),
        '\u{590}'..='\u{5ff}' => Some("he"),
        '\u{10a0}'..='\u{10ff}' => Some("ka"),
        '\u{530}'..='\u{58f}' => Some("hy"),
        '\u{900}'..='\u{97f}' => Some("hi"),
        _ => None,
    };
    let mut counts = BTreeMap::new();
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(MOST_WORDS).inspect(|&c| {
        *counts.entry(language(c)).or_insert(0usize) += 1;
    });
    let all = letters.count();
    // Japanese is known by its kana, though most of a text may be Chinese characters.
    if counts.get(&Some("ja")).is_some_and(|&kana| kana * 10 > all) {
        return Some("ja");
    }
    counts.into_iter().find(|&(language, count)| language.is_some() && count * 2 > all)?.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages() {
        for (text, language) in [
            ("The rain fell on the town and the river rose by a metre.", "en"),
            ("Der Regen fiel auf die Stadt, und der Fluss stieg um einen Meter.", "de"),
            ("La pluie est tombée sur la ville et le fleuve est monté dans les rues.", "fr"),
            ("Дождь шёл в городе, и река поднялась на метр, как это было и после войны.", "ru"),
            ("雨が町に降りました。川は一メートル上がりました。", "ja"),
            ("大雨襲擊城市", "zh"),
            ("Brno Oslo 1234", "und"),
            ("", "und"),
        ] {
            assert_eq!(tell(text), language, "{text}");
        }
    }
}
