//! Bytes and a file name in, raw articles or an [`ImportError`] out. One file a format; no analysis, no file system.
//!
//! [`import`] asks `format` what the bytes are (by name first, then by content), hands them to the reader of that
//! format, and gives back one result an article, so that one broken article never hides its neighbours. A new format
//! is one file with a `read` function, one variant of `Format` and its signs in `format`.
//!
//! Plain text and the `text` of JSON lines stay as they are. Whatever else holds an article becomes a `found::Found`
//! first, which puts title and writer before the text and keeps the facts that are sure.
//!
//! ```text
//! name, bytes ─▶ format ─┬▶ plain ─────────────────▶ encoding ─┐
//!                        ├▶ json_lines ────────────────────────┤
//!                        ├▶ json, table ─▶ columns ─┐         │
//!                        ├▶ feed ─▶ xml ─────────────┤         │
//!                        ├▶ mail ───────────────────┤ ─▶ parts are read like files
//!                        ├▶ docx, epub, warc ───────┤
//!                        ├▶ archive ─▶ budget ──────┘ ─▶ files are read like files
//!                        ├▶ html ─▶ page_facts, markup ─┐      ├▶ [Ok(RawArticle) | Err(ImportError)]
//!                        └▶ markdown ───────────────────┴▶ found
//! ```

use crate::base::RawArticle;
use budget::Reading;
use format::Format;

mod archive;
mod budget;
mod columns;
mod dates;
mod docx;
mod encoding;
mod epub;
mod feed;
mod format;
mod found;
mod html;
mod json;
mod json_lines;
mod mail;
mod markdown;
mod markup;
mod page_facts;
mod plain;
#[cfg(not(target_arch = "wasm32"))]
mod sources;
mod table;
mod warc;
mod xml;

pub use columns::{Columns, Table};
pub use format::extensions;
pub use json_lines::{read as json_lines, read_line as json_line, write as to_json_line};
#[cfg(not(target_arch = "wasm32"))]
pub use sources::{Sources, SourcesError};

/// The longest input read, in bytes: all of it is held in memory.
pub const MAX_INPUT_BYTES: u64 = 1 << 30;

/// The longest article read, in bytes: longer than any novel. The analysis of an odd text takes up to fifty times the
/// text's size in memory (measured on 4 MB), so that this comes to about 0.8 GB.
pub const MAX_ARTICLE_BYTES: usize = 16 << 20;

/// Why one input could not be read: what happened, to which input, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    /// The file or line, as the person knows it.
    pub input: String,
    pub cause: String,
    pub remedy: String,
    /// Nothing is broken: it is no article (an image in an archive, an attachment) and was left where it was.
    pub is_skipped: bool,
}

impl ImportError {
    pub fn new(input: &str, cause: impl Into<String>, remedy: &str) -> ImportError {
        ImportError { input: input.into(), cause: cause.into(), remedy: remedy.into(), is_skipped: false }
    }

    /// The word on something that is no article.
    fn skipped(input: &str, cause: impl Into<String>, remedy: &str) -> ImportError {
        ImportError { is_skipped: true, ..ImportError::new(input, cause, remedy) }
    }

    /// An input longer than [`MAX_INPUT_BYTES`].
    pub fn too_long(input: &str, bytes: u64) -> ImportError {
        let cause = format!("It is {} MB long, and {} MB is the most", bytes >> 20, MAX_INPUT_BYTES >> 20);
        ImportError::new(input, cause, "Split it into one file an article, or into JSON lines.")
    }

    /// An article longer than [`MAX_ARTICLE_BYTES`].
    fn too_long_an_article(input: &str, bytes: usize) -> ImportError {
        let (length, most) = (bytes.div_ceil(1 << 20), MAX_ARTICLE_BYTES >> 20);
        let cause = format!("This one article is {length} MB long, and {most} MB is the most");
        let remedy = "If it holds several, split it into one file an article, or into JSON lines; else leave it out.";
        ImportError::new(input, cause, remedy)
    }
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}. {}", self.input, self.cause, self.remedy)
    }
}

impl std::error::Error for ImportError {}

/// What the giver of files decides about reading them.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The columns of tables and fields of JSON objects; else they are guessed by their names.
    pub columns: Option<Columns>,
}

/// Reads the bytes of one file by its name and content: one result an article, in order, never none.
pub fn import(name: &str, bytes: &[u8]) -> Vec<Result<RawArticle, ImportError>> {
    import_with(name, bytes, &Options::default())
}

/// [`import`], with what the giver decided.
pub fn import_with(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<RawArticle, ImportError>> {
    if bytes.len() as u64 > MAX_INPUT_BYTES {
        return vec![Err(ImportError::too_long(name, bytes.len() as u64))];
    }
    read_file(name, bytes, &mut Reading::new(options, bytes.len()))
}

/// Reads one file, given or found in another.
fn read_file(name: &str, bytes: &[u8], reading: &mut Reading) -> Vec<Result<RawArticle, ImportError>> {
    let columns = reading.options.columns.as_ref();
    match format::detect(name, bytes) {
        Ok(Format::Plain) => vec![plain::read(name, bytes)],
        Ok(Format::Markdown) => vec![markdown::read(name, bytes)],
        Ok(Format::Html) => vec![html::read(name, bytes)],
        Ok(Format::JsonLines) if columns.is_some() || json::are_foreign_lines(bytes) => {
            json::read(name, bytes, columns)
        }
        Ok(Format::JsonLines) => json_lines::read(name, bytes),
        Ok(Format::Json) => json::read(name, bytes, columns),
        Ok(Format::Table) => table::read(name, bytes, columns),
        Ok(Format::Feed) => feed::read(name, bytes),
        Ok(Format::Mail) => mail::read(name, bytes, reading),
        Ok(Format::Mailbox) => mail::read_mailbox(name, bytes, reading),
        Ok(Format::Zip) => archive::read(name, bytes, reading),
        Ok(Format::Docx) => vec![docx::read(name, bytes, reading)],
        Ok(Format::Epub) => epub::read(name, bytes, reading),
        Ok(Format::Warc) => warc::read(name, bytes, reading),
        Ok(Format::Wacz) => warc::read_packed(name, bytes, reading),
        Ok(Format::Gzip) => archive::read_gzip(name, bytes, reading),
        Err(refusal) => vec![Err(refusal)],
    }
}

/// The columns of a table or the fields of a JSON file, for a person to choose from; `None` for any other file.
pub fn columns_of(name: &str, bytes: &[u8]) -> Option<Table> {
    match format::detect(name, bytes).ok()? {
        Format::Table => table::look(name, bytes),
        Format::Json | Format::JsonLines => json::look(name, bytes),
        _ => None,
    }
}

/// Whether a file of this name is an article by its extension: what a folder is searched for. Markdown that tells what
/// a folder holds is none.
pub fn is_article_name(name: &str) -> bool {
    const ABOUT: [&str; 6] = ["readme", "sources", "license", "licence", "notice", "changelog"];
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let stem = base_name(name).split('.').next().unwrap_or_default().to_ascii_lowercase();
    match format::by_extension(name) {
        Some(Format::Markdown) => !ABOUT.contains(&stem.as_str()),
        format => format.is_some(),
    }
}

/// The part of a path after its last separator.
fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
