//! RSS (0.9 to 2.0), RDF and Atom: an article an entry.

use super::found::{Found, said};
use super::xml::{self, Element};
use super::{ImportError, markup};
use crate::base::RawArticle;

pub fn read(name: &str, bytes: &[u8]) -> Vec<Result<RawArticle, ImportError>> {
    let Some((root, trouble)) = xml::parse(bytes) else {
        return vec![Err(ImportError::new(name, "It cannot be read as XML", "Fetch the feed again."))];
    };
    // In RSS 2.0 and Atom the entries lie in the channel, in RDF beside it.
    let channel = root.elements().find(|it| it.local() == "channel").unwrap_or(&root);
    let beside = (!std::ptr::eq(channel, &root)).then(|| root.elements()).into_iter().flatten();
    let entries = channel.elements().chain(beside).filter(|it| matches!(it.local(), "item" | "entry"));
    let read = |(at, entry)| article(&format!("{name}, entry {}", at + 1), name, channel, entry);
    let mut articles: Vec<_> = entries.enumerate().map(read).collect();
    if let Some(trouble) = trouble {
        let cause = format!("The rest of the feed cannot be read ({trouble})");
        articles.push(Err(ImportError::new(name, cause, "Fetch the feed again.")));
    } else if articles.is_empty() {
        let remedy = "Give the address's RSS or Atom feed, saved as a file.";
        articles.push(Err(ImportError::new(name, "It is XML, but no feed with entries", remedy)));
    }
    articles
}

fn article(input: &str, file: &str, channel: &Element, entry: &Element) -> Result<RawArticle, ImportError> {
    let child = |names: &[&str]| names.iter().find_map(|name| entry.child(name));
    let line = |element: &Element| said(&markup::text_of_fragment(&element.text()));
    let full =
        child(&["content:encoded", "content", "atom:content", "xhtml:body"]).map(text).filter(|it| !it.is_empty());
    let summary = child(&["description", "summary", "atom:summary", "media:description"]).map(text);
    let is_summary = full.is_none();
    let mut found = Found {
        title: child(&["title", "atom:title", "dc:title"]).and_then(line),
        byline: writer(entry),
        outlet: channel.child("title").or_else(|| channel.child("atom:title")).and_then(line),
        url: address(entry),
        published: child(&["pubDate", "published", "dc:date", "issued", "updated", "atom:published"])
            .map(Element::text),
        language: entry
            .attribute("xml:lang")
            .or(channel.attribute("xml:lang"))
            .map(String::from)
            .or_else(|| channel.child("language").or_else(|| channel.child("dc:language")).map(Element::text)),
        facts_from: "Read from the feed's entry.".into(),
        text: full.or(summary).unwrap_or_default(),
        ..Found::default()
    };
    if is_summary {
        found.warn("The feed gives no full text; the entry's summary was taken, which may be all or a part".into());
    }
    let mut article = found.with_head(input)?;
    article.file = Some(super::base_name(file).into());
    Ok(article)
}

/// The text of a description or content: mostly escaped HTML, in Atom also XHTML or plain text.
fn text(element: &Element) -> String {
    match element.attribute("type") {
        Some("xhtml" | "application/xhtml+xml") => markup::text_of_fragment(&element.inner_markup()),
        Some("text" | "text/plain") => element.text().trim().to_string(),
        _ => markup::text_of_fragment(&element.text()),
    }
}

fn writer(entry: &Element) -> Option<String> {
    let names: Vec<String> = entry
        .elements()
        .filter(|it| matches!(it.name.as_str(), "dc:creator" | "author" | "atom:author"))
        .filter_map(|it| said(&it.child("name").or_else(|| it.child("atom:name")).unwrap_or(it).text()))
        // RSS 2.0 wants an address with the name behind it: "desk@gull.example (Ida Berg)".
        .map(|name| match name.split_once(" (") {
            Some((address, name)) if address.contains('@') => name.trim_end_matches(')').to_string(),
            _ => name,
        })
        .filter(|name| !name.contains('@'))
        .collect();
    let mut distinct: Vec<String> = vec![];
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    (!distinct.is_empty()).then(|| distinct.join(", "))
}

fn address(entry: &Element) -> Option<String> {
    let links: Vec<&Element> = entry.elements().filter(|it| it.local() == "link").collect();
    let of_atom = links
        .iter()
        .find(|it| it.attribute("href").is_some() && it.attribute("rel").unwrap_or("alternate") == "alternate");
    let of_rss = || links.iter().map(|it| it.text()).find(|it| !it.trim().is_empty());
    of_atom.and_then(|it| it.attribute("href")).map(String::from).or_else(of_rss)
}
