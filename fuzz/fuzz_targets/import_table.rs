//! Any bytes as a table: each row an article or a refusal, and the columns to choose from as wide as the rows.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    assert!(!crossread::import::import("fuzz.csv", bytes).is_empty());
    if let Some(table) = crossread::import::columns_of("fuzz.csv", bytes) {
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    }
});
