//! Claims and recorded sentences as plain data.

use super::Scribe;
use crate::policy::{RuleBody, Verdict};
use crate::report::claim::{ClaimEntry, RecordedEntry};
use crate::report::rule::RuleVerdict;

impl Scribe<'_, '_> {
    pub(super) fn claims(&self, rows: Vec<RuleVerdict>) -> Vec<ClaimEntry> {
        rows.into_iter().map(|row| self.claim(row)).collect()
    }

    fn claim(&self, row: RuleVerdict) -> ClaimEntry {
        let rule = self.run.policy().rules.iter().find(|r| r.name == row.rule);
        let quote = rule.and_then(|r| match &r.body {
            RuleBody::Claim(claim) => claim.quote.clone(),
            _ => None,
        });
        let compared = row.conditions.first();
        ClaimEntry {
            quote,
            holds: match row.verdict {
                Verdict::Met => Some(true),
                Verdict::NotMet => Some(false),
                _ => None,
            },
            actual: compared.and_then(|c| c.left.clone()),
            expected: compared.and_then(|c| c.right.clone()),
            difference: compared.and_then(|c| c.gap),
            tolerance: compared.and_then(|c| c.tolerance),
            unit: compared.and_then(|c| c.unit.clone()),
            claim: row.rule,
            title: row.title,
            entity: row.entity,
            period: row.period,
            basis: row.basis,
            reason_code: row.reason_code,
            reason: row.reason,
            refs: row.refs,
            missing: row.missing,
            inputs: row.inputs,
        }
    }

    pub(super) fn recorded(&self) -> Vec<RecordedEntry> {
        let policy = self.run.policy();
        policy.recorded.iter().map(|r| RecordedEntry::of(r, policy)).collect()
    }
}
