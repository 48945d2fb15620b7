//! What holds whatever goes in: random formulas, figures, goalposts and files.

mod bounds;
mod differential;
mod expression;
mod grading;
mod grow;
mod judging;
mod loading;
mod packs;
mod quantities;
mod recording;
mod sameness;
mod seed;
mod units;
mod world;

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

/// What the cases have come upon, and how often.
struct Met {
    counts: RefCell<BTreeMap<String, usize>>,
    /// As many cases were tried as the test asks for, or more.
    enough: bool,
}

impl Met {
    fn count(&self, what: impl Into<String>, times: usize) {
        *self.counts.borrow_mut().entry(what.into()).or_default() += times;
    }

    /// A test of things that never come up tests nothing.
    fn at_least(&self, times: usize, what: &[&str]) {
        let counts = self.counts.borrow();
        for what in what {
            let found = counts.get(*what).copied().unwrap_or(0);
            assert!(found >= times || !self.enough, "`{what}` came up {found} times of {times}: {counts:?}");
        }
    }
}

/// Tries so many cases, or as many as `PROPTEST_CASES` says.
fn try_all<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value, &Met) -> Result<(), TestCaseError>) -> Met {
    let asked = ProptestConfig::default();
    let asked_cases = std::env::var_os("PROPTEST_CASES").map(|_| asked.cases);
    let config = ProptestConfig { cases: asked_cases.unwrap_or(cases), failure_persistence: None, ..asked };
    let met = Met { counts: RefCell::default(), enough: config.cases >= cases };
    let mut runner = TestRunner::new(config);
    runner.run(strategy, |value| test(value, &met)).unwrap_or_else(|failure| panic!("{failure}"));
    met
}
