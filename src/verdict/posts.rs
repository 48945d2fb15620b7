//! Judging the posts of a ledger one by one, and what somebody should look at in the ledgers.

use rust_decimal::Decimal;

use super::{Finding, Judgement, Measurement, Run};
use crate::diagnostic::{Code, Severity, Span};
use crate::evaluate::{Context, ContextId, Post, PostsAt, Reason};
use crate::figures::{Coordinates, Measured, Name};
use crate::formula::{FormulaId, LedgerPart};
use crate::language::Text;
use crate::policy::{Ledger, Rule, RuleId, Verdict};
use crate::quantity::{Basis, Date, Period, PeriodKind};
use crate::text;

impl<'p> Run<'p> {
    /// One row for each post and basis (and period, unless each is judged when it is due). Where nothing ever arose there is one row that says so, and
    /// where the ledger is unknown one that names what is missing.
    pub(super) fn judge_posts(&mut self, id: RuleId, rule: &'p Rule, (name, index): (&'p Name, u32)) {
        let is_stated = rule.scope.periods.is_some() || rule.scope.at.is_some() || rule.scope.kind.is_some();
        let mut cuts = self.cuts_of(rule);
        cuts.retain(|(period, _)| is_stated || period.is(PeriodKind::Year));
        if cuts.is_empty() {
            self.find_never(id, rule);
        }
        for basis in Basis::ALL {
            let periods = cuts.iter().filter(|(_, b)| *b == basis).map(|(p, _)| *p).collect::<Vec<_>>();
            let rows = match rule.scope.by_due {
                true => self.rows_by_due(index, &periods, basis),
                false => self.rows_by_period(index, &periods, basis),
            };
            for (period, origin) in rows {
                let whole = Coordinates::default();
                let part = origin.map_or(whole.clone(), |year| whole.with(name, &year.to_string().as_str().into()));
                let context = self.evaluation.context_id(&Context::judged(part, period, basis));
                let judgement = self.judge_in(id, rule, context);
                self.judgements.push(judgement);
            }
        }
    }

    fn posts_in(&mut self, index: u32, period: Period, basis: Basis) -> PostsAt {
        let context = self.evaluation.context_id(&Context::judged(Coordinates::default(), period, basis));
        self.evaluation.posts_at(index, context)
    }

    /// Every post that is open in a period.
    fn rows_by_period(&mut self, index: u32, periods: &[Period], basis: Basis) -> Vec<(Period, Option<i16>)> {
        let mut rows = Vec::new();
        for period in periods {
            let at = self.posts_in(index, *period, basis);
            let open: Vec<i16> = at.posts.iter().filter(|p| is_open(p, *period)).map(|p| p.origin).collect();
            if at.unknown.is_some() || open.is_empty() {
                rows.push((*period, None));
            } else {
                rows.extend(open.into_iter().map(|origin| (*period, Some(origin))));
            }
        }
        rows
    }

    /// Every post once: in the last period up to its due day, or in the first one after it if it was open then.
    fn rows_by_due(&mut self, index: u32, periods: &[Period], basis: Basis) -> Vec<(Period, Option<i16>)> {
        let mut rows: Vec<(Period, Option<i16>)> = Vec::new();
        let mut unknown = None;
        for period in periods {
            let at = self.posts_in(index, *period, basis);
            if at.unknown.is_some() {
                unknown = unknown.or(Some(*period));
            }
            for post in &at.posts {
                let is_due_later = post.due.is_some_and(|due| period.end() <= due);
                let is_open =
                    if at.unknown.is_some() { post.remaining > Decimal::ZERO } else { is_open(post, *period) };
                match rows.iter_mut().find(|(_, origin)| *origin == Some(post.origin)) {
                    Some(row) if is_due_later && is_open => row.0 = *period,
                    Some(_) => {}
                    None if is_open => rows.push((*period, Some(post.origin))),
                    None => {}
                }
            }
        }
        rows.sort_by_key(|(_, origin)| *origin);
        match (unknown, periods.last()) {
            (Some(period), _) => rows.push((period, None)),
            (None, Some(period)) if rows.is_empty() => rows.push((*period, None)),
            _ => {}
        }
        rows
    }

    /// What being about a post makes of a verdict: before the due day a miss is partly met once something is settled, and else not due.
    pub(super) fn settle_post(&mut self, judgement: &mut Judgement, rule: &Rule, (name, index): (&Name, u32)) {
        let at = self.evaluation.posts_at(index, judgement.context);
        let here = self.evaluation.context(judgement.context);
        let end = here.period.end();
        let Some(post) = here.coordinates.get(name).and_then(|m| m.parse().ok()).and_then(|year| at.of(year)) else {
            judgement.value = self.remaining(index, judgement.context);
            match at.unknown {
                Some((_, reason)) => judgement.undetermined(reason),
                None => judgement.not_applicable(Reason::WhenFalse),
            }
            return;
        };
        if let Some((_, reason)) = at.unknown {
            judgement.value = self.remaining(index, judgement.context);
            judgement.undetermined(reason);
        } else if rule.scope.by_due && judgement.verdict == Verdict::NotMet && post.due.is_some_and(|due| end < due) {
            match post.remaining < post.amount {
                true => judgement.verdict = Verdict::PartlyMet,
                false => judgement.not_applicable(Reason::NotDue),
            }
        }
    }

    fn remaining(&mut self, index: u32, context: ContextId) -> Option<crate::evaluate::RecordId> {
        let part = self.policy().ledgers.get(index as usize)?.part(LedgerPart::Closing)?;
        Some(self.evaluation.value(part, context))
    }

    /// The post that a judgement is about.
    pub fn post(&mut self, judgement: &Judgement) -> Option<Post> {
        let (name, index) = self.rule(judgement).scope.ledger()?;
        let origin = self.evaluation.context(judgement.context).coordinates.get(name)?.parse().ok()?;
        self.evaluation.posts_at(index, judgement.context).of(origin).cloned()
    }

    /// The years and bases for which something was submitted that a ledger reads, balances apart.
    pub fn years_of_ledger(&self, ledger: &Ledger) -> Vec<(Basis, i16)> {
        let is_flow = |id: &&crate::figures::FigureId| {
            self.policy().vocabulary.get(**id).is_some_and(|d| d.measured != Measured::At)
        };
        let figures = ledger.reads.iter().filter(is_flow).flat_map(|id| self.evaluation.figures().of(*id).1);
        let whole_years = figures.filter(|f| f.period.is(PeriodKind::Year) && f.coordinates.is_total());
        let mut years: Vec<(Basis, i16)> = whole_years.map(|f| (f.basis, f.period.end().year())).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The context of the whole in a year.
    pub fn year_context(&mut self, basis: Basis, year: i16) -> ContextId {
        self.evaluation.context_id(&Context::judged(Coordinates::default(), Period::year(year), basis))
    }

    /// Balances below their floor, and what came in or went out while the ledger was closed for it.
    pub(super) fn find_in_ledgers(&mut self) {
        let policy = self.policy();
        for ledger in &policy.ledgers {
            let Some(balance) = ledger.balance() else { continue };
            for (basis, year) in self.years_of_ledger(ledger) {
                let context = self.year_context(basis, year);
                for flow in balance.added.iter().chain(&balance.used) {
                    if !flow.validity.holds_period(Period::year(year)) {
                        self.find_closed(ledger, flow.is, context);
                    }
                }
                if let (Some(floor), Some(closing)) = (balance.floor, ledger.part(LedgerPart::Closing)) {
                    self.find_below(ledger, floor, closing, context);
                }
            }
        }
    }

    fn number_in(&mut self, formula: FormulaId, context: ContextId) -> Option<Decimal> {
        let record = self.evaluation.value(formula, context);
        self.evaluation.value_of(record).number()
    }

    fn find_below(&mut self, ledger: &Ledger, floor: Decimal, closing: FormulaId, context: ContextId) {
        let Some(left) = self.number_in(closing, context).filter(|left| *left < floor) else { return };
        let (title, place) = (&ledger.title, self.place_words(context));
        let (sv, en) = (&place.sv, &place.en);
        let said = text!(
            "{title} ({sv}): mer har använts än vad som fanns",
            "{title} ({en}): more has been used than there was"
        );
        self.find_amount(Code::LedgerBelowFloor, said, ledger, floor, left, ledger.span);
    }

    fn find_closed(&mut self, ledger: &Ledger, flow: FormulaId, context: ContextId) {
        let Some(amount) = self.number_in(flow, context).filter(|amount| !amount.is_zero()) else { return };
        let (title, place) = (&ledger.title, self.place_words(context));
        let (sv, en) = (&place.sv, &place.en);
        let said = text!(
            "{title} ({sv}): beloppet räknas inte, för liggaren är stängd för det då",
            "{title} ({en}): the amount is left out, for the ledger is closed to it then"
        );
        let span = self.policy().formula(flow).map_or(ledger.span, |f| f.span);
        self.find_amount(Code::LedgerClosed, said, ledger, Decimal::ZERO, amount, span);
    }

    fn place_words(&self, context: ContextId) -> Text {
        let here = self.evaluation.context(context);
        let (period, sv, en) = (here.period, here.basis.in_swedish(), here.basis.as_str());
        text!("{period}, {sv}", "{period}, {en}")
    }

    fn find_amount(
        &mut self,
        code: Code,
        message: Text,
        ledger: &Ledger,
        expected: Decimal,
        actual: Decimal,
        span: Span,
    ) {
        let Some(difference) = actual.checked_sub(expected) else { return };
        let unit = ledger.unit.clone();
        self.findings.push(Finding {
            code,
            severity: Severity::Warning,
            message,
            span,
            rule: None,
            measurement: Some(Measurement { expected, actual, difference, tolerance: None, unit }),
        });
    }
}

/// Whether something was owed when a period began, or arose in it.
fn is_open(post: &Post, period: Period) -> bool {
    let year: Date = period.end();
    post.origin == year.year() || post.before > Decimal::ZERO
}
