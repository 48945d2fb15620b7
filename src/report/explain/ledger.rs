//! A ledger year by year, down to the figures.

use serde::Serialize;

use super::derivation::Seen;
use super::model::{Role, Step};
use super::text::Writer;
use crate::diagnostic::Sources;
use crate::evaluate::{Context, ContextId, PostsAt, RecordId};
use crate::formula::LedgerPart;
use crate::language::Lang;
use crate::policy::Ledger;
use crate::quantity::{Basis, Decimal, Period};
use crate::report::build::{Depth, Scribe};
use crate::report::text::layout::Look;
use crate::report::wording::number::quantity;
use crate::report::wording::{basis_word, say};
use crate::verdict::Run;

/// A ledger year by year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LedgerExplanation {
    /// Its name.
    pub subject: String,
    /// ledger
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// The reference.
    pub reference: Option<String>,
    /// What each basis leads to.
    pub bases: Vec<ExplainedLedger>,
}

/// The years up to the last one of a basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedLedger {
    /// The basis; of the years before the latest that was allowed.
    pub basis: Basis,
    /// The last year.
    pub period: Period,
    /// One step a year, the first one first.
    pub years: Vec<Step>,
}

/// How a ledger came to what it is; `None` if the pack has none of that name.
pub fn explain_ledger(run: &mut Run<'_>, name: &str, sources: &Sources, lang: Lang) -> Option<LedgerExplanation> {
    let index = run.policy().ledgers.iter().position(|l| *l.name == *name)?;
    let ledger = run.policy().ledgers.get(index)?;
    let mut scribe = Scribe { run, sources, lang, depth: Depth::Figures };
    let years = scribe.run.years_of_ledger(ledger);
    let mut bases = Vec::new();
    for basis in Basis::ALL {
        if let Some(last) = years.iter().filter(|(b, _)| *b == basis).map(|(_, year)| *year).max() {
            let years = scribe.ledger_years(u32::try_from(index).ok()?, ledger, basis, last);
            bases.push(ExplainedLedger { basis, period: Period::year(last), years });
        }
    }
    Some(LedgerExplanation {
        subject: ledger.name.to_string(),
        kind: "ledger",
        title: ledger.title.clone(),
        reference: ledger.reference.clone(),
        bases,
    })
}

/// The explanation of a ledger as JSON: indented, a line break at the end.
pub fn ledger_json(explanation: &LedgerExplanation) -> String {
    crate::report::json::pretty(explanation)
}

/// The explanation of a ledger as text of at most `width` columns (60 at the least).
pub fn ledger_text(explanation: &LedgerExplanation, width: usize, colour: bool, lang: Lang) -> String {
    let mut writer = Writer::new(width, colour, lang);
    writer.page.heading(&explanation.title, '═');
    let subject = explanation.reference.iter().fold(explanation.subject.clone(), |all, r| format!("{all} · {r}"));
    writer.page.paragraph(0, &subject, Look::Faint);
    if explanation.bases.is_empty() {
        let said =
            say!(lang, "Inga uppgifter är lämnade som den läser.", "No figures that it reads have been submitted.");
        writer.page.paragraph(0, &said, Look::Plain);
    }
    for part in &explanation.bases {
        let (last, basis) = (part.period, basis_word(part.basis, lang));
        writer.page.gap();
        let head = say!(lang, "Till och med {last}, {basis}", "Through {last}, {basis}");
        writer.page.paragraph(0, &head, Look::Strong);
        writer.steps(&part.years);
    }
    writer.page.finish()
}

impl Scribe<'_, '_> {
    fn ledger_years(&mut self, index: u32, ledger: &Ledger, basis: Basis, last: i16) -> Vec<Step> {
        let home = self.run.year_context(basis, last);
        let at = self.run.evaluation.posts_at(index, home);
        let first = match ledger.balance() {
            Some(balance) => balance.at.year() + 1,
            None => at.records.first().map_or(last, |record| self.year_of(*record)),
        };
        let mut seen = Seen::default();
        let mut steps = Vec::new();
        for year in first..=last {
            let place = self.year_from(home, year, last);
            let Some(record) = ledger.part(LedgerPart::Closing).map(|part| self.run.evaluation.value(part, place))
            else {
                continue;
            };
            let mut step = match ledger.posts() {
                None => self.formula_step(record, home, &mut seen),
                Some(_) => self.year_of_posts(index, ledger, &at, (year, record), home, &mut seen),
            };
            step.title = format!("{year}: {}", step.title);
            step.place = None;
            step.text = None;
            step.source = None;
            step.notes.retain(|note| Some(note) != ledger.reference.as_ref());
            steps.push(step);
        }
        steps
    }

    /// An earlier year, as the last one sees it.
    fn year_from(&mut self, home: ContextId, year: i16, last: i16) -> ContextId {
        if year == last {
            return home;
        }
        let earlier: Context = self.run.evaluation.context(home).in_period(Period::year(year));
        self.run.evaluation.context_id(&earlier)
    }

    fn year_of(&self, record: RecordId) -> i16 {
        self.run.evaluation.context(self.run.evaluation.record(record).context).period.end().year()
    }

    /// What arose and was settled in a year, and what was left.
    fn year_of_posts(
        &self,
        index: u32,
        ledger: &Ledger,
        at: &PostsAt,
        (year, closing): (i16, RecordId),
        home: ContextId,
        seen: &mut Seen,
    ) -> Step {
        let lang = self.lang;
        let step = Step::new(Role::Formula, say!(lang, "kvar", "remains"));
        let mut step = self.valued(step, closing, home);
        let unit = ledger.unit.symbol();
        let amount = |value: Decimal| quantity(value.normalize(), Some(unit), lang);
        for post in &at.posts {
            let origin = post.origin;
            for (_, settled) in post.settled.iter().filter(|(settled_in, _)| *settled_in == year) {
                let settled = amount(*settled);
                step.notes.push(say!(lang, "reglerat: {settled} från {origin}", "settled: {settled} from {origin}"));
            }
            if origin == year {
                let arisen = amount(post.amount);
                let due = post.due.map(|due| due.to_string()).unwrap_or_default();
                step.notes.push(say!(
                    lang,
                    "uppkommit: {arisen}, ska vara reglerat {due}",
                    "arisen: {arisen}, must be settled by {due}"
                ));
                if !post.waived.is_zero() {
                    let waived = amount(post.waived);
                    step.notes.push(say!(lang, "eftergivet: {waived}", "waived: {waived}"));
                }
            }
        }
        for record in at.records.iter().filter(|record| self.year_of(**record) == year) {
            let words = self.flow_words(index, *record);
            step.steps.push(self.away(*record, &words, home, seen));
        }
        step
    }

    /// What part a formula plays among the posts of a ledger.
    pub(super) fn flow_words(&self, index: u32, record: RecordId) -> String {
        let formula = self.run.evaluation.record(record).formula;
        let Some(posts) = self.run.policy().ledgers.get(index as usize).and_then(Ledger::posts) else {
            return String::new();
        };
        let lang = self.lang;
        if formula == posts.arises {
            say!(lang, "det som uppkommer", "what arises")
        } else if formula == posts.settled {
            say!(lang, "det som reglerar äldre poster", "what settles older posts")
        } else if formula == posts.due {
            say!(lang, "senaste dag", "due day")
        } else {
            say!(lang, "det som efterges", "what is waived")
        }
    }
}
