//! The smallest set of changes that already gives the new verdict.

use super::shapley::Coalition;

/// So many sets are tried at the most: all of them for up to twelve players.
const MOST_TRIES: usize = 4096;

/// So many sets are named.
const MOST_NAMED: usize = 10;

/// Which changes alone already give the new verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flip {
    /// These, and no fewer.
    Sets {
        /// The first sets of that size that do, in the order of the players. Each names players by their numbers in the diff.
        first: Vec<Vec<usize>>,
        /// How many more sets of that size do; nothing if not all of them were tried.
        more: Option<usize>,
    },
    /// No set of at most so many changes does; larger ones were not tried.
    NoneUpTo(usize),
}

/// Tries all sets of one change, of two, and so on, in the order of the players, until some of one size give the verdict.
pub(super) fn smallest(players: usize, mut gives: impl FnMut(&Coalition) -> bool) -> Flip {
    let mut tries = MOST_TRIES;
    for size in 1..=players {
        let (mut first, mut count, mut all_tried): (Vec<Vec<usize>>, usize, bool) = (Vec::new(), 0, true);
        let mut following = Some((0..size).collect::<Vec<usize>>());
        while let Some(set) = following {
            let Some(left) = tries.checked_sub(1) else {
                all_tried = false;
                break;
            };
            tries = left;
            following = next(&set, players);
            if gives(&(0..players).map(|player| set.contains(&player)).collect()) {
                count += 1;
                first.extend((first.len() < MOST_NAMED).then_some(set));
            }
        }
        match (count, all_tried) {
            (0, true) => {}
            (0, false) => return Flip::NoneUpTo(size - 1),
            (_, all_tried) => return Flip::Sets { more: all_tried.then_some(count - first.len()), first },
        }
    }
    Flip::NoneUpTo(players)
}

/// The set of the same size that comes after, in the order of a dictionary.
fn next(set: &[usize], players: usize) -> Option<Vec<usize>> {
    let last = set.iter().rposition(|_| true)?;
    let at = (0..set.len()).rev().find(|at| set[*at] + (last - at) + 1 < players)?;
    let first = set[at] + 1;
    Some(set.iter().take(at).copied().chain(first..first + set.len() - at).collect())
}
