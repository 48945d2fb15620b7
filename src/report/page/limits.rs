//! Limits with dates and references, formulas, and statements as tables.

use std::collections::BTreeSet;

use super::formula::functions;
use super::markdown::{code, escaped};
use super::{Writer, filled};
use crate::formula::FormulaId;
use crate::policy::{Formula, Parameter, ParameterValue, Reported, Statement, StatementLine};
use crate::report::wording::facts::kind_in_words;
use crate::report::wording::number::quantity;
use crate::report::wording::say;

impl Writer<'_> {
    /// Every value of every parameter, a row each.
    pub(super) fn limits(&mut self) {
        let lang = self.lang();
        let policy = self.reader.policy;
        let rows: Vec<Vec<String>> = policy
            .parameters
            .iter()
            .flat_map(|p| p.values.iter().map(|v| self.limit(p, v)).collect::<Vec<_>>())
            .collect();
        if rows.is_empty() {
            return;
        }
        self.out.heading(2, &say!(lang, "Gränser", "Limits"));
        let heads = [
            say!(lang, "Gräns", "Limit"),
            say!(lang, "Värde", "Value"),
            say!(lang, "Bara för", "Only for"),
            say!(lang, "Gäller", "In force"),
            say!(lang, "Beslutad", "Decided"),
            say!(lang, "Källa", "Source"),
            say!(lang, "Anmärkning", "Remark"),
        ];
        self.out.table(&heads, &rows);
    }

    fn limit(&self, parameter: &Parameter, value: &ParameterValue) -> Vec<String> {
        let lang = self.lang();
        let Parameter { name, title, unit, values: _, local, span: _ } = parameter;
        let ParameterValue { validity, coordinates, decided, value, reference, assumed, span: _ } = value;
        let local = match local {
            true => say!(lang, "sätts av paket som använder det här", "set by packs that use this one"),
            false => String::new(),
        };
        vec![
            format!("{} {}", escaped(title), code(name)),
            quantity(*value, Some(unit.symbol()), lang),
            self.reader.members(coordinates),
            self.reader.validity(*validity),
            decided.map(|day| day.to_string()).unwrap_or_default(),
            escaped(reference.as_deref().unwrap_or_default()),
            filled(vec![self.reader.assumed(assumed.as_ref()), local]).join("; "),
        ]
    }

    /// Every named formula but the lines of statements.
    pub(super) fn formulas(&mut self) {
        let policy = self.reader.policy;
        let lines = policy.statements.iter().flat_map(|s| &s.lines).filter(|l| l.is_sum);
        // Sums and the parts of ledgers have sections of their own.
        let mut elsewhere: BTreeSet<FormulaId> = lines.map(|line| line.formula).collect();
        elsewhere.extend(policy.ledgers.iter().flat_map(|l| &l.parts).map(|(_, id)| *id));
        let mut headed = false;
        for (index, formula) in (0..).zip(&policy.formulas) {
            let Some(name) = formula.name.as_deref().filter(|_| !elsewhere.contains(&FormulaId(index))) else {
                continue;
            };
            if !std::mem::replace(&mut headed, true) {
                self.out.heading(2, &say!(self.lang(), "Formler", "Formulas"));
            }
            self.formula(name, formula);
        }
    }

    fn formula(&mut self, name: &str, formula: &Formula) {
        let lang = self.lang();
        self.out.heading(3, &format!("{} {}", escaped(&formula.title), code(name)));
        let facts = self.formula_facts(formula);
        self.out.facts(&facts);
        let drawn = self.reader.of(formula).equation(&formula.title).text();
        self.out.verbatim(&drawn);
        for says in formula.says.iter().flatten() {
            let says = escaped(says);
            self.out.block(&say!(lang, "Fallet kallas ”{says}”.", "The case is called “{says}”."));
        }
        let policy = self.reader.policy;
        for function in functions(&formula.tree, policy) {
            let script = policy.scripts.iter().find(|s| s.function == function);
            let said = match script.map(|s| s.because.get(lang)) {
                Some(because) => {
                    let because = escaped(because);
                    say!(
                        lang,
                        "`{function}` är ett slutet skript: {because}. Vad det gör står i dess fil.",
                        "`{function}` is an opaque script: {because}. What it does stands in its file."
                    )
                }
                None => say!(lang, "Räknas med funktionen `{function}`.", "Computed with the function `{function}`."),
            };
            self.out.block(&said);
        }
    }

    fn formula_facts(&self, formula: &Formula) -> Vec<String> {
        let lang = self.lang();
        let Formula {
            name: _,
            title: _,
            tree: _,
            kind,
            decimals,
            reported,
            says: _,
            validity,
            reference,
            assumed,
            text: _,
            own_words,
            span: _,
        } = formula;
        let unit = escaped(&kind_in_words(kind, lang));
        let decimals = decimals.map(|n| match n {
            1 => say!(lang, "{n} decimal", "{n} decimal"),
            n => say!(lang, "{n} decimaler", "{n} decimals"),
        });
        let reported = reported.map(|(_, how)| match how {
            Reported::Check => {
                say!(lang, "redovisat värde ska stämma inom avrundning", "a reported value must agree within rounding")
            }
            Reported::IfMissing => say!(
                lang,
                "redovisat värde används där det inte går att räkna",
                "a reported value stands in where nothing can be computed"
            ),
        });
        vec![
            unit,
            decimals.unwrap_or_default(),
            reported.unwrap_or_default(),
            self.reader.holds(*validity),
            escaped(reference.as_deref().unwrap_or_default()),
            self.reader.assumed(assumed.as_ref()),
            self.reader.own_words(own_words.as_ref()),
        ]
    }

    /// Every statement as a table.
    pub(super) fn statements(&mut self) {
        let lang = self.lang();
        let policy = self.reader.policy;
        if policy.statements.is_empty() {
            return;
        }
        self.out.heading(2, &say!(lang, "Uppställningar", "Statements"));
        for statement in &policy.statements {
            let Statement { name, title, unit, lines, reference, span: _ } = statement;
            self.out.heading(3, &format!("{} {}", escaped(title), code(name)));
            self.out.facts(&[escaped(unit.symbol()), escaped(reference.as_deref().unwrap_or_default())]);
            let heads = [
                say!(lang, "Rad", "Line"),
                say!(lang, "Räknas som", "Computed as"),
                say!(lang, "Anmärkning", "Remark"),
            ];
            let rows: Vec<Vec<String>> = lines.iter().map(|line| self.line(line)).collect();
            self.out.table(&heads, &rows);
        }
    }

    fn line(&self, line: &StatementLine) -> Vec<String> {
        let lang = self.lang();
        let StatementLine { title, formula, is_sum, outside_law } = line;
        let title = escaped(title);
        let outside = outside_law.as_ref().map(|why| escaped(why));
        let outside =
            outside.map(|why| say!(lang, "utanför lagens uppställning: {why}", "outside what the law has: {why}"));
        let sum = self.reader.policy.formula(*formula).filter(|_| *is_sum).map(|f| self.reader.of(f));
        let other = || (!self.reader.is_titled(*formula, &line.title)).then(|| self.reader.used(*formula));
        let computed = sum.or_else(other).map(|m| escaped(&m.line())).unwrap_or_default();
        let title = if *is_sum { format!("**{title}**") } else { title };
        vec![title, computed, outside.unwrap_or_default()]
    }
}
