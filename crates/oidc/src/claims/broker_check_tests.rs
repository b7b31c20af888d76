use super::*;
use serde_json::json;

fn claims() -> Map<String, Value> {
    let value = json!({
        "sub": "3f2a", "given_name": "Anaïs Zoé", "family_name": "LEFÈVRE",
        "birthdate": "1984-02-29", "gender": "female", "birthplace": "2A004",
        "birthcountry": "99100", "email": "anais@exemple.test"
    });
    value.as_object().unwrap().clone()
}

fn with(name: &str, value: Value) -> Map<String, Value> {
    let mut claims = claims();
    claims.insert(name.to_owned(), value);
    claims
}

fn without(name: &str) -> Map<String, Value> {
    let mut claims = claims();
    claims.remove(name);
    claims
}

#[test]
fn each_required_claim_is_missed_by_its_name() {
    assert!(check_as_broker(&claims()).is_ok());
    for claim in [
        "sub",
        "given_name",
        "family_name",
        "birthdate",
        "gender",
        "birthplace",
        "birthcountry",
        "email",
    ] {
        let missing = vec![ClaimFault::new(claim, ClaimProblem::Missing)];
        assert_eq!(
            check_as_broker(&without(claim)),
            Err(missing.clone()),
            "{claim} absent"
        );
        assert_eq!(
            check_as_broker(&with(claim, json!(""))),
            Err(missing),
            "{claim} empty"
        );
    }
}

#[test]
fn malformed_claims_are_named_and_never_quoted() {
    for (claim, value) in [
        ("sub", json!("é")),
        ("given_name", json!("x".repeat(257))),
        ("family_name", json!(12)),
        ("birthdate", json!("1977-00-03")),
        ("birthdate", json!("1983-02-29")),
        ("birthdate", json!("29/02/1984")),
        ("birthdate", json!("1984-13-00")),
        ("gender", json!("F")),
        ("birthplace", json!("AAAAA")),
        ("birthplace", json!("2C004")),
        ("birthcountry", json!("FR")),
        ("email", json!("anais@exemple")),
        ("email", json!("anais exemple@a.test")),
        ("preferred_username", json!(["A"])),
    ] {
        let faults = check_as_broker(&with(claim, value.clone())).unwrap_err();
        assert_eq!(faults[0].claim, claim, "{value}");
        assert_eq!(
            faults[0].problem,
            ClaimProblem::Malformed,
            "{claim} {value}"
        );
    }
}

#[test]
fn the_commune_is_looked_at_only_for_a_birth_in_france() {
    for place in [json!(""), json!("90900"), json!("Lisbonne"), json!("AAAAA")] {
        let mut abroad = with("birthcountry", json!("99139"));
        abroad.insert(String::from("birthplace"), place);
        assert!(check_as_broker(&abroad).is_ok());
    }
    let overseas = with("birthplace", json!("98729"));
    assert!(
        check_as_broker(&overseas).is_ok(),
        "an overseas collectivity is France"
    );
}

#[test]
fn unknown_days_and_months_are_taken_as_zeros() {
    for date in ["1950-00-00", "1950-07-00", "2000-02-29"] {
        assert!(
            check_as_broker(&with("birthdate", json!(date))).is_ok(),
            "{date}"
        );
    }
}
