//! `förklara("…", value)`: what a script wants to have explained.

use rhai::{Dynamic, Engine, ImmutableString, NativeCallContext};
use std::sync::{Arc, Mutex, PoisonError};

use super::fault::{Fault, Limit};
use super::value::{Failure, ScriptValue, wrong_type};
use crate::text;

/// How many notes one call may leave: more than anybody reads.
const MAX_NOTES: usize = 200;

/// The notes of one call. It travels with the call as Rhai's tag, so that calls on several threads do not mix.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes(Arc<Mutex<Vec<(String, ScriptValue)>>>);

impl Notes {
    /// The notes so far; empties the collection.
    pub(super) fn take(&self) -> Vec<(String, ScriptValue)> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, text: String, value: ScriptValue) -> Result<(), Fault> {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if notes.len() >= MAX_NOTES {
            return Err(Fault::limit(Limit::Notes));
        }
        notes.push((text, value));
        Ok(())
    }
}

pub(super) fn register(engine: &mut Engine) {
    engine.register_fn(
        "förklara",
        |context: NativeCallContext, text: ImmutableString, value: Dynamic| -> Result<(), Failure> {
            let Some(known) = ScriptValue::from_dynamic(&value) else {
                return Err(wrong_type(
                    text!(
                        "`förklara` tar ett tal, en text eller ja/nej",
                        "`förklara` takes a number, a text or yes/no"
                    ),
                    &[&value],
                )
                .into());
            };
            let notes = context.tag().and_then(|tag| tag.clone().try_cast::<Notes>());
            notes.map_or(Ok(()), |n| n.add(text.to_string(), known))?;
            Ok(())
        },
    );
}
