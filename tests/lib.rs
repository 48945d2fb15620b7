//! All tests that look at riktlinje from outside, as one program.

mod cases;
mod cli;
mod codes;
mod conformance;
mod folders;
mod layers;
mod packs;
mod properties;
mod scratch;
mod workload;
