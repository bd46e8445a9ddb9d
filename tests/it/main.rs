//! One native test binary.

mod blocks;
mod facts;
mod format;
mod prepare;
mod sweep;
mod tidy;
