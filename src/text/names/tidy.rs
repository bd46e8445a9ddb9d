//! What a mention's span may hold: a name, without what only stands beside it.
//!
//! The rules are those of the corpus form: article and possessive stay outside, titles stay outside ("President
//! Okafor" names Okafor; so do the annotated texts), an adjective or a people is no place, marks at the edges are no
//! part of a name.

use super::consistency::OPENERS;
use super::features::has_capital;
use super::lexicon::class;
use super::{EntityKind, Models, Name};
use crate::base::Span;
use crate::text::PlaceKind;
use crate::text::token::{Token, TokenKind, tokens_in};

/// Trims every name, corrects what the gazetteer knows better, and drops those that are none.
pub fn tidy(text: &str, tokens: &[Token], names: &mut Vec<Name>, models: &Models) {
    names.retain_mut(|name| {
        let Some(span) = trimmed(text, tokens, *name, models) else { return false };
        name.span = with_direction(text, tokens, span, name.kind, models);
        if let Some(kind) = known_kind(span.of(text), name.kind, models) {
            name.kind = kind;
        }
        !(name.kind == EntityKind::Place && is_adjective(span.of(text), models))
    });
}

/// The span without articles, titles and marks at its edges; `None` when nothing is left.
fn trimmed(text: &str, tokens: &[Token], name: Name, models: &Models) -> Option<Span> {
    let mut words = tokens_in(tokens, name.span);
    while let Some((first, rest)) = words.split_first() {
        let is_kept = rest.is_empty() || !is_article(first.of(text));
        if first.kind != TokenKind::Mark && is_kept {
            break;
        }
        words = rest;
    }
    if name.kind == EntityKind::Person {
        words = without_titles(text, without_opener(text, words), models);
    }
    if name.kind == EntityKind::Place {
        words = without_small_edges(text, words);
    }
    while let Some((last, rest)) = words.split_last() {
        let is_closed = matches!(last.of(text), ")" | ".") && words.iter().any(|token| token.of(text) == "(");
        if last.kind != TokenKind::Mark && !last.of(text).starts_with(['\'', '\u{2019}']) || is_closed {
            break;
        }
        words = rest;
    }
    Some(Span { start: words.first()?.span.start, end: words.last()?.span.end })
}

/// A place's span with the small word before it, where both are an area above countries ("central Asia").
fn with_direction(text: &str, tokens: &[Token], span: Span, kind: EntityKind, models: &Models) -> Span {
    let before = tokens.partition_point(|token| token.span.start < span.start).checked_sub(1).map(|at| tokens[at]);
    let is_area = |word: &Token| {
        let whole = Span { start: word.span.start, end: span.end };
        let is_small = word.of(text).chars().all(char::is_lowercase);
        let best = models.gazetteer.lookup(whole.of(text)).into_iter().next();
        is_small && best.is_some_and(|best| models.gazetteer.kind(best.place) == PlaceKind::Area)
    };
    match before.filter(|_| kind == EntityKind::Place).filter(is_area) {
        Some(word) => Span { start: word.span.start, end: span.end },
        None => span,
    }
}

/// A person's words without a word that opens the sentence ("Beyond Okafor").
fn without_opener<'a>(text: &str, words: &'a [Token]) -> &'a [Token] {
    match words {
        [first, rest @ ..] if !rest.is_empty() => {
            let word = first.of(text).to_lowercase();
            let is_opener = OPENERS.split_ascii_whitespace().any(|opener| opener == word);
            if is_opener && !NAMES_THAT_OPEN.contains(&word.as_str()) { rest } else { words }
        }
        _ => words,
    }
}

/// Openers that are names as well ("An Nguyen", "So Yoon").
const NAMES_THAT_OPEN: &[&str] = &["an", "so", "you"];

/// A place's words without those in small letters at its edges ("southern Norway", "Odessa region").
fn without_small_edges<'a>(text: &str, mut words: &'a [Token]) -> &'a [Token] {
    let is_small = |token: &Token| token.kind == TokenKind::Word && !has_capital(token.of(text));
    let has_name = words.iter().any(|token| token.kind == TokenKind::Word && !is_small(token));
    while let Some((_, rest)) = words.split_first().filter(|(first, _)| has_name && is_small(first)) {
        words = rest;
    }
    while let Some((_, rest)) = words.split_last().filter(|(last, _)| has_name && is_small(last)) {
        words = rest;
    }
    words
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "The" | "THE" | "a" | "A" | "an" | "An")
}

/// A person's words without titles, and without the demonym before them ("Danish President").
fn without_titles<'a>(text: &str, words: &'a [Token], models: &Models) -> &'a [Token] {
    let mut rest = words;
    while let [first, more @ ..] = rest
        && let Some(next) = more.first()
    {
        let word = first.of(text);
        let may_lead = models.gazetteer.demonym(word).is_some() || LEADING.contains(&word);
        let leads = may_lead && (is_title(next.of(text), models) || LEADING.contains(&next.of(text)));
        if !leads && !is_title(word, models) {
            return rest;
        }
        rest = more;
    }
    rest
}

/// Words that go before a title.
const LEADING: &[&str] =
    &["Defence", "Defense", "Finance", "Foreign", "Former", "Health", "Interior", "Justice", "Prime", "State", "Vice"];

/// A word that goes before a person's name. Some are names as well ("King"); before another word they are titles.
fn is_title(word: &str, models: &Models) -> bool {
    let Some(names) = &models.names else { return false };
    names.lexicon().lists_of(word.trim_end_matches('.')) & 1 << class::TITLE != 0
}

/// The kind of a surface that is a seat of government, or stands in name lists of one kind only.
fn known_kind(surface: &str, kind: EntityKind, models: &Models) -> Option<EntityKind> {
    if kind != EntityKind::Person {
        return None;
    }
    if is_seat(surface, models) {
        return Some(EntityKind::Place);
    }
    const ORGANISATIONS: u32 = 1 << class::ORGANISATION | 1 << class::COMPANY;
    const PLACES: u32 = 1 << class::COUNTRY | 1 << class::REGION;
    let lists = models.names.as_ref()?.lexicon().lists_of(surface);
    if lists != 0 && lists & !ORGANISATIONS == 0 {
        return Some(EntityKind::Organisation);
    }
    (lists != 0 && lists & !PLACES == 0).then_some(EntityKind::Place)
}

/// A seat of government ("Downing Street"), whatever the recogniser took it for.
fn is_seat(surface: &str, models: &Models) -> bool {
    let likeliest = models.gazetteer.lookup(surface).into_iter().next();
    likeliest.is_some_and(|candidate| models.gazetteer.is_seat(candidate.place))
}

/// A place that is only an adjective or a people. One that is also a place's own name stays ("Luxembourg").
fn is_adjective(surface: &str, models: &Models) -> bool {
    let last = surface.rsplit([' ', '-']).next().unwrap_or(surface);
    let is_known = models.gazetteer.demonym(surface).is_some() || AREA_ADJECTIVES.contains(&last);
    is_known && models.gazetteer.lookup(surface).first().is_none_or(|likeliest| likeliest.prior < PLACE_PRIOR)
}

/// Adjectives and peoples of regions above countries; they end "Central Asian", "Latin Americans".
const AREA_ADJECTIVES: &[&str] = &[
    "African",
    "Africans",
    "American",
    "Americans",
    "Arab",
    "Arabs",
    "Asian",
    "Asians",
    "Caucasian",
    "Eurasian",
    "European",
    "Europeans",
    "Nordic",
    "Scandinavian",
    "Siberian",
    "Slavic",
    "Soviet",
    "Soviets",
    "Western",
    "Westerners",
];

/// From this prior on a name is taken for a place even if it is an adjective as well.
const PLACE_PRIOR: u8 = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenize;
    use EntityKind::*;
    use std::sync::LazyLock;

    static MODELS: LazyLock<Models> = LazyLock::new(Models::builtin);

    fn tidied(text: &str, kind: EntityKind) -> Option<String> {
        let mut names = vec![Name { span: Span::new(0, text.len()), kind }];
        tidy(text, &tokenize(text), &mut names, &MODELS);
        names.first().map(|name| format!("{:?} {}", name.kind, name.span.of(text)))
    }

    #[test]
    fn an_area_keeps_its_direction() {
        for (text, name, expected) in
            [("across central Asia today", "Asia", "central Asia"), ("across central Peru today", "Peru", "Peru")]
        {
            let start = text.find(name).expect("the name is in the text");
            let mut names = vec![Name { span: Span::new(start, start + name.len()), kind: Place }];
            tidy(text, &tokenize(text), &mut names, &MODELS);
            assert_eq!(names[0].span.of(text), expected);
        }
    }

    #[test]
    fn keeps_the_name_alone() {
        for (text, kind, expected) in [
            ("President Mary Okafor", Person, Some("Person Mary Okafor")),
            ("Danish Prime Minister Mette Lind", Person, Some("Person Mette Lind")),
            ("Mary Okafor's", Person, Some("Person Mary Okafor")),
            ("King", Person, Some("Person King")),
            ("The Hague Times", Organisation, Some("Organisation Hague Times")),
            ("“Lima", Place, Some("Place Lima")),
            ("southern Peru", Place, Some("Place Peru")),
            ("Beyond Okafor", Person, Some("Person Okafor")),
            ("Reuters", Person, Some("Organisation Reuters")),
            ("Soviet state", Place, None),
            ("Downing Street", Person, Some("Place Downing Street")),
            ("Danish", Place, None),
            ("Latin American", Place, None),
            ("Luxembourg", Place, Some("Place Luxembourg")),
            ("American Samoa", Place, Some("Place American Samoa")),
            ("—", Place, None),
        ] {
            assert_eq!(tidied(text, kind).as_deref(), expected, "{text}");
        }
    }
}
