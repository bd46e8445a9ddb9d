//! Cutting a text where its highlights change, so that marks that overlap need not nest.

use super::order::{pack, sort, unpack};
use crate::base::Span;

/// Why a stretch is highlighted, from the widest to the one that must stand out most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HighlightKind {
    /// The passage that a link or a jump leads to.
    Target,
    Sentence,
    /// What the reader noted.
    Noted,
    Quote,
    Figure,
    Date,
    /// A description that means somebody without naming them.
    Described,
    Mention,
    /// A word that aligned passages share.
    Shared,
    /// A word that only one of them has.
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

/// Cuts `range` into runs with the same highlights, which may nest and overlap and come in any order.
///
/// The segments partition `range`: in order, none empty, without gap or overlap. Every boundary is an end of `range`
/// or of a highlight, so valid spans give valid segments. What lies outside `range` or is empty does not count.
pub fn segments(range: Span, highlights: &[Highlight]) -> Vec<Segment> {
    let (mut cuts, mut waiting) = (vec![range.start.into(), range.end.into()], vec![]);
    for (at, highlight) in highlights.iter().enumerate() {
        let span = highlight.span;
        if !span.is_empty() && span.overlaps(range) {
            cuts.extend([u64::from(span.start.max(range.start)), u64::from(span.end.min(range.end))]);
            waiting.push(pack(span.start, at as u32));
        }
    }
    sort(&mut cuts);
    cuts.dedup();
    sort(&mut waiting);
    let mut waiting = waiting.into_iter().map(unpack).peekable();
    let mut open: Vec<usize> = vec![];
    let mut runs = Vec::with_capacity(cuts.len() - 1);
    for pair in cuts.windows(2) {
        let span = Span { start: pair[0] as u32, end: pair[1] as u32 };
        open.retain(|&at| highlights[at].span.end > span.start);
        while let Some((_, at)) = waiting.next_if(|waiting| waiting.0 <= span.start) {
            open.insert(open.partition_point(|&other| other < at as usize), at as usize);
        }
        runs.push(Segment { span, highlights: open.clone() });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn highlight(start: usize, end: usize) -> Highlight {
        Highlight { span: Span::new(start, end), kind: HighlightKind::Mention, id: 0 }
    }

    #[test]
    fn cuts_where_highlights_change() {
        let marks = [highlight(2, 6), highlight(4, 9), highlight(4, 4), highlight(20, 30), highlight(0, 2)];
        let runs = segments(Span::new(1, 10), &marks);
        let shown: Vec<_> = runs.iter().map(|run| (run.span.start, run.span.end, run.highlights.as_slice())).collect();
        assert_eq!(
            shown,
            [(1, 2, &[4][..]), (2, 4, &[0][..]), (4, 6, &[0, 1][..]), (6, 9, &[1][..]), (9, 10, &[][..])]
        );
        assert!(segments(Span::new(3, 3), &marks).is_empty());
        assert_eq!(segments(Span::new(3, 5), &[]).len(), 1);
    }

    proptest! {
        #[test]
        fn segments_partition_the_text(
            text in "[aé中 ]{0,20}",
            ends in prop::collection::vec((0usize..21, 0usize..21), 0..12),
            range in (0usize..21, 0usize..21),
        ) {
            let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let span = |(a, b): (usize, usize)| {
                let (a, b) = (cuts[a % cuts.len()], cuts[b % cuts.len()]);
                Span::new(a.min(b), a.max(b))
            };
            let range = span(range);
            let marks: Vec<Highlight> =
                ends.into_iter().map(|ends| Highlight { span: span(ends), kind: HighlightKind::Hit, id: 0 }).collect();
            let runs = segments(range, &marks);
            prop_assert_eq!(runs.iter().map(|run| run.span.of(&text)).collect::<String>(), range.of(&text));
            let mut at = range.start;
            for run in &runs {
                prop_assert!(run.span.start == at && !run.span.is_empty() && run.span.is_valid_in(&text));
                at = run.span.end;
                let covers = |&mark: &usize| !marks[mark].span.is_empty() && marks[mark].span.overlaps(run.span);
                let expected: Vec<usize> = (0..marks.len()).filter(covers).collect();
                prop_assert_eq!(&run.highlights, &expected);
                prop_assert!(expected.iter().all(|&mark| marks[mark].span.contains(run.span)));
            }
            prop_assert!(runs.is_empty() || at == range.end);
        }
    }
}
