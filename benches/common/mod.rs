//! What the benches that run natively and in a browser share.

/// The built-in articles.
pub const ARTICLES: [&str; 5] = [
    include_str!("../../static/articles/000_1644ae0d42b8da59.txt"),
    include_str!("../../static/articles/001_06aa510fd0b0d811.txt"),
    include_str!("../../static/articles/002_3fd1592d44546a5b.txt"),
    include_str!("../../static/articles/003_8b0511f02142154a.txt"),
    include_str!("../../static/articles/004_cebad738d18729a2.txt"),
];

/// Milliseconds since some fixed moment.
#[cfg(target_arch = "wasm32")]
pub fn now() -> f64 {
    js_sys::Date::now()
}

#[cfg(not(target_arch = "wasm32"))]
pub fn now() -> f64 {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed().as_secs_f64() * 1e3
}
