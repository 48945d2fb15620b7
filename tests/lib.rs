//! All tests that look at riktlinje from outside, as one program.

mod codes;
mod conformance;
mod layers;
mod packs;
mod properties;
mod workload;
