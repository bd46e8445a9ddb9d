//! Turns articles into a corpus, on the command line.

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    // First light: the real command line follows.
    let args: Vec<String> = std::env::args().skip(1).collect();
    let models = crossread::text::Models::builtin();
    let mut analyses = vec![];
    let mut paths: Vec<_> =
        std::fs::read_dir(&args[0]).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "txt")) {
        let bytes = std::fs::read(path).expect("readable");
        for article in crossread::import::import(&path.to_string_lossy(), &bytes) {
            analyses.push(crossread::text::analyze(&article.expect("article"), &models));
        }
    }
    let corpus = crossread::corpus::build(analyses, &crossread::corpus::Options { is_one_event: true }, &models);
    std::fs::write(&args[1], crossread::corpus::format::to_pack(&corpus)).expect("written");
}

#[cfg(target_arch = "wasm32")]
fn main() {}
