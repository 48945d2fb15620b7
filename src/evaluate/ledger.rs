//! Ledgers: what is carried from year to year. Each year is the ledger's own formulas in that year's context; nothing is remembered beside them.

use rust_decimal::Decimal;

use super::run::plain;
use super::value::Link;
use super::{Bounds, Context, ContextId, Evaluation, Reason, RecordId, Slot, Value};
use crate::figures::{Coordinates, FigureId, Name};
use crate::formula::{FormulaId, LedgerPart};
use crate::policy::{Balance, Flow, Ledger, Posts};
use crate::quantity::{Date, Period};

/// The most years that a ledger is carried: more are a year that is written wrong.
const MAX_YEARS: i16 = 50;

/// What is owed from one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The year in which it arose.
    pub origin: i16,
    /// The day by which it must be settled.
    pub due: Option<Date>,
    /// What arose.
    pub amount: Decimal,
    /// What has been waived.
    pub waived: Decimal,
    /// What has been settled, and in which year.
    pub settled: Vec<(i16, Decimal)>,
    /// What was owed when the year began.
    pub before: Decimal,
    /// What remains.
    pub remaining: Decimal,
}

/// The posts of a ledger at the end of a year.
#[derive(Debug, Clone, Default)]
pub struct PostsAt {
    /// Oldest first; those of which nothing ever arose are left out.
    pub posts: Vec<Post>,
    /// The year from which nothing is known, and why.
    pub unknown: Option<(i16, Reason)>,
    /// What it was computed from, oldest first.
    pub records: Vec<RecordId>,
}

/// Which end of what a value could be. Less settled and more arisen both leave more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Exact,
    LeastLeft,
    MostLeft,
}

impl Post {
    /// What has been settled in all.
    pub fn settled_in_all(&self) -> Decimal {
        self.settled.iter().map(|(_, amount)| *amount).sum()
    }
}

impl PostsAt {
    /// The post of a year.
    pub fn of(&self, origin: i16) -> Option<&Post> {
        self.posts.iter().find(|p| p.origin == origin)
    }
}

impl<'p> Evaluation<'p> {
    /// A part of a ledger; behind it stand the records that it was computed from.
    pub(super) fn ledger(&mut self, index: u32, part: LedgerPart, context: ContextId) -> Slot {
        let policy = self.policy;
        let Some(ledger) = policy.ledgers.get(index as usize) else { return plain(Value::Unknown(Reason::NoValue)) };
        let (value, records) = match (ledger.balance(), ledger.posts()) {
            (Some(balance), _) => self.balance(ledger, balance, part, context),
            (_, Some(posts)) => self.part_of_posts(ledger, posts, part, context),
            _ => (Value::Unknown(Reason::NoValue), Vec::new()),
        };
        self.lists.push(records);
        Slot { value, link: Link::to(self.lists.len() - 1) }
    }

    /// The year of a context, and the context in which that year's own flows are read: a stretch from January on, or the last day of a year.
    fn year_of(&mut self, context: ContextId) -> (i16, Option<ContextId>) {
        let here = self.context(context);
        let (start, end) = (here.period.start(), here.period.end());
        let year = end.year();
        let flows = match here.period {
            Period::Months { .. } if Date::new(year, 1, 1) == Some(start) => Some(context),
            Period::Day(day) if Date::new(year, 12, 31) == Some(day) => {
                let whole = Context { period: Period::year(year), ..here.clone() };
                Some(self.context_id(&whole))
            }
            _ => None,
        };
        (year, flows)
    }

    fn balance(
        &mut self,
        ledger: &Ledger,
        balance: &Balance,
        part: LedgerPart,
        context: ContextId,
    ) -> (Value, Vec<RecordId>) {
        let (year, flows) = self.year_of(context);
        let nothing = (Value::Unknown(Reason::SeriesBreak), Vec::new());
        let first = balance.at.year();
        if year < first || year == first && part != LedgerPart::Closing {
            return nothing;
        }
        if year - first > MAX_YEARS {
            return (Value::Unknown(Reason::TooShortWindow), Vec::new());
        }
        if part == LedgerPart::Opening && year > first + 1 {
            let closing = ledger.part(LedgerPart::Closing);
            return self.one_after_another(closing, first + 1, year - 1, context);
        }
        if part == LedgerPart::Opening || year == first {
            let day = self.context(context).in_period(Period::Day(balance.at));
            let day = self.context_id(&day);
            return self.one(Some(balance.opening), day);
        }
        let Some(flows) = flows else { return nothing };
        match part {
            LedgerPart::Added => self.flow(balance.added.as_ref(), flows),
            LedgerPart::Used => self.flow(balance.used.as_ref(), flows),
            _ => self.closing(ledger, flows),
        }
    }

    /// A part in the last of several years. The first comes first, so that no year has to wait for all before it: a ledger may be old.
    fn one_after_another(
        &mut self,
        part: Option<FormulaId>,
        first: i16,
        last: i16,
        context: ContextId,
    ) -> (Value, Vec<RecordId>) {
        let mut in_year = |year| {
            let there = self.context(context).in_period(Period::year(year));
            self.context_id(&there)
        };
        let goal = in_year(last);
        let places: Vec<ContextId> = (first..last).map(in_year).collect();
        if part.is_some_and(|part| self.known(part, goal).is_none()) {
            for place in places {
                self.one(part, place);
            }
        }
        self.one(part, goal)
    }

    /// What the year began with, and what came in, less what went out.
    fn closing(&mut self, ledger: &Ledger, context: ContextId) -> (Value, Vec<RecordId>) {
        let parts = [LedgerPart::Opening, LedgerPart::Added, LedgerPart::Used];
        let records: Vec<RecordId> =
            parts.iter().filter_map(|part| ledger.part(*part)).map(|id| self.value(id, context)).collect();
        let values: Vec<Value> = records.iter().map(|record| self.value_of(*record)).collect();
        let sum = match values.as_slice() {
            [Value::Number(opening), Value::Number(added), Value::Number(used)] => opening
                .checked_add(*added)
                .and_then(|sum| sum.checked_sub(*used))
                .map_or(Value::Unknown(Reason::Overflow), Value::Number),
            _ => Value::Unknown(values.iter().find_map(|v| v.reason()).unwrap_or(Reason::NoValue)),
        };
        (sum, records)
    }

    /// What comes in or goes out; nothing where the ledger is closed for it.
    fn flow(&mut self, flow: Option<&Flow>, context: ContextId) -> (Value, Vec<RecordId>) {
        match flow {
            Some(flow) if flow.validity.holds_period(self.context(context).period) => self.one(Some(flow.is), context),
            _ => (Value::Number(Decimal::ZERO), Vec::new()),
        }
    }

    fn one(&mut self, formula: Option<FormulaId>, context: ContextId) -> (Value, Vec<RecordId>) {
        let Some(formula) = formula else { return (Value::Unknown(Reason::NoValue), Vec::new()) };
        let record = self.value(formula, context);
        (self.value_of(record), vec![record])
    }

    fn part_of_posts(
        &mut self,
        ledger: &Ledger,
        posts: &Posts,
        part: LedgerPart,
        context: ContextId,
    ) -> (Value, Vec<RecordId>) {
        let origin = self.origin_of(ledger, context);
        if part == LedgerPart::Origin {
            let year = origin.map_or(Value::Unknown(Reason::NoValue), |year| Value::Number(Decimal::from(year)));
            return (year, Vec::new());
        }
        let (year, _) = self.year_of(context);
        // What a year begins with is what the year before ended with: its own figures have no part in it.
        let last = if part == LedgerPart::Opening { year - 1 } else { year };
        let at = self.simulate(ledger, posts, context, last, End::Exact);
        let value = match at.unknown {
            Some((_, reason)) => Value::Unknown(reason),
            None if part == LedgerPart::Due => {
                let due = origin.and_then(|origin| at.of(origin)?.due);
                due.map_or(Value::Unknown(Reason::NoValue), |due| Value::Number(due.number()))
            }
            None => sum_of(&at, part, year, origin).map_or(Value::Unknown(Reason::Overflow), Value::Number),
        };
        (value, at.records)
    }

    /// The post that a context is about, if it is about one.
    fn origin_of(&self, ledger: &Ledger, context: ContextId) -> Option<i16> {
        self.context(context).coordinates.get(&ledger.name)?.parse().ok()
    }

    /// The posts at the end of the year of a context.
    pub fn posts_at(&mut self, index: u32, context: ContextId) -> PostsAt {
        let policy = self.policy;
        let Some(ledger) = policy.ledgers.get(index as usize) else { return PostsAt::default() };
        let Some(posts) = ledger.posts() else { return PostsAt::default() };
        let (year, _) = self.year_of(context);
        self.simulate(ledger, posts, context, year, End::Exact)
    }

    /// Year by year from the first: what is settled takes the oldest posts, then what arises is added.
    fn simulate(&mut self, ledger: &Ledger, posts: &Posts, context: ContextId, last: i16, end: End) -> PostsAt {
        let own = Context {
            coordinates: without(&self.context(context).coordinates, &ledger.name),
            ..self.context(context).clone()
        };
        let own = self.context_id(&own);
        let (year_here, flows_here) = self.year_of(own);
        let mut at = PostsAt::default();
        let first = self.first_year(ledger, posts, own, last);
        // The first year begins with nothing; of the years before it nothing is known.
        if last < first.saturating_sub(i16::from(last < year_here)) {
            at.unknown = Some((last, Reason::SeriesBreak));
        }
        if last.saturating_sub(first) > MAX_YEARS {
            at.unknown = Some((first, Reason::TooShortWindow));
            return at;
        }
        for year in first..=last {
            let place = if year == year_here {
                flows_here
            } else {
                let there = self.context(own).in_period(Period::year(year));
                Some(self.context_id(&there))
            };
            let stepped =
                place.ok_or(Reason::SeriesBreak).and_then(|place| self.step(&mut at, posts, year, place, end));
            if let Err(reason) = stepped {
                at.unknown = Some((year, reason));
                break;
            }
        }
        at
    }

    fn step(&mut self, at: &mut PostsAt, posts: &Posts, year: i16, place: ContextId, end: End) -> Result<(), Reason> {
        for post in &mut at.posts {
            post.before = post.remaining;
        }
        let less = if end == End::MostLeft {
            End::LeastLeft
        } else if end == End::LeastLeft {
            End::MostLeft
        } else {
            end
        };
        // Both are evaluated, so that all that is missing can be told.
        let settled = self.amount(posts.settled, place, less, at);
        let arisen = self.amount(posts.arises, place, end, at);
        let (mut left, arisen) = (settled?, arisen?);
        for post in &mut at.posts {
            let taken = left.min(post.remaining);
            if taken > Decimal::ZERO {
                post.settled.push((year, taken));
                post.remaining -= taken;
                left -= taken;
            }
        }
        if arisen > Decimal::ZERO {
            let waived = self.waived(posts, place, arisen, at)?;
            let due = self.due(posts, place, at)?;
            at.posts.push(Post {
                origin: year,
                due,
                amount: arisen,
                waived,
                settled: Vec::new(),
                before: Decimal::ZERO,
                remaining: arisen - waived,
            });
        }
        Ok(())
    }

    fn amount(&mut self, formula: FormulaId, place: ContextId, end: End, at: &mut PostsAt) -> Result<Decimal, Reason> {
        let record = self.value(formula, place);
        if !at.records.contains(&record) {
            at.records.push(record);
        }
        let exact = match self.value_of(record) {
            Value::Number(number) => number,
            Value::Unknown(reason) => return Err(reason),
            _ => return Err(Reason::NoValue),
        };
        Ok(match (end, self.bounds_if(end != End::Exact, formula, place)) {
            (End::LeastLeft, Some(Bounds::Number(low, _))) => low,
            (End::MostLeft, Some(Bounds::Number(_, high))) => high,
            _ => exact,
        })
    }

    fn bounds_if(&mut self, asked: bool, formula: FormulaId, place: ContextId) -> Option<Bounds> {
        asked.then(|| self.bounds(formula, place))
    }

    fn waived(
        &mut self,
        posts: &Posts,
        place: ContextId,
        arisen: Decimal,
        at: &mut PostsAt,
    ) -> Result<Decimal, Reason> {
        let Some(waived) = &posts.waived else { return Ok(Decimal::ZERO) };
        let record = self.value(waived.fact, place);
        at.records.push(record);
        match self.value_of(record) {
            Value::Truth(true) => Ok(arisen),
            Value::Truth(false) => Ok(Decimal::ZERO),
            Value::Number(number) => Ok(number.clamp(Decimal::ZERO, arisen)),
            Value::Unknown(reason) => Err(reason),
            Value::NotReached => Err(Reason::NoValue),
        }
    }

    fn due(&mut self, posts: &Posts, place: ContextId, at: &mut PostsAt) -> Result<Option<Date>, Reason> {
        let record = self.value(posts.due, place);
        at.records.push(record);
        match self.value_of(record) {
            Value::Number(number) => Ok(Date::of_number(number)),
            Value::Unknown(reason) => Err(reason),
            _ => Err(Reason::NoValue),
        }
    }

    /// The year that a ledger begins with: as the pack says, else the first of the history of which it is known what arose, at the latest the first of
    /// the pack's own.
    fn first_year(&mut self, ledger: &Ledger, posts: &Posts, context: ContextId, last: i16) -> i16 {
        if let Some(first) = posts.from {
            return first;
        }
        let of_pack = self.policy.validity.from.map(Date::year);
        let limit = of_pack.unwrap_or(last);
        let known = self.years_with_figures(&ledger.reads).into_iter().filter(|year| *year < limit);
        let is_known = |year: &i16| {
            let there = self.context(context).in_period(Period::year(*year));
            let there = self.context_id(&there);
            let record = self.value(posts.arises, there);
            self.value_of(record).number().is_some()
        };
        known.collect::<Vec<_>>().into_iter().find(is_known).unwrap_or(limit)
    }

    /// The years for which any of some figures was submitted, in order.
    pub fn years_with_figures(&self, reads: &[FigureId]) -> Vec<i16> {
        let mut years: Vec<i16> =
            reads.iter().flat_map(|id| self.figures.of(*id).1).map(|f| f.period.end().year()).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// What a part of a ledger could be.
    pub(super) fn ledger_bounds(&mut self, index: u32, part: LedgerPart, context: ContextId) -> Bounds {
        let policy = self.policy;
        let Some(ledger) = policy.ledgers.get(index as usize) else { return Bounds::Unknown };
        let slot = self.ledger(index, part, context);
        let Some(value) = slot.value.number() else { return Bounds::Unknown };
        let Some(posts) = ledger.posts() else {
            let all: Vec<Bounds> = self
                .list(slot.link)
                .to_vec()
                .into_iter()
                .map(|record| {
                    let record = *self.record(record);
                    self.bounds(record.formula, record.context)
                })
                .collect();
            return match all.as_slice() {
                [] => Bounds::Number(value, value),
                [one] => *one,
                [opening, added, used] => opening.plus(*added).less(*used),
                _ => Bounds::Unknown,
            };
        };
        let (year, _) = self.year_of(context);
        let origin = self.origin_of(ledger, context);
        if part != LedgerPart::Closing {
            return if matches!(part, LedgerPart::Origin | LedgerPart::Due) {
                Bounds::Number(value, value)
            } else {
                Bounds::Unknown
            };
        }
        let mut left = |end| {
            let at = self.simulate(ledger, posts, context, year, end);
            sum_of(&at, part, year, origin).filter(|_| at.unknown.is_none())
        };
        match (left(End::LeastLeft), left(End::MostLeft)) {
            (Some(least), Some(most)) => Bounds::Number(least, most),
            _ => Bounds::Unknown,
        }
    }
}

/// A part of the posts: of one, or of all.
fn sum_of(at: &PostsAt, part: LedgerPart, year: i16, origin: Option<i16>) -> Option<Decimal> {
    let wanted = at.posts.iter().filter(|post| origin.is_none_or(|origin| post.origin == origin));
    let amount = |post: &Post| match part {
        LedgerPart::Added if origin.is_some() || post.origin == year => post.amount,
        LedgerPart::Used => post.settled.iter().filter(|(y, _)| *y == year).map(|(_, amount)| *amount).sum(),
        LedgerPart::Closing | LedgerPart::Opening => post.remaining,
        LedgerPart::Added | LedgerPart::Origin | LedgerPart::Due => Decimal::ZERO,
    };
    wanted.map(amount).try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// Coordinates without one dimension.
fn without(coordinates: &Coordinates, name: &Name) -> Coordinates {
    match coordinates.get(name) {
        Some(_) => Coordinates::new(coordinates.pairs().iter().filter(|(d, _)| d != name).cloned().collect()),
        None => coordinates.clone(),
    }
}
