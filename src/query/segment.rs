//! Cutting a text where its highlights change.

use crate::base::Span;

/// Why a stretch is highlighted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HighlightKind {
    /// The passage that a link or a jump leads to.
    Target,
    Sentence,
    Quote,
    Figure,
    Date,
    Mention,
    /// A word that aligned passages share, or that only one has.
    Shared,
    Different,
    /// A match of the query.
    Hit,
}

/// The decision to mark a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    pub span: Span,
    pub kind: HighlightKind,
    /// Which one of its kind: a mention's id, a sentence's id, or 0.
    pub id: u32,
}

/// A run of text under the same highlights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub span: Span,
    /// Indices into the highlights given, ascending; empty for plain text.
    pub highlights: Vec<usize>,
}

/// Cuts `range` into runs with the same highlights, which may nest and overlap.
///
/// The segments partition `range`: in order, none empty, without gap or overlap. Every boundary is an end of `range`
/// or of a highlight, so valid spans give valid segments. What lies outside `range` or is empty does not count.
pub fn segments(range: Span, highlights: &[Highlight]) -> Vec<Segment> {
    let mut cuts = vec![range.start, range.end];
    for highlight in highlights.iter().filter(|highlight| !highlight.span.is_empty()) {
        cuts.extend([highlight.span.start, highlight.span.end].map(|at| at.clamp(range.start, range.end)));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let run = |pair: &[u32]| {
        let span = Span { start: pair[0], end: pair[1] };
        let inside = |at: &usize| highlights[*at].span.overlaps(span);
        Segment { span, highlights: (0..highlights.len()).filter(inside).collect() }
    };
    cuts.windows(2).map(run).collect()
}
