//! The figures of the first draft with some of the changes, judged by one rule.

use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Player;
use super::number::{Which, numbers};
use super::shapley::Coalition;
use crate::evaluate::Reason;
use crate::figures::{Figure, FigureSet, ManualVerdict, Pair};
use crate::policy::{Rule, Verdict};
use crate::quantity::{Basis, Date, Period};
use crate::solve::sensitivity::same;
use crate::verdict::{Judgement, Options, Run, verdicts_of};

/// What one judgement came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Came {
    pub(super) verdict: Verdict,
    pub(super) reason: Option<Reason>,
    pub(super) numbers: Vec<(Which, Decimal)>,
}

impl Came {
    pub(super) fn of(run: &Run<'_>, judgement: &Judgement) -> Self {
        Self { verdict: judgement.verdict, reason: judgement.reason, numbers: numbers(run, judgement) }
    }

    pub(super) fn number(&self, which: Which) -> Option<Decimal> {
        self.numbers.iter().find(|(one, _)| *one == which).map(|(_, number)| *number)
    }
}

/// Both drafts, and all that differs between them.
pub(super) struct Drafts<'r, 'p> {
    pub(super) before: &'r Run<'p>,
    pub(super) after: &'r Run<'p>,
    pairs: Vec<(Pair, Option<usize>)>,
    pub(super) players: &'r [Player],
}

/// Mixtures of both drafts, as one rule judges them.
pub(super) struct Mixtures<'r, 'p> {
    drafts: &'r Drafts<'r, 'p>,
    rule: &'p Rule,
    /// The judgements that are looked at, of the first draft.
    rows: &'r [&'r Judgement],
    /// The players that take part; what is of another is as in the first draft.
    pub(super) taking_part: Vec<usize>,
    /// The places of the pairs that the mixtures are made of.
    places: Vec<usize>,
    /// Published values that are computed instead.
    aside: &'r [Figure],
    known: BTreeMap<Coalition, Rc<Vec<Option<Came>>>>,
}

impl<'r, 'p> Drafts<'r, 'p> {
    pub(super) fn of(before: &'r Run<'p>, after: &'r Run<'p>, pairs: &[Pair], players: &'r [Player]) -> Self {
        let of_player = |pair: &Pair| {
            let id = pair.differs().and(pair.either())?.id;
            players.iter().position(|player| *player == Player::Figure(id))
        };
        // Where a figure was written decides nothing, and thousands of mixtures are made.
        let bare = |figure: &Figure| Figure { origins: Vec::new(), note: None, ..figure.clone() };
        let bare = |pair: &Pair| Pair { before: pair.before.as_ref().map(bare), after: pair.after.as_ref().map(bare) };
        let pairs = pairs.iter().map(|pair| (bare(pair), of_player(pair))).collect();
        Self { before, after, pairs, players }
    }

    /// The places of the pairs that a rule reads, and of one figure for each other period and basis: that something was submitted there is known too.
    pub(super) fn read_by(&self, rule: &Rule) -> Vec<usize> {
        let is_read = |pair: &Pair| pair.either().is_some_and(|figure| rule.reads.contains(&figure.id));
        let mut cuts: Vec<(Period, Basis)> = Vec::new();
        let mut places = Vec::new();
        for (place, (pair, _)) in self.pairs.iter().enumerate() {
            let cut = pair.before.as_ref().map(|figure| (figure.period, figure.basis));
            let is_new = cut.is_some_and(|cut| !cuts.contains(&cut));
            if is_read(pair) || is_new {
                places.push(place);
            }
            // What is read may go: it is no witness.
            cuts.extend(cut.filter(|_| is_new && !is_read(pair)));
        }
        places
    }

    pub(super) fn all(&self) -> Vec<usize> {
        (0..self.pairs.len()).collect()
    }

    fn set(&self, places: &[usize], has_come: impl Fn(usize) -> bool, aside: &[Figure]) -> FigureSet {
        let is_after = |player: Option<usize>| player.is_some_and(&has_come);
        let chosen = places.iter().filter_map(|place| self.pairs.get(*place)).filter_map(|(pair, player)| {
            let figure = if is_after(*player) { pair.after.as_ref() } else { pair.before.as_ref() };
            figure.filter(|figure| !aside.iter().any(|other| other.is(figure)))
        });
        let by_people = |player: &Player, manual: &ManualVerdict| match player {
            Player::People(rule) => *rule == manual.rule,
            Player::Figure(_) | Player::Date => false,
        };
        let has_new_people =
            |manual: &ManualVerdict| is_after(self.players.iter().position(|player| by_people(player, manual)));
        let manual = |run: &Run<'_>, is_new: bool| {
            let all = run.evaluation.figures().manual.iter();
            all.filter(|manual| has_new_people(manual) == is_new).cloned().collect::<Vec<_>>()
        };
        let manual = [manual(self.before, false), manual(self.after, true)].concat();
        FigureSet::of_submitted(chosen.cloned().collect(), manual, &self.before.policy().vocabulary)
    }

    fn day(&self, has_come: impl Fn(usize) -> bool) -> Date {
        let place = self.players.iter().position(|player| *player == Player::Date);
        if place.is_some_and(has_come) { self.after.evaluation.as_of() } else { self.before.evaluation.as_of() }
    }
}

impl<'r, 'p> Mixtures<'r, 'p> {
    pub(super) fn of(
        drafts: &'r Drafts<'r, 'p>,
        rule: &'p Rule,
        rows: &'r [&'r Judgement],
        (taking_part, places): (Vec<usize>, Vec<usize>),
        aside: &'r [Figure],
    ) -> Self {
        Self { drafts, rule, rows, taking_part, places, aside, known: BTreeMap::new() }
    }

    /// What each row came to in a mixture; nothing where the rule is not judged there.
    pub(super) fn came(&mut self, coalition: &Coalition) -> Rc<Vec<Option<Came>>> {
        if let Some(known) = self.known.get(coalition) {
            return Rc::clone(known);
        }
        let came = |player: usize| self.taking_part.iter().zip(coalition).any(|(one, came)| *one == player && *came);
        let (before, set, as_of) =
            (self.drafts.before, self.drafts.set(&self.places, came, self.aside), Some(self.drafts.day(came)));
        let options = Options { as_of, ..before.options };
        let run = verdicts_of(before.policy(), &set, options, |rule| std::ptr::eq(rule, self.rule));
        let row = |judgement: &&Judgement| same(before, judgement, &run).map(|there| Came::of(&run, there));
        let found = Rc::new(self.rows.iter().map(row).collect::<Vec<_>>());
        self.known.insert(coalition.clone(), Rc::clone(&found));
        found
    }

    /// Whether no change gives the first draft, and all of them the second.
    pub(super) fn meets_both(&mut self) -> bool {
        let players = self.taking_part.len();
        let came = |run: &Run<'_>, of: &[&Judgement]| {
            let row =
                |judgement: &&Judgement| same(self.drafts.before, judgement, run).map(|there| Came::of(run, there));
            of.iter().map(row).collect::<Vec<_>>()
        };
        let ends = (came(self.drafts.before, self.rows), came(self.drafts.after, self.rows));
        *self.came(&vec![false; players]) == ends.0 && *self.came(&vec![true; players]) == ends.1
    }
}
