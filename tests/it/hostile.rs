//! Texts that would make a careless loop quadratic: each is long enough that one would be noticed, for the analysis then
//! takes minutes instead of a moment. And files that would fill the memory.

use crossread::base::RawArticle;
use crossread::import;
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
        "Ida Berg: Why?\nIB Yes.\n",
        "Ida Berg “I go” ",
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

/// Inputs that would fill the memory are answered in a sentence with a remedy, and whatever fits is read.
#[test]
fn inputs_beyond_measure_get_an_answer() {
    let long = import::import("long.txt", &b"Rain fell. ".repeat(200 << 20 >> 3)[..200 << 20]);
    let refusal = long[0].as_ref().unwrap_err();
    assert!(refusal.cause.contains("200 MB long, and 16 MB is the most"), "{refusal}");

    // A file of two gigabytes in name: its two heads say so, its bytes do not.
    let mut header = zipped(&[("big.txt", &b"Rain fell on the quay of Port Alder."[..])]);
    let two_gigabytes = (2u32 << 30).to_le_bytes();
    header[22..26].copy_from_slice(&two_gigabytes);
    let central = header.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
    header[central + 24..central + 28].copy_from_slice(&two_gigabytes);
    let answers = import::import("header.zip", &header);
    assert!(answers.len() == 1 && answers[0].as_ref().map_or_else(|it| !it.remedy.is_empty(), |it| it.text.len() < 99));

    // Really a quarter of a gigabyte, of spaces, in a file a thousandth as long.
    let bomb = zipped(&[("zeros.txt", &vec![b' '; 256 << 20])]);
    let answers = import::import("bomb.zip", &bomb);
    assert!(
        answers.iter().all(|it| it.as_ref().is_err_and(|refusal| refusal.cause.contains("MB that are safe"))),
        "{answers:?}"
    );

    let files: Vec<(String, String)> =
        (0..100_000).map(|at| (format!("{at}.txt"), format!("Rain fell on day {at}."))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let answers = import::import("many.zip", &zipped(&files));
    assert_eq!(answers.iter().filter(|it| it.is_ok()).count(), 20_000);
    let refusals: Vec<String> = answers.iter().filter_map(|it| it.as_ref().err()).map(|it| it.to_string()).collect();
    assert!(refusals.len() == 1 && refusals[0].contains("More than 20000 files"), "{refusals:?}");
}

/// An archive of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    for (name, content) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
