//! Work on the text of a page that Trunk wrote: putting files into it, and their hashes into its policy.

use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

/// A file that went into the page.
#[derive(Debug, PartialEq)]
pub struct Part {
    /// Its name in the staging folder.
    pub file: String,
    /// As a policy writes it: `'sha256-…'`.
    pub hash: String,
}

impl Part {
    pub fn new(file: &str, content: &str) -> Part {
        let hash = format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(content)));
        Part { file: file.to_string(), hash }
    }
}

/// Puts every own stylesheet into the page, in the place of its link.
pub fn inline_styles(page: &str, read: impl Fn(&str) -> Result<String, String>) -> Result<(String, Vec<Part>), String> {
    replace_tags(page, "<link ", |tag| {
        let is_stylesheet = attribute(tag, "rel") == Some("stylesheet");
        let Some(file) = attribute(tag, "href").filter(|_| is_stylesheet).map(local_name) else { return Ok(None) };
        let content = read(file)?;
        if content.contains("</style") {
            return Err(format!("{file} holds `</style`, which would end the element it is put into"));
        }
        Ok(Some((format!("<style>{content}</style>"), Part::new(file, &content))))
    })
}

/// Puts every own script into the page; the other attributes of its tag stay.
pub fn inline_scripts(
    page: &str,
    read: impl Fn(&str) -> Result<String, String>,
) -> Result<(String, Vec<Part>), String> {
    replace_tags(page, "<script ", |tag| {
        let Some(source) = attribute(tag, "src") else { return Ok(None) };
        let file = local_name(source);
        let content = read(file)?;
        if content.contains("</script") || content.contains("<!--") {
            return Err(format!("{file} holds `</script` or `<!--`, which a script inside a page must not"));
        }
        let tag = tag.replacen(&format!(" src=\"{source}\""), "", 1);
        // The closing tag of the original follows in the page.
        Ok(Some((format!("{tag}{content}"), Part::new(file, &content))))
    })
}

/// Takes out what would fetch the program before the text is on the screen: on a slow line the two would share it.
/// `boot.js` asks for the program right after the first paint.
pub fn drop_preloads(page: &str) -> Result<String, String> {
    let (mut out, mut rest) = (String::with_capacity(page.len()), page);
    while let Some(at) = rest.find("<link ") {
        let end = at + rest[at..].find('>').ok_or("a tag of the page does not end")? + 1;
        let is_preload = matches!(attribute(&rest[at..end], "rel"), Some("preload" | "modulepreload"));
        out.push_str(&rest[..if is_preload { at } else { end }]);
        rest = &rest[end..];
    }
    out.push_str(rest);
    Ok(out)
}

/// Walks over the tags that begin with `start` and replaces those that `replace` answers.
pub fn replace_tags(
    page: &str,
    start: &str,
    replace: impl Fn(&str) -> Result<Option<(String, Part)>, String>,
) -> Result<(String, Vec<Part>), String> {
    let (mut out, mut parts, mut rest) = (String::with_capacity(page.len()), vec![], page);
    while let Some(at) = rest.find(start) {
        let end = at + rest[at..].find('>').ok_or("a tag of the page does not end")? + 1;
        out.push_str(&rest[..at]);
        match replace(&rest[at..end])? {
            Some((text, part)) => {
                out.push_str(&text);
                parts.push(part);
            }
            None => out.push_str(&rest[at..end]),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    Ok((out, parts))
}

/// The value of an attribute of a start tag, in double quotes.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = &tag[tag.find(&format!(" {name}=\""))? + name.len() + 3..];
    value.split('"').next()
}

/// The file that a relative address names.
pub fn local_name(address: &str) -> &str {
    address.trim_start_matches("./").trim_start_matches('/')
}

/// Adds the hashes of the inlined parts to one directive of the page's policy.
pub fn allow(page: &str, directive: &str, parts: &[Part]) -> Result<String, String> {
    let policy = page.find("http-equiv=\"Content-Security-Policy\"").ok_or("the page has no policy")?;
    let end = policy + page[policy..].find('>').ok_or("the policy does not end")?;
    let directive = format!("{directive} 'self'");
    let at = policy + page[policy..end].find(&directive).ok_or(format!("the policy has no `{directive}`"))?;
    let (before, after) = page.split_at(at + directive.len());
    let hashes: String = parts.iter().flat_map(|part| [" ", part.hash.as_str()]).collect();
    Ok([before, &hashes, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = concat!(
        r#"<meta http-equiv="Content-Security-Policy" content="script-src 'self'; style-src 'self'">"#,
        r#"<link rel="icon" href="./icon-1.svg"><link rel="stylesheet" href="./a-1.css" integrity="x"/>"#,
        r#"<script src="early.js"></script><script type="module" src="./boot.js" data-js="./x.js"></script><div id="app"></div>"#,
    );

    fn file(name: &str) -> Result<String, String> {
        match name {
            "a-1.css" => Ok("p{}".into()),
            "early.js" => Ok("1".into()),
            "boot.js" => Ok("2".into()),
            other => Err(format!("{other}: not asked for")),
        }
    }

    #[test]
    fn inlines_styles_and_scripts() {
        let (page, styles) = inline_styles(PAGE, file).unwrap();
        let (page, scripts) = inline_scripts(&page, file).unwrap();
        assert_eq!(styles, [Part::new("a-1.css", "p{}")]);
        assert_eq!(scripts, [Part::new("early.js", "1"), Part::new("boot.js", "2")]);
        assert!(page.contains(r#"<link rel="icon" href="./icon-1.svg"><style>p{}</style>"#), "{page}");
        assert!(page.contains(r#"<script>1</script><script type="module" data-js="./x.js">2</script>"#), "{page}");
    }

    #[test]
    fn fetches_nothing_before_the_text() {
        let page = r#"<link rel="icon" href="i"><link rel="modulepreload" href="x"><link rel="preload" href="y"><p>"#;
        assert_eq!(drop_preloads(page).unwrap(), r#"<link rel="icon" href="i"><p>"#);
        assert!(drop_preloads("<link rel").is_err());
    }

    #[test]
    fn refuses_what_would_end_its_element() {
        assert!(inline_styles(PAGE, |_| Ok("</style>".into())).is_err());
        assert!(inline_scripts(PAGE, |_| Ok("'</script>'".into())).is_err());
        assert!(inline_styles(PAGE, |_| Err("gone".into())).is_err());
    }

    #[test]
    fn hashes_as_a_policy_wants_it() {
        // The SHA-256 of the empty text, as every table of test vectors has it.
        assert_eq!(Part::new("x", "").hash, "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
        let page = allow(PAGE, "style-src", &[Part::new("x", "")]).unwrap();
        assert!(page.contains("style-src 'self' 'sha256-47DEQ"), "{page}");
        assert!(page.contains("script-src 'self';"), "{page}");
        assert!(allow(PAGE, "font-src", &[]).is_err());
        assert!(allow("<p>", "style-src", &[]).is_err());
    }
}
