//! A tree of HTML to lines of text, as a page shows them: a line a block, an empty line between paragraphs.
//!
//! Nothing visible is lost; white space is folded as a browser folds it. The walk uses no recursion, and
//! [`is_too_deep`] is asked before a tree is built, so that no page exhausts the stack or the clock.

use dom_query::{Document, NodeRef};

/// What separates the text before an element from the text in it.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Gap {
    None,
    Space,
    Cell,
    Line,
    Paragraph,
}

/// Elements that hold no text of the page.
const SILENT: [&str; 18] = [
    "audio", "button", "canvas", "datalist", "head", "iframe", "input", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video", "rp",
];

fn gap_around(name: &str) -> Gap {
    match name {
        "address" | "article" | "aside" | "blockquote" | "details" | "dl" | "fieldset" | "figcaption" | "figure"
        | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hr" | "main" | "nav" | "ol"
        | "p" | "pre" | "section" | "table" | "ul" => Gap::Paragraph,
        "body" | "br" | "caption" | "center" | "dd" | "div" | "dt" | "legend" | "li" | "option" | "summary" | "tr" => {
            Gap::Line
        }
        "td" | "th" => Gap::Cell,
        _ => Gap::None,
    }
}

/// The text below a node.
pub fn text_of(root: NodeRef) -> String {
    let mut lines = Lines::default();
    let mut next = root.first_child();
    while let Some(node) = next {
        let is_entered = lines.enter(&node);
        next = node.first_child().filter(|_| is_entered);
        let mut left = node;
        while next.is_none() {
            lines.leave(&left);
            next = left.next_sibling();
            if next.is_none() {
                match left.parent().filter(|parent| parent.id != root.id) {
                    Some(parent) => left = parent,
                    None => return lines.text,
                }
            }
        }
    }
    lines.text
}

/// The text of a piece of HTML, such as a feed's description; entities and tags are resolved.
pub fn text_of_fragment(html: &str) -> String {
    if is_too_deep(html) {
        return html.to_string();
    }
    text_of(Document::fragment(html).root())
}

struct Lines {
    text: String,
    gap: Gap,
    /// How many `pre` elements are open.
    kept: usize,
}

impl Default for Lines {
    fn default() -> Lines {
        Lines { text: String::new(), gap: Gap::None, kept: 0 }
    }
}

impl Lines {
    /// Whether what is below the node counts.
    fn enter(&mut self, node: &NodeRef) -> bool {
        if node.is_text() {
            self.take(&node.text());
            return false;
        }
        let Some(name) = node.node_name() else { return node.may_have_children() };
        if SILENT.contains(&&*name) {
            return false;
        }
        self.widen(gap_around(&name));
        self.kept += usize::from(&*name == "pre");
        true
    }

    fn leave(&mut self, node: &NodeRef) {
        let Some(name) = node.node_name() else { return };
        self.widen(gap_around(&name));
        self.kept -= usize::from(&*name == "pre");
    }

    fn widen(&mut self, gap: Gap) {
        if gap > self.gap {
            self.gap = gap;
        }
    }

    fn take(&mut self, text: &str) {
        for c in text.chars() {
            if self.kept > 0 && c == '\n' {
                self.widen(Gap::Line);
            } else if self.kept == 0 && c.is_ascii_whitespace() || c == '\r' {
                self.widen(Gap::Space);
            } else {
                if !self.text.is_empty() {
                    self.text.push_str(match self.gap {
                        Gap::None => "",
                        Gap::Space => " ",
                        Gap::Cell => "\t",
                        Gap::Line => "\n",
                        Gap::Paragraph => "\n\n",
                    });
                }
                self.gap = Gap::None;
                self.text.push(c);
            }
        }
    }
}

/// The deepest nesting of elements that is built into a tree. The HTML standard's way of building looks through all open
/// elements for many a tag, so the time grows with the square of the depth; pages of the web stay below a hundred.
const MAX_DEPTH: usize = 1_000;

/// Elements that are never closed, or whose end may be left out.
const OFTEN_OPEN: [&[u8]; 26] = [
    b"area",
    b"base",
    b"body",
    b"br",
    b"col",
    b"colgroup",
    b"dd",
    b"dt",
    b"embed",
    b"head",
    b"hr",
    b"html",
    b"img",
    b"input",
    b"li",
    b"link",
    b"meta",
    b"option",
    b"p",
    b"param",
    b"source",
    b"tbody",
    b"td",
    b"th",
    b"tr",
    b"wbr",
];

/// Whether elements nest deeper than a page of the web would. Counts tags without building anything, so a `<` in a
/// script counts too.
pub fn is_too_deep(html: &str) -> bool {
    let bytes = html.as_bytes();
    let (mut depth, mut deepest) = (0usize, 0usize);
    for at in starts_of_tags(bytes) {
        let rest = &bytes[at + 1..];
        let is_end = rest.first() == Some(&b'/');
        let name = &rest[usize::from(is_end).min(rest.len())..];
        let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count().min(12);
        let name = name[..length].to_ascii_lowercase();
        if name.first().is_none_or(|byte| !byte.is_ascii_alphabetic()) || OFTEN_OPEN.contains(&name.as_slice()) {
            continue;
        }
        depth = if is_end { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest > MAX_DEPTH
}

/// The most character references on a page whose article is looked for. The tree holds each as a piece of text of its
/// own, and the search goes over all pieces of a paragraph for each: 20,000 in one take two seconds in a debug build,
/// four times as many sixteen times that. Articles have some hundreds.
const MAX_REFERENCES: usize = 20_000;

/// Whether a page has so many character references that looking for its article would take too long.
pub fn is_all_references(html: &str) -> bool {
    let is_reference = |rest: &[u8]| {
        let length = rest.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
        length > 0 && rest.get(length) == Some(&b';')
    };
    let bytes = html.as_bytes();
    let found = bytes.iter().enumerate().filter(|(at, byte)| **byte == b'&' && is_reference(&bytes[at + 1..]));
    found.count() > MAX_REFERENCES
}

fn starts_of_tags(bytes: &[u8]) -> impl Iterator<Item = usize> {
    bytes.iter().enumerate().filter(|(_, byte)| **byte == b'<').map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_a_page_shows() {
        for (html, text) in [
            ("<p>Rain  fell\n on <b>Brno</b>.</p><p>Snow &amp; hail.</p>", "Rain fell on Brno.\n\nSnow & hail."),
            ("One<br>two<div>three</div>four", "One\ntwo\nthree\nfour"),
            ("<ul><li>a</li><li>b</li></ul><table><tr><td>1</td><td>2</td></tr></table>", "a\nb\n\n1\t2"),
            ("<p>a<script>b()</script><style>c</style>d</p>", "ad"),
            ("<pre>a  b\n  c</pre>", "a  b\n  c"),
            ("no markup at all, 3 < 4", "no markup at all, 3 < 4"),
            ("<p>\u{a0}Brno</p>", "\u{a0}Brno"),
            ("", ""),
        ] {
            assert_eq!(text_of_fragment(html), text, "{html}");
        }
    }

    #[test]
    fn tells_endless_nesting() {
        assert!(is_too_deep(&"<div>".repeat(MAX_DEPTH + 1)) && is_too_deep(&"<B ><i x=1>".repeat(MAX_DEPTH)));
        assert!(!is_too_deep(&"<div>a</div><p>b<br><li>c".repeat(5_000)));
        assert_eq!(text_of_fragment(&"<div>".repeat(MAX_DEPTH)), "");
    }
}
