//! What a right pack is read as: goals, requirements, checks, statements and assessments.

use super::super::*;
use super::good::{all, every_key, said, word};
use crate::diagnostic::Severity;
use crate::quantity::{Basis, PeriodKind};

#[test]
fn goals_and_their_indicators() {
    let (sources, pack) = every_key();
    let goal = &pack.goals[0];
    assert_eq!((&*goal.name.value, &*goal.title.value), ("en-god-ekonomi", "En god ekonomi"));
    assert_eq!((goal.goal_kind.value, said(&goal.area)), (GoalKind::Financial, "Ekonomi"));
    let defaults = &goal.defaults;
    assert_eq!(defaults.compare.as_ref().map(|c| &c.value), Some(&RawCompare::Exact));
    assert_eq!(defaults.scale.as_ref().map(|s| &s.value), Some(&RawScale::Boolean));
    assert_eq!(said(&defaults.reference), "sidan 4");
    let bases = defaults.for_.as_ref().and_then(|f| f.bases.as_ref()).unwrap();
    assert_eq!(bases[0].value, Basis::Budget);

    let indicator = &goal.indicators[0];
    assert_eq!(indicator.name.value, "resultat-av-skatter");
    assert_eq!((&*indicator.title.value, said(&indicator.value)), ("Resultat av skatter", "andel"));
    let target = indicator.target.as_ref().unwrap();
    assert_eq!(target.word.value, TargetWord::AtLeast);
    assert_eq!(sources.slice(target.word.span), "at_least");
    assert_eq!(sources.slice(target.span), "at_least: mål");
    let RawOperand::One(operand) = &target.operand else { panic!() };
    assert_eq!(operand.value, "mål");
    let Some(RawScale::Levels(levels)) = indicator.scale.as_ref().map(|s| &s.value) else { panic!() };
    assert_eq!((levels[0].gives.value, levels[0].word.value), (VerdictWord::PartlyMet, LevelWord::AtLeast));
    assert_eq!((&*levels[0].limit.value, said(&levels[0].level)), ("1 %", "Gul"));
    assert_eq!((levels[1].gives.value, levels[1].word.value), (VerdictWord::NotMet, LevelWord::AtMost));
    assert_eq!((&*levels[1].limit.value, &levels[1].level), ("0 %", &None));
    assert_eq!(indicator.compare.as_ref().map(|c| &c.value), Some(&RawCompare::Exact));
    let each = indicator.for_.as_ref().and_then(|f| f.each.as_ref()).unwrap();
    assert_eq!(all(each), ["nämnd"]);
    assert_eq!((word(&indicator.strength), word(&indicator.counts)), (Some(Strength::Should), Some(false)));
    assert_eq!((word(&indicator.better), said(&indicator.gap_as)), (Some(Better::Higher), "gap_i_kronor"));
    assert_eq!((said(&indicator.reference), said(&indicator.valid)), ("sidan 5", "2024.."));
    assert_eq!(said(&indicator.assumed), "Ordet i målet är otydligt");
    assert!(indicator.goal_kind.is_none() && indicator.area.is_none() && indicator.none.is_none());

    let exemption = &indicator.exemptions[0];
    let periods = exemption.for_.as_ref().and_then(|f| f.periods.as_ref()).unwrap();
    assert_eq!(all(periods), ["2024"]);
    assert_eq!((said(&exemption.limit), said(&exemption.expires)), ("0 %", "2024-12-31"));
    assert_eq!((&*exemption.decided.by.value, &exemption.decided.reference), ("Styrelsen", &None));
    assert_eq!(exemption.because.value, "Hög inflation");
}

#[test]
fn indicators_outside_goals() {
    let (_, pack) = every_key();
    let [sick, without, manual] = &pack.indicators[..] else { panic!() };
    assert_eq!((word(&sick.goal_kind), said(&sick.area)), (Some(GoalKind::Operational), "Personal"));
    let target = sick.target.as_ref().unwrap();
    let RawOperand::Between { from, to } = &target.operand else { panic!() };
    assert_eq!(target.word.value, TargetWord::Between);
    assert_eq!((&*from.value, &*to.value), ("1 %", "2 %"));
    let Some(RawScale::Band { partly_within }) = sick.scale.as_ref().map(|s| &s.value) else { panic!() };
    assert_eq!(partly_within.value, "1 p.e.");

    assert!(without.target.is_none());
    assert_eq!((said(&without.none), word(&without.better)), ("Inget fastställt", Some(Better::Lower)));
    let Some(RawScale::Change { unchanged }) = without.scale.as_ref().map(|s| &s.value) else { panic!() };
    assert_eq!(unchanged.value, VerdictWord::Met);

    assert!(manual.value.is_none());
    let Some(RawScale::Manual { levels }) = manual.scale.as_ref().map(|s| &s.value) else { panic!() };
    let levels: Vec<_> = levels.iter().map(|(level, verdict)| (&*level.value, verdict.value)).collect();
    assert_eq!(levels, [("God måluppfyllelse", VerdictWord::Met), ("Delvis", VerdictWord::PartlyMet)]);
}

#[test]
fn ledgers() {
    let (_, pack) = every_key();
    let [balance, posts] = &pack.ledgers[..] else { panic!() };
    assert_eq!((&*balance.name.value, &*balance.title.value, &*balance.unit.value), ("rur", "Reserv", "mnkr"));
    assert_eq!((said(&balance.reference), said(&balance.reported)), ("sidan 10", "saldo"));
    assert_eq!((said(&balance.assumed), &posts.assumed), ("Räntan räknas inte", &None));
    let RawLedgerBody::Balance { opening: (at, is), added: Some(added), used: Some(used), floor } = &balance.body
    else {
        panic!()
    };
    assert_eq!((&*at.value, &*is.value, said(floor)), ("2022-12-31", "saldo", "0"));
    assert_eq!((&*added.is.value, said(&added.valid)), ("till", "..2023"));
    assert_eq!((&*used.is.value, &used.valid), ("från", &None));
    let RawLedgerBody::Posts { arises, due, from, settled_by, waived_by: Some((fact, reference)) } = &posts.body else {
        panic!()
    };
    assert_eq!((&*arises.value, &*due.value, said(from)), ("max(0, -balans)", "utgången(år + 3)", "2013"));
    assert_eq!((&*settled_by.value, &*fact.value, said(reference)), ("max(0, balans)", "skäl", "13 §"));
}

#[test]
fn claims_and_recorded_sentences() {
    let (_, pack) = every_key();
    let claim = &pack.claims[0];
    assert_eq!((&*claim.name.value, &*claim.title.value), ("ökar", "Resultatet ökar"));
    assert_eq!((said(&claim.quote), &*claim.reference.value), ("Resultatet ökar", "sidan 7"));
    assert_eq!(claim.that.value, "a == b");
    assert_eq!(claim.within.as_ref().map(|w| &w.value), Some(&RawWithin::Exact));
    assert!(claim.for_.as_ref().is_some_and(|f| f.periods.is_some()));
    let recorded = &pack.recorded[0];
    assert_eq!((&*recorded.name.value, &*recorded.title.value), ("god-service", "God service"));
    assert_eq!((said(&recorded.quote), &*recorded.reference.value), ("Regionen ska ge god service", "sidan 8"));
    assert_eq!((&*recorded.because.value, said(&recorded.goal)), ("Säger inte hur service mäts", "en-god-ekonomi"));
}

#[test]
fn requirements_and_checks() {
    let (sources, pack) = every_key();
    let [law, many] = &pack.requirements[..] else { panic!() };
    assert_eq!((&*law.name.value, &*law.title.value), ("balanskravet", "Balanskravet"));
    assert_eq!((word(&law.origin), said(&law.reference)), (Some(Origin::Law), "11 kap. 12 §"));
    assert!(law.for_.as_ref().is_some_and(|f| f.bases.is_some()));
    assert_eq!((said(&law.when), said(&law.goal)), ("finns(resultat)", "en-god-ekonomi"));
    let [condition] = &law.conditions[..] else { panic!() };
    assert_eq!((&*condition.that.value, said(&condition.because)), ("resultat >= 0", "Resultatet är negativt"));
    assert_eq!((said(&law.valid), said(&law.assumed)), ("2013..", "Tolkning av lagen"));
    assert_eq!(law.replaces.as_ref().map(|r| &*r.because.value), Some("Skärpt"));
    let [first, second] = &many.conditions[..] else { panic!() };
    assert_eq!((&*first.that.value, said(&first.because)), ("a < 0", "a är för stort"));
    assert_eq!(sources.slice(first.span), "that: a < 0\n        because: a är för stort");
    assert_eq!((&*second.that.value, &second.because), ("b < 0", &None));

    let check = &pack.checks[0];
    assert_eq!((&*check.name.value, &*check.title.value), ("summa", "Summan stämmer"));
    assert_eq!(check.that.value, "a + b == c");
    assert_eq!(check.within.as_ref().map(|w| &w.value), Some(&RawWithin::Rounding));
    assert_eq!((word(&check.severity), said(&check.because)), (Some(Severity::Warning), "Summan stämmer inte"));
    assert_eq!(check.for_.as_ref().and_then(|f| word(&f.kind)), Some(PeriodKind::Year));
    assert_eq!((said(&check.reference), said(&check.valid)), ("tabell 3", "2024"));
}

#[test]
fn statements_and_assessments() {
    let (_, pack) = every_key();
    let statement = &pack.statements[0];
    assert_eq!((&*statement.name.value, &*statement.title.value), ("utredning", "Balanskravsutredning"));
    assert_eq!((&*statement.unit.value, said(&statement.reference)), ("mnkr", "tabell 4"));
    assert_eq!(said(&statement.valid), "2024..");
    let [RawLine::Item { name, outside_law: None }, RawLine::Item { name: outside, outside_law }, RawLine::Sum(sum)] =
        &statement.lines[..]
    else {
        panic!()
    };
    assert_eq!((&*name.value, &*outside.value, said(outside_law)), ("resultat", "synnerliga_skäl", "Ett beslut"));
    assert_eq!((&*sum.name.value, &*sum.title.value), ("balans", "Balanskravsresultat"));
    assert_eq!(all(sum.of.as_ref().unwrap()), ["resultat", "synnerliga_skäl"]);

    let assessment = &pack.assessments[0];
    assert_eq!((&*assessment.name.value, &*assessment.title.value), ("samlad", "Samlad bedömning"));
    assert_eq!((said(&assessment.area), said(&assessment.reference)), ("Ekonomi", "sidan 9"));
    assert_eq!(said(&assessment.assumed), "Vägningen är vår");
    let group = &assessment.groups[0];
    assert_eq!((&*group.name.value, said(&group.area), said(&group.goal)), ("mål", "Ekonomi", "en-god-ekonomi"));
    assert_eq!((word(&group.goal_kind), word(&group.manual)), (Some(GoalKind::Financial), Some(false)));
    assert_eq!(all(group.rules.as_ref().unwrap()), ["balanskravet"]);
    assert_eq!(word(&group.without_verdict), Some(WithoutVerdict::LeftOut));
    let [good, rest] = &assessment.rules[..] else { panic!() };
    let RawGradeWhen::When(when) = &good.when else { panic!() };
    assert_eq!(
        (good.gives.value, &*when.value, said(&good.says)),
        (VerdictWord::Met, "mål.röda == 0", "Tillfredsställande")
    );
    assert_eq!(rest.gives.value, VerdictWord::Undetermined);
    assert!(matches!(rest.when, RawGradeWhen::Otherwise(_)));
    let override_ = assessment.override_.as_ref().unwrap();
    assert_eq!(override_.by.value, "Regionstyrelsen");
    let needs: Vec<Need> = override_.needs.iter().map(|need| need.value).collect();
    assert_eq!(needs, [Need::Motivation, Need::Reference]);
    assert_eq!(pack.tables.len(), 1);
}
