//! Markdown (CommonMark): its words without its marks, a line a block; front matter gives the facts.

use super::found::Found;
use super::{ImportError, encoding, markup};
use crate::base::RawArticle;
use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

pub fn read(name: &str, bytes: &[u8]) -> Result<RawArticle, ImportError> {
    let decoded = encoding::decode(bytes).ok_or_else(|| {
        let remedy = "Save the article as plain text (.txt, UTF-8) and give that.";
        ImportError::new(name, "This is no text: it is full of control characters", remedy)
    })?;
    let mut found = words(&decoded.text);
    found.warnings.extend(decoded.warning);
    found.with_head(name)
}

/// The text between the marks. Targets of links and names of images are marks.
fn words(markdown: &str) -> Found {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut found = Found { facts_from: "Read from the file's front matter and headings.".into(), ..Found::default() };
    let (mut text, mut heading, mut front_matter, mut html) = (String::new(), None, None, String::new());
    // Where a footnote's label ends: its first paragraph goes on there.
    let mut label_end = usize::MAX;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::MetadataBlock(kind)) => front_matter = Some((kind, String::new())),
            Event::End(TagEnd::MetadataBlock(_)) => {
                if let Some((kind, block)) = front_matter.take() {
                    facts(&mut found, kind, &block);
                }
            }
            Event::Text(words) if front_matter.is_some() => {
                front_matter.iter_mut().for_each(|(_, block)| block.push_str(&words));
            }
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
                gap(&mut text, "\n\n");
                heading = Some(text.len());
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(start) = heading.take().filter(|_| found.title.is_none()) {
                    found.title = text.get(start..).map(String::from);
                }
                gap(&mut text, "\n\n");
            }
            Event::Start(Tag::HtmlBlock) => gap(&mut text, "\n\n"),
            Event::End(TagEnd::HtmlBlock) => {
                text.push_str(&markup::text_of_fragment(&std::mem::take(&mut html)));
                gap(&mut text, "\n\n");
            }
            Event::Html(block) => html.push_str(&block),
            Event::Text(words) | Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                text.push_str(&words);
            }
            Event::FootnoteReference(label) => text.push_str(&format!("[{label}]")),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => gap(&mut text, "\n"),
            Event::Start(Tag::Item | Tag::TableRow | Tag::TableHead) => gap(&mut text, "\n"),
            Event::End(TagEnd::TableCell) => text.push('\t'),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                gap(&mut text, "\n\n");
                text.push_str(&format!("[{label}] "));
                label_end = text.len();
            }
            Event::Start(_) if text.len() == label_end => {}
            Event::Start(tag) if is_block(&tag.to_end()) => gap(&mut text, "\n\n"),
            Event::End(tag) if is_block(&tag) => gap(&mut text, "\n\n"),
            // Inline tags are marks; their words come as text.
            Event::Start(_) | Event::End(_) | Event::InlineHtml(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }
    text.truncate(text.trim_end().len());
    found.text = text;
    found
}

fn is_block(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
    )
}

/// Ends the line, or the paragraph, unless the text stands at the beginning of one.
fn gap(text: &mut String, gap: &str) {
    text.truncate(text.trim_end_matches(['\t', ' ']).len());
    let has = text.len() - text.trim_end_matches('\n').len();
    if !text.is_empty() && has < gap.len() {
        text.push_str(&gap[has..]);
    }
}

/// One fact a line, `key: value` in YAML and `key = "value"` in TOML; deeper structures are left alone.
fn facts(found: &mut Found, kind: MetadataBlockKind, block: &str) {
    let separator = match kind {
        MetadataBlockKind::YamlStyle => ':',
        MetadataBlockKind::PlusesStyle => '=',
    };
    for line in block.lines() {
        let Some((key, value)) = line.split_once(separator) else { continue };
        let value = value.trim().trim_matches(['"', '\'', '[', ']']).trim();
        let fact = match key.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => &mut found.title,
            "author" | "authors" | "byline" => &mut found.byline,
            "source" | "outlet" | "publisher" | "publication" | "site" => &mut found.outlet,
            "url" | "link" | "source_url" | "canonical" | "original" => &mut found.url,
            "date" | "published" | "pubdate" | "publishdate" => &mut found.published,
            "lang" | "language" => &mut found.language,
            _ => continue,
        };
        if !value.is_empty() {
            *fact = Some(value.into());
        }
    }
    // Clippers of web pages write the address under `source`.
    if found.outlet.as_deref().is_some_and(|it| it.contains("://")) {
        let address = found.outlet.take();
        found.url = found.url.take().or(address);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_without_marks() {
        for (markdown, text) in [
            ("# Quay floods\n\nRain *fell* on\n[Brno](http://b.example).", "Quay floods\n\nRain fell on Brno."),
            ("- a\n- b\n\n> c", "a\nb\n\nc"),
            ("1. a\n\n   b\n2. c", "a\n\nb\n\nc"),
            ("| a | b |\n|---|---|\n| 1 | 2 |\n", "a\tb\n1\t2"),
            ("Rain  \nfell[^1].\n\n[^1]: Hard.", "Rain\nfell[1].\n\n[1] Hard."),
            ("<div>Rain <b>fell</b></div>\n\nSnow", "Rain fell\n\nSnow"),
            ("![The quay](q.png \"t\") `code`", "The quay code"),
        ] {
            assert_eq!(words(markdown).text, text, "{markdown}");
        }
    }

    #[test]
    fn reads_front_matter() {
        let yaml = "---\ntitle: \"Quay floods\"\nauthor: [Ida Berg]\nsource: https://gull.example/1\ndate: 2021-03-04\ntags:\n  - rain\n---\nRain.\n";
        let found = words(yaml);
        assert_eq!((found.title.as_deref(), found.byline.as_deref()), (Some("Quay floods"), Some("Ida Berg")));
        assert_eq!(
            (found.url.as_deref(), found.published.as_deref()),
            (Some("https://gull.example/1"), Some("2021-03-04"))
        );
        assert_eq!((found.text.as_str(), found.outlet), ("Rain.", None));
        assert_eq!(words("+++\ntitle = 'Snow'\n+++\n\nHail.").title.as_deref(), Some("Snow"));
        assert_eq!(words("Rain.\n\n---\n\nSnow.").text, "Rain.\n\nSnow.");
    }
}
