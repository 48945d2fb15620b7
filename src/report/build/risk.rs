//! How likely each colour is, as plain data.

use rust_decimal::Decimal;

use crate::diagnostic::{FileId, Sources};
use crate::figures::{Spreading, Vocabulary};
use crate::policy::Verdict;
use crate::quantity::{Rounding, round};
use crate::report::model::{FORMAT, FiguresFile, PackFacts};
use crate::report::risk::{OddsEntry, RiskReport, Share, SpreadEntry};
use crate::report::sensitivity::RuleAt;
use crate::report::what_if::FigureAt;
use crate::report::words::Exact;
use crate::solve::{Odds, risk};
use crate::verdict::Run;

impl RiskReport {
    /// Draws the figures so many times, and says what came out.
    pub fn of(
        run: &Run<'_>,
        spreads: &[Spreading],
        seed: u64,
        rounds: u32,
        sources: &Sources,
        figure_files: &[FileId],
    ) -> Self {
        let found = risk(run, spreads, seed, rounds);
        let vocabulary = &run.policy().vocabulary;
        let entry =
            |(index, spread): (usize, &Spreading)| SpreadEntry::of(spread, !found.unread.contains(&index), vocabulary);
        Self {
            format: FORMAT,
            engine: env!("CARGO_PKG_VERSION"),
            pack: PackFacts::of(run.policy()),
            figures: FiguresFile::of(figure_files, sources),
            as_of: run.evaluation.as_of(),
            seed,
            rounds,
            independent: true,
            spreads: spreads.iter().enumerate().filter_map(entry).collect(),
            verdicts: found.odds.iter().filter_map(|odds| OddsEntry::of(run, odds, rounds)).collect(),
            untouched: found.untouched,
            set_aside: found.set_aside.iter().filter_map(|figure| FigureAt::of(figure, vocabulary)).collect(),
        }
    }
}

impl SpreadEntry {
    fn of(spread: &Spreading, is_read: bool, vocabulary: &Vocabulary) -> Option<Self> {
        Some(Self {
            figure: FigureAt::of(&spread.figure, vocabulary)?,
            value: Exact(spread.value),
            spread: Exact(spread.half_width),
            unit: vocabulary.get(spread.figure.id)?.unit.symbol().to_owned(),
            shape: spread.shape.as_str(),
            step: Exact(spread.step),
            is_read,
        })
    }
}

impl OddsEntry {
    fn of(run: &Run<'_>, odds: &Odds, rounds: u32) -> Option<Self> {
        let share = |verdict: Verdict| {
            let count = odds.of(verdict);
            let percent = (Decimal::from(count) * Decimal::ONE_HUNDRED).checked_div(Decimal::from(rounds));
            Share { rounds: count, percent: Exact(round(percent.unwrap_or_default(), 2, Rounding::HalfAway)) }
        };
        Some(Self {
            at: RuleAt::of(run, run.judgements.get(odds.judgement)?),
            met: share(Verdict::Met),
            partly_met: share(Verdict::PartlyMet),
            not_met: share(Verdict::NotMet),
            undetermined: share(Verdict::Undetermined),
            not_applicable: share(Verdict::NotApplicable),
        })
    }
}
