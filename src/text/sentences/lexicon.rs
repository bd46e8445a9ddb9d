//! Words that decide whether a full stop ends a sentence. Every list is sorted, in lower case, without final stop.
//!
//! Written from the abbreviations of the Associated Press and Guardian style guides and from what the development
//! texts held; a word is listed only where its dotted form is common and its bare form rarely ends a sentence.

/// Written before a name: a capital after it says nothing.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "adm", "amb", "asst", "brig", "capt", "cmdr", "col", "comdr", "cpl", "det", "dr", "fr", "ft", "gen", "gov", "hon",
    "insp", "lt", "maj", "messrs", "mme", "mr", "mrs", "ms", "mt", "ofc", "pfc", "pres", "prof", "pvt", "rep", "reps",
    "rev", "sen", "sens", "sgt", "spc", "st", "ste", "supt",
];

/// Months, states, companies, streets and other words after which a sentence may also end: only a word that likes to
/// open sentences tells.
#[rustfmt::skip]
const OFTEN_INSIDE: &[&str] = &[
    "ala", "apr", "ariz", "ark", "assn", "aug", "ave", "blvd", "bros", "calif", "cia", "co", "colo", "conn", "corp",
    "dec", "del", "dept", "dist", "esq", "etc", "feb", "fla", "ga", "gmbh", "ill", "inc", "ind", "int", "intl", "jan",
    "jr", "jul", "jun", "kan", "ky", "llc", "ltd", "md", "mich", "minn", "miss", "mo", "mont", "natl", "neb", "nev",
    "nov", "oct", "okla", "ont", "ore", "penn", "ph", "phila", "plc", "pty", "rd", "sept", "sr", "stn", "tenn", "tex", "univ", "va",
    "vt", "wash", "wis", "wyo",
];

/// Written before a number.
#[rustfmt::skip]
const BEFORE_NUMBERS: &[&str] = &[
    "app", "approx", "apr", "art", "aug", "ca", "cap", "ch", "chap", "dec", "feb", "fig", "figs", "jan", "jul", "jun",
    "no", "nos", "nov", "nr", "oct", "op", "pp", "sec", "sect", "sept", "tel", "vol", "vols",
];

/// Never at the end of a sentence, whatever follows.
#[rustfmt::skip]
const NEVER_LAST: &[&str] = &[
    "cf", "e.g", "eg", "i.e", "ie", "viz", "vs",
];

/// Measures: in lower case, with a stop that the writer's country wants and others read as an end.
#[rustfmt::skip]
const MEASURES: &[&str] = &[
    "cm", "ft", "hr", "hrs", "kg", "km", "lb", "lbs", "min", "mins", "oz", "sq", "yd",
];

/// Function words that open sentences and, capitalised, hardly ever stand inside a name.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "a", "about", "according", "across", "after", "again", "all", "almost", "also", "although", "amid", "among", "an",
    "and", "another", "any", "anyone", "are", "around", "as", "asked", "at", "authorities", "because", "before",
    "being", "besides", "both", "but", "by", "can", "could", "despite", "did", "do", "does", "during", "each",
    "earlier", "either", "even", "every", "everyone", "few", "first", "five", "for", "four", "from", "given", "had",
    "has", "have", "having", "he", "her", "here", "his", "how", "however", "i", "i'll", "i'm", "i've", "if", "in",
    "indeed", "instead", "into", "is", "it", "it's", "its", "just", "last", "later", "like", "many", "may", "maybe",
    "meanwhile", "more", "moreover", "most", "much", "my", "nearly", "neither", "never", "nevertheless", "no",
    "nobody", "none", "nor", "not", "nothing", "now", "officials", "on", "once", "one", "only", "or", "other",
    "others", "our", "over", "people", "perhaps", "please", "police", "reached", "several", "she", "should",
    "similarly", "since", "six", "so", "some", "someone", "soon", "still", "such", "that", "that's", "the", "their",
    "then", "there", "there's", "therefore", "these", "they", "they're", "this", "those", "though", "three",
    "through", "thus", "to", "today", "together", "two", "under", "unlike", "until", "was", "we", "we're", "we've",
    "were", "what", "when", "where", "whether", "which", "while", "who", "why", "with", "within", "without", "would",
    "yes", "yet", "you", "you're", "your",
];

/// Words that give a quotation to its speaker.
#[rustfmt::skip]
const SPEECH: &[&str] = &[
    "added", "adds", "announced", "asked", "asks", "chanted", "cried", "declared", "exclaimed", "explained", "read",
    "recalled", "replied", "said", "says", "screamed", "shouted", "stated", "told", "tweeted", "wondered", "wrote",
    "yelled",
];

/// Names that end in a mark of exclamation.
#[rustfmt::skip]
const EXCLAIMED_NAMES: &[&str] = &[
    "jeopardy", "yahoo", "yum",
];

/// What follows the last dot of an internet name.
#[rustfmt::skip]
const DOMAINS: &[&str] = &[
    "au", "biz", "br", "ca", "ch", "cn", "co", "com", "cz", "de", "edu", "es", "eu", "fm", "fr", "gov", "ie", "il",
    "in", "info", "int", "io", "it", "jp", "kz", "ly", "me", "mil", "net", "news", "nl", "org", "pl", "ru", "tv",
    "ua", "uk", "us",
];

/// Time zones and days, which follow "a.m." and "p.m." inside a sentence.
#[rustfmt::skip]
const AFTER_HOURS: &[&str] = &[
    "apr", "aug", "bst", "cest", "cet", "cst", "dec", "edt", "est", "et", "feb", "friday", "gmt", "jan", "local", "monday", "nov",
    "oct", "pacific", "pst", "pt", "saturday", "sept", "sunday", "thursday", "tuesday", "utc", "wednesday",
];

fn has(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// Whether the word, capitals and all, is a title written before a name.
pub fn is_title(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && has(TITLES, &word.to_lowercase())
}

/// Whether the word's stop most often belongs to the word.
pub fn is_often_inside(word: &str) -> bool {
    let lower = word.to_lowercase();
    (word.starts_with(char::is_uppercase) || lower == "etc") && has(OFTEN_INSIDE, &lower) || has(MEASURES, word)
}

pub fn stands_before_numbers(word: &str) -> bool {
    has(BEFORE_NUMBERS, &word.to_lowercase())
}

pub fn is_never_last(word: &str) -> bool {
    has(NEVER_LAST, &word.to_lowercase())
}

pub fn opens_sentences(word: &str) -> bool {
    has(OPENERS, &word.to_lowercase().replace('’', "'"))
}

pub fn is_speech(word: &str) -> bool {
    has(SPEECH, word)
}

pub fn is_exclaimed_name(word: &str) -> bool {
    has(EXCLAIMED_NAMES, &word.to_lowercase())
}

pub fn is_domain(word: &str) -> bool {
    has(DOMAINS, &word.to_lowercase())
}

pub fn follows_hours(word: &str) -> bool {
    has(AFTER_HOURS, &word.to_lowercase())
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted() {
        use super::*;
        for list in [
            TITLES,
            OFTEN_INSIDE,
            BEFORE_NUMBERS,
            NEVER_LAST,
            MEASURES,
            OPENERS,
            SPEECH,
            EXCLAIMED_NAMES,
            DOMAINS,
            AFTER_HOURS,
        ] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
