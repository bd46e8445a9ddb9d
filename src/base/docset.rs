use super::{DocumentId, Id};
use serde::{Deserialize, Serialize};

/// A set of documents: bits in words of 64, of which only those with a bit set are kept.
///
/// A set of few documents stays small however large the corpus is (at most 16 bytes a document), and one of 100,000
/// takes 25 kB; union, intersection and counting run a word at a time, in the length of the shorter set where they can.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocSet {
    /// Number and bits of each word: ascending numbers, no word without bits.
    words: Vec<(u32, u64)>,
}

impl DocSet {
    pub fn new() -> DocSet {
        DocSet::default()
    }

    /// The set of the first `count` documents.
    pub fn all(count: usize) -> DocSet {
        let mut words: Vec<(u32, u64)> = (0..count as u32 / 64).map(|number| (number, u64::MAX)).collect();
        if !count.is_multiple_of(64) {
            words.push((count as u32 / 64, (1 << (count % 64)) - 1));
        }
        DocSet { words }
    }

    /// Quickest in ascending order.
    pub fn insert(&mut self, document: DocumentId) {
        let (number, bit) = place(document);
        match self.words.last_mut() {
            Some(last) if last.0 == number => last.1 |= bit,
            Some(last) if last.0 > number => match self.words.binary_search_by_key(&number, |word| word.0) {
                Ok(at) => self.words[at].1 |= bit,
                Err(at) => self.words.insert(at, (number, bit)),
            },
            _ => self.words.push((number, bit)),
        }
    }

    pub fn contains(&self, document: DocumentId) -> bool {
        let (number, bit) = place(document);
        self.words.binary_search_by_key(&number, |word| word.0).is_ok_and(|at| self.words[at].1 & bit != 0)
    }

    /// The number of documents in the set.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.1.count_ones() as usize).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub fn union_with(&mut self, other: &DocSet) {
        let mut merged = Vec::with_capacity(self.words.len().max(other.words.len()));
        let mut theirs = other.words.iter().copied().peekable();
        for &(number, bits) in &self.words {
            while let Some(word) = theirs.next_if(|word| word.0 < number) {
                merged.push(word);
            }
            let more = theirs.next_if(|word| word.0 == number).map_or(0, |word| word.1);
            merged.push((number, bits | more));
        }
        merged.extend(theirs);
        self.words = merged;
    }

    pub fn intersect_with(&mut self, other: &DocSet) {
        let mut theirs = Cursor::new(other);
        self.words.retain_mut(|word| {
            word.1 &= theirs.bits(word.0);
            word.1 != 0
        });
    }

    pub fn subtract(&mut self, other: &DocSet) {
        let mut theirs = Cursor::new(other);
        self.words.retain_mut(|word| {
            word.1 &= !theirs.bits(word.0);
            word.1 != 0
        });
    }

    /// How many documents both sets hold, without building the intersection.
    pub fn count_common(&self, other: &DocSet) -> usize {
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let mut long = Cursor::new(long);
        short.words.iter().map(|&(number, bits)| (bits & long.bits(number)).count_ones() as usize).sum()
    }

    /// The documents in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = DocumentId> + '_ {
        self.words.iter().flat_map(|&(number, bits)| {
            let mut rest = bits;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                (rest != 0).then(|| {
                    rest &= rest - 1;
                    DocumentId(number * 64 + bit)
                })
            })
        })
    }
}

/// The number of a document's word, and its bit there.
fn place(document: DocumentId) -> (u32, u64) {
    (document.index() as u32 / 64, 1 << (document.index() % 64))
}

/// Looks words up in ascending order.
struct Cursor<'a> {
    rest: &'a [(u32, u64)],
}

impl Cursor<'_> {
    fn new(set: &DocSet) -> Cursor<'_> {
        Cursor { rest: &set.words }
    }

    /// The bits of word `number`; steps double until it is passed, so that long gaps cost little.
    fn bits(&mut self, number: u32) -> u64 {
        let mut step = 1;
        while step < self.rest.len() && self.rest[step].0 <= number {
            self.rest = &self.rest[step..];
            step *= 2;
        }
        let reach = &self.rest[..self.rest.len().min(step + 1)];
        self.rest = &self.rest[reach.partition_point(|word| word.0 < number)..];
        self.rest.first().filter(|word| word.0 == number).map_or(0, |word| word.1)
    }
}

impl FromIterator<DocumentId> for DocSet {
    fn from_iter<T: IntoIterator<Item = DocumentId>>(documents: T) -> Self {
        let mut set = DocSet::new();
        documents.into_iter().for_each(|document| set.insert(document));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    proptest::proptest! {
        #[test]
        fn behaves_like_a_set_of_the_library(
            a in proptest::collection::vec(0u32..3_000, 0..60),
            b in proptest::collection::vec(proptest::prop_oneof![0u32..3_000, 0u32..200], 0..90),
            count in 0usize..300,
        ) {
            let set = |ids: &[u32]| ids.iter().copied().map(DocumentId).collect::<DocSet>();
            let list = |set: &DocSet| set.iter().map(|document| document.0).collect::<BTreeSet<u32>>();
            let (ours, theirs) = (set(&a), set(&b));
            let (a, b): (BTreeSet<u32>, BTreeSet<u32>) = (a.into_iter().collect(), b.into_iter().collect());
            let changed = |change: fn(&mut DocSet, &DocSet)| {
                let mut changed = ours.clone();
                change(&mut changed, &theirs);
                assert!(changed.words.iter().all(|word| word.1 != 0) && changed.words.is_sorted_by_key(|word| word.0));
                assert_eq!(changed.is_empty(), list(&changed).is_empty());
                list(&changed)
            };
            proptest::prop_assert_eq!(list(&ours), a.clone());
            proptest::prop_assert_eq!(changed(DocSet::union_with), a.union(&b).copied().collect());
            proptest::prop_assert_eq!(changed(DocSet::intersect_with), a.intersection(&b).copied().collect());
            proptest::prop_assert_eq!(changed(DocSet::subtract), a.difference(&b).copied().collect());
            proptest::prop_assert_eq!(ours.count_common(&theirs), a.intersection(&b).count());
            proptest::prop_assert!((0..3_000).all(|id| ours.contains(DocumentId(id)) == a.contains(&id)));
            proptest::prop_assert_eq!(list(&DocSet::all(count)), (0..count as u32).collect());
            proptest::prop_assert_eq!(ours == theirs, a == b);
        }
    }
}
