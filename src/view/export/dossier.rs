//! The dossier: what a reader chose, each with its source, day and address, what other sources have of it, and what she
//! noted. [`write`] makes Markdown of it, `html` a page to be printed.

use super::Filter;
use super::report::{Report, escape, safe_url};
use crate::base::*;
use crate::corpus::notes::{Note, NoteKind};
use crate::corpus::{FigureRef, FigureStatus, QuoteRef, Target};
use crate::query::NotePlace;
use crate::view::desk::machine_says;
use crate::view::{Data, State, address, figures, reader, words};

/// Chosen notes in groups, with what the export holds.
pub struct Dossier {
    /// How many articles, and the filters, a sentence each.
    pub about: Vec<String>,
    /// Those without items are left out.
    pub groups: Vec<(&'static str, Vec<Item>)>,
    pub sources: Vec<Source>,
}

/// One chosen thing.
#[derive(Default)]
pub struct Item {
    /// What it is about; may be empty.
    pub title: String,
    /// Why it stands here: the reason of a conflict, why its place is not found; may be empty.
    pub reason: String,
    /// The words chosen first, then those of others.
    pub quotations: Vec<Quotation>,
    pub note: String,
    pub tags: Vec<String>,
    /// The number of the topic of a figure.
    topic: Option<usize>,
}

pub struct Quotation {
    pub words: String,
    pub language: String,
    /// The label of the source with its day.
    pub source: String,
    /// How it stands to the first; empty for that one.
    pub remark: String,
    /// The passage in the page.
    pub address: String,
}

pub struct Source {
    pub label: String,
    pub title: String,
    pub day: String,
    /// Only web addresses.
    pub url: Option<String>,
}

impl Dossier {
    pub fn count(&self) -> usize {
        self.groups.iter().map(|(_, items)| items.len()).sum()
    }
}

/// Gathers what is chosen among what the filters leave.
pub fn dossier(data: &Data, state: &State, filter: &Filter) -> Dossier {
    let mut groups: Vec<(&'static str, Vec<Item>)> =
        ["Conflicts", "Figures", "Quotations", "Passages", "Articles", "Without their place"]
            .map(|name| (name, vec![]))
            .into();
    let mut used: Vec<DocumentId> = vec![];
    for (note, place) in super::notes::chosen(data, state, filter, true) {
        let maker = Maker { data, filter };
        let (group, mut item) = maker.item(note, place, &mut used);
        // Two figures of one conflict are one conflict, with both notes.
        let topic = item.topic;
        if let Some(first) = groups[group].1.iter_mut().find(|it| topic.is_some() && it.topic == topic) {
            first.note = [first.note.as_str(), &note.text].join("\n").trim().to_string();
            first.tags.extend(note.tags.iter().cloned());
            continue;
        }
        (item.note, item.tags) = (note.text.clone(), note.tags.clone());
        groups[group].1.push(item);
    }
    groups.retain(|(_, items)| !items.is_empty());
    let mut about = vec![filter.count()];
    if !filter.reasons.is_empty() {
        about.push(words::join(&["Filtered by: ", &filter.reasons.join("; ")]));
    }
    crate::base::sort::sort_by_key(&mut used, |id| *id);
    used.dedup();
    let sources = used.into_iter().map(|id| source(data, id)).collect();
    Dossier { about, groups, sources }
}

fn source(data: &Data, id: DocumentId) -> Source {
    let document = &data.corpus.documents[id];
    let analysis = &document.analysis;
    let url = analysis.facts.url.as_deref().map(safe_url).filter(|url| !url.is_empty());
    Source { label: document.label.clone(), title: analysis.title.clone(), day: words::published(analysis), url }
}

struct Maker<'a> {
    data: &'a Data,
    filter: &'a Filter,
}

impl Maker<'_> {
    /// The number of its group, and the item without what is noted on it.
    fn item(&self, note: &Note, place: &NotePlace, used: &mut Vec<DocumentId>) -> (usize, Item) {
        let (id, span) = match place {
            NotePlace::Passage(id, span) => (*id, *span),
            NotePlace::Article(id) => {
                used.push(*id);
                let title = self.data.corpus.documents[*id].analysis.title.clone();
                return (4, Item { title, reason: source(self.data, *id).day, ..Item::default() });
            }
            NotePlace::Orphan(why) => {
                let words = note.at.words.clone();
                let source = words::join(&["article ", &note.at.article]);
                let quotation =
                    Quotation { words, language: String::new(), source, remark: String::new(), address: String::new() };
                return (5, Item { reason: why.clone(), quotations: vec![quotation], ..Item::default() });
            }
        };
        let first = match note.kind {
            NoteKind::Figure => {
                let words = span.of(self.data.corpus.documents[id].text());
                self.quotation(id, self.sentence_of(id, span), words::join(&["“", words, "”"]))
            }
            _ => self.quotation(id, span, String::new()),
        };
        let (group, mut item, others) = match note.kind {
            NoteKind::Figure => self.figure(id, span).unwrap_or((1, Item::default(), vec![])),
            NoteKind::Quote => self.quote(id, span),
            NoteKind::Passage => self.passage(id, span),
        };
        used.push(id);
        item.quotations.push(first);
        for (other, span, remark) in others.into_iter().filter(|(other, ..)| self.filter.contains(*other)) {
            used.push(other);
            item.quotations.push(self.quotation(other, span, remark));
        }
        (group, item)
    }

    fn quotation(&self, id: DocumentId, span: Span, remark: String) -> Quotation {
        let document = &self.data.corpus.documents[id];
        let sentence = document.analysis.sentence_at(span.start);
        let address = match sentence {
            Some(sentence) => address::of_sentence(self.data, id, sentence),
            None => address::of_document(self.data, id),
        };
        Quotation {
            words: span.of(document.text()).to_string(),
            language: document.analysis.language.clone(),
            source: words::join(&[&document.label, ", ", &words::published(&document.analysis)]),
            remark,
            address: words::join(&[&self.filter.page, &address]),
        }
    }

    /// The sentence that a span begins in, or the span.
    fn sentence_of(&self, id: DocumentId, span: Span) -> Span {
        let analysis = &self.data.corpus.documents[id].analysis;
        analysis.sentence_at(span.start).map_or(span, |sentence| analysis.sentences[sentence])
    }

    /// A reason, and what the machine says where a person corrected one of these.
    fn reason(&self, reason: &str, what: impl Iterator<Item = Target>) -> String {
        let machine: Vec<String> = what.flat_map(|what| machine_says(self.data, what)).collect();
        if machine.is_empty() {
            return reason.to_string();
        }
        let stop = if reason.is_empty() { "" } else { ". " };
        words::join(&[reason, stop, "Corrected by a person. ", &machine.join("; ")])
    }

    /// A figure with the sentences of the other figures of its topic.
    fn figure(&self, id: DocumentId, span: Span) -> Option<(usize, Item, Vec<Other>)> {
        let documents = &self.data.corpus.documents;
        let here = documents[id].analysis.figures.enumerate().find(|(_, figure)| figure.span.overlaps(span))?.0;
        let here = FigureRef { document: id, figure: here };
        let (number, topic) =
            self.data.corpus.figure_topics.iter().enumerate().find(|(_, topic)| topic.members.contains(&here))?;
        let title = words::join(&[&topic.topic, ": ", figures::status(topic.status)]);
        let other = |at: &FigureRef| {
            let value = figures::value(self.data, *at)?;
            let figure = &documents[at.document].analysis.figures[at.figure];
            let by = if value.said_by.is_empty() { String::new() } else { words::join(&[", ", &value.said_by]) };
            Some((at.document, self.sentence_of(at.document, figure.span), words::join(&["“", &value.quote, "”", &by])))
        };
        let others = topic.members.iter().filter(|at| **at != here).filter_map(other).collect();
        let group = if matches!(topic.status, FigureStatus::Conflict | FigureStatus::Updated) { 0 } else { 1 };
        let reason = self.reason(&topic.reason, topic.members.iter().map(|&at| Target::Figure(at)));
        Some((group, Item { title, reason, topic: Some(number), ..Item::default() }, others))
    }

    /// A quotation with its other versions.
    fn quote(&self, id: DocumentId, span: Span) -> (usize, Item, Vec<Other>) {
        let document = &self.data.corpus.documents[id];
        let Some((quote, found)) = document.analysis.quotes.enumerate().find(|(_, quote)| quote.span.overlaps(span))
        else {
            return (2, Item::default(), vec![]);
        };
        let speaker = match (document.speaker(quote), found.speaker_span) {
            (Some(entity), _) => self.data.corpus.entities[entity].name.clone(),
            (None, Some(span)) => span.of(document.text()).to_string(),
            _ => "Speaker not named".to_string(),
        };
        let here = QuoteRef { document: id, quote };
        let group = self.data.corpus.quote_groups.iter().find(|group| group.members.contains(&here));
        let other = |at: &QuoteRef| {
            let span = self.data.corpus.documents[at.document].analysis.quotes[at.quote].span;
            (at.document, span, "another version".to_string())
        };
        let members = group.map_or(&[][..], |group| &group.members);
        let others = members.iter().filter(|at| **at != here).map(other).collect();
        let all = std::iter::once(&here).chain(members.iter().filter(|at| **at != here));
        let reason = self.reason("", all.map(|&at| Target::Quote(at)));
        (2, Item { title: speaker, reason, ..Item::default() }, others)
    }

    /// A passage with the wording of the other sources.
    fn passage(&self, id: DocumentId, span: Span) -> (usize, Item, Vec<Other>) {
        let analysis = &self.data.corpus.documents[id].analysis;
        let mut others: Vec<Other> = vec![];
        for (sentence, _) in analysis.sentences.enumerate().filter(|(_, it)| it.overlaps(span)) {
            for passage in reader::passages(self.data, id, sentence, &Default::default()) {
                let span = self.data.corpus.documents[passage.document].analysis.sentences[passage.sentence];
                if !others.iter().any(|(other, at, _)| (*other, *at) == (passage.document, span)) {
                    others.push((passage.document, span, passage.grade.to_string()));
                }
            }
        }
        (3, Item::default(), others)
    }
}

/// Words of another article, and how they stand to those chosen.
type Other = (DocumentId, Span, String);

/// The dossier as Markdown.
pub fn write(dossier: &Dossier) -> String {
    let mut out = Report::default();
    out.line(&["# Dossier"]);
    dossier.about.iter().for_each(|line| out.line(&[&escape(line)]));
    if dossier.groups.is_empty() {
        out.line(&["Nothing is chosen."]);
    }
    for (name, items) in &dossier.groups {
        out.line(&["## ", name]);
        items.iter().for_each(|item| write_item(item, &mut out));
    }
    if !dossier.sources.is_empty() {
        out.line(&["## Sources\n"]);
    }
    for source in &dossier.sources {
        let title = match &source.url {
            Some(url) => words::join(&["[", &escape(&source.title), "](<", url, ">)"]),
            None => escape(&source.title),
        };
        out.item(&["**", &escape(&source.label), "**: ", &title, ". ", &source.day]);
    }
    out.out
}

fn write_item(item: &Item, out: &mut Report) {
    if !item.title.is_empty() {
        out.line(&["### ", &escape(&item.title)]);
    }
    if !item.reason.is_empty() {
        out.line(&[&escape(&item.reason)]);
    }
    for quotation in &item.quotations {
        let remark =
            if quotation.remark.is_empty() { String::new() } else { words::join(&[" (", &quotation.remark, ")"]) };
        out.quote(&quotation.words, &words::join(&[&quotation.source, &remark]));
        if !quotation.address.is_empty() {
            out.out += &words::join(&["> [passage](<", &quotation.address, ">)\n"]);
        }
    }
    if !item.note.is_empty() {
        out.line(&["**Note:** ", &escape(&item.note)]);
    }
    if !item.tags.is_empty() {
        out.line(&["Tags: ", &escape(&item.tags.join(", "))]);
    }
}
