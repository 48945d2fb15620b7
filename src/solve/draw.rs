//! Repeatable draws in whole steps: the same seed gives the same values for a figure, whatever else is drawn, on every machine.
//!
//! Each figure has a ChaCha20 stream of its own, whose key is the SHA-256 of the seed and of what the figure is. All arithmetic is on integers.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use sha2::{Digest, Sha256};

use crate::figures::{Figure, Shape, Spreading, Vocabulary};

/// The draws of one figure.
pub(super) struct Draws {
    stream: ChaCha20Rng,
    shape: Shape,
    steps: i64,
    allowed: (i64, i64),
}

impl Draws {
    pub(super) fn of(spreading: &Spreading, vocabulary: &Vocabulary, seed: u64) -> Self {
        let key = Sha256::digest(format!("{seed}|{}", name(&spreading.figure, vocabulary)));
        Self {
            stream: ChaCha20Rng::from_seed(key.into()),
            shape: spreading.shape,
            steps: spreading.steps,
            allowed: spreading.allowed,
        }
    }

    /// The next draw, in steps from the stated value.
    pub(super) fn next(&mut self) -> i64 {
        loop {
            let drawn = match self.shape {
                Shape::Uniform => self.below(self.steps * 2 + 1) - self.steps,
                Shape::Triangular => self.below(self.steps + 1) + self.below(self.steps + 1) - self.steps,
                Shape::Normal => self.normal(),
            };
            if (self.allowed.0..=self.allowed.1).contains(&drawn) {
                return drawn;
            }
        }
    }

    fn below(&mut self, bound: i64) -> i64 {
        below(&mut self.stream, bound)
    }

    /// The sum of 48 uniform draws, whose standard deviation is twice the width of one: closer to the normal distribution than any number of rounds
    /// here can tell. Half the spread is one standard deviation.
    fn normal(&mut self) -> i64 {
        let sum: i128 = (0..TERMS).map(|_| i128::from(self.stream.next_u32())).sum();
        let from_middle = sum * 2 - i128::from(TERMS) * i128::from(u32::MAX);
        // Twice the distance from the middle, over twice 2 · 2^32, times half the spread.
        let (above, below) = (i128::from(self.steps) * from_middle, 1_i128 << 35);
        let half = below / 2;
        let rounded = if above < 0 { (above - half) / below } else { (above + half) / below };
        i64::try_from(rounded).unwrap_or(i64::MAX)
    }
}

/// Any of 0, 1, … up to a bound alike: what does not fit is drawn again.
fn below(stream: &mut ChaCha20Rng, bound: i64) -> i64 {
    let greatest = bound.unsigned_abs().saturating_sub(1);
    let mask = u64::MAX.checked_shr(greatest.leading_zeros()).unwrap_or(0);
    loop {
        let drawn = stream.next_u64() & mask;
        if let (true, Ok(drawn)) = (drawn <= greatest, i64::try_from(drawn)) {
            return drawn;
        }
    }
}

/// So many orders of so many things, every order alike. The key of the stream is the SHA-256 of the seed and of what they are for.
pub(super) fn orders(seed: u64, of: &str, things: usize, count: usize) -> Vec<Vec<usize>> {
    let mut stream = ChaCha20Rng::from_seed(Sha256::digest(format!("{seed}|{of}")).into());
    let mut shuffled = || {
        let mut order: Vec<usize> = (0..things).collect();
        for last in (1..things).rev() {
            let bound = i64::try_from(last + 1).unwrap_or(i64::MAX);
            order.swap(last, usize::try_from(below(&mut stream, bound)).unwrap_or_default());
        }
        order
    };
    (0..count).map(|_| shuffled()).collect()
}

/// How many uniform draws make a normal one.
const TERMS: u32 = 48;

/// What a figure is, as text: its name, period, basis, edition and members.
fn name(figure: &Figure, vocabulary: &Vocabulary) -> String {
    let name = vocabulary.get(figure.id).map(|d| d.name.to_string()).unwrap_or_default();
    let edition = figure.edition.map(|e| e.0.to_string()).unwrap_or_default();
    let members = figure.coordinates.pairs().iter().map(|(dimension, member)| format!("{dimension}={member}"));
    let members: Vec<String> = members.collect();
    format!("{name}|{}|{}|{edition}|{}", figure.period, figure.basis.as_str(), members.join(","))
}
