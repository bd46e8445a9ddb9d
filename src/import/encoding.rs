//! Bytes to text.
//!
//! In this order: a byte order mark decides; valid UTF-8 is UTF-8; zero bytes in every second place are UTF-16 without
//! a mark; many control characters are no text; mostly valid UTF-8 is UTF-8 with damage; the rest is an old one-byte
//! or East Asian encoding, told by `chardetng` (the detector of Firefox) and decoded by `encoding_rs`.

use crate::base::{Warning, WarningKind};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file, without a byte order mark, and what had to be guessed.
#[derive(Debug, PartialEq)]
pub struct Decoded {
    pub text: String,
    pub warning: Option<Warning>,
}

/// `None` when the bytes are no text.
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some((encoding, mark_bytes)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark_bytes..], false).filter(|it| !is_binary(&it.text));
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !is_binary(text)
    {
        return Some(Decoded { text: text.into(), warning: None });
    }
    let guess = utf16_without_mark(bytes).or_else(|| (!has_zeros(bytes)).then(|| legacy(bytes)))?;
    with(guess, bytes, guess != UTF_8).filter(|it| !is_binary(&it.text))
}

/// Like [`decode`], for a container that states its encoding. What is valid UTF-8 is UTF-8 all the same: pages state
/// others out of habit.
pub fn decode_as(bytes: &[u8], label: Option<&str>) -> Option<Decoded> {
    let stated = label.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|it| *it != UTF_8);
    let Some(encoding) = stated.filter(|_| Encoding::for_bom(bytes).is_none() && !has_zeros(bytes)) else {
        return decode(bytes);
    };
    // ISO-2022-JP looks like ASCII, hence like UTF-8.
    if encoding.is_ascii_compatible() && std::str::from_utf8(bytes).is_ok() {
        return decode(bytes);
    }
    with(encoding, bytes, false).filter(|it| !is_binary(&it.text))
}

fn with(encoding: &'static Encoding, bytes: &[u8], is_guess: bool) -> Option<Decoded> {
    let (text, is_damaged) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name();
    let message = match (is_damaged, is_guess) {
        (true, _) => Some(format!("Some bytes are no {name} and were replaced by \u{fffd}; words there are damaged")),
        (false, true) => Some(format!("The file does not say its encoding; it was read as {name}")),
        (false, false) => None,
    };
    let warning = message.map(|message| Warning { kind: WarningKind::Encoding, span: None, message });
    Some(Decoded { text: text.into_owned(), warning })
}

/// How much of a file is looked at to tell what it is, in bytes.
const SAMPLE_BYTES: usize = 1 << 16;

fn sample(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(SAMPLE_BYTES)]
}

fn has_zeros(bytes: &[u8]) -> bool {
    sample(bytes).contains(&0)
}

/// Text in Latin script has a zero in nearly every high byte and in hardly any low one.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample(bytes).len() / 2;
    if pairs < 2 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |at: usize| sample(bytes).chunks_exact(2).filter(|pair| pair[at] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let is_clear = |many: usize, few: usize| many * 10 >= pairs * 7 && few * 50 <= pairs;
    if is_clear(second, first) {
        Some(UTF_16LE)
    } else if is_clear(first, second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 where its multi-byte sequences outnumber the damage, else what the detector says.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    let (mut whole, mut damaged) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    if whole > damaged {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Control characters other than blanks make up more than one in 200: no text. (A log file with terminal colours
/// stays below; the smallest programs and images lie far above.)
fn is_binary(text: &str) -> bool {
    let (mut controls, mut all) = (0usize, 0usize);
    for c in text.chars().take(SAMPLE_BYTES) {
        all += 1;
        controls += usize::from(c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{b}' | '\u{1b}'));
    }
    controls * 200 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<(String, bool)> {
        decode(bytes).map(|it| (it.text, it.warning.is_some()))
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn decodes_what_people_have() {
        let text = "The café closed, “for good”.\r\nRain fell on Brno.";
        let quiet = Some((text.to_string(), false));
        let warned = Some((text.to_string(), true));
        let marked = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
        assert_eq!(read(text.as_bytes()), quiet);
        assert_eq!(read(&marked(b"\xef\xbb\xbf", text.into())), quiet);
        assert_eq!(read(&marked(b"\xff\xfe", utf16(text, u16::to_le_bytes))), quiet);
        assert_eq!(read(&marked(b"\xfe\xff", utf16(text, u16::to_be_bytes))), quiet);
        assert_eq!(read(&utf16(text, u16::to_le_bytes)), warned);
        assert_eq!(read(&utf16(text, u16::to_be_bytes)), warned);
        assert_eq!(read(&encoding_rs::WINDOWS_1252.encode(text).0), warned);
    }

    #[test]
    fn follows_what_a_container_states() {
        let text = "Příliš žluťoučký";
        let bytes = encoding_rs::ISO_8859_2.encode(text).0;
        assert_eq!(decode_as(&bytes, Some("iso-8859-2")), Some(Decoded { text: text.into(), warning: None }));
        let wrong = decode_as(text.as_bytes(), Some("latin1"));
        assert_eq!(wrong, Some(Decoded { text: text.into(), warning: None }));
        assert_eq!(decode_as(b"Rain", Some("nonsense")).unwrap().text, "Rain");
    }

    #[test]
    fn keeps_damaged_utf8_as_utf8() {
        let mut bytes = "“Já vím,” řekl Jiří. “Ano.”".as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        let (text, is_warned) = read(&bytes).unwrap();
        assert!(text.starts_with("“Já vím,” řekl Jiří. “Ano.") && text.ends_with('\u{fffd}') && is_warned, "{text}");
    }

    #[test]
    fn refuses_what_is_no_text() {
        let noise: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for bytes in [&noise[..], &[0; 64], b"\x01\x02\x03\x04", b"text\0with\0zeros"] {
            assert_eq!(read(bytes), None);
        }
    }
}
