use super::*;
use crate::text::{Analysis, DateMention, Figure};

/// One figure: the sentence, the figure's words in it, low, high, what is counted, what happens.
type Given<'a> = (&'a str, &'a str, f64, f64, &'a str, &'a str);

/// An article of these sentences and one more.
fn document(label: &str, given: &[Given], as_of: Option<&str>) -> Document {
    let mut analysis = analysis(given, as_of);
    let end = analysis.text.len();
    analysis.sentences.push(Span::new(end, end));
    Document { label: label.into(), analysis: analysis.into(), ..Document::default() }
}

/// An article of these sentences alone.
fn headline(label: &str, given: &[Given], as_of: Option<&str>) -> Document {
    Document { label: label.into(), analysis: analysis(given, as_of).into(), ..Document::default() }
}

fn analysis(given: &[Given], as_of: Option<&str>) -> Analysis {
    let mut analysis = Analysis::default();
    let mut figures = Vec::new();
    let mut sentences = Vec::new();
    for (sentence, words, low, high, counts, predicate) in given {
        let start = analysis.text.len();
        let find = |part: &str| {
            let at = start + sentence.find(part).unwrap();
            Span::new(at, at + part.len())
        };
        let qualifier = if words.starts_with("more than") { Qualifier::MoreThan } else { Qualifier::Exact };
        figures.push(Figure {
            span: find(words),
            value: None,
            low: low.is_finite().then_some(*low),
            high: high.is_finite().then_some(*high),
            qualifier,
            unit: "count".into(),
            counts: counts.to_string(),
            predicate: (!predicate.is_empty()).then(|| find(predicate)),
            attributed_to: None,
            as_of: as_of.and_then(Date::parse_iso),
        });
        sentences.push(Span::new(start, start + sentence.len()));
        analysis.text.push_str(sentence);
        analysis.text.push('\n');
    }
    analysis.figures = figures.into();
    analysis.sentences = sentences.into();
    analysis
}

fn statuses(documents: Vec<Document>) -> Vec<(FigureStatus, usize)> {
    let documents: IdVec<DocumentId, Document> = documents.into();
    let found = find(&documents, &|_| None, &[]);
    let all: usize = found.iter().map(|topic| topic.members.len()).sum();
    assert_eq!(all, documents.iter().map(|d| d.analysis.figures.len()).sum::<usize>(), "each figure has one topic");
    assert!(found.iter().all(|topic| !topic.reason.is_empty() && !topic.topic.is_empty()));
    found.iter().map(|topic| (topic.status, topic.members.len())).collect()
}

/// Two articles of one sentence each, told to say the same.
fn aligned(a: Given, b: Given) -> Vec<FigureStatus> {
    let place = |document| SentenceRef { document: DocumentId(document), sentence: SentenceId(0) };
    let alignment = Alignment { a: place(0), b: place(1), score: 0.9, grade: Grade::Strong, reason: "a test".into() };
    let documents = vec![document("A", &[a], None), document("B", &[b], None)].into();
    find(&documents, &|_| None, &[alignment]).into_iter().map(|topic| topic.status).collect()
}

#[test]
fn two_headlines_alone_raise_no_alarm() {
    use FigureStatus::{Conflict, Single};
    let six: Given = ("Six people died in a road accident.", "Six", 6.0, 6.0, "people", "died");
    let nine: Given = ("Nine people died in a road accident.", "Nine", 9.0, 9.0, "people", "died");
    assert_eq!(statuses(vec![headline("A", &[six], None), headline("B", &[nine], None)]), [(Single, 1), (Single, 1)]);
    // With a story to one of them, or a sentence that tells it, they can.
    assert_eq!(statuses(vec![document("A", &[six], None), headline("B", &[nine], None)]), [(Conflict, 2)]);
    let told: Given = (
        "Nine people died in a road accident on the old bridge in the town late at night.",
        "Nine",
        9.0,
        9.0,
        "people",
        "died",
    );
    assert_eq!(statuses(vec![headline("A", &[six], None), headline("B", &[told], None)]), [(Conflict, 2)]);
}

#[test]
fn without_a_fate_all_else_must_agree() {
    use FigureStatus::{Conflict, Single};
    let given = |sentence: &'static str, words: &'static str, value: f64, counts: &'static str| -> Given<'static> {
        (sentence, words, value, value, counts, "")
    };
    let town = given("The island, home to 120,000 people, shook.", "120,000", 120_000.0, "people");
    let other = given("Home to 200,000 people, the island shook.", "200,000", 200_000.0, "people");
    assert_eq!(aligned(town, other), [Conflict]);
    for other in [
        given("Elsewhere 200,000 people own a boat.", "200,000", 200_000.0, "people"),
        given("The island, home to nine people, shook.", "nine", 9.0, "people"),
    ] {
        assert_eq!(aligned(town, other), [Single, Single], "{}", other.0);
    }
    let climber = given("The 32-year-old British climber fell.", "32-year-old", 32.0, "British climber");
    let second = given("The 36-year-old Australian climber fell.", "36-year-old", 36.0, "Australian climber");
    assert_eq!(aligned(climber, second), [Single, Single]);
    let cables = given("Two undersea cables broke.", "Two", 2.0, "undersea cables");
    let more = given("It was said that three undersea cables failed.", "three", 3.0, "undersea cables");
    assert_eq!(aligned(cables, more), [Conflict]);
}

#[test]
fn another_country_is_another_event() {
    let told = |label: &str, words: &'static str, value: f64, country: u32| {
        let sentence = if value > 10.0 { "In Norland 13 people died." } else { "In Sudland eight people died." };
        let mut it = document(label, &[(sentence, words, value, value, "people", "died")], None);
        let name = crate::text::Mention {
            span: Span::new(3, 10),
            kind: EntityKind::Place,
            as_government: false,
            basis: crate::text::MentionBasis::Model,
        };
        it.analysis.mentions = vec![name].into();
        it.entity_of = vec![EntityId(country)].into();
        it
    };
    let topics = |second: u32| {
        let documents = vec![told("A", "13", 13.0, 0), told("B", "eight", 8.0, second)].into();
        find(&documents, &|_| Some(PlaceKind::Country), &[]).into_iter().map(|it| it.status).collect::<Vec<_>>()
    };
    assert_eq!(topics(1), [FigureStatus::Single, FigureStatus::Single]);
    assert_eq!(topics(0), [FigureStatus::Conflict]);
}

const MANY: f64 = f64::INFINITY;

#[test]
fn intervals_decide() {
    use FigureStatus::*;
    let dead = |words: &'static str, low, high| -> Given<'static> {
        match words {
            "13" => ("Police said 13 people died.", words, low, high, "people", "died"),
            "at least 13" => ("Here at least 13 people were killed.", words, low, high, "people", "killed"),
            "more than 13" => ("In all more than 13 people were killed.", words, low, high, "people", "killed"),
            "dozens" => ("It killed dozens of people.", words, low, high, "people", "killed"),
            _ => ("In all eight people were killed.", words, low, high, "people", "killed"),
        }
    };
    let thirteen = dead("13", 13.0, 13.0);
    let both = [thirteen, dead("eight", 8.0, 8.0)];
    let found = statuses(vec![document("A", &both, None), document("B", &both, None)]);
    assert_eq!(found, [(Compatible, 4)], "each article has both");
    for (other, status) in [
        (thirteen, Agree),
        (dead("at least 13", 13.0, MANY), Compatible),
        (dead("more than 13", 13.0, MANY), Compatible),
        (dead("eight", 8.0, 8.0), Conflict),
        (dead("dozens", 24.0, 99.0), Conflict),
    ] {
        let found = statuses(vec![document("A", &[thirteen], None), document("B", &[other], None)]);
        assert_eq!(found, [(status, 2)], "{}", other.1);
    }
    let later = vec![
        document("A", &[thirteen], Some("2020-05-02")),
        document("B", &[dead("eight", 8.0, 8.0)], Some("2020-05-01")),
    ];
    assert_eq!(statuses(later), [(Updated, 2)]);
    assert_eq!(statuses(vec![document("A", &[thirteen], None)]), [(Single, 1)]);
    assert_eq!(statuses(vec![]), []);
}

#[test]
fn different_things_never_meet() {
    use FigureStatus::Single;
    let police: Given = ("At least 13 police officers were killed.", "13", 13.0, MANY, "police officers", "killed");
    for other in [
        ("Dozens of protesters were killed.", "Dozens", 24.0, 99.0, "protesters", "killed"),
        ("The blast wounded 40 police officers.", "40", 40.0, 40.0, "police officers", "wounded"),
        ("Among them were two killed police officers.", "two", 2.0, 2.0, "police officers", "killed"),
        ("Some 40 police officers stood by.", "40", 40.0, 40.0, "police officers", ""),
    ] {
        let found = statuses(vec![document("A", &[police], None), document("B", &[other], None)]);
        assert_eq!(found, [(Single, 1), (Single, 1)], "{}", other.0);
    }
    let mut early = document("A", &[police], None);
    let mut late = document(
        "B",
        &[("In 1999 five police officers were killed.", "five", 5.0, 5.0, "police officers", "killed")],
        None,
    );
    for (document, day) in [(&mut early, "2020-05-01"), (&mut late, "1999-01-01")] {
        let date = Date::parse_iso(day).unwrap();
        document.analysis.dates = vec![DateMention { span: Span::new(0, 2), from: date, to: date }].into();
    }
    assert_eq!(statuses(vec![early, late]), [(Single, 1), (Single, 1)]);
}
