//! riktlinje

pub mod diagnostic;
pub mod figures;
pub mod language;
pub mod policy;
pub mod quantity;
pub mod yaml;
pub mod formula;
pub mod policy;
