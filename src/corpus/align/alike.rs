//! How alike the vectors of an event's words are.
//!
//! A pair of sentences asks it of every word of one and every word of the other, and the same words come again in
//! every pair. [`Alikes`] therefore works each two words out once, where that is less work than asking anew. Most words
//! are not alike at all, so [`Rows`] lists, for the words of one sentence, only what is. Both ways give the same numbers
//! to the last bit.

/// Unit vectors, numbered, and which of them are alike.
pub struct Alikes {
    dimensions: usize,
    units: Vec<f32>,
    /// Vectors of the same number here stand for the same.
    same: Vec<u32>,
    /// Cosines of this or less count as nothing.
    floor: f32,
    /// For each vector those that are alike, with how much; empty where that was too much work.
    near: Vec<Vec<(u32, f32)>>,
}

impl Alikes {
    /// `units` are vectors of length 1 and of `dimensions` numbers, one after the other, `same` what each stands for.
    pub fn new(units: Vec<f32>, same: Vec<u32>, dimensions: usize, floor: f32) -> Alikes {
        Alikes { dimensions, units, same, floor, near: Vec::new() }
    }

    fn count(&self) -> usize {
        self.units.len() / self.dimensions.max(1)
    }

    /// Works out all pairs, if about `wanted` of them will be asked for and that is more than there are. Vectors that
    /// stand for the same are alike whatever they hold.
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
            near[one as usize].push((one, 1.0));
        }
        self.near = near;
    }

    fn row(&self, number: u32) -> &[f32] {
        &self.units[number as usize * self.dimensions..][..self.dimensions]
    }

    /// How alike two vectors are, 0 to 1.
    fn work_out(&self, one: u32, other: u32) -> f32 {
        if self.same[one as usize] == self.same[other as usize] {
            return 1.0;
        }
        ((dot(self.row(one), self.row(other)) - self.floor) / (1.0 - self.floor)).max(0.0)
    }

    /// The vectors of one sentence, to be asked about many others.
    pub fn rows(&self, numbers: impl Iterator<Item = u32>) -> Rows<'_> {
        let numbers: Vec<u32> = numbers.collect();
        let (mut ends, mut alike) = (Vec::new(), Vec::new());
        if !self.near.is_empty() {
            let near = |&number: &u32| &self.near[number as usize];
            ends.resize(self.count() + 1, 0u32);
            numbers.iter().flat_map(near).for_each(|&(other, _)| ends[other as usize] += 1);
            let mut end = 0;
            ends.iter_mut().for_each(|it| end += std::mem::replace(it, end));
            alike.resize(end as usize, (0, 0.0));
            for (row, number) in numbers.iter().enumerate() {
                for &(other, how) in near(number) {
                    let at = &mut ends[other as usize];
                    alike[*at as usize] = (row as u32, how);
                    *at += 1;
                }
            }
        }
        Rows { alikes: self, numbers, ends, alike }
    }
}

/// What the vectors of one sentence are like.
pub struct Rows<'a> {
    alikes: &'a Alikes,
    numbers: Vec<u32>,
    /// Where the list of each vector ends in `alike`; it begins where the one before it ends. Empty where nothing is
    /// worked out beforehand.
    ends: Vec<u32>,
    /// Rows with how alike they are, ascending.
    alike: Vec<(u32, f32)>,
}

impl Rows<'_> {
    /// Calls back with each row of the sentence that is alike to the vector `other`, and how much, above 0 to 1; in
    /// order.
    #[inline]
    pub fn for_each_alike(&self, other: u32, mut found: impl FnMut(usize, f32)) {
        if self.ends.is_empty() {
            for (row, &number) in self.numbers.iter().enumerate() {
                let alike = self.alikes.work_out(number, other);
                if alike > 0.0 {
                    found(row, alike);
                }
            }
            return;
        }
        let from = (other as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        self.alike[from as usize..self.ends[other as usize] as usize]
            .iter()
            .for_each(|&(row, how)| found(row as usize, how));
    }
}

/// Eight running sums, so that the compiler can use vector registers; the order is fixed, so results are too.
/// Most of the time of aligning a large event passes here, so in wasm too it is compiled for vector registers.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
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
        let same: Vec<u32> = (0..40).map(|number| number / 2).collect();
        let asked = Alikes::new(units.clone(), same.clone(), 11, 0.3);
        let mut listed = Alikes::new(units, same, 11, 0.3);
        listed.prepare(usize::MAX);
        assert!(asked.near.is_empty() && listed.near.len() == 40);
        let list = |alikes: &Alikes, other| {
            let mut found = vec![];
            alikes.rows([3, 9, 3].into_iter()).for_each_alike(other, |row, how| found.push((row, how)));
            found
        };
        let mut some = 0;
        for other in 0..40 {
            assert_eq!(list(&asked, other), list(&listed, other));
            some += list(&asked, other).len();
        }
        assert!((8..60).contains(&some), "{some} are alike");
        assert!(list(&listed, 8).contains(&(1, 1.0)), "what stands for the same is");
    }
}
