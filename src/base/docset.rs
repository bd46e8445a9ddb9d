use super::{DocumentId, Id};
use serde::{Deserialize, Serialize};

/// A set of documents as a bitset: one bit a document, in words of 64.
///
/// 100,000 documents take 12.5 kB; union, intersection and counting run a word at a time.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DocSet {
    words: Vec<u64>,
}

impl DocSet {
    pub fn new() -> DocSet {
        DocSet::default()
    }

    /// The set of the first `count` documents.
    pub fn all(count: usize) -> DocSet {
        let mut words = vec![u64::MAX; count / 64];
        if !count.is_multiple_of(64) {
            words.push((1 << (count % 64)) - 1);
        }
        DocSet { words }
    }

    pub fn insert(&mut self, document: DocumentId) {
        let word = document.index() / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (document.index() % 64);
    }

    pub fn contains(&self, document: DocumentId) -> bool {
        self.words.get(document.index() / 64).is_some_and(|word| word >> (document.index() % 64) & 1 == 1)
    }

    /// The number of documents in the set.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    pub fn union_with(&mut self, other: &DocSet) {
        if other.words.len() > self.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, &theirs) in self.words.iter_mut().zip(&other.words) {
            *word |= theirs;
        }
    }

    pub fn intersect_with(&mut self, other: &DocSet) {
        self.words.truncate(other.words.len());
        for (word, &theirs) in self.words.iter_mut().zip(&other.words) {
            *word &= theirs;
        }
    }

    pub fn subtract(&mut self, other: &DocSet) {
        for (word, &theirs) in self.words.iter_mut().zip(&other.words) {
            *word &= !theirs;
        }
    }

    /// How many documents both sets hold, without building the intersection.
    pub fn count_common(&self, other: &DocSet) -> usize {
        self.words.iter().zip(&other.words).map(|(&a, &b)| (a & b).count_ones() as usize).sum()
    }

    /// The documents in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = DocumentId> + '_ {
        self.words.iter().enumerate().flat_map(|(index, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                (rest != 0).then(|| {
                    rest &= rest - 1;
                    DocumentId::from_index(index * 64 + bit)
                })
            })
        })
    }
}

/// Equal when they hold the same documents, whatever room they have reserved.
impl PartialEq for DocSet {
    fn eq(&self, other: &DocSet) -> bool {
        let longest = self.words.len().max(other.words.len());
        (0..longest).all(|at| self.words.get(at).unwrap_or(&0) == other.words.get(at).unwrap_or(&0))
    }
}

impl Eq for DocSet {}

impl FromIterator<DocumentId> for DocSet {
    fn from_iter<T: IntoIterator<Item = DocumentId>>(documents: T) -> Self {
        let mut set = DocSet::new();
        documents.into_iter().for_each(|document| set.insert(document));
        set
    }
}
