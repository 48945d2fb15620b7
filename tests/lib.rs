//! All tests that look at riktlinje from outside, as one program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod baseline;
mod browser;
mod cases;
mod ci;
mod cli;
mod codes;
mod conformance;
mod council;
mod diff;
mod exact;
mod folders;
mod guide;
mod layers;
mod mistakes;
mod new;
mod packs;
mod pages;
mod properties;
mod records;
mod scratch;
mod situations;
mod templates;
mod wording;
mod workbooks;
