//! The workload that speed is measured on: made-up submissions and forty rules, without the engine.

pub mod by_hand;
pub mod engine;
pub mod expected;
pub mod generate;
pub mod submission;
