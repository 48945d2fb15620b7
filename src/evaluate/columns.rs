//! The slots of all evaluated nodes, a column for each part. Numbers are written once, where they are read again: copying a slot whole would
//! wait for the parts that have just been written.

use rust_decimal::Decimal;

use super::value::Link;
use super::{Reason, Slot, Value};

/// A value without its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tag {
    #[default]
    NotReached,
    Number,
    Truth(bool),
    Unknown(Reason),
}

/// The columns.
#[derive(Debug, Default)]
pub(super) struct Columns {
    tags: Vec<Tag>,
    numbers: Vec<Decimal>,
    links: Vec<Link>,
}

impl Columns {
    pub(super) fn with_capacity(slots: usize) -> Self {
        Self { tags: Vec::with_capacity(slots), numbers: Vec::with_capacity(slots), links: Vec::with_capacity(slots) }
    }

    /// Makes room for more slots and says where the first is.
    pub(super) fn reserve(&mut self, slots: usize) -> usize {
        let first = self.tags.len();
        self.tags.resize(first + slots, Tag::NotReached);
        self.numbers.resize(first + slots, Decimal::ZERO);
        self.links.resize(first + slots, Link::NONE);
        first
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.tags[at]
    }

    pub(super) fn number(&self, at: usize) -> &Decimal {
        &self.numbers[at]
    }

    pub(super) fn value(&self, at: usize) -> Value {
        match self.tags[at] {
            Tag::NotReached => Value::NotReached,
            Tag::Number => Value::Number(self.numbers[at]),
            Tag::Truth(truth) => Value::Truth(truth),
            Tag::Unknown(reason) => Value::Unknown(reason),
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<Slot> {
        (at < self.tags.len()).then(|| Slot { value: self.value(at), link: self.links[at] })
    }

    pub(super) fn set_tag(&mut self, at: usize, tag: Tag) -> Tag {
        self.tags[at] = tag;
        tag
    }

    pub(super) fn set_number(&mut self, at: usize, number: Decimal) -> Tag {
        self.numbers[at] = number;
        self.set_tag(at, Tag::Number)
    }

    /// A number, or the reason that it is too large.
    pub(super) fn set_result(&mut self, at: usize, result: Option<Decimal>) -> Tag {
        match result {
            Some(number) => self.set_number(at, number),
            None => self.set_tag(at, Tag::Unknown(Reason::Overflow)),
        }
    }

    pub(super) fn set_value(&mut self, at: usize, value: Value) -> Tag {
        match value {
            Value::Number(number) => self.set_number(at, number),
            Value::Truth(truth) => self.set_tag(at, Tag::Truth(truth)),
            Value::Unknown(reason) => self.set_tag(at, Tag::Unknown(reason)),
            Value::NotReached => self.set_tag(at, Tag::Unknown(Reason::NoValue)),
        }
    }

    pub(super) fn set_link(&mut self, at: usize, link: Link) {
        self.links[at] = link;
    }

    pub(super) fn set(&mut self, at: usize, slot: Slot) -> Tag {
        self.links[at] = slot.link;
        self.set_value(at, slot.value)
    }

    /// The same as another slot.
    pub(super) fn copy(&mut self, from: usize, to: usize) -> Tag {
        self.numbers[to] = self.numbers[from];
        self.links[to] = self.links[from];
        self.set_tag(to, self.tags[from])
    }
}
