//! Which passages of the chosen articles stand level with each other.
//!
//! The sentences of the chosen articles and the alignments between them are a graph with many-to-many edges. Taking
//! its connected parts as rows would chain: one vague sentence would pull half an article into one row. Instead every
//! sentence gets exactly one place, and every further match of it becomes an [`Echo`], a pointer to that place:
//!
//! 1. Columns are placed from the first (the focus) on, in each the surest pairs first. A sentence goes to the row of
//!    its best match among the columns before its own that has room: a cell holds one passage, so only neighbours join
//!    in it. One without a place opens a row. Neighbours that are both best matched by one and the same later sentence
//!    (it merges them) open one row together.
//! 2. A row opened by a later column stands where its article has it: after the row of the sentence before it, or
//!    before the row of the sentence after it where only that one is in the same paragraph. What opens an article
//!    stands at the top.
//! 3. A passage that also matches a sentence standing elsewhere gets an echo of that.
//! 4. What stands alone, with an echo or without, is gathered between the matched rows and set side by side, paragraph
//!    by paragraph, to save height; nothing in such a row is level because it matches.
//!
//! Therefore every sentence of every column stands in one row exactly, and the first column reads in its own order
//! (both are property tests).

use crate::base::sort::sort_by;
use crate::base::*;
use crate::corpus::{Grade, SentenceRef};
use crate::view::Data;

/// The most sentences of one article in one matched cell: beyond that it is no passage but a summary.
const PASSAGE_MAX: usize = 3;
/// The most echoes of a passage that stands alone; the surest are kept.
const ECHOES_MAX: usize = 2;

/// A row before it is dressed for the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowPlan {
    /// The sentences of each column, in the article's order.
    pub cells: Vec<Vec<SentenceId>>,
    /// Sentences elsewhere that match sentences of this row.
    pub echoes: Vec<Echo>,
    /// Whether its cells say the same; otherwise they only stand side by side.
    pub is_matched: bool,
}

/// A pointer to a sentence in another row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Echo {
    /// The column of this row that it matches.
    pub from: usize,
    /// The column where it stands.
    pub column: usize,
    pub sentence: SentenceId,
    /// Index of the row where it stands.
    pub row: usize,
}

impl RowPlan {
    /// Whether a sentence stands in this row, in one of these columns, which are the first ones.
    pub fn holds(&self, columns: &[DocumentId], at: SentenceRef) -> bool {
        columns.iter().position(|&id| id == at.document).is_some_and(|column| self.cells[column].contains(&at.sentence))
    }
}

/// The rows of a comparison of `columns`, which are distinct.
pub fn plan(data: &Data, columns: &[DocumentId]) -> Vec<RowPlan> {
    let mut planner = Planner::new(data, columns);
    for column in 0..columns.len() {
        planner.place_matches(column);
        planner.open_rows(column);
    }
    let echoes = planner.echoes();
    planner.finish(echoes)
}

struct Planner<'a> {
    data: &'a Data,
    columns: &'a [DocumentId],
    /// Rows as they were opened, and the order in which they stand.
    rows: Vec<Vec<Vec<SentenceId>>>,
    order: Vec<usize>,
    /// The row of each sentence, by column.
    row_of: Vec<Vec<Option<usize>>>,
}

/// A match of a sentence in another chosen column.
struct Partner {
    column: usize,
    sentence: SentenceId,
    grade: Grade,
    score: f32,
}

/// Where a row stands that no earlier column has.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Behind the first row: what opens an article stands where the articles open.
    Top,
    After(usize),
    Before(usize),
}

impl<'a> Planner<'a> {
    fn new(data: &'a Data, columns: &'a [DocumentId]) -> Planner<'a> {
        let row_of = columns.iter().map(|&id| vec![None; data.corpus.documents[id].analysis.sentences.len()]).collect();
        Planner { data, columns, rows: vec![], order: vec![], row_of }
    }

    fn sentences(&self, column: usize) -> impl Iterator<Item = SentenceId> + use<> {
        (0..self.row_of[column].len()).map(SentenceId::from_index)
    }

    /// The matches of a sentence in the other chosen columns, best first.
    fn partners(&self, column: usize, sentence: SentenceId) -> Vec<Partner> {
        let here = SentenceRef { document: self.columns[column], sentence };
        let mut partners = vec![];
        for &id in self.data.links(here.document, sentence) {
            let alignment = &self.data.corpus.alignments[id];
            let there = if alignment.a == here { alignment.b } else { alignment.a };
            if let Some(column) = self.columns.iter().position(|&other| other == there.document) {
                let (grade, score) = (alignment.grade, alignment.score);
                partners.push(Partner { column, sentence: there.sentence, grade, score });
            }
        }
        partners
    }

    /// Sets the sentences of a column level with their best matches, the surest pairs first. A cell holds one passage:
    /// a sentence joins it only next to what stands there, else it looks for its next best match.
    fn place_matches(&mut self, column: usize) {
        let mut pairs: Vec<(f32, SentenceId, usize)> = vec![];
        for sentence in self.sentences(column) {
            for partner in self.partners(column, sentence) {
                if partner.column < column
                    && let Some(row) = self.row_of[partner.column][partner.sentence.index()]
                {
                    pairs.push((partner.score, sentence, row));
                }
            }
        }
        sort_by(&mut pairs, |a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        // What is placed late can make room beside it for a pair passed over before.
        for _ in 0..PASSAGE_MAX {
            for &(_, sentence, row) in &pairs {
                let is_free = self.row_of[column][sentence.index()].is_none();
                if is_free && self.has_room(column, row, sentence) {
                    self.row_of[column][sentence.index()] = Some(row);
                    // It joins as a neighbour, so it goes to one end.
                    let cell = &mut self.rows[row][column];
                    let is_before = cell.first().is_some_and(|&first| sentence < first);
                    cell.insert(if is_before { 0 } else { cell.len() }, sentence);
                }
            }
        }
    }

    /// Whether a sentence can join a cell: as the first of it, or as a neighbour in the same paragraph.
    fn has_room(&self, column: usize, row: usize, sentence: SentenceId) -> bool {
        let cell = &self.rows[row][column];
        match (cell.first(), cell.last()) {
            (Some(&first), Some(&last)) => {
                let is_neighbour = sentence.0 + 1 == first.0 || last.0 + 1 == sentence.0;
                cell.len() < PASSAGE_MAX && is_neighbour && self.block(column, first) == self.block(column, sentence)
            }
            _ => true,
        }
    }

    /// The paragraph a sentence stands in.
    fn block(&self, column: usize, sentence: SentenceId) -> Option<BlockId> {
        let analysis = &self.data.corpus.documents[self.columns[column]].analysis;
        analysis.block_at(analysis.sentences[sentence].start)
    }

    /// Opens rows for the sentences of a column that have no place yet, a run of neighbours at a time.
    fn open_rows(&mut self, column: usize) {
        let free: Vec<SentenceId> =
            self.sentences(column).filter(|sentence| self.row_of[column][sentence.index()].is_none()).collect();
        for run in free.chunk_by(|a, b| a.0 + 1 == b.0) {
            let at = self.places(column, run);
            let mut opened: Vec<usize> = vec![];
            for (position, &sentence) in run.iter().enumerate() {
                let joins = position > 0
                    && self.rows[opened[opened.len() - 1]][column].len() < PASSAGE_MAX
                    && at[position] == at[position - 1]
                    && self.is_merged_later(column, run[position - 1], sentence);
                if !joins {
                    opened.push(self.rows.len());
                    self.rows.push(vec![vec![]; self.columns.len()]);
                }
                let row = opened[opened.len() - 1];
                self.rows[row][column].push(sentence);
                self.row_of[column][sentence.index()] = Some(row);
            }
            self.insert(column, &opened, &at, run);
        }
    }

    /// Whether one sentence of a later column is the best match of both, which stand in one paragraph.
    fn is_merged_later(&self, column: usize, first: SentenceId, second: SentenceId) -> bool {
        self.block(column, first) == self.block(column, second)
            && (column + 1..self.columns.len()).any(|later| {
                let best = self.best_in(later, column, first);
                best.is_some() && best == self.best_in(later, column, second)
            })
    }

    /// The sentence of another column that matches a sentence best.
    fn best_in(&self, other: usize, column: usize, sentence: SentenceId) -> Option<SentenceId> {
        let partners = self.partners(column, sentence);
        partners.iter().find(|partner| partner.column == other).map(|partner| partner.sentence)
    }

    /// Where each sentence of a run belongs.
    fn places(&self, column: usize, run: &[SentenceId]) -> Vec<Place> {
        let block = |sentence: SentenceId| self.block(column, sentence);
        let neighbour = |index: Option<usize>| {
            let index = index?;
            let row = (*self.row_of[column].get(index)?)?;
            Some((row, block(SentenceId::from_index(index))))
        };
        let before = neighbour(run[0].index().checked_sub(1));
        let after = neighbour(Some(run[run.len() - 1].index() + 1));
        let place = |&sentence: &SentenceId| match (before, after) {
            (Some((_, near)), Some((row, far))) if block(sentence) == far && block(sentence) != near => {
                Place::Before(row)
            }
            (Some((row, _)), _) => Place::After(row),
            (None, Some((row, far))) if block(sentence) == far => Place::Before(row),
            (None, _) => Place::Top,
        };
        run.iter().map(place).collect()
    }

    fn insert(&mut self, column: usize, opened: &[usize], at: &[Place], run: &[SentenceId]) {
        let mut last: Option<(Place, usize)> = None;
        for &row in opened {
            let first = self.rows[row][column][0];
            let place = at[first.index() - run[0].index()];
            let find = |row: usize| self.order.iter().position(|&other| other == row).unwrap_or(0);
            let position = match (last, place) {
                // Behind the row just opened, if both belong to the same place.
                (Some((same, position)), _) if same == place => position + 1,
                (_, Place::After(row)) => find(row) + 1,
                (_, Place::Before(row)) => find(row),
                (_, Place::Top) => 1,
            };
            let position = position.min(self.order.len());
            self.order.insert(position, row);
            last = Some((place, position));
        }
    }

    /// The echoes of each row, in the rows' own numbers. A passage that stands alone points to any match, one that
    /// stands level with another only to its surest.
    fn echoes(&self) -> Vec<Vec<Echo>> {
        let mut echoes: Vec<Vec<Echo>> = vec![vec![]; self.rows.len()];
        for (row, cells) in self.rows.iter().enumerate() {
            let is_lone = cells.iter().filter(|cell| !cell.is_empty()).count() == 1;
            let most = if is_lone { ECHOES_MAX } else { 1 };
            for (from, cell) in cells.iter().enumerate() {
                let mut found: Vec<(f32, Echo)> = vec![];
                for &sentence in cell {
                    let partners = self.partners(from, sentence);
                    let needed = |partner: &&Partner| is_lone || partner.grade >= Grade::Strong;
                    for partner in partners.iter().filter(needed) {
                        self.find_echo(row, from, partner, &mut found);
                    }
                }
                sort_by(&mut found, |a, b| b.0.total_cmp(&a.0).then(a.1.row.cmp(&b.1.row)));
                for (_, echo) in &found[..most.min(found.len())] {
                    echoes[row].push(*echo);
                }
            }
        }
        echoes
    }

    /// Adds the echo of a match that stands in another row, with its score, unless that row is echoed already.
    fn find_echo(&self, row: usize, from: usize, partner: &Partner, found: &mut Vec<(f32, Echo)>) {
        let (column, sentence) = (partner.column, partner.sentence);
        let Some(there) = self.row_of[column][sentence.index()] else { return };
        let is_known = found.iter().any(|(_, other)| (other.column, other.row) == (column, there));
        if there != row && !is_known {
            found.push((partner.score, Echo { from, column, sentence, row: there }));
        }
    }

    /// Puts the rows into their order and gathers between the matched ones what stands alone.
    fn finish(mut self, mut echoes: Vec<Vec<Echo>>) -> Vec<RowPlan> {
        let mut out: Vec<RowPlan> = vec![];
        let mut gap: Vec<Vec<SentenceId>> = vec![vec![]; self.columns.len()];
        for row in std::mem::take(&mut self.order) {
            let cells = std::mem::take(&mut self.rows[row]);
            if cells.iter().filter(|cell| !cell.is_empty()).count() > 1 {
                out.extend(self.gap_rows(&mut gap, &echoes));
                out.push(RowPlan { cells, echoes: std::mem::take(&mut echoes[row]), is_matched: true });
            } else {
                for (column, cell) in cells.into_iter().enumerate() {
                    gap[column].extend(cell);
                }
            }
        }
        out.extend(self.gap_rows(&mut gap, &echoes));
        self.point(&mut out);
        out
    }

    /// Turns the rows that echoes point to from those opened into those that stand.
    fn point(&self, rows: &mut [RowPlan]) {
        let mut standing: Vec<Vec<usize>> = self.row_of.iter().map(|column| vec![0; column.len()]).collect();
        for (number, row) in rows.iter().enumerate() {
            for (column, cell) in row.cells.iter().enumerate() {
                cell.iter().for_each(|sentence| standing[column][sentence.index()] = number);
            }
        }
        for row in rows {
            for echo in &mut row.echoes {
                echo.row = standing[echo.column][echo.sentence.index()];
            }
        }
    }

    /// Sets what stands alone in a gap side by side: the first paragraph of each column, then the second, …. A
    /// paragraph is parted where sentences that no source has, or that match elsewhere, give way to others.
    fn gap_rows(&self, gap: &mut [Vec<SentenceId>], echoes: &[Vec<Echo>]) -> Vec<RowPlan> {
        let mut rows: Vec<RowPlan> = vec![];
        for (column, sentences) in gap.iter_mut().enumerate() {
            let echoes_of = |sentence: SentenceId| {
                let row = self.row_of[column][sentence.index()];
                row.map_or(&[][..], |row| &echoes[row])
            };
            let likeness = |sentence| {
                let is_alone = self.data.is_only_here(self.columns[column], sentence);
                (self.block(column, sentence), is_alone, echoes_of(sentence).is_empty())
            };
            let pieces = sentences.chunk_by(|&a, &b| a.0 + 1 == b.0 && likeness(a) == likeness(b));
            for (at, piece) in pieces.enumerate() {
                if at == rows.len() {
                    rows.push(RowPlan { cells: vec![vec![]; self.columns.len()], ..RowPlan::default() });
                }
                rows[at].cells[column] = piece.to_vec();
                let mut found: Vec<Echo> = vec![];
                for &sentence in piece {
                    for echo in echoes_of(sentence) {
                        if found.len() < ECHOES_MAX && !found.contains(echo) {
                            found.push(*echo);
                        }
                    }
                }
                rows[at].echoes.extend(found);
            }
            sentences.clear();
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::{Fixture, flood};
    use proptest::prelude::*;

    /// One line a row: the sentences of each column, `~row` for echoes, `=` for matched rows.
    fn draw(rows: &[RowPlan]) -> Vec<String> {
        let cell = |cell: &Vec<SentenceId>| cell.iter().map(|id| id.0.to_string()).collect::<Vec<_>>().join("+");
        rows.iter()
            .map(|row| {
                let cells: Vec<String> = row.cells.iter().map(cell).collect();
                let echoes: Vec<String> =
                    row.echoes.iter().map(|e| format!(" {}~{}.{}~{}", e.from, e.column, e.sentence.0, e.row)).collect();
                format!("{} {}{}", if row.is_matched { '=' } else { ' ' }, cells.join(" | "), echoes.concat())
            })
            .collect()
    }

    fn planned(fixture: Fixture, columns: &[u32]) -> Vec<String> {
        let columns: Vec<_> = columns.iter().map(|&id| DocumentId(id)).collect();
        draw(&plan(&fixture.data(), &columns))
    }

    #[test]
    fn rows_follow_the_focus_column() {
        let rows = planned(flood(), &[0, 1, 2]);
        assert_eq!(rows, ["= 0 | 0 | ", "  1 |  | 0", "= 2 | 1 | 1", "= 3 | 2 | ", "=  | 3 | 2"]);
    }

    #[test]
    fn another_focus_another_order() {
        let rows = planned(flood(), &[2, 0]);
        assert_eq!(rows, ["  0 | 0", "   | 1", "= 1 | 2", "  2 | 3"]);
    }

    fn plain(sentences: &[&[&str]]) -> Fixture {
        let names = ["a", "b", "c"];
        sentences.iter().zip(names).fold(Fixture::new(), |all, (text, id)| all.article(id, "T", text))
    }

    #[test]
    fn a_sentence_that_matches_twice_stands_once_and_echoes() {
        let two = plain(&[&["one", "two", "three"], &["one"]]);
        let two = two.align((0, 1), (1, 1), 0.3, Grade::Link).align((0, 3), (1, 1), 0.5, Grade::Strong);
        assert_eq!(planned(two, &[0, 1]), ["  0 | 0", "  1 |  0~1.1~3", "  2 | ", "= 3 | 1"]);
    }

    #[test]
    fn neighbours_that_one_sentence_merges_share_a_row() {
        let two = plain(&[&["one|two", "three"], &["one and two"]]);
        let two = two.align((0, 1), (1, 1), 0.4, Grade::Strong).align((0, 2), (1, 1), 0.5, Grade::Strong);
        assert_eq!(planned(two, &[0, 1]), ["  0 | 0", "= 1+2 | 1", "  3 | "]);
    }

    #[test]
    fn a_sentence_that_is_split_stands_as_two() {
        let two = plain(&[&["one and two"], &["one|two"]]);
        let two = two.align((0, 1), (1, 1), 0.4, Grade::Strong).align((0, 1), (1, 2), 0.5, Grade::Strong);
        assert_eq!(planned(two, &[0, 1]), ["  0 | 0", "= 1 | 1+2"]);
    }

    #[test]
    fn a_cell_holds_one_passage() {
        // 1 and 4 both match best what a says; 4 is no neighbour of 1, so it stands alone and points there.
        let two = plain(&[&["x"], &["x", "p", "q", "x again"]]);
        let two = two.align((0, 1), (1, 1), 0.8, Grade::Strong).align((0, 1), (1, 4), 0.5, Grade::Strong);
        let rows = planned(two, &[0, 1]);
        assert_eq!(rows, ["  0 | 0", "= 1 | 1 0~1.4~4", "   | 2", "   | 3", "   | 4 1~0.1~1"]);
    }

    #[test]
    fn unmatched_sentences_stay_with_their_paragraph() {
        // b: 1 matches; 2 opens the paragraph of 3, which matches before 1; so 2 stands before 3.
        let two = plain(&[&["x", "y"], &["y", "p|x"]]);
        let two = two.align((0, 1), (1, 3), 0.4, Grade::Strong).align((0, 2), (1, 1), 0.5, Grade::Strong);
        assert_eq!(planned(two, &[0, 1]), ["  0 | 0", "   | 2", "= 1 | 3", "= 2 | 1"]);
    }

    #[test]
    fn one_column_and_empty_articles_are_fine() {
        assert_eq!(planned(plain(&[&["one|two"]]), &[0]), ["  0", "  1+2"]);
        assert_eq!(planned(plain(&[&[], &[]]), &[0, 1]), ["  0 | 0"]);
        assert!(planned(plain(&[]), &[]).is_empty());
    }

    proptest! {
        #[test]
        fn every_sentence_stands_once_and_the_focus_in_order(
            paragraphs in prop::collection::vec(prop::collection::vec(1usize..4, 0..5), 2..4),
            links in prop::collection::vec((0u32..3, 0u32..12, 0u32..3, 0u32..12, 1u32..100), 0..24),
        ) {
            let mut fixture = Fixture::new();
            for (at, blocks) in paragraphs.iter().enumerate() {
                let blocks: Vec<String> = blocks.iter().map(|&n| vec!["word"; n].join("|")).collect();
                let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
                fixture = fixture.article(["a", "b", "c"][at], "T", &blocks);
            }
            let sizes: Vec<u32> = paragraphs.iter().map(|blocks| 1 + blocks.iter().sum::<usize>() as u32).collect();
            for (a, s, b, t, score) in links {
                let is_there = |d: u32, s: u32| sizes.get(d as usize).is_some_and(|&size| s < size);
                if a < b && is_there(a, s) && is_there(b, t) {
                    fixture = fixture.align((a, s), (b, t), score as f32 / 100.0, Grade::Link);
                }
            }
            let data = fixture.data();
            let columns: Vec<DocumentId> = data.corpus.documents.ids().rev().collect();
            let rows = plan(&data, &columns);
            for (column, &document) in columns.iter().enumerate() {
                let mut seen: Vec<SentenceId> = rows.iter().flat_map(|row| row.cells[column].clone()).collect();
                if column > 0 {
                    seen.sort();
                }
                let all: Vec<SentenceId> = data.corpus.documents[document].analysis.sentences.ids().collect();
                prop_assert_eq!(seen, all);
            }
            for (at, row) in rows.iter().enumerate() {
                let full = row.cells.iter().filter(|cell| !cell.is_empty()).count();
                prop_assert!(full > 0, "row {} is empty", at);
                prop_assert!(!row.is_matched || full > 1);
                for echo in &row.echoes {
                    prop_assert!(!row.cells[echo.from].is_empty());
                    prop_assert!(rows[echo.row].cells[echo.column].contains(&echo.sentence));
                    prop_assert!(echo.row != at);
                }
            }
        }
    }
}
