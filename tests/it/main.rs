//! One native test binary.

mod facts;
mod sweep;
mod tidy;
