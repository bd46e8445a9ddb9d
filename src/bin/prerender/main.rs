//! Finishes a built page.
//!
//! `prerender STAGE PACK` is called by Trunk's post_build hook. Three things happen to `STAGE/index.html`. Its styles and
//! small scripts are put into it, so that the first paint waits for one response and shares the line with nothing; the
//! files they came from are removed. The start page is rendered by the app itself, natively, into `<div id="app">`, for
//! the app to take over and for readers without JavaScript. And the hash of each inlined part goes into the page's
//! Content-Security-Policy, which stays strict. Beside it, `STAGE/single.html` is written: see [`single`].
//!
//! `prerender --single DIST STORY OUT` makes one file of the page in DIST, with the story of a story file or a pack in it;
//! `-` leaves the one that the page comes with.
//!
//! Everything here works on text that Trunk wrote from our own `index.html`; what is not found is an error, never
//! skipped in silence, because a page without its policy or its text would still look right on a screen.

mod page;
mod single;

use crossread::{corpus::Corpus, corpus::format, ui, view::Data};
use page::{allow, drop_preloads, inline_scripts, inline_styles};
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
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["--single", dist, story, out] => make_single(Path::new(dist), story, Path::new(out)),
        [stage, pack] => finish(Path::new(stage), Path::new(pack)),
        _ => {
            eprintln!("usage: prerender STAGE PACK\n       prerender --single DIST STORY|PACK|- OUT");
            return ExitCode::from(2);
        }
    };
    match outcome {
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
    let corpus = format::from_pack(&bytes(pack)?).map_err(|error| format!("{}: {error}", pack.display()))?;

    let (page, styles) = inline_styles(&page, |name| read(&stage.join(name)))?;
    let (page, scripts) = inline_scripts(&page, |name| read(&stage.join(name)))?;
    let page = drop_preloads(&page)?;
    let page = insert_app(&page, &render(corpus))?;
    let page = allow(&page, "style-src", &styles)?;
    let page = allow(&page, "script-src", &scripts)?;

    write(&path, &page)?;
    write(&stage.join("single.html"), &single::template(&page, |name| read(&stage.join(name)))?)?;
    for part in styles.iter().chain(&scripts) {
        let path = stage.join(&part.file);
        fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// One file of the page in `dist` with a story in it.
fn make_single(dist: &Path, story: &str, out: &Path) -> Result<(), String> {
    let templates = fs::read_dir(dist).map_err(|error| format!("{}: {error}", dist.display()))?;
    let template = templates
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("-single.html")));
    let template = template.ok_or(format!("{} holds no built page; script/build makes it", dist.display()))?;
    let mut page = read(&template)?;
    let mut given = vec![];
    if story != "-" {
        given = bytes(Path::new(story))?;
        let file = match format::is_story(&given) {
            true => format::from_story(&given).map_err(|error| format!("{story}: {error}"))?,
            false => format::StoryFile::default().with("pack", &given),
        };
        let corpus = format::from_pack(file.part("pack")).map_err(|error| format!("{story}: {error}"))?;
        given = format::to_story(&file);
        page = swap_app(&page, &render(corpus))?;
    }
    write(out, &single::fill(&page, &given, |name| bytes(&dist.join(name)))?)
}

/// The start page as the app draws it, ready to be taken over.
fn render(corpus: Corpus) -> String {
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

/// Puts the rendered app into its root and marks it as such. No space may come between: it would be a text node.
fn insert_app(page: &str, app: &str) -> Result<String, String> {
    let root = "<div id=\"app\"></div>";
    if page.matches(root).count() != 1 {
        return Err(format!("index.html must hold `{root}` exactly once"));
    }
    Ok(page.replacen(root, &format!("{APP_BEGINS}{app}{APP_ENDS}"), 1))
}

const APP_BEGINS: &str = "<div id=\"app\" data-ssr>";
const APP_ENDS: &str = "</div><!--app-->";

/// Puts another story's start page in place of the rendered one.
fn swap_app(page: &str, app: &str) -> Result<String, String> {
    let (before, rest) = page.split_once(APP_BEGINS).ok_or("the page is not rendered")?;
    let (_, after) = rest.split_once(APP_ENDS).ok_or("the rendered page does not end")?;
    Ok([before, APP_BEGINS, app, APP_ENDS, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<p></p><div id=\"app\"></div>";

    #[test]
    fn puts_the_app_into_its_root_without_a_space() {
        assert!(insert_app(PAGE, "<p>x</p>").unwrap().ends_with("<div id=\"app\" data-ssr><p>x</p></div><!--app-->"));
        let page = insert_app(PAGE, "<p>x</p>").unwrap();
        assert_eq!(swap_app(&page, "<p>y</p>").unwrap(), insert_app(PAGE, "<p>y</p>").unwrap());
        assert!(insert_app("<div id=\"other\"></div>", "").is_err());
    }
}
