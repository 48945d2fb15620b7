//! Rules that judge the posts of a ledger one by one.

use super::super::checker::Checker;
use super::super::names::Entry;
use crate::diagnostic::{Code, Span};
use crate::formula::Binding;
use crate::policy::Scope;
use crate::policy::raw::RawText;
use crate::text;

/// What a rule for each post may call by a short name.
const OF_A_POST: &[&str] = &["kvar", "uppkom", "due"];

impl Checker<'_> {
    /// What a rule for each post of a ledger calls by a short name.
    pub(in crate::check) fn of_post(&mut self, name: &str) -> Option<Binding> {
        let ledger = self.ledgers.get(self.each_post?).filter(|_| OF_A_POST.contains(&name))?.name.clone();
        self.ledger_part(&ledger, name)
    }

    /// Whether a name is that of a ledger.
    pub(in crate::check) fn is_ledger(&self, name: &str) -> bool {
        matches!(self.names.get(name).map(|n| n.entry), Some(Entry::Ledger(_)))
    }

    /// The ledger of a name, if it has posts; one that has none is reported.
    pub(in crate::check) fn posts_called(&mut self, name: &RawText) -> Option<usize> {
        let Some(Entry::Ledger(index)) = self.look_up(&name.value) else { return None };
        if self.ledgers.get(index).is_some_and(|l| l.posts().is_some()) {
            return Some(index);
        }
        let written = &name.value;
        let message =
            text!("`{written}` har inga poster att bedöma var för sig", "`{written}` has no posts to judge one by one");
        let help = text!("bara en liggare med `posts:` har det", "only a ledger with `posts:` has");
        self.error(Code::BadValue, name.span, message, help);
        None
    }

    /// Posts can be judged one by one only by a requirement.
    pub(in crate::check) fn posts_only_in_requirements(&mut self, scope: &Scope, span: Span) {
        if scope.ledger().is_some() {
            let message = text!("bara krav bedömer poster var för sig", "only requirements judge posts one by one");
            let help = text!(
                "gör regeln till ett krav, eller ta bort liggaren ur `each:`",
                "make the rule a requirement, or remove the ledger from `each:`"
            );
            self.error(Code::BadValue, span, message, help);
        }
    }

    /// In a rule for each post, `kvar` and its like are those of the post: nothing else may have the name.
    pub(in crate::check) fn post_words_are_free(&mut self, rule: Span) {
        if self.each_post.is_none() {
            return;
        }
        let taken: Vec<(&str, Span)> =
            OF_A_POST.iter().filter_map(|word| Some((*word, self.names.get(*word)?.span))).collect();
        for (word, first) in taken {
            self.duplicate(word, rule, first);
        }
    }

    /// `{kvar}` in a rule for each post is `{ledger.kvar}`.
    pub(in crate::check) fn post_names(&self, because: Option<&RawText>) -> Option<String> {
        let text = because?.value.clone();
        let Some(ledger) = self.each_post.and_then(|index| self.ledgers.get(index)) else { return Some(text) };
        Some(
            OF_A_POST
                .iter()
                .fold(text, |text, word| text.replace(&format!("{{{word}}}"), &format!("{{{}.{word}}}", ledger.name))),
        )
    }

    /// Whether a placeholder is a part of a ledger: `{rur.ingående}`, or of the post that is judged.
    pub(in crate::check) fn is_part(&mut self, name: &str) -> bool {
        let of_post = self.each_post.is_some() && OF_A_POST.contains(&name);
        of_post || name.split_once('.').is_some_and(|(ledger, part)| self.ledger_part(ledger, part).is_some())
    }
}
