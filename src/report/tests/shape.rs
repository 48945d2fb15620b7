//! The shape of the JSON format in structs of our own, which allow no other key.

mod rounding;

use serde::Deserialize;
use std::collections::BTreeMap;

pub(super) use rounding::Rounding;

pub(super) type Text = Option<String>;
pub(super) type Entity = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Report {
    pub(super) format: u32,
    pub(super) engine: String,
    pub(super) pack: Pack,
    pub(super) figures: Vec<File>,
    pub(super) as_of: String,
    pub(super) summary: Summary,
    pub(super) verdicts: Vec<Verdict>,
    pub(super) assessments: Vec<Assessment>,
    pub(super) values: Vec<NamedValue>,
    pub(super) statements: Vec<Statement>,
    pub(super) ledgers: Vec<LedgerRow>,
    pub(super) claims: Vec<Claim>,
    pub(super) recorded: Vec<Recorded>,
    pub(super) findings: Vec<Finding>,
    #[serde(default)]
    pub(super) traced: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Pack {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) organisation: Text,
    pub(super) sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) file: String,
    pub(super) sha256: String,
}

#[derive(Deserialize, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Tally {
    pub(super) met: u32,
    pub(super) partly_met: u32,
    pub(super) not_met: u32,
    pub(super) undetermined: u32,
    pub(super) not_applicable: u32,
    pub(super) exempted: u32,
    pub(super) known: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Summary {
    pub(super) met: u32,
    pub(super) partly_met: u32,
    pub(super) not_met: u32,
    pub(super) undetermined: u32,
    pub(super) not_applicable: u32,
    pub(super) exempted: u32,
    pub(super) known: u32,
    pub(super) indicator: Tally,
    pub(super) requirement: Tally,
    pub(super) check: Tally,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Verdict {
    pub(super) rule: String,
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) goal: Text,
    pub(super) goal_title: Text,
    pub(super) goal_kind: Text,
    pub(super) origin: String,
    pub(super) strength: String,
    pub(super) counts: bool,
    pub(super) area: Text,
    pub(super) scale: Text,
    pub(super) entity: Entity,
    pub(super) period: String,
    pub(super) basis: String,
    pub(super) edition: Text,
    pub(super) verdict: String,
    pub(super) colour: Text,
    pub(super) reason_code: Text,
    pub(super) value: Text,
    pub(super) shown: Text,
    pub(super) unit: Text,
    pub(super) compared: Text,
    pub(super) comparison: Text,
    pub(super) better: Text,
    pub(super) target: Text,
    pub(super) target_to: Text,
    pub(super) attainment: Text,
    pub(super) trend: Text,
    pub(super) previous: Text,
    pub(super) gap: Text,
    pub(super) gap_unit: Text,
    pub(super) gap_as: Option<Amount>,
    pub(super) level: Text,
    pub(super) exempted: Option<Exemption>,
    pub(super) known: Option<BTreeMap<String, Text>>,
    pub(super) manual: Option<Manual>,
    pub(super) robust: bool,
    pub(super) rounding: Option<Rounding>,
    pub(super) whatever: Text,
    pub(super) severity: Text,
    pub(super) reason: String,
    pub(super) plain: String,
    pub(super) refs: Vec<String>,
    pub(super) rests_on: Vec<String>,
    pub(super) questioned_by: Vec<String>,
    pub(super) missing: Vec<Missing>,
    pub(super) conditions: Vec<Condition>,
    pub(super) inputs: Vec<Input>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) levers: Vec<Lever>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct LedgerRow {
    pub(super) ledger: String,
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) unit: String,
    pub(super) period: String,
    pub(super) basis: String,
    pub(super) opening: Text,
    pub(super) r#in: Text,
    pub(super) out: Text,
    pub(super) closing: Text,
    pub(super) origin: Text,
    pub(super) amount: Text,
    pub(super) settled: Text,
    pub(super) settlements: Vec<Settlement>,
    pub(super) waived: Text,
    pub(super) remaining: Text,
    pub(super) due: Text,
    pub(super) reason_code: Text,
    pub(super) refs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Settlement {
    pub(super) period: String,
    pub(super) amount: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Claim {
    pub(super) claim: String,
    pub(super) title: String,
    pub(super) quote: Text,
    pub(super) entity: Entity,
    pub(super) period: String,
    pub(super) basis: String,
    pub(super) holds: Option<bool>,
    pub(super) reason_code: Text,
    pub(super) reason: String,
    pub(super) actual: Text,
    pub(super) expected: Text,
    pub(super) difference: Text,
    pub(super) tolerance: Text,
    pub(super) unit: Text,
    pub(super) refs: Vec<String>,
    pub(super) missing: Vec<Missing>,
    pub(super) inputs: Vec<Input>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Recorded {
    pub(super) recorded: String,
    pub(super) title: String,
    pub(super) quote: Text,
    pub(super) goal: Text,
    pub(super) because: String,
    pub(super) r#ref: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Amount {
    pub(super) value: String,
    pub(super) unit: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Exemption {
    pub(super) state: String,
    pub(super) by: String,
    pub(super) date: String,
    pub(super) reference: Text,
    pub(super) limit: Text,
    pub(super) because: String,
    pub(super) expires: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Manual {
    pub(super) by: Text,
    pub(super) date: Text,
    pub(super) motivation: Text,
    pub(super) reference: Text,
    pub(super) source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Missing {
    pub(super) figure: Text,
    pub(super) parameter: Text,
    pub(super) title: String,
    pub(super) entity: Entity,
    pub(super) period: String,
    pub(super) basis: String,
    pub(super) because: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Condition {
    pub(super) text: String,
    pub(super) left: Text,
    pub(super) right: Text,
    pub(super) unit: Text,
    pub(super) verdict: String,
    pub(super) gap: Text,
    pub(super) tolerance: Text,
    pub(super) because: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Input {
    pub(super) figure: String,
    pub(super) title: String,
    pub(super) entity: Entity,
    pub(super) period: String,
    pub(super) basis: String,
    pub(super) edition: Text,
    pub(super) value: Text,
    pub(super) unit: String,
    pub(super) precision: Text,
    pub(super) source: Text,
    pub(super) also: Vec<String>,
    pub(super) cited: Text,
    pub(super) assumed: Text,
    pub(super) preliminary: bool,
    pub(super) approximate: bool,
    pub(super) note: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Parameter {
    pub(super) parameter: String,
    pub(super) title: String,
    pub(super) value: String,
    pub(super) unit: String,
    pub(super) from: Text,
    pub(super) reference: Text,
    pub(super) place: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Lever {
    pub(super) figure: String,
    pub(super) title: String,
    pub(super) entity: BTreeMap<String, String>,
    pub(super) period: String,
    pub(super) basis: String,
    pub(super) value: String,
    pub(super) unit: String,
    pub(super) step: String,
    pub(super) min: String,
    pub(super) max: String,
    pub(super) answers: Vec<LeverAnswer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct LeverAnswer {
    pub(super) verdict: String,
    pub(super) outcome: String,
    pub(super) value: Text,
    pub(super) change: Text,
    pub(super) smallest: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Assessment {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) area: Text,
    pub(super) period: String,
    pub(super) basis: String,
    pub(super) verdict: String,
    pub(super) computed: String,
    pub(super) status: Text,
    pub(super) all: u32,
    pub(super) met: u32,
    pub(super) partly_met: u32,
    pub(super) met_or_partly_met: u32,
    pub(super) not_met: u32,
    pub(super) undetermined: u32,
    pub(super) not_applicable: u32,
    pub(super) groups: Vec<Group>,
    #[serde(rename = "override")]
    pub(super) overridden: Option<Manual>,
    pub(super) rests_on: Vec<String>,
    pub(super) refs: Vec<String>,
    pub(super) reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Group {
    pub(super) name: String,
    pub(super) all: u32,
    pub(super) met: u32,
    pub(super) partly_met: u32,
    pub(super) met_or_partly_met: u32,
    pub(super) not_met: u32,
    pub(super) undetermined: u32,
    pub(super) not_applicable: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct NamedValue {
    pub(super) value: String,
    pub(super) title: String,
    pub(super) unit: Text,
    pub(super) period: String,
    pub(super) basis: String,
    pub(super) entity: Entity,
    pub(super) exact: Text,
    pub(super) shown: Text,
    pub(super) holds: Option<bool>,
    pub(super) says: Text,
    pub(super) reported: Text,
    pub(super) computed: Text,
    pub(super) remark: String,
    pub(super) reason_code: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Statement {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) unit: String,
    pub(super) period: String,
    pub(super) basis: String,
    pub(super) reference: Text,
    pub(super) lines: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Line {
    pub(super) title: String,
    pub(super) value: Text,
    pub(super) shown: Text,
    pub(super) reported: Text,
    pub(super) is_sum: bool,
    pub(super) outside_law: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
pub(super) struct Finding {
    pub(super) code: String,
    pub(super) severity: String,
    pub(super) message: String,
    pub(super) help: Text,
    pub(super) place: Text,
    pub(super) rule: Text,
    pub(super) expected: Text,
    pub(super) actual: Text,
    pub(super) difference: Text,
    pub(super) tolerance: Text,
    pub(super) unit: Text,
}
