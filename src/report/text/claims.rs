//! What the document says about the figures, and how much of it no figure can judge.

use super::layout::Look;
use super::{Writer, cells, cut_words};
use crate::policy::Verdict;
use crate::report::claim::ClaimEntry;
use crate::report::wording::say;

impl Writer<'_> {
    /// False claims and those that the figures do not tell, each with its reason; true ones in a line.
    pub(super) fn claims(&mut self) {
        let report = self.report;
        if report.claims.is_empty() {
            return;
        }
        self.page.heading(&say!(self.lang, "Vad dokumentet påstår", "What the document claims"), '─');
        for claim in report.claims.iter().filter(|c| c.holds != Some(true)) {
            let (verdict, word) = match claim.holds {
                Some(_) => (Verdict::NotMet, say!(self.lang, "stämmer inte", "is not so")),
                None => (Verdict::Undetermined, say!(self.lang, "går inte att säga", "cannot be told")),
            };
            let title = self.claim_title(claim);
            self.at_both_ends(verdict, &title, &word);
            self.page.paragraph(6, &claim.reason, Look::Faint);
        }
        let count = report.claims.iter().filter(|c| c.holds == Some(true)).count();
        let said = match count {
            0 => return,
            1 => say!(self.lang, "{count} påstående stämmer", "{count} claim is true"),
            _ => say!(self.lang, "{count} påståenden stämmer", "{count} claims are true"),
        };
        let sign = self.page.look(cells::symbol(Verdict::Met), Look::Verdict(Verdict::Met));
        self.page.line(&format!("  {sign} {said}"));
    }

    fn claim_title(&self, claim: &ClaimEntry) -> String {
        let said = claim.quote.as_ref().map_or_else(|| claim.title.clone(), |q| format!("{}: ”{q}”", claim.title));
        let members = claim.entity.values().cloned();
        let label = members.chain([cut_words(claim.period, claim.basis, self.lang)]).collect::<Vec<_>>().join(", ");
        format!("{said}, {label}")
    }

    /// How many sentences no figure can judge: they are listed in JSON and told one by one by `explain`.
    pub(super) fn recorded(&mut self) {
        let count = self.report.recorded.len();
        let said = match count {
            0 => return,
            1 => say!(
                self.lang,
                "{count} mening som inga uppgifter kan bedöma",
                "{count} sentence that no figure can judge"
            ),
            _ => say!(
                self.lang,
                "{count} meningar som inga uppgifter kan bedöma",
                "{count} sentences that no figure can judge"
            ),
        };
        self.page.heading(&say!(self.lang, "Antecknat", "Recorded"), '─');
        let pack = &self.report.pack.id;
        self.page.paragraph(2, &format!("{said}: `riktlinje explain {pack} recorded`"), Look::Plain);
    }
}
