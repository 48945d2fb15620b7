//! Raw packs to a checked policy.
