//! Pages of small packs.
