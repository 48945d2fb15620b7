//! Tree to values: nothing is dropped, and all faults are reported.

use super::{Entry, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::language::Text;
use crate::quantity::Date;
use crate::text;

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place, another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// Where faults go while a tree is read.
#[derive(Debug, Default)]
pub struct Reader {
    /// The faults so far.
    pub faults: Vec<Diagnostic>,
}

/// A mapping that is being read: each key is asked for by name, and [`Mapping::finish`] reports the ones that nobody asked for.
#[derive(Debug)]
pub struct Mapping<'n> {
    /// The whole mapping.
    pub span: Span,
    /// The name that it belongs to, if it has one.
    name: Option<Span>,
    entries: &'n [Entry],
    asked: Vec<&'static str>,
}

impl Reader {
    /// Reports a fault.
    pub fn fault(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// The mapping that a node is.
    pub fn mapping<'n>(&mut self, node: &'n Node) -> Option<Mapping<'n>> {
        match &node.value {
            Value::Mapping(entries) => {
                Some(Mapping { span: node.span, name: None, entries, asked: Vec::with_capacity(16) })
            }
            _ => self.wrong_shape(
                node,
                text!("här ska stå nycklar med värden", "keys with values are expected here"),
                text!(
                    "skriv en rad per nyckel, `nyckel: värde`, med indrag under",
                    "write one line a key, `key: value`, indented below"
                ),
            ),
        }
    }

    /// The entries of a mapping whose keys are names: `figures:`, `parameters:`.
    pub fn entries<'n>(&mut self, node: &'n Node) -> &'n [Entry] {
        match &node.value {
            Value::Mapping(entries) => entries,
            _ => {
                self.wrong_shape::<()>(
                    node,
                    text!("här ska stå namn med värden", "names with values are expected here"),
                    text!(
                        "skriv en rad per namn, `namn:`, med indrag under",
                        "write one line a name, `name:`, indented below"
                    ),
                );
                &[]
            }
        }
    }

    /// The items of a list.
    pub fn items<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.value {
            Value::Sequence(items) => items,
            _ => {
                self.wrong_shape::<()>(
                    node,
                    text!("här ska stå en lista", "a list is expected here"),
                    text!("skriv en rad per värde med `- ` först", "write one line a value with `- ` first"),
                );
                &[]
            }
        }
    }

    /// The items of a list, or the single value that stands in its place.
    pub fn items_or_one<'n>(&mut self, node: &'n Node) -> Vec<&'n Node> {
        match &node.value {
            Value::Sequence(items) => items.iter().collect(),
            _ => vec![node],
        }
    }

    /// The text that a node is.
    pub fn text(&mut self, node: &Node) -> Option<Spanned<String>> {
        match &node.value {
            Value::Scalar(scalar) => Some(Spanned::new(scalar.text.as_str().to_owned(), node.span)),
            _ => self.wrong_shape(
                node,
                text!("här ska stå en text", "a text is expected here"),
                text!(
                    "skriv ett enda värde efter nyckeln; en text som börjar med `[` eller `{{`, eller som har `: ` i sig, sätts inom citattecken",
                    "write one value after the key; a text that starts with `[` or `{{`, or that has `: ` in it, goes in quotes"
                ),
            ),
        }
    }

    /// A text that is one of a few words.
    pub fn word<T: Clone>(&mut self, node: &Node, words: &[(&str, T)]) -> Option<Spanned<T>> {
        let found = self.text(node)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == found.value) {
            return Some(Spanned::new(value.clone(), found.span));
        }
        let written = &found.value;
        let allowed = words.iter().map(|(w, _)| *w).collect::<Vec<_>>().join(", ");
        let help = did_you_mean(written, words.iter().map(|(w, _)| *w))
            .unwrap_or_else(|| text!("något av: {allowed}", "one of: {allowed}"));
        self.fault(
            Diagnostic::error(
                Code::BadValue,
                found.span,
                text!("`{written}` går inte här", "`{written}` cannot stand here"),
            )
            .help(help),
        );
        None
    }

    /// `true` or `false`.
    pub fn truth(&mut self, node: &Node) -> Option<Spanned<bool>> {
        self.word(node, &[("true", true), ("false", false)])
    }

    /// A day.
    pub fn day(&mut self, written: &Spanned<String>) -> Option<Date> {
        let read = Date::parse(&written.value).ok();
        if read.is_none() {
            let word = &written.value;
            let message = text!("`{word}` är ingen dag", "`{word}` is not a day");
            let help = text!("skriv dagen som 2024-03-31", "write the day as 2024-03-31");
            self.fault(Diagnostic::error(Code::BadPeriod, written.span, message).help(help));
        }
        read
    }

    fn wrong_shape<T>(&mut self, node: &Node, said: Text, help: Text) -> Option<T> {
        if !matches!(node.value, Value::Refused) {
            self.fault(Diagnostic::error(Code::WrongShape, node.span, said).help(help));
        }
        None
    }
}

impl<'n> Mapping<'n> {
    /// The same, as what stands under a name: a missing key is shown at the name.
    #[must_use]
    pub fn under(self, name: Span) -> Self {
        Self { name: Some(name), ..self }
    }

    /// The value of a key, if the key is there.
    pub fn get(&mut self, key: &'static str) -> Option<&'n Node> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.entries.iter().find(|e| e.key == key).map(|e| &e.node)
    }

    /// The value of a key that must be there.
    pub fn require(&mut self, key: &'static str, reader: &mut Reader) -> Option<&'n Node> {
        let found = self.get(key);
        if found.is_none() {
            let place = self.head();
            let message = text!("nyckeln `{key}` saknas", "the key `{key}` is missing");
            reader.fault(
                Diagnostic::error(Code::MissingKey, place, message)
                    .help(text!("lägg till en rad `{key}: …`", "add a line `{key}: …`")),
            );
        }
        found
    }

    /// The text of a key, if the key is there.
    pub fn text(&mut self, key: &'static str, reader: &mut Reader) -> Option<Spanned<String>> {
        self.get(key).and_then(|node| reader.text(node))
    }

    /// The text of a key that must be there.
    pub fn required_text(&mut self, key: &'static str, reader: &mut Reader) -> Option<Spanned<String>> {
        self.require(key, reader).and_then(|node| reader.text(node))
    }

    /// `true` or `false`, if the key is there.
    pub fn truth(&mut self, key: &'static str, reader: &mut Reader) -> Option<Spanned<bool>> {
        self.get(key).and_then(|node| reader.truth(node))
    }

    /// The words to point at for the whole: its name, or else its first key.
    pub fn head(&self) -> Span {
        let first = || self.entries.first().map_or(self.span, |e| e.key_span);
        self.name.unwrap_or_else(first)
    }

    /// The place of a key, if it is there.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|e| e.key == key).map(|e| e.key_span)
    }

    /// Reports every key that was not asked for.
    pub fn finish(self, reader: &mut Reader) {
        for entry in self.entries.iter().filter(|e| !self.asked.contains(&e.key.as_str())) {
            let key = &entry.key;
            let known = self.asked.join(", ");
            let help = did_you_mean(key, self.asked.iter().copied())
                .unwrap_or_else(|| text!("här finns nycklarna {known}", "the keys here are {known}"));
            reader.fault(
                Diagnostic::error(
                    Code::UnknownKey,
                    entry.key_span,
                    text!("okänd nyckel `{key}`", "unknown key `{key}`"),
                )
                .help(help),
            );
        }
    }
}
