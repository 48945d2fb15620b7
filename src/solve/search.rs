//! The search for the smallest change of one figure.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::evaluate::Context;
use crate::figures::FigureSet;
use crate::policy::{Policy, Rule, RuleId, Verdict};
use crate::verdict::{Judgement, Options, Run};

/// One rule in one context, and one figure that moves in steps; everything else stands as it was stated.
pub(super) struct Search<'a, 'p> {
    pub(super) policy: &'p Policy,
    pub(super) options: Options,
    pub(super) rule: RuleId,
    pub(super) rule_itself: &'p Rule,
    pub(super) context: &'a Context,
    /// The figures, exactly as stated.
    pub(super) figures: &'a mut FigureSet,
    pub(super) index: u32,
    /// Its stated value.
    pub(super) value: Decimal,
    /// The step that it is reported in.
    pub(super) step: Decimal,
}

/// What a search on one side came to, in steps away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// This many steps give the verdict, and fewer do not.
    At(i64),
    /// This many steps give the verdict and one fewer does not; fewer yet were not ruled out.
    Near(i64),
    /// No number of steps does.
    Nowhere,
    /// It could not be told with as much work as a search may take.
    Open,
}

/// Whether some value near the stated one gives another verdict than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Other {
    /// This one does, and gives this verdict.
    At(Decimal, Verdict),
    /// None does: proved.
    Nowhere,
    /// It could not be told.
    Open,
}

/// So many decimals more than the stated ones may a value have that is told because it gives another verdict; else it is the first that was found.
const MORE_DECIMALS: u32 = 3;

/// So many steps to either side are tried for such a value.
const MOST_STEPS: i64 = 50;

/// So many stretches of what a rounded figure could be are looked at.
const MOST_HALVES: u32 = 64;

/// How often the rule may be judged in one search.
const MOST_TRIES: u32 = 400;

/// What could be on a stretch of steps.
#[derive(Clone, Copy)]
struct Could {
    reach: bool,
    miss: bool,
}

impl Search<'_, '_> {
    /// The verdict on the figures as they stand.
    pub(super) fn verdict(&mut self) -> Verdict {
        self.judged(self.value, self.value).0
    }

    /// A value at most so far from the stated one that gives another verdict: the nearest with as few more decimals as will do.
    pub(super) fn other_within(&mut self, half_width: Decimal) -> Other {
        let stated = self.verdict();
        let (low, high) = (self.value - half_width, self.value + half_width);
        let mut tries = MOST_HALVES;
        let found = self.other_between(low, high, stated, &mut tries);
        let Other::At(..) = found else { return found };
        let own = self.step.scale();
        for decimals in own + 1..=own + MORE_DECIMALS {
            let Ok(step) = Decimal::try_new(1, decimals) else { break };
            let steps = half_width.checked_div(step).and_then(|steps| steps.floor().to_i64()).unwrap_or_default();
            for steps in 1..=steps.min(MOST_STEPS) {
                let away = step * Decimal::from(steps);
                for value in [self.value + away, self.value - away] {
                    let verdict = self.judged(value, value).0;
                    if verdict != stated {
                        return Other::At(value, verdict);
                    }
                }
            }
        }
        found
    }

    /// Ends and middle first, then the halves that are not proved to give the stated verdict.
    fn other_between(&mut self, low: Decimal, high: Decimal, stated: Verdict, tries: &mut u32) -> Other {
        let Some(left) = tries.checked_sub(1) else { return Other::Open };
        *tries = left;
        for end in [low, high] {
            let verdict = self.judged(end, end).0;
            if verdict != stated {
                return Other::At(end, verdict);
            }
        }
        let possible = self.judging(low, high, |run, judgement| run.possible_as_compared(judgement));
        if possible.is_none_or(|possible| possible.iter().all(|verdict| *verdict == stated)) {
            return Other::Nowhere;
        }
        let middle = low + (high - low) / Decimal::TWO;
        if middle <= low || middle >= high {
            return Other::Open;
        }
        match self.other_between(low, middle, stated, tries) {
            Other::Nowhere => self.other_between(middle, high, stated, tries),
            Other::Open => match self.other_between(middle, high, stated, tries) {
                Other::Nowhere => Other::Open,
                found => found,
            },
            found => found,
        }
    }

    /// How far each compared number is from what it is held against, with the figure at a value.
    pub(super) fn gaps(&mut self, at: Decimal) -> Vec<Option<Decimal>> {
        self.judging(at, at, |run, judgement| {
            let number = |record: Option<_>| record.and_then(|record| run.evaluation.number_of(record));
            let value = number(judgement.value);
            let limits = [judgement.limit, judgement.upper, judgement.previous];
            let of_limits = limits.into_iter().map(|limit| value?.checked_sub(number(limit)?));
            let of_conditions = judgement.conditions.iter().map(|condition| {
                let (left, right) = condition.sides?;
                left.checked_sub(right)
            });
            of_limits.chain(of_conditions).collect()
        })
    }

    /// The fewest steps from the stated value, upwards or downwards and at most that many, that give the verdict or a better one.
    pub(super) fn nearest(&mut self, up: bool, most: i64, wanted: Verdict) -> Found {
        if most < 1 {
            return Found::Nowhere;
        }
        let mut tries = MOST_TRIES;
        let found = match self.within(up, 1, most, wanted, &mut tries) {
            Found::Open => self.bisected(up, most, wanted),
            found => found,
        };
        match found {
            Found::At(steps) | Found::Near(steps)
                if !self.gives(up, steps, wanted) || self.gives(up, steps - 1, wanted) =>
            {
                Found::Open
            }
            found => found,
        }
    }

    /// Halves the stretch until all of it, or nothing of it, gives the verdict.
    fn within(&mut self, up: bool, from: i64, to: i64, wanted: Verdict, tries: &mut u32) -> Found {
        let Some(left) = tries.checked_sub(1) else { return Found::Open };
        *tries = left;
        let could = self.could(up, from, to, wanted);
        match could {
            Could { reach: false, .. } => Found::Nowhere,
            Could { miss: false, .. } => Found::At(from),
            _ if from == to => Found::Open,
            _ => {
                let middle = from + (to - from) / 2;
                match self.within(up, from, middle, wanted, tries) {
                    Found::Nowhere => self.within(up, middle + 1, to, wanted, tries),
                    found => found,
                }
            }
        }
    }

    /// Where intervals tell nothing (an opaque script): steps that double until one gives the verdict, then the halves between it and the last that did not.
    fn bisected(&mut self, up: bool, most: i64, wanted: Verdict) -> Found {
        let (mut misses, mut steps) = (0, 1);
        while !self.gives(up, steps, wanted) {
            if steps == most {
                return Found::Open;
            }
            (misses, steps) = (steps, steps.saturating_mul(2).min(most));
        }
        while steps - misses > 1 {
            let middle = misses + (steps - misses) / 2;
            if self.gives(up, middle, wanted) { steps = middle } else { misses = middle }
        }
        Found::Near(steps)
    }

    /// The value that many steps away.
    pub(super) fn at(&self, up: bool, steps: i64) -> Decimal {
        let distance = self.step * Decimal::from(steps);
        if up { self.value + distance } else { self.value - distance }
    }

    fn gives(&mut self, up: bool, steps: i64, wanted: Verdict) -> bool {
        let at = self.at(up, steps);
        self.judged(at, at).0 <= wanted
    }

    /// Whether anything that is compared changes at either end of what the figure may be.
    pub(super) fn moves_anything(&mut self, most: [i64; 2]) -> bool {
        let here = self.compared(self.value);
        let ends = [self.at(true, most[0]), self.at(false, most[1])];
        here.is_none() || ends.into_iter().any(|end| self.compared(end) != here)
    }

    /// All numbers that are compared where the rule falls short; `None` where something else than a comparison does.
    fn compared(&mut self, at: Decimal) -> Option<Vec<Option<Decimal>>> {
        self.judging(at, at, |run, judgement| {
            let limits = [judgement.limit, judgement.upper].map(|r| r.and_then(|r| run.evaluation.number_of(r)));
            let mut numbers: Vec<_> = [judgement.compared].into_iter().chain(limits).collect();
            for condition in judgement.conditions.iter().filter(|c| c.holds == Some(false)) {
                let (left, right) = condition.sides?;
                numbers.extend([Some(left), Some(right)]);
            }
            Some(numbers)
        })
    }

    /// What the verdict could be between two numbers of steps.
    fn could(&mut self, up: bool, from: i64, to: i64, wanted: Verdict) -> Could {
        if from == to {
            let reach = self.gives(up, from, wanted);
            return Could { reach, miss: !reach };
        }
        let (one, other) = (self.at(up, from), self.at(up, to));
        let possible = self.judged(one.min(other), one.max(other)).1;
        let open = possible.is_empty() || possible.contains(&Verdict::Undetermined);
        let reach = possible.iter().any(|verdict| *verdict <= wanted);
        let miss = possible.iter().any(|verdict| *verdict > wanted);
        Could { reach: open || reach, miss: open || miss }
    }

    /// The verdict in the middle of two values, and every one that could be between them.
    fn judged(&mut self, low: Decimal, high: Decimal) -> (Verdict, Vec<Verdict>) {
        self.judging(low, high, |run, judgement| {
            let possible = if low == high { None } else { run.possible_verdicts(judgement) };
            (judgement.verdict, possible.unwrap_or_default())
        })
    }

    /// Judges with the figure anywhere between two values.
    fn judging<T>(&mut self, low: Decimal, high: Decimal, look: impl FnOnce(&mut Run<'_>, &Judgement) -> T) -> T {
        self.figures.put(self.index, low, high);
        let mut run = Run::of_nothing(self.policy, self.figures, self.options);
        let context = run.evaluation.context_id(self.context);
        let judgement = run.judge_in(self.rule, self.rule_itself, context);
        let seen = look(&mut run, &judgement);
        drop(run);
        self.figures.put(self.index, self.value, self.value);
        seen
    }
}
