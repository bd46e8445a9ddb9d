//! Speakers that no cue beside the quotation names.

use super::*;

/// The name found for the last quotation of the text, or its speaker's words in brackets.
fn speaker(text: &str) -> String {
    let found = quotes(text, NAMES);
    let last = found.iter().rfind(|quote| quote.starts_with("Direct")).map_or("", |quote| quote.as_str());
    let told = last.rsplit_once(" (").map_or("", |(_, told)| told);
    let (words, rest) = told.split_once(" = ").unwrap_or(("", ""));
    let name = rest.split(',').next().unwrap_or("");
    if name == "-" { format!("[{words}]") } else { name.into() }
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(speaker(text), *expected, "{text}: {:?}", quotes(text, NAMES));
    }
}

#[test]
fn an_i_in_the_writers_own_sentence() {
    check(&[
        ("Ann Lee took it for a “chance to face my old demons” there.", "Ann Lee"),
        ("Ann Lee came. She took it for a “chance to face my old demons” there.", "Ann Lee"),
        ("“It is warm,” Ann Lee said. The suit “is so warm that I have to drink”.", "Ann Lee"),
        // A letter may be anybody's, another is named, and there is no I.
        ("Ann Lee read a letter on the “chance that I will see my old demons again” there.", "[-]"),
        ("“It is warm,” Ann Lee said. The suit of Jo Day “is so warm that I have to drink”.", "[-]"),
        ("“It is warm,” Ann Lee said. The suit “is so warm and heavy that all have to drink”.", "[-]"),
        ("Ann Lee saw the “great walls that stood all through World War I” there.", "[-]"),
    ]);
}

#[test]
fn names_in_the_quotation_are_not_who_says_it() {
    check(&[
        ("Ann Lee left. “If Jo Day takes the wall, it is lost,” she said.", "Ann Lee"),
        ("Ann Lee left. “Jo Day took the wall. It is lost to Jo Day,” she said.", "Ann Lee"),
    ]);
}

#[test]
fn what_goes_on_before_the_attribution() {
    check(&[
        ("“There is no crack in it,” nor any hole, Ann Lee added.", "Ann Lee"),
        ("“There is no crack in it,” and Ann Lee said it had no hole.", "[-]"),
        ("The statement said “the wall is lost now”. It added: “It is in the lake.”", "[statement]"),
        ("The study said “the wall is lost now”. She added: “It is in the lake.”", "[She]"),
    ]);
}

#[test]
fn a_name_that_opens_before_a_colon() {
    check(&[
        ("Ann Lee, owner of the club and friend of Jo Day: “All I think of is the wall.”", "Ann Lee"),
        ("Ann Lee, who built “The Wall”: “All I think of is the lake.”", "Ann Lee"),
        ("The word spread: “This is it, the wall will fall.”", "[-]"),
        ("The minister: “This is it, the wall will fall.”", "[minister]"),
    ]);
}

#[test]
fn any_verb_after_a_comma_and_a_name() {
    check(&[
        ("“We always ate by the wall,” Ann Lee reminded, “and in the hall.”", "Ann Lee"),
        ("“We always ate by the wall,” she grinned.", "[she]"),
        ("“We always ate by the wall.” Ann Lee grinned.", "[-]"),
        ("“We always ate by the wall,” Ann Lee walked to the lake.", "[-]"),
        ("Writing “the wall will fall in a year”, Ann Lee said no.", "Ann Lee"),
        ("“Any man can climb the wall”, the letter read.", "[letter]"),
    ]);
}

#[test]
fn a_signature_with_an_office() {
    check(&[
        ("“The wall of the lake has to go.” — Ann Lee, mayor of the Lake Town", "Ann Lee"),
        ("“The wall of the lake has to go.” — \u{200d}Ann Lee", "Ann Lee"),
        ("“The wall of the lake has to go.” — Ann Lee, it was told, left at noon", "[-]"),
    ]);
}
