//! The dossier as one page to be printed: no script, nothing fetched, all that comes from articles and notes escaped.

use super::dossier::{Dossier, Item, Quotation};
use crate::view::words;

/// Nothing may be fetched or run; the style stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.55 Georgia,serif;color:#1b1b1b;background:#fff}\
h1,h2,h3{line-height:1.25}h2{margin-top:2.5rem;border-bottom:1px solid #999}\
article{margin:1.5rem 0;break-inside:avoid}blockquote{margin:.75rem 0;padding-left:1rem;border-left:3px solid #999}\
blockquote p{margin:0}footer,.tags,.about{font:.875rem/1.5 sans-serif;color:#444}\
.note{padding:.5rem 1rem;border:1px solid #999;white-space:pre-line}a{color:#174a7c}\
@media print{body{margin:0;max-width:none}a{color:inherit}}";

/// The whole page.
pub fn write(dossier: &Dossier) -> String {
    let mut page = Page::default();
    page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw(&words::join(&["<meta http-equiv=\"Content-Security-Policy\" content=\"", POLICY, "\">\n"]));
    page.raw("<meta name=\"viewport\" content=\"width=device-width\">\n<title>Dossier</title>\n<style>");
    page.raw(STYLE);
    page.raw("</style>\n</head>\n<body>\n<h1>Dossier</h1>\n");
    dossier.about.iter().for_each(|line| page.part("p", " class=\"about\"", line));
    if dossier.groups.is_empty() {
        page.part("p", "", "Nothing is chosen.");
    }
    for (name, items) in &dossier.groups {
        page.raw("<section>\n");
        page.part("h2", "", name);
        items.iter().for_each(|item| page.item(item));
        page.raw("</section>\n");
    }
    if !dossier.sources.is_empty() {
        page.raw("<section>\n<h2>Sources</h2>\n<ul>\n");
        for source in &dossier.sources {
            page.raw("<li>");
            page.inline("b", &source.label);
            page.raw(": ");
            match &source.url {
                Some(url) => page.link(url, &source.title),
                None => page.text(&source.title),
            }
            page.raw(". ");
            page.text(&source.day);
            if let Some(url) = &source.url {
                page.raw(" ");
                page.inline("small", url);
            }
            page.raw("</li>\n");
        }
        page.raw("</ul>\n</section>\n");
    }
    page.raw("</body>\n</html>\n");
    page.0
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.raw("&amp;"),
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                '"' => self.raw("&quot;"),
                '\'' => self.raw("&#39;"),
                c => self.0.push(c),
            }
        }
    }

    fn inline(&mut self, tag: &str, text: &str) {
        self.raw(&words::join(&["<", tag, ">"]));
        self.text(text);
        self.raw(&words::join(&["</", tag, ">"]));
    }

    fn part(&mut self, tag: &str, attributes: &str, text: &str) {
        self.raw(&words::join(&["<", tag, attributes, ">"]));
        self.text(text);
        self.raw(&words::join(&["</", tag, ">\n"]));
    }

    fn link(&mut self, address: &str, text: &str) {
        self.raw("<a href=\"");
        self.text(address);
        self.raw("\">");
        self.text(text);
        self.raw("</a>");
    }

    fn item(&mut self, item: &Item) {
        self.raw("<article>\n");
        if !item.title.is_empty() {
            self.part("h3", "", &item.title);
        }
        if !item.reason.is_empty() {
            self.part("p", "", &item.reason);
        }
        item.quotations.iter().for_each(|quotation| self.quotation(quotation));
        if !item.note.is_empty() {
            self.part("p", " class=\"note\"", &item.note);
        }
        if !item.tags.is_empty() {
            self.part("p", " class=\"tags\"", &words::join(&["Tags: ", &item.tags.join(", ")]));
        }
        self.raw("</article>\n");
    }

    fn quotation(&mut self, quotation: &Quotation) {
        self.raw("<blockquote dir=\"auto\"");
        if !quotation.language.is_empty() {
            self.raw(" lang=\"");
            self.text(&quotation.language);
            self.raw("\"");
        }
        self.raw(">\n");
        self.part("p", "", &quotation.words);
        self.raw("<footer>— ");
        match quotation.address.as_str() {
            "" => self.text(&quotation.source),
            address => self.link(address, &quotation.source),
        }
        if !quotation.remark.is_empty() {
            self.text(&words::join(&[" (", &quotation.remark, ")"]));
        }
        self.raw("</footer>\n</blockquote>\n");
    }
}
