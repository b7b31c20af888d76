//! Any bytes as a visible electronic seal: a seal with findings or a fault, never a panic; a signature has
//! a length of its kind, and every value stands in the bytes as it is given.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sceau_domain::seal::parse_seal;

fuzz_target!(|bytes: &[u8]| {
    let Ok(seal) = parse_seal(bytes) else { return };
    let length = seal.signature().map(<[u8]>::len);
    assert!(length.is_none_or(|length| [64, 96, 132].contains(&length)));
    for field in seal.fields() {
        let _ = (seal.value(field.id), seal.day(field.id));
        assert!(seal.field(field.id).is_some());
    }
});
