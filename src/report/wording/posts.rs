//! The post of a ledger in words.

use rust_decimal::Decimal;

use super::number::quantity;
use super::say;
use crate::evaluate::Reason;
use crate::report::build::Scribe;
use crate::verdict::Judgement;

impl Scribe<'_, '_> {
    /// "188,9 mnkr av 228,9 mnkr från 2023 återstår; ska vara reglerat 2026-12-31".
    pub(super) fn post_in_words(&mut self, judgement: &Judgement) -> Option<String> {
        let post = self.run.post(judgement)?;
        let (_, index) = self.run.rule(judgement).scope.ledger()?;
        let unit = self.run.policy().ledgers.get(index as usize)?.unit.symbol();
        let amount = |value: Decimal| quantity(value.normalize(), Some(unit), self.lang);
        let (left, whole, origin) = (amount(post.remaining), amount(post.amount), post.origin);
        let due = post.due.map(|due| due.to_string()).unwrap_or_default();
        Some(say!(
            self.lang,
            "{left} av {whole} från {origin} återstår; ska vara reglerat {due}",
            "{left} of {whole} from {origin} remains; must be settled by {due}"
        ))
    }

    /// Why a requirement for the posts of a ledger does not apply.
    pub(super) fn post_without_verdict(&mut self, judgement: &Judgement, reason: Reason) -> Option<String> {
        self.run.rule(judgement).scope.ledger()?;
        match reason {
            Reason::NotDue => self.post_in_words(judgement),
            Reason::WhenFalse if self.run.post(judgement).is_none() => {
                Some(say!(self.lang, "det finns inget att reglera", "there is nothing to settle"))
            }
            _ => None,
        }
    }
}
