//! All tests that look at riktlinje from outside, as one program.

mod conformance;
mod workload;
