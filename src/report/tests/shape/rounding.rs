//! What the JSON says where rounding may decide.

use serde::Deserialize;

use super::Entity;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::report::tests) struct Rounding {
    pub(in crate::report::tests) witnesses: Vec<RoundingWitness>,
    pub(in crate::report::tests) none_alone: bool,
    pub(in crate::report::tests) open: Vec<serde_json::Value>,
    pub(in crate::report::tests) only_comparison: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::report::tests) struct RoundingWitness {
    pub(in crate::report::tests) figures: Vec<RoundedFigure>,
    pub(in crate::report::tests) verdict: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::report::tests) struct RoundedFigure {
    pub(in crate::report::tests) figure: String,
    pub(in crate::report::tests) title: String,
    pub(in crate::report::tests) entity: Entity,
    pub(in crate::report::tests) period: String,
    pub(in crate::report::tests) basis: String,
    pub(in crate::report::tests) is_sum: bool,
    pub(in crate::report::tests) value: String,
    pub(in crate::report::tests) unit: String,
    pub(in crate::report::tests) precision: String,
    pub(in crate::report::tests) could_be: String,
}
