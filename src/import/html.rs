//! A web page: the article on it is the text, told from menus, lists of links and comments by Readability.
//!
//! What stays on the page is counted and said, so that a reader knows when the wrong part was taken. Where no article
//! stands out, the whole text of the page is taken and the analysis sets aside what it can.

use super::found::Found;
use super::{ImportError, encoding, markup, page_facts};
use crate::base::RawArticle;
use dom_query::Document;
use dom_smoothie::{Config, Readability};

/// The longest page read, in bytes; pages of articles are a hundredth of it.
const MAX_PAGE_BYTES: usize = 16 << 20;
/// Fewer letters and digits than this are no article where the page has twice as many.
const FEWEST_LETTERS: usize = 140;

pub fn read(name: &str, bytes: &[u8]) -> Result<RawArticle, ImportError> {
    page(name, bytes, None)?.with_head(name)
}

/// What is on a page that came from `url`, where that is known and its headers gave `charset`.
pub fn page(name: &str, bytes: &[u8], charset: Option<&str>) -> Result<Found, ImportError> {
    if bytes.len() > MAX_PAGE_BYTES {
        let cause = format!("The page is {} MB long, and {} MB is the most", bytes.len() >> 20, MAX_PAGE_BYTES >> 20);
        return Err(ImportError::new(name, cause, "Save the article alone, as plain text (.txt)."));
    }
    let remedy = "Open it in a browser and save the article as plain text (.txt).";
    let stated = charset.map(String::from).or_else(|| stated_charset(bytes));
    let decoded = encoding::decode_as(bytes, stated.as_deref())
        .ok_or_else(|| ImportError::new(name, "This is no web page: it is full of control characters", remedy))?;
    if markup::is_too_deep(&decoded.text) {
        return Err(ImportError::new(name, "Its elements nest deeper than those of any page", remedy));
    }
    let mut found = article(&decoded.text);
    found.warnings.extend(decoded.warning);
    Ok(found)
}

/// The article on a decoded page.
fn article(html: &str) -> Found {
    let document = Document::from(html);
    let facts = page_facts::of(&document);
    let whole = markup::text_of(document.root());
    let config = Config { disable_json_ld: true, ..Config::default() };
    let taken = match markup::is_all_references(html) {
        true => None,
        false => Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse()).ok(),
    };
    let (mut text, mut title, mut byline) = (String::new(), facts.title, facts.byline);
    if let Some(taken) = taken {
        text = markup::text_of_fragment(&taken.content);
        title = title.or(Some(taken.title));
        byline = byline.or(taken.byline.filter(|it| !it.contains("://")));
    }
    let (inside, outside) = (letters(&text), letters(&whole));
    let is_found = inside > 0 && (inside >= FEWEST_LETTERS || inside * 2 > outside);
    let mut found = Found {
        title,
        byline,
        outlet: facts.outlet,
        url: facts.url.filter(|it| it.starts_with("http")).or_else(|| page_facts::saved_from(html)),
        published: facts.published,
        language: facts.language,
        facts_from: "Read from the page's own description of itself (JSON-LD, meta tags).".into(),
        text: if is_found { text } else { whole },
        ..Found::default()
    };
    if !is_found {
        found.warn("No article stands out on the page: its whole text was taken".into());
    } else {
        // Title and writer stand on the page too, and are put before the text.
        let head = [&found.title, &found.byline].into_iter().flatten().map(|it| letters(it)).sum::<usize>();
        let left = outside.saturating_sub(inside + head);
        if left > 0 {
            found
                .warn(format!("{left} letters of the page outside the article (menus, links, comments) were left out"));
        }
    }
    found
}

/// Letters and digits of a text.
pub fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The encoding that a page states in its first kilobyte, as the HTML standard has it.
fn stated_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let rest =
        &head[head.find("charset=").or_else(|| head.find("encoding=").filter(|_| head.starts_with("<?xml")))?..];
    let value = rest.split_once('=')?.1.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(value.len());
    Some(value[..end].into()).filter(|label: &String| !label.is_empty())
}
