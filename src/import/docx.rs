//! Word files (Office Open XML): the words of the document, its tables and notes, a line a paragraph.
//!
//! Deleted text of tracked changes is not in it, and of a text box that stands in two forms only the first. Headers and
//! footers repeat on every page and are left out with a word on it.

use super::archive::Archive;
use super::budget::Reading;
use super::found::{Found, said};
use super::xml::{self, Element};
use super::{ImportError, base_name};
use crate::base::RawArticle;

pub fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<RawArticle, ImportError> {
    let mut archive = Archive::open(name, bytes)?;
    let remedy = "Open it in Word or LibreOffice and save it again, or as plain text (.txt).";
    let document = match part(&mut archive, "word/document.xml", reading)? {
        Some((document, None)) => document,
        Some((_, Some(trouble))) => {
            return Err(ImportError::new(name, format!("Its document is damaged ({trouble})"), remedy));
        }
        None => return Err(ImportError::new(name, "It holds no document", remedy)),
    };
    let mut found = Found { facts_from: "Read from the properties of the file.".into(), ..Found::default() };
    found.text = words(&document);
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some((notes, _)) = part(&mut archive, notes, reading)? {
            let notes = words(&notes);
            if !notes.is_empty() {
                found.text.push_str(&format!("\n\n{notes}"));
            }
        }
    }
    if let Some((core, _)) = part(&mut archive, "docProps/core.xml", reading)? {
        let fact = |name: &str| core.elements().find(|it| it.local() == name).and_then(|it| said(&it.text()));
        // Its writer is whoever set up the machine, and its days are those of the file.
        (found.title, found.language) = (fact("title"), fact("language"));
    }
    found.title = found.title.or_else(|| headed(&document));
    let mut left = 0;
    for path in archive.paths.clone() {
        let is_frame = path.starts_with("word/header") || path.starts_with("word/footer");
        if is_frame && let Some((frame, _)) = part(&mut archive, &path, reading)? {
            left += words(&frame).chars().filter(|c| c.is_alphanumeric()).count();
        }
    }
    if left > 0 {
        found.warn(format!("{left} letters of the document's headers and footers were left out"));
    }
    let mut article = found.with_head(name)?;
    article.file = Some(base_name(name).into());
    Ok(article)
}

type Part = (Element, Option<String>);

/// A part of the file; `None` when there is none or it is no XML.
fn part(archive: &mut Archive, path: &str, reading: &mut Reading) -> Result<Option<Part>, ImportError> {
    let bytes = archive.part(path, reading).transpose()?;
    Ok(bytes.and_then(|bytes| xml::parse(&bytes)))
}

/// The words below an element. The depth of the tree is bounded by the reading of XML.
fn words(element: &Element) -> String {
    let mut text = String::new();
    write(element, &mut text);
    text.truncate(text.trim_end().len());
    text
}

fn write(element: &Element, text: &mut String) {
    for child in element.elements() {
        match child.local() {
            "t" => text.push_str(&child.text()),
            "tab" => text.push('\t'),
            "br" | "cr" => text.push('\n'),
            "noBreakHyphen" => text.push('\u{2011}'),
            "footnoteReference" | "endnoteReference" => mark(child, text),
            // Tab stops are settings, a fallback is the same again, and deletions are gone.
            "pPr" | "rPr" | "tblPr" | "trPr" | "tcPr" | "sectPr" | "Fallback" | "del" | "instrText" | "moveFrom" => {}
            "p" => {
                gap(text, "\n\n");
                write(child, text);
            }
            "tr" => row(child, text),
            // The lines between text and notes are notes themselves.
            "footnote" | "endnote" if child.attribute("w:type").is_none() => {
                gap(text, "\n\n");
                mark(child, text);
                // Its first paragraph goes on behind the mark.
                text.push_str(&format!(" {}", words(child).trim()));
            }
            "footnote" | "endnote" => {}
            _ => write(child, text),
        }
    }
}

fn mark(note: &Element, text: &mut String) {
    if let Some(id) = note.attribute("w:id") {
        text.push_str(&format!("[{id}]"));
    }
}

/// A table's row on a line, its cells parted by tabs.
fn row(row: &Element, text: &mut String) {
    gap(text, "\n");
    let cells = row.elements().filter(|it| it.local() == "tc").map(|cell| words(cell).trim().replace("\n\n", "\n"));
    text.push_str(&cells.collect::<Vec<_>>().join("\t"));
}

fn gap(text: &mut String, gap: &str) {
    if !text.is_empty() && !text.ends_with(gap) {
        text.push_str(if text.ends_with('\n') { &gap[1..] } else { gap });
    }
}

/// The first paragraph that is set as a title or a heading of the first level.
fn headed(document: &Element) -> Option<String> {
    let body = document.elements().find(|it| it.local() == "body")?;
    body.elements().filter(|it| it.local() == "p").find_map(|paragraph| {
        let style = paragraph.child("w:pPr")?.child("w:pStyle")?.attribute("w:val")?.to_ascii_lowercase();
        matches!(style.as_str(), "title" | "heading1" | "berschrift1" | "titre1").then(|| said(&words(paragraph)))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_words_that_a_reader_of_the_document_sees() {
        let body = |inner: &str| {
            let xml = format!("<w:document xmlns:w='w'><w:body>{inner}</w:body></w:document>");
            words(&xml::parse(xml.as_bytes()).unwrap().0)
        };
        for (inner, text) in [
            (
                "<w:p><w:r><w:t>Rain</w:t><w:tab/><w:t xml:space='preserve'> fell</w:t></w:r></w:p><w:p><w:r><w:t>Snow</w:t></w:r></w:p>",
                "Rain\t fell\n\nSnow",
            ),
            (
                "<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:ins><w:r><w:t>yes</w:t></w:r></w:ins></w:p>",
                "yes",
            ),
            ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>", "a\nb"),
            (
                "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
                "1\t2",
            ),
            (
                "<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>",
                "box",
            ),
        ] {
            assert_eq!(body(inner), text);
        }
    }

    #[test]
    fn finds_the_heading() {
        let xml = "<w:document><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Rain</w:t></w:r></w:p></w:body></w:document>";
        assert_eq!(headed(&xml::parse(xml.as_bytes()).unwrap().0).as_deref(), Some("Rain"));
        let paragraph = xml::parse(b"<p/>").unwrap().0;
        assert_eq!(headed(&paragraph), None);
    }
}
