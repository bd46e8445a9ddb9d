//! One article read whole: its blocks, the marks in them, and at each sentence what the other sources have.

use super::*;
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::corpus::{Document, FigureRef, FigureStatus, FigureTopic, SentenceRef};
use crate::text::{Analysis, BlockKind};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
pub struct Reader {
    pub document: DocumentId,
    pub title: String,
    pub label: String,
    pub language: String,
    /// What is known about the article, and from where: (name, value, where from).
    pub facts: Vec<Fact>,
    /// What to keep in mind while reading, a sentence each.
    pub warnings: Vec<String>,
    /// The headline as it stands in the text, with its marks; the blocks leave it out. Empty where the text has none.
    pub headline: Vec<Part>,
    /// The block that the headline is.
    pub headline_block: Option<BlockId>,
    /// Those of the part that is shown.
    pub blocks: Vec<Block>,
    /// A long article is read in parts.
    pub part: Option<PartOf>,
    /// How many blocks are set aside.
    pub set_aside: usize,
    /// `9 of 31 sentences stand in another article, 14 only here`.
    pub shared_line: String,
    /// The sentences in order, each as long as it is, those of a long article some at a time: where others have the
    /// article's words and where it is alone.
    pub strip: Vec<Stretch>,
    /// All articles, to read another in the place of this one.
    pub switches: Vec<Switch>,
    pub address: String,
    /// Matches of the query in the article, and in words.
    pub matches: usize,
    pub matches_line: String,
    pub notes: notes::InReader,
}

/// Letters of text that come with the first paint: a little more than a screen shows.
const FIRST_LETTERS: usize = 2_000;

impl Reader {
    /// Leaves about what fits on a screen.
    pub fn cut(&mut self, shows_set_aside: bool) {
        let mut letters = 0;
        self.blocks.retain(|block| {
            let is_first = letters < FIRST_LETTERS;
            if !block.is_set_aside || shows_set_aside {
                letters += block.parts.iter().flat_map(Part::runs).map(|run| run.span.len()).sum::<usize>();
            }
            is_first
        });
    }
}

/// Which part of a long article is shown, and where the others are.
#[derive(Clone, Debug, PartialEq)]
pub struct PartOf {
    /// `Part 2 of 21`.
    pub line: String,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// `Next match in part 5`, and where it is: the next part with a match after this one, from the first on again.
    pub match_in: Option<(String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub name: &'static str,
    pub value: String,
    pub note: String,
    /// Where the value leads, for a web address.
    pub url: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub id: BlockId,
    pub kind: BlockKind,
    /// Set aside: shown folded, with `reason`.
    pub is_set_aside: bool,
    /// What it was taken for, and why, where it is not the running text.
    pub reason: Option<String>,
    pub parts: Vec<Part>,
}

/// One sentence in the strip, or some that follow each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Where it begins and how long it is, in thousandths of the story.
    pub start: usize,
    pub length: usize,
    pub stance: Stance,
    pub address: String,
}

/// How the other articles stand to a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// One gives another figure.
    Differs,
    Shared,
    OnlyHere,
    /// No clear match.
    Silent,
}

/// Leads to another article, at the same passage where it has that.
#[derive(Clone, Debug, PartialEq)]
pub struct Switch {
    pub document: DocumentId,
    pub label: String,
    pub address: String,
    pub is_current: bool,
}

/// A piece of a block, in order; the parts partition it.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Sentence(Sentence),
    /// Text between sentences, or of a block that has none.
    Between(Vec<Run>),
}

impl Part {
    fn runs(&self) -> &[Run] {
        match self {
            Part::Sentence(sentence) => &sentence.runs,
            Part::Between(runs) => runs,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    pub id: SentenceId,
    pub runs: Vec<Run>,
    pub stance: Stance,
    /// How many other articles say this.
    pub others: usize,
    /// How many give another figure.
    pub differing: usize,
    /// `2 other articles say this, 1 gives another figure, 1 is silent`.
    pub says: String,
    /// The reader was led here; `passages` are filled.
    pub is_focus: bool,
    pub passages: Vec<Passage>,
    /// The address of this sentence, to be shared.
    pub address: String,
}

/// The wording of another source.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    pub document: DocumentId,
    pub label: String,
    pub language: String,
    pub runs: Vec<Run>,
    pub grade: &'static str,
    /// It gives another figure.
    pub is_differing: bool,
    pub reason: String,
    /// Where it stands.
    pub address: String,
    pub sentence: SentenceId,
}

/// The open article, if one is open.
pub fn model(data: &Data, state: &State) -> Option<Reader> {
    let id = state.open?;
    let document = data.corpus.documents.get(id)?;
    let search = articles::Search::new(data, state);
    let chosen = articles::chosen_entities(data, state);
    let marks =
        Marks { hits: search.hits(data, id), chosen, has_mentions: !state.prefs.hides_marks, ..Marks::default() };
    let meant = if marks.has_mentions { meant(data, id) } else { vec![] };
    let marks = Marks { meant, noted: notes::spans(state, id), ..marks };
    let is_title = |block: BlockId| document.analysis.title_span == Some(document.analysis.blocks[block].span);
    let headline = document.analysis.title_span.filter(|&span| document.analysis.is_story(span));
    let differing = differing(data, id);
    let scene = Scene { data, id, state, marks: &marks, differing: &differing };
    let starts = part_starts(&document.analysis);
    let part = shown_part(data, state);
    let (from, to) = (starts[part], starts.get(part + 1).copied().unwrap_or(document.analysis.blocks.len()));
    let shown_blocks = &document.analysis.blocks.as_slice()[from..to];
    let shown = (from..to).map(BlockId::from_index).filter(|&block| !is_title(block));
    let blocks: Vec<Block> = shown.map(|block| scene.block(block)).collect();
    let set_aside = document.analysis.blocks.iter().filter(|block| !block.kind.is_story());
    Some(Reader {
        document: id,
        title: document.analysis.title.clone(),
        label: document.label.clone(),
        language: document.analysis.language.clone(),
        headline: headline.map_or_else(Vec::new, |span| scene.parts(span)),
        headline_block: headline.and_then(|_| document.analysis.blocks.ids().find(|&block| is_title(block))),
        facts: facts(document),
        warnings: words::warnings(&document.analysis.warnings),
        set_aside: set_aside.count(),
        blocks,
        part: (starts.len() > 1).then(|| part_of(data, state, &starts, part, &marks.hits)),
        shared_line: shared_line(data, id),
        strip: scene.strip(),
        switches: switches(data, id, state.focus),
        address: address::of_document(data, id),
        matches: marks.hits.len(),
        matches_line: matches_line(&marks.hits, shown_blocks, starts.len() > 1),
        notes: notes::in_reader(data, state, id),
    })
}

/// Letters of a part: some ten screens, about as much as is drawn in the twentieth of a second.
const PART_LETTERS: usize = 24_000;

/// The block that each part of an article begins with; an article that is not long is one part.
fn part_starts(analysis: &Analysis) -> Vec<usize> {
    let all: usize = analysis.blocks.iter().map(|block| block.span.len()).sum();
    let parts = (all / PART_LETTERS).max(1);
    let (mut starts, mut letters) = (vec![0], 0);
    for (at, block) in analysis.blocks.iter().enumerate() {
        if letters >= all * starts.len() / parts && starts.len() < parts {
            starts.push(at);
        }
        letters += block.span.len();
    }
    starts
}

/// The part of the open article that is shown: the one with the sentence that the reader was led to, else the chosen one.
pub fn shown_part(data: &Data, state: &State) -> usize {
    let Some(document) = state.open.and_then(|id| data.corpus.documents.get(id)) else { return 0 };
    let starts = part_starts(&document.analysis);
    let sentence = state.focus.and_then(|sentence| document.analysis.sentences.get(sentence));
    match sentence.and_then(|span| document.analysis.block_at(span.start)) {
        Some(block) => part_with(&starts, block),
        None => state.part.min(starts.len() - 1),
    }
}

fn part_with(starts: &[usize], block: BlockId) -> usize {
    starts.partition_point(|&start| start <= block.index()).saturating_sub(1)
}

/// `214 matches`, in a long article `214 matches, 12 in this part`.
fn matches_line(hits: &[Span], shown: &[crate::text::Block], is_part: bool) -> String {
    let all = words::counted(hits.len(), "match", "matches");
    let (Some(first), Some(last), true) = (shown.first(), shown.last(), is_part) else { return all };
    let range = Span { start: first.span.start, end: last.span.end };
    let here = hits.iter().filter(|hit| range.contains(**hit)).count();
    words::join(&[&all, ", ", &words::number(here), " in this part"])
}

fn part_of(data: &Data, state: &State, starts: &[usize], shown: usize, hits: &[Span]) -> PartOf {
    let address = |part: usize| address::encode(data, &State { part, focus: None, ..state.clone() });
    let analysis = state.open.map(|id| &data.corpus.documents[id].analysis);
    let part = |hit: &Span| Some(part_with(starts, analysis?.block_at(hit.start)?));
    let matched: Vec<usize> = hits.iter().filter_map(part).collect();
    let after = matched.iter().find(|&&part| part > shown);
    let other = after.or(matched.iter().find(|&&part| part != shown));
    let number = |part: usize| words::number(part + 1);
    PartOf {
        line: words::join(&["Part ", &number(shown), " of ", &words::number(starts.len())]),
        previous: shown.checked_sub(1).map(address),
        next: (shown + 1 < starts.len()).then(|| address(shown + 1)),
        match_in: other.map(|&part| (words::join(&["Matches in part ", &number(part)]), address(part))),
    }
}

/// The descriptions in a document that mean an entity without naming it.
fn meant(data: &Data, id: DocumentId) -> Vec<(Span, EntityId, usize)> {
    let of = |(entity, found): (EntityId, &crate::corpus::Entity)| -> Vec<(Span, EntityId, usize)> {
        let here = found.meant.iter().enumerate().filter(|(_, meant)| meant.document == id);
        here.map(|(at, meant)| (meant.span, entity, at)).collect()
    };
    data.corpus.entities.enumerate().flat_map(of).collect()
}

/// How many sentences of a document another source has, and how many only it has.
pub fn shares(data: &Data, id: DocumentId) -> (usize, usize, usize) {
    let sentences = data.corpus.documents[id].analysis.sentences.ids();
    let (mut shared, mut only, mut all) = (0, 0, 0);
    for sentence in sentences {
        all += 1;
        shared += usize::from(!data.links(id, sentence).is_empty());
        only += usize::from(data.is_only_here(id, sentence));
    }
    (shared, only, all)
}

fn shared_line(data: &Data, id: DocumentId) -> String {
    let (shared, only, all) = shares(data, id);
    let sentences = words::counted(all, "sentence", "sentences");
    [&sentences, ": ", &words::number(shared), " stand in another article too, ", &words::number(only), " only here"]
        .concat()
}

fn facts(document: &Document) -> Vec<Fact> {
    let analysis = &document.analysis;
    let given = |is_given: bool, otherwise: &str| {
        if is_given { "given with the article".to_string() } else { otherwise.to_string() }
    };
    let plain = |name, value: String, note: String| Fact { name, value, note, url: None };
    let mut facts = vec![plain(
        "Published",
        words::published(analysis),
        words::published_from(analysis.published_from).to_string(),
    )];
    let outlet = analysis.facts.outlet.clone().unwrap_or_else(|| "Unknown outlet".to_string());
    facts.push(plain("Outlet", outlet, given(analysis.facts.outlet.is_some(), "the text names none")));
    if let Some(byline) = &analysis.byline {
        facts.push(plain("By", byline.clone(), "from the text".to_string()));
    }
    let words = words::number(words::story_words(document));
    facts.push(plain("Words", words, "of the story, captions included".to_string()));
    facts.push(plain(
        "Language",
        analysis.language.clone(),
        given(analysis.facts.language.is_some(), "told from the words"),
    ));
    if let Some(file) = &analysis.file {
        facts.push(plain("File", file.clone(), String::new()));
    }
    if let Some(url) = &analysis.facts.url {
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        let url_fact =
            Fact { name: "Address", value: url.clone(), note: String::new(), url: is_web.then(|| url.clone()) };
        facts.push(url_fact);
    }
    facts
}

/// The figures of other articles that exclude one in a sentence, each with its topic.
type Differing<'a> = BTreeMap<SentenceId, Vec<(&'a FigureTopic, FigureRef)>>;

/// What the pieces of one article are made of.
struct Scene<'a> {
    data: &'a Data,
    id: DocumentId,
    state: &'a State,
    marks: &'a Marks,
    differing: &'a Differing<'a>,
}

impl Scene<'_> {
    fn document(&self) -> &Document {
        &self.data.corpus.documents[self.id]
    }

    fn block(&self, id: BlockId) -> Block {
        let block = &self.document().analysis.blocks[id];
        Block {
            id,
            kind: block.kind,
            is_set_aside: !block.kind.is_story(),
            reason: block.reason.clone(),
            parts: self.parts(block.span),
        }
    }

    fn parts(&self, block: Span) -> Vec<Part> {
        let document = self.document();
        let sentences = document.analysis.sentences.as_slice();
        let first = sentences.partition_point(|span| span.start < block.start);
        let mut parts = vec![];
        let mut at = block.start;
        for (offset, span) in sentences[first..].iter().take_while(|span| span.end <= block.end).enumerate() {
            if span.start > at {
                parts.push(Part::Between(runs(document, Span { start: at, end: span.start }, self.marks)));
            }
            parts.push(Part::Sentence(self.sentence(SentenceId::from_index(first + offset))));
            at = span.end;
        }
        if at < block.end {
            parts.push(Part::Between(runs(document, Span { start: at, end: block.end }, self.marks)));
        }
        parts
    }

    fn sentence(&self, sentence: SentenceId) -> Sentence {
        let (data, id) = (self.data, self.id);
        let document = self.document();
        let is_focus = self.state.focus == Some(sentence);
        let links = data.links(id, sentence);
        let others = count_sources(links.iter().map(|&link| data.other_end(link, id).document));
        let differing = count_sources(self.differing.get(&sentence).into_iter().flatten().map(|(_, at)| at.document));
        Sentence {
            id: sentence,
            runs: runs(document, document.analysis.sentences[sentence], self.marks),
            stance: self.stance(sentence),
            says: says(data, id, sentence, others, differing),
            others,
            differing,
            is_focus,
            passages: if is_focus { passages(data, id, sentence, self.marks) } else { vec![] },
            address: address::of_sentence(data, id, sentence),
        }
    }

    fn stance(&self, sentence: SentenceId) -> Stance {
        let (data, id) = (self.data, self.id);
        let is_differing = self.differing.contains_key(&sentence);
        match (is_differing, data.links(id, sentence).is_empty(), data.is_only_here(id, sentence)) {
            (true, ..) => Stance::Differs,
            (_, false, _) => Stance::Shared,
            (_, _, true) => Stance::OnlyHere,
            _ => Stance::Silent,
        }
    }

    /// A stretch for every sentence; in an article of more than [`STRETCHES`] for as many sentences each, which shows what
    /// most of them are, or that one differs.
    fn strip(&self) -> Vec<Stretch> {
        let sentences = &self.document().analysis.sentences;
        let length = |span: &Span| (span.end - span.start) as usize;
        let all: usize = sentences.iter().map(length).sum();
        let part = |length: usize| (length * 1000).checked_div(all).unwrap_or(0);
        let mut before = 0;
        let mut strip = vec![];
        let ids: Vec<SentenceId> = sentences.ids().collect();
        for some in ids.chunks(ids.len().div_ceil(STRETCHES).max(1)) {
            let (start, long) = (part(before), some.iter().map(|&id| length(&sentences[id])).sum::<usize>());
            before += long;
            let mut found: Vec<(Stance, SentenceId)> = some.iter().map(|&id| (self.stance(id), id)).collect();
            sort_by_key(&mut found, |&(stance, _)| stance);
            let kinds = found.chunk_by(|a, b| a.0 == b.0);
            // Of equals the first, which says more.
            let most =
                kinds.rev().max_by_key(|kind| if kind[0].0 == Stance::Differs { usize::MAX } else { kind.len() });
            let Some(&(stance, first)) = most.and_then(|kind| kind.first()) else { continue };
            let address = address::of_sentence(self.data, self.id, first);
            strip.push(Stretch { start, length: part(before) - start, stance, address });
        }
        strip
    }
}

/// Stretches of a strip at most: with more each is thinner than the gap between two.
const STRETCHES: usize = 200;

fn count_sources(sources: impl Iterator<Item = DocumentId>) -> usize {
    let mut sources: Vec<DocumentId> = sources.collect();
    sort_by_key(&mut sources, |&source| source);
    sources.dedup();
    sources.len()
}

fn says(data: &Data, id: DocumentId, sentence: SentenceId, others: usize, differing: usize) -> String {
    if others == 0 && differing == 0 && data.is_only_here(id, sentence) {
        return "Only here: no other article has this".to_string();
    }
    let silent = data.corpus.documents.len() - 1 - others.max(differing);
    let mut parts = vec![words::counted(others, "other article says this", "other articles say this")];
    if differing > 0 {
        parts.push(words::counted(differing, "gives another figure", "give another figure"));
    }
    if silent > 0 {
        parts.push(words::counted(silent, "is silent", "are silent"));
    }
    parts.join(", ")
}

/// What differs in each sentence of a document, by the topics in their order.
fn differing(data: &Data, id: DocumentId) -> Differing<'_> {
    let mut found = Differing::new();
    let is_open = |topic: &&FigureTopic| matches!(topic.status, FigureStatus::Conflict | FigureStatus::Updated);
    for topic in data.corpus.figure_topics.iter().filter(is_open) {
        let mut seen: Vec<SentenceId> = vec![];
        for &here in topic.members.iter().filter(|at| at.document == id) {
            let Some(sentence) = figures::sentence(data, here).filter(|sentence| !seen.contains(sentence)) else {
                continue;
            };
            seen.push(sentence);
            let there = topic.members.iter().filter(|at| at.document != id && figures::excludes(data, here, **at));
            for &there in there {
                found.entry(sentence).or_default().push((topic, there));
            }
        }
    }
    found
}

/// With more articles than this the list beside the reader is the better way.
const SWITCHES: usize = 12;

fn switches(data: &Data, id: DocumentId, focus: Option<SentenceId>) -> Vec<Switch> {
    if data.corpus.documents.len() > SWITCHES {
        return vec![];
    }
    let here = focus.filter(|&sentence| data.corpus.documents[id].analysis.sentences.get(sentence).is_some());
    let switch = |(document, found): (DocumentId, &Document)| {
        let links = here.map_or(&[][..], |sentence| data.links(id, sentence));
        let there = links.iter().map(|&link| data.other_end(link, id)).find(|end| end.document == document);
        Switch {
            document,
            label: found.label.clone(),
            address: match there {
                Some(end) => address::of_sentence(data, document, end.sentence),
                None => address::of_document(data, document),
            },
            is_current: document == id,
        }
    };
    data.corpus.documents.enumerate().map(switch).collect()
}

/// The wording of the other sources at a sentence: what differs first, then the best match.
pub fn passages(data: &Data, id: DocumentId, sentence: SentenceId, marks: &Marks) -> Vec<Passage> {
    let plain = Marks { chosen: marks.chosen.clone(), ..Marks::default() };
    let passage = |end: SentenceRef, grade: &'static str, reason: &str| {
        let other = &data.corpus.documents[end.document];
        Passage {
            document: end.document,
            label: other.label.clone(),
            language: other.analysis.language.clone(),
            runs: runs(other, other.analysis.sentences[end.sentence], &plain),
            grade,
            is_differing: false,
            reason: reason.to_string(),
            address: address::of_sentence(data, end.document, end.sentence),
            sentence: end.sentence,
        }
    };
    let mut passages: Vec<Passage> = vec![];
    for &(topic, at) in differing(data, id).get(&sentence).into_iter().flatten() {
        let Some(there) = figures::sentence(data, at) else { continue };
        let end = SentenceRef { document: at.document, sentence: there };
        passages.push(Passage { is_differing: true, ..passage(end, "another figure", &topic.reason) });
    }
    for &link in data.links(id, sentence) {
        let (end, alignment) = (data.other_end(link, id), &data.corpus.alignments[link]);
        let is_listed = |passage: &Passage| (passage.document, passage.sentence) == (end.document, end.sentence);
        if !passages.iter().any(is_listed) {
            passages.push(passage(end, words::grade(alignment.grade), &alignment.reason));
        }
    }
    passages
}

/// What a block is called on the page.
pub fn block_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "Headline",
        BlockKind::Paragraph => "Paragraph",
        BlockKind::Caption => "Caption",
        BlockKind::Credit => "Picture credit",
        BlockKind::Byline => "Byline",
        BlockKind::Dateline => "Dateline",
        BlockKind::Notice => "Notice",
        BlockKind::Boilerplate => "Site furniture",
    }
}
