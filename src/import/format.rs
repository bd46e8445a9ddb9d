//! What a file is, told by its name and then by its first bytes.

use super::{ImportError, archive, base_name};

/// The formats read so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Plain,
    Markdown,
    Html,
    JsonLines,
    Json,
    Table,
    Feed,
    Mail,
    Mailbox,
    Zip,
    Docx,
    Epub,
    Warc,
    Wacz,
    Gzip,
}

/// What a name's extension promises, the most common first.
const EXTENSIONS: &[(&str, Format)] = &[
    ("txt", Format::Plain),
    ("text", Format::Plain),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("json", Format::Json),
    ("csv", Format::Table),
    ("tsv", Format::Table),
    ("tab", Format::Table),
    ("rss", Format::Feed),
    ("atom", Format::Feed),
    ("rdf", Format::Feed),
    ("xml", Format::Feed),
    ("eml", Format::Mail),
    ("mbox", Format::Mailbox),
    ("zip", Format::Zip),
    ("docx", Format::Docx),
    ("epub", Format::Epub),
    ("warc", Format::Warc),
    ("wacz", Format::Wacz),
];

/// The extensions of files that hold articles, without the dot.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    EXTENSIONS.iter().map(|it| it.0)
}

/// The format that a file name's extension promises.
pub fn by_extension(name: &str) -> Option<Format> {
    // What is packed with gzip has its own extension before that one.
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let (_, extension) = base_name(name).rsplit_once('.')?;
    EXTENSIONS.iter().find(|it| it.0.eq_ignore_ascii_case(extension)).map(|it| it.1)
}

/// First bytes of common formats that hold no text we read: name, signature (PRONOM registry, Gary Kessler's list).
const SIGNATURES: &[(&str, &[u8])] = &[
    ("a PDF file", b"%PDF-"),
    ("an empty zip archive", b"PK\x05\x06"),
    ("a bzip2 archive", b"BZh"),
    ("an xz archive", b"\xfd7zXZ\x00"),
    ("a Zstandard archive", b"\x28\xb5\x2f\xfd"),
    ("a 7-Zip archive", b"7z\xbc\xaf\x27\x1c"),
    ("a RAR archive", b"Rar!\x1a\x07"),
    ("an old Word or Excel file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("an RTF file", b"{\\rtf"),
    ("a PNG image", b"\x89PNG\r\n\x1a\n"),
    ("a JPEG image", b"\xff\xd8\xff"),
    ("a GIF image", b"GIF8"),
    ("a program", b"\x7fELF"),
    ("a program", b"MZ\x90\x00"),
    ("a SQLite database", b"SQLite format 3\x00"),
    ("a WebAssembly program", b"\x00asm"),
    ("UTF-32 text", b"\x00\x00\xfe\xff"),
    ("UTF-32 text", b"\xff\xfe\x00\x00"),
];

/// What the bytes are, or why they are not read. The content's signature outweighs the name.
pub fn detect(name: &str, bytes: &[u8]) -> Result<Format, ImportError> {
    let remedy = "Save the article as plain text (.txt) and give that.";
    if bytes.is_empty() {
        return Err(ImportError::new(name, "The file is empty", "Leave it out, or save the article into it again."));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return archive::kind(bytes)
            .map_err(|what| ImportError::new(name, format!("This is {what}, not text"), remedy));
    }
    if bytes.starts_with(b"WARC/1.") {
        return Ok(Format::Warc);
    }
    if bytes.starts_with(b"\x1f\x8b\x08") {
        return Ok(Format::Gzip);
    }
    if let Some((what, _)) = SIGNATURES.iter().find(|(_, signature)| bytes.starts_with(signature)) {
        return Err(ImportError::new(name, format!("This is {what}, not text"), remedy));
    }
    if is_page(bytes) {
        return Ok(Format::Html);
    }
    if starts_with_any(bytes, &[b"<?xml", b"<rss", b"<feed", b"<rdf:rdf"]) {
        return Ok(Format::Feed);
    }
    match by_extension(name) {
        // Word files that are no archive are old ones renamed, or broken.
        Some(Format::Docx | Format::Epub | Format::Wacz | Format::Zip) => {
            let cause = "It is damaged: it does not begin as files of its kind do";
            return Err(ImportError::new(name, cause, "Fetch or save it again."));
        }
        Some(format) => return Ok(format),
        None => {}
    }
    Ok(if looks_like_json_lines(bytes) { Format::JsonLines } else { Format::Plain })
}

/// Whether the file begins as a web page does, perhaps after an XML declaration and comments.
fn is_page(bytes: &[u8]) -> bool {
    const HEADS: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<head", b"<body"];
    if starts_with_any(bytes, &HEADS) {
        return true;
    }
    let is_declared = starts_with_any(bytes, &[b"<?xml", b"<!--"]);
    let head = bytes[..bytes.len().min(2048)].to_ascii_lowercase();
    is_declared && HEADS[..2].iter().any(|sign| head.windows(sign.len()).any(|part| part == *sign))
}

/// Whether the first thing in the file is one of `signs`, which are in lower case.
fn starts_with_any(bytes: &[u8], signs: &[&[u8]]) -> bool {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    signs.iter().any(|sign| head.get(..sign.len()).is_some_and(|it| it.eq_ignore_ascii_case(sign)))
}

/// Whether the first line is an object with a text.
fn looks_like_json_lines(bytes: &[u8]) -> bool {
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii();
    line.starts_with(b"{") && line.ends_with(b"}") && line.windows(6).any(|part| part == b"\"text\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_by_name_and_content() {
        for (name, bytes, expected) in [
            ("a.txt", &b"Rain fell."[..], Ok(Format::Plain)),
            ("folder/A.TXT", b"Rain fell.", Ok(Format::Plain)),
            ("a.jsonl", b"{}", Ok(Format::JsonLines)),
            ("notes", b"{\"text\": \"Rain fell.\"}\n", Ok(Format::JsonLines)),
            ("notes", b"{ rain }", Ok(Format::Plain)),
            ("a.txt", b"", Err("The file is empty")),
            ("a.txt", b"%PDF-1.7 ...", Err("This is a PDF file, not text")),
            ("a.md", b"# Rain", Ok(Format::Markdown)),
            ("a.txt", b" \n<!DOCTYPE html><p>", Ok(Format::Html)),
            ("a", b"<?xml version='1.0'?><!DOCTYPE html PUBLIC ''>", Ok(Format::Html)),
            ("a.xml", b"<?xml version='1.0'?><x/>", Ok(Format::Feed)),
            ("a.docx", b"PK\x03\x04", Ok(Format::Zip)),
        ] {
            let found = detect(name, bytes).map_err(|error| error.cause);
            assert_eq!(found, expected.map_err(String::from), "{name}");
        }
    }
}
