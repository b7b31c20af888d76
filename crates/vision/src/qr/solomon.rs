//! Reed and Solomon's correction of a block of code words over the field of 256 (ISO/IEC 18004, 7.5 and
//! annex B): as many wrong words as half of those that were added are mended, and more are refused.

/// Words added to a block at most (ISO/IEC 18004, table 9).
pub(super) const MOST_ADDED: usize = 30;

/// x⁸ + x⁴ + x³ + x² + 1.
const MODULUS: u16 = 0b1_0001_1101;
/// Steps after which the powers of 2 come round.
const ROUND: usize = 255;

/// `POWERS[n]` is 2 to the nth, twice round so that the sum of two logarithms needs no remainder.
const POWERS: [u8; 2 * ROUND] = powers();
/// The power of 2 that each number is; that of 0, which is none, is never asked for.
const LOGARITHMS: [u8; 256] = logarithms();
/// `STEPS[n][a]` is a times 2 to the nth: one look for each word and syndrome, and no question.
static STEPS: [[u8; 256]; MOST_ADDED] = steps();

const fn powers() -> [u8; 2 * ROUND] {
    let mut powers = [0; 2 * ROUND];
    let (mut value, mut n) = (1_u16, 0);
    while n < 2 * ROUND {
        powers[n] = value.to_le_bytes()[0];
        value <<= 1;
        if value > 255 {
            value ^= MODULUS;
        }
        n += 1;
    }
    powers
}

const fn logarithms() -> [u8; 256] {
    let mut logarithms = [0; 256];
    let mut n = 0_u8;
    while n < 255 {
        logarithms[POWERS[n as usize] as usize] = n;
        n += 1;
    }
    logarithms
}

const fn steps() -> [[u8; 256]; MOST_ADDED] {
    let mut steps = [[0; 256]; MOST_ADDED];
    let mut n = 0;
    while n < MOST_ADDED {
        let mut a = 1;
        while a < 256 {
            steps[n][a] = POWERS[LOGARITHMS[a] as usize + n];
            a += 1;
        }
        n += 1;
    }
    steps
}

const fn log(a: u8) -> usize {
    LOGARITHMS[a as usize] as usize
}

const fn times(a: u8, b: u8) -> u8 {
    if a == 0 || b == 0 {
        0
    } else {
        POWERS[log(a) + log(b)]
    }
}

/// `b` is not 0.
const fn over(a: u8, b: u8) -> u8 {
    if a == 0 {
        0
    } else {
        POWERS[log(a) + ROUND - log(b)]
    }
}

/// Mends a block whose last `added` words, at most [`MOST_ADDED`], were added to it, and says how many words
/// were wrong. `None` when it cannot be mended; the block is then as it was.
pub(super) fn correct(block: &mut [u8], added: usize) -> Option<usize> {
    let added = added.min(MOST_ADDED);
    let syndromes = syndromes(block, added);
    let syndromes = &syndromes[..added];
    if syndromes.iter().all(|&part| part == 0) {
        return Some(0);
    }
    let (locator, wrong) = locator(syndromes);
    if wrong > added / 2 || block.len() > ROUND {
        return None;
    }
    let locator = &locator[..=wrong];
    let mut mended = [(0, 0); MOST_ADDED / 2];
    let mut found = 0;
    for place in 0..block.len() {
        // The inverse of the place's own power of 2, as a logarithm.
        let root = (ROUND - place) % ROUND;
        if value_at(locator, root) != 0 {
            continue;
        }
        let size = wrong_by(syndromes, locator, root)?;
        *mended.get_mut(found)? = (block.len() - 1 - place, size);
        found += 1;
    }
    if found != wrong {
        return None;
    }
    for &(at, size) in &mended[..found] {
        block[at] ^= size;
    }
    Some(wrong)
}

/// The block as a polynomial, its last word the lowest, at 1, 2, 4, …: all 0 for a whole block.
fn syndromes(block: &[u8], added: usize) -> [u8; MOST_ADDED] {
    let mut sums = [0; MOST_ADDED];
    for &word in block {
        for (sum, step) in sums[..added].iter_mut().zip(&STEPS) {
            *sum = step[usize::from(*sum)] ^ word;
        }
    }
    sums
}

/// The polynomial whose roots tell which words are wrong, the lowest part first, and how many it says
/// they are (Berlekamp, 1968, and Massey, 1969).
fn locator(syndromes: &[u8]) -> ([u8; MOST_ADDED + 1], usize) {
    let mut now = [0; MOST_ADDED + 1];
    let mut before = [0; MOST_ADDED + 1];
    (now[0], before[0]) = (1, 1);
    let (mut wrong, mut since, mut last) = (0, 1, 1);
    for at in 0..syndromes.len() {
        let off = (0..=wrong).fold(0, |sum, n| sum ^ times(now[n], syndromes[at - n]));
        if off == 0 {
            since += 1;
            continue;
        }
        let kept = now;
        let share = over(off, last);
        for (to, from) in now[since..].iter_mut().zip(before) {
            *to ^= times(share, from);
        }
        if 2 * wrong <= at {
            wrong = at + 1 - wrong;
            (before, last, since) = (kept, off, 1);
        } else {
            since += 1;
        }
    }
    (now, wrong)
}

/// The value at 2 to the `root`th.
fn value_at(polynomial: &[u8], root: usize) -> u8 {
    let place = POWERS[root];
    let parts = polynomial.iter().rev();
    parts.fold(0, |sum, &part| times(sum, place) ^ part)
}

/// By how much the word at this root is wrong (Forney, 1965); `None` at a double root.
fn wrong_by(syndromes: &[u8], locator: &[u8], root: usize) -> Option<u8> {
    // Syndromes times locator: nothing but as many parts as there are wrong words.
    let part = |at: usize| (0..=at).fold(0, |sum, n| sum ^ times(locator[n], syndromes[at - n]));
    let power = |n: usize| POWERS[root * n % ROUND];
    let most = locator.len() - 1;
    let above = (0..most).fold(0, |sum, n| sum ^ times(part(n), power(n)));
    // In this field the derivative has every other part.
    let odd = (1..=most).step_by(2);
    let below = odd.fold(0, |sum, n| sum ^ times(locator[n], power(n - 1)));
    (below != 0).then(|| times(POWERS[(ROUND - root) % ROUND], over(above, below)))
}
