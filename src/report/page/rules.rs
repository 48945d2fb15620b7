//! What is judged: goals with their measures, requirements, checks.

use super::formula::unit_of_left;
use super::markdown::{code, escaped};
use super::{Writer, filled};
use crate::diagnostic::Severity;
use crate::formula::FormulaId;
use crate::policy::{
    Check, Compare, Condition, Exemption, Formula, Goal, GoalKind, Indicator, Origin, Requirement, Rule, RuleBody,
    Strength, Target, Within,
};
use crate::report::wording::number::quantity;
use crate::report::wording::say;

impl Writer<'_> {
    /// Every goal with its measures, then those that belong to none.
    pub(super) fn goals(&mut self) {
        let lang = self.lang();
        let policy = self.reader.policy;
        let measures: Vec<(&Rule, &Indicator)> =
            policy.rules.iter().filter_map(|rule| Some((rule, rule.indicator()?))).collect();
        if policy.goals.is_empty() && measures.is_empty() {
            return;
        }
        self.out.heading(2, &say!(lang, "Mål", "Goals"));
        let of = |goal: Option<u32>| measures.iter().filter(|(rule, _)| rule.goal == goal).copied().collect::<Vec<_>>();
        for (index, goal) in (0..).zip(&policy.goals) {
            let Goal { name, title, kind, area, reference, span: _ } = goal;
            self.out.heading(3, &format!("{} {}", escaped(title), code(name)));
            let facts =
                [self.goal_kind(*kind), area.clone().unwrap_or_default(), reference.clone().unwrap_or_default()];
            self.out.facts(&facts.map(|f| escaped(&f)));
            self.measures(&of(Some(index)));
        }
        let alone = of(None);
        if !alone.is_empty() {
            if !policy.goals.is_empty() {
                self.out.heading(3, &say!(lang, "Mätetal utanför målen", "Measures outside the goals"));
            }
            self.measures(&alone);
        }
    }

    fn goal_kind(&self, kind: GoalKind) -> String {
        match kind {
            GoalKind::Financial => say!(self.lang(), "Finansiellt mål", "Financial goal"),
            GoalKind::Operational => say!(self.lang(), "Verksamhetsmål", "Operational goal"),
        }
    }

    fn measures(&mut self, measures: &[(&Rule, &Indicator)]) {
        let lang = self.lang();
        let heads = [
            say!(lang, "Mätetal", "Measure"),
            say!(lang, "Mäts som", "Measured as"),
            say!(lang, "Mål", "Target"),
            say!(lang, "Skala", "Scale"),
            say!(lang, "Bedöms", "Judged"),
            say!(lang, "Källa", "Source"),
        ];
        let rows: Vec<Vec<String>> = measures.iter().map(|(rule, indicator)| self.measure(rule, indicator)).collect();
        self.out.table(&heads, &rows);
        let notes: Vec<String> = measures.iter().flat_map(|(rule, indicator)| self.notes(rule, indicator)).collect();
        self.out.list(&notes, false);
    }

    fn measure(&self, rule: &Rule, indicator: &Indicator) -> Vec<String> {
        let value = indicator.value.filter(|v| !self.reader.is_titled(*v, &rule.title));
        let scale = match indicator.target {
            Target::None(_) => String::new(),
            _ => self.reader.scale(&indicator.scale),
        };
        vec![
            format!("{} {}", escaped(&rule.title), code(last_part(&rule.name))),
            value.map(|v| escaped(&self.reader.used(v).line())).unwrap_or_default(),
            self.reader.target(indicator),
            scale,
            self.reader.scope(&rule.scope),
            escaped(rule.reference.as_deref().unwrap_or_default()),
        ]
    }

    /// What there is to say of a measure beside its row.
    fn notes(&self, rule: &Rule, indicator: &Indicator) -> Vec<String> {
        let lang = self.lang();
        let Rule {
            name: _,
            title,
            goal,
            area,
            goal_kind,
            origin: _,
            strength,
            counts,
            scope: _,
            validity,
            reference: _,
            assumed,
            reads: _,
            body: _,
            span: _,
        } = rule;
        let Indicator { value: _, unit: _, target: _, better: _, scale: _, compare, gap_as, exemptions } = indicator;
        let mut said = Vec::new();
        if goal.is_none() {
            said.extend(goal_kind.map(|kind| self.goal_kind(kind).to_lowercase()));
            said.extend(area.as_ref().map(|a| {
                let area = escaped(a);
                say!(lang, "område {area}", "area {area}")
            }));
        }
        said.push(self.weight(*strength, *counts));
        said.push(match compare {
            Compare::Exact => String::new(),
            Compare::Decimals(0) => say!(lang, "värdet jämförs avrundat till heltal", "compared as a whole number"),
            Compare::Decimals(n @ 1) => say!(lang, "värdet jämförs med {n} decimal", "compared with {n} decimal"),
            Compare::Decimals(n) => say!(lang, "värdet jämförs med {n} decimaler", "compared with {n} decimals"),
        });
        said.extend(gap_as.map(|id| {
            let gap = escaped(&self.reader.used(id).line());
            say!(lang, "skillnaden anges också som {gap}", "the gap is also given as {gap}")
        }));
        said.push(self.reader.holds(*validity));
        said.push(self.reader.assumed(assumed.as_ref()));
        said.extend(exemptions.iter().map(|e| self.exemption(e)));
        let said = filled(said);
        let title = escaped(title);
        (!said.is_empty()).then(|| format!("{title}: {}", said.join("; "))).into_iter().collect()
    }

    fn weight(&self, strength: Strength, counts: bool) -> String {
        let lang = self.lang();
        let should = match strength {
            Strength::Must => String::new(),
            Strength::Should => say!(lang, "bör: avgör aldrig slutkoden", "should: never decides the exit code"),
        };
        let counted = match counts {
            true => String::new(),
            false => say!(lang, "visas men räknas inte", "shown, not counted"),
        };
        filled(vec![should, counted]).join("; ")
    }

    fn exemption(&self, exemption: &Exemption) -> String {
        let lang = self.lang();
        let Exemption { scope, limit, decided, because, expires, span: _ } = exemption;
        let limit = limit.map(|l| escaped(&self.reader.limit(l)));
        let expires = expires.map(|day| day.to_string());
        let facts = [
            self.reader.scope(scope),
            limit.map(|l| say!(lang, "gräns {l}", "limit {l}")).unwrap_or_default(),
            expires.map(|day| say!(lang, "till och med {day}", "up to and including {day}")).unwrap_or_default(),
            self.reader.decision(decided),
            escaped(because),
        ];
        let facts = filled(facts.to_vec()).join(", ");
        say!(lang, "**beslutat avsteg**: {facts}", "**decided exemption**: {facts}")
    }

    /// Every requirement, each with its conditions.
    pub(super) fn requirements(&mut self) {
        let policy = self.reader.policy;
        let mut headed = false;
        for rule in &policy.rules {
            let RuleBody::Requirement(requirement) = &rule.body else { continue };
            if !std::mem::replace(&mut headed, true) {
                self.out.heading(2, &say!(self.lang(), "Krav", "Requirements"));
            }
            self.requirement(rule, requirement);
        }
    }

    fn requirement(&mut self, rule: &Rule, requirement: &Requirement) {
        let lang = self.lang();
        let Requirement { when, conditions } = requirement;
        self.out.heading(3, &format!("{} {}", escaped(&rule.title), code(&rule.name)));
        let origin = match rule.origin {
            Origin::Law => say!(lang, "Lag", "Law"),
            Origin::Guideline => say!(lang, "Riktlinje", "Guideline"),
        };
        let goal = rule.goal.and_then(|g| self.reader.policy.goals.get(g as usize)).map(|g| escaped(&g.title));
        let facts = [
            origin,
            escaped(rule.reference.as_deref().unwrap_or_default()),
            goal.map(|g| say!(lang, "under målet {g}", "under the goal {g}")).unwrap_or_default(),
            self.reader.scope(&rule.scope),
            self.reader.holds(rule.validity),
            self.weight(rule.strength, rule.counts),
            self.reader.assumed(rule.assumed.as_ref()),
        ];
        self.out.facts(&facts);
        if let Some(when) = when {
            self.out.block(&say!(lang, "Gäller när:", "Applies when:"));
            let drawn = self.reader.used(*when).drawn().text();
            self.out.verbatim(&drawn);
        }
        self.out.block(&match conditions.len() {
            1 => say!(lang, "Ska vara uppfyllt:", "Must hold:"),
            _ => say!(lang, "Allt ska vara uppfyllt:", "All of it must hold:"),
        });
        for Condition { that, because } in conditions {
            let drawn = self.reader.used(*that).drawn().text();
            self.out.verbatim(&drawn);
            if let Some(because) = because {
                let because = escaped(&self.in_titles(because));
                self.out.block(&say!(lang, "Annars: {because}", "Otherwise: {because}"));
            }
        }
    }

    /// A text with titles in its braces, as `{Resultatmål}`.
    fn in_titles(&self, text: &str) -> String {
        let policy = self.reader.policy;
        let title = |name: &str| -> Option<&str> {
            let formula = policy.formula_by_name(name).and_then(|id| policy.formula(id)).map(|f| f.title.as_str());
            let figure = || policy.vocabulary.by_name(name).and_then(|id| policy.vocabulary.get(id));
            let parameter = || policy.parameters.iter().find(|p| &*p.name == name).map(|p| p.title.as_str());
            formula.or_else(|| figure().map(|d| d.title.as_str())).or_else(parameter)
        };
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, later)) = after.split_once('}') else { break };
            let name = name.trim();
            let said = match name.strip_suffix(".says").and_then(title) {
                Some(formula) => {
                    say!(self.lang(), "fallet som gäller för {formula}", "the case that holds for {formula}")
                }
                None => title(name).unwrap_or(name).to_owned(),
            };
            out.push_str(&format!("{before}{{{said}}}"));
            rest = later;
        }
        out.push_str(rest);
        out
    }

    /// Every check in one table.
    pub(super) fn checks(&mut self) {
        let lang = self.lang();
        let policy = self.reader.policy;
        let checks = policy.rules.iter().filter_map(|rule| match &rule.body {
            RuleBody::Check(check) => Some((rule, check)),
            RuleBody::Indicator(_) | RuleBody::Requirement(_) | RuleBody::Claim(_) => None,
        });
        let rows: Vec<Vec<String>> = checks.map(|(rule, check)| self.check(rule, check)).collect();
        if rows.is_empty() {
            return;
        }
        self.out.heading(2, &say!(lang, "Avstämningar", "Checks"));
        let heads = [
            say!(lang, "Avstämning", "Check"),
            say!(lang, "Ska gälla", "Must hold"),
            say!(lang, "Tolerans", "Tolerance"),
            say!(lang, "Görs för", "Made for"),
            say!(lang, "Om den inte stämmer", "If it does not hold"),
            say!(lang, "Källa", "Source"),
        ];
        self.out.table(&heads, &rows);
    }

    /// What a comparison tolerates.
    pub(super) fn within(&self, within: &Within, that: FormulaId) -> String {
        let lang = self.lang();
        let unit = self.reader.policy.formula(that).and_then(|f: &Formula| unit_of_left(&f.tree));
        match within {
            Within::Exact => say!(lang, "ingen", "none"),
            Within::Rounding => say!(lang, "avrundning", "rounding"),
            Within::Amount(amount) => quantity(*amount, unit, lang),
        }
    }

    fn check(&self, rule: &Rule, check: &Check) -> Vec<String> {
        let lang = self.lang();
        let Check { that, within, severity, because } = check;
        let within = self.within(within, *that);
        let warns = match severity {
            Severity::Error => String::new(),
            Severity::Warning => say!(lang, "bara en anmärkning", "only a finding"),
        };
        let because = because.as_ref().map(|b| escaped(&self.in_titles(b))).unwrap_or_default();
        let facts = vec![warns, because, self.reader.holds(rule.validity), self.reader.assumed(rule.assumed.as_ref())];
        vec![
            format!("{} {}", escaped(&rule.title), code(&rule.name)),
            escaped(&self.reader.used(*that).line()),
            within,
            self.reader.scope(&rule.scope),
            filled(facts).join("; "),
            escaped(rule.reference.as_deref().unwrap_or_default()),
        ]
    }
}

fn last_part(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}
