//! The static table: one short vector a word piece, so that "troops" meets "soldiers" without a neural network.
//!
//! The table is distilled from all-MiniLM-L6-v2 (see `static/models/SOURCES.md`): 27,728 word pieces of 128
//! dimensions in four bits each, with a scale for each row and the background rarity of each piece in news. A
//! sentence's vector is the normalised mean of its pieces' rows. Rows are unpacked only for pieces that occur.

use super::words;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// The row of a word piece.
pub type Piece = u32;

/// The longest word, in characters, that is looked up (as the table's tokeniser was trained).
const LONGEST_WORD: usize = 100;

/// Read from the shipped files; empty when they cannot be read, and then nothing is similar to anything.
pub struct Table<'a> {
    rows: FxHashMap<&'a str, Piece>,
    /// Whether a piece carries no content: stop words and punctuation.
    is_empty: Vec<bool>,
    packed: &'a [u8],
    scales: &'a [u8],
    rarities: &'a [u8],
    dimensions: usize,
}

impl<'a> Table<'a> {
    /// `tensors` is a safetensors file with `q` (two dimensions a byte, low nibble first), `scale` (f16) and `idf`
    /// (sixteenths); line k of `vocabulary` is the piece of row k.
    pub fn read(tensors: &'a [u8], vocabulary: &'a str) -> Option<Table<'a>> {
        let length = u64::from_le_bytes(tensors.get(..8)?.try_into().ok()?) as usize;
        let header: serde_json::Value = serde_json::from_slice(tensors.get(8..8usize.checked_add(length)?)?).ok()?;
        let data = &tensors[8 + length..];
        let part = |name: &str| {
            let offsets = &header[name]["data_offsets"];
            data.get(offsets[0].as_u64()? as usize..offsets[1].as_u64()? as usize)
        };
        let dimensions = header["q"]["shape"][1].as_u64()? as usize * 2;
        let (packed, scales, rarities) = (part("q")?, part("scale")?, part("idf")?);
        let rows: FxHashMap<&str, Piece> = vocabulary.lines().zip(0..).collect();
        let count = rows.len();
        let fits = packed.len() == count * dimensions / 2 && scales.len() == count * 2 && rarities.len() == count;
        let bare = |piece: &str| !piece.replace("##", "").chars().any(char::is_alphanumeric);
        let is_empty = |piece: &str| bare(piece) || words::is_stop(piece);
        let is_empty = vocabulary.lines().map(is_empty).collect();
        (dimensions > 0 && fits).then_some(Table { rows, is_empty, packed, scales, rarities, dimensions })
    }

    /// Number of dimensions of a row.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// How many rows it has.
    pub fn count(&self) -> usize {
        self.rarities.len()
    }

    /// The row of one whole piece ("##ing" is a continuation).
    pub fn row_of(&self, piece: &str) -> Option<Piece> {
        self.rows.get(piece).copied()
    }

    /// Whether a piece carries no content.
    pub fn is_empty(&self, piece: Piece) -> bool {
        self.is_empty[piece as usize]
    }

    /// Background rarity of a piece in news, in natural logarithm.
    pub fn rarity(&self, piece: Piece) -> f32 {
        f32::from(self.rarities[piece as usize]) / 16.0
    }

    /// Unpacks one row into `out`, which has the table's dimensions.
    pub fn unpack(&self, piece: Piece, out: &mut [f32]) {
        let row = piece as usize;
        let scale = half(u16::from_le_bytes([self.scales[2 * row], self.scales[2 * row + 1]]));
        let bytes = &self.packed[row * self.dimensions / 2..][..self.dimensions / 2];
        for (pair, byte) in out.chunks_exact_mut(2).zip(bytes) {
            pair[0] = f32::from((byte << 4) as i8 >> 4) * scale;
            pair[1] = f32::from(*byte as i8 >> 4) * scale;
        }
    }

    /// Cuts many texts.
    pub fn cutter<'b>(&'b self) -> Cutter<'b> {
        Cutter { table: self, known: FxHashMap::default() }
    }

    /// The pieces of a text, as BERT's uncased tokeniser cuts it; a word that cannot be covered gives none.
    pub fn pieces(&self, text: &str) -> Vec<Piece> {
        self.cutter().pieces(text)
    }

    /// The pieces of what stands between two blanks.
    fn pieces_of(&self, written: &str) -> Vec<Piece> {
        let plain: String = written.chars().filter_map(visible).flat_map(char::to_lowercase).collect();
        let plain: String = plain.nfd().filter(|c| !is_accent(*c)).collect();
        let mut out = Vec::new();
        for word in plain.split_whitespace() {
            let mut start = 0;
            for (at, c) in word.char_indices().filter(|(_, c)| stands_alone(*c)) {
                self.cut(&word[start..at], &mut out);
                self.cut(&word[at..at + c.len_utf8()], &mut out);
                start = at + c.len_utf8();
            }
            self.cut(&word[start..], &mut out);
        }
        out
    }

    /// Greedy longest match from the left.
    fn cut(&self, word: &str, out: &mut Vec<Piece>) {
        if word.is_empty() || word.chars().count() > LONGEST_WORD {
            return;
        }
        let kept = out.len();
        let mut start = 0;
        let mut key = String::new();
        while start < word.len() {
            let found = word[start..].char_indices().rev().find_map(|(at, c)| {
                let end = start + at + c.len_utf8();
                key.clear();
                key.push_str(if start > 0 { "##" } else { "" });
                key.push_str(&word[start..end]);
                self.row_of(&key).map(|piece| (piece, end))
            });
            let Some((piece, end)) = found else {
                out.truncate(kept);
                return;
            };
            out.push(piece);
            start = end;
        }
    }
}

/// Cuts texts into pieces, each different word once.
pub struct Cutter<'a> {
    table: &'a Table<'a>,
    known: FxHashMap<&'a str, Vec<Piece>>,
}

impl<'a> Cutter<'a> {
    /// As [`Table::pieces`].
    pub fn pieces(&mut self, text: &'a str) -> Vec<Piece> {
        let mut out = Vec::with_capacity(text.len() / 4);
        // What stands between spaces is cut by itself: no letter changes with one beyond a space.
        for word in text.split(' ') {
            out.extend_from_slice(self.known.entry(word).or_insert_with(|| self.table.pieces_of(word)));
        }
        out
    }
}

/// Control characters vanish, line breaks and tabs part words.
fn visible(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' => Some(' '),
        _ if c.is_ascii() => (!c.is_ascii_control()).then_some(c),
        _ => (c.general_category_group() != GeneralCategoryGroup::Other).then_some(c),
    }
}

fn is_accent(c: char) -> bool {
    !c.is_ascii() && c.general_category() == unicode_properties::GeneralCategory::NonspacingMark
}

/// Punctuation and Chinese characters are words of their own.
fn stands_alone(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    ('\u{4E00}'..='\u{9FFF}').contains(&c) || c.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// An IEEE half as f32; the table holds no infinities.
fn half(bits: u16) -> f32 {
    let sign = if bits & 0x8000 != 0 { -1.0 } else { 1.0 };
    let exponent = i32::from(bits >> 10 & 0x1f);
    let fraction = f32::from(bits & 0x3ff);
    // Powers of two are exact, so the bits can be set directly.
    let power = |exponent: i32| f32::from_bits(((exponent + 127) as u32) << 23);
    match exponent {
        0 => sign * fraction * power(-24),
        _ => sign * (1024.0 + fraction) * power(exponent - 25),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_exact() {
        for (bits, value) in [(0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333_251_95), (0x0001, 5.960_464_5e-8), (0, 0.0)]
        {
            assert_eq!(half(bits), value);
        }
    }

    #[test]
    fn damaged_files_are_refused() {
        let good = br#"XXXXXXXX{"q":{"shape":[1,1],"data_offsets":[0,1]},"scale":{"data_offsets":[1,3]},"idf":{"data_offsets":[3,4]}}"#;
        let mut file = good.to_vec();
        let length = (file.len() - 8) as u64;
        file[..8].copy_from_slice(&length.to_le_bytes());
        file.extend([0x21, 0x00, 0x3c, 32]);
        let table = Table::read(&file, "word\n").unwrap();
        let mut row = [0.0; 2];
        table.unpack(0, &mut row);
        assert_eq!((row, table.rarity(0), table.pieces("Word, wörd\twords x")), ([1.0, 2.0], 2.0, vec![0, 0]));
        assert!(Table::read(&file, "word\nmore\n").is_none());
        for cut in 0..file.len() {
            assert!(Table::read(&file[..cut], "word\n").is_none(), "{cut}");
        }
    }
}
