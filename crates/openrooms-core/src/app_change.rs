//! Making and changing apps: what is asked for.

use crate::client::{AllowList, App, Client};
use crate::id::ClientKey;
use crate::name::Name;

/// How many apps an organisation may make.
pub const MOST_APPS: usize = 200;

/// What is asked for of an app; `None` leaves it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AppWish {
    /// What people call it.
    pub name: Option<Name>,
    /// What it may do, all of it.
    pub scopes: Option<Vec<String>>,
    /// From where it may call, all of it.
    pub allow_list: Option<AllowList>,
    /// Calls a second of one operation; 0 is no limit.
    pub calls_per_second: Option<u32>,
    /// Where the consent page may send a person back, all of it.
    pub redirect_uris: Option<Vec<String>>,
}

impl AppWish {
    /// The app that it makes, which may do what is asked for and nothing else.
    pub fn make(self, key: ClientKey) -> App {
        let allow_list = AllowList::default();
        let client = Client { key, scopes: Vec::new(), allow_list, calls_per_second: None };
        self.onto(App { client, name: None, redirect_uris: None, secret: None })
    }

    /// The app with what is asked for. Its secrets stay.
    pub fn onto(self, app: App) -> App {
        App {
            client: Client {
                key: app.client.key,
                scopes: self.scopes.unwrap_or(app.client.scopes),
                allow_list: self.allow_list.unwrap_or(app.client.allow_list),
                calls_per_second: self.calls_per_second.or(app.client.calls_per_second),
            },
            name: self.name.map(Name::into_string).or(app.name),
            redirect_uris: self.redirect_uris.or(app.redirect_uris),
            secret: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_changes_and_what_is_beside_it_stays() {
        let texts = |all: &[&str]| Some(all.iter().map(|&one| one.to_owned()).collect::<Vec<_>>());
        let wish = AppWish {
            name: Some(Name::parse("Signage").unwrap()),
            scopes: texts(&["a", "b"]),
            redirect_uris: texts(&["https://example.org/"]),
            ..AppWish::default()
        };
        let made = wish.make(ClientKey::new("key"));
        assert_eq!(made.name.as_deref(), Some("Signage"));
        assert_eq!(made.client.scopes, ["a", "b"]);
        assert_eq!((made.client.calls_per_second, &made.secret), (None, &None));
        assert_eq!(AppWish::default().onto(made.clone()), made);
        let fewer = AppWish { scopes: texts(&[]), calls_per_second: Some(0), ..AppWish::default() };
        let changed = fewer.onto(made.clone());
        assert_eq!((changed.name, changed.redirect_uris), (made.name, made.redirect_uris));
        assert!(changed.client.scopes.is_empty());
        assert_eq!(changed.client.calls_per_second, Some(0));
        assert_eq!(AppWish::default().make(ClientKey::new("k")).client.scopes, [""; 0]);
    }
}
