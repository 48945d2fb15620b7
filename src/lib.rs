//! riktlinje

pub mod cases;
pub mod check;
pub mod diagnostic;
pub mod evaluate;
pub mod exit;
pub mod figures;
pub mod formula;
pub mod language;
pub mod pack;
pub mod policy;
pub mod quantity;
pub mod report;
pub mod script;
pub mod verdict;
pub mod yaml;
