//! The texts of a pack and its figures, which are in Swedish whatever language a report is in; and where they stand in a sentence.

use std::collections::BTreeMap;

use crate::figures::{Fact, FactKind, Figure, Given, OwnWords};
use crate::formula::{BUILT_IN, Operation};
use crate::policy::{Decision, Policy, Rule, RuleBody, Scale, Target};
use crate::report::explain::note_in_words;
use crate::report::wording::capital;
use crate::verdict::Run;

/// A text shorter than this is as much at home in one language as in the other, and so is a unit shorter than a word.
const SHORTEST: usize = 3;
const SHORTEST_UNIT: usize = 5;
/// Words of formulas that are no functions.
const LANGUAGE: &[&str] = &["år", "ingående", "utgående"];

/// Every text of a pack and its figures, by its first word; the longest first.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct OwnTexts(BTreeMap<String, Vec<String>>);

impl OwnTexts {
    /// Those of the policy of a run, what was submitted to it, and why its known failures are accepted.
    pub fn of(run: &Run<'_>) -> Self {
        let (policy, evaluation) = (run.policy(), &run.evaluation);
        let mut own = Self::default();
        LANGUAGE.iter().chain(BUILT_IN).for_each(|name| own.add_name(name));
        own.vocabulary(policy);
        own.formulas(policy);
        policy.rules.iter().for_each(|rule| own.rule(rule));
        own.tables(policy);
        evaluation.figures().all().iter().for_each(|figure| own.figure(figure));
        for given in &evaluation.figures().manual {
            own.add_all([Some(&given.level), given.motivation.as_ref(), given.by.as_ref(), given.reference.as_ref()]);
            own.add_all(given.coordinates.pairs().iter().map(|(_, member)| Some(member)));
        }
        own.add_all(run.judgements.iter().map(|judgement| judgement.known.as_ref().map(|known| &known.reason)));
        for texts in own.0.values_mut() {
            texts.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            texts.dedup();
        }
        own
    }

    /// A sentence in parts, each with whether it is the pack's own. What only signs part is one part.
    pub fn parts<'t>(&self, sentence: &'t str) -> Vec<(bool, &'t str)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        while let Some(start) = sentence.get(at..).and_then(|rest| rest.find(is_word)).map(|start| at + start) {
            let rest = sentence.get(start..).unwrap_or_default();
            let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let token = rest.find(' ').unwrap_or(rest.len());
            let length = self.known(rest, word);
            let is_place = rest.get(..token).is_some_and(is_place);
            at = start + length.unwrap_or(if is_place { token } else { word });
            match found.last_mut() {
                Some(last) if length.is_some() && !holds_word(sentence, last.1, start) => last.1 = at,
                _ if length.is_some() => found.push((start, at)),
                _ => {}
            }
        }
        let mut parts = Vec::new();
        let mut before = 0;
        for (start, end) in found {
            parts.push((false, sentence.get(before..start).unwrap_or_default()));
            parts.push((true, sentence.get(start..end).unwrap_or_default()));
            before = end;
        }
        parts.push((false, sentence.get(before..).unwrap_or_default()));
        parts.retain(|(_, text)| !text.is_empty());
        parts
    }

    /// Whether a text is the pack's own and nothing else, but for signs, numbers and places in files.
    pub fn is_whole(&self, text: &str) -> bool {
        let parts = self.parts(text);
        let is_neutral = |part: &str| part.split(' ').all(|word| is_place(word) || !word.contains(char::is_alphabetic));
        parts.iter().any(|(is_own, _)| *is_own) && parts.iter().all(|(is_own, part)| *is_own || is_neutral(part))
    }

    /// How long the longest own text is that stands first, up to the end of a word.
    fn known(&self, text: &str, word: usize) -> Option<usize> {
        let texts = self.0.get(text.get(..word)?)?;
        let ends = |own: &&String| text.get(own.len()..).is_some_and(|rest| !rest.starts_with(is_word));
        texts.iter().find(|own| text.starts_with(own.as_str()) && ends(own)).map(String::len)
    }

    /// A text as it is written, with a capital first as in a sentence, and the parts between its placeholders.
    fn add(&mut self, text: &str) {
        for part in text.split('{').flat_map(|part| part.rsplit('}').take(1)) {
            let spaced = part.split_whitespace().collect::<Vec<_>>().join(" ");
            self.add_part(part.trim());
            if spaced != part.trim() {
                self.add_part(&spaced);
            }
        }
    }

    fn add_part(&mut self, part: &str) {
        let part = part.trim_start_matches(|c| !is_word(c)).trim_end_matches(['.', ' ']);
        let is_short = part.chars().count() < SHORTEST && part.is_ascii();
        if is_short || !part.contains(char::is_alphabetic) || is_place(part) {
            return;
        }
        let Some((first, rest)) = part.split_at_checked(part.find(|c| !is_word(c)).unwrap_or(part.len())) else {
            return;
        };
        let capital = capital(first);
        for first in [Some(first.to_owned()), Some(capital).filter(|c| c != first)].into_iter().flatten() {
            let whole = format!("{first}{rest}");
            self.0.entry(first).or_default().push(whole);
        }
    }

    fn add_all<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = Option<T>>) {
        for text in texts.into_iter().flatten() {
            self.add(text.as_ref());
        }
    }

    /// A name that could not be a word of another language.
    fn add_name(&mut self, name: &str) {
        if name.contains('_') || !name.is_ascii() {
            self.add(name);
        }
    }

    fn own_words(&mut self, words: Option<&OwnWords>) {
        self.add_all(words.map(|words| [words.title.as_ref(), words.reference.as_ref()]).into_iter().flatten());
    }

    fn vocabulary(&mut self, policy: &Policy) {
        self.add_all([Some(&policy.title), policy.organisation.as_ref(), policy.document.as_ref()]);
        for figure in &policy.vocabulary.figures {
            self.add(&figure.title);
            self.add_name(&figure.name);
            self.add_all([Some(figure.unit.symbol()).filter(|unit| unit.chars().count() >= SHORTEST_UNIT)]);
            self.add_all([figure.assumed.as_ref(), figure.default.as_ref().map(|default| &default.because)]);
            self.own_words(figure.own_words.as_ref());
            self.add_all(figure.accepted.iter().map(|(_, why)| Some(why)));
            if let Some(FactKind::Choice(choices)) = &figure.fact {
                self.add_all(choices.iter().map(Some));
            }
        }
        for dimension in &policy.vocabulary.dimensions {
            self.add(&dimension.title);
            self.add_name(&dimension.name);
            self.add_all(dimension.members.iter().map(|member| Some(&member.name)));
        }
    }

    fn formulas(&mut self, policy: &Policy) {
        for parameter in &policy.parameters {
            self.add(&parameter.title);
            self.add_name(&parameter.name);
            for value in &parameter.values {
                self.add_all([value.reference.as_ref(), value.assumed.as_ref()]);
            }
        }
        for formula in &policy.formulas {
            self.add_all([Some(&formula.title), formula.reference.as_ref(), formula.assumed.as_ref()]);
            self.add(&formula.text);
            self.own_words(formula.own_words.as_ref());
            self.add_all(formula.says.iter().map(Option::as_ref));
            formula.name.iter().for_each(|name| self.add_name(name));
            for node in &formula.tree.nodes {
                if let Operation::Call(name, _) = &node.operation {
                    self.add_name(name);
                }
            }
        }
        self.add_all(policy.texts.iter().map(Some));
        policy.scripts.iter().for_each(|script| self.add_name(&script.function));
    }

    fn rule(&mut self, rule: &Rule) {
        self.add_all([Some(&rule.title), rule.area.as_ref(), rule.reference.as_ref(), rule.assumed.as_ref()]);
        self.add_name(&rule.name);
        match &rule.body {
            RuleBody::Indicator(indicator) => {
                if let Target::None(why) = &indicator.target {
                    self.add(why);
                }
                match &indicator.scale {
                    Scale::Levels(levels) => self.add_all(levels.iter().map(|level| level.level.as_ref())),
                    Scale::Manual { levels } => self.add_all(levels.iter().map(|(level, _)| Some(level))),
                    Scale::PercentOfTarget { .. } | Scale::Band { .. } | Scale::Change { .. } | Scale::Boolean => {}
                }
                for exemption in &indicator.exemptions {
                    self.add(&exemption.because);
                    self.decision(&exemption.decided);
                }
            }
            RuleBody::Requirement(requirement) => {
                self.add_all(requirement.conditions.iter().map(|condition| condition.because.as_ref()));
            }
            RuleBody::Check(check) => self.add_all([check.because.as_ref()]),
            RuleBody::Claim(claim) => self.add_all([claim.quote.as_ref()]),
        }
    }

    fn decision(&mut self, decision: &Decision) {
        self.add_all([Some(&decision.by), decision.reference.as_ref()]);
    }

    fn tables(&mut self, policy: &Policy) {
        policy.decided.iter().for_each(|decision| self.decision(decision));
        for goal in &policy.goals {
            self.add_all([Some(&goal.title), goal.area.as_ref(), goal.reference.as_ref()]);
        }
        for statement in &policy.statements {
            self.add_all([Some(&statement.title), statement.reference.as_ref()]);
            self.add_name(&statement.name);
            self.add_all(statement.lines.iter().flat_map(|line| [Some(&line.title), line.outside_law.as_ref()]));
        }
        for ledger in &policy.ledgers {
            self.add_all([Some(&ledger.title), ledger.reference.as_ref()]);
            self.add_name(&ledger.name);
        }
        for assessment in &policy.assessments {
            self.add_all([Some(&assessment.title), assessment.area.as_ref(), assessment.reference.as_ref()]);
            self.add_all([assessment.assumed.as_ref(), assessment.overriding.as_ref().map(|o| &o.by)]);
            self.add_all(assessment.grades.iter().map(|grade| grade.says.as_ref()));
            self.add_all(assessment.groups.iter().map(|group| Some(&group.name)));
        }
        for left_out in &policy.left_out {
            self.add_all([Some(&left_out.title), left_out.reference.as_ref(), Some(&left_out.because)]);
            self.add_name(&left_out.name);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.add_all([figure.note.as_deref().map(note_in_words)]);
        self.add_all(figure.coordinates.pairs().iter().map(|(_, member)| Some(member)));
        self.add_all(figure.origins.iter().map(|origin| origin.cited.as_ref()));
        match &figure.given {
            Given::Missing { because } => self.add_all([because.as_ref()]),
            Given::Fact(Fact::Text(text)) => self.add(text),
            Given::Fact(Fact::Decision { by, reference, .. }) => self.add_all([Some(by), reference.as_ref()]),
            Given::Fact(Fact::YesNo(_) | Fact::Date(_) | Fact::Choice(_)) | Given::Number { .. } => {}
        }
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// A file and a line: no language.
fn is_place(text: &str) -> bool {
    text.contains('.') && text.contains(':') && !text.contains(' ')
}

/// Whether there is anything but signs from one place to another.
fn holds_word(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_none_or(|between| between.contains(is_word))
}
