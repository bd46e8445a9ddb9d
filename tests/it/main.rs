//! One native test binary.

mod sweep;
mod tidy;
