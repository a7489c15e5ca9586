//! `signed.json` was made with Python's `cryptography`: a key of each kind, and a token by each
//! algorithm.

use serde_json::json;

use super::*;

const NOW: EpochMillis = EpochMillis(1_780_000_000_000);

fn samples() -> (Vec<Key>, Claims) {
    let mut all: Claims = serde_json::from_str(include_str!("signed.json")).unwrap();
    let Some(Value::Object(set)) = all.remove("keys") else { panic!("there are keys") };
    let Some(Value::Object(tokens)) = all.remove("tokens") else { panic!("there are tokens") };
    (keys(&set), tokens)
}

#[test]
fn a_token_is_believed_by_the_key_that_signed_it() {
    let (keys, tokens) = samples();
    assert_eq!((keys.len(), tokens.len()), (5, 9));
    for (name, token) in &tokens {
        let token = token.as_str().unwrap();
        let found = signed(token, &keys);
        if name == "small" {
            assert_eq!(found, Err(Wrong::Signature), "a key of 1024 bits");
            continue;
        }
        assert_eq!(found.map(|claims| claims["iss"].clone()), Ok(json!("i")), "{name}");
        let (head, rest) = token.split_once('.').unwrap();
        let (_, signature) = rest.split_once('.').unwrap();
        let forged = format!("{head}.{}.{signature}", URL_SAFE_NO_PAD.encode(r#"{"iss":"j"}"#));
        assert_eq!(signed(&forged, &keys), Err(Wrong::Signature), "{name}");
        assert_eq!(
            signed(&format!("{head}.{}.", rest.split('.').next().unwrap()), &keys),
            Err(Wrong::Signature),
            "{name}"
        );
        assert_eq!(signed(token, &[]), Err(Wrong::KeyUnknown), "{name}");
        let without = |kid: &str| {
            let others = keys.iter().filter(|key| key.kid.as_deref() != Some(kid));
            others.cloned().collect::<Vec<_>>()
        };
        let kid = ["rsa", "p256", "p384", "ed"]
            .into_iter()
            .find(|kid| signed(token, &without(kid)) == Err(Wrong::KeyUnknown));
        assert!(kid.is_some(), "{name}: no other key will do");
    }
}

/// A token of that header, signed by nobody.
fn unsigned(header: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.{}", part(header), part(&json!({ "iss": "i" })), URL_SAFE_NO_PAD.encode("x"))
}

#[test]
fn what_is_no_signed_token_is_refused() {
    let (keys, tokens) = samples();
    for (header, wanted) in [
        (json!({ "alg": "none" }), Wrong::Algorithm),
        (json!({ "alg": "None" }), Wrong::Algorithm),
        (json!({ "alg": "HS256", "kid": "rsa" }), Wrong::Algorithm),
        (json!({ "alg": "RS1", "kid": "rsa" }), Wrong::Algorithm),
        (json!({ "alg": "ES256K", "kid": "p256" }), Wrong::Algorithm),
        (json!({ "alg": "RS256", "kid": "p256" }), Wrong::KeyUnknown),
        (json!({ "alg": "ES256", "kid": "p384" }), Wrong::KeyUnknown),
        (json!({ "alg": "RS256", "kid": "gone" }), Wrong::KeyUnknown),
        (json!({ "alg": "RS256" }), Wrong::Signature),
        (json!({ "alg": "RS256", "kid": "rsa", "crit": ["b64"] }), Wrong::Form),
        (json!({ "alg": 1 }), Wrong::Form),
        (json!({}), Wrong::Form),
        (json!([]), Wrong::Form),
    ] {
        assert_eq!(signed(&unsigned(&header), &keys), Err(wanted), "{header}");
    }
    let whole = tokens["RS256"].as_str().unwrap();
    for text in
        ["", ".", "..", "a.b", "a.b.c", "é.é.é", &whole.replace('.', "="), &format!("{whole}=")]
    {
        assert_eq!(signed(text, &keys), Err(Wrong::Form), "{text}");
    }
    assert_eq!(signed(&format!("{whole}.x"), &keys), Err(Wrong::Form));
}

#[test]
fn a_key_for_something_else_signs_nothing() {
    let (_, tokens) = samples();
    let set: Claims = serde_json::from_str(include_str!("signed.json")).unwrap();
    let token = tokens["RS256"].as_str().unwrap();
    for (name, value, wanted) in [
        ("use", json!("enc"), Err(Wrong::KeyUnknown)),
        ("alg", json!("PS256"), Err(Wrong::KeyUnknown)),
        ("alg", json!("RS256"), Ok(())),
        ("kty", json!("oct"), Err(Wrong::KeyUnknown)),
        ("n", Value::Null, Err(Wrong::Signature)),
        ("n", json!("!"), Err(Wrong::Signature)),
        ("kty", Value::Null, Err(Wrong::KeyUnknown)),
    ] {
        let mut all = set["keys"].as_object().unwrap().clone();
        all["keys"][0][name] = value.clone();
        assert_eq!(signed(token, &keys(&all)).map(|_| ()), wanted, "{name} {value}");
    }
}

/// What is wrong with the usual claims once they are changed.
fn judged(changes: &Value) -> Result<(), Wrong> {
    let mut claims = json!({
        "iss": "https://i", "aud": "us", "sub": "1", "nonce": "n", "exp": 1_780_000_300,
        "iat": 1_780_000_000,
    });
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value.clone();
        }
    }
    let expected = Expected { issuer: "https://i", client_id: "us", nonce: "n", now: NOW };
    check(claims.as_object().unwrap(), &expected)
}

#[test]
fn claims_are_for_us_now_and_of_this_attempt() {
    for (changes, wanted) in [
        (json!({}), Ok(())),
        (json!({ "iss": "https://i/" }), Err(Wrong::Issuer)),
        (json!({ "iss": null }), Err(Wrong::Issuer)),
        (json!({ "aud": "them" }), Err(Wrong::Audience)),
        (json!({ "aud": null }), Err(Wrong::Audience)),
        (json!({ "aud": 7 }), Err(Wrong::Audience)),
        (json!({ "aud": [] }), Err(Wrong::Audience)),
        (json!({ "aud": ["us"] }), Ok(())),
        (json!({ "aud": ["us", "them"] }), Err(Wrong::Party)),
        (json!({ "aud": ["us", "them"], "azp": "us" }), Ok(())),
        (json!({ "aud": ["us", "them"], "azp": "them" }), Err(Wrong::Party)),
        (json!({ "azp": "them" }), Err(Wrong::Party)),
        (json!({ "azp": 1 }), Err(Wrong::Party)),
        (json!({ "exp": 1_779_999_941 }), Ok(())),
        (json!({ "exp": 1_779_999_940 }), Err(Wrong::Expired)),
        (json!({ "exp": 1_780_000_000.5 }), Ok(())),
        (json!({ "exp": i64::MAX }), Ok(())),
        (json!({ "exp": -1 }), Err(Wrong::Expired)),
        (json!({ "exp": "1780000300" }), Err(Wrong::Expired)),
        (json!({ "exp": null }), Err(Wrong::Expired)),
        (json!({ "iat": 1_780_000_060 }), Ok(())),
        (json!({ "iat": 1_780_000_061 }), Err(Wrong::Early)),
        (json!({ "iat": null }), Err(Wrong::Early)),
        (json!({ "nbf": 1_780_000_060 }), Ok(())),
        (json!({ "nbf": 1_780_000_061 }), Err(Wrong::Early)),
        (json!({ "nbf": "x" }), Err(Wrong::Early)),
        (json!({ "nonce": "m" }), Err(Wrong::Nonce)),
        (json!({ "nonce": null }), Err(Wrong::Nonce)),
        (json!({ "sub": "" }), Err(Wrong::Subject)),
        (json!({ "sub": 1 }), Err(Wrong::Subject)),
        (json!({ "sub": "a".repeat(256) }), Err(Wrong::Subject)),
    ] {
        assert_eq!(judged(&changes), wanted, "{changes}");
    }
}

#[test]
fn a_person_is_named_by_the_claim_that_was_set() {
    let id = |text: &str| Some(Login::UserId(text.to_owned()));
    let mail = |text: &str| Some(Login::Mail(text.to_owned()));
    for (claims, claim, wanted) in [
        (json!({ "email": "a@b", "email_verified": true }), MAIL, mail("a@b")),
        (json!({ "email": "a@b", "email_verified": "true" }), MAIL, mail("a@b")),
        (json!({ "email": "a@b", "email_verified": false }), MAIL, Some(Login::Unverified)),
        (json!({ "email": "a@b", "email_verified": 1 }), MAIL, Some(Login::Unverified)),
        (json!({ "email": "a@b" }), MAIL, Some(Login::Unverified)),
        (json!({ "email": "", "email_verified": true }), MAIL, None),
        (json!({ "email": ["a@b"], "email_verified": true }), MAIL, None),
        (json!({ "sub": "s" }), MAIL, None),
        (json!({ "sub": "s", "preferred_username": "ann" }), "sub", id("s")),
        (json!({ "sub": "s", "preferred_username": "ann" }), "preferred_username", id("ann")),
        (json!({ "number": 4711 }), "number", id("4711")),
        (json!({ "number": null }), "number", None),
    ] {
        let claims = claims.as_object().unwrap();
        assert_eq!(login(claims, claim), wanted, "{claims:?} {claim}");
    }
}
