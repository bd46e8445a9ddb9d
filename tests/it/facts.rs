//! Figures and quotations of the built-in articles against what a person reads in them.
//!
//! Each expectation in `fixtures/facts` was written from the article, not from the program's output. The bounds are
//! those that hidden articles must meet, so that a rule may miss one without lowering them.

use crossread::base::{Date, Facts, RawArticle};
use crossread::text::{Analysis, Models, QuoteForm, analyze};
use std::path::Path;

/// An expected figure or quotation: what it must begin with, then the fields after the bars.
struct Expected {
    span: String,
    fields: Vec<String>,
    is_optional: bool,
}

struct Fixture {
    analysis: Analysis,
    figures: Vec<Expected>,
    quotes: Vec<Expected>,
}

fn fixtures() -> Vec<Fixture> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let models = Models::builtin();
    let mut files: Vec<_> = std::fs::read_dir(root.join("tests/it/fixtures/facts")).unwrap().flatten().collect();
    files.sort_by_key(|file| file.file_name());
    files
        .iter()
        .map(|file| {
            let text = std::fs::read_to_string(root.join("static/articles").join(file.file_name())).unwrap();
            let facts = Facts { published: Date::new(2022, 1, 6), ..Facts::default() };
            let analysis = analyze(&RawArticle { text, facts, ..RawArticle::default() }, &models);
            let mut fixture = Fixture { analysis, figures: Vec::new(), quotes: Vec::new() };
            std::fs::read_to_string(file.path()).unwrap().lines().for_each(|line| fixture.expect(line));
            fixture
        })
        .collect()
}

impl Fixture {
    fn expect(&mut self, line: &str) {
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        let mut fields = rest.split('|').map(|field| field.trim().to_string());
        let span = fields.next().unwrap_or_default();
        let expected = Expected { span, fields: fields.collect(), is_optional: kind == "?" };
        match kind {
            "F" | "?" => self.figures.push(expected),
            "Q" => self.quotes.push(expected),
            _ => {}
        }
    }
}

/// Found and expected in all articles, with what went wrong.
#[derive(Default)]
struct Tally {
    right: usize,
    expected: usize,
    notes: Vec<String>,
}

impl Tally {
    #[track_caller]
    fn reaches(&self, share: f64) {
        let got = self.right as f64 / self.expected as f64;
        assert!(got >= share, "{} of {} right:\n{}", self.right, self.expected, self.notes.join("\n"));
    }
}

#[test]
fn figures_with_value_and_qualifier() {
    let mut tally = Tally::default();
    let mut surplus = Vec::new();
    for fixture in fixtures() {
        let analysis = &fixture.analysis;
        let mut open: Vec<&Expected> = fixture.figures.iter().collect();
        for figure in &analysis.figures {
            let value = figure.value.map_or("-".to_string(), |value| value.to_string());
            let qualifier = serde_json::to_value(figure.qualifier).unwrap();
            let got = [value, qualifier.as_str().unwrap().to_string(), figure.unit.clone()];
            let span = figure.span.of(&analysis.text);
            let hit = open.iter().position(|expected| {
                let same = span.eq_ignore_ascii_case(&expected.span);
                same && (expected.is_optional || expected.fields == got)
            });
            match hit {
                Some(at) => {
                    tally.right += usize::from(!open[at].is_optional);
                    open.remove(at);
                }
                None => surplus.push(format!("{span} {got:?}")),
            }
        }
        tally.expected += fixture.figures.iter().filter(|expected| !expected.is_optional).count();
        let missed = open.iter().filter(|expected| !expected.is_optional);
        tally.notes.extend(missed.map(|expected| format!("missed {} {:?}", expected.span, expected.fields)));
    }
    tally.notes.extend(surplus.iter().map(|figure| format!("surplus {figure}")));
    tally.reaches(0.95);
    assert!(surplus.len() * 20 <= tally.expected, "{surplus:?}");
}

#[test]
fn quotations_with_form_and_speaker() {
    let (mut found, mut spoken) = (Tally::default(), Tally::default());
    for fixture in fixtures() {
        let analysis = &fixture.analysis;
        for expected in &fixture.quotes {
            let quote = analysis.quotes.iter().find(|quote| {
                let form = serde_json::to_value(quote.form).unwrap();
                quote.span.of(&analysis.text).starts_with(&expected.span) && form == expected.fields[0].as_str()
            });
            found.expected += 1;
            found.right += usize::from(quote.is_some());
            if quote.is_none() {
                found.notes.push(format!("missed {}", expected.span));
            }
            let speaker = &expected.fields[1];
            if speaker.is_empty() || expected.fields[0] != "direct" {
                continue;
            }
            spoken.expected += 1;
            let named = quote.and_then(|quote| quote.speaker).map(|id| analysis.mentions[id].span);
            let words = quote.and_then(|quote| quote.speaker_span);
            let is_right = [named, words].into_iter().flatten().any(|span| span.of(&analysis.text).contains(speaker));
            spoken.right += usize::from(is_right);
            if !is_right {
                spoken.notes.push(format!("{}: not {speaker}", expected.span));
            }
        }
        let direct = analysis.quotes.iter().filter(|quote| quote.form == QuoteForm::Direct);
        let expected = fixture.quotes.iter().filter(|quote| quote.fields[0] == "direct").count();
        assert_eq!(direct.count(), expected, "{}", analysis.title);
    }
    found.reaches(0.95);
    spoken.reaches(0.9);
}

#[test]
fn a_quotation_that_goes_on_points_back() {
    let pairs: Vec<String> = fixtures()
        .iter()
        .flat_map(|fixture| {
            let text = &fixture.analysis.text;
            let quotes = &fixture.analysis.quotes;
            let head = |span: crossread::base::Span| span.of(text).chars().take(12).collect::<String>();
            let going_on = quotes.iter().filter_map(move |quote| Some((quote, &quotes[quote.continues?])));
            going_on.map(|(quote, first)| format!("{} < {}", head(quote.span), head(first.span))).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(
        pairs,
        [
            "“As Chairman < “In view of ",
            "“Taking adva < “President@T",
            "“Whatever ha < “As head of ",
            "“Their attac < “A special c",
            "“Russia does < “it has chos",
        ]
    );
}

/// A line of `fixtures/quotes`: its quotations by their first words, each with a part of the speaker's name or words.
#[derive(serde::Deserialize)]
struct Quoted {
    text: String,
    quotes: Vec<(String, String)>,
}

#[test]
fn quotations_of_other_events() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let models = Models::builtin();
    let lines = std::fs::read_to_string(root.join("tests/it/fixtures/quotes/wikinews.jsonl")).unwrap();
    let (mut found, mut spoken) = (Tally::default(), Tally::default());
    for line in lines.lines() {
        let Quoted { text, quotes: expected } = serde_json::from_str(line).unwrap();
        let analysis = analyze(&RawArticle { text, ..RawArticle::default() }, &models);
        for (start, speaker) in expected {
            let is_it = |quote: &&crossread::text::Quote| {
                let body = quote.span.of(&analysis.text).trim_start_matches(['"', '“', '\'', '‘']);
                quote.form == QuoteForm::Direct && body.starts_with(start.trim_start_matches('\''))
            };
            let quote = analysis.quotes.iter().find(is_it);
            found.expected += 1;
            spoken.expected += 1;
            found.right += usize::from(quote.is_some());
            let named = quote.and_then(|quote| quote.speaker).map(|id| analysis.mentions[id].span);
            let words = named.or(quote.and_then(|quote| quote.speaker_span)).map_or("", |span| span.of(&analysis.text));
            let is_right = words.to_lowercase().contains(&speaker.to_lowercase());
            spoken.right += usize::from(is_right);
            if !is_right {
                spoken.notes.push(format!("{start}: {words}, not {speaker}"));
            }
        }
    }
    found.reaches(0.95);
    spoken.reaches(0.85);
}
