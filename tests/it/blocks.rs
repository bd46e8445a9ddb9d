//! Pages of invented sites, with what each line is taken for written beside them.
//!
//! After a change, `UPDATE_EXPECT=1 cargo test` rewrites the `.blocks` files; read the difference before you keep it.

use crossread::base::RawArticle;
use crossread::text::{self, Models};
use expect_test::expect_file;
use std::fmt::Write;
use std::path::Path;

fn shown(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/blocks").join(name);
    let text = std::fs::read_to_string(path).expect("a fixture of that name");
    let analysis = text::analyze(&RawArticle { text, ..RawArticle::default() }, &Models::default());
    let mut shown = String::new();
    let span = analysis.title_span.map(|it| (it.start, it.end));
    writeln!(shown, "title: {} {span:?}\nbyline: {:?}\n", analysis.title, analysis.byline).unwrap();
    for block in analysis.blocks.iter() {
        let kind = format!("{:?}", block.kind).to_lowercase();
        writeln!(shown, "{kind}: {}", block.span.of(&analysis.text)).unwrap();
        if let Some(reason) = &block.reason {
            writeln!(shown, "    because: {reason}").unwrap();
        }
    }
    shown
}

#[test]
fn a_wire_report_on_a_blog() {
    expect_file!["fixtures/blocks/wire-on-a-blog.blocks"].assert_eq(&shown("wire-on-a-blog.txt"));
}

#[test]
fn a_magazine() {
    expect_file!["fixtures/blocks/magazine.blocks"].assert_eq(&shown("magazine.txt"));
}

#[test]
fn a_press_release() {
    expect_file!["fixtures/blocks/press-release.blocks"].assert_eq(&shown("press-release.txt"));
}
