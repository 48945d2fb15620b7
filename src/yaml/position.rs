//! From a place in a text as read to the same place in the file.

use std::cell::OnceCell;

/// The places of a scalar's letters in the file.
///
/// Line breaks and indentation are all that differs between the two, except for quotes around the whole, a doubled `'`, and `\"` and `\\` inside
/// `"`; nothing is said of a text with other escapes.
#[derive(Debug)]
pub struct Positions<'s> {
    /// As it stands in the file.
    raw: &'s str,
    /// The same as read.
    scalar: &'s str,
    /// The place of each byte of the scalar and of its end, where the two differ; found when somebody first asks.
    moved: OnceCell<Option<Vec<usize>>>,
}

impl<'s> Positions<'s> {
    /// Of a scalar as it stands in the file, and as it was read.
    pub fn of(raw: &'s str, scalar: &'s str) -> Self {
        Self { raw, scalar, moved: OnceCell::new() }
    }

    /// The byte in the file that holds a byte of the scalar. For a space or the end of the text it is the end of the word before.
    pub fn at(&self, offset: usize) -> Option<usize> {
        if self.raw.len() == self.scalar.len() && self.raw == self.scalar {
            return place_in(self.raw, offset);
        }
        let moved = self.moved.get_or_init(|| moved(self.raw, self.scalar)).as_ref()?;
        moved.get(offset).copied().filter(|_| self.scalar.is_char_boundary(offset))
    }
}

fn moved(raw: &str, scalar: &str) -> Option<Vec<usize>> {
    let as_it_is = || walk(&letters(raw, None)?, scalar);
    let quoted = |quote: char| {
        let inner = raw.strip_prefix(quote)?.strip_suffix(quote)?;
        let mut places = walk(&letters(inner, Some(quote))?, scalar)?;
        places.iter_mut().for_each(|at| *at += quote.len_utf8());
        Some(places)
    };
    as_it_is().or_else(|| quoted('"')).or_else(|| quoted('\''))
}

/// The place in a text that stands in the file as it was read.
fn place_in(text: &str, offset: usize) -> Option<usize> {
    let (before, after) = text.split_at_checked(offset)?;
    let in_word = after.starts_with(|c: char| !c.is_whitespace());
    let end_of_word = match before.trim_end().len() {
        0 => text.len() - text.trim_start().len(),
        end => end,
    };
    Some(if in_word { offset } else { end_of_word })
}

/// A character that is read, and from where to where it stands in the file.
struct Letter {
    start: usize,
    end: usize,
    read: char,
}

/// All but white space; `None` if there is an escape that is not understood here.
fn letters(raw: &str, quote: Option<char>) -> Option<Vec<Letter>> {
    let mut letters = Vec::with_capacity(raw.len());
    let mut characters = raw.char_indices();
    while let Some((start, written)) = characters.next() {
        let read = match (quote, written) {
            (Some('\''), '\'') => characters.next().filter(|(_, c)| *c == '\'')?.1,
            (Some('"'), '\\') => characters.next().filter(|(_, c)| matches!(c, '"' | '\\'))?.1,
            _ => written,
        };
        if !read.is_whitespace() {
            letters.push(Letter { start, end: characters.offset(), read });
        }
    }
    Some(letters)
}

/// Walks both texts side by side, past white space on either side; they must match to the end. The place of each byte of the scalar, and of its end.
fn walk(letters: &[Letter], scalar: &str) -> Option<Vec<usize>> {
    let mut written = letters.iter();
    let mut end_of_word = letters.first().map_or(0, |l| l.start);
    let mut places = Vec::with_capacity(scalar.len() + 1);
    for (at, character) in scalar.char_indices() {
        let place = if character.is_whitespace() {
            end_of_word
        } else {
            let letter = written.next().filter(|l| l.read == character)?;
            end_of_word = letter.end;
            letter.start
        };
        places.resize(at + character.len_utf8(), place);
    }
    places.push(end_of_word);
    written.next().is_none().then_some(places)
}
