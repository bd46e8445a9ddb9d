//! What the recogniser knows of words before it reads: classes of similar words, and lists of known names.
//!
//! *Clusters* put about 100,000 English words into some 1,500 fine classes, and those into 200 coarse ones, by
//! their company in a large collection of text (k-means over GloVe vectors): a surname never seen in training still
//! stands among surnames. *Lists* say of a word or phrase that it is known as a country, a first name, an
//! organisation's last word, … ([`class`]). Words are stored as 32-bit hashes, of which [`CLUSTER_BITS`] are kept for
//! clusters: 0.2 % of unknown words then seem to be known, which costs less than the bytes that would prevent it.

use super::ModelError;
use super::hash;
use super::wire::Reader;

/// How many bits of a word's hash the cluster table keeps.
pub const CLUSTER_BITS: u32 = 26;

/// The lists, as bit numbers in a mask. The numbers are part of the model's format.
pub mod class {
    pub const COUNTRY: u32 = 0;
    /// Adjectives and peoples.
    pub const DEMONYM: u32 = 1;
    pub const CITY: u32 = 2;
    pub const STATE: u32 = 4;
    pub const FIRST_NAME: u32 = 5;
    pub const SURNAME: u32 = 6;
    /// Words that end or make an organisation's name: Ministry, Inc, Party.
    pub const ORGANISATION_WORD: u32 = 7;
    /// Words before a person: President, Mr, striker.
    pub const TITLE: u32 = 8;
    pub const MONTH_OR_DAY: u32 = 9;
    pub const REGION: u32 = 11;
    pub const ORGANISATION: u32 = 12;
    pub const COMPANY: u32 = 13;
}

/// Longest phrase of the lists, in words.
pub const MAX_PHRASE: usize = 6;

/// Word classes and name lists.
#[derive(Clone, Default)]
pub struct Lexicon {
    clusters: Table<u16>,
    /// Coarse class of each fine class; index 0 is "unknown".
    coarse: Vec<u8>,
    lists: Table<u32>,
}

impl Lexicon {
    pub(super) fn read(reader: &mut Reader) -> Result<Lexicon, ModelError> {
        let coarse = reader.list()?.to_vec();
        let words = reader.ascending()?;
        let fine = reader.planes::<2>(words.len())?;
        if fine.iter().any(|&class| class as usize >= coarse.len()) {
            return Err(ModelError::Broken("a word class has no coarse class"));
        }
        let clusters = Table::new(words, fine.into_iter().map(|class| class as u16).collect(), CLUSTER_BITS);
        let phrases = reader.ascending()?;
        let masks = reader.planes::<4>(phrases.len())?;
        let lists = Table::new(phrases, masks, 32);
        Ok(Lexicon { clusters, coarse, lists })
    }

    /// Fine and coarse class of a lower-case word by its [`hash::word`], 0 and 0 when unknown.
    pub fn cluster(&self, word: u64) -> (u16, u8) {
        let fine = self.clusters.get((word >> (64 - CLUSTER_BITS)) as u32).unwrap_or(0);
        (fine, self.coarse.get(fine as usize).copied().unwrap_or(0))
    }

    /// The lists, as a mask of [`class`] bits, that hold the lower-case phrase of this [`hash::word`].
    pub fn lists(&self, phrase: u64) -> u32 {
        self.lists.get((phrase >> 32) as u32).unwrap_or(0)
    }

    /// The lists that hold `phrase`, whatever its case; hyphens count as blanks.
    pub fn lists_of(&self, phrase: &str) -> u32 {
        let folded = phrase.to_lowercase().replace(['-', '\u{2010}', '\u{2011}'], " ");
        self.lists(hash::word(&folded))
    }
}

/// A read-only table from hashes to values. The hashes ascend and are spread evenly, so their highest bits lead to within
/// a few places of each, and the table is made without moving any.
#[derive(Clone, Default)]
struct Table<V> {
    /// Ascending.
    keys: Vec<u32>,
    /// In step with the keys.
    values: Vec<V>,
    /// Where the keys begin whose highest bits are at least the index; one more than there are such bits.
    starts: Vec<u32>,
    /// Leaves of a key its highest bits.
    shift: u32,
}

impl<V: Copy> Table<V> {
    /// `keys` ascend and have `bits` bits.
    fn new(keys: Vec<u32>, values: Vec<V>, bits: u32) -> Table<V> {
        let high = keys.len().max(1).ilog2().min(bits);
        let shift = bits - high;
        let mut starts = vec![0u32; (1 << high) + 1];
        for &key in &keys {
            // A key of more bits than said stands with the last ones.
            starts[((u64::from(key) >> shift) as usize).min((1 << high) - 1) + 1] += 1;
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        Table { keys, values, starts, shift }
    }

    #[inline]
    fn get(&self, key: u32) -> Option<V> {
        let high = (u64::from(key) >> self.shift) as usize;
        let (start, end) = (*self.starts.get(high)? as usize, *self.starts.get(high + 1)? as usize);
        let at = self.keys[start..end].iter().position(|&held| held == key)?;
        self.values.get(start + at).copied()
    }
}

/// What the lexicon is made from, in training.
#[cfg(feature = "train")]
pub mod build {
    use super::super::wire::Writer;
    use super::*;
    use std::collections::BTreeMap;

    /// `clusters`: word, fine class from 0, coarse class from 0, tab-separated, most frequent word first.
    /// `lists`: lower-case phrase (hyphens as blanks), class number, tab-separated.
    pub fn encode(clusters: &str, lists: &str, writer: &mut Writer) -> Result<(), String> {
        let mut coarse = vec![0u8];
        let mut words = BTreeMap::new();
        for (word, fine, high) in rows(clusters) {
            let (fine, high) = (number(fine)? + 1, number(high)? + 1);
            coarse.resize(coarse.len().max(fine + 1), 0);
            coarse[fine] = u8::try_from(high).map_err(|_| format!("coarse class {high} is over 255"))?;
            words.entry((hash::word(word) >> (64 - CLUSTER_BITS)) as u32).or_insert(fine as u32);
        }
        let mut phrases = BTreeMap::new();
        for (phrase, list, _) in rows(lists) {
            *phrases.entry((hash::word(phrase) >> 32) as u32).or_insert(0u32) |= 1 << number(list)?;
        }
        writer.list(&coarse);
        writer.ascending(words.keys().copied());
        writer.planes::<2>(&words.into_values().collect::<Vec<_>>());
        writer.ascending(phrases.keys().copied());
        writer.planes::<4>(&phrases.into_values().collect::<Vec<_>>());
        Ok(())
    }

    fn rows(table: &str) -> impl Iterator<Item = (&str, &str, &str)> {
        table.lines().filter(|line| !line.is_empty()).map(|line| {
            let mut fields = line.split('\t');
            (fields.next().unwrap_or(""), fields.next().unwrap_or(""), fields.next().unwrap_or(""))
        })
    }

    fn number(field: &str) -> Result<usize, String> {
        field.parse().map_err(|_| format!("\"{field}\" is not a class number"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_table_holds_what_it_was_given_and_nothing_else(
            keys in proptest::collection::btree_set(0u32..1 << 20, 0..200),
            bits in prop_oneof![Just(20), Just(26), Just(32)],
            others in proptest::collection::vec(any::<u32>(), 20),
        ) {
            let sorted: Vec<u32> = keys.iter().copied().collect();
            let values: Vec<u32> = sorted.iter().map(|key| key ^ 7).collect();
            let table = Table::new(sorted.clone(), values, bits);
            for key in sorted.into_iter().chain(others) {
                prop_assert_eq!(table.get(key), keys.contains(&key).then_some(key ^ 7));
            }
        }
    }
}
