//! `prepare`: turns articles into a corpus, on the command line. It reads and writes files and shows progress; what
//! it does with an article is the library's.

#[cfg(not(target_arch = "wasm32"))]
mod args;
#[cfg(not(target_arch = "wasm32"))]
mod inputs;
#[cfg(not(target_arch = "wasm32"))]
mod report;
#[cfg(not(target_arch = "wasm32"))]
mod run;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    run::main()
}

/// The command line is native; wasm builds only need the file to compile.
#[cfg(target_arch = "wasm32")]
fn main() {}
