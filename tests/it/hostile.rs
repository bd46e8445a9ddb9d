//! Texts that would make a careless loop quadratic. Each is long enough that one would be noticed: the analysis then
//! takes minutes instead of a moment.

use crossread::base::RawArticle;
use crossread::text::{self, Models};

const BYTES: usize = 40_000;

#[test]
fn long_and_odd_texts_take_linear_time() {
    let models = Models::default();
    for pattern in [
        "Rain fell on Brno. ",
        "word ",
        "x",
        "a.B",
        "\"a\".Bc",
        "\"a\". ",
        "he said ",
        "1 and ",
        "Moscow has ",
        "“",
        "”",
        "[",
        "[a",
        "(",
        ". ",
        "...",
        "! ",
        "Dr. ",
        "\n",
        "Ida Berg\n",
        "Dam breaks\n",
        "Ida Berg is a reporter.\n",
        "Related\n",
        "Comments\n",
        "Photo: Ida Berg\n",
        "Read more",
        "By Ida Berg\n",
        "雨",
        "\u{fffd}",
        "â€™",
        "\u{a0}",
        "A ",
        "Home > World > ",
        "1 ",
        "12 views",
        "Rain fell on Brno and the river rose by a metre.\nDam breaks\n",
    ] {
        let text = pattern.repeat(BYTES / pattern.len());
        for is_plain in [false, true] {
            let article = RawArticle { text: text.clone(), is_plain, ..RawArticle::default() };
            let started = std::time::Instant::now();
            let analysis = text::analyze(&article, &models);
            assert!(!analysis.title.is_empty(), "{pattern:?}");
            let millis = started.elapsed().as_millis();
            // Debug builds on a busy machine take up to two seconds here; a loop that goes over the whole text for each word takes many times that.
            assert!(millis < 20_000, "{pattern:?} took {millis} ms");
        }
    }
}
