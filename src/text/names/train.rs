//! Makes a model: the recogniser's weights from annotated text.
//!
//! Conditional likelihood by stochastic gradient with AdaGrad (Duchi, Hazan and Singer 2011), sentences in a shuffled
//! order that depends on the seed alone, the weights averaged over the last three epochs. Features are left out at
//! random (see [`Settings::dropout`]), which gains more than anything else. An L2 term keeps weights small; a threshold
//! and a common step then turn what matters into 8-bit integers. Single-threaded on purpose: the same input gives
//! the same model, byte for byte, on machines with the same floating point.

use super::features::Page;
use super::hash::mix;
use super::weights::{LABELS, Place, label_of, may_begin, may_end, may_follow};
use super::wire::{Reader, Writer};
use super::{Lexicon, MAGIC, lexicon, token_ranges};
use crate::base::Span;
use crate::text::token::{Token, tokenize};
use crate::text::{blocks, sentences};
use std::ops::Range;

/// An annotated text.
pub struct Example {
    pub text: String,
    /// Spans and kinds (0 person, 1 organisation, 2 place), sorted by start.
    pub names: Vec<(Span, usize)>,
    /// How much it counts: 1 for careful annotation, less for noisy or distant text.
    pub weight: f32,
}

/// The knobs of training, by effect.
pub struct Settings {
    /// Passes over the examples. Without dropout 6 are enough, with it 10 to 12.
    pub epochs: usize,
    /// 2^bits rows of weights.
    pub bits: u32,
    /// Features seen less often than this are ignored: 3 halves the model and costs nothing on unseen text.
    pub min_count: u8,
    /// Step of AdaGrad.
    pub rate: f32,
    pub l2: f32,
    /// Share of features left out of a sentence each time it is learnt from (Wang et al. 2013, "Feature noising"):
    /// the model must not lean on single words that it will not meet again. Exact F1 on uner-pud rises from .701 (0)
    /// over .711 (0.1) and .726 (0.3) to .736 (0.5), all else the same; 0.7 is no better than 0.6.
    pub dropout: f32,
    /// A row stays if one of its weights reaches this.
    pub prune: f32,
    /// What 1 means in the integer model.
    pub step: f32,
    /// Taken from the score of "no name" where a token has a capital; trades precision for recall. From 1.8 to 3.4 the
    /// F1 on uner-pud stays at .75 (precision .74 to .72), that of overlap on re3d rises from .668 to .685.
    pub outside_penalty: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            epochs: 12,
            bits: 22,
            min_count: 3,
            rate: 0.15,
            l2: 0.0005,
            dropout: 0.6,
            prune: 0.55,
            step: 0.1,
            outside_penalty: 3.1,
        }
    }
}

type Row = [f32; LABELS];

/// A sentence ready for training: (token, feature) pairs and the right labels.
struct Sample {
    features: Vec<(u16, u32)>,
    labels: Vec<u8>,
    weight: f32,
}

/// Trains on `examples` and returns the bytes of the model. `tick(done, all)` is called after every sentence.
pub fn train(
    clusters: &str,
    lists: &str,
    examples: &[Example],
    settings: &Settings,
    tick: &mut dyn FnMut(usize, usize),
) -> Result<Vec<u8>, String> {
    let mut writer = Writer::default();
    writer.bytes.extend_from_slice(MAGIC);
    lexicon::build::encode(clusters, lists, &mut writer)?;
    let lexicon = Lexicon::read(&mut Reader::new(&writer.bytes[MAGIC.len()..])).map_err(|error| error.to_string())?;
    let samples: Vec<Sample> = examples.iter().flat_map(|example| samples_of(example, &lexicon, settings)).collect();
    let mut trainer = Trainer::new(&samples, settings);
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut random = 1u64;
    for epoch in 0..settings.epochs {
        for at in (1..order.len()).rev() {
            random = mix(random.wrapping_add(0x9e37));
            order.swap(at, (random % (at as u64 + 1)) as usize);
        }
        for (done, &index) in order.iter().enumerate() {
            if done.is_multiple_of(8) {
                trainer.refresh_transitions();
            }
            trainer.learn(&samples[index]);
            tick(epoch * order.len() + done + 1, settings.epochs * order.len());
        }
        if epoch + 3 >= settings.epochs {
            trainer.add_to_average();
        }
    }
    trainer.finish().write(&mut writer);
    Ok(writer.bytes)
}

fn samples_of(example: &Example, lexicon: &Lexicon, settings: &Settings) -> Vec<Sample> {
    let text = &example.text;
    let tokens = tokenize(text);
    let blocks = blocks::find(text, true);
    let sentences = sentences::split(text, &blocks, true);
    let ranges = token_ranges(&tokens, sentences.as_slice());
    let labels = labels_of(&tokens, &ranges, &example.names);
    let page = Page::new(text, &tokens, &ranges, lexicon);
    let shift = 32 - settings.bits;
    let sample = |range: Range<usize>| {
        let mut features = vec![];
        let all = |_| true;
        page.features(range.clone(), all, |at, feature| features.push(((at - range.start) as u16, feature >> shift)));
        Sample { features, labels: labels[range].to_vec(), weight: example.weight }
    };
    ranges.into_iter().map(sample).collect()
}

/// The label of every token. A name that a sentence boundary cuts is labelled in its first sentence only.
fn labels_of(tokens: &[Token], ranges: &[Range<usize>], names: &[(Span, usize)]) -> Vec<u8> {
    let mut labels = vec![0u8; tokens.len()];
    for &(span, kind) in names {
        let start = tokens.partition_point(|token| token.span.end <= span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        let Some(sentence) = ranges.iter().find(|range| range.contains(&start)) else { continue };
        let end = end.min(sentence.end);
        if end <= start || labels[start..end].iter().any(|&label| label != 0) {
            continue;
        }
        for (at, label) in labels.iter_mut().enumerate().take(end).skip(start) {
            let place = match (at == start, at + 1 == end) {
                (true, true) => Place::Unit,
                (true, false) => Place::Begin,
                (false, true) => Place::Last,
                (false, false) => Place::Inside,
            };
            *label = label_of(kind, place) as u8;
        }
    }
    labels
}

/// The state of training.
struct Trainer<'a> {
    settings: &'a Settings,
    weights: Vec<Row>,
    squares: Vec<Row>,
    is_frequent: Vec<bool>,
    transitions: [Row; LABELS],
    transition_squares: [Row; LABELS],
    /// exp of `transitions`, 0 where a transition is not allowed.
    transition_factors: [Row; LABELS],
    sum: Vec<Row>,
    sums: usize,
    emissions: Vec<Row>,
    chain: Chain,
    kept: Vec<(u16, u32)>,
    random: u64,
}

impl<'a> Trainer<'a> {
    fn new(samples: &[Sample], settings: &'a Settings) -> Trainer<'a> {
        let rows = 1usize << settings.bits;
        let mut counts = vec![0u8; rows];
        for &(_, row) in samples.iter().flat_map(|sample| &sample.features) {
            counts[row as usize] = counts[row as usize].saturating_add(1);
        }
        Trainer {
            settings,
            weights: vec![[0.0; LABELS]; rows],
            squares: vec![[0.0; LABELS]; rows],
            is_frequent: counts.into_iter().map(|count| count >= settings.min_count).collect(),
            transitions: [[0.0; LABELS]; LABELS],
            transition_squares: [[1e-6; LABELS]; LABELS],
            transition_factors: [[0.0; LABELS]; LABELS],
            sum: vec![[0.0; LABELS]; rows],
            sums: 0,
            emissions: vec![],
            chain: Chain::default(),
            kept: vec![],
            random: 7,
        }
    }

    fn refresh_transitions(&mut self) {
        for before in 0..LABELS {
            for after in 0..LABELS {
                self.transition_factors[before][after] =
                    if may_follow(before, after) { self.transitions[before][after].exp() } else { 0.0 };
            }
        }
    }

    fn learn(&mut self, sample: &Sample) {
        let length = sample.labels.len();
        if length == 0 {
            return;
        }
        self.emissions.clear();
        self.emissions.resize(length, [0.0; LABELS]);
        self.drop_features(&sample.features);
        for &(at, row) in &self.kept {
            add(&mut self.emissions[at as usize], &self.weights[row as usize]);
        }
        self.chain.run(&self.emissions, &self.transition_factors);
        for (at, &label) in sample.labels.iter().enumerate() {
            self.chain.marginals[at][label as usize] -= 1.0;
            if at > 0 {
                self.chain.pairs[sample.labels[at - 1] as usize][label as usize] -= 1.0;
            }
        }
        let Settings { rate, l2, .. } = *self.settings;
        for &(at, row) in &self.kept {
            let (weights, squares) = (&mut self.weights[row as usize], &mut self.squares[row as usize]);
            for (label, &share) in self.chain.marginals[at as usize].iter().enumerate() {
                let gradient = share * sample.weight;
                if gradient.abs() < 1e-4 {
                    continue;
                }
                let gradient = gradient + l2 * weights[label];
                squares[label] += gradient * gradient;
                weights[label] -= rate * gradient / (squares[label].sqrt() + 1e-3);
            }
        }
        for before in 0..LABELS {
            for after in (0..LABELS).filter(|&after| length > 1 && may_follow(before, after)) {
                let gradient = self.chain.pairs[before][after] * sample.weight;
                let square = &mut self.transition_squares[before][after];
                *square += gradient * gradient;
                self.transitions[before][after] -= rate * gradient / square.sqrt().max(1e-3);
            }
        }
    }

    /// Chooses the features to learn from this time.
    fn drop_features(&mut self, features: &[(u16, u32)]) {
        let limit = (self.settings.dropout * 65_536.0) as u64;
        self.kept.clear();
        for &(at, row) in features.iter().filter(|(_, row)| self.is_frequent[*row as usize]) {
            self.random = mix(self.random.wrapping_add(0x9e37_79b9));
            if self.random & 0xffff >= limit {
                self.kept.push((at, row));
            }
        }
    }

    fn add_to_average(&mut self) {
        for (sum, weights) in self.sum.iter_mut().zip(&self.weights) {
            add(sum, weights);
        }
        self.sums += 1;
    }

    fn finish(mut self) -> Trained<'a> {
        let scale = 1.0 / self.sums.max(1) as f32;
        self.sum.iter_mut().flatten().for_each(|weight| *weight *= scale);
        Trained { settings: self.settings, weights: self.sum, transitions: self.transitions }
    }
}

fn add(sum: &mut Row, row: &Row) {
    for (sum, value) in sum.iter_mut().zip(row) {
        *sum += value;
    }
}

/// Forward-backward over one sentence, scaled at every token.
#[derive(Default)]
struct Chain {
    /// Probability of each label at each token.
    marginals: Vec<Row>,
    /// Expected number of each transition in the sentence.
    pairs: [Row; LABELS],
    factors: Vec<Row>,
    forward: Vec<Row>,
    scales: Vec<f32>,
}

impl Chain {
    fn run(&mut self, emissions: &[Row], transitions: &[Row; LABELS]) {
        let length = emissions.len();
        self.factors.clear();
        self.factors.extend(emissions.iter().map(|row| {
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            row.map(|score| (score - top).exp())
        }));
        self.forward.clear();
        self.scales.clear();
        for at in 0..length {
            let mut row = [0.0; LABELS];
            for label in 0..LABELS {
                let reach = match at.checked_sub(1) {
                    None => f32::from(u8::from(may_begin(label))),
                    Some(before) => (0..LABELS).map(|from| self.forward[before][from] * transitions[from][label]).sum(),
                };
                row[label] = if at + 1 == length && !may_end(label) { 0.0 } else { reach * self.factors[at][label] };
            }
            let scale = row.iter().sum::<f32>().max(1e-30);
            self.forward.push(row.map(|value| value / scale));
            self.scales.push(scale);
        }
        self.backward(length, transitions);
    }

    fn backward(&mut self, length: usize, transitions: &[Row; LABELS]) {
        self.marginals.clear();
        self.marginals.resize(length, [0.0; LABELS]);
        self.pairs = [[0.0; LABELS]; LABELS];
        let mut after: Row = std::array::from_fn(|label| f32::from(u8::from(may_end(label))));
        for at in (0..length).rev() {
            let products: Row = std::array::from_fn(|label| self.forward[at][label] * after[label]);
            let total = products.iter().sum::<f32>().max(1e-30);
            self.marginals[at] = products.map(|value| value / total);
            if at == 0 {
                return;
            }
            let ahead: Row = std::array::from_fn(|label| self.factors[at][label] * after[label]);
            for from in 0..LABELS {
                let reach = self.forward[at - 1][from] / (self.scales[at] * total);
                let mut sum = 0.0;
                for label in 0..LABELS {
                    let value = transitions[from][label] * ahead[label];
                    self.pairs[from][label] += reach * value;
                    sum += value;
                }
                after[from] = sum / self.scales[at];
            }
        }
    }
}

/// The result of training, before it is cut down to integers.
struct Trained<'a> {
    settings: &'a Settings,
    weights: Vec<Row>,
    transitions: [Row; LABELS],
}

impl Trained<'_> {
    fn write(&self, writer: &mut Writer) {
        let Settings { bits, step, prune, outside_penalty, .. } = *self.settings;
        let whole = |weight: f32| (weight / step).round();
        writer.bytes.push(bits as u8);
        writer.u32(whole(outside_penalty) as i32 as u32);
        for before in 0..LABELS {
            for after in 0..LABELS {
                let score = if may_follow(before, after) { whole(self.transitions[before][after]) } else { 0.0 };
                writer.u32(score as i32 as u32);
            }
        }
        let (mut numbers, mut masks, mut values) = (vec![], vec![], vec![]);
        for (number, row) in self.weights.iter().enumerate() {
            if row.iter().all(|weight| weight.abs() < prune) {
                continue;
            }
            let mut mask = 0u32;
            for (label, &weight) in row.iter().enumerate() {
                let value = whole(weight).clamp(-127.0, 127.0) as i8;
                if value != 0 && weight.abs() >= prune * 0.35 {
                    mask |= 1 << label;
                    values.push(value as u8);
                }
            }
            numbers.push(number as u32);
            masks.push(mask);
        }
        writer.ascending(numbers.iter().copied());
        writer.planes::<2>(&masks);
        writer.list(&values);
    }
}
