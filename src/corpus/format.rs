//! The wire forms of a corpus: a pack for the page, JSON for everyone else.

use super::Corpus;

/// Why a corpus could not be read: says cause and remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError(pub String);

impl std::fmt::Display for FormatError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FormatError {}

/// Magic and version; a pack of another version is refused.
const PACK_HEAD: &[u8; 8] = b"CRPACK01";

/// The compact form for the page.
pub fn to_pack(corpus: &Corpus) -> Vec<u8> {
    let mut out = PACK_HEAD.to_vec();
    out.extend(postcard::to_allocvec(corpus).expect("a corpus is plain data"));
    out
}

/// Reads what [`to_pack`] wrote.
pub fn from_pack(bytes: &[u8]) -> Result<Corpus, FormatError> {
    let body = bytes.strip_prefix(PACK_HEAD).ok_or_else(|| {
        FormatError("This is not a Crossread pack of this version; make it anew with `prepare --format pack`".into())
    })?;
    postcard::from_bytes(body).map_err(|error| {
        FormatError(format!("The pack is damaged ({error}); make it anew with `prepare --format pack`"))
    })
}
