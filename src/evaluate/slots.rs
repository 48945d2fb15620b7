//! The slots of all evaluated nodes. The parts of a slot are written and read one by one: copying a slot whole would wait for the parts that
//! have just been written.

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

#[derive(Debug, Clone, Copy)]
struct Cell {
    number: Decimal,
    link: Link,
    tag: Tag,
}

/// The slots, in the order in which room was made for them.
#[derive(Debug, Default)]
pub(super) struct Slots(Vec<Cell>);

impl Slots {
    pub(super) fn with_capacity(slots: usize) -> Self {
        Self(Vec::with_capacity(slots))
    }

    /// Makes room for more slots and says where the first is.
    pub(super) fn reserve(&mut self, slots: usize) -> usize {
        let first = self.0.len();
        self.0.resize(first + slots, Cell { number: Decimal::ZERO, link: Link::NONE, tag: Tag::NotReached });
        first
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.0[at].tag
    }

    pub(super) fn number(&self, at: usize) -> &Decimal {
        &self.0[at].number
    }

    pub(super) fn number_at(&self, at: usize) -> Option<Decimal> {
        let cell = &self.0[at];
        (cell.tag == Tag::Number).then_some(cell.number)
    }

    pub(super) fn value(&self, at: usize) -> Value {
        match self.0[at].tag {
            Tag::NotReached => Value::NotReached,
            Tag::Number => Value::Number(self.0[at].number),
            Tag::Truth(truth) => Value::Truth(truth),
            Tag::Unknown(reason) => Value::Unknown(reason),
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<Slot> {
        (at < self.0.len()).then(|| Slot { value: self.value(at), link: self.0[at].link })
    }

    pub(super) fn set_tag(&mut self, at: usize, tag: Tag) -> Tag {
        self.0[at].tag = tag;
        tag
    }

    pub(super) fn set_number(&mut self, at: usize, number: Decimal) -> Tag {
        self.0[at].number = number;
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
        self.0[at].link = link;
    }

    pub(super) fn set(&mut self, at: usize, slot: Slot) -> Tag {
        self.0[at].link = slot.link;
        self.set_value(at, slot.value)
    }

    /// The same as another slot.
    pub(super) fn copy(&mut self, from: usize, to: usize) -> Tag {
        self.0[to] = self.0[from];
        self.0[to].tag
    }
}
