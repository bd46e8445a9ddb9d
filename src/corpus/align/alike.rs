//! How alike the vectors of an event's words are.
//!
//! A pair of sentences asks it of every word of one and every word of the other, and the same words come again in
//! every pair. [`Alikes`] therefore works each two words out once, where that is less work than asking anew, and
//! [`Rows`] spreads the answers for the words of one sentence, which is then set against many. Both ways give the same
//! numbers to the last bit.

/// Unit vectors, numbered, and which of them are alike.
pub struct Alikes {
    dimensions: usize,
    units: Vec<f32>,
    /// Cosines of this or less count as nothing.
    floor: f32,
    /// For each vector those that are alike, with how much; empty where that was too much work.
    near: Vec<Vec<(u32, f32)>>,
}

impl Alikes {
    /// `units` are vectors of length 1 and of `dimensions` numbers, one after the other.
    pub fn new(units: Vec<f32>, dimensions: usize, floor: f32) -> Alikes {
        Alikes { dimensions, units, floor, near: Vec::new() }
    }

    fn count(&self) -> usize {
        self.units.len() / self.dimensions.max(1)
    }

    /// Works out all pairs, if about `wanted` of them will be asked for and that is more than there are.
    pub fn prepare(&mut self, wanted: usize) {
        let count = self.count();
        if !self.near.is_empty() || count * count / 2 >= wanted {
            return;
        }
        let mut near = vec![Vec::new(); count];
        for one in 0..count as u32 {
            for other in 0..one {
                let alike = self.work_out(one, other);
                if alike > 0.0 {
                    near[one as usize].push((other, alike));
                    near[other as usize].push((one, alike));
                }
            }
            near[one as usize].push((one, self.work_out(one, one)));
        }
        self.near = near;
    }

    fn row(&self, number: u32) -> &[f32] {
        &self.units[number as usize * self.dimensions..][..self.dimensions]
    }

    /// How alike two vectors are, 0 to 1.
    fn work_out(&self, one: u32, other: u32) -> f32 {
        ((dot(self.row(one), self.row(other)) - self.floor) / (1.0 - self.floor)).max(0.0)
    }

    /// The vectors of one sentence, to be asked about many others.
    pub fn rows(&self, numbers: impl Iterator<Item = u32>) -> Rows<'_> {
        let numbers: Vec<u32> = numbers.collect();
        let mut spread = Vec::new();
        if !self.near.is_empty() {
            let count = self.count();
            spread.resize(numbers.len() * count, 0f32);
            for (&number, row) in numbers.iter().zip(spread.chunks_exact_mut(count)) {
                self.near[number as usize].iter().for_each(|&(other, alike)| row[other as usize] = alike);
            }
        }
        Rows { alikes: self, numbers, spread }
    }
}

/// What the vectors of one sentence are like.
pub struct Rows<'a> {
    alikes: &'a Alikes,
    numbers: Vec<u32>,
    spread: Vec<f32>,
}

impl Rows<'_> {
    /// How alike the vector at `row` in the sentence is to the vector `other`, 0 to 1.
    #[inline]
    pub fn alike(&self, row: usize, other: u32) -> f32 {
        match self.spread.is_empty() {
            true => self.alikes.work_out(self.numbers[row], other),
            false => self.spread[row * self.alikes.count() + other as usize],
        }
    }
}

/// Eight running sums, so that the compiler can use vector registers; the order is fixed, so results are too.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0f32; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let tail: f32 = a.chunks_exact(8).remainder().iter().zip(b.chunks_exact(8).remainder()).map(|(a, b)| a * b).sum();
    (sums[0] + sums[4]) + (sums[1] + sums[5]) + ((sums[2] + sums[6]) + (sums[3] + sums[7])) + tail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_give_the_same() {
        let mut state = 7u32;
        let mut units: Vec<f32> = (0..40 * 11)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / (1 << 23) as f32 - 1.0
            })
            .collect();
        units.chunks_exact_mut(11).for_each(super::super::event::normalise);
        let asked = Alikes::new(units.clone(), 11, 0.3);
        let mut listed = Alikes::new(units, 11, 0.3);
        listed.prepare(usize::MAX);
        assert!(asked.near.is_empty() && listed.near.len() == 40);
        let (one, other) = (asked.rows([3, 9, 3].into_iter()), listed.rows([3, 9, 3].into_iter()));
        let mut some = 0;
        for (row, number) in (0..3).flat_map(|row| (0..40).map(move |number| (row, number))) {
            assert_eq!(one.alike(row, number), other.alike(row, number));
            some += usize::from(other.alike(row, number) > 0.0);
        }
        assert!((4..60).contains(&some), "{some} are alike");
    }
}
