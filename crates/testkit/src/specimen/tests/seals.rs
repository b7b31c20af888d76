//! The seals of the specimens are those that the domain reads.

use super::super::seal::{self, CERTIFICATE, SealPrint};
use super::super::{Kind, SpecimenPerson, person};
use super::TODAY;
use sceau_domain::seal::{FieldId, parse_seal};

fn sealed(seed: u64) -> SpecimenPerson {
    let mut who = person(seed, TODAY);
    who.seal = SealPrint::Signed;
    who
}

#[test]
fn a_seal_says_what_the_document_says() {
    for kind in [
        Kind::IdentityCard,
        Kind::OldIdentityCard,
        Kind::ResidencePermit,
    ] {
        let who = sealed(8);
        let seal = parse_seal(&seal::content(&who, kind).unwrap()).unwrap();
        assert_eq!(seal.findings(), [], "{kind:?}");
        assert_eq!(seal.header().certificate, CERTIFICATE);
        assert_eq!(seal.header().signed, Some(who.papers.of(kind).issued));
        assert_eq!(
            seal.value(FieldId::NUMBER),
            Some(who.papers.of(kind).number.as_str())
        );
        assert_eq!(seal.day(FieldId::BIRTH_DATE), Some(who.born.into()));
        assert_eq!(seal.signature().map(<[u8]>::len), Some(64));
    }
    assert_eq!(seal::content(&sealed(8), Kind::Passport), None);
    assert_eq!(seal::content(&person(8, TODAY), Kind::IdentityCard), None);
}

#[test]
fn the_same_document_bears_the_same_seal_and_a_forger_another_signature() {
    let content = |print| {
        let mut who = sealed(8);
        who.seal = print;
        seal::content(&who, Kind::IdentityCard).unwrap()
    };
    assert_eq!(content(SealPrint::Signed), content(SealPrint::Signed));
    let parts = |print| {
        let seal = parse_seal(&content(print)).unwrap();
        (
            seal.message().reveal().clone(),
            seal.signature().unwrap().to_vec(),
        )
    };
    let (real, forged) = (parts(SealPrint::Signed), parts(SealPrint::Forged));
    assert_eq!(real.0, forged.0);
    assert_ne!(real.1, forged.1);
}

#[test]
fn a_symbol_is_a_square_with_its_solid_sides() {
    let content = seal::content(&sealed(8), Kind::IdentityCard).unwrap();
    let (modules, dark) = seal::symbol(&content).unwrap();
    assert!((32..=64).contains(&modules), "{modules} modules");
    let is_dark = |column, row| dark.contains(&(column, row));
    assert!((0..modules).all(|at| is_dark(0, at) && is_dark(at, modules - 1)));
}
