//! "Så räknades det": the steps that a verdict came from, down to the figures with their sources and the limits with their references.

use maud::{Markup, html};

use super::Page;
use crate::report::council::Row;
use crate::report::explain::Step;
use crate::report::explain::phrases::{details, hangs, headline};
use crate::report::wording::say;

impl Page<'_> {
    pub(super) fn derivation(&self, row: &Row<'_>) -> Markup {
        let Some(ground) = row.ground else { return html! {} };
        let hanging = hangs(ground, self.lang);
        html! {
            @if !ground.steps.is_empty() || !hanging.is_empty() {
                details {
                    summary { (say!(self.lang, "Så räknades det", "How it was computed")) }
                    (self.steps(&ground.steps))
                    @if !hanging.is_empty() { ul { @for line in &hanging { li { (line) } } } }
                }
            }
        }
    }

    fn steps(&self, steps: &[Step]) -> Markup {
        html! {
            @if !steps.is_empty() {
                ul.steps {
                    @for step in steps {
                        li {
                            (headline(step, self.lang))
                            @for line in details(step) { br; span.muted { (line) } }
                            (self.steps(&step.steps))
                        }
                    }
                }
            }
        }
    }
}
