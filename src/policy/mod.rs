//! The policy pack: as written (raw), and as checked.

pub mod raw;
