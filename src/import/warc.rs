//! Web archives (WARC, ISO 28500), packed or not, and their zipped form (WACZ): an article a page that was answered.
//!
//! What is no page (images, styles, redirections, errors) is counted by kind and told once. A broken record is named,
//! and the reading goes on at the next that can be found.

use super::archive::Archive;
use super::budget::Reading;
use super::{ImportError, base_name, html, plain};
use crate::base::RawArticle;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::collections::BTreeMap;

type Read = Vec<Result<RawArticle, ImportError>>;

/// The head of a record or an answer: names in lower case.
struct Head<'a> {
    first: &'a str,
    fields: Vec<(String, &'a str)>,
}

impl Head<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|it| it.0 == name).map(|it| it.1)
    }
}

/// A WACZ file: the web archives in it, in order; its indexes say nothing more.
pub fn read_packed(name: &str, bytes: &[u8], reading: &mut Reading) -> Read {
    let read = reading.deeper(name, |reading| -> Result<Read, ImportError> {
        let mut archive = Archive::open(name, bytes)?;
        let mut found = vec![];
        for (at, path) in archive.paths.clone().iter().enumerate().filter(|(_, path)| path.starts_with("archive/")) {
            let input = format!("{name}/{path}");
            match archive.unpack(at, path, reading) {
                Ok(bytes) => found.extend(super::read_file(&input, &bytes, reading).into_iter().map(|result| {
                    result.map(|mut article| {
                        article.file = Some(base_name(name).into());
                        article
                    })
                })),
                Err(refusal) => found.push(Err(refusal)),
            }
        }
        if found.is_empty() {
            found.push(Err(ImportError::new(name, "It holds no web archive", "Make it again.")));
        }
        Ok(found)
    });
    match read.and_then(|it| it) {
        Ok(read) => read,
        Err(refusal) => vec![Err(refusal)],
    }
}

pub fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Read {
    let (mut found, mut others) = (vec![], BTreeMap::new());
    let mut rest = bytes;
    let mut number = 0;
    while let Some(start) = find(rest, b"WARC/1.") {
        rest = &rest[start..];
        number += 1;
        let input = format!("{name}, record {number}");
        if let Err(refusal) = reading.count_file(name) {
            found.push(Err(refusal));
            break;
        }
        let record = head(rest).and_then(|(head, body)| {
            let length: usize = head.get("content-length")?.parse().ok()?;
            Some((head, body.get(..length)?, &body[length..]))
        });
        let Some((head, block, after)) = record else {
            found.push(Err(ImportError::new(&input, "The record is cut short or damaged", "Fetch the archive again.")));
            rest = &rest[1..];
            continue;
        };
        match page(&input, &head, block, reading) {
            Page::Article(result) => found.push((*result).map(|mut article| {
                article.file = Some(base_name(name).into());
                article
            })),
            Page::Other(kind) => *others.entry(kind).or_insert(0usize) += 1,
            Page::None => {}
        }
        rest = after;
    }
    if !others.is_empty() {
        let kinds: Vec<_> = others.iter().map(|(kind, count)| format!("{kind}: {count}")).collect();
        let cause = format!("Some of what it archives are no pages and were left out ({})", kinds.join(", "));
        found.push(Err(ImportError::skipped(name, cause, "If one is an article, save it from the archive by itself.")));
    }
    if found.is_empty() {
        found.push(Err(ImportError::new(name, "It is no web archive: it holds no record", "Fetch it again.")));
    }
    found
}

/// What a record gives.
enum Page {
    Article(Box<Result<RawArticle, ImportError>>),
    /// Something that was answered but is no page, by its kind.
    Other(String),
    /// The archive's own records.
    None,
}

fn page(input: &str, record: &Head, block: &[u8], reading: &mut Reading) -> Page {
    let address = record.get("warc-target-uri").unwrap_or_default().trim_matches(['<', '>']);
    let stated = record.get("content-type").unwrap_or_default();
    match record.get("warc-type") {
        Some("response") if stated.starts_with("application/http") => {
            let Some((head, body)) = head(block) else { return Page::Other("broken answers".into()) };
            let status = head.first.split(' ').nth(1).unwrap_or_default();
            if status != "200" {
                return Page::Other(format!("status {}", super::found::cut(status)));
            }
            match plain_body(input, &head, body, reading) {
                Ok(body) => content(input, address, head.get("content-type").unwrap_or_default(), &body),
                Err(refusal) => Page::Article(Box::new(Err(refusal))),
            }
        }
        Some("resource" | "conversion") => content(input, address, stated, block),
        _ => Page::None,
    }
}

/// A page by its content type; `address` is where it was fetched.
fn content(input: &str, address: &str, stated: &str, body: &[u8]) -> Page {
    let mut parts = stated.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|it| it.strip_prefix("charset=")).map(|it| it.trim_matches('"'));
    if !address.starts_with("http") && !address.starts_with("urn:") {
        return Page::None;
    }
    if body.is_empty() {
        return Page::Other("empty answers".into());
    }
    let article = match kind.as_str() {
        "text/html" | "application/xhtml+xml" => html::page(input, body, charset).and_then(|mut found| {
            found.url = found.url.filter(|url| url.starts_with("http")).or_else(|| Some(address.into()));
            found.with_head(input)
        }),
        "text/plain" if !address.ends_with("/robots.txt") => plain::read(input, body).map(|mut article| {
            article.facts.url = Some(address.to_string()).filter(|url| url.starts_with("http"));
            article
        }),
        "" => return Page::Other("of no stated kind".into()),
        kind => return Page::Other(super::found::cut(kind)),
    };
    Page::Article(Box::new(article))
}

/// The body as the page's own bytes. Archivers keep it as it was sent, or unpack it and leave the head as it was.
fn plain_body(input: &str, head: &Head, body: &[u8], reading: &mut Reading) -> Result<Vec<u8>, ImportError> {
    let is_chunked = head.get("transfer-encoding").is_some_and(|it| it.to_ascii_lowercase().contains("chunked"));
    let body = match is_chunked.then(|| unchunked(body)).flatten() {
        Some(body) => body,
        None => body.to_vec(),
    };
    let packed = head.get("content-encoding").unwrap_or_default().trim().to_ascii_lowercase();
    match packed.as_str() {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            reading.unpack(input, MultiGzDecoder::new(body.as_slice()))
        }
        "deflate" if body.first() == Some(&0x78) => reading.unpack(input, ZlibDecoder::new(body.as_slice())),
        "deflate" => reading.unpack(input, DeflateDecoder::new(body.as_slice())).or(Ok(body)),
        // Brotli and Zstandard bear no mark; text that is none is refused by who reads it.
        "br" | "zstd" if std::str::from_utf8(&body).is_err() => {
            let remedy = "Archive the page again with a program that keeps pages unpacked, or save it as HTML.";
            Err(ImportError::new(input, format!("The page is packed with {packed}, which is not read"), remedy))
        }
        _ => Ok(body),
    }
}

/// A body that was sent in chunks, whole; `None` when it is not in chunks, because the archiver joined them.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = vec![];
    loop {
        let end = find(body, b"\r\n")?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 2..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(body.get(..size)?);
        body = body[size..].strip_prefix(b"\r\n")?;
    }
}

/// The longest head read, in bytes.
const MAX_HEAD_BYTES: usize = 1 << 16;

/// The head of a record or an answer, and what follows it.
fn head(bytes: &[u8]) -> Option<(Head<'_>, &[u8])> {
    let mut rest = &bytes[..bytes.len().min(MAX_HEAD_BYTES)];
    let (mut lines, mut length) = (vec![], 0);
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let line = rest[..end].strip_suffix(b"\r").unwrap_or(&rest[..end]);
        rest = &rest[end + 1..];
        length += end + 1;
        if line.is_empty() {
            break;
        }
        if !lines.is_empty() && line.starts_with(b"WARC/1.") {
            return None;
        }
        // Old servers send heads in Latin-1; what is no UTF-8 is never asked for.
        lines.push(std::str::from_utf8(line).unwrap_or_default());
    }
    let first = *lines.first()?;
    let fields = lines[1..].iter().filter_map(|line| line.split_once(':'));
    let fields = fields.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim())).collect();
    Some((Head { first, fields }, &bytes[length..]))
}

fn find(bytes: &[u8], sign: &[u8]) -> Option<usize> {
    let first = *sign.first()?;
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == first) {
        if bytes[from + at..].starts_with(sign) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_chunks() {
        assert_eq!(unchunked(b"4\r\nRain\r\n5;x=y\r\n fell\r\n0\r\n\r\n").unwrap(), b"Rain fell");
        for body in [&b"<p>Rain"[..], b"4\r\nRa", b"ffffffffffffffff\r\nRain\r\n", b""] {
            assert_eq!(unchunked(body), None);
        }
    }

    #[test]
    fn goes_on_behind_a_broken_record() {
        let page = "Rain fell on the quay of Marrow Harbour.";
        let record = format!(
            "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://gull.example/1\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
            page.len()
        );
        let file = format!(
            "WARC/1.0\r\nContent-Length: many\r\n\r\n{record}WARC/1.0\r\nContent-Length: 999999\r\n\r\n{record}"
        );
        let options = super::super::Options::default();
        let read = read("a.warc", file.as_bytes(), &mut Reading::new(&options, file.len()));
        let shown: Vec<_> = read.iter().map(|it| it.as_ref().map_or("!", |it| it.text.as_str())).collect();
        assert_eq!(shown, ["!", page, "!", page]);
        assert_eq!(read[1].as_ref().unwrap().facts.url.as_deref(), Some("https://gull.example/1"));
    }
}
