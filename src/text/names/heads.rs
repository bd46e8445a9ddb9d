//! What the head of a name says of it: its last word, and the small words that stand right beside it.
//!
//! The recogniser weighs each word by its form and neighbours and so takes a treaty for an organisation, or an
//! institute named after a city for a place. The head word tells: an agreement is no organisation, a ministry is no
//! place. The lists hold common nouns only and were written for this; each was kept because it loses nothing on
//! uner-pud and re3d.

use super::consistency::Evidence;
use super::features::has_capital;
use super::{EntityKind, Models, Name};
use crate::base::Span;
use crate::text::fold::{fold, in_list};
use crate::text::token::{Token, TokenKind, tokens_in};

/// Heads of treaties, contests, wars and products, which are none of the three kinds.
const EVENTS: &str = "\
    agreement agreements accord accords treaty treaties protocol declaration championship championships cup open \
    olympics paralympics tournament marathon revolution war wars uprising referendum election elections act bill \
    award awards prize prizes festival summit bonds bond day week";

/// Heads that no place bears.
const ORGANISATIONS: &str = "\
    ministry agency committee council commission party bank company corporation association foundation institute \
    university college academy ltd inc corp llc bureau board authority tribunal orchestra newspaper magazine \
    department organization organisation";

/// Heads of institutions and buildings alike.
const INSTITUTIONS: &str = "center centre school hospital clinic museum laboratory library observatory";

/// Who works for an institution rather than in a building.
const ROLES: &str = "\
    director head president dean professor analyst researcher fellow economist expert founder chairman chairwoman \
    chair spokesman spokeswoman spokesperson scientist scholar rector member strategist historian lawyer";

/// Words that end a name only when its head follows, be it in small letters ("the Harbour Security council").
const OPEN_ENDS: &str =
    "security foreign defence defense interior finance justice health home human rights supreme national central";
const SMALL_HEADS: &str =
    "council ministry commission committee court bank agency bureau department office party organisation organization";

/// Common nouns for whatever office is meant; with a capital they name none in particular.
const NO_NAMES: &str = "government ministry cabinet justice defense defence power state";

/// Corrects kinds and spans by head words, and drops what is no name.
pub fn correct(text: &str, tokens: &[Token], names: &mut Vec<Name>, models: &Models) {
    add_introduced(text, tokens, names);
    let common = common_initials(text, tokens, names);
    for at in 0..names.len() {
        let next = names.get(at + 1).map_or(text.len() as u32, |next| next.span.start);
        let before = at.checked_sub(1).map(|before| names[before]);
        let name = &mut names[at];
        name.kind = kind(text, tokens, *name, before, models);
        if name.kind == EntityKind::Organisation {
            name.span.end = with_small_head(text, tokens, name.span, next);
        }
    }
    names.retain(|name| {
        let surface = name.span.of(text);
        name.kind == EntityKind::Person || !is_no_name(surface, name.kind, models) && !common.contains(&surface)
    });
}

fn kind(text: &str, tokens: &[Token], name: Name, before: Option<Name>, models: &Models) -> EntityKind {
    let surface = name.span.of(text);
    let Some((first, head)) = surface.rsplit_once(' ') else { return name.kind };
    let head = fold(head);
    match name.kind {
        EntityKind::Place if models.gazetteer.lookup(surface).is_empty() => {
            let led = words_before(text, tokens, name.span);
            let is_led = in_list("of at for with from", &led[0]) && in_list(ROLES, &led[1]);
            let is_institution = in_list(INSTITUTIONS, &head) && is_led;
            if is_institution || in_list(ORGANISATIONS, &head) { EntityKind::Organisation } else { name.kind }
        }
        // "Jane Roe, founder R Mills, said": somebody's founder is followed by what they founded, not by themself.
        EntityKind::Person if in_list("founder co-founder owner", &words_before(text, tokens, name.span)[0]) => {
            let is_apposed = before.is_some_and(|before| {
                let between = &text[before.span.end as usize..name.span.start as usize];
                before.kind == EntityKind::Person && between.starts_with(", ") && between.matches(',').count() == 1
            });
            let lists = models.names.as_ref().map_or(0, |it| it.lexicon().lists_of(first));
            let is_first_name = lists & 1 << super::lexicon::class::FIRST_NAME != 0 && first.chars().count() > 1;
            if is_apposed && !is_first_name { EntityKind::Organisation } else { name.kind }
        }
        _ => name.kind,
    }
}

/// The two words before `span` in small letters, the nearest first, articles left out.
fn words_before(text: &str, tokens: &[Token], span: Span) -> [String; 2] {
    let end = tokens.partition_point(|token| token.span.start < span.start);
    let mut words = tokens[..end].iter().rev().map(|token| token.of(text).to_lowercase()).filter(|it| it != "the");
    std::array::from_fn(|_| words.next().unwrap_or_default())
}

/// The end of the name with the small head that it lacks. It stays before `limit`.
fn with_small_head(text: &str, tokens: &[Token], span: Span, limit: u32) -> u32 {
    let last = tokens_in(tokens, span).last().map_or(String::new(), |token| fold(token.of(text)));
    let next = tokens.get(tokens.partition_point(|token| token.span.start < span.end));
    let is_head = |token: &&Token| {
        token.span.end <= limit
            && token.span.start == span.end + 1
            && text[span.end as usize..].starts_with(' ')
            && in_list(SMALL_HEADS, token.of(text))
    };
    let is_open = in_list(OPEN_ENDS, &last) && span.of(text).contains(' ');
    next.filter(is_head).filter(|_| is_open).map_or(span.end, |token| token.span.end)
}

fn is_no_name(surface: &str, kind: EntityKind, models: &Models) -> bool {
    let (first, head) = surface.rsplit_once(' ').unwrap_or(("", surface));
    let folded = fold(head);
    if first.is_empty() {
        let is_common = in_list(NO_NAMES, &folded) || models.gazetteer.demonym(surface).is_some();
        return kind == EntityKind::Organisation && is_common;
    }
    // "Danish government": an adjective and a common noun.
    let is_described = head.chars().all(char::is_lowercase) && models.gazetteer.demonym(first).is_some();
    is_described || in_list(EVENTS, &folded) && models.gazetteer.lookup(surface).is_empty()
}

/// Initials in brackets after the words they stand for, where those are common nouns: "liquid petroleum gas (LPG)".
fn common_initials<'a>(text: &'a str, tokens: &[Token], names: &[Name]) -> Vec<&'a str> {
    let is_common = |name: &&Name| {
        let surface = name.span.of(text);
        let letters: Vec<char> = surface.chars().collect();
        if !(2..=6).contains(&letters.len()) || !letters.iter().all(|c| c.is_uppercase()) {
            return false;
        }
        let end = tokens.partition_point(|token| token.span.start < name.span.start);
        let Some((bracket, words)) = tokens[..end].split_last() else { return false };
        let Some(from) = words.len().checked_sub(letters.len()) else { return false };
        let words: Vec<&str> = words[from..].iter().map(|token| token.of(text)).collect();
        let fits = |(word, letter): (&&str, &char)| word.starts_with(|c: char| letter.to_lowercase().eq([c]));
        let is_office = words.last().is_some_and(|head| in_list(ORGANISATIONS, head) || in_list(SMALL_HEADS, head));
        bracket.of(text) == "(" && !is_office && words.iter().zip(&letters).all(fits)
    };
    names.iter().filter(is_common).map(|name| name.span.of(text)).collect()
}

/// Adds initials that stand in brackets after the name they are of, where the recogniser passed over them:
/// "Northern State (NS)".
fn add_introduced(text: &str, tokens: &[Token], names: &mut Vec<Name>) {
    let initials = |name: &Name| {
        let after = tokens.partition_point(|token| token.span.start < name.span.end);
        let [open, inner, close, ..] = tokens.get(after..)? else { return None };
        let is_bracketed = open.of(text) == "(" && close.of(text) == ")";
        let words = name.span.of(text).split([' ', '-']).filter_map(|word| word.chars().next());
        let own: String = words.filter(|c| c.is_uppercase()).collect();
        let is_own = own.chars().count() >= 2 && own == inner.of(text);
        (is_bracketed && is_own && name.kind != EntityKind::Person)
            .then_some(Name { span: inner.span, kind: name.kind })
    };
    let found: Vec<Name> = names.iter().filter_map(initials).collect();
    let is_new = |new: &Name| !names.iter().any(|name| name.span.overlaps(new.span));
    let new: Vec<Name> = found.into_iter().filter(is_new).collect();
    names.extend(new);
    names.sort_by_key(|name| name.span);
}

/// Drops what only the capitals of a headline make a name: all its words stand small elsewhere in the article, and
/// nothing else knows it ("Security Bloc Sends Troops").
pub fn drop_headline_words(
    text: &str,
    tokens: &[Token],
    sentences: &[Span],
    names: &mut Vec<Name>,
    evidence: &Evidence,
    models: &Models,
) {
    let headlines: Vec<Span> = sentences.iter().copied().filter(|&span| is_capitalised(text, tokens, span)).collect();
    let is_in_headline = |span: Span| headlines.iter().any(|headline| headline.contains(span));
    let elsewhere: Vec<&str> =
        names.iter().filter(|name| !is_in_headline(name.span)).map(|name| name.span.of(text)).collect();
    names.retain(|name| {
        let surface = name.span.of(text);
        let words = tokens_in(tokens, name.span);
        let is_small = |token: &Token| evidence.is_written_small(&token.of(text).to_lowercase());
        !is_in_headline(name.span)
            || elsewhere.contains(&surface)
            || !words.iter().all(is_small)
            || !models.gazetteer.lookup(surface).is_empty()
    });
}

/// Whether the words of the sentence have a capital, short ones left out, as in many headlines.
fn is_capitalised(text: &str, tokens: &[Token], span: Span) -> bool {
    let words =
        tokens_in(tokens, span).iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.of(text));
    let (all, capital) = words
        .filter(|word| word.len() > 4 || has_capital(word))
        .fold((0, 0), |(all, capital), word| (all + 1, capital + usize::from(has_capital(word))));
    all > 3 && capital * 10 > all * 9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenize;
    use EntityKind::*;
    use std::sync::LazyLock;

    static MODELS: LazyLock<Models> = LazyLock::new(Models::builtin);

    fn names_of(text: &str, given: &[(&str, EntityKind)]) -> Vec<Name> {
        let name = |&(surface, kind): &(&str, EntityKind)| {
            let start = text.find(surface).expect("the surface is in the text");
            Name { span: Span::new(start, start + surface.len()), kind }
        };
        given.iter().map(name).collect()
    }

    fn tell(text: &str, names: &[Name]) -> String {
        let told: Vec<String> = names.iter().map(|name| format!("{:?} {}", name.kind, name.span.of(text))).collect();
        told.join(", ")
    }

    #[test]
    fn heads_decide() {
        for (text, given, expected) in [
            ("the Oslo Agreement on gas", &[("Oslo Agreement", Organisation)][..], ""),
            ("the Oslo Bank", &[("Oslo Bank", Place)], "Organisation Oslo Bank"),
            ("the South Bank", &[("South Bank", Organisation)], "Organisation South Bank"),
            ("Ida Berg, director of the Oslo Center", &[("Oslo Center", Place)], "Organisation Oslo Center"),
            ("a fire near the Oslo Center", &[("Oslo Center", Place)], "Place Oslo Center"),
            ("the NTU Security council met", &[("NTU Security", Organisation)], "Organisation NTU Security council"),
            ("an Acme Security guard", &[("Acme Security", Organisation)], "Organisation Acme Security"),
            ("the Danish government", &[("Danish government", Organisation)], ""),
            (
                "the Danish Government Fund",
                &[("Danish Government Fund", Organisation)],
                "Organisation Danish Government Fund",
            ),
            ("The Government fell", &[("Government", Organisation)], ""),
            ("the Danish fighters", &[("Danish", Organisation)], ""),
            ("liquid petroleum gas (LPG) rose", &[("LPG", Organisation)], ""),
            (
                "Northern State (NS) rose",
                &[("Northern State", Organisation)],
                "Organisation Northern State, Organisation NS",
            ),
            ("Northern State (NO) rose", &[("Northern State", Organisation)], "Organisation Northern State"),
            ("Northern Trade Union (NTU) rose", &[("NTU", Organisation)], "Organisation NTU"),
            ("the northern trade organisation (NTO) rose", &[("NTO", Organisation)], "Organisation NTO"),
            (
                "Jane Roe, founder R Mills, said",
                &[("Jane Roe", Person), ("R Mills", Person)],
                "Person Jane Roe, Organisation R Mills",
            ),
            ("The founder R Mills said", &[("R Mills", Person)], "Person R Mills"),
            (
                "Jane Roe, founder Ida Berg, said",
                &[("Jane Roe", Person), ("Ida Berg", Person)],
                "Person Jane Roe, Person Ida Berg",
            ),
        ] {
            let mut names = names_of(text, given);
            correct(text, &tokenize(text), &mut names, &MODELS);
            assert_eq!(tell(text, &names), expected, "{text}");
        }
    }

    #[test]
    fn headlines_make_no_names() {
        let headline = "Security Bloc Sends Troops to Oslo After Turkey Calls Ida Berg";
        let body = "The bloc spoke of security and turkey. Acme paid.";
        let text = format!("{headline}\n{body}");
        let given = [("Security Bloc", Organisation), ("Oslo", Place), ("Turkey", Place), ("Ida Berg", Person)];
        let mut names = names_of(&text, &given);
        let tokens = tokenize(&text);
        let mut evidence = Evidence::default();
        evidence.add_words(&text, &tokens);
        let sentences = [Span::new(0, headline.len()), Span::new(headline.len() + 1, text.len())];
        drop_headline_words(&text, &tokens, &sentences, &mut names, &evidence, &MODELS);
        assert_eq!(tell(&text, &names), "Place Oslo, Place Turkey, Person Ida Berg");
    }
}
