use super::words;
use crate::base::*;
use crate::corpus::Document;
use crate::query::{Highlight, HighlightKind, segments};

/// A stretch of article text under the same marks: what becomes one text node.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub span: Span,
    /// Why it is marked, for `data-kind`: words like `person`, `hit`, `chosen`, `target`; empty for plain text.
    pub kinds: String,
    /// The mention it belongs to.
    pub mention: Option<MentionId>,
    /// The entity that these words mean without naming it, and which of its `meant` they are.
    pub meant: Option<(EntityId, usize)>,
}

/// What to mark in an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Matches of the query, sorted.
    pub hits: Vec<Span>,
    /// Entities whose mentions stand out, because a filter or a page is about them.
    pub chosen: Vec<EntityId>,
    /// Mark every mention with its kind.
    pub has_mentions: bool,
    /// Descriptions of the document, with the entity each means and its place in the entity's `meant`.
    pub meant: Vec<(Span, EntityId, usize)>,
    /// What the reader noted, sorted.
    pub noted: Vec<Span>,
}

/// Cuts a range of a document into runs.
pub fn runs(document: &Document, range: Span, marks: &Marks) -> Vec<Run> {
    let mentions = &document.analysis.mentions;
    let mut highlights: Vec<Highlight> = vec![];
    let first = mentions.as_slice().partition_point(|mention| mention.span.end <= range.start);
    for (at, mention) in mentions.as_slice().iter().enumerate().skip(first) {
        if mention.span.start >= range.end {
            break;
        }
        let id = MentionId::from_index(at);
        if marks.has_mentions || marks.chosen.contains(&document.entity_of[id]) {
            highlights.push(Highlight { span: mention.span, kind: HighlightKind::Mention, id: id.0 });
        }
    }
    for (at, (span, ..)) in marks.meant.iter().enumerate().filter(|(_, meant)| meant.0.overlaps(range)) {
        highlights.push(Highlight { span: *span, kind: HighlightKind::Described, id: at as u32 });
    }
    for span in marks.noted.iter().filter(|span| span.overlaps(range)) {
        highlights.push(Highlight { span: *span, kind: HighlightKind::Noted, id: 0 });
    }
    let first = marks.hits.partition_point(|hit| hit.end <= range.start);
    for hit in marks.hits[first..].iter().take_while(|hit| hit.start < range.end) {
        highlights.push(Highlight { span: *hit, kind: HighlightKind::Hit, id: 0 });
    }
    let run = |segment: crate::query::Segment| {
        let mut run = Run { span: segment.span, kinds: String::new(), mention: None, meant: None };
        for highlight in segment.highlights.iter().map(|&at| &highlights[at]) {
            add_kind(document, highlight, marks, &mut run);
        }
        run
    };
    segments(range, &highlights).into_iter().map(run).collect()
}

fn add_kind(document: &Document, highlight: &Highlight, marks: &Marks, run: &mut Run) {
    let mut add = |kind: &str| {
        if !run.kinds.is_empty() {
            run.kinds.push(' ');
        }
        run.kinds.push_str(kind);
    };
    match highlight.kind {
        HighlightKind::Mention => {
            let id = MentionId(highlight.id);
            if marks.has_mentions {
                add(words::kind(document.analysis.mentions[id].kind));
            }
            if marks.chosen.contains(&document.entity_of[id]) {
                add("chosen");
            }
            run.mention = Some(id);
        }
        HighlightKind::Described => {
            let (_, entity, at) = marks.meant[highlight.id as usize];
            add("meant");
            run.meant = Some((entity, at));
        }
        HighlightKind::Noted => add("noted"),
        HighlightKind::Hit => add("hit"),
        _ => {}
    }
}
