//! A text file is one article: its text is the file's, line ends and all.

use super::{ImportError, MAX_ARTICLE_BYTES, base_name, encoding};
use crate::base::RawArticle;

pub fn read(name: &str, bytes: &[u8]) -> Result<RawArticle, ImportError> {
    if bytes.len() > MAX_ARTICLE_BYTES {
        return Err(ImportError::too_long_an_article(name, bytes.len()));
    }
    let decoded = encoding::decode(bytes).ok_or_else(|| {
        let remedy = "Save the article as plain text (.txt, UTF-8) and give that.";
        ImportError::new(name, "This is no text: it is full of control characters", remedy)
    })?;
    if !decoded.text.chars().any(|c| !is_blank(c)) {
        let remedy = "Leave it out, or save the article into it again.";
        return Err(ImportError::new(name, "The file holds nothing but blanks", remedy));
    }
    Ok(RawArticle {
        file: Some(base_name(name).into()),
        text: decoded.text,
        warnings: decoded.warning.into_iter().collect(),
        ..RawArticle::default()
    })
}

/// White space, and the marks that show as nothing.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
