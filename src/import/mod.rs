//! Bytes and a file name in, raw articles or an [`ImportError`] out. One file a format; no analysis.

use crate::base::RawArticle;

/// Why one input could not be read: what happened, to which input, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    /// The file or line, as the person knows it.
    pub input: String,
    pub cause: String,
    pub remedy: String,
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}. {}", self.input, self.cause, self.remedy)
    }
}

impl std::error::Error for ImportError {}

/// Reads the bytes of one file by its name.
pub fn import(name: &str, bytes: &[u8]) -> Vec<Result<RawArticle, ImportError>> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let text = String::from_utf8_lossy(bytes).into_owned();
    vec![Ok(RawArticle { file: Some(base.to_string()), text, ..RawArticle::default() })]
}
