//! EPUB books: an article a document of the reading order; covers and tables of contents are told as left out.

use super::archive::Archive;
use super::budget::Reading;
use super::found::{Found, said};
use super::html::letters;
use super::xml::{self, Element};
use super::{ImportError, base_name, encoding, markup};
use crate::base::RawArticle;
use dom_query::Document;

/// A document with fewer letters than this is a cover, a half-title or an empty page.
const FEWEST_LETTERS: usize = 80;

pub fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Vec<Result<RawArticle, ImportError>> {
    match reading.deeper(name, |reading| articles(name, bytes, reading)).and_then(|it| it) {
        Ok(read) => read,
        Err(refusal) => vec![Err(refusal)],
    }
}

type Read = Vec<Result<RawArticle, ImportError>>;

fn articles(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<Read, ImportError> {
    let mut archive = Archive::open(name, bytes)?;
    let broken =
        || ImportError::new(name, "It is no whole EPUB book: its list of contents is missing", "Fetch it again.");
    let mut part = |path: &str, reading: &mut Reading| archive.part(path, reading).ok_or_else(broken)?;
    let container = xml::parse(&part("META-INF/container.xml", reading)?).ok_or_else(broken)?.0;
    let package_path = first(&container, "rootfile").and_then(|it| it.attribute("full-path")).ok_or_else(broken)?;
    let package = xml::parse(&part(package_path, reading)?).ok_or_else(broken)?.0;
    let folder = package_path.strip_suffix(base_name(package_path)).unwrap_or_default();
    let (mut found, mut skipped) = (vec![], vec![]);
    for item in reading_order(&package) {
        let path = joined(folder, item.attribute("href").unwrap_or_default());
        let is_contents = item.attribute("properties").is_some_and(|it| it.split(' ').any(|it| it == "nav"));
        if is_contents {
            skipped.push(path);
            continue;
        }
        let input = format!("{name}/{path}");
        let result = match part(&path, reading).and_then(|bytes| chapter(&input, &bytes, &package)) {
            Ok(chapter) if letters(&chapter.text) < FEWEST_LETTERS => {
                skipped.push(path);
                continue;
            }
            Ok(chapter) => chapter.with_head(&input),
            Err(refusal) => Err(refusal),
        };
        // The chapter that no longer fits says that more were left.
        let is_last = result.is_err() && reading.is_spent();
        found.push(result.map(|mut article| {
            article.file = Some(format!("{}/{path}", base_name(name)));
            article
        }));
        if is_last {
            break;
        }
    }
    if found.is_empty() {
        found.push(Err(ImportError::new(name, "The book holds no text", "Check that it is the book you meant.")));
    }
    if !skipped.is_empty() {
        let cause = format!("Pages of the book with next to no text were left out ({})", skipped.join(", "));
        let remedy = "If one is an article, open the book in a reader and save its text.";
        found.push(Err(ImportError::skipped(name, cause, remedy)));
    }
    Ok(found)
}

/// One document of the book, with what the book says about itself.
fn chapter(input: &str, bytes: &[u8], package: &Element) -> Result<Found, ImportError> {
    let remedy = "Open the book in a reader and save its text.";
    let decoded = encoding::decode(bytes).ok_or_else(|| ImportError::new(input, "It is no text", remedy))?;
    if markup::is_too_deep(&decoded.text) {
        return Err(ImportError::new(input, "Its elements nest deeper than those of any page", remedy));
    }
    let document = Document::from(decoded.text.as_str());
    let heading = |selector: &str| said(&document.select_single(selector).text());
    let fact = |name: &str| first(package, name).and_then(|it| said(&it.text()));
    let title = heading("h1").or_else(|| heading("h2")).or_else(|| heading("title"));
    Ok(Found {
        byline: fact("dc:creator"),
        // A book made of one article bears the article's title.
        outlet: fact("dc:publisher").or_else(|| fact("dc:title").filter(|book| title.as_ref() != Some(book))),
        title,
        published: fact("dc:date"),
        language: fact("dc:language"),
        facts_from: "Read from what the book says about itself.".into(),
        text: markup::text_of(document.root()),
        warnings: decoded.warning.into_iter().collect(),
        ..Found::default()
    })
}

/// The items of the manifest that the spine names, in its order.
fn reading_order(package: &Element) -> Vec<&Element> {
    let list = |name: &str| package.elements().find(|it| it.local() == name);
    let items: Vec<&Element> = list("manifest").map_or(vec![], |it| it.elements().collect());
    let spine = list("spine").map_or(vec![], |it| it.elements().collect::<Vec<_>>());
    let item = |id: &str| items.iter().copied().find(|it| it.attribute("id") == Some(id));
    spine.iter().filter_map(|it| item(it.attribute("idref")?)).collect()
}

/// The first element of a name anywhere below.
fn first<'a>(root: &'a Element, name: &str) -> Option<&'a Element> {
    let mut open = vec![root];
    while let Some(element) = open.pop() {
        if element.name == name || element.local() == name {
            return Some(element);
        }
        open.extend(element.elements().collect::<Vec<_>>().into_iter().rev());
    }
    None
}

/// A path from the package's folder: parts `..` go up, `%20` is a blank.
fn joined(folder: &str, href: &str) -> String {
    let href = percent_decoded(href.split('#').next().unwrap_or_default());
    let mut parts: Vec<&str> = vec![];
    for part in folder.split('/').chain(href.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = vec![];
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code =
            after.get(..2).and_then(|it| std::str::from_utf8(it).ok()).and_then(|it| u8::from_str_radix(it, 16).ok());
        match code.filter(|_| byte == b'%') {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_documents_by_their_links() {
        for (folder, href, path) in [
            ("OEBPS/", "text/a.xhtml#top", "OEBPS/text/a.xhtml"),
            ("a/b/", "../c%20d.xhtml", "a/c d.xhtml"),
            ("", "../../x%zz", "x%zz"),
            ("", "%é%", "%é%"),
        ] {
            assert_eq!(joined(folder, href), path);
        }
    }
}
