//! The ledger of figures: a row for everything that is counted, a column for every source, conflicts first.

use super::{Choice, Kind, Version};
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::corpus::corrections::{Correction, Passage};
use crate::corpus::notes::NoteKind;
use crate::corpus::{FigureRef, FigureStatus, FigureTopic, Target};
use crate::text::{Figure, Qualifier};
use crate::view::entities::{Column, columns};
use crate::view::{Data, LedgerState, State, desk, figures};

#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    pub line: String,
    pub columns: Vec<Column>,
    pub choices: Vec<Choice>,
    pub groups: Vec<Group>,
    /// Why no topic is listed.
    pub empty: Option<String>,
    /// `Show more: 4,800 of 5,000 are not listed yet`.
    pub more: Option<String>,
}

impl Figures {
    /// Leaves the first `most` rows.
    pub fn cut(&mut self, most: usize) {
        let mut left = most;
        for group in &mut self.groups {
            group.rows.truncate(left);
            left -= group.rows.len();
        }
        self.groups.retain(|group| !group.rows.is_empty());
    }
}

/// The topics of one status.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub status: FigureStatus,
    pub name: &'static str,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The first figure of the topic, by which it is opened.
    pub figure: FigureRef,
    pub title: String,
    pub reason: String,
    /// In step with the columns: the values each source gives.
    pub cells: Vec<Vec<Value>>,
    pub is_open: bool,
    /// The sentences, where the topic stands open.
    pub versions: Vec<Version>,
    /// What the machine says where a person corrected it.
    pub machine: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The source's own words, with qualifier and unit.
    pub quote: String,
    /// What they come to, where that is not what they say.
    pub reading: Option<String>,
    /// Who says so, as of when; may be empty.
    pub said_by: String,
    pub address: String,
    /// From where to where the value reaches on the scale of its topic, in thousandths; none where all are alike.
    pub range: Option<(u32, u32)>,
}

const ORDER: [(FigureStatus, &str); 5] = [
    (FigureStatus::Conflict, "In conflict"),
    (FigureStatus::Updated, "Updated"),
    (FigureStatus::Compatible, "Compatible"),
    (FigureStatus::Agree, "In agreement"),
    (FigureStatus::Single, "From one source"),
];

pub fn model(data: &Data, state: &State) -> Figures {
    let ledger = &state.ledger;
    let all = data.corpus.figure_topics.len();
    let kinds: Vec<Kind> = data.corpus.figure_topics.iter().map(kind).collect();
    let shown = topics(data, ledger);
    let columns = columns(data);
    // An open topic is listed, wherever it stands.
    let open = ledger.open.and_then(|open| shown.iter().position(|topic| topic.members.contains(&open)));
    let listed = super::listed(ledger.more).max(open.map_or(0, |open| open + 1));
    let group = |(status, name): (FigureStatus, &'static str)| {
        let topics = shown.iter().take(listed).filter(|topic| topic.status == status);
        let rows = topics.map(|topic| row(data, ledger, topic, columns.len())).collect();
        Group { status, name, rows }
    };
    Figures {
        line: super::count_line(shown.len(), all, "thing is counted", "things are counted"),
        choices: super::choices(&kinds),
        groups: ORDER.into_iter().map(group).filter(|group| !group.rows.is_empty()).collect(),
        empty: super::empty(ledger, shown.len(), all, "The articles give no figures"),
        more: crate::view::entities::more(shown.len(), listed),
        columns,
    }
}

/// All topics, in the order of the ledger.
#[inline(never)]
pub fn by_status(data: &Data) -> Vec<&FigureTopic> {
    let mut topics: Vec<&FigureTopic> = data.corpus.figure_topics.iter().collect();
    let rank = |topic: &FigureTopic| ORDER.iter().position(|(status, _)| *status == topic.status);
    sort_by_key(&mut topics, |topic| (rank(topic), std::cmp::Reverse(topic.members.len())));
    topics
}

/// The topics that the choice and the search box leave, conflicts first.
pub fn topics<'a>(data: &'a Data, ledger: &LedgerState) -> Vec<&'a FigureTopic> {
    let is_shown = |topic: &&FigureTopic| {
        let labels = topic.members.iter().filter_map(|at| data.corpus.documents.get(at.document));
        let mut texts: Vec<&str> = labels.map(|document| document.label.as_str()).collect();
        texts.push(&topic.topic);
        kind(topic).is_shown(ledger.show) && super::passes(ledger, &texts)
    };
    by_status(data).into_iter().filter(is_shown).collect()
}

fn kind(topic: &FigureTopic) -> Kind {
    match topic.status {
        FigureStatus::Single => Kind::Alone,
        FigureStatus::Agree | FigureStatus::Compatible => Kind::Same,
        FigureStatus::Updated | FigureStatus::Conflict => Kind::Different,
    }
}

fn figure(data: &Data, at: FigureRef) -> Option<&Figure> {
    data.corpus.documents.get(at.document)?.analysis.figures.get(at.figure)
}

fn row(data: &Data, ledger: &LedgerState, topic: &FigureTopic, columns: usize) -> Row {
    let scale = Scale::new(topic.members.iter().filter_map(|&at| figure(data, at)));
    let mut row = Row {
        figure: topic.members[0],
        title: topic.topic.clone(),
        reason: topic.reason.clone(),
        cells: vec![vec![]; columns],
        is_open: ledger.open.is_some_and(|open| topic.members.contains(&open)),
        versions: vec![],
        machine: topic.members.iter().flat_map(|&at| desk::machine_says(data, Target::Figure(at))).collect(),
    };
    for &at in &topic.members {
        let (Some(figure), Some(value)) = (figure(data, at), figures::value(data, at)) else { continue };
        if row.is_open {
            let sentence = data.corpus.documents[at.document].analysis.sentence_at(figure.span.start);
            let sentences = &data.corpus.documents[at.document].analysis.sentences;
            let range = sentence.map_or(figure.span, |sentence| sentences[sentence]);
            let said_by = value.said_by.clone();
            let mut version = super::version(data, at.document, range, &[figure.span], "chosen", said_by);
            version.collects = Some((figure.span, NoteKind::Figure));
            let passage = || Passage::of(&data.corpus.documents[at.document], figure.span);
            if topic.members.len() > 1 {
                version.corrections.push(("Wrong topic", Correction::Apart { figure: passage() }));
            }
            if topic.status == FigureStatus::Conflict {
                version.corrections.push(("Not a conflict", Correction::NoConflict { figure: passage() }));
            }
            row.versions.push(version);
        }
        // "Five" needs no 5 beside it.
        let is_said = figure.qualifier == Qualifier::Exact || value.quote.contains(&value.reading);
        row.cells[at.document.index()].push(Value {
            quote: value.quote,
            reading: (!is_said).then_some(value.reading),
            said_by: value.said_by,
            address: value.address,
            range: scale.as_ref().map(|scale| scale.range(figure)),
        });
    }
    row
}

/// From the lowest to the highest bound that any source gives, and a little more on either side.
struct Scale {
    from: f64,
    width: f64,
}

impl Scale {
    /// None where the sources do not differ, and for years, which words tell better.
    fn new<'a>(all: impl Iterator<Item = &'a Figure>) -> Option<Scale> {
        let all: Vec<&Figure> = all.collect();
        let first = all.first()?;
        let is_differing = all.iter().any(|figure| (figure.low, figure.high) != (first.low, first.high));
        if !is_differing || first.unit == "year" {
            return None;
        }
        let bounds = || all.iter().flat_map(|figure| [figure.low, figure.high]).flatten();
        let (low, high) = (bounds().fold(f64::INFINITY, f64::min), bounds().fold(f64::NEG_INFINITY, f64::max));
        // Where only one bound is given ("13" and "at least 13") a quarter of it shows on which side it lies open.
        let reach = if high > low { high - low } else { (high.abs() / 4.0).max(1.0) };
        (low <= high).then_some(Scale { from: low - reach / 8.0, width: reach * 1.25 })
    }

    fn range(&self, figure: &Figure) -> (u32, u32) {
        let place = |value: f64| ((value - self.from) / self.width * 1000.0).round().clamp(0.0, 1000.0) as u32;
        (figure.low.map_or(0, place), figure.high.map_or(1000, place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::{Fixture, flood};
    use crate::view::{Action, CompareShow, address, reduce};

    fn titles(model: &Figures) -> Vec<(&str, Vec<&str>)> {
        model
            .groups
            .iter()
            .map(|group| (group.name, group.rows.iter().map(|row| row.title.as_str()).collect()))
            .collect()
    }

    #[test]
    fn conflicts_first_and_a_column_for_every_source() {
        let data = flood().topic("bridges", FigureStatus::Single, &[(2, 0)]).data();
        let model = model(&data, &State::new(3));
        assert_eq!(titles(&model), [("In conflict", vec!["deaths"]), ("From one source", vec!["bridges"])]);
        let cells = &model.groups[0].rows[0].cells;
        assert_eq!(cells.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1]);
        assert_eq!((cells[1][0].quote.as_str(), cells[1][0].reading.as_deref()), ("Thirteen", Some("13 or more")));
        assert_eq!((cells[0][0].quote.as_str(), cells[0][0].reading.as_deref()), ("13 people", None));
        assert!(model.groups[1].rows[0].cells[0].is_empty(), "a source that says nothing has an empty cell");
        assert_eq!(model.line, "2 things are counted");
    }

    #[test]
    fn ranges_share_one_scale() {
        let data = flood().data();
        let rows = &model(&data, &State::new(3)).groups[0].rows;
        let range = |at: usize| rows[0].cells[at][0].range.unwrap();
        let (low, open, high) = (range(0), range(1), range(2));
        assert_eq!((low.0, low.1), (low.1, open.0), "13 is where 13 or more begins");
        assert_eq!(open.1, 1000, "an open end reaches the edge");
        assert!(low.1 < high.0 && high.0 == high.1 && high.1 < 1000);
    }

    #[test]
    fn an_open_topic_shows_both_sentences() {
        let data = flood().data();
        let at = FigureRef { document: DocumentId(2), figure: FigureId(0) };
        let state = reduce(&data, &State::new(3), Action::OpenFigure(Some(at)));
        assert_eq!(address::encode(&data, &state), "#/figures/gamma-f1");
        assert_eq!(address::decode(&data, "#/figures/gamma-f1").ledger.open, Some(at));
        let row = &model(&data, &state).groups[0].rows[0];
        let texts: Vec<String> = row
            .versions
            .iter()
            .map(|version| {
                let text = data.corpus.documents[version.document].text();
                version.runs.iter().map(|run| run.span.of(text)).collect()
            })
            .collect();
        assert_eq!(texts, ["Police said 13 people died.", "Thirteen is the toll.", "Police now say 20 people died."]);
        assert_eq!(row.versions[0].runs[1].kinds, "chosen");
        for unknown in ["gamma-f9", "gamma-f0", "nobody-f1", "gamma", "-f"] {
            let address = ["#/figures/", unknown].concat();
            assert_eq!(address::decode(&data, &address).ledger.open, None, "{unknown}");
        }
    }

    #[test]
    fn choice_and_search_narrow_and_say_so() {
        let data = flood().topic("bridges", FigureStatus::Single, &[(2, 0)]).data();
        let shown = |action: Action| model(&data, &reduce(&data, &State::new(3), action));
        assert_eq!(shown(Action::ShowLedger(CompareShow::OnlyHere)).line, "1 of 2 things are counted");
        assert_eq!(titles(&shown(Action::FilterLedger("BRIDGE".into()))), [("From one source", vec!["bridges"])]);
        assert_eq!(shown(Action::FilterLedger("zzz".into())).empty.as_deref(), Some("Nothing here has “zzz”"));
        let none = Fixture::new().article("a", "One", &["Alone."]).data();
        assert_eq!(model(&none, &State::new(1)).empty.as_deref(), Some("The articles give no figures"));
    }
}
