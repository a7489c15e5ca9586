//! `openrooms export`: the order, the choice of an organisation, and no secret.

use serde_json::json;

use crate::document::{demo, of_rooms, room, sample};
use crate::home::Home;

#[test]
fn an_empty_database_is_an_empty_document() {
    assert_eq!(Home::new().export(), json!({ "organisations": [] }));
}

#[test]
fn it_is_the_same_text_every_time() {
    let home = Home::new();
    home.import(&of_rooms([room("c"), room("a"), room("b")]));
    let text = home.done(&["export"]);
    assert_eq!(home.done(&["export"]), text);
    // Another way to the same contents gives the same text.
    let other = Home::new();
    other.import(&of_rooms([room("b")]));
    other.import(&of_rooms([room("a"), room("c")]));
    assert_eq!(other.done(&["export"]), text);
    let ids = home.export()["organisations"][0]["rooms"].take();
    let ids: Vec<_> = ids.as_array().unwrap().iter().map(|room| room["roomId"].clone()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
}

#[test]
fn one_organisation_comes_with_the_suites_that_it_has_authorised() {
    let home = Home::with_sample();
    let mut other = of_rooms([room("a")]);
    other["suites"] = json!([{ "suiteKey": "suiteother", "authCorpIds": ["ding1"], "scopes": [] }]);
    home.import(&other);
    let all = home.export();
    assert_eq!(all["organisations"].as_array().unwrap().len(), 2);
    let one = home.json(&["export", "--corp", "ding994axxxxx"]);
    assert_eq!(one["organisations"], json!([all["organisations"][1]]));
    assert_eq!(one["suites"], json!([all["suites"][0]]));
    assert_eq!(one["suites"][0]["suiteKey"], "suitedemo");
    assert_eq!(home.failed(&["export", "--corp", "nobody"]), "there is no organisation \"nobody\"");
}

#[test]
fn it_tells_no_secret() {
    for document in [sample(), demo()] {
        let home = Home::new();
        home.import(&document);
        let text = home.done(&["export"]);
        let apps = document["organisations"][0]["apps"].as_array().unwrap().iter();
        let secrets = apps.map(|app| &app["appSecret"]);
        let suites = document["suites"].as_array().unwrap().iter();
        for secret in secrets.chain(suites.map(|suite| &suite["suiteSecret"])) {
            assert!(!text.contains(secret.as_str().unwrap()), "{secret}");
        }
    }
}
