//! protocol
use super::council::Council;
use crate::language::Lang;
/// protocol
pub fn markdown(_council: &Council, _lang: Lang) -> String {
    String::new()
}
