//! The 37 characters of zones, in the order of the network's answers.

/// `<`, the digits, the letters (ICAO Doc 9303-3, 4.3).
pub(super) const SIGNS: [char; 37] = [
    '<', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H',
    'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
];

/// Where a character stands among [`SIGNS`]; that of `<` for any other.
pub(super) fn column_of(sign: char) -> usize {
    SIGNS.iter().position(|one| *one == sign).unwrap_or(0)
}
