//! The ledgers: figures by topic, quotations by speaker, days in order, each with what every source says of it.
//!
//! [`figures`] is a table with a column a source. [`quotes`] and [`timeline`] are sections of entries whose versions
//! stand side by side. In all of them a version is one source's sentence, and leads to it.

pub mod figures;
pub mod quotes;
pub mod timeline;

use super::*;
use crate::base::*;
use crate::corpus::corrections::{Correction, Passage};
use crate::corpus::notes::NoteKind;

/// A choice of what to list, with how many entries it leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub show: CompareShow,
    pub name: &'static str,
    pub count: usize,
}

/// Sections of entries, as quotations and days are listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    pub title: &'static str,
    /// What is listed, a sentence.
    pub line: String,
    pub choices: Vec<Choice>,
    pub sections: Vec<Section>,
    /// Why nothing is listed.
    pub empty: Option<String>,
    /// `Show more: 4,800 of 5,000 are not listed yet`.
    pub more: Option<String>,
}

/// Entries listed at once; the reader can ask for as many more. The page stays quick to answer up to some hundreds.
const ENTRIES_LISTED: usize = 120;

/// How many entries are listed after the reader asked `more` times for more.
fn listed(more: usize) -> usize {
    ENTRIES_LISTED * (more + 1)
}

impl Ledger {
    /// Leaves the first `most` entries.
    pub fn cut(&mut self, most: usize) {
        let mut left = most;
        for section in &mut self.sections {
            section.entries.truncate(left);
            left -= section.entries.len();
        }
        self.sections.retain(|section| !section.entries.is_empty());
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub title: String,
    /// Where the title leads, if it names an entity.
    pub address: Option<String>,
    pub note: String,
    pub entries: Vec<Entry>,
}

/// What one or more sources say of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Tells it from the others of its section.
    pub key: usize,
    /// How its versions stand to each other; empty for a single one.
    pub status: &'static str,
    pub is_alarm: bool,
    pub versions: Vec<Version>,
}

/// The words of one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub document: DocumentId,
    pub label: String,
    pub language: String,
    /// The sentence in the reader.
    pub address: String,
    /// Who says it, as of when; may be empty.
    pub lead: String,
    pub runs: Vec<Run>,
    /// What the machine says where a person corrected it.
    pub machine: Vec<String>,
    /// What can be corrected with a click, by name.
    pub corrections: Vec<(&'static str, Correction)>,
    /// The quotation whose speaker can be corrected.
    pub quote: Option<Passage>,
    /// What of it a dossier takes.
    pub collects: Option<(Span, NoteKind)>,
}

/// A stretch of an article with some of its words marked. `marked` is sorted and lies in `range`.
fn version(data: &Data, id: DocumentId, range: Span, marked: &[Span], kind: &str, lead: String) -> Version {
    let document = &data.corpus.documents[id];
    let mut runs: Vec<Run> = vec![];
    let mut at = range.start;
    for mark in marked {
        for (end, kinds) in [(mark.start.max(at), ""), (mark.end, kind)] {
            if at < end {
                runs.push(Run { span: Span { start: at, end }, kinds: kinds.into(), mention: None, meant: None });
                at = end;
            }
        }
    }
    if at < range.end {
        runs.push(Run { span: Span { start: at, end: range.end }, kinds: String::new(), mention: None, meant: None });
    }
    Version {
        document: id,
        label: document.label.clone(),
        language: document.analysis.language.clone(),
        address: match document.analysis.sentence_at(range.start) {
            Some(sentence) => address::of_sentence(data, id, sentence),
            None => address::of_document(data, id),
        },
        lead,
        runs,
        machine: vec![],
        corrections: vec![],
        quote: None,
        collects: None,
    }
}

/// Whether what is typed into the search box of the ledger stands in one of these texts.
fn passes(ledger: &LedgerState, texts: &[&str]) -> bool {
    let needle = ledger.filter.trim().to_lowercase();
    needle.is_empty() || texts.iter().any(|text| text.to_lowercase().contains(&needle))
}

/// The choices with how many of the kinds each leaves, for all that have something to show.
fn choices(kinds: &[Kind]) -> Vec<Choice> {
    let all = [CompareShow::Everything, CompareShow::Shared, CompareShow::Different, CompareShow::OnlyHere];
    let choice = |show| Choice {
        show,
        name: compare::show_name(show),
        count: kinds.iter().filter(|kind| kind.is_shown(show)).count(),
    };
    all.into_iter().map(choice).collect()
}

/// How the sources of an entry stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Alone,
    Same,
    Different,
}

impl Kind {
    fn is_shown(self, show: CompareShow) -> bool {
        match show {
            CompareShow::Everything => true,
            CompareShow::Shared => self != Kind::Alone,
            CompareShow::Different => self == Kind::Different,
            CompareShow::OnlyHere => self == Kind::Alone,
        }
    }
}

/// `3 of 12 topics` and why there are none.
fn count_line(shown: usize, all: usize, one: &str, many: &str) -> String {
    let total = words::counted(all, one, many);
    if shown == all { total } else { words::join(&[&words::number(shown), " of ", &total]) }
}

/// Says why a ledger lists nothing: there is nothing, or the choice or the search box leaves nothing.
fn empty(ledger: &LedgerState, shown: usize, all: usize, none: &str) -> Option<String> {
    let needle = ledger.filter.trim();
    match (shown, all) {
        (0, 0) => Some(none.to_string()),
        (0, _) if needle.is_empty() => Some("Nothing here is of this kind".to_string()),
        (0, _) => Some(words::join(&["Nothing here has “", needle, "”"])),
        _ => None,
    }
}
