//! The page as one file, which opens by a double click.
//!
//! [`template`] makes it of the finished page when that is built, all but what is large: for each file of the program, and
//! for the reader's story, it has an empty `<script type="text/plain" id="part-…" data-file="…">`. Such a block holds
//! data, which the policy does not ask about, so that filling it changes no hash. It is filled with the file, packed with
//! gzip and written in base64: by [`fill`] for `script/single-file`, and by `static/keep.js` from the page itself.

use crate::page::{Part, attribute, replace_tags};
use base64::{Engine, prelude::BASE64_STANDARD};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// The parts of the program, by the attribute of the boot script that names each.
const PARTS: [(&str, &str); 4] =
    [("data-wasm", "start"), ("data-rest", "rest"), ("data-worker", "worker"), ("data-worker-wasm", "worker-wasm")];

/// The finished page without its large parts; `read` gives a file beside it.
pub fn template(page: &str, read: impl Fn(&str) -> Result<String, String>) -> Result<String, String> {
    let boot_at = page.find("<script type=\"module\" ").ok_or("the page has no boot script")?;
    let boot_end = boot_at + page[boot_at..].find('>').ok_or("the boot script's tag does not end")? + 1;
    let boot = &page[boot_at..boot_end];
    let file = |name| attribute(boot, name).ok_or(format!("the boot script has no {name}"));
    let glue = format!("{}\nglobalThis.crossreadApp = __wbg_init;\n", read(file("data-js")?)?);
    let keep = read(file("data-keep")?)?;
    for script in [&glue, &keep] {
        if script.contains("</script") || script.contains("<!--") {
            return Err("a script holds `</script` or `<!--`, which a script inside a page must not".into());
        }
    }
    let named: String = PARTS.iter().map(|(name, part)| format!(" {name}=\"#part-{part}\"")).collect();
    let bytes = file("data-worker-bytes")?;
    let scripts = format!(
        "<script type=\"module\">{glue}</script><script type=\"module\">{keep}</script>\
         <script type=\"module\"{named} data-worker-bytes=\"{bytes}\">"
    );
    let blocks: Vec<String> = PARTS
        .iter()
        .map(|(name, part)| Ok(block(part, file(name)?)))
        .chain([Ok(block("story", ""))])
        .collect::<Result<_, String>>()?;
    let page = [&page[..boot_at], &scripts, &page[boot_end..]].concat();
    let page = page.replacen("</body>", &format!("{}</body>", blocks.concat()), 1);
    let (page, _) = replace_tags(&page, "<link ", |tag| match attribute(tag, "rel") {
        Some("manifest") => Ok(Some((String::new(), Part::new("", "")))),
        Some("icon") => {
            let icon = BASE64_STANDARD.encode(read(attribute(tag, "href").unwrap_or_default())?);
            let link = format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">");
            Ok(Some((link, Part::new("", ""))))
        }
        _ => Ok(None),
    })?;
    let hashes = [Part::new("", &glue).hash, Part::new("", &keep).hash].join(" ");
    policy(&page, &hashes)
}

fn block(part: &str, file: &str) -> String {
    format!("<script type=\"text/plain\" id=\"part-{part}\" data-file=\"{file}\"></script>\n")
}

/// The policy of a file that asks for nothing but what is in it: the hashes that stand in the page's, and `more`.
fn policy(page: &str, more: &str) -> Result<String, String> {
    let start = "http-equiv=\"Content-Security-Policy\" content=\"";
    let at = page.find(start).ok_or("the page has no policy")? + start.len();
    let end = at + page[at..].find('"').ok_or("the policy does not end")?;
    let hashes = |directive: &str| -> Result<String, String> {
        let sources = page[at..end].split("; ").find_map(|part| part.strip_prefix(directive));
        let sources = sources.ok_or(format!("the policy has no `{directive}`"))?;
        Ok(sources.split(' ').filter(|source| source.starts_with("'sha256-")).collect::<Vec<_>>().join(" "))
    };
    let (scripts, styles) = (hashes("script-src ")?, hashes("style-src ")?);
    let policy = format!(
        "default-src 'none'; script-src {scripts} {more} 'wasm-unsafe-eval'; style-src {styles}; img-src data:; \
         worker-src blob:; base-uri 'none'; form-action 'none'"
    );
    Ok([&page[..at], &policy, &page[end..]].concat())
}

/// Fills the blocks of a template with what `read` gives for their files, and the one for the story with `story`.
pub fn fill(template: &str, story: &[u8], read: impl Fn(&str) -> Result<Vec<u8>, String>) -> Result<String, String> {
    let (page, filled) = replace_tags(template, "<script type=\"text/plain\" ", |tag| {
        let file = attribute(tag, "data-file").unwrap_or_default();
        let content = if file.is_empty() { story.to_vec() } else { read(file)? };
        let packed = if content.is_empty() { String::new() } else { packed(&content) };
        Ok(Some((format!("{tag}{packed}"), Part::new(file, ""))))
    })?;
    if filled.len() != PARTS.len() + 1 {
        return Err("this is not the single file's template".into());
    }
    Ok(page)
}

/// Packed with gzip, in base64.
fn packed(content: &[u8]) -> String {
    let mut encoder = GzEncoder::new(vec![], Compression::best());
    encoder.write_all(content).expect("writing to memory");
    BASE64_STANDARD.encode(encoder.finish().expect("writing to memory"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = concat!(
        r#"<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-a'; style-src 'self' 'sha256-b'; connect-src 'self'">"#,
        r#"<link rel="icon" href="i.svg"><link rel="manifest" href="m"><style>p{}</style></head><body><script>1</script>"#,
        r#"<script type="module" data-js="./g.js" data-wasm="./s.wasm" data-rest="./r.wasm" data-keep="./k.js" data-sw="./sw.js" data-worker="./w.js" data-worker-wasm="./w.wasm" data-worker-bytes="7">2</script></body>"#,
    );

    fn text(name: &str) -> Result<String, String> {
        match name {
            "./g.js" => Ok("glue".into()),
            "./k.js" => Ok("keep".into()),
            "i.svg" => Ok("<svg/>".into()),
            other => Err(format!("{other}: not asked for")),
        }
    }

    #[test]
    fn asks_for_nothing_outside() {
        let page = template(PAGE, text).unwrap();
        for outside in ["'self'", "connect-src", "href=\"i.svg\"", "manifest", "data-sw", "data-js", "src=\""] {
            assert!(!page.contains(outside), "{outside} in {page}");
        }
        assert!(page.contains("style-src 'sha256-b';") && page.contains("script-src 'sha256-a' 'sha256-"), "{page}");
        assert!(page.contains(r##"data-wasm="#part-start""##), "{page}");
        assert!(template(PAGE, |_| Ok("'</script>'".into())).is_err());
        assert!(template("<p>", text).is_err());
    }

    #[test]
    fn fills_every_part_without_touching_the_policy() {
        let page = template(PAGE, text).unwrap();
        let filled = fill(&page, b"story", |name| Ok(name.into())).unwrap();
        let part = |id: &str| {
            let tag = format!("id=\"part-{id}\"");
            let from = &filled[filled.find(&tag).unwrap()..];
            let packed = BASE64_STANDARD.decode(&from[from.find('>').unwrap() + 1..from.find('<').unwrap()]).unwrap();
            let mut out = String::new();
            std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&packed[..]), &mut out).unwrap();
            out
        };
        let parts = ["start", "rest", "worker", "worker-wasm", "story"].map(part);
        assert_eq!(parts, ["./s.wasm", "./r.wasm", "./w.js", "./w.wasm", "story"]);
        assert_eq!(filled[..filled.find("text/plain").unwrap()], page[..page.find("text/plain").unwrap()]);
        assert!(fill("<p>", b"", |_| Ok(vec![])).is_err());
    }
}
