//! What holds whatever goes in: random formulas, figures, goalposts and files.

#![cfg(test)]

mod bounds;
mod differential;
mod expression;
mod grading;
mod grow;
mod packs;
mod units;
mod world;

use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

/// Tries so many cases, or as many as `PROPTEST_CASES` says; whether that was enough to have met everything.
fn try_all<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) -> bool {
    let asked = ProptestConfig::default();
    let asked_cases = std::env::var_os("PROPTEST_CASES").map(|_| asked.cases);
    let config = ProptestConfig { cases: asked_cases.unwrap_or(cases), failure_persistence: None, ..asked };
    let enough = config.cases >= cases;
    let mut runner = TestRunner::new(config);
    runner.run(strategy, test).unwrap_or_else(|failure| panic!("{failure}"));
    enough
}
