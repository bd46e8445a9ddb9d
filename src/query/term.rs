//! One word of a query: which words of the index it stands for.
//!
//! A [`Term`] is asked in two ways that must agree: [`Term::expand`] lists the words of a dictionary, by binary search
//! where it can, and [`Term::accepts`] tells for a single word, which is how hits are marked in a text.
//!
//! Distances are optimal string alignment (Damerau 1964 with each pair of letters swapped at most once): an added, a
//! missing, a wrong letter or two neighbours swapped count one. The dictionary is walked as a trie: the table's rows
//! for a shared beginning are kept from one word to the next, and when every entry of a row is beyond the limit, all
//! words with that beginning are skipped.

use super::fold::stem;
use super::order::{pack, sort, unpack};
use super::postings::{Postings, TermId};

/// Which words a term stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// This word.
    Exact,
    /// This word, its singular or plural.
    Plural,
    /// Words that begin so.
    Prefix,
    /// Words within the distance of [`max_distance`].
    Fuzzy,
}

/// What a query asks of one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub form: Form,
    /// Folded, never empty.
    pub word: String,
}

/// How many slips are forgiven: one in words of up to five letters, two in longer ones.
pub fn max_distance(letters: usize) -> u8 {
    if letters <= 5 { 1 } else { 2 }
}

impl Term {
    /// Whether a folded word is meant.
    pub fn accepts(&self, other: &str) -> bool {
        match self.form {
            Form::Exact => self.word == other,
            Form::Plural => is_same_stem(&self.word, other),
            Form::Prefix => other.starts_with(&self.word),
            Form::Fuzzy => {
                let mut table = Table::new(&self.word);
                table.read(other).is_none() && table.distance() <= table.limit
            }
        }
    }

    /// The words of a dictionary that are meant, ascending.
    pub fn expand(&self, postings: &Postings) -> Vec<TermId> {
        match self.form {
            Form::Exact => postings.find(&self.word).into_iter().collect(),
            Form::Plural => expand_plural(&self.word, postings),
            Form::Prefix => expand_prefix(&self.word, postings),
            Form::Fuzzy => {
                let mut found = vec![];
                walk(postings, &self.word, &mut |term, _| found.push(term));
                found
            }
        }
    }
}

fn expand_prefix(word: &str, postings: &Postings) -> Vec<TermId> {
    let start = postings.first_from(0, |one| one < word);
    (start..postings.first_from(start, |one| one.starts_with(word))).collect()
}

fn is_same_stem(a: &str, b: &str) -> bool {
    a == b || {
        let ((a, a_tail), (b, b_tail)) = (stem(a), stem(b));
        a.len() + a_tail.len() == b.len() + b_tail.len()
            && a.bytes().chain(a_tail.bytes()).eq(b.bytes().chain(b_tail.bytes()))
    }
}

/// Tries every form whose stem could be that of `word`.
fn expand_plural(word: &str, postings: &Postings) -> Vec<TermId> {
    let (head, tail) = stem(word);
    let singular = [head, tail].concat();
    let mut forms = vec![[&singular, "s"].concat(), [&singular, "es"].concat()];
    if let Some(head) = singular.strip_suffix('y') {
        forms.push([head, "ies"].concat());
    }
    forms.push(singular);
    let mut found: Vec<TermId> = vec![];
    for term in forms.iter().filter(|form| is_same_stem(form, word)).filter_map(|form| postings.find(form)) {
        found.insert(found.partition_point(|&other| other < term), term);
    }
    found
}

/// The words nearest to `word` within [`max_distance`], the best first: by distance, then by the number of items, then
/// by alphabet; where there is none, words that begin with it.
pub fn nearest(postings: &Postings, word: &str, count: usize) -> Vec<TermId> {
    // Fewest slips first, then most items; 28 bits of the latter are enough to choose by.
    const MANY: u32 = (1 << 28) - 1;
    let key = |distance: u8, term: TermId| {
        pack((u32::from(distance) << 28) | (MANY - postings.item_count(term).min(MANY)), term as u32)
    };
    let mut found = vec![];
    walk(postings, word, &mut |term, distance| found.push(key(distance, term)));
    if found.is_empty() && !word.is_empty() {
        found = expand_prefix(word, postings).into_iter().map(|term| key(0, term)).collect();
    }
    sort(&mut found);
    found.into_iter().take(count).map(|key| unpack(key).1 as TermId).collect()
}

/// Calls `visit(term, distance)` for each word of the dictionary within the limit, in its order.
fn walk(postings: &Postings, word: &str, visit: &mut dyn FnMut(TermId, u8)) {
    let mut table = Table::new(word);
    let mut term = 0;
    while term < postings.len() {
        let candidate = postings.word(term);
        match table.read(candidate) {
            Some(hopeless) => {
                let beginning = &candidate[..hopeless];
                term = postings.first_from(term, |one| one.starts_with(beginning));
            }
            None => {
                if table.distance() <= table.limit {
                    visit(term, table.distance());
                }
                term += 1;
            }
        }
    }
}

/// The edit-distance table of one word against the word read last, a row a letter.
struct Table {
    word: Vec<char>,
    limit: u8,
    read: Vec<char>,
    rows: Vec<u8>,
}

impl Table {
    fn new(word: &str) -> Table {
        let word: Vec<char> = word.chars().collect();
        let rows = (0..=word.len()).map(|at| at.min(250) as u8).collect();
        Table { limit: max_distance(word.len()), word, read: vec![], rows }
    }

    /// Fills the table for `other`, keeping the rows of the beginning it shares with the word before. Gives the length
    /// in bytes of a beginning of `other` that already is too far away.
    fn read(&mut self, other: &str) -> Option<usize> {
        let width = self.word.len() + 1;
        let shared = self.read.iter().zip(other.chars()).take_while(|&(&a, b)| a == b).count();
        self.read.truncate(shared);
        self.rows.truncate((shared + 1) * width);
        for (at, c) in other.char_indices().skip(shared) {
            self.read.push(c);
            if self.push_row(width) > self.limit {
                return Some(at + c.len_utf8());
            }
        }
        None
    }

    /// Adds the row of the letter read last and gives its least entry.
    fn push_row(&mut self, width: usize) -> u8 {
        let depth = self.read.len();
        let (row, above) = (depth * width, (depth - 1) * width);
        let c = self.read[depth - 1];
        self.rows.push(depth.min(250) as u8);
        let mut least = self.rows[row];
        for at in 1..width {
            let is_other = u8::from(self.word[at - 1] != c);
            let mut best =
                (self.rows[above + at - 1] + is_other).min(self.rows[above + at] + 1).min(self.rows[row + at - 1] + 1);
            if at > 1 && depth > 1 && self.word[at - 2] == c && self.word[at - 1] == self.read[depth - 2] {
                best = best.min(self.rows[above - width + at - 2] + 1);
            }
            self.rows.push(best.min(250));
            least = least.min(best);
        }
        least
    }

    /// The distance to the word read last, when all of it was read.
    fn distance(&self) -> u8 {
        self.rows[self.rows.len() - 1]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::postings::Writer;
    use super::*;
    use proptest::prelude::*;

    fn dictionary(words: &[&str]) -> Postings {
        let mut writer = Writer::default();
        words.iter().enumerate().for_each(|(at, word)| writer.add(word, at as u32, 1));
        writer.freeze()
    }

    /// The textbook table, whole.
    pub fn naive_distance(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    (table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]))
                        .min(table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1)
                        .min(if swapped { table[i - 2][j - 2] + 1 } else { usize::MAX })
                };
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn finds_the_nearest_words() {
        let mut writer = Writer::default();
        for (item, word) in
            ["president", "president", "presidents", "precedent", "resident", "river"].iter().enumerate()
        {
            writer.add(word, item as u32, 1);
        }
        let postings = writer.freeze();
        let near =
            |word: &str| nearest(&postings, word, 3).into_iter().map(|term| postings.word(term)).collect::<Vec<_>>();
        assert_eq!(near("presidnet"), ["president", "presidents", "resident"]);
        assert_eq!(near("rivre"), ["river"]);
        assert_eq!(near("preced"), ["precedent"]);
        assert_eq!(near("zzz"), [""; 0]);
    }

    proptest! {
        #[test]
        fn expanding_is_asking_each_word(
            words in prop::collection::btree_set("[ab]{1,4}[cs]{0,3}|[aé]{1,7}|a{0,2}(s|es|ies|y|ches|ch)", 0..30),
            word in "[ab]{1,4}[cs]{0,3}|[aé]{1,7}|a{0,2}(s|es|ies|y|ches|ch)",
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let postings = dictionary(&words);
            for form in [Form::Exact, Form::Plural, Form::Prefix, Form::Fuzzy] {
                let term = Term { form, word: word.clone() };
                let expanded: Vec<_> = term.expand(&postings).into_iter().map(|term| postings.word(term)).collect();
                let asked: Vec<_> = words.iter().copied().filter(|other| term.accepts(other)).collect();
                prop_assert_eq!(expanded, asked, "{:?}", term);
            }
        }

        #[test]
        fn distance_is_the_textbook_one(a in "[abc]{1,7}|[aé中]{1,7}", b in "[abc]{1,7}|[aé中]{1,7}") {
            let limit = max_distance(a.chars().count());
            let term = Term { form: Form::Fuzzy, word: a.clone() };
            prop_assert_eq!(term.accepts(&b), naive_distance(&a, &b) <= usize::from(limit));
        }
    }
}
