//! How likely is each colour, if some figures come to be other than stated?
//!
//! In each round every figure with a spread is drawn by itself, independently of the others, and the rules that read one of them are judged again.

use rust_decimal::Decimal;
use std::cmp::Reverse;

use super::draft::{Published, published_over};
use super::draw::Draws;
use super::sensitivity::{at, same};
use crate::figures::{Figure, FigureSet, Spreading};
use crate::policy::{Rule, RuleKind, Verdict};
use crate::verdict::{Judgement, Options, Rest, Run, verdicts_of};

/// What came out of all rounds.
#[derive(Debug, Clone)]
pub struct Risk {
    /// How often each verdict came out: most often not met first, then most often partly met, undetermined; then in the order of the pack.
    pub odds: Vec<Odds>,
    /// How many judgements of measures and requirements no drawn figure could touch.
    pub untouched: usize,
    /// Which of the spreads no judgement read.
    pub unread: Vec<usize>,
    /// Published values over the drawn figures: they were computed instead.
    pub set_aside: Vec<Figure>,
}

/// How often one judgement came out how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odds {
    /// Its number in the run on the stated figures.
    pub judgement: usize,
    /// Rounds by verdict, in the order of [`Verdict`]: met, partly met, not met, undetermined, not applicable.
    pub rounds: [u32; 5],
}

impl Odds {
    /// In how many rounds a verdict came out.
    pub fn of(&self, verdict: Verdict) -> u32 {
        self.rounds[verdict as usize]
    }
}

/// Draws the figures so many times and counts the verdicts. The same seed gives the same counts.
pub fn risk(run: &Run<'_>, spreads: &[Spreading], seed: u64, rounds: u32) -> Risk {
    let policy = run.policy();
    let options = Options { as_of: Some(run.evaluation.as_of()), ..run.options };
    let reads = |rule: &Rule| spreads.iter().any(|spread| rule.reads.contains(&spread.figure.id));
    let mut set_aside: Vec<Figure> = Vec::new();
    for spread in spreads {
        let over = published_over(run, &spread.figure).into_iter();
        let new: Vec<Figure> = over.filter(|one| !set_aside.iter().any(|known| known.is(one))).collect();
        set_aside.extend(new);
    }
    let mut base = run.evaluation.figures().without(&set_aside, &policy.vocabulary);
    let published = Published::of(&verdicts_of(policy, &base, options, reads));
    let mut draws: Vec<Draws> = spreads.iter().map(|spread| Draws::of(spread, &policy.vocabulary, seed)).collect();
    let is_rule = |j: &Judgement| matches!(run.rule(j).kind(), RuleKind::Indicator | RuleKind::Requirement);
    let judged = run.judgements.iter().enumerate().filter(|(_, j)| is_rule(j));
    let (touched, untouched): (Vec<_>, Vec<_>) = judged.partition(|(_, j)| reads(run.rule(j)));
    let mut odds: Vec<Odds> =
        touched.iter().map(|(judgement, _)| Odds { judgement: *judgement, rounds: [0; 5] }).collect();
    for _ in 0..rounds {
        let drawn: Vec<Figure> = spreads.iter().zip(&mut draws).map(|(spread, draws)| value(spread, draws)).collect();
        base = base.with(&drawn, &policy.vocabulary);
        judge_round(&base, &published, run, &touched, options, &mut odds, &reads);
    }
    let rests = |judgement: &Judgement, spread: &Spreading| {
        run.rests(judgement).into_iter().any(|rest| match rest {
            Rest::Figure(index) => run.evaluation.figures().get(index).is_some_and(|f| f.is(&spread.figure)),
            Rest::Default(..) | Rest::Parameter(..) => false,
        })
    };
    // A rule may read the figure and a row of it, of another year or part, not.
    let stays = |odds: &Odds, judgement: &Judgement| odds.of(judgement.verdict) == rounds;
    let all = odds.len();
    odds.retain(|odds| {
        run.judgements.get(odds.judgement).is_some_and(|judgement| {
            let asked = judgement.verdict != Verdict::NotApplicable;
            !stays(odds, judgement) || asked && spreads.iter().any(|spread| rests(judgement, spread))
        })
    });
    odds.sort_by_key(|odds| Reverse([Verdict::NotMet, Verdict::PartlyMet, Verdict::Undetermined].map(|v| odds.of(v))));
    let is_read = |spread: &Spreading| {
        odds.iter()
            .filter_map(|o| run.judgements.get(o.judgement))
            .any(|j| run.rule(j).reads.contains(&spread.figure.id))
    };
    let unread = spreads.iter().enumerate().filter(|(_, spread)| !is_read(spread)).map(|(index, _)| index).collect();
    Risk { untouched: untouched.len() + all - odds.len(), odds, unread, set_aside }
}

/// The figure at its next value.
fn value(spread: &Spreading, draws: &mut Draws) -> Figure {
    let away = Decimal::from(draws.next()).checked_mul(spread.step);
    at(&spread.figure, away.and_then(|away| spread.value.checked_add(away)).unwrap_or(spread.value))
}

fn judge_round(
    set: &FigureSet,
    published: &Published,
    run: &Run<'_>,
    touched: &[(usize, &Judgement)],
    options: Options,
    odds: &mut [Odds],
    reads: &impl Fn(&Rule) -> bool,
) {
    let policy = run.policy();
    let again = verdicts_of(policy, set, options, reads);
    let untrue = if again.evaluation.any_differs { published.untrue(&again) } else { Vec::new() };
    if !untrue.is_empty() {
        // A condition led to another published value than on the stated figures.
        let set = set.without(&untrue, &policy.vocabulary);
        return count(run, touched, &verdicts_of(policy, &set, options, reads), odds);
    }
    count(run, touched, &again, odds);
}

fn count(run: &Run<'_>, touched: &[(usize, &Judgement)], again: &Run<'_>, odds: &mut [Odds]) {
    for ((_, judgement), odds) in touched.iter().zip(odds) {
        let verdict = same(run, judgement, again).map_or(Verdict::Undetermined, |j| j.verdict);
        odds.rounds[verdict as usize] += 1;
    }
}
