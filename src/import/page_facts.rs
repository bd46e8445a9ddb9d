//! What a web page says about its article for machines: JSON-LD (`NewsArticle` and kin), meta tags, links.
//!
//! JSON-LD comes first, as search engines read it and newsrooms keep it right; then the meta tags of Open Graph, Dublin
//! Core and others. The text of the page is not looked at: what it says, the analysis reads.

use dom_query::Document;
use serde_json::Value;
use std::collections::BTreeMap;

/// What the page says, in its own words.
#[derive(Debug, Default, PartialEq)]
pub struct PageFacts {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
}

const TITLE: [&str; 5] = ["og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"];
const BYLINE: [&str; 8] = [
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
];
const OUTLET: [&str; 5] = ["og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "citation_journal_title"];
const PUBLISHED: [&str; 14] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "publishdate",
    "publish-date",
    "pubdate",
    "date",
];

/// Reads the head of a page, and the JSON-LD wherever it stands.
pub fn of(document: &Document) -> PageFacts {
    let linked = linked_data(document);
    let meta = meta_tags(document);
    let said = |names: &[&str]| names.iter().find_map(|name| meta.get(*name)).cloned();
    let link = |selector: &str, attribute: &str| {
        document.select_single(selector).attr(attribute).map(|it| it.to_string()).filter(|it| !it.trim().is_empty())
    };
    // A profile's address stands where a name is asked for.
    let writer = said(&BYLINE).filter(|it| !it.contains("://"));
    PageFacts {
        title: linked.title.or_else(|| said(&TITLE)),
        byline: linked.byline.or(writer),
        outlet: linked.outlet.or_else(|| said(&OUTLET)),
        url: linked.url.or_else(|| link("link[rel=canonical]", "href")).or_else(|| said(&["og:url"])),
        published: linked
            .published
            .or_else(|| said(&PUBLISHED))
            .or_else(|| link("time[itemprop=datePublished]", "datetime"))
            .or_else(|| link("time[pubdate]", "datetime")),
        language: linked.language.or_else(|| link("html", "lang")).or_else(|| said(&["content-language"])),
    }
}

/// The address that a browser writes into a page it saves, at its very beginning.
pub fn saved_from(html: &str) -> Option<String> {
    let head: String = html.chars().take(2_000).collect();
    let after = |mark: &str| head.find(mark).map(|at| &head[at + mark.len()..]);
    // "saved from url=(0023)https://…" by Chromium and Internet Explorer; "url: https://…" by SingleFile.
    let rest = match after("saved from url=(") {
        Some(rest) => rest.split_once(')')?.1,
        None => after("Page saved with SingleFile").and_then(|rest| rest.split_once("url: ")).map(|it| it.1)?,
    };
    rest.split_whitespace().next().filter(|url| url.starts_with("http")).map(String::from)
}

/// The first content of each meta tag, by its name or property in lower case.
fn meta_tags(document: &Document) -> BTreeMap<String, String> {
    let mut tags = BTreeMap::new();
    for tag in document.select("meta[content]").nodes() {
        let content = tag.attr_or("content", "");
        if content.trim().is_empty() {
            continue;
        }
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            for name in tag.attr_or(attribute, "").split_ascii_whitespace() {
                tags.entry(name.to_ascii_lowercase()).or_insert_with(|| content.to_string());
            }
        }
    }
    tags
}

/// The article in the page's JSON-LD.
fn linked_data(document: &Document) -> PageFacts {
    let scripts = document.select("script[type='application/ld+json']");
    let graphs: Vec<Value> =
        scripts.nodes().iter().filter_map(|it| serde_json::from_str(it.text().trim()).ok()).collect();
    let objects: Vec<&Value> = graphs.iter().flat_map(objects).collect();
    let Some(article) = objects.iter().find(|it| is_article(it)) else { return PageFacts::default() };
    let text = |key: &str| article[key].as_str().map(String::from);
    PageFacts {
        title: text("headline").or_else(|| text("name")),
        byline: names(&article["author"], &objects),
        outlet: names(&article["publisher"], &objects),
        url: text("url").or_else(|| match &article["mainEntityOfPage"] {
            Value::String(url) => Some(url.clone()),
            page => page["@id"].as_str().map(String::from),
        }),
        published: text("datePublished"),
        language: text("inLanguage"),
    }
}

/// Every object of a graph that is described on its own: the graph itself, lists of objects, and `@graph`.
fn objects(graph: &Value) -> Vec<&Value> {
    let mut found = vec![];
    let mut open = vec![graph];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(_) => {
                found.push(value);
                open.extend([&value["@graph"], &value["mainEntity"]].iter().filter(|it| !it.is_null()));
            }
            _ => {}
        }
    }
    found
}

/// `Article`, `NewsArticle`, `ReportageNewsArticle` and the other kinds that schema.org derives from them.
fn is_article(object: &Value) -> bool {
    let is_kind = |kind: &Value| {
        kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report")
    };
    match &object["@type"] {
        Value::Array(kinds) => kinds.iter().any(is_kind),
        kind => is_kind(kind),
    }
}

/// The names of one or several persons or organisations; one that is only referred to is looked up by its `@id`.
fn names(value: &Value, objects: &[&Value]) -> Option<String> {
    let name = |value: &Value| -> Option<String> {
        if let Some(name) = value.as_str().or_else(|| value["name"].as_str()) {
            return Some(name.trim().to_string()).filter(|it| !it.is_empty() && !it.contains("://"));
        }
        let id = value["@id"].as_str()?;
        objects.iter().find(|it| it["@id"] == id)?["name"].as_str().map(String::from)
    };
    let all: Vec<String> = match value {
        Value::Array(values) => values.iter().filter_map(name).collect(),
        value => name(value).into_iter().collect(),
    };
    (!all.is_empty()).then(|| all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(html: &str) -> PageFacts {
        of(&Document::from(html))
    }

    #[test]
    fn reads_linked_data() {
        let html = r##"<html lang="en-GB"><meta property="og:title" content="Another | The Gull">
            <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
              {"@type": "WebSite", "name": "x"},
              {"@type": ["Thing", "NewsArticle"], "headline": "Quay floods", "datePublished": "2021-03-04T05:06:07Z",
               "author": [{"@type": "Person", "name": "Ida Berg"}, {"@id": "#olm"}], "publisher": {"@id": "#gull"},
               "mainEntityOfPage": {"@id": "https://gull.example/1"}},
              {"@type": "Person", "@id": "#olm", "name": "Per Olm"},
              {"@type": "Organization", "@id": "#gull", "name": "The Gull"}]}</script>
            <script type="application/ld+json">{ broken</script>"##;
        let some = |text: &str| Some(text.to_string());
        let expected = PageFacts {
            title: some("Quay floods"),
            byline: some("Ida Berg, Per Olm"),
            outlet: some("The Gull"),
            url: some("https://gull.example/1"),
            published: some("2021-03-04T05:06:07Z"),
            language: some("en-GB"),
        };
        assert_eq!(facts(html), expected);
    }

    #[test]
    fn reads_meta_tags_and_links() {
        let found = facts(
            r#"<meta property="og:site_name" content="The Gull"><meta name="Author" content="https://gull.example/berg">
            <meta name="DC.date" content=" "><meta itemprop="datePublished" content="2021-03-04">
            <link rel="canonical" href="https://gull.example/1">"#,
        );
        assert_eq!((found.outlet.as_deref(), found.byline), (Some("The Gull"), None));
        assert_eq!(
            (found.published.as_deref(), found.url.as_deref()),
            (Some("2021-03-04"), Some("https://gull.example/1"))
        );
        assert_eq!(facts("<p>Rain"), PageFacts::default());
    }

    #[test]
    fn knows_where_a_page_was_saved_from() {
        for (html, url) in [
            ("<!DOCTYPE html>\n<!-- saved from url=(0022)https://gull.example/1 -->", Some("https://gull.example/1")),
            (
                "<html><!--\n Page saved with SingleFile \n url: https://gull.example/2 \n-->",
                Some("https://gull.example/2"),
            ),
            ("<!-- saved from url=(", None),
        ] {
            assert_eq!(saved_from(html).as_deref(), url);
        }
    }
}
