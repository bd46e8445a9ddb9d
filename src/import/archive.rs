//! Zip archives, and single files packed with gzip: every article in them, by its path; the rest is listed.

use super::budget::Reading;
use super::format::Format;
use super::{ImportError, base_name, is_article_name, read_file};
use crate::base::RawArticle;
use flate2::read::MultiGzDecoder;
use std::collections::BTreeMap;
use std::io::Cursor;
use zip::ZipArchive;
use zip::result::ZipError;

/// An opened zip archive.
pub struct Archive<'a> {
    name: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The paths of all files, in the archive's order. Backslashes are separators.
    pub paths: Vec<String>,
    by_path: BTreeMap<String, usize>,
}

impl<'a> Archive<'a> {
    pub fn open(name: &'a str, bytes: &'a [u8]) -> Result<Archive<'a>, ImportError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            ImportError::new(name, format!("It cannot be opened ({error})"), "Fetch or pack it again.")
        })?;
        let raw = |at| zip.name_for_index(at).and_then(Result::ok).unwrap_or_default();
        let paths: Vec<String> = (0..zip.len()).map(|at| raw(at).replace('\\', "/")).collect();
        let by_path = paths.iter().cloned().enumerate().map(|(at, path)| (path, at)).collect();
        Ok(Archive { name, zip, paths, by_path })
    }

    /// The bytes of the file at a place of `paths`.
    pub fn unpack(&mut self, at: usize, path: &str, reading: &mut Reading) -> Result<Vec<u8>, ImportError> {
        let input = format!("{}/{path}", self.name);
        reading.count_file(&input)?;
        let file = self.zip.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(_)
            | ZipError::CompressionMethodNotSupported(_)
            | ZipError::InvalidPassword => {
                let cause = format!("It is locked or packed in a way that is not read ({error})");
                ImportError::new(&input, cause, "Unpack the archive and give what is in it.")
            }
            error => ImportError::new(&input, format!("It is damaged ({error})"), "Fetch or pack the archive again."),
        })?;
        reading.unpack(&input, file)
    }

    /// The bytes of the file with a path; `None` when there is none.
    pub fn part(&mut self, path: &str, reading: &mut Reading) -> Option<Result<Vec<u8>, ImportError>> {
        let at = *self.by_path.get(path)?;
        Some(self.unpack(at, path, reading))
    }
}

/// What kind of file wears the zip format, by the files in it; the error is what it is instead.
pub fn kind(bytes: &[u8]) -> Result<Format, &'static str> {
    // A broken archive is told by its reader.
    let Ok(archive) = Archive::open("", bytes) else { return Ok(Format::Zip) };
    let paths = archive.paths;
    let has = |path: &str| paths.iter().any(|it| it == path);
    let has_folder = |folder: &str| paths.iter().any(|it| it.starts_with(folder));
    if has("word/document.xml") {
        Ok(Format::Docx)
    } else if has("META-INF/container.xml") && has("mimetype") && !has("content.xml") {
        Ok(Format::Epub)
    } else if has("datapackage.json") && has_folder("archive/") {
        Ok(Format::Wacz)
    } else if has("xl/workbook.xml") {
        Err("an Excel file")
    } else if has_folder("ppt/") && has("[Content_Types].xml") {
        Err("a PowerPoint file")
    } else if has("content.xml") && has("mimetype") {
        Err("an OpenDocument file")
    } else {
        Ok(Format::Zip)
    }
}

pub fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Vec<Result<RawArticle, ImportError>> {
    match reading.deeper(name, |reading| files(name, bytes, reading)) {
        Ok(read) => read,
        Err(refusal) => vec![Err(refusal)],
    }
}

fn files(name: &str, bytes: &[u8], reading: &mut Reading) -> Vec<Result<RawArticle, ImportError>> {
    let mut archive = match Archive::open(name, bytes) {
        Ok(archive) => archive,
        Err(refusal) => return vec![Err(refusal)],
    };
    let (mut found, mut skipped) = (vec![], vec![]);
    for (at, path) in archive.paths.clone().iter().enumerate() {
        if path.ends_with('/') || is_furniture(path) {
            continue;
        }
        if !is_article_name(path) {
            skipped.push(path.clone());
            continue;
        }
        match archive.unpack(at, path, reading) {
            Ok(bytes) => found.extend(below(name, path, read_file(&format!("{name}/{path}"), &bytes, reading))),
            Err(refusal) => {
                found.push(Err(refusal));
                // Only now: the file that no longer fits says that more were left.
                if reading.is_spent() {
                    break;
                }
            }
        }
    }
    if !skipped.is_empty() {
        found.push(Err(skipped_files(name, &skipped)));
    }
    if found.is_empty() {
        let remedy = "Check that it holds what you meant to give.";
        found.push(Err(ImportError::new(name, "The archive holds no file", remedy)));
    }
    found
}

/// Gives articles the path they have in the archive for a file name, starting with the archive's own.
pub fn below(
    archive: &str,
    path: &str,
    read: Vec<Result<RawArticle, ImportError>>,
) -> impl Iterator<Item = Result<RawArticle, ImportError>> {
    let folder = path.strip_suffix(base_name(path)).unwrap_or_default();
    let before = format!("{}/{folder}", base_name(archive));
    read.into_iter().map(move |result| {
        result.map(|mut article| {
            article.file = article.file.map(|file| format!("{before}{file}"));
            article
        })
    })
}

/// What systems put into archives beside what their users mean.
fn is_furniture(path: &str) -> bool {
    path.starts_with("__MACOSX/") || matches!(base_name(path), ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

/// The word on files that are no articles by their names.
pub fn skipped_files(name: &str, paths: &[String]) -> ImportError {
    const SHOWN: usize = 5;
    let more = if paths.len() > SHOWN { ", …" } else { "" };
    let shown = paths[..paths.len().min(SHOWN)].join(", ");
    let (are, files) = if paths.len() == 1 {
        ("is no article by name and was", "file")
    } else {
        ("are no articles by name and were", "files")
    };
    let cause = format!("{} {files} in it {are} left out ({shown}{more})", paths.len());
    ImportError::skipped(name, cause, "If one is an article, give it by itself with the right extension.")
}

/// A file packed with gzip is read as what its name says without the `.gz`.
pub fn read_gzip(name: &str, bytes: &[u8], reading: &mut Reading) -> Vec<Result<RawArticle, ImportError>> {
    let inner = name.strip_suffix(".gz").unwrap_or(name);
    let unpacked = reading.deeper(name, |reading| {
        let bytes = reading.unpack(name, MultiGzDecoder::new(bytes))?;
        let file = |mut article: RawArticle| {
            // An archive in it has put its path there.
            article.file = article.file.map(|file| file.replacen(base_name(inner), base_name(name), 1));
            article
        };
        Ok(read_file(inner, &bytes, reading).into_iter().map(|result| result.map(file)).collect())
    });
    match unpacked.and_then(|it| it) {
        Ok(read) => read,
        Err(refusal) => vec![Err(refusal)],
    }
}
