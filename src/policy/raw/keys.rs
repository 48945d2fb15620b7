//! Reading the keys of one mapping. Reading never stops at a fault: what is missing or wrong gets a stand-in, so that all faults come out in one
//! run, and [`decode`](super::decode) hands out nothing when there was any.

use super::RawText;
use super::words::Word;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::text;
use crate::yaml::{Entry, Mapping, Node, Reader, Spanned};

/// The keys of one mapping, each to be asked for by name.
pub(super) struct Keys<'n, 'r> {
    /// Nothing if there is no mapping; that has been reported, and every key is taken to be missing.
    mapping: Option<Mapping<'n>>,
    place: Span,
    pub reader: &'r mut Reader,
}

impl<'n, 'r> Keys<'n, 'r> {
    /// The keys of a mapping.
    pub fn of(node: &'n Node, reader: &'r mut Reader) -> Self {
        Self { mapping: reader.mapping(node), place: node.span, reader }
    }

    /// The keys that stand under a name.
    pub fn under(entry: &'n Entry, reader: &'r mut Reader) -> Self {
        Self {
            mapping: reader.mapping(&entry.node).map(|mapping| mapping.under(entry.key_span)),
            place: Span { end: entry.node.span.end, ..entry.key_span },
            reader,
        }
    }

    /// No keys at all.
    pub fn absent(place: Span, reader: &'r mut Reader) -> Self {
        Self { mapping: None, place, reader }
    }

    /// The whole of it, with the name that it stands under.
    pub fn span(&self) -> Span {
        self.place
    }

    /// The words to point at for the whole.
    pub fn head(&self) -> Span {
        self.mapping.as_ref().map_or(self.place, Mapping::head)
    }

    /// The place of a key, if it is there.
    pub fn place_of(&self, key: &str) -> Option<Span> {
        self.mapping.as_ref()?.key_span(key)
    }

    /// The value of a key, if the key is there.
    pub fn get(&mut self, key: &'static str) -> Option<&'n Node> {
        self.mapping.as_mut()?.get(key)
    }

    /// The value of a key that must be there.
    fn require(&mut self, key: &'static str) -> Option<&'n Node> {
        self.mapping.as_mut()?.require(key, self.reader)
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<RawText> {
        let node = self.get(key)?;
        self.reader.text(node)
    }

    /// A text that must be there.
    pub fn need(&mut self, key: &'static str) -> RawText {
        let found = self.require(key);
        found.and_then(|node| self.reader.text(node)).unwrap_or_else(|| Spanned::new(String::new(), self.place))
    }

    /// One word of a closed list.
    pub fn word<T: Word>(&mut self, key: &'static str) -> Option<Spanned<T>> {
        let node = self.get(key)?;
        self.reader.word(node, T::WORDS)
    }

    /// One word of a closed list, that must be there.
    pub fn need_word<T: Word>(&mut self, key: &'static str) -> Spanned<T> {
        let found = self.require(key);
        found.and_then(|node| self.reader.word(node, T::WORDS)).unwrap_or_else(|| Spanned::new(T::STAND_IN, self.place))
    }

    /// `true` or `false`.
    pub fn truth(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let node = self.get(key)?;
        self.reader.truth(node)
    }

    /// Whatever the function reads.
    pub fn one<T>(&mut self, key: &'static str, read: impl FnOnce(&'n Node, &mut Reader) -> T) -> Option<T> {
        let node = self.get(key)?;
        Some(read(node, self.reader))
    }

    /// A list.
    pub fn list<T>(&mut self, key: &'static str, read: impl Fn(&'n Node, &mut Reader) -> T) -> Vec<T> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let items = self.reader.items(node);
        items.iter().map(|item| read(item, self.reader)).collect()
    }

    /// A list that must be there.
    pub fn need_list<T>(&mut self, key: &'static str, read: impl Fn(&'n Node, &mut Reader) -> T) -> Vec<T> {
        self.require(key);
        self.list(key, read)
    }

    /// A list, or the single value that stands in its place.
    pub fn some<T>(&mut self, key: &'static str, read: impl Fn(&'n Node, &mut Reader) -> Option<T>) -> Option<Vec<T>> {
        let node = self.get(key)?;
        let items = self.reader.items_or_one(node).into_iter();
        Some(items.filter_map(|item| read(item, self.reader)).collect())
    }

    /// Texts in a list, or a single one.
    pub fn texts(&mut self, key: &'static str) -> Option<Vec<RawText>> {
        self.some(key, |node, reader| reader.text(node))
    }

    /// Words of a closed list in a list, or a single one.
    pub fn words<T: Word>(&mut self, key: &'static str) -> Option<Vec<Spanned<T>>> {
        self.some(key, |node, reader| reader.word(node, T::WORDS))
    }

    /// Names with what stands under each.
    pub fn entries<T>(&mut self, key: &'static str, read: impl Fn(&'n Entry, &mut Reader) -> T) -> Vec<T> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let entries = self.reader.entries(node);
        entries.iter().map(|entry| read(entry, self.reader)).collect()
    }

    /// Names with what stands under each, that must be there.
    pub fn need_entries<T>(&mut self, key: &'static str, read: impl Fn(&'n Entry, &mut Reader) -> T) -> Vec<T> {
        self.require(key);
        self.entries(key, read)
    }

    /// Keys of its own, that must be there.
    pub fn need_keys<T>(&mut self, key: &'static str, read: impl Fn(Keys<'_, '_>) -> T) -> T {
        match self.require(key) {
            Some(node) => read(Keys::of(node, self.reader)),
            None => read(Keys::absent(self.place, self.reader)),
        }
    }

    /// The one of these keys that is there. More than one is a fault.
    pub fn one_of(&mut self, keys: &[&'static str]) -> Option<&'static str> {
        let mut present: Vec<(Span, &'static str)> = Vec::new();
        for key in keys {
            self.get(key);
            present.extend(self.place_of(key).map(|place| (place, *key)));
        }
        present.sort_unstable();
        let (first_place, first) = *present.first()?;
        for (place, key) in present.iter().skip(1) {
            let message = text!("`{key}` och `{first}` går inte ihop", "`{key}` and `{first}` do not go together");
            self.reader.fault(
                Diagnostic::error(Code::DuplicateKey, *place, message)
                    .also(first_place, text!("den första", "the first one"))
                    .help(text!("ta bort den ena", "remove one of them")),
            );
        }
        Some(first)
    }

    /// The one of these keys that is there. None, or more than one, is a fault.
    pub fn need_one_of(&mut self, keys: &[&'static str]) -> Option<&'static str> {
        let found = self.one_of(keys);
        if found.is_none() && self.mapping.is_some() {
            let listed = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let message = text!("en av nycklarna {listed} måste finnas", "one of the keys {listed} must be there");
            let place = self.head();
            self.reader.fault(
                Diagnostic::error(Code::MissingKey, place, message)
                    .help(text!("lägg till en av dem", "add one of them")),
            );
        }
        found
    }

    /// Reports every key that was not asked for.
    pub fn finish(self) {
        if let Some(mapping) = self.mapping {
            mapping.finish(self.reader);
        }
    }
}

/// Pairs of name and text.
pub(super) fn pair(entry: &Entry, reader: &mut Reader) -> Option<(RawText, RawText)> {
    let value = reader.text(&entry.node)?;
    Some((key_of(entry), value))
}

/// Pairs of name and texts, or a single one.
pub(super) fn pairs(entry: &Entry, reader: &mut Reader) -> (RawText, Vec<RawText>) {
    let nodes = reader.items_or_one(&entry.node).into_iter();
    let texts = nodes.filter_map(|node| reader.text(node)).collect();
    (key_of(entry), texts)
}

/// A key as a text.
pub(super) fn key_of(entry: &Entry) -> RawText {
    Spanned::new(entry.key.to_string(), entry.key_span)
}
