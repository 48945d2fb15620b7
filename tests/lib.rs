//! All tests that look at riktlinje from outside, as one program.

mod cases;
mod conformance;
mod workload;
