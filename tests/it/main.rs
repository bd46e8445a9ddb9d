//! One native test binary.

mod blocks;
mod corrections;
mod entities;
mod facts;
mod format;
mod hostile;
mod import;
mod marked;
mod names;
mod notes;
mod prepare;
mod sweep;
mod tidy;
