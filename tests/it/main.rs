//! One native test binary.
