//! Ledgers, what the document claims, and what no figure can judge.

use super::markdown::{code, escaped};
use super::{Writer, filled};
use crate::policy::{Balance, Claim, Flow, Ledger, LedgerBody, Posts, Recorded, Rule, RuleBody, Waived};
use crate::report::wording::number::quantity;
use crate::report::wording::say;

impl Writer<'_> {
    /// Every ledger, in words.
    pub(super) fn ledgers(&mut self) {
        let policy = self.reader.policy;
        if policy.ledgers.is_empty() {
            return;
        }
        self.out.heading(2, &say!(self.lang(), "Liggare", "Ledgers"));
        for ledger in &policy.ledgers {
            let Ledger { name, title, unit, reference, body, parts: _, reads: _, span: _ } = ledger;
            self.out.heading(3, &format!("{} {}", escaped(title), code(name)));
            let reference = escaped(reference.as_deref().unwrap_or_default());
            self.out.facts(&[escaped(unit.symbol()), reference]);
            let said = match body {
                LedgerBody::Balance(balance) => self.balance(balance, unit.symbol()),
                LedgerBody::Posts(posts) => self.posts(posts),
            };
            self.out.list(&said, false);
        }
    }

    fn balance(&self, balance: &Balance, unit: &str) -> Vec<String> {
        let lang = self.lang();
        let Balance { at, opening, added, used, floor } = balance;
        let opening = escaped(&self.reader.used(*opening).line());
        let mut said = vec![say!(lang, "Börjar {at} med: {opening}", "Begins on {at} with: {opening}")];
        said.extend(added.as_ref().map(|flow| {
            let flow = self.flow(flow);
            say!(lang, "Tillförs varje år: {flow}", "Added each year: {flow}")
        }));
        said.extend(used.as_ref().map(|flow| {
            let flow = self.flow(flow);
            say!(lang, "Används varje år: {flow}", "Used each year: {flow}")
        }));
        said.extend(floor.map(|floor| {
            let floor = quantity(floor.normalize(), Some(unit), lang);
            say!(lang, "Får aldrig understiga {floor}", "May never fall below {floor}")
        }));
        said
    }

    fn flow(&self, flow: &Flow) -> String {
        let Flow { is, validity } = flow;
        let holds = self.reader.holds(*validity);
        let formula = escaped(&self.reader.used(*is).line());
        if holds.is_empty() { formula } else { format!("{formula} ({holds})") }
    }

    fn posts(&self, posts: &Posts) -> Vec<String> {
        let lang = self.lang();
        let Posts { arises, due, from, settled, waived } = posts;
        let [arises, due, settled] = [arises, due, settled].map(|id| escaped(&self.reader.used(*id).line()));
        let mut said = vec![
            say!(lang, "Uppkommer varje år: {arises}", "Arises each year: {arises}"),
            say!(lang, "Ska vara reglerat: {due}", "Must be settled by: {due}"),
            say!(lang, "Regleras, äldst först, med: {settled}", "Settled, oldest first, with: {settled}"),
        ];
        said.extend(waived.as_ref().map(|Waived { fact, reference }| {
            let fact = escaped(&self.reader.used(*fact).line());
            let reference = reference.as_ref().map(|r| format!(" ({})", escaped(r))).unwrap_or_default();
            say!(lang, "Efterges genom: {fact}{reference}", "Waived by: {fact}{reference}")
        }));
        said.extend(from.map(|year| say!(lang, "Förs från {year}", "Carried from {year}")));
        said
    }

    /// What the document says of its figures.
    pub(super) fn claims(&mut self) {
        let lang = self.lang();
        let claims = self.reader.policy.rules.iter().filter_map(|rule| match &rule.body {
            RuleBody::Claim(claim) => Some((rule, claim)),
            RuleBody::Indicator(_) | RuleBody::Requirement(_) | RuleBody::Check(_) => None,
        });
        let rows: Vec<Vec<String>> = claims.map(|(rule, claim)| self.claim(rule, claim)).collect();
        if rows.is_empty() {
            return;
        }
        self.out.heading(2, &say!(lang, "Dokumentets påståenden", "What the document claims"));
        let heads = [
            say!(lang, "Påstående", "Claim"),
            say!(lang, "Betyder", "Means"),
            say!(lang, "Tolerans", "Tolerance"),
            say!(lang, "Gäller", "For"),
            say!(lang, "Ordalydelse", "Wording"),
            say!(lang, "Källa", "Source"),
        ];
        self.out.table(&heads, &rows);
    }

    fn claim(&self, rule: &Rule, claim: &Claim) -> Vec<String> {
        let Claim { that, within, quote } = claim;
        vec![
            format!("{} {}", escaped(&rule.title), code(&rule.name)),
            escaped(&self.reader.used(*that).line()),
            self.within(within, *that),
            self.reader.scope(&rule.scope),
            filled(vec![
                quote.as_ref().map(|q| format!("”{}”", escaped(q))).unwrap_or_default(),
                self.reader.assumed(rule.assumed.as_ref()),
            ])
            .join("; "),
            escaped(rule.reference.as_deref().unwrap_or_default()),
        ]
    }

    /// Every sentence that no figure can judge.
    pub(super) fn recorded(&mut self) {
        let lang = self.lang();
        let rows: Vec<Vec<String>> = self.reader.policy.recorded.iter().map(|r| self.recorded_row(r)).collect();
        if rows.is_empty() {
            return;
        }
        self.out.heading(2, &say!(lang, "Antecknat, utan bedömning", "Recorded, without a verdict"));
        let heads = [
            say!(lang, "Vad dokumentet säger", "What the document says"),
            say!(lang, "Varför det inte bedöms", "Why it is not judged"),
            say!(lang, "Mål", "Goal"),
            say!(lang, "Källa", "Source"),
        ];
        self.out.table(&heads, &rows);
    }

    fn recorded_row(&self, recorded: &Recorded) -> Vec<String> {
        let Recorded { name, title, quote, reference, because, goal, span: _ } = recorded;
        let quote = quote.as_ref().map(|q| format!(": ”{}”", escaped(q))).unwrap_or_default();
        let goal = goal.and_then(|g| self.reader.policy.goals.get(g as usize)).map(|g| escaped(&g.title));
        vec![
            format!("{}{quote} {}", escaped(title), code(name)),
            escaped(because),
            goal.unwrap_or_default(),
            escaped(reference),
        ]
    }
}
