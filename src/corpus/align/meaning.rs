//! Content words set against content words: what of one sentence finds something alike in the other.
//!
//! Where [`super::event`] compares word pieces, this compares whole words, so that it can tell names from the words
//! that say what happens. Names alone are weak evidence: in a story about one ministry every second sentence names
//! it. Each name therefore weighs as much as its commonest word, however many words it has, and [`Likeness::plain`]
//! leaves names out. Clauses are compared too, since two long sentences may share one statement.

use super::alike::{Alikes, Rows};
use super::table::Table;
use super::words::{Word, WordKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// Words less alike than this count as different (as for word pieces).
const FLOOR: f32 = 0.3;
/// Rarity in news of a word without pieces: as rare as the rarest.
const UNKNOWN_RARITY: f64 = 6.0;
/// Matched weight is divided by the sentences' weight and this, so that a match of two words counts little.
const WHOLE_SLACK: f64 = 4.0;
const PLAIN_SLACK: f64 = 3.0;
const CLAUSE_SLACK: f64 = 6.0;
/// A clause has so many content words at least, and is at most so many neighbouring stretches between cuts.
const CLAUSE_WORDS: usize = 4;
const CLAUSE_STRETCHES: usize = 3;

/// How alike two sentences are by their words, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Likeness {
    pub whole: f64,
    /// Without names.
    pub plain: f64,
    /// The best pair of clauses.
    pub clause: f64,
}

/// The content words of an event's sentences, with a vector for each distinct word.
pub struct Lexis {
    forms: Alikes,
    sentences: Vec<Sentence>,
}

/// A sentence that others are set against.
pub struct Against<'a> {
    lexis: &'a Lexis,
    one: &'a Sentence,
    rows: Rows<'a>,
}

struct Sentence {
    tokens: Vec<Token>,
    /// Ranges of `tokens`; the whole sentence is the first.
    clauses: Vec<Range<usize>>,
}

struct Token {
    /// The number of the word's form, for its vector.
    form: u32,
    /// The number of its stem.
    stem: u32,
    weight: f64,
    is_name: bool,
    is_number: bool,
}

/// What the forms and stems of an event are numbered by.
struct Numbers<'a> {
    forms: BTreeMap<&'a str, u32>,
    stems: BTreeMap<&'a str, u32>,
    /// Rarity of each stem in the event.
    rarity: Vec<f64>,
    /// Whether a stem is written with a capital more often than not, sentence beginnings aside.
    is_name: Vec<bool>,
}

impl Lexis {
    /// `sentences` are the words of each sentence with its text; `rarity` gives the event's rarity of a stem.
    pub fn new(sentences: &[(&str, &[Word])], rarity: impl Fn(&str) -> f64, table: &Table) -> Lexis {
        let content = || sentences.iter().flat_map(|(_, words)| words.iter().filter(|word| word.is_content()));
        let mut capitals: BTreeMap<&str, i32> = BTreeMap::new();
        for word in content() {
            *capitals.entry(&word.term).or_default() += match word.capital {
                super::words::Capital::None => -1,
                super::words::Capital::First => 0,
                super::words::Capital::Inside => 1,
            };
        }
        let forms = content().map(|word| (word.form.as_str(), 0)).collect::<BTreeMap<_, _>>();
        let numbers = Numbers {
            forms: forms.into_keys().zip(0..).collect(),
            rarity: capitals.keys().map(|stem| rarity(stem)).collect(),
            is_name: capitals.values().map(|sum| *sum > 0).collect(),
            stems: capitals.into_keys().zip(0..).collect(),
        };
        let dimensions = table.dimensions();
        let mut vectors = vec![0f32; numbers.forms.len() * dimensions];
        let mut background = Vec::with_capacity(numbers.forms.len());
        for (form, vector) in numbers.forms.keys().zip(vectors.chunks_exact_mut(dimensions)) {
            background.push(word_vector(form, table, vector));
        }
        let sentences = sentences.iter().map(|(text, words)| numbers.sentence(text, words, &background)).collect();
        Lexis { forms: Alikes::new(vectors, dimensions, FLOOR), sentences }
    }

    /// How many content words a sentence has.
    pub fn length(&self, at: usize) -> usize {
        self.sentences[at].tokens.len()
    }

    /// Makes ready for `wanted` pairs of words.
    pub fn prepare(&mut self, wanted: usize) {
        self.forms.prepare(wanted);
    }

    pub fn against(&self, at: usize) -> Against<'_> {
        let one = &self.sentences[at];
        Against { lexis: self, one, rows: self.forms.rows(one.tokens.iter().map(|token| token.form)) }
    }
}

impl Against<'_> {
    pub fn likeness(&self, b: usize) -> Likeness {
        let (one, other) = (self.one, &self.lexis.sentences[b]);
        let grid = self.grid(other);
        let whole = grid.matched(0..one.tokens.len(), 0..other.tokens.len(), |_| true);
        let plain = grid.matched(0..one.tokens.len(), 0..other.tokens.len(), |token| !token.is_name);
        Likeness { whole: whole.share(WHOLE_SLACK), plain: plain.share(PLAIN_SLACK), clause: grid.best_clause() }
    }

    fn grid<'a>(&'a self, other: &'a Sentence) -> Grid<'a> {
        let mut alike = Vec::with_capacity(self.one.tokens.len() * other.tokens.len());
        for (row, x) in self.one.tokens.iter().enumerate() {
            alike.extend(other.tokens.iter().map(|y| self.alike(row, x, y)));
        }
        Grid { one: self.one, other, alike }
    }

    fn alike(&self, row: usize, x: &Token, y: &Token) -> f32 {
        if x.stem == y.stem {
            1.0
        } else if x.is_number || y.is_number {
            0.0
        } else {
            self.rows.alike(row, y.form)
        }
    }
}

/// Fills in the unit vector of a word and gives its rarity in news.
fn word_vector(form: &str, table: &Table, vector: &mut [f32]) -> f64 {
    let mut row = vec![0f32; vector.len()];
    let mut rarest = 0f32;
    for piece in table.pieces(form).into_iter().filter(|piece| !table.is_empty(*piece)) {
        table.unpack(piece, &mut row);
        vector.iter_mut().zip(&row).for_each(|(sum, value)| *sum += value);
        rarest = rarest.max(table.rarity(piece));
    }
    super::event::normalise(vector);
    if rarest > 0.0 { f64::from(rarest) } else { UNKNOWN_RARITY }
}

impl Numbers<'_> {
    fn sentence(&self, text: &str, words: &[Word], background: &[f64]) -> Sentence {
        let names = self.name_runs(text, words);
        let mut tokens = Vec::new();
        let mut cuts = vec![0];
        for (at, word) in words.iter().enumerate() {
            if at > 0 && is_cut(&text[words[at - 1].span.end as usize..word.span.start as usize], word) {
                cuts.push(tokens.len());
            }
            if !word.is_content() {
                continue;
            }
            let (stem, form) = (self.stems[word.term.as_str()], self.forms[word.form.as_str()]);
            let name = names.iter().find(|run| run.contains(&at));
            let rarity = |word: &Word| self.rarity[self.stems[word.term.as_str()] as usize];
            let here = match name {
                Some(run) => words[run.clone()].iter().map(rarity).fold(f64::INFINITY, f64::min),
                None => rarity(word),
            };
            let share = name.map_or(1.0, |run| run.len() as f64);
            let weight = (here.max(0.05) * background[form as usize]).sqrt() / share;
            let is_number = matches!(word.kind, WordKind::Number(_));
            tokens.push(Token { form, stem, weight, is_name: name.is_some(), is_number });
        }
        cuts.push(tokens.len());
        Sentence { clauses: clauses(&cuts), tokens }
    }

    /// Runs of words that are names, joined by nothing but a blank or a hyphen.
    fn name_runs(&self, text: &str, words: &[Word]) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let is_name = word.is_content()
                && word.capital != super::words::Capital::None
                && self.is_name[self.stems[word.term.as_str()] as usize];
            if !is_name {
                continue;
            }
            match runs.last_mut().filter(|run| run.end == at) {
                Some(run) if is_joint(&text[words[at - 1].span.end as usize..word.span.start as usize]) => run.end += 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }
}

fn is_joint(gap: &str) -> bool {
    matches!(gap, " " | "-" | "\u{a0}")
}

/// Whether a clause may begin at `word` after `gap`.
fn is_cut(gap: &str, word: &Word) -> bool {
    const OPENERS: [&str; 10] = ["and", "but", "while", "after", "that", "which", "who", "as", "when", "where"];
    gap.contains([',', ';', ':', '—', '–', '“', '”', '"', '(', ')']) || OPENERS.contains(&word.form.as_str())
}

/// The whole, and each run of up to three stretches that has enough words.
fn clauses(cuts: &[usize]) -> Vec<Range<usize>> {
    let last = cuts.last().copied().unwrap_or(0);
    let mut stretches: Vec<Range<usize>> = cuts.windows(2).map(|pair| pair[0]..pair[1]).collect();
    stretches.retain(|stretch| !stretch.is_empty());
    // A list of forty names has no clauses worth the time.
    stretches.truncate(40);
    let whole = 0..last;
    let mut out = Vec::from([whole]);
    for first in 0..stretches.len() {
        for end in &stretches[first..stretches.len().min(first + CLAUSE_STRETCHES)] {
            let clause = stretches[first].start..end.end;
            if clause.len() >= CLAUSE_WORDS && clause.len() < last {
                out.push(clause);
            }
        }
    }
    out
}

/// The likeness of each token of one sentence to each of the other, row by row.
struct Grid<'a> {
    one: &'a Sentence,
    other: &'a Sentence,
    alike: Vec<f32>,
}

/// Weight matched, out of the weight there is, as means of both directions.
struct Matched {
    matched: f64,
    total: f64,
}

impl Matched {
    fn share(&self, slack: f64) -> f64 {
        if self.total > 0.0 { self.matched / (self.total + slack) } else { 0.0 }
    }
}

impl Grid<'_> {
    /// The best pair of clauses. Most pairs are ruled out by what their words could match at best.
    fn best_clause(&self) -> f64 {
        let width = self.other.tokens.len();
        let row_best = |row: usize| self.alike[row * width..][..width].iter().copied().fold(0f32, f32::max);
        let column_best =
            |column: usize| (0..self.one.tokens.len()).map(|row| self.alike[row * width + column]).fold(0f32, f32::max);
        let (rows, columns) = (Sums::new(&self.one.tokens, row_best), Sums::new(&self.other.tokens, column_best));
        let mut best = 0f64;
        for x in &self.one.clauses {
            for y in &self.other.clauses {
                let ((most_x, total_x), (most_y, total_y)) = (rows.over(x), columns.over(y));
                let bound = Matched { matched: 0.5 * (most_x + most_y), total: 0.5 * (total_x + total_y) };
                if bound.share(CLAUSE_SLACK) > best {
                    best = best.max(self.matched(x.clone(), y.clone(), |_| true).share(CLAUSE_SLACK));
                }
            }
        }
        best
    }

    fn matched(&self, rows: Range<usize>, columns: Range<usize>, counts: impl Fn(&Token) -> bool) -> Matched {
        let width = self.other.tokens.len();
        let mut best_column = vec![0f32; columns.len()];
        let (mut matched, mut total_one, mut matched_other, mut total_other) = (0.0, 0.0, 0.0, 0.0);
        for row in rows.filter(|row| counts(&self.one.tokens[*row])) {
            let mut best = 0f32;
            let line = &self.alike[row * width..][columns.clone()];
            for ((alike, column), best_column) in line.iter().zip(columns.clone()).zip(&mut best_column) {
                if counts(&self.other.tokens[column]) {
                    best = best.max(*alike);
                    *best_column = best_column.max(*alike);
                }
            }
            let weight = self.one.tokens[row].weight;
            matched += weight * f64::from(best);
            total_one += weight;
        }
        for (column, best) in columns.zip(best_column).filter(|(column, _)| counts(&self.other.tokens[*column])) {
            let weight = self.other.tokens[column].weight;
            matched_other += weight * f64::from(best);
            total_other += weight;
        }
        let total = if total_one > 0.0 && total_other > 0.0 { 0.5 * (total_one + total_other) } else { 0.0 };
        Matched { matched: 0.5 * (matched + matched_other), total }
    }
}

/// Running sums of what each token matches at best, and of its weight.
struct Sums(Vec<(f64, f64)>);

impl Sums {
    fn new(tokens: &[Token], best: impl Fn(usize) -> f32) -> Sums {
        let mut sums = vec![(0.0, 0.0)];
        let (mut matched, mut total) = (0.0, 0.0);
        for (at, token) in tokens.iter().enumerate() {
            matched += token.weight * f64::from(best(at));
            total += token.weight;
            sums.push((matched, total));
        }
        Sums(sums)
    }

    fn over(&self, range: &Range<usize>) -> (f64, f64) {
        let (from, to) = (self.0[range.start], self.0[range.end]);
        (to.0 - from.0, to.1 - from.1)
    }
}
