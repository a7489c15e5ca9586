//! Whatever the schema admits is imported and given back; whatever it refuses is refused, with the
//! path of it.

use serde_json::json;

use crate::chance::{Chance, rounds};
use crate::document::essence;
use crate::home::Home;
use crate::schema::Schema;

#[test]
fn what_the_schema_admits_is_given_back() {
    let schema = Schema::ours();
    for seed in 0..rounds() {
        let document = Chance::new(&schema, seed).document();
        assert_eq!(schema.faults(&document), [""; 0], "seed {seed}");
        let home = Home::new();
        let said = home.import(&document);
        let is_empty = essence(document.clone()) == json!({ "organisations": [] });
        let wanted = if is_empty { "Nothing to change: " } else { "Imported " };
        assert!(said.starts_with(wanted), "seed {seed}: {said}");

        let exported = home.export();
        assert_eq!(schema.faults(&exported), [""; 0], "seed {seed}");
        assert_eq!(essence(exported.clone()), essence(document.clone()), "seed {seed}");

        for again in [&document, &exported] {
            let said = home.import(again);
            assert!(said.starts_with("Nothing to change"), "seed {seed}: {said}");
        }
        assert_eq!(home.export(), exported, "seed {seed}");

        let other = Home::new();
        other.import(&exported);
        assert_eq!(other.export(), exported, "seed {seed}");
    }
}

#[test]
fn what_the_schema_refuses_is_refused_with_its_path() {
    let schema = Schema::ours();
    for seed in 0..rounds() * 4 {
        let mut chance = Chance::new(&schema, seed);
        let document = chance.document();
        let broken = chance.broken(document);
        let faults = schema.faults(&broken.document);
        assert!(
            faults.iter().any(|fault| broken.places.contains(fault)),
            "seed {seed}: {broken:?}"
        );

        let home = Home::new();
        let complaint = home.import_wrong(&broken.document);
        let names = |place: &String| match place.as_str() {
            "" => complaint.starts_with("the document is not understood: "),
            place => complaint.starts_with(&format!("{place}: ")),
        };
        assert!(
            broken.places.iter().any(names),
            "seed {seed}: {complaint}: {}: {broken:?}",
            broken.what
        );
        assert!(!home.holds("data"), "seed {seed}: it began to import");
    }
}
