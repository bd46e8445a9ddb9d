//! One native test binary.

mod blocks;
mod facts;
mod format;
mod hostile;
mod prepare;
mod sweep;
mod tidy;
