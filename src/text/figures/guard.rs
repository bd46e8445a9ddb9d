//! Numbers that are no figures: in names and numbered things, clock times, scores, telephone numbers, addresses,
//! lists, ranks, and "one" as a pronoun.

use super::*;

/// Where to go on reading when `number` is no figure; `None` when nothing speaks against it.
pub fn refuses(scene: &Scene, number: &Number) -> Option<usize> {
    let line = scene.line;
    let next = number.last + 1;
    if in_name(scene, number) || after_numbered_noun(line, number) || is_list_number(line, number) {
        return Some(next);
    }
    if line.at(number.first).is_digits() {
        run_of_digits(line, number)
            .or_else(|| clock(line, number))
            .or_else(|| tied(line, number))
            .or_else(|| compound(line, number))
    } else if line.says(number.first, "one") && number.first == number.last {
        is_pronoun_one(line, number.first).then_some(next)
    } else {
        compound(line, number)
    }
}

/// Whether an amount in its unit may stand as a figure: an article needs a bound or a duration, a bare number of four
/// digits must not look like a year, a number at a street must not be an address.
pub fn admits(line: Line, measured: &Measured) -> bool {
    let number = &measured.number;
    let next = line.at(number.last + 1);
    if number.form == Form::Article {
        let bound =
            ["for", "within", "than", "nearly", "almost", "about", "least", "lasting", "roughly", "around", "under"];
        let closes = !next.is_word() || next.is(NOUN_PHRASE_END.or(ADVERB)) || line.says(number.last + 1, "of");
        let is_idiom = matches!(measured.unit.as_str(), "second" | "minute");
        return line.is_one_of(number.first.wrapping_sub(1), &bound) && closes && !is_idiom && measured.unit != "count";
    }
    let is_bare = measured.unit == "count";
    let looks_like_year =
        number.first == number.last && dates::year_at(line, number.first).is_some_and(|year| year >= 1900);
    if is_bare && looks_like_year && (!next.is_word() || next.is(NOUN_PHRASE_END) || ends_years(line, number.first)) {
        return false;
    }
    let is_score = is_bare
        && number.form == Form::Range
        && line.at(number.first + 1).is_dash()
        && !counts_thing(line, number.last + 1);
    !is_score && !(is_bare && (is_address(line, number.last + 1) || is_hour(line, number)))
}

/// The last of several years: "its 2002, 2001 and 2000 results".
fn ends_years(line: Line, at: usize) -> bool {
    let joint = at.wrapping_sub(1);
    let is_joined =
        line.is_one_of(joint, &["and", "or", "to"]) || line.at(joint).is_mark(',') || line.at(joint).is_dash();
    is_joined && dates::year_at(line, at.wrapping_sub(2)).is_some_and(|year| year >= 1900)
}

/// A word that can be counted stands at `at`.
fn counts_thing(line: Line, at: usize) -> bool {
    let word = line.at(at);
    word.is_word() && !word.is(NOUN_PHRASE_END) && !word.is(CAPITAL)
}

/// Inside a name ("Group of 20"), or tied to a capitalised word that no noun follows ("Boeing 737").
fn in_name(scene: &Scene, number: &Number) -> bool {
    let line = scene.line;
    let span = line.span(number.first, number.last);
    let has_room = |name: &&Mention| name.span.overlaps(span) && name.span != span;
    if scene.names.iter().any(|name| has_room(&name)) {
        return true;
    }
    let (word, before) = (line.at(number.first), line.before(number.first));
    let next = line.at(number.last + 1);
    let is_month = before.is(MONTH.or(WEEKDAY));
    if !before.is(CAPITAL) || is_month || !before.is_word() || number.first <= line.from + 1 {
        // A number word in capitals amid small letters names something ("the Gang of Four").
        return word.is(CAPITAL)
            && word.is_word()
            && before.is_word()
            && line.says(number.first.wrapping_sub(1), "of")
            && !next.is(CAPITAL);
    }
    let counts = next.is_mark('%')
        || next.is(PLURAL.or(COLLECTIVE).or(UNIT).or(MONEY)) && !next.is(CAPITAL)
        || counts_thing(line, number.last + 1) && line.at(number.last + 2).is(PLURAL.or(COLLECTIVE))
        || number::is_money_sign(line, number.first.wrapping_sub(1))
        || number.form != Form::Digits && number.form != Form::Words;
    let is_title_case = next.is(CAPITAL) && before.is(CAPITAL) && !word.is_digits();
    let is_verb = before.is(VERB.or(SAY).or(PARTICIPLE).or(NOUN_PHRASE_END).or(DETERMINER)) || before.is(ED);
    let is_headline = before.is(UPPER) && next.is(UPPER);
    !counts && !is_title_case && !is_verb && !is_headline && !before.is(POSSESSIVE)
}

/// "Flight 370", "No. 5", "#3", "[1]".
fn after_numbered_noun(line: Line, number: &Number) -> bool {
    let before = line.before(number.first);
    if before.is_mark('#') || before.is_mark('№') {
        return true;
    }
    if before.is_mark('[') || before.is_mark('(') {
        let closing = line.at(number.last + 1);
        return (closing.is_mark(']') || closing.is_mark(')')) && number.high < 100.0;
    }
    let dot = before.is_mark('.') && before.is_glued();
    let noun = number.first.wrapping_sub(if dot { 2 } else { 1 });
    let is_number_sign = line.is_one_of(noun, &["no", "nos"]);
    if dot && !is_number_sign {
        return false;
    }
    if is_number_sign && !dot && !line.at(noun).is(CAPITAL) {
        return false;
    }
    let next = line.at(number.last + 1);
    line.at(noun).is(NUMBERED) && !next.is(UNIT.or(SCALE).or(PLURAL).or(COLLECTIVE)) && !next.is_mark('%')
}

/// "1." or "2)" at the head of a line.
fn is_list_number(line: Line, number: &Number) -> bool {
    let mark = line.at(number.last + 1);
    let is_list = mark.is_mark(')') || mark.is_mark('.') && line.to > number.last + 2;
    number.first == line.from && line.at(number.first).is_digits() && is_list && mark.is_glued()
}

/// Three or more numbers in a row, or two with only a blank between: a telephone number, a table, a code.
fn run_of_digits(line: Line, number: &Number) -> Option<usize> {
    let mut at = number.first;
    let mut count = 0;
    loop {
        let word = line.at(at);
        if word.is_digits() || line.text(at).starts_with(|c: char| c.is_ascii_digit()) {
            count += 1;
            at += 1;
        } else if count > 0
            && (word.is_dash() || word.is_mark('.') || word.is_mark(')') || word.is_mark('('))
            && word.is_glued()
            && line.at(at + 1).is_digits()
        {
            at += 1;
        } else {
            break;
        }
    }
    let blank_between = line.at(number.first + 1).is_digits() && !line.at(number.first + 1).is_glued();
    (count >= 3 || count == 2 && blank_between).then_some(at)
}

/// Digits tied to something that makes them no amount: "Su-27", "1990s", "4th", "24/7", "3-2", "@user1".
fn tied(line: Line, number: &Number) -> Option<usize> {
    let first = line.at(number.first);
    let (before, next) = (line.before(number.first), line.at(number.last + 1));
    let is_joint =
        |word: &Word| word.is_dash() || matches!(word.kind, Kind::Mark('/' | ':' | '@' | '_' | '.' | '=' | '&' | '*'));
    if first.is_glued() && is_joint(before) && before.is_glued() && !before.is_blank() {
        return Some(number.last + 1);
    }
    let is_slash = matches!(next.kind, Kind::Mark('/' | ':' | '_' | '=' | '@'));
    let after = line.at(number.last + 2);
    if is_slash && (next.is_glued() && after.is_glued() || next.is_mark('/') && after.is_digits()) {
        return Some(number.last + 3);
    }
    // What is glued on must be a unit or was a scale.
    if next.is_glued() && next.is_word() && !next.is(UNIT.or(MONEY).or(POSSESSIVE)) {
        return Some(number.last + 2);
    }
    let is_pair = next.is_dash() && next.is_glued() && line.at(number.last + 2).is_digits();
    if is_pair && number.form != Form::Range {
        return Some(number.last + 3);
    }
    None
}

/// "10 a.m.", "10:30", "0900 GMT", "4 o'clock", also with a blank astray ("10: 30", "9 a. m.").
fn clock(line: Line, number: &Number) -> Option<usize> {
    let next = line.at(number.last + 1);
    let minutes = line.at(number.last + 2);
    if next.is_mark(':') && minutes.is_digits() && minutes.span.len() == 2 {
        return Some(number.last + 3);
    }
    let is_spaced = line.is_one_of(number.last + 1, &["a", "p", "a.", "p."])
        && (line.is_one_of(number.last + 2, &["m", "m."]) || next.span.len() == 1 && line.says(number.last + 3, "m"));
    if is_spaced {
        return Some(number.last + 3);
    }
    let emergency = ["911", "999", "112"].contains(&line.text(number.first));
    if emergency
        && line.is_one_of(number.first.wrapping_sub(1), &["called", "call", "calls", "calling", "dialed", "dialled"])
    {
        return Some(number.last + 1);
    }
    let is_lower =
        line.is_one_of(number.last + 1, &["am", "pm", "a.m", "p.m", "a.m.", "p.m.", "o'clock", "o’clock", "hrs"]);
    let is_zone = next.is(CLOCK) && next.is(UPPER) && line.at(number.first).span.len() <= 4;
    (is_lower || is_zone).then_some(number.last + 2)
}

/// "at 10," with nothing counted is an hour.
fn is_hour(line: Line, number: &Number) -> bool {
    let before = number.first.wrapping_sub(1);
    line.is_one_of(before, &["at", "by", "until", "till", "from"])
        && number.high <= 12.0
        && !counts_thing(line, number.last + 1)
        && line.says(before, "at")
}

/// Nouns that a number is tied to by a hyphen when the two measure something ("a 10-member team").
const TIED_NOUNS: &[&str] = &[
    "member", "person", "man", "woman", "seat", "bed", "bedroom", "car", "vehicle", "nation", "country", "story",
    "storey", "strong", "point", "room", "team", "vessel", "ship", "page", "state", "judge", "truck", "game", "match",
];

/// A number tied to a noun: only where the noun measures.
fn compound(line: Line, number: &Number) -> Option<usize> {
    let dash = line.at(number.last + 1);
    let noun = line.at(number.last + 2);
    // Some texts set every hyphen between blanks.
    let is_tied = dash.is_dash() && dash.is_glued() && noun.is_glued();
    let is_spaced =
        dash.is_mark('-') && !dash.is_glued() && !noun.is_glued() && !noun.is(NOUN_PHRASE_END.or(PLURAL).or(CAPITAL));
    if !(is_tied || is_spaced) || !noun.is_word() {
        return None;
    }
    let at = number.last + 2;
    let measures = noun.is(UNIT.or(MONEY).or(SCALE))
        || line.is_one_of(at, TIED_NOUNS)
        || line.is_one_of(at, &["odd", "plus", "percent"]);
    (!measures).then_some(at + 1)
}

/// "one of the largest", "no one", "one another", "one day".
fn is_pronoun_one(line: Line, at: usize) -> bool {
    let next = line.at(at + 1);
    let before = at.wrapping_sub(1);
    if line.is_one_of(
        before,
        &[
            "no", "any", "every", "this", "that", "the", "each", "which", "another", "some", "a", "number", "day",
            "square", "world",
        ],
    ) {
        return true;
    }
    if next.is(UNIT) && !next.is(CAPITAL) {
        let is_bounded =
            ["in", "within", "for", "than", "least", "after", "by", "about", "nearly", "over", "last", "just", "only"];
        return !line.is_one_of(before, &is_bounded)
            && !line.is_one_of(at + 2, &["later", "after", "before", "earlier"]);
    }
    if next.is_dash() {
        return !(next.is_glued() && (line.at(at + 2).is(UNIT) || line.is_one_of(at + 2, TIED_NOUNS)));
    }
    let idioms = [
        "another", "day", "thing", "side", "hand", "more", "such", "way", "point", "time", "reason", "or", "place",
        "kind", "who", "last", "big", "major",
    ];
    !next.is_word() || next.is(NOUN_PHRASE_END.or(ADVERB).or(DETERMINER).or(CAPITAL)) || line.is_one_of(at + 1, &idioms)
}

/// Capitalised words and a word for a street follow.
fn is_address(line: Line, at: usize) -> bool {
    (at..at + 4).take_while(|&index| line.at(index).is(CAPITAL)).any(|index| index > at && line.at(index).is(STREET))
}
