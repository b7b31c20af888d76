//! The ten French digits as a few sounds each, for the ear and for the lips.

/// One sound: how long, how it is made, and what the mouth does meanwhile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Sound {
    /// Duration in seconds.
    pub(in super::super) seconds: f32,
    /// Three formants in hertz; all zero when the sound is not voiced.
    pub(in super::super) formants: [f32; 3],
    /// Strength of the hiss, 0..1.
    pub(in super::super) hiss: f32,
    /// Opening of the mouth, 0..1.
    pub(in super::super) open: f32,
    /// Lips: −1 rounded to 1 spread.
    pub(in super::super) spread: f32,
}

const fn vowel(seconds: f32, formants: [f32; 3], open: f32, spread: f32) -> Sound {
    Sound {
        seconds,
        formants,
        hiss: 0.0,
        open,
        spread,
    }
}

const fn hiss(seconds: f32, hiss: f32, open: f32, spread: f32) -> Sound {
    Sound {
        seconds,
        formants: [0.0; 3],
        hiss,
        open,
        spread,
    }
}

const E: Sound = vowel(0.16, [400.0, 2_200.0, 2_700.0], 0.32, 0.7);
const O: Sound = vowel(0.24, [400.0, 800.0, 2_500.0], 0.42, -0.9);
const UN: Sound = vowel(0.36, [550.0, 1_350.0, 2_450.0], 0.6, 0.1);
const EU: Sound = vowel(0.32, [380.0, 1_450.0, 2_300.0], 0.4, -0.9);
const OU: Sound = vowel(0.07, [300.0, 750.0, 2_300.0], 0.25, -1.0);
const A: Sound = vowel(0.26, [720.0, 1_300.0, 2_500.0], 0.95, 0.1);
const IN: Sound = vowel(0.26, [620.0, 1_650.0, 2_500.0], 0.75, 0.4);
const I: Sound = vowel(0.2, [280.0, 2_250.0, 3_000.0], 0.24, 1.0);
const AI: Sound = vowel(0.22, [550.0, 1_850.0, 2_550.0], 0.65, 0.5);
const OE: Sound = vowel(0.24, [550.0, 1_400.0, 2_400.0], 0.6, -0.4);
const U: Sound = vowel(0.07, [270.0, 1_900.0, 2_200.0], 0.2, -1.0);
const N: Sound = vowel(0.08, [250.0, 1_200.0, 2_300.0], 0.1, 0.0);
const R: Sound = Sound {
    seconds: 0.07,
    formants: [480.0, 1_150.0, 2_300.0],
    hiss: 0.12,
    open: 0.3,
    spread: 0.0,
};
const Z: Sound = Sound {
    seconds: 0.1,
    formants: [250.0, 1_600.0, 2_600.0],
    hiss: 0.35,
    open: 0.12,
    spread: 0.4,
};
const S: Sound = hiss(0.13, 0.5, 0.1, 0.5);
const F: Sound = hiss(0.13, 0.25, 0.06, 0.0);
const T: Sound = hiss(0.05, 0.4, 0.15, 0.2);

/// The sounds of `digit`; none above 9.
pub(in super::super) fn sounds_of(digit: u8) -> &'static [Sound] {
    match digit {
        0 => &[Z, E, R, O],
        1 => &[UN],
        2 => &[T, EU],
        3 => &[T, R, OU, A],
        4 => &[T, A, T, R],
        5 => &[S, IN, T],
        6 => &[S, I, S],
        7 => &[S, AI, T],
        8 => &[U, I, T],
        9 => &[N, OE, F],
        _ => &[],
    }
}

/// How long the digit takes to say, in seconds.
pub(in super::super) fn length(digit: u8) -> f32 {
    sounds_of(digit).iter().map(|sound| sound.seconds).sum()
}
