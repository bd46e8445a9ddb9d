//! Which words stand where: a sorted dictionary with delta-coded posting lists.
//!
//! A [`Writer`] takes words in order of item and position and freezes into [`Postings`]. An item is whatever is
//! searched: a document for the stories and titles, a facet value for names. The words lie end to end in one string,
//! the lists end to end in one byte vector:
//!
//! ```text
//! list   = item*                       item = gap to the item before, place*, 0
//! place  = gap to the place before     numbers as LEB128; places count from 1, so a gap of 0 can close an item
//! ```
//!
//! No fst and no roaring: for five articles they cost the page more than this file and bring nothing, and for 10,000
//! articles of 500 words (300,000 different words) this index takes 4 bytes a word of text, which is of the order of
//! the articles themselves. Fuzzy lookups walk the sorted words as if they were a trie (see `near`).

use super::fold::Tokens;
use crate::base::sort::sort_by;
use crate::base::{DocSet, Id};

/// Words with the items and places they stand in; immutable.
#[derive(Default)]
pub struct Postings {
    words: Packed,
    lists: Vec<u8>,
    /// Where each list ends in `lists`.
    list_ends: Vec<u32>,
    /// In how many items each word stands.
    item_counts: Vec<u32>,
}

/// A word of one [`Postings`], in alphabetical order of bytes.
pub type TermId = usize;

impl Postings {
    pub fn len(&self) -> usize {
        self.item_counts.len()
    }

    pub fn word(&self, term: TermId) -> &str {
        self.words.get(term)
    }

    /// In how many items a word stands.
    pub fn item_count(&self, term: TermId) -> u32 {
        self.item_counts[term]
    }

    pub fn find(&self, word: &str) -> Option<TermId> {
        let at = self.first_from(0, |one| one < word);
        (at < self.len() && self.word(at) == word).then_some(at)
    }

    /// The first term from `start` on whose word is not `before` what is sought.
    pub fn first_from(&self, start: TermId, before: impl Fn(&str) -> bool) -> TermId {
        let (mut low, mut high) = (start, self.len());
        while low < high {
            let middle = (low + high) / 2;
            if before(self.word(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Calls `visit(item, place)` for each place of a word, in order.
    pub fn places(&self, term: TermId, visit: &mut dyn FnMut(u32, u32)) {
        let mut bytes = self.list(term).iter();
        let mut next = || {
            let (mut number, mut shift) = (0, 0);
            for &byte in bytes.by_ref() {
                number |= u32::from(byte & 0x7F) << shift;
                if byte < 0x80 {
                    return Some(number);
                }
                shift += 7;
            }
            None
        };
        let mut item = 0;
        while let Some(gap) = next() {
            item += gap;
            let mut place = 0;
            while let Some(gap) = next().filter(|&gap| gap > 0) {
                place += gap;
                visit(item, place);
            }
        }
    }

    /// The same without these items, and with the words that `anew` has of them.
    pub fn with(&self, items: &DocSet, anew: Writer) -> Postings {
        let anew = anew.freeze();
        let (mut postings, mut next, mut places) = (Postings::default(), 0, vec![]);
        for term in 0..self.len() {
            let word = self.word(term);
            while next < anew.len() && anew.word(next) < word {
                postings.copy(&anew, next);
                next += 1;
            }
            let mut is_same = true;
            places.clear();
            self.places(term, &mut |item, place| match items.contains(Id::from_index(item as usize)) {
                true => is_same = false,
                false => places.push((item, place)),
            });
            if next < anew.len() && anew.word(next) == word {
                is_same = false;
                anew.places(next, &mut |item, place| places.push((item, place)));
                next += 1;
            }
            if is_same {
                postings.copy(self, term);
            } else if !places.is_empty() {
                places.sort_unstable();
                let mut list = List::default();
                places.iter().for_each(|&(item, place)| list.add(item, place));
                postings.push(word, &list);
            }
        }
        (next..anew.len()).for_each(|term| postings.copy(&anew, term));
        postings
    }

    /// Adds a word with its list; words come in order.
    fn push(&mut self, word: &str, list: &List) {
        self.words.push(word);
        self.lists.extend_from_slice(&list.bytes);
        self.lists.push(0);
        self.list_ends.push(self.lists.len() as u32);
        self.item_counts.push(list.items);
    }

    fn copy(&mut self, from: &Postings, term: TermId) {
        self.words.push(from.word(term));
        self.lists.extend_from_slice(from.list(term));
        self.list_ends.push(self.lists.len() as u32);
        self.item_counts.push(from.item_counts[term]);
    }

    fn list(&self, term: TermId) -> &[u8] {
        let from = term.checked_sub(1).map_or(0, |before| self.list_ends[before] as usize);
        &self.lists[from..self.list_ends[term] as usize]
    }

    /// Bytes held.
    pub fn size_bytes(&self) -> usize {
        self.words.text.len() + 4 * self.words.ends.len() + self.lists.len() + 8 * self.len()
    }
}

/// Strings end to end.
#[derive(Default)]
struct Packed {
    text: String,
    ends: Vec<u32>,
}

impl Packed {
    fn get(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[from..self.ends[at] as usize]
    }

    fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
    }
}

/// Takes words and gives [`Postings`].
#[derive(Default)]
pub struct Writer {
    words: Interner,
    lists: Vec<List>,
}

#[derive(Default)]
struct List {
    bytes: Vec<u8>,
    item: u32,
    place: u32,
    items: u32,
}

impl List {
    fn add(&mut self, item: u32, place: u32) {
        if self.items == 0 || self.item != item {
            if self.items > 0 {
                self.bytes.push(0);
            }
            push_number(&mut self.bytes, item - self.item);
            (self.item, self.place, self.items) = (item, 0, self.items + 1);
        } else if self.place == place {
            return;
        }
        push_number(&mut self.bytes, place - self.place);
        self.place = place;
    }
}

impl Writer {
    /// Adds a word. Items must come in ascending order, the places of one word in one item too, from 1.
    pub fn add(&mut self, word: &str, item: u32, place: u32) {
        let term = self.words.intern(word);
        if term == self.lists.len() {
            self.lists.push(List::default());
        }
        self.lists[term].add(item, place);
    }

    /// Adds all words of one item.
    pub fn add_all(&mut self, tokens: &Tokens, item: u32) {
        for token in tokens.list() {
            self.add(tokens.word(token), item, token.position);
        }
    }

    pub fn freeze(self) -> Postings {
        let mut postings = Postings::default();
        self.write((0..self.lists.len()).collect(), &mut postings);
        postings
    }

    /// The same, with a pause after the words of each first letter.
    pub async fn freeze_slowly(self, pause: &impl AsyncFn()) -> Postings {
        let mut by_first = vec![vec![]; 256];
        for term in 0..self.lists.len() {
            by_first[self.words.strings.get(term).bytes().next().map_or(0, usize::from)].push(term);
        }
        let mut postings = Postings::default();
        for terms in by_first {
            self.write(terms, &mut postings);
            pause().await;
        }
        postings
    }

    /// Adds these words in their order; all that were added before come first in it.
    fn write(&self, mut terms: Vec<TermId>, postings: &mut Postings) {
        sort_by(&mut terms, |&a, &b| self.words.strings.get(a).cmp(self.words.strings.get(b)));
        for term in terms {
            postings.push(self.words.strings.get(term), &self.lists[term]);
        }
    }
}

fn push_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Numbers strings densely, in order of first appearance.
///
/// Open addressing with linear probing over FNV-1a; smaller on the page than a hash map of the library, and the same
/// on every platform.
#[derive(Default)]
pub struct Interner {
    strings: Packed,
    /// Number plus one, 0 for free; a power of two long, at most half full.
    slots: Vec<u32>,
}

impl Interner {
    /// The number of `string`, a new one when it was not seen before.
    pub fn intern(&mut self, string: &str) -> usize {
        if self.strings.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(string);
        if self.slots[slot] == 0 {
            self.strings.push(string);
            self.slots[slot] = self.strings.ends.len() as u32;
        }
        self.slots[slot] as usize - 1
    }

    fn slot(&self, string: &str) -> usize {
        let hash =
            string.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mask = self.slots.len() - 1;
        // The low bits of FNV mix poorly for short strings.
        let mut slot = (hash ^ hash >> 15) as usize & mask;
        while self.slots[slot] != 0 && self.strings.get(self.slots[slot] as usize - 1) != string {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(64)];
        for number in 0..self.strings.ends.len() {
            let slot = self.slot(self.strings.get(number));
            self.slots[slot] = number as u32 + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The words of each item, each at its place.
    fn written(items: &[Vec<String>], which: impl Fn(usize) -> bool) -> Writer {
        let mut writer = Writer::default();
        for (item, words) in items.iter().enumerate().filter(|(item, _)| which(*item)) {
            for (at, word) in words.iter().enumerate() {
                writer.add(word, item as u32, at as u32 + 1);
            }
        }
        writer
    }

    fn told(postings: &Postings) -> (Vec<&str>, &[u8], &[u32], &[u32]) {
        let words = (0..postings.len()).map(|term| postings.word(term)).collect();
        (words, &postings.lists, &postings.list_ends, &postings.item_counts)
    }

    proptest! {
        #[test]
        fn some_items_anew_are_all_anew(
            items in prop::collection::vec(prop::collection::vec("[a-d]{1,2}", 0..6), 1..8),
            others in prop::collection::vec(prop::collection::vec("[a-d]{1,2}", 0..6), 8),
            changed in prop::collection::vec(any::<bool>(), 8),
        ) {
            let after: Vec<Vec<String>> =
                (0..items.len()).map(|at| if changed[at] { others[at].clone() } else { items[at].clone() }).collect();
            let mut which = DocSet::new();
            (0..items.len()).filter(|&at| changed[at]).for_each(|at| which.insert(Id::from_index(at)));
            let before = written(&items, |_| true).freeze();
            let updated = before.with(&which, written(&after, |at| changed[at]));
            let anew = written(&after, |_| true).freeze();
            prop_assert_eq!(told(&updated), told(&anew));
        }
    }
}
