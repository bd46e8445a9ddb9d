//! The trained weights and how a sentence is labelled with them.
//!
//! The model is a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over the labels of the
//! BILOU scheme (Ratinov and Roth 2009): a name is `U`, or `B I… L`, each for person, organisation and place; all else
//! is `O`. A feature's hash picks one of 2^bits rows of 13 weights; most rows are empty, so a bitmap says
//! which exist and a rank over it where they stand. Weights are small integers in one common step: the sum over a
//! token's features and the best path (Viterbi) are integer arithmetic, the same on every machine. A row is two words
//! of eight bytes each, which [`Sums`] adds four at a time; in wasm that is a quarter of the work.

use super::ModelError;
use super::wire::Reader;

/// Labels: 0 is `O`, then four for each kind.
pub const LABELS: usize = 13;

/// Where a label stands in its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    Begin,
    Inside,
    Last,
    Unit,
    Outside,
}

/// The kind (0 person, 1 organisation, 2 place, 3 none) of a label, and its place.
pub fn label_parts(label: usize) -> (usize, Place) {
    match label.checked_sub(1) {
        None => (3, Place::Outside),
        Some(rest) => (rest / 4, [Place::Begin, Place::Inside, Place::Last, Place::Unit][rest % 4]),
    }
}

/// The label of a kind (0 to 2) and a place other than `Outside`.
#[cfg(any(test, feature = "train"))]
pub fn label_of(kind: usize, place: Place) -> usize {
    match place {
        Place::Begin => 1 + 4 * kind,
        Place::Inside => 2 + 4 * kind,
        Place::Last => 3 + 4 * kind,
        Place::Unit => 4 + 4 * kind,
        Place::Outside => 0,
    }
}

/// Whether `after` may follow `before` inside a sentence.
#[cfg(any(test, feature = "train"))]
pub fn may_follow(before: usize, after: usize) -> bool {
    let ((kind, place), (next_kind, next_place)) = (label_parts(before), label_parts(after));
    let goes_on = matches!(next_place, Place::Inside | Place::Last);
    if matches!(place, Place::Begin | Place::Inside) { goes_on && kind == next_kind } else { !goes_on }
}

/// Whether a sentence may begin with the label.
pub fn may_begin(label: usize) -> bool {
    !matches!(label_parts(label).1, Place::Inside | Place::Last)
}

/// Whether a sentence may end with the label.
pub fn may_end(label: usize) -> bool {
    !matches!(label_parts(label).1, Place::Begin | Place::Inside)
}

/// Scores of one token, a label each, in the model's step.
pub type Scores = [i32; LABELS];

/// The weights of a token's features, added up.
#[derive(Clone, Copy, Default)]
pub struct Sums {
    /// Four numbers of 16 bits each: labels 0, 2, 4, 6; then 1, 3, 5, 7; then the same of the next eight.
    lanes: [u64; 4],
    /// How many rows were added. A token has about 90 features at most; 257 fill 16 bits.
    rows: u32,
}

impl Sums {
    #[inline]
    fn add(&mut self, [low, high]: [u64; 2]) {
        const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
        self.lanes[0] += low & EVEN;
        self.lanes[1] += low >> 8 & EVEN;
        self.lanes[2] += high & EVEN;
        self.lanes[3] += high >> 8 & EVEN;
        self.rows += 1;
    }

    pub fn scores(&self) -> Scores {
        let sum = |label: usize| (self.lanes[label / 8 * 2 + label % 2] >> (label % 8 / 2 * 16)) as u16;
        std::array::from_fn(|label| i32::from(sum(label)) - BIAS * self.rows as i32)
    }
}

/// Added to each stored weight, so that all are positive and no sum borrows from its neighbour.
const BIAS: i32 = 128;

/// Eight times the bias. A weight of eight bits, in two's complement, is added to its byte by turning over its bits there.
const NO_WEIGHTS: u64 = 0x8080_8080_8080_8080;

/// 64 rows: which have weights, and how many rows stand before them.
#[derive(Clone, Copy)]
struct Rank {
    present: u64,
    before: u32,
}

/// The weights of all features and transitions.
#[derive(Clone)]
pub struct Weights {
    bits: u32,
    ranks: Vec<Rank>,
    /// A byte a label: the weight and [`BIAS`].
    rows: Vec<[u64; 2]>,
    transitions: [Scores; LABELS],
    /// Taken from the score of `O` where a token has a capital: names are missed more often than invented.
    outside_penalty: i32,
}

impl Weights {
    pub(super) fn read(reader: &mut Reader) -> Result<Weights, ModelError> {
        let bits = u32::from(reader.u8()?);
        if !(6..=24).contains(&bits) {
            return Err(ModelError::Broken("the weight table has an impossible size"));
        }
        let outside_penalty = reader.i32()?;
        let mut transitions = [[0; LABELS]; LABELS];
        for score in transitions.iter_mut().flatten() {
            *score = reader.i32()?.clamp(-1 << 16, 1 << 16);
        }
        let numbers = reader.ascending()?;
        let masks = reader.planes::<2>(numbers.len())?;
        let mut values = reader.list()?.iter();
        let mut weights = Weights {
            bits,
            ranks: vec![Rank { present: 0, before: 0 }; 1 << (bits - 6)],
            rows: Vec::with_capacity(numbers.len()),
            transitions,
            outside_penalty,
        };
        let mut last = None;
        for (number, mask) in numbers.into_iter().zip(masks) {
            if number >> bits != 0 || last >= Some(number) {
                return Err(ModelError::Broken("a row lies outside the weight table"));
            }
            last = Some(number);
            weights.ranks[number as usize / 64].present |= 1 << (number % 64);
            // Most labels of a row have no weight: their byte is the bias alone.
            let mut row = [NO_WEIGHTS; 2];
            let mut left = mask & ((1 << LABELS) - 1);
            while left != 0 {
                let label = left.trailing_zeros() as usize;
                left &= left - 1;
                let weight = *values.next().ok_or(ModelError::Cut)?;
                row[label / 8] ^= u64::from(weight) << (label % 8 * 8);
            }
            weights.rows.push(row);
        }
        let mut before = 0;
        for rank in &mut weights.ranks {
            rank.before = before;
            before += rank.present.count_ones();
        }
        Ok(weights)
    }

    /// Adds the weights of a feature to those of a token.
    #[inline]
    pub fn add(&self, feature: u32, sums: &mut Sums) {
        let number = (feature >> (32 - self.bits)) as usize;
        let (rank, bit) = (self.ranks[number / 64], number % 64);
        if rank.present >> bit & 1 == 1 {
            let row = rank.before + (rank.present & ((1 << bit) - 1)).count_ones();
            sums.add(self.rows[row as usize]);
        }
    }

    /// The most likely labels of a sentence; a token without scores is outside for certain.
    pub fn best_path(&self, emissions: &[Option<Scores>], is_capital: impl Fn(usize) -> bool) -> Vec<u8> {
        let mut came_from = vec![[0u8; LABELS]; emissions.len()];
        let mut current = [IMPOSSIBLE; LABELS];
        for (at, scores) in emissions.iter().enumerate() {
            let mut next = [IMPOSSIBLE; LABELS];
            let labels = if scores.is_some() { LABELS } else { 1 };
            for (label, befores) in PREDECESSORS.iter().enumerate().take(labels) {
                let penalty = if label == 0 && is_capital(at) { self.outside_penalty } else { 0 };
                let own = scores.map_or(0, |scores| scores[label]) - penalty;
                if at == 0 {
                    next[label] = if may_begin(label) { own } else { IMPOSSIBLE };
                    continue;
                }
                let (mut best, mut from) = (IMPOSSIBLE, 0);
                for &before in *befores {
                    let score = current[before as usize] + self.transitions[before as usize][label];
                    if score > best {
                        (best, from) = (score, before);
                    }
                }
                next[label] = (best + own).max(IMPOSSIBLE);
                came_from[at][label] = from;
            }
            current = next;
        }
        let mut label = 0;
        for candidate in (0..LABELS).filter(|&label| may_end(label)) {
            if current[candidate] > current[label] {
                label = candidate;
            }
        }
        let mut path = vec![0; emissions.len()];
        for at in (0..emissions.len()).rev() {
            path[at] = label as u8;
            label = came_from[at][label] as usize;
        }
        path
    }
}

/// Far below any score of a sentence, far above the smallest `i32`.
const IMPOSSIBLE: i32 = i32::MIN / 4;

/// The labels that may stand before each label.
const PREDECESSORS: [&[u8]; LABELS] = {
    const FREE: &[u8] = &[0, 3, 4, 7, 8, 11, 12];
    const OPEN: [&[u8]; 3] = [&[1, 2], &[5, 6], &[9, 10]];
    [FREE, FREE, OPEN[0], OPEN[0], FREE, FREE, OPEN[1], OPEN[1], FREE, FREE, OPEN[2], OPEN[2], FREE]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predecessors_are_those_that_may_precede() {
        for (label, found) in PREDECESSORS.iter().enumerate() {
            let allowed: Vec<u8> =
                (0..LABELS).filter(|&before| may_follow(before, label)).map(|before| before as u8).collect();
            assert_eq!(*found, allowed, "label {label}");
        }
    }

    #[test]
    fn labels_come_back() {
        for label in 1..LABELS {
            let (kind, place) = label_parts(label);
            assert_eq!(label_of(kind, place), label);
        }
    }
}
