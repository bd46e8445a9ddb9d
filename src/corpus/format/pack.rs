//! The pack: what the page embeds.

use super::{FormatError, check, unpack};
use crate::corpus::{Corpus, Grade};

/// Magic and version; a pack of another version is refused.
const PACK_HEAD: &[u8; 8] = b"CRPACK03";

/// The compact form for the page. Alignments below the grade `link` stay out: the page shows none of them, and they
/// are half of all.
pub fn to_pack(corpus: &Corpus) -> Vec<u8> {
    let mut shown = corpus.clone();
    shown.alignments = corpus.alignments.iter().filter(|pair| pair.grade >= Grade::Link).cloned().collect();
    let mut out = PACK_HEAD.to_vec();
    out.extend(postcard::to_allocvec(&shown).expect("a corpus is plain data"));
    out
}

/// Reads what [`to_pack`] wrote.
pub fn from_pack(bytes: &[u8]) -> Result<Corpus, FormatError> {
    let Some(corpus) = unpack::corpus(body(bytes)?) else { return Err(cut_short()) };
    check::corpus(&corpus).map_err(damaged)?;
    Ok(corpus)
}

/// The same, with a pause wherever one may be made: a page stays awake over a large pack.
pub async fn from_pack_slowly(bytes: &[u8], pause: &impl AsyncFn()) -> Result<Corpus, FormatError> {
    let Some(corpus) = unpack::corpus_slowly(body(bytes)?, pause).await else { return Err(cut_short()) };
    pause().await;
    check::corpus(&corpus).map_err(damaged)?;
    Ok(corpus)
}

fn body(bytes: &[u8]) -> Result<&[u8], FormatError> {
    bytes.strip_prefix(PACK_HEAD).ok_or_else(|| {
        FormatError("This is not a Crossread pack of this version; make it anew with `prepare --format pack`".into())
    })
}

#[inline(never)]
fn cut_short() -> FormatError {
    damaged("it cannot be read to its end")
}

fn damaged(cause: &str) -> FormatError {
    FormatError(format!("The pack is damaged ({cause}); make it anew with `prepare --format pack`"))
}
