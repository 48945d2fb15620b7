//! Two drafts beside each other, as plain data.

use super::{assessments, number_entry};
use crate::diagnostic::{FileId, Sources};
use crate::evaluate::Reason;
use crate::figures::{Differs, ManualVerdict, Pair, Vocabulary};
use crate::policy::{Policy, RuleKind, Verdict};
use crate::report::diff::{
    Contribution, DiffReport, DraftFacts, FigureDifference, FlipEntry, Long, NoContributions, NumberEntry, OnlyEntry,
    PeopleDifference, PlayerEntry, TurnEntry,
};
use crate::report::model::{FiguresFile, PackFacts};
use crate::report::rule::Input;
use crate::report::sensitivity::RuleAt;
use crate::report::what_if::FigureAt;
use crate::solve::{Diff, Flip, Moved, NoShares, Only, PeoplePair, Player, Row, diff};
use crate::verdict::{Judgement, Run};

impl DiffReport {
    /// Compares two drafts that were judged by one policy, and says what differs. The files are those of the first and of the second draft.
    pub fn of(
        before: &Run<'_>,
        after: &Run<'_>,
        sources: &Sources,
        [old_files, new_files]: [&[FileId]; 2],
        seed: u64,
    ) -> Self {
        let found = diff(before, after, seed);
        let (format, engine) = Self::versions();
        let policy = before.policy();
        let draft = |run: &Run<'_>, files: &[FileId]| DraftFacts {
            figures: FiguresFile::of(files, sources),
            as_of: run.evaluation.as_of(),
        };
        let teller = Teller { before, after, found: &found, seed };
        let figures = found.changes.iter().map(|(pair, how)| figure(pair, *how, &policy.vocabulary, sources));
        Self {
            format,
            engine,
            pack: PackFacts::of(policy),
            before: draft(before, old_files),
            after: draft(after, new_files),
            verdicts: found.rows.iter().filter_map(|row| teller.turn(row)).collect(),
            only_before: found.only_before.iter().filter_map(|only| OnlyEntry::of(before, only, true)).collect(),
            only_after: found.only_after.iter().filter_map(|only| OnlyEntry::of(after, only, false)).collect(),
            unchanged: found.unchanged,
            assessments: assessments(before, after),
            figures: figures.collect(),
            people: found.people.iter().map(|pair| people(pair, sources)).collect(),
            set_aside: found.set_aside.iter().filter_map(|one| FigureAt::of(one, &policy.vocabulary)).collect(),
        }
    }
}

impl TurnEntry {
    /// A judgement on both sides, without its numbers.
    pub(super) fn of(before: (&Run<'_>, &Judgement), after: (&Run<'_>, &Judgement), turn: crate::solve::Turn) -> Self {
        Self {
            at: RuleAt::of(after.0, after.1),
            verdict_before: before.1.verdict,
            exempted_before: before.1.is_exempted(),
            exempted_after: after.1.is_exempted(),
            turn,
            numbers: Vec::new(),
            flip: None,
        }
    }
}

impl OnlyEntry {
    fn of(run: &Run<'_>, only: &Only, is_lost: bool) -> Option<Self> {
        let judgement = run.judgements.get(only.judgement)?;
        let at = RuleAt::of(run, judgement);
        let is_bad = match at.verdict {
            Verdict::NotMet => true,
            Verdict::Met | Verdict::PartlyMet => is_lost,
            Verdict::Undetermined | Verdict::NotApplicable => false,
        };
        let worse = only.other_has_period && is_bad && at.kind != RuleKind::Claim;
        Some(Self { at, other_has_period: only.other_has_period, worse })
    }
}

struct Teller<'a, 'p> {
    before: &'a Run<'p>,
    after: &'a Run<'p>,
    found: &'a Diff,
    seed: u64,
}

impl Teller<'_, '_> {
    fn turn(&self, row: &Row) -> Option<TurnEntry> {
        let (was, is) = (self.before.judgements.get(row.before)?, self.after.judgements.get(row.after)?);
        Some(TurnEntry {
            numbers: row.moved.iter().map(|moved| self.number(was, is, moved)).collect(),
            flip: row.flip.as_ref().map(|flip| self.flip(flip)),
            ..TurnEntry::of((self.before, was), (self.after, is), row.turn)
        })
    }

    fn number(&self, was: &Judgement, is: &Judgement, moved: &Moved) -> NumberEntry {
        let entry = number_entry([(self.before, was), (self.after, is)], moved.which);
        let because = |because, between: &[usize], reason_code: Option<Reason>| NoContributions {
            because,
            between: self.players(between),
            reason_code,
        };
        let shares = match &moved.shares {
            Ok(shares) => shares,
            Err(none) => {
                let without = match none {
                    NoShares::NoneBefore => because("no_value_before", &[], None),
                    NoShares::NoneAfter => because("no_value_after", &[], None),
                    NoShares::NoneBetween(players, reason) => because("no_value_between", players, *reason),
                    NoShares::Astray => because("other_cause", &[], None),
                };
                return NumberEntry { without: Some(without), ..entry };
            }
        };
        let contribution = |(player, amount): &(usize, crate::quantity::LongDecimal)| {
            let player = self.player(*player)?;
            Some(Contribution { player, amount: Long(amount.clone()) })
        };
        NumberEntry {
            contributions: shares.of.iter().filter_map(contribution).collect(),
            orders: shares.orders,
            seed: shares.orders.map(|_| self.seed),
            ..entry
        }
    }

    fn flip(&self, flip: &Flip) -> FlipEntry {
        match flip {
            Flip::Sets { first, more } => {
                let smallest = first.iter().map(|set| self.players(set)).collect();
                FlipEntry { smallest, more: *more, none_up_to: None }
            }
            Flip::NoneUpTo(size) => FlipEntry { smallest: Vec::new(), more: None, none_up_to: Some(*size) },
        }
    }

    fn players(&self, of: &[usize]) -> Vec<PlayerEntry> {
        of.iter().filter_map(|player| self.player(*player)).collect()
    }

    fn player(&self, index: usize) -> Option<PlayerEntry> {
        self.found.players.get(index).map(|player| PlayerEntry::of(player, self.before.policy()))
    }
}

impl PlayerEntry {
    fn of(player: &Player, policy: &Policy) -> Self {
        let (change, name, title) = match player {
            Player::Figure(id) => {
                let definition = policy.vocabulary.get(*id);
                ("figure", definition.map(|d| d.name.to_string()), definition.map(|d| d.title.clone()))
            }
            Player::People(name) => {
                let rule = policy.rule_by_name(name).and_then(|rule| policy.rules.get(rule.0 as usize));
                ("people", Some(name.clone()), rule.map(|rule| rule.title.clone()))
            }
            Player::Date => ("as_of", None, None),
        };
        Self { change, name, title }
    }
}

fn figure(pair: &Pair, how: Differs, vocabulary: &Vocabulary, sources: &Sources) -> FigureDifference {
    let input = |figure: &Option<_>| figure.as_ref().and_then(|figure| Input::of(figure, vocabulary, sources));
    let differs = match how {
        Differs::Added => "added",
        Differs::Removed => "removed",
        Differs::Value => "value",
        Differs::Precision => "precision",
        Differs::Marker => "marker",
    };
    FigureDifference { differs, before: input(&pair.before), after: input(&pair.after) }
}

fn people(pair: &PeoplePair, sources: &Sources) -> PeopleDifference {
    let place = |manual: &ManualVerdict| Some(sources.cite(manual.origin.span)).filter(|place| !place.is_empty());
    let (before, after) = (pair.before.as_ref(), pair.after.as_ref());
    PeopleDifference {
        rule: after.or(before).map(|manual| manual.rule.clone()).unwrap_or_default(),
        before: before.map(|manual| manual.level.clone()),
        after: after.map(|manual| manual.level.clone()),
        source_before: before.and_then(place),
        source_after: after.and_then(place),
    }
}
