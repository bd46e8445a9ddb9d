//! Figures in words: what a source says about one number, and how sources' numbers stand to each other.

use super::{Data, address, words};
use crate::base::*;
use crate::corpus::{FigureRef, FigureStatus, FigureTopic};
use crate::text::{Figure, Qualifier};

/// Everything sources say about one number.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    pub title: String,
    /// Its sentences side by side, in the ledger of figures.
    pub address: String,
    pub status: FigureStatus,
    pub status_name: &'static str,
    pub reason: String,
    pub values: Vec<Value>,
}

/// What one source says.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    pub document: DocumentId,
    pub label: String,
    /// In the source's own words, with qualifier and unit.
    pub quote: String,
    /// The amount the words come to: `13 or more`.
    pub reading: String,
    /// Who says so, as of when; may be empty.
    pub said_by: String,
    /// The sentence it stands in.
    pub address: String,
}

/// A topic with its values in the corpus's order.
pub fn topic(data: &Data, topic: &FigureTopic) -> Topic {
    Topic {
        title: topic.topic.clone(),
        address: topic.members.first().map_or_else(String::new, |&first| address::of_figure(data, first)),
        status: topic.status,
        status_name: status(topic.status),
        reason: topic.reason.clone(),
        values: topic.members.iter().filter_map(|&member| value(data, member)).collect(),
    }
}

/// One value; none where the reference leads nowhere.
pub fn value(data: &Data, at: FigureRef) -> Option<Value> {
    let document = data.corpus.documents.get(at.document)?;
    let figure = document.analysis.figures.get(at.figure)?;
    let sentence = document.analysis.sentence_at(figure.span.start);
    let address = match sentence {
        Some(sentence) => address::of_sentence(data, at.document, sentence),
        None => address::of_document(data, at.document),
    };
    Some(Value {
        document: at.document,
        label: document.label.clone(),
        quote: figure.span.of(document.text()).to_string(),
        reading: reading(figure),
        said_by: said_by(figure),
        address,
    })
}

/// The sentence a figure stands in.
pub fn sentence(data: &Data, at: FigureRef) -> Option<SentenceId> {
    let analysis = &data.corpus.documents.get(at.document)?.analysis;
    analysis.sentence_at(analysis.figures.get(at.figure)?.span.start)
}

/// Whether no amount lies within both figures.
pub fn excludes(data: &Data, a: FigureRef, b: FigureRef) -> bool {
    let bounds = |at: FigureRef| {
        let figure = data.corpus.documents.get(at.document)?.analysis.figures.get(at.figure)?;
        Some((figure.low.unwrap_or(f64::NEG_INFINITY), figure.high.unwrap_or(f64::INFINITY)))
    };
    let (Some(a), Some(b)) = (bounds(a), bounds(b)) else { return false };
    a.0 > b.1 || b.0 > a.1
}

pub fn status(status: FigureStatus) -> &'static str {
    match status {
        FigureStatus::Agree => "agree",
        FigureStatus::Compatible => "compatible",
        FigureStatus::Updated => "updated",
        FigureStatus::Conflict => "conflict",
        FigureStatus::Single => "one source",
    }
}

/// How a qualifier is written in exports.
pub fn qualifier(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::AtLeast => "at_least",
        Qualifier::MoreThan => "more_than",
        Qualifier::AtMost => "at_most",
        Qualifier::LessThan => "less_than",
        Qualifier::About => "about",
        Qualifier::Nearly => "nearly",
        Qualifier::Range => "range",
        Qualifier::Vague => "vague",
    }
}

/// The amount in plain words: `13 or more`, `200 to 999`.
pub fn reading(figure: &Figure) -> String {
    let one = |value: f64| amount(value, &figure.unit);
    match (figure.qualifier, figure.value, figure.low, figure.high) {
        (Qualifier::Range | Qualifier::Vague, _, Some(low), Some(high)) => {
            words::join(&[&decimal(low, figure.unit != "year"), " to ", &one(high)])
        }
        (_, None, Some(low), Some(high)) => words::join(&[&decimal(low, figure.unit != "year"), " to ", &one(high)]),
        (_, None, Some(low), None) => words::join(&[&one(low), " or more"]),
        (_, None, None, Some(high)) => words::join(&[&one(high), " or fewer"]),
        (_, None, None, None) => "an amount not given in digits".to_string(),
        (Qualifier::AtLeast, Some(value), ..) => words::join(&[&one(value), " or more"]),
        (Qualifier::MoreThan, Some(value), ..) => words::join(&["more than ", &one(value)]),
        (Qualifier::AtMost, Some(value), ..) => words::join(&["up to ", &one(value)]),
        (Qualifier::LessThan, Some(value), ..) => words::join(&["less than ", &one(value)]),
        (Qualifier::About, Some(value), ..) => words::join(&["about ", &one(value)]),
        (Qualifier::Nearly, Some(value), ..) => words::join(&["nearly ", &one(value)]),
        (_, Some(value), ..) => one(value),
    }
}

fn amount(value: f64, unit: &str) -> String {
    let digits = decimal(value, unit != "year");
    match unit {
        "count" | "year" | "" => digits,
        "percent" => words::join(&[&digits, " %"]),
        "share" => words::join(&[&decimal(value * 100.0, true), " %"]),
        "USD" | "EUR" | "GBP" | "RUB" => words::join(&[unit, " ", &digits]),
        "day" | "month" | "week" | "hour" | "minute" if value != 1.0 => words::join(&[&digits, " ", unit, "s"]),
        _ => words::join(&[&digits, " ", unit]),
    }
}

fn said_by(figure: &Figure) -> String {
    let by = figure.attributed_to.as_deref().map(|who| words::join(&["according to ", who]));
    let when = figure.as_of.map(|date| words::join(&["as of ", &words::day(date)]));
    [by, when].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A number with up to four decimals and, if wanted, its digits in groups. Integers all the way: the float printer of
/// the standard library costs the page 10 kB.
pub fn decimal(value: f64, is_grouped: bool) -> String {
    const SCALE: f64 = 10_000.0;
    if !value.is_finite() || value.abs() >= 1e15 {
        return "too large a number".to_string();
    }
    let scaled = (value.abs() * SCALE).round() as u64;
    let (whole, rest) = (scaled / SCALE as u64, scaled % SCALE as u64);
    let mut out = if value < 0.0 && scaled > 0 { "-".to_string() } else { String::new() };
    let digits = whole.to_string();
    for (at, digit) in digits.chars().enumerate() {
        if is_grouped && at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if rest > 0 {
        let digits = (rest + SCALE as u64).to_string();
        out.push('.');
        out += digits[1..].trim_end_matches('0');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers() {
        for (value, text) in [(13.0, "13"), (2000.0, "2,000"), (0.25, "0.25"), (-4.3, "-4.3"), (1.00004, "1")] {
            assert_eq!(decimal(value, true), text);
        }
        assert_eq!(decimal(1999.0, false), "1999");
        assert_eq!(decimal(f64::NAN, false), "too large a number");
    }

    #[test]
    fn reads_amounts() {
        let figure = |qualifier, value, low, high, unit: &str| Figure {
            span: Span::new(0, 0),
            value,
            low,
            high,
            qualifier,
            unit: unit.into(),
            counts: String::new(),
            predicate: None,
            attributed_to: None,
            as_of: None,
        };
        for (figure, text) in [
            (figure(Qualifier::Exact, Some(13.0), Some(13.0), Some(13.0), "count"), "13"),
            (figure(Qualifier::AtLeast, Some(13.0), Some(13.0), None, "count"), "13 or more"),
            (figure(Qualifier::Vague, None, Some(24.0), Some(99.0), "count"), "24 to 99"),
            (figure(Qualifier::Exact, Some(0.25), None, None, "share"), "25 %"),
            (figure(Qualifier::Exact, Some(1999.0), None, None, "year"), "1999"),
            (figure(Qualifier::Nearly, Some(3.0), None, None, "day"), "nearly 3 days"),
            (figure(Qualifier::Vague, None, None, None, "count"), "an amount not given in digits"),
        ] {
            assert_eq!(reading(&figure), text);
        }
    }
}
