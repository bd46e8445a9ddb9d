//! Amounts as news writes them: digits, words, scales, vague plurals, fractions and ranges.

use super::*;

/// An amount and the words it takes up, `first` to `last`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub first: usize,
    pub last: usize,
    /// None for a range or a vague amount.
    pub value: Option<f64>,
    pub low: f64,
    pub high: f64,
    pub form: Form,
}

/// How an amount was written, where that decides what may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Digits,
    Words,
    /// "a", "an" as one of a unit ("a decade"); no amount by itself.
    Article,
    /// "dozens", "several hundred".
    Vague,
    /// "a quarter", "one in five": a part of a whole.
    Share,
    Range,
}

impl Number {
    fn exact(first: usize, last: usize, value: f64, form: Form) -> Number {
        Number { first, last, value: Some(value), low: value, high: value, form }
    }

    /// The same amount in a unit of which one is `factor`.
    pub fn times(self, factor: f64) -> Number {
        let value = self.value.map(|value| value * factor);
        Number { value, low: self.low * factor, high: self.high * factor, ..self }
    }
}

/// The amount that begins at `at`, the longest reading first.
pub fn read(line: Line, at: usize) -> Option<Number> {
    let word = line.at(at);
    if !word.is_digits() && !word.is(CARDINAL.or(SCALE).or(VAGUE).or(FRACTION).or(DETERMINER)) && !starts_few(line, at)
    {
        return None;
    }
    let first = share(line, at).or_else(|| vague(line, at)).or_else(|| simple(line, at))?;
    Some(range(line, first).unwrap_or(first))
}

fn starts_few(line: Line, at: usize) -> bool {
    line.is_one_of(at, &["couple", "handful"])
}

/// Digits or words, with scales.
fn simple(line: Line, at: usize) -> Option<Number> {
    let word = line.at(at);
    if let Some(mended) = broken_decimal(line, at).or_else(|| broken_thousands(line, at)) {
        return Some(scaled(line, mended));
    }
    if let Some(value) = word.digits() {
        return Some(scaled(line, Number::exact(at, at, value, Form::Digits)));
    }
    if word.is(CARDINAL) {
        return Some(in_words(line, at));
    }
    if line.says(at, "half") {
        // "half a million", "half a dozen"; "half" by itself is no amount.
        let scale = line.at(at + 2);
        let is_scale = line.is_one_of(at + 1, &["a", "an"]) && scale.is(SCALE);
        return is_scale.then(|| Number::exact(at, at + 2, scale.number / 2.0, Form::Words));
    }
    if line.is_one_of(at, &["a", "an"]) {
        let next = line.at(at + 1);
        if next.is(SCALE) && next.number >= 12.0 && next.span.len() > 3 {
            return Some(scaled(line, Number::exact(at, at + 1, next.number, Form::Words)));
        }
        return next.is(UNIT).then(|| Number::exact(at, at, 1.0, Form::Article));
    }
    None
}

/// "5. 9 percent": a decimal with a blank after its point, where a scale, a unit or "magnitude" says that it is one.
/// A sentence may end in a number and the next begin with one, so nothing else does.
fn broken_decimal(line: Line, at: usize) -> Option<Number> {
    let (whole, fraction) = (line.at(at), line.at(at + 2));
    let is_whole =
        |at: usize, most: usize| line.text(at).len() <= most && line.text(at).bytes().all(|b| b.is_ascii_digit());
    let is_point = line.at(at + 1).is_mark('.') && line.at(at + 1).is_glued() && !fraction.is_glued();
    let is_pair = whole.is_digits() && fraction.is_digits() && is_point && is_whole(at, 3) && is_whole(at + 2, 2);
    if !is_pair || line.before(at).is(MONTH.or(NUMBERED)) {
        return None;
    }
    let next = line.at(at + 3);
    // "A 6. 1-magnitude quake", "a 6. 1 magnitude quake".
    let is_tied = line.says(at + 3 + usize::from(next.is_dash()), "magnitude");
    let is_measured =
        next.is(SCALE.or(MONEY)) || next.is_mark('%') || is_tied || line.is_one_of(at + 3, &["percent", "per"]);
    let lead = if line.says(at.wrapping_sub(1), "of") { at.wrapping_sub(2) } else { at.wrapping_sub(1) };
    if !is_measured && !line.says(lead, "magnitude") {
        return None;
    }
    let places = i32::try_from(line.text(at + 2).len()).ok()?;
    let value = whole.digits()? + fraction.digits()? / 10f64.powi(places);
    Some(Number::exact(at, at + 2, value, Form::Digits))
}

/// "120, 000 people": thousands with a blank after their comma; no number in a row is written "000".
fn broken_thousands(line: Line, at: usize) -> Option<Number> {
    let (comma, rest) = (line.at(at + 1), at + 2);
    let is_parted = comma.is_mark(',') && comma.is_glued() && !line.at(rest).is_glued();
    let is_thousand = is_parted && line.text(rest) == "000" && line.text(at).len() <= 3;
    let value = line.at(at).digits().filter(|_| is_thousand)?;
    Some(Number::exact(at, rest, value * 1000.0, Form::Digits))
}

/// Multiplies by the scales that follow ("2.5 million", "3 hundred thousand", "1.2bn").
fn scaled(line: Line, number: Number) -> Number {
    let mut number = number;
    loop {
        let at = number.last + 1;
        let at = if line.at(at).is_dash() && line.at(at + 1).is(SCALE) { at + 1 } else { at };
        let scale = line.at(at);
        if !scale.is(SCALE) || !is_scale_here(line, number.first, at) {
            return number;
        }
        let span = Number { last: at, ..number };
        number = span.times(scale.number);
    }
}

/// A one-letter scale must be glued, and "m" must count money or things, since it may be metres.
fn is_scale_here(line: Line, first: usize, at: usize) -> bool {
    let scale = line.at(at);
    match scale.span.len() {
        1 if !scale.is_glued() => false,
        1 if line.says(at, "m") => {
            let next = line.at(at + 1);
            let counts = next.is(COLLECTIVE.or(PLURAL).or(MONEY)) && !next.is(CAPITAL);
            is_money_sign(line, first.wrapping_sub(1)) || counts
        }
        1 => !line.at(first).is_word(),
        // "$200MM"; otherwise millimetres.
        2 if line.says(at, "mm") => is_money_sign(line, first.wrapping_sub(1)),
        _ => true,
    }
}

/// Cardinals in words: "twenty-five", "one hundred and fifty", "two hundred thousand".
fn in_words(line: Line, at: usize) -> Number {
    let (mut total, mut group) = (0.0, line.at(at).number);
    let mut last = at;
    loop {
        let skip = usize::from(line.at(last + 1).is_dash());
        let next = line.at(last + 1 + skip);
        let previous = line.at(last);
        if next.is(CARDINAL) && previous.is(CARDINAL) && previous.number >= 20.0 && (1.0..10.0).contains(&next.number) {
            group += next.number;
        } else if next.is(SCALE) && next.span.len() > 3 && next.number <= 100.0 {
            group *= next.number;
        } else if next.is(SCALE) && next.span.len() > 3 {
            total += group * next.number;
            group = 0.0;
        } else if let Some(step) = tail(line, last + 1) {
            group += line.at(last + step).number;
            last += step;
            continue;
        } else {
            return Number::exact(at, last, total + group, Form::Words);
        }
        last += 1 + skip;
    }
}

/// The smaller rest after a scale ("hundred and fifty", "thousand two hundred"): how many words on it stands.
fn tail(line: Line, after: usize) -> Option<usize> {
    let scale = line.at(after - 1);
    if !scale.is(SCALE) || scale.number < 100.0 {
        return None;
    }
    let step = usize::from(line.says(after, "and"));
    let next = line.at(after + step);
    (next.is(CARDINAL) && next.number > 0.0).then_some(step + 1)
}

/// The least and most that a vague plural stands for: from two of its order to one short of the next.
///
/// "Dozens" 24 to 99 and "hundreds" 200 to 999 are fixed by the corpus form; the others follow them.
fn vague_bounds(order: f64) -> (f64, f64) {
    let high = match order {
        order if order < 100.0 => 99.0,
        order if order < 1e6 => order * 10.0 - 1.0,
        order => order * 1000.0 - 1.0,
    };
    (order * 2.0, high)
}

/// "dozens", "tens of thousands", "several hundred", "a few dozen", "a handful".
fn vague(line: Line, at: usize) -> Option<Number> {
    let few_at = if line.is_one_of(at, &["a", "the"]) { at + 1 } else { at };
    let few = line.is_one_of(few_at, &["several", "few", "couple", "many"]);
    if few {
        let scale_at = if line.says(few_at + 1, "of") { few_at + 2 } else { few_at + 1 };
        let scale = line.at(scale_at);
        let is_scale = scale.is(SCALE.or(VAGUE)) && scale.number >= 12.0 && scale.span.len() > 3;
        return is_scale.then(|| vague_number(at, scale_at, vague_bounds(scale.number)));
    }
    if line.says(few_at, "handful") && line.says(few_at + 1, "of") {
        // What a hand can hold.
        return Some(vague_number(at, few_at, (2.0, 9.0)));
    }
    let word = line.at(at);
    if !word.is(VAGUE) {
        return None;
    }
    let second = line.at(at + 2);
    if line.says(at + 1, "of") && second.is(VAGUE) && word.number <= 100.0 {
        let (low, order) = (word.number * 2.0 * second.number, word.number.max(10.0) * second.number);
        let high = if word.number < 100.0 { second.number * 100.0 } else { order * 10.0 };
        return Some(vague_number(at, at + 2, (low, high - 1.0)));
    }
    let is_scores = line.says(at, "scores") && !line.says(at + 1, "of");
    let is_tens = line.says(at, "tens");
    (!is_scores && !is_tens).then(|| vague_number(at, at, vague_bounds(word.number)))
}

fn vague_number(first: usize, last: usize, (low, high): (f64, f64)) -> Number {
    Number { first, last, value: None, low, high, form: Form::Vague }
}

/// "a quarter", "two thirds", "three-quarters", "half of", "one in five", "nine out of ten".
fn share(line: Line, at: usize) -> Option<Number> {
    let word = line.at(at);
    if line.says(at, "half") {
        let is_part = line.is_one_of(at + 1, &["of", "the", "its", "their", "his", "her", "all"]);
        let is_idiom = line.at(at.wrapping_sub(1)).is(ORDINAL.or(DETERMINER));
        return (is_part && !is_idiom).then(|| Number::exact(at, at, 0.5, Form::Share));
    }
    let is_article = line.is_one_of(at, &["a", "an"]);
    let count = match word.digits() {
        Some(value) => value,
        None if word.is(CARDINAL) => word.number,
        None if is_article => 1.0,
        None => return None,
    };
    if let Some((whole, last)) = in_whole(line, at + 1)
        && !is_article
        && count < whole
    {
        return Some(Number::exact(at, last, count / whole, Form::Share));
    }
    let skip = usize::from(line.at(at + 1).is_dash());
    let part_at = at + 1 + skip;
    let part = line.at(part_at);
    let is_singular = count == 1.0 && !part.is(PLURAL);
    let fits =
        part.is(FRACTION) && count < part.number && (is_singular || part.is(PLURAL) || line.says(part_at, "halves"));
    let is_part =
        fits && !word.is_digits() && (line.says(part_at + 1, "of") || count > 1.0 && line.at(part_at + 1).is_dash());
    let qualified = fits && is_article && line.says(part_at, "quarter") && is_qualified(line, at);
    (is_part || qualified || fits && count > 1.0 && !word.is_digits())
        .then(|| Number::exact(at, part_at, count / part.number, Form::Share))
}

/// "nearly a quarter" needs no "of" to be a share.
fn is_qualified(line: Line, at: usize) -> bool {
    line.is_one_of(at.wrapping_sub(1), &["nearly", "almost", "about", "roughly", "than", "around", "least"])
}

/// "in five", "out of ten", "out of every ten" at `at`: the whole and its last word.
fn in_whole(line: Line, at: usize) -> Option<(f64, usize)> {
    let mut next = match () {
        _ if line.says_phrase(at, "out of") => at + 2,
        _ if line.says(at, "in") => at + 1,
        _ => return None,
    };
    if line.says(next, "every") {
        next += 1;
    }
    let whole = line.at(next);
    let value = if whole.is(CARDINAL) { whole.number } else { whole.digits().filter(|_| line.says(at, "out"))? };
    (value >= 2.0 && !line.at(next + 1).is(UNIT.or(SCALE).or(MONTH))).then_some((value, next))
}

/// "10 to 15", "10-15", "two or three", "between 10 and 15"; `first` is the amount that begins it.
fn range(line: Line, first: Number) -> Option<Number> {
    let joint = first.last + 1;
    let after_unit = range_joint(line, joint);
    // "Between $4 and $11": the sign goes with the amount.
    let lead = first.first.wrapping_sub(1 + usize::from(is_money_sign(line, first.first.wrapping_sub(1))));
    let is_between = line.says(lead, "between");
    let starts_from = line.says(first.first.wrapping_sub(1), "from");
    let joins = match () {
        _ if line.at(joint).is_dash() => line.at(joint).is_glued() == line.at(joint + 1).is_glued(),
        _ if line.says(joint, "to") => !starts_from,
        _ if line.says(joint, "or") => first.high <= 20.0,
        _ if line.says(joint, "and") => is_between,
        _ => false,
    };
    if !(joins || is_between && after_unit.is_some()) {
        return None;
    }
    let at = if joins { joint + 1 } else { after_unit? };
    let at = if is_money_sign(line, at) { at + 1 } else { at };
    let second = simple(line, at).filter(|second| second.form != Form::Article)?;
    let first_value = first.value?;
    let high = second.value?;
    // "10-15 million": the scale of the second is that of the first.
    let scale = if first_value < 1000.0 && high >= 1000.0 && line.at(second.last).is(SCALE) {
        line.at(second.last).number
    } else {
        1.0
    };
    let low = first_value * scale;
    let is_small_or = !line.says(joint, "or") || high - low <= low.max(1.0);
    (low < high && is_small_or).then_some(Number {
        first: if line.says(first.first.wrapping_sub(1), "between") { first.first - 1 } else { first.first },
        last: second.last,
        value: None,
        low,
        high,
        form: Form::Range,
    })
}

/// "between 10% and 15%", "between 10 km and 15 km": where the second amount begins.
fn range_joint(line: Line, at: usize) -> Option<usize> {
    let is_unit = line.at(at).is_mark('%') || line.at(at).is(UNIT.or(MONEY));
    (is_unit && line.says(at + 1, "and")).then_some(at + 2)
}

/// A sign of money at `at`.
pub fn is_money_sign(line: Line, at: usize) -> bool {
    matches!(line.at(at).kind, Kind::Mark('$' | '€' | '£' | '¥' | '₽' | '₹' | '₩' | '₺' | '₪' | '₴' | '₸'))
}
