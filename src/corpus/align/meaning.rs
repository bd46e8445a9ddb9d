//! Content words set against content words: what of one sentence finds something alike in the other.
//!
//! Where [`super::event`] compares word pieces, this compares whole words, so that it can tell names from the words
//! that say what happens. Names alone are weak evidence: in a story about one ministry every second sentence names
//! it. Each name therefore weighs as much as its commonest word, however many words it has, and [`Likeness::plain`]
//! leaves names out. Clauses are compared too, since two long sentences may share one statement.

use super::alike::{Alikes, Rows};
use super::table::Table;
use super::words::{Capital, Word, WordKind};
use std::ops::Range;
use std::rc::Rc;

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
    /// Those that were read.
    sentences: Vec<Option<Sentence>>,
    terms: Terms,
}

/// What an event knows of its terms and forms.
struct Terms {
    /// Rarity of each term in the event.
    rarity: Vec<f64>,
    /// Whether a term is written with a capital more often than not, sentence beginnings aside.
    is_name: Vec<bool>,
    /// Rarity of each form in news.
    background: Vec<f64>,
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
    /// The weight of each clause's tokens, and that of all tokens that are no names.
    weights: Vec<f64>,
    plain_weight: f64,
}

/// What is worked with from one pair of sentences to the next, for the room it takes.
#[derive(Default)]
pub struct Scratch {
    pub rows: Vec<f32>,
    pub columns: Vec<f32>,
    alike: Vec<(u32, u32, f32)>,
    sums: [Vec<(f64, f64)>; 2],
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

impl Lexis {
    /// `sentences` are the words of each sentence, `written` the texts of their forms, `rarity` the event's rarity of their
    /// terms.
    pub fn new(sentences: &[&[Word]], written: &[Rc<str>], rarity: Vec<f64>, table: &Table) -> Lexis {
        let mut capitals = vec![0i32; rarity.len()];
        // Forms of one stem are the same word. Numbers, whose stem depends on what follows, are never asked for.
        let mut stems: Vec<Option<u32>> = vec![None; written.len()];
        for word in sentences.iter().flat_map(|words| words.iter().filter(|word| word.is_content())) {
            stems[word.form_number as usize] = Some(word.term_number);
            capitals[word.term_number as usize] += match word.capital {
                Capital::None => -1,
                Capital::First => 0,
                Capital::Inside => 1,
            };
        }
        let dimensions = table.dimensions();
        let mut vectors = vec![0f32; written.len() * dimensions];
        let mut background = vec![0.0; written.len()];
        for (form, vector) in
            vectors.chunks_exact_mut(dimensions).enumerate().filter(|(form, _)| stems[*form].is_some())
        {
            background[form] = word_vector(&written[form], table, vector);
        }
        let stems = stems.into_iter().map(Option::unwrap_or_default).collect();
        Lexis {
            forms: Alikes::new(vectors, stems, dimensions, FLOOR),
            sentences: sentences.iter().map(|_| None).collect(),
            terms: Terms { rarity, is_name: capitals.iter().map(|sum| *sum > 0).collect(), background },
        }
    }

    /// Makes a sentence ready to be set against others.
    pub fn read(&mut self, at: usize, text: &str, words: &[Word]) {
        if self.sentences[at].is_none() {
            self.sentences[at] = Some(self.terms.sentence(text, words));
        }
    }

    fn sentence(&self, at: usize) -> &Sentence {
        self.sentences[at].as_ref().expect("sentences of pairs are read before they are compared")
    }

    /// How many content words a sentence has.
    pub fn length(&self, at: usize) -> usize {
        self.sentence(at).tokens.len()
    }

    /// Makes ready for `wanted` pairs of words.
    pub fn prepare(&mut self, wanted: usize) {
        self.forms.prepare(wanted);
    }

    pub fn against(&self, at: usize) -> Against<'_> {
        let one = self.sentence(at);
        Against { lexis: self, one, rows: self.forms.rows(one.tokens.iter().map(|token| token.form)) }
    }
}

impl Against<'_> {
    pub fn likeness(&self, b: usize, scratch: &mut Scratch) -> Likeness {
        let (one, other) = (self.one, self.lexis.sentence(b));
        let Scratch { rows, columns, alike, sums } = scratch;
        self.find_alike(other, alike);
        if alike.is_empty() {
            return Likeness::default();
        }
        let mut pair = Pair { one, other, alike, rows, columns };
        let whole = pair.matched(0, 0);
        let plain = pair.plain();
        let clause = pair.best_clause(&whole, sums);
        Likeness { whole: whole.share(WHOLE_SLACK), plain: plain.share(PLAIN_SLACK), clause }
    }

    /// The tokens of the two sentences that are alike, and how much. Numbers are the same or nothing.
    fn find_alike(&self, other: &Sentence, alike: &mut Vec<(u32, u32, f32)>) {
        alike.clear();
        for (column, y) in other.tokens.iter().enumerate() {
            if y.is_number {
                let same = self.one.tokens.iter().enumerate().filter(|(_, x)| x.stem == y.stem);
                alike.extend(same.map(|(row, _)| (row as u32, column as u32, 1.0)));
                continue;
            }
            self.rows.for_each_alike(y.form, |row, how| {
                if !self.one.tokens[row].is_number {
                    alike.push((row as u32, column as u32, how));
                }
            });
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

impl Terms {
    fn sentence(&self, text: &str, words: &[Word]) -> Sentence {
        let names = self.name_runs(text, words);
        let mut tokens = Vec::with_capacity(words.len());
        let mut cuts = vec![0];
        for (at, word) in words.iter().enumerate() {
            if at > 0 && is_cut(&text[words[at - 1].span.end as usize..word.span.start as usize], word) {
                cuts.push(tokens.len());
            }
            if !word.is_content() {
                continue;
            }
            let (stem, form) = (word.term_number, word.form_number);
            let name = names.iter().find(|run| run.contains(&at));
            let rarity = |word: &Word| self.rarity[word.term_number as usize];
            let here = match name {
                Some(run) => words[run.clone()].iter().map(rarity).fold(f64::INFINITY, f64::min),
                None => rarity(word),
            };
            let share = name.map_or(1.0, |run| run.len() as f64);
            let weight = (here.max(0.05) * self.background[form as usize]).sqrt() / share;
            let is_number = matches!(word.kind, WordKind::Number(_));
            tokens.push(Token { form, stem, weight, is_name: name.is_some(), is_number });
        }
        cuts.push(tokens.len());
        let clauses = clauses(&cuts);
        let weight = |tokens: &[Token]| tokens.iter().fold(0.0, |sum, token| sum + token.weight);
        let weights = clauses.iter().map(|clause| weight(&tokens[clause.clone()])).collect();
        let plain_weight = tokens.iter().filter(|token| !token.is_name).fold(0.0, |sum, token| sum + token.weight);
        Sentence { clauses, weights, plain_weight, tokens }
    }

    /// Runs of words that are names, joined by nothing but a blank or a hyphen.
    fn name_runs(&self, text: &str, words: &[Word]) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let is_name = word.is_content() && word.capital != Capital::None && self.is_name[word.term_number as usize];
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
    gap.contains([',', ';', ':', '—', '–', '“', '”', '"', '(', ')']) || OPENERS.contains(&&*word.form)
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

/// Two sentences with those of their tokens that are alike.
struct Pair<'a> {
    one: &'a Sentence,
    other: &'a Sentence,
    /// Token of one, token of the other, how alike.
    alike: &'a [(u32, u32, f32)],
    rows: &'a mut Vec<f32>,
    columns: &'a mut Vec<f32>,
}

/// Weight matched, out of the weight there is, as means of both directions.
struct Matched {
    matched: f64,
    total: f64,
}

impl Matched {
    /// Of what both sentences match together, and the weight of each; nothing where one has none.
    fn of(matched: f64, one: f64, other: f64) -> Matched {
        Matched { matched: 0.5 * matched, total: if one > 0.0 && other > 0.0 { 0.5 * (one + other) } else { 0.0 } }
    }

    fn share(&self, slack: f64) -> f64 {
        if self.total > 0.0 { self.matched / (self.total + slack) } else { 0.0 }
    }
}

impl Pair<'_> {
    /// The best pair of clauses. Most pairs are ruled out by what their words could match at best.
    fn best_clause(&mut self, whole: &Matched, [rows, columns]: &mut [Vec<(f64, f64)>; 2]) -> f64 {
        self.find_best(0..self.one.tokens.len(), 0..self.other.tokens.len(), |_| true);
        run_up(&self.one.tokens, self.rows, rows);
        run_up(&self.other.tokens, self.columns, columns);
        let mut best = whole.share(CLAUSE_SLACK);
        for (x, own) in self.one.clauses.iter().enumerate() {
            let (most_x, total_x) = over(rows, own);
            for (y, theirs) in self.other.clauses.iter().enumerate() {
                let (most_y, total_y) = over(columns, theirs);
                let bound = Matched { matched: 0.5 * (most_x + most_y), total: 0.5 * (total_x + total_y) };
                if bound.share(CLAUSE_SLACK) > best {
                    best = best.max(self.matched(x, y).share(CLAUSE_SLACK));
                }
            }
        }
        best
    }

    /// What one clause of each match; the first is the whole sentence.
    fn matched(&mut self, x: usize, y: usize) -> Matched {
        let (rows, columns) = (self.one.clauses[x].clone(), self.other.clauses[y].clone());
        self.find_best(rows.clone(), columns.clone(), |_| true);
        let sum = |tokens: &[Token], best: &[f32]| -> f64 {
            tokens.iter().zip(best).fold(0.0, |sum, (token, best)| sum + token.weight * f64::from(*best))
        };
        let (one, other) = (sum(&self.one.tokens[rows], self.rows), sum(&self.other.tokens[columns], self.columns));
        Matched::of(one + other, self.one.weights[x], self.other.weights[y])
    }

    /// What the sentences match without names.
    fn plain(&mut self) -> Matched {
        self.find_best(0..self.one.tokens.len(), 0..self.other.tokens.len(), |token| !token.is_name);
        let sum = |tokens: &[Token], best: &[f32]| -> f64 {
            let plain = tokens.iter().zip(best).filter(|(token, _)| !token.is_name);
            plain.fold(0.0, |sum, (token, best)| sum + token.weight * f64::from(*best))
        };
        let matched = sum(&self.one.tokens, self.rows) + sum(&self.other.tokens, self.columns);
        Matched::of(matched, self.one.plain_weight, self.other.plain_weight)
    }

    /// How alike each token of these ranges is to the one that it is most like, of those that count.
    fn find_best(&mut self, rows: Range<usize>, columns: Range<usize>, counts: impl Fn(&Token) -> bool) {
        self.rows.clear();
        self.rows.resize(rows.len(), 0.0);
        self.columns.clear();
        self.columns.resize(columns.len(), 0.0);
        for &(row, column, how) in self.alike {
            let (row, column) = (row as usize, column as usize);
            let is_inside = rows.contains(&row) && columns.contains(&column);
            if is_inside && counts(&self.one.tokens[row]) && counts(&self.other.tokens[column]) {
                let (row, column) = (&mut self.rows[row - rows.start], &mut self.columns[column - columns.start]);
                (*row, *column) = (row.max(how), column.max(how));
            }
        }
    }
}

/// Running sums of what each token matches at best, and of its weight.
fn run_up(tokens: &[Token], best: &[f32], sums: &mut Vec<(f64, f64)>) {
    sums.clear();
    sums.push((0.0, 0.0));
    let (mut matched, mut total) = (0.0, 0.0);
    for (token, best) in tokens.iter().zip(best) {
        matched += token.weight * f64::from(*best);
        total += token.weight;
        sums.push((matched, total));
    }
}

/// Their difference over a range.
fn over(sums: &[(f64, f64)], range: &Range<usize>) -> (f64, f64) {
    let (from, to) = (sums[range.start], sums[range.end]);
    (to.0 - from.0, to.1 - from.1)
}
