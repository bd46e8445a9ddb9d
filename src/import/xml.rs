//! XML to a tree of elements: small, forgiving, without recursion, for feeds and the parts of Word and EPUB files.

use super::encoding;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements nested deeper than this end the reading: no format here comes near it, and dropping a deeper tree would use
/// up the stack.
const MAX_DEPTH: usize = 256;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// As written, with its prefix.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child of a name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|it| it.name == name)
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    /// The name without its prefix.
    pub fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or(&self.name)
    }

    /// All text below.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut open: Vec<&Node> = self.children.iter().rev().collect();
        while let Some(node) = open.pop() {
            match node {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) => open.extend(element.children.iter().rev()),
            }
        }
        text
    }

    /// What is below as markup, for XHTML inside other XML.
    pub fn inner_markup(&self) -> String {
        let mut markup = String::new();
        for child in &self.children {
            match child {
                Node::Text(text) => markup.push_str(&quick_xml::escape::escape(text.as_str())),
                Node::Element(element) => {
                    let name = element.local();
                    markup.push_str(&format!("<{name}>{}</{name}>", element.inner_markup()));
                }
            }
        }
        markup
    }
}

/// The longest file made into a tree, in bytes: the tree of the worst takes twenty times as much.
const MAX_BYTES: usize = 32 << 20;

/// The root element, and why the reading ended before its end, if it did. `None` when there is no element at all.
pub fn parse(bytes: &[u8]) -> Option<(Element, Option<String>)> {
    if bytes.len() > MAX_BYTES {
        return Some((Element::default(), Some(format!("it is longer than {} MB", MAX_BYTES >> 20))));
    }
    let label = stated_encoding(bytes);
    let text = encoding::decode_as(bytes, label.as_deref())?.text;
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    (config.allow_dangling_amp, config.allow_unmatched_ends, config.check_end_names) = (true, true, false);
    let mut open: Vec<Element> = vec![Element::default()];
    let trouble = loop {
        match reader.read_event() {
            Ok(Event::Start(start)) if open.len() < MAX_DEPTH => open.push(element(&start)),
            Ok(Event::Start(_)) => break Some(format!("its elements nest deeper than {MAX_DEPTH}")),
            Ok(Event::Empty(start)) => put(&mut open, Node::Element(element(&start))),
            Ok(Event::End(_)) => close(&mut open),
            Ok(Event::Text(text)) => put(&mut open, Node::Text(text.xml10_content().into_owned())),
            Ok(Event::CData(text)) => put(&mut open, Node::Text(text.xml10_content().into_owned())),
            Ok(Event::GeneralRef(name)) => put(&mut open, Node::Text(reference(&name))),
            Ok(Event::Eof) => break (open.len() > 1).then(|| "it ends in the middle".to_string()),
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(error) => break Some(error.to_string()),
        }
    };
    while open.len() > 1 {
        close(&mut open);
    }
    let root = open.pop()?.children.into_iter().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    })?;
    Some((root, trouble))
}

fn element(start: &BytesStart) -> Element {
    let attributes = start.html_attributes().flatten().map(|it| {
        let value =
            it.normalized_value(XmlVersion::Implicit1_0).map_or_else(|_| it.value.to_string(), |it| it.into_owned());
        (it.key.as_ref().to_string(), value)
    });
    Element { name: start.name().as_ref().to_string(), attributes: attributes.collect(), children: vec![] }
}

fn put(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn close(open: &mut Vec<Element>) {
    if open.len() > 1
        && let Some(done) = open.pop()
    {
        put(open, Node::Element(done));
    }
}

/// One of XML's own references; a name of HTML is left for whoever reads HTML.
fn reference(name: &quick_xml::events::BytesRef) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    let name = name.xml10_content();
    match quick_xml::escape::resolve_xml_entity(&name) {
        Some(text) => text.to_string(),
        None => format!("&{name};"),
    }
}

fn stated_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declaration = head.trim_start_matches('\u{feff}').strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding=")?.1.trim_start_matches(['"', '\'']);
    Some(value.split(['"', '\'']).next()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_feeds_are_made_of() {
        let xml = "<?xml version='1.0' encoding='iso-8859-2'?><!DOCTYPE r><r a='1 &lt; 2'><b:c>x &amp; &#233; &nbsp;&</b:c><![CDATA[<i>]]><e/></r>";
        let (root, trouble) = parse(xml.as_bytes()).unwrap();
        assert_eq!((root.name.as_str(), root.attribute("a"), trouble), ("r", Some("1 < 2"), None));
        assert_eq!(root.child("b:c").unwrap().text(), "x & é &nbsp;&");
        assert_eq!((root.child("b:c").unwrap().local(), root.text().as_str()), ("c", "x & é &nbsp;&<i>"));
        assert_eq!(root.inner_markup(), "<c>x &amp; é &amp;nbsp;&amp;</c>&lt;i&gt;<e></e>");
        let (root, _) = parse(b"<?xml version='1.0' encoding='iso-8859-2'?><r>\xb9</r>").unwrap();
        assert_eq!(root.text(), "š");
    }

    #[test]
    fn keeps_what_came_before_the_trouble() {
        let (root, trouble) = parse(b"<r><a>Rain</a><b>Sn").unwrap();
        assert_eq!((root.child("a").unwrap().text().as_str(), trouble.is_some()), ("Rain", true));
        let (_, trouble) = parse("<a>".repeat(100_000).as_bytes()).unwrap();
        assert!(trouble.unwrap().contains("nest deeper"));
        assert_eq!(parse(b"no xml"), None);
    }
}
