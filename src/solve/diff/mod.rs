//! Two drafts beside each other: what changed among the figures, which verdicts and numbers changed, how much each changed figure contributes to that, and the
//! fewest changes that already give the new verdict.
//!
//! A figure with all its changes, over periods and parts, is one player. A coalition of players is the first draft with their changes alone; what the rule
//! comes to there is evaluated as any run is. So nothing is known of a formula that the evaluation does not say, and where a mixture has no value there is no
//! contribution to tell of.

mod flip;
mod mixture;
mod number;
mod shapley;
mod turn;
mod versions;

#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use super::draft::Published;
use super::draw::orders;
use super::sensitivity::same;
use crate::evaluate::Reason;
use crate::figures::{Differs, Figure, FigureId, ManualVerdict, Pair};
use crate::policy::{Rule, RuleKind, Verdict};
use crate::quantity::LongDecimal;
use crate::verdict::{Judgement, Run};

pub use flip::Flip;
use mixture::{Came, Drafts, Mixtures};
pub use number::Which;
pub use number::numbers as numbers_of;
pub use shapley::MOST_EXACT;
use shapley::{Coalition, exact, sampled};
pub use turn::Turn;
use turn::badness;
pub use versions::{Pairing, Versions, versions};

/// So many orders are drawn where there are too many players to try every coalition.
pub const ORDERS: usize = 200;

/// What changes together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Player {
    /// A figure, in every period and part where it changed.
    Figure(FigureId),
    /// What people judged of a rule, as the figures name it.
    People(String),
    /// The assessment date.
    Date,
}

/// A verdict of people in two drafts; at least one of them has it.
#[derive(Debug, Clone)]
pub struct PeoplePair {
    /// In the first.
    pub before: Option<ManualVerdict>,
    /// In the second.
    pub after: Option<ManualVerdict>,
}

/// What differs between two drafts.
#[derive(Debug, Clone, Default)]
pub struct Diff {
    /// The submitted figures that differ, in the order of the pack.
    pub changes: Vec<(Pair, Differs)>,
    /// The verdicts of people that differ.
    pub people: Vec<PeoplePair>,
    /// What changes together, in the order of the pack.
    pub players: Vec<Player>,
    /// The judgements that both drafts have and whose verdict or numbers changed: those that got worse first.
    pub rows: Vec<Row>,
    /// The judgements that only the first draft has.
    pub only_before: Vec<Only>,
    /// The judgements that only the second draft has.
    pub only_after: Vec<Only>,
    /// How many judgements have the same verdict in both, with the same numbers.
    pub unchanged: usize,
    /// Published values that agree with what is computed, in both drafts: in the mixtures between them they are computed.
    pub set_aside: Vec<Figure>,
}

/// A judgement that one draft has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Only {
    /// Its number in the run of that draft.
    pub judgement: usize,
    /// The other draft has figures for the period and basis: it is a figure that is lacking there, not the whole period.
    pub other_has_period: bool,
}

impl Only {
    fn of(judgement: usize, run: &Run<'_>, other: &Run<'_>) -> Option<Self> {
        let context = run.evaluation.context(run.judgements.get(judgement)?.context);
        let other_has_period = other.evaluation.figures().any_for(context.period, context.basis);
        Some(Self { judgement, other_has_period })
    }
}

/// A judgement in both drafts.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number in the run of the first.
    pub before: usize,
    /// Its number in the run of the second.
    pub after: usize,
    /// Which way it went.
    pub turn: Turn,
    /// Its numbers that changed.
    pub moved: Vec<Moved>,
    /// The fewest changes that already give the new verdict, if that is another one.
    pub flip: Option<Flip>,
}

/// A number that changed.
#[derive(Debug, Clone)]
pub struct Moved {
    /// Which.
    pub which: Which,
    /// In the first draft, if it has a value there.
    pub before: Option<Decimal>,
    /// In the second.
    pub after: Option<Decimal>,
    /// How much each player contributes.
    pub shares: Result<Shares, NoShares>,
}

/// How much each player contributes to a difference. All together it is the difference exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    /// The second value less the first.
    pub difference: LongDecimal,
    /// Players by their numbers in the diff, in that order, and what they contribute.
    pub of: Vec<(usize, LongDecimal)>,
    /// From so many drawn orders; nothing if every coalition was tried.
    pub orders: Option<usize>,
}

/// Why nothing can be said of what each contributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoShares {
    /// The number has no value in the first draft.
    NoneBefore,
    /// It has none in the second.
    NoneAfter,
    /// It has none with the changes of these players alone, and the reason if the judgement gives one.
    NoneBetween(Vec<usize>, Option<Reason>),
    /// All changes together do not lead from the one draft to the other.
    Astray,
}

/// What differs between the drafts of two runs on one policy. `seed` begins the orders that are drawn where there are more than [`MOST_EXACT`] players.
pub fn diff(before: &Run<'_>, after: &Run<'_>, seed: u64) -> Diff {
    let (old, new) = (before.evaluation.figures(), after.evaluation.figures());
    let pairs = old.beside(new);
    let people = people(&old.manual, &new.manual);
    let players = players(&pairs, &people, before.evaluation.as_of() != after.evaluation.as_of());
    let set_aside = agreeing(before, after, &pairs);
    let drafts = Drafts::of(before, after, &pairs, &players);
    let mut found = Diff::default();
    for rule in &before.policy().rules {
        let rows = changed_rows(&drafts, rule, &mut found);
        if !rows.is_empty() {
            found.rows.extend(Told { drafts: &drafts, rule, aside: &set_aside, seed }.rows(rows));
        }
    }
    let is_new = |(_, judgement): &(usize, &Judgement)| same(after, judgement, before).is_none();
    let new_ones = after.judgements.iter().enumerate().filter(is_new);
    found.only_after = new_ones.filter_map(|(index, _)| Only::of(index, after, before)).collect();
    found.rows.sort_by_key(|row| rank(before, after, row));
    found.changes = pairs.into_iter().filter_map(|pair| pair.differs().map(|differs| (pair, differs))).collect();
    Diff { people, players, set_aside, ..found }
}

/// Rules first, then checks, then claims; the worse first, and of those the worst; changed verdicts before changed numbers; then as in the pack.
fn rank(before: &Run<'_>, after: &Run<'_>, row: &Row) -> (Turn, u8, u8, usize) {
    let kind = match before.judgements.get(row.before).map(|judgement| before.rule(judgement).kind()) {
        Some(RuleKind::Indicator | RuleKind::Requirement) | None => 0,
        Some(RuleKind::Check) => 1,
        Some(RuleKind::Claim) => 2,
    };
    let bad = after.judgements.get(row.after).map_or(0, |judgement| badness(judgement.verdict));
    (row.turn, kind, if row.turn == Turn::Same { 0 } else { bad }, row.before)
}

fn people(before: &[ManualVerdict], after: &[ManualVerdict]) -> Vec<PeoplePair> {
    let in_both = before.iter().map(|old| {
        let new = after.iter().find(|new| new.is_about_the_same(old)).cloned();
        PeoplePair { before: Some(old.clone()), after: new }
    });
    let is_new = |new: &&ManualVerdict| !before.iter().any(|old| old.is_about_the_same(new));
    let added = after.iter().filter(is_new).map(|new| PeoplePair { before: None, after: Some(new.clone()) });
    let differs = |pair: &PeoplePair| match (&pair.before, &pair.after) {
        (Some(before), Some(after)) => !before.says_the_same(after),
        _ => true,
    };
    in_both.chain(added).filter(differs).collect()
}

fn players(pairs: &[Pair], people: &[PeoplePair], other_date: bool) -> Vec<Player> {
    let figures = pairs.iter().filter(|pair| pair.differs().is_some()).filter_map(Pair::either);
    let people = people.iter().filter_map(|pair| pair.after.as_ref().or(pair.before.as_ref()));
    let mut all: Vec<Player> = figures.map(|figure| Player::Figure(figure.id)).collect();
    all.extend(people.map(|manual| Player::People(manual.rule.clone())));
    all.extend(other_date.then_some(Player::Date));
    all.sort_unstable();
    all.dedup();
    all
}

/// Changed published values that agree with what is computed wherever they were submitted: a mixture would hold the old one against new figures.
fn agreeing(before: &Run<'_>, after: &Run<'_>, pairs: &[Pair]) -> Vec<Figure> {
    let (old, new) = (Published::of(before), Published::of(after));
    let changed = pairs.iter().filter(|pair| pair.differs().is_some());
    let agrees = |figure: Option<&Figure>, published: &Published| figure.is_none_or(|f| published.has(f));
    changed
        .filter(|pair| agrees(pair.before.as_ref(), &old) && agrees(pair.after.as_ref(), &new))
        .filter_map(Pair::either)
        .cloned()
        .collect()
}

/// The judgements of a rule in both drafts that changed, as their numbers in both runs; the others are counted.
fn changed_rows(drafts: &Drafts<'_, '_>, rule: &Rule, found: &mut Diff) -> Vec<(usize, usize)> {
    let (before, after) = (drafts.before, drafts.after);
    let mut rows = Vec::new();
    for (index, judgement) in before.judgements.iter().enumerate() {
        if !std::ptr::eq(before.rule(judgement), rule) {
            continue;
        }
        let Some(there) = same(before, judgement, after) else {
            found.only_before.extend(Only::of(index, before, after));
            continue;
        };
        let by_verdict_alone = match rule.kind() {
            RuleKind::Check | RuleKind::Claim => true,
            // What does not apply asks nothing of its sides. A measure without a target is told of all the same.
            RuleKind::Requirement => judgement.verdict == Verdict::NotApplicable,
            RuleKind::Indicator => false,
        };
        let changed = match Turn::of_judgements(judgement, there) {
            Turn::Same if by_verdict_alone => false,
            Turn::Same => number::numbers(before, judgement) != number::numbers(after, there),
            _ => true,
        };
        let place = after.judgements.iter().position(|other| std::ptr::eq(other, there));
        match place.filter(|_| changed) {
            Some(place) => rows.push((index, place)),
            None => found.unchanged += 1,
        }
    }
    rows
}

/// What is told of one rule.
struct Told<'r, 'p> {
    drafts: &'r Drafts<'r, 'p>,
    rule: &'p Rule,
    aside: &'r [Figure],
    seed: u64,
}

impl<'r, 'p> Told<'r, 'p> {
    fn rows(&self, places: Vec<(usize, usize)>) -> Vec<Row> {
        let (before, after) = (self.drafts.before, self.drafts.after);
        let rows: Vec<&Judgement> = places.iter().filter_map(|(index, _)| before.judgements.get(*index)).collect();
        let mut mixtures = self.mixtures(&rows);
        let mut found = Vec::new();
        for (at, (old, new)) in places.into_iter().enumerate() {
            let (Some(was), Some(is)) = (before.judgements.get(old), after.judgements.get(new)) else { continue };
            let turn = Turn::of_judgements(was, is);
            let (earlier, later) = (Came::of(before, was), Came::of(after, is));
            let mut which: Vec<Which> = earlier.numbers.iter().chain(&later.numbers).map(|(which, _)| *which).collect();
            which.sort_unstable();
            which.dedup();
            let ends = |which| (earlier.number(which), later.number(which));
            let moved = which.into_iter().filter(|which| ends(*which).0 != ends(*which).1);
            let moved = moved.map(|which| self.moved(mixtures.as_mut(), at, which, ends(which))).collect();
            let flip = (was.verdict != is.verdict).then_some(mixtures.as_mut());
            let flip = flip.flatten().map(|mixtures| smallest(mixtures, at, is.verdict));
            found.push(Row { before: old, after: new, turn, moved, flip });
        }
        found
    }

    /// The mixtures that lead from the one draft to the other: with as few players as the rule reads, and published values that agree computed, if that
    /// changes neither draft; nothing if no mixtures do.
    fn mixtures<'m>(&'m self, rows: &'m [&'m Judgement]) -> Option<Mixtures<'m, 'p>>
    where
        'r: 'm,
    {
        let players = self.drafts.players;
        let is_aside = |player: &Player| match player {
            Player::Figure(id) => self.aside.iter().any(|figure| figure.id == *id),
            Player::People(_) | Player::Date => false,
        };
        let reads = |player: &Player| match player {
            Player::Figure(id) => self.rule.reads.contains(id),
            Player::People(name) => {
                let rule = self.drafts.before.policy().rule_by_name(name);
                rule.and_then(|rule| self.drafts.before.policy().rules.get(rule.0 as usize))
                    .is_some_and(|rule| std::ptr::eq(rule, self.rule))
            }
            Player::Date => true,
        };
        let numbered = || players.iter().enumerate();
        let few = |player: &Player| reads(player) && !is_aside(player);
        let taking_part =
            |which: &dyn Fn(&Player) -> bool| numbered().filter(|(_, p)| which(p)).map(|(i, _)| i).collect();
        let nothing: &[Figure] = &[];
        let read = self.drafts.read_by(self.rule);
        let ways = [
            ((taking_part(&few), read.clone()), self.aside),
            ((taking_part(&reads), read), nothing),
            ((taking_part(&|_| true), self.drafts.all()), nothing),
        ];
        for (of, aside) in ways {
            let mut mixtures = Mixtures::of(self.drafts, self.rule, rows, of, aside);
            if mixtures.meets_both() {
                return Some(mixtures);
            }
        }
        None
    }

    fn moved(
        &self,
        mixtures: Option<&mut Mixtures<'_, '_>>,
        row: usize,
        which: Which,
        (before, after): (Option<Decimal>, Option<Decimal>),
    ) -> Moved {
        let shares = match (before, after, mixtures) {
            (None, ..) => Err(NoShares::NoneBefore),
            (_, None, _) => Err(NoShares::NoneAfter),
            (.., None) => Err(NoShares::Astray),
            (Some(before), Some(after), Some(mixtures)) => {
                let difference = &LongDecimal::from(after) - &LongDecimal::from(before);
                self.shares(mixtures, row, which, difference)
            }
        };
        Moved { which, before, after, shares }
    }

    fn shares(
        &self,
        mixtures: &mut Mixtures<'_, '_>,
        row: usize,
        which: Which,
        difference: LongDecimal,
    ) -> Result<Shares, NoShares> {
        let taking_part = mixtures.taking_part.clone();
        let players = taking_part.len();
        let mut worth = |members: &Coalition| mixtures.came(members).get(row)?.as_ref()?.number(which);
        let (amounts, orders) = if players <= MOST_EXACT {
            (exact(players, &mut worth), None)
        } else {
            let drawn = orders(self.seed, &self.rule.name, players, ORDERS);
            (sampled(players, &drawn, &mut worth), Some(ORDERS))
        };
        match amounts {
            Ok(amounts) => Ok(Shares { difference, of: taking_part.into_iter().zip(amounts).collect(), orders }),
            Err(members) => {
                let reason = mixtures.came(&members).get(row).and_then(|came| came.as_ref()?.reason);
                let of = taking_part.into_iter().zip(members).filter(|(_, came)| *came).map(|(player, _)| player);
                Err(NoShares::NoneBetween(of.collect(), reason))
            }
        }
    }
}

fn smallest(mixtures: &mut Mixtures<'_, '_>, row: usize, wanted: Verdict) -> Flip {
    let taking_part = mixtures.taking_part.clone();
    let gives = |members: &Coalition| {
        mixtures.came(members).get(row).and_then(|came| came.as_ref()).is_some_and(|came| came.verdict == wanted)
    };
    match flip::smallest(taking_part.len(), gives) {
        Flip::Sets { first, more } => {
            let named = |set: Vec<usize>| set.into_iter().filter_map(|at| taking_part.get(at).copied()).collect();
            Flip::Sets { first: first.into_iter().map(named).collect(), more }
        }
        none => none,
    }
}
