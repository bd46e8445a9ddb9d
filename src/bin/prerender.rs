//! Finishes a built page: `prerender STAGE PACK`, called by Trunk's post_build hook.
//!
//! Three things happen to `STAGE/index.html`. Its styles and small scripts are put into it, so that the first paint
//! waits for one response and shares the line with nothing; the files they came from are removed. The start page is
//! rendered by the app itself, natively, into `<div id="app">`, for the app to take over and for readers without
//! JavaScript. And the hash of each inlined part goes into the page's Content-Security-Policy, which stays strict.
//!
//! Everything here works on text that Trunk wrote from our own `index.html`; what is not found is an error, never
//! skipped in silence, because a page without its policy or its text would still look right on a screen.

use base64::{Engine, prelude::BASE64_STANDARD};
use crossread::{corpus::format, ui, view::Data};
use sha2::{Digest, Sha256};
use std::{
    fs,
    future::Future,
    path::Path,
    pin::pin,
    process::ExitCode,
    rc::Rc,
    task::{Context, Poll, Waker},
};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [stage, pack] = arguments.as_slice() else {
        eprintln!("usage: prerender STAGE PACK");
        return ExitCode::from(2);
    };
    match finish(Path::new(stage), Path::new(pack)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("prerender: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Rewrites the staged page in place.
fn finish(stage: &Path, pack: &Path) -> Result<(), String> {
    let path = stage.join("index.html");
    let page = read(&path)?;
    let corpus = format::from_pack(&fs::read(pack).map_err(|error| format!("{}: {error}", pack.display()))?)
        .map_err(|error| format!("{}: {error}", pack.display()))?;

    let (page, styles) = inline_styles(&page, |name| read(&stage.join(name)))?;
    let (page, scripts) = inline_scripts(&page, |name| read(&stage.join(name)))?;
    let page = drop_preloads(&page)?;
    let page = insert_app(&page, &render(corpus))?;
    let page = allow(&page, "style-src", &styles)?;
    let page = allow(&page, "script-src", &scripts)?;

    fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))?;
    for part in styles.iter().chain(&scripts) {
        let path = stage.join(&part.file);
        fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The start page as the app draws it, ready to be taken over.
fn render(corpus: crossread::corpus::Corpus) -> String {
    let renderer = yew::LocalServerRenderer::<ui::App>::with_props(ui::AppProps {
        data: None,
        builtin: ui::DataRef(Rc::new(Data::new(corpus))),
        address: "".into(),
    });
    block_on(renderer.hydratable(true).render())
}

/// Nothing in the first render waits for anything, so polling until it is done is all an executor has to do.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

/// A file that went into the page.
#[derive(Debug, PartialEq)]
struct Part {
    /// Its name in the staging folder.
    file: String,
    /// As a policy writes it: `'sha256-…'`.
    hash: String,
}

impl Part {
    fn new(file: &str, content: &str) -> Part {
        let hash = format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(content)));
        Part { file: file.to_string(), hash }
    }
}

/// Puts every own stylesheet into the page, in the place of its link.
fn inline_styles(page: &str, read: impl Fn(&str) -> Result<String, String>) -> Result<(String, Vec<Part>), String> {
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
fn inline_scripts(page: &str, read: impl Fn(&str) -> Result<String, String>) -> Result<(String, Vec<Part>), String> {
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
fn drop_preloads(page: &str) -> Result<String, String> {
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
fn replace_tags(
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
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = &tag[tag.find(&format!(" {name}=\""))? + name.len() + 3..];
    value.split('"').next()
}

/// The file that a relative address names.
fn local_name(address: &str) -> &str {
    address.trim_start_matches("./").trim_start_matches('/')
}

/// Puts the rendered app into its root and marks it as such. No space may come between: it would be a text node.
fn insert_app(page: &str, app: &str) -> Result<String, String> {
    let root = "<div id=\"app\"></div>";
    if page.matches(root).count() != 1 {
        return Err(format!("index.html must hold `{root}` exactly once"));
    }
    Ok(page.replacen(root, &format!("<div id=\"app\" data-ssr>{app}</div>"), 1))
}

/// Adds the hashes of the inlined parts to one directive of the page's policy.
fn allow(page: &str, directive: &str, parts: &[Part]) -> Result<String, String> {
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

    #[test]
    fn puts_the_app_into_its_root_without_a_space() {
        assert!(insert_app(PAGE, "<p>x</p>").unwrap().ends_with("<div id=\"app\" data-ssr><p>x</p></div>"));
        assert!(insert_app("<div id=\"other\"></div>", "").is_err());
    }
}
