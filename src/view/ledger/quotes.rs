//! The ledger of quotations: by speaker, the versions of one statement side by side.
//!
//! Words in marks that are the writer's own ("scare quotes") are left out: nobody is said to have said them.

use super::{Entry, Kind, Ledger, Section, Version};
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::corpus::corrections::Passage;
use crate::corpus::notes::NoteKind;
use crate::corpus::{QuoteGrade, QuoteGroup, QuoteRef, Target};
use crate::text::{Quote, QuoteForm};
use crate::view::{Data, LedgerState, State, address, compare, desk, entities, words};
use std::collections::BTreeMap;

pub fn model(data: &Data, state: &State) -> Ledger {
    let ledger = &state.ledger;
    let statements = statements(data);
    let all = statements.len();
    let kinds: Vec<Kind> = statements.iter().map(|statement| statement.kind).collect();
    let shown: Vec<Statement> = statements.into_iter().filter(|statement| is_shown(data, ledger, statement)).collect();
    let line = super::count_line(shown.len(), all, "statement", "statements");
    let empty = super::empty(ledger, shown.len(), all, "The articles quote nobody");
    let choices = super::choices(&kinds);
    let listed = super::listed(ledger.more);
    let more = entities::more(shown.len(), listed);
    Ledger { title: "Quotes", line, choices, sections: sections(data, shown, listed), empty, more }
}

/// The quotations that the ledger shows, in the order of the corpus.
pub fn shown(data: &Data, ledger: &LedgerState) -> Vec<QuoteRef> {
    let shown = statements(data).into_iter().filter(|statement| is_shown(data, ledger, statement));
    shown.flat_map(|statement| statement.members).collect()
}

/// One statement, in the words of one source or more.
struct Statement {
    members: Vec<QuoteRef>,
    speaker: Speaker,
    kind: Kind,
    status: &'static str,
    is_alarm: bool,
}

/// Who speaks: one of the entities, or somebody by the words of the text ("witnesses").
#[derive(Clone)]
enum Speaker {
    Entity(EntityId),
    Words(String),
    Unknown,
}

fn quote(data: &Data, at: QuoteRef) -> &Quote {
    &data.corpus.documents[at.document].analysis.quotes[at.quote]
}

fn statements(data: &Data) -> Vec<Statement> {
    let of_group = |group| move |&at| (at, group);
    let groups = data.corpus.quote_groups.iter().flat_map(|group| group.members.iter().map(of_group(group)));
    // A quotation of two groups is told with the first.
    let groups: BTreeMap<QuoteRef, &QuoteGroup> = groups.rev().collect();
    let mut statements: Vec<Statement> = vec![];
    for (document, found) in data.corpus.documents.enumerate() {
        for (quote, it) in found.analysis.quotes.enumerate() {
            let at = QuoteRef { document, quote };
            let group = groups.get(&at).copied();
            let is_told = group.is_some_and(|group| group.members[0] != at);
            if !is_told && it.form != QuoteForm::Scare {
                statements.push(statement(data, at, group));
            }
        }
    }
    statements
}

fn statement(data: &Data, at: QuoteRef, group: Option<&QuoteGroup>) -> Statement {
    let members = group.map_or_else(|| vec![at], |group| group.members.clone());
    let speakers = members.iter().map(|&at| speaker(data, at));
    let named = speakers.clone().find(|speaker| matches!(speaker, Speaker::Entity(_)));
    let (kind, status) = match group.map(|group| (group.grade, group.speakers_differ)) {
        None => (Kind::Alone, ""),
        Some((_, true)) => (Kind::Different, "given to different speakers"),
        Some((QuoteGrade::Identical, _)) => (Kind::Same, "same words"),
        Some((QuoteGrade::Reworded, _)) => (Kind::Different, "reworded"),
        Some((QuoteGrade::Paraphrase, _)) => (Kind::Different, "quoted and retold"),
    };
    let is_alarm = group.is_some_and(|group| group.speakers_differ);
    let speaker = named.unwrap_or_else(|| self::speaker(data, members[0]));
    Statement { speaker, members, kind, status, is_alarm }
}

fn speaker(data: &Data, at: QuoteRef) -> Speaker {
    let document = &data.corpus.documents[at.document];
    match (data.corpus.speaker(at), quote(data, at).speaker_span) {
        (Some(entity), _) => Speaker::Entity(entity),
        (None, Some(span)) if !is_pronoun(span.of(document.text())) => {
            Speaker::Words(span.of(document.text()).to_string())
        }
        _ => Speaker::Unknown,
    }
}

/// A pronoun that the analysis could not follow names nobody.
fn is_pronoun(words: &str) -> bool {
    ["i", "he", "she", "it", "we", "they", "who"].contains(&words.to_lowercase().as_str())
}

fn is_shown(data: &Data, ledger: &LedgerState, statement: &Statement) -> bool {
    let mut texts = vec![name(data, &statement.speaker)];
    for at in &statement.members {
        let document = &data.corpus.documents[at.document];
        texts.push(&document.label);
        texts.push(quote(data, *at).span.of(document.text()));
    }
    statement.kind.is_shown(ledger.show) && super::passes(ledger, &texts)
}

fn name<'a>(data: &'a Data, speaker: &'a Speaker) -> &'a str {
    match speaker {
        Speaker::Entity(entity) => &data.corpus.entities[*entity].name,
        Speaker::Words(words) => words,
        Speaker::Unknown => "Speaker not named",
    }
}

/// Speakers with a name before those that only words of the text name ("witnesses"), those nobody names at the end;
/// within, the one with the most statements first. The first `listed` statements are listed.
fn sections(data: &Data, statements: Vec<Statement>, listed: usize) -> Vec<Section> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_speaker: Vec<(Speaker, Vec<Statement>)> = vec![];
    for statement in statements {
        // "Officials" at the head of a sentence are the officials within another.
        let at = *known.entry(name(data, &statement.speaker).to_lowercase()).or_insert(by_speaker.len());
        if at == by_speaker.len() {
            by_speaker.push((statement.speaker.clone(), vec![]));
        }
        by_speaker[at].1.push(statement);
    }
    let rank = |speaker: &Speaker| match speaker {
        Speaker::Entity(_) => 0,
        Speaker::Words(_) => 1,
        Speaker::Unknown => 2,
    };
    sort_by_key(&mut by_speaker, |(speaker, list)| (rank(speaker), std::cmp::Reverse(list.len())));
    let mut sections: Vec<Section> = vec![];
    let mut left = listed;
    for (speaker, list) in by_speaker {
        if left == 0 {
            break;
        }
        let section = section(data, &speaker, list, left);
        left -= section.entries.len();
        sections.push(section);
    }
    sections
}

fn section(data: &Data, speaker: &Speaker, mut statements: Vec<Statement>, listed: usize) -> Section {
    let mut sources: Vec<DocumentId> =
        statements.iter().flat_map(|statement| &statement.members).map(|at| at.document).collect();
    sort_by_key(&mut sources, |&source| source);
    sources.dedup();
    // What several sources have comes first.
    sort_by_key(&mut statements, |statement| std::cmp::Reverse(statement.members.len()));
    let note = words::join(&[
        &words::counted(statements.len(), "statement", "statements"),
        " in ",
        &words::counted(sources.len(), "source", "sources"),
    ]);
    let entry = |(key, statement): (usize, &Statement)| Entry {
        key,
        status: statement.status,
        is_alarm: statement.is_alarm,
        versions: statement.members.iter().map(|&at| version(data, at, &statement.members)).collect(),
    };
    Section {
        title: name(data, speaker).to_string(),
        address: match speaker {
            Speaker::Entity(entity) => Some(address::of_entity(data, *entity)),
            _ => None,
        },
        note,
        entries: statements.iter().enumerate().take(listed).map(entry).collect(),
    }
}

/// The statement in the words of one source; what another source has too is marked.
fn version(data: &Data, at: QuoteRef, members: &[QuoteRef]) -> Version {
    let document = &data.corpus.documents[at.document];
    let (text, quote) = (document.text(), quote(data, at));
    let others = members.iter().filter(|&&other| other != at);
    let others = others.map(|other| self::quote(data, *other).span.of(data.corpus.documents[other.document].text()));
    let marks = compare::shared_words(quote.span.of(text), others);
    let start = quote.span.start;
    let marks: Vec<Span> = marks.iter().map(|mark| Span { start: start + mark.start, end: start + mark.end }).collect();
    let words = |span: Option<Span>| span.map_or("", |span| span.of(text));
    let form = if quote.form == QuoteForm::Indirect { "in reported speech" } else { "" };
    let parts = [words(quote.speaker_span), words(quote.cue), form];
    let lead: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut version = super::version(data, at.document, quote.span, &marks, "shared", lead.join(" · "));
    version.machine = desk::machine_says(data, Target::Quote(at));
    version.quote = Some(Passage::of(document, quote.span));
    version.collects = Some((quote.span, NoteKind::Quote));
    version
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::Fixture;
    use crate::view::{Action, CompareShow, reduce};

    /// Two articles that quote the mayor alike, and one sentence that only the second has.
    fn data(grade: QuoteGrade, speakers_differ: bool) -> Data {
        let mut fixture = Fixture::new()
            .article("a", "One", &["Ann Reed said: “The bridge is closed.”"])
            .quote("“The bridge is closed.”", QuoteForm::Direct, Some("Ann Reed"))
            .article(
                "b",
                "Two",
                &["Ann Reed said: “The bridge is shut.”", "Witnesses said: “It fell.”", "A “safe” bridge."],
            )
            .quote("“The bridge is shut.”", QuoteForm::Direct, Some("Ann Reed"))
            .quote("“It fell.”", QuoteForm::Direct, None)
            .said_by("Witnesses")
            .quote("“safe”", QuoteForm::Scare, None)
            .entity(crate::text::EntityKind::Person, "Ann Reed", &["Ann Reed"]);
        fixture.corpus.quote_groups.push(QuoteGroup {
            grade,
            speakers_differ,
            members: vec![
                QuoteRef { document: DocumentId(0), quote: QuoteId(0) },
                QuoteRef { document: DocumentId(1), quote: QuoteId(0) },
            ],
        });
        fixture.data()
    }

    #[test]
    fn versions_of_a_statement_stand_side_by_side() {
        let data = data(QuoteGrade::Reworded, false);
        let model = model(&data, &State::new(2));
        let sections: Vec<(&str, &str)> =
            model.sections.iter().map(|section| (section.title.as_str(), section.note.as_str())).collect();
        assert_eq!(sections, [("Ann Reed", "1 statement in 2 sources"), ("Witnesses", "1 statement in 1 source")]);
        let entry = &model.sections[0].entries[0];
        assert_eq!((entry.status, entry.is_alarm, entry.versions.len()), ("reworded", false, 2));
        let text = data.corpus.documents[DocumentId(0)].text();
        let marked: Vec<&str> =
            entry.versions[0].runs.iter().filter(|run| run.kinds == "shared").map(|run| run.span.of(text)).collect();
        assert_eq!(marked, ["The bridge is"]);
        assert_eq!(model.line, "2 statements", "words in marks of the writer's own are no statement");
    }

    #[test]
    fn words_given_to_different_speakers_are_flagged() {
        let data = data(QuoteGrade::Identical, true);
        let state = reduce(&data, &State::new(2), Action::ShowLedger(CompareShow::Different));
        let model = model(&data, &state);
        assert_eq!(model.sections.len(), 1);
        assert!(model.sections[0].entries[0].is_alarm);
        assert_eq!(shown(&data, &state.ledger).len(), 2);
    }

    #[test]
    fn the_first_statements_are_listed() {
        let said: Vec<String> = (0..130).map(|at| format!("Witness {at} said: “It was {at}.”")).collect();
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        let mut fixture = Fixture::new().article("a", "One", &said);
        for at in 0..130 {
            let who = format!("Witness {}", at / 10);
            fixture = fixture.quote(&format!("“It was {at}.”"), QuoteForm::Direct, None).said_by(&who);
        }
        let data = fixture.data();
        let listed = |model: &Ledger| model.sections.iter().map(|section| section.entries.len()).sum::<usize>();
        let first = model(&data, &State::new(1));
        assert_eq!((listed(&first), first.line.as_str()), (120, "130 statements"));
        assert_eq!(first.more.as_deref(), Some("Show more: 10 of 130 are not listed yet"));
        let more = model(&data, &reduce(&data, &State::new(1), Action::ShowMoreLedger));
        assert_eq!((listed(&more), more.more), (130, None));
    }

    #[test]
    fn without_quotations_the_ledger_says_so() {
        let none = Fixture::new().article("a", "One", &["Alone."]).data();
        assert_eq!(model(&none, &State::new(1)).empty.as_deref(), Some("The articles quote nobody"));
    }
}
