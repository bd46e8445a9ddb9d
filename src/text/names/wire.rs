//! The bytes of a name model: how [`super::Recogniser`] is read and, in training, written.
//!
//! ```text
//! "CRNM" version:u8
//! clusters  coarse-of-fine:[u8] hashes:[delta varint] classes:[u16, low bytes then high bytes]
//! classes   hashes:[delta varint] masks:[u32, four byte planes]
//! weights   bits:u8 o_bias:i32 transitions:[i32; 169] rows:[delta varint] masks:[u16, two byte planes] values:[i8]
//! ```
//! Numbers are little-endian; a list is a u32 length in bytes, then the bytes. Values of one kind stand together,
//! which lets the transport's compression (brotli) find what they share.

use super::ModelError;

/// Reads from the front of a byte slice; running out is an error, never a panic.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { rest: bytes }
    }

    pub fn bytes(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        let (head, rest) = self.rest.split_at_checked(count).ok_or(ModelError::Cut)?;
        self.rest = rest;
        Ok(head)
    }

    pub fn u8(&mut self) -> Result<u8, ModelError> {
        Ok(self.bytes(1)?[0])
    }

    pub fn u32(&mut self) -> Result<u32, ModelError> {
        let bytes = self.bytes(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    pub fn i32(&mut self) -> Result<i32, ModelError> {
        Ok(self.u32()? as i32)
    }

    /// A list of bytes with its length before it.
    pub fn list(&mut self) -> Result<&'a [u8], ModelError> {
        let count = self.u32()? as usize;
        self.bytes(count)
    }

    /// Ascending numbers, stored as variable-length differences.
    pub fn ascending(&mut self) -> Result<Vec<u32>, ModelError> {
        let bytes = self.list()?;
        let mut numbers = Vec::with_capacity(bytes.len() / 2);
        let (mut last, mut delta, mut shift) = (0u32, 0u32, 0u32);
        for &byte in bytes {
            delta |= u32::from(byte & 0x7f).checked_shl(shift).ok_or(ModelError::Broken("a number is too long"))?;
            shift += 7;
            if byte < 0x80 {
                last = last.checked_add(delta).ok_or(ModelError::Broken("numbers overflow"))?;
                numbers.push(last);
                (delta, shift) = (0, 0);
            }
        }
        Ok(numbers)
    }

    /// `count` numbers of `N` bytes each, stored as `N` planes, lowest bytes first.
    pub fn planes<const N: usize>(&mut self, count: usize) -> Result<Vec<u32>, ModelError> {
        let bytes = self.list()?;
        if bytes.len() != count * N {
            return Err(ModelError::Broken("lists that belong together differ in length"));
        }
        let planes: [&[u8]; N] = std::array::from_fn(|plane| &bytes[plane * count..][..count]);
        let number = |index: usize| (0..N).map(|plane| u32::from(planes[plane][index]) << (8 * plane)).sum();
        Ok((0..count).map(number).collect())
    }
}

/// Writes what [`Reader`] reads.
#[cfg(feature = "train")]
#[derive(Default)]
pub struct Writer {
    pub bytes: Vec<u8>,
}

#[cfg(feature = "train")]
impl Writer {
    pub fn u32(&mut self, value: u32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    pub fn list(&mut self, bytes: &[u8]) {
        self.u32(bytes.len() as u32);
        self.bytes.extend_from_slice(bytes);
    }

    pub fn ascending(&mut self, numbers: impl IntoIterator<Item = u32>) {
        let mut bytes = vec![];
        let mut last = 0;
        for number in numbers {
            let mut delta = number - last;
            last = number;
            while delta >= 0x80 {
                bytes.push(delta as u8 | 0x80);
                delta >>= 7;
            }
            bytes.push(delta as u8);
        }
        self.list(&bytes);
    }

    pub fn planes<const N: usize>(&mut self, numbers: &[u32]) {
        let bytes: Vec<u8> =
            (0..N).flat_map(|plane| numbers.iter().map(move |number| (number >> (8 * plane)) as u8)).collect();
        self.list(&bytes);
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_wrote() {
        let numbers = [0, 1, 200, 70_000, u32::MAX];
        let mut writer = Writer::default();
        writer.ascending(numbers);
        writer.planes::<4>(&numbers);
        let mut reader = Reader::new(&writer.bytes);
        assert_eq!(reader.ascending().unwrap(), numbers);
        assert_eq!(reader.planes::<4>(5).unwrap(), numbers);
        assert!(matches!(reader.u8(), Err(ModelError::Cut)));
    }
}
