//! Tokens: fetched once however many ask, kept, and renewed before they expire.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::Error;
use crate::credentials::Credentials;
use crate::secret::Secret;
use crate::transport::{Effort, Transport};

/// How long before its end a token is renewed, at most; of a short one, a tenth of its life.
const MARGIN: Duration = Duration::from_mins(5);

/// What a renewal may take while the old token still serves.
const EARLY_LIMIT: Duration = Duration::from_secs(3);

/// After a renewal failed while the old token still served: when it is tried again.
const EARLY_PAUSE: Duration = Duration::from_secs(10);

/// The longest life that is believed.
const LONGEST: Duration = Duration::from_hours(24 * 365);

/// One token.
pub(crate) struct Token {
    pub(crate) text: Secret,
    /// Which fetch gave it; `None` for one that was ready.
    fetch: Option<u64>,
    renew_at: Instant,
    expires_at: Instant,
}

impl Token {
    /// Whether a new one can be fetched in its place.
    pub(crate) fn is_fetched(&self) -> bool {
        self.fetch.is_some()
    }
}

/// The token of one set of credentials.
pub(crate) struct Tokens {
    pub(crate) credentials: Credentials,
    kept: Mutex<Kept>,
    /// Held by the one task that fetches.
    flight: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Kept {
    token: Option<Arc<Token>>,
    /// How many fetches have ended.
    fetches: u64,
    /// How the last one failed, if it did.
    failure: Option<Error>,
}

/// What is kept, to one who asks.
enum Found {
    Fresh(Arc<Token>),
    /// It serves, and is to be renewed.
    Old(Arc<Token>),
    /// Nothing that serves, after this many fetches.
    Nothing {
        fetches: u64,
    },
}

impl Tokens {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Self { credentials, kept: Mutex::default(), flight: tokio::sync::Mutex::default() }
    }

    /// A token that serves, and is not the `refused` one.
    ///
    /// A task that goes away while it fetches leaves the fetching to the next one. A fetch that
    /// fails fails for all who waited for it, so that a wrong secret is sent once and not by each.
    pub(crate) async fn token(
        &self,
        transport: &Transport,
        effort: Effort,
        refused: Option<&Token>,
    ) -> Result<Arc<Token>, Error> {
        if let Some(text) = self.credentials.ready() {
            return Ok(ready(text.clone()));
        }
        let asked = match self.find(refused) {
            Found::Fresh(token) => return Ok(token),
            Found::Old(token) => return Ok(self.renew_early(transport, effort, token).await),
            Found::Nothing { fetches } => fetches,
        };
        let _flight = self.flight.lock().await;
        match self.find(refused) {
            Found::Fresh(token) | Found::Old(token) => return Ok(token),
            Found::Nothing { .. } => {}
        }
        if let Some(outcome) = self.outcome_since(asked) {
            return outcome;
        }
        let fetched = self.credentials.fetch(transport, effort).await;
        self.land(fetched)
    }

    /// The old token serves on where the renewal fails, or is another task's.
    async fn renew_early(
        &self,
        transport: &Transport,
        effort: Effort,
        old: Arc<Token>,
    ) -> Arc<Token> {
        let Ok(_flight) = self.flight.try_lock() else {
            return old;
        };
        if let Found::Fresh(token) = self.find(None) {
            return token;
        }
        let fetch = self.credentials.fetch(transport, effort.once());
        if let Ok(Ok(fetched)) = timeout(EARLY_LIMIT, fetch).await
            && let Ok(token) = self.land(Ok(fetched))
        {
            return token;
        }
        let later =
            Token { text: old.text.clone(), renew_at: Instant::now() + EARLY_PAUSE, ..*old };
        self.kept().token = Some(Arc::new(later));
        old
    }

    fn find(&self, refused: Option<&Token>) -> Found {
        let kept = self.kept();
        let now = Instant::now();
        match &kept.token {
            Some(token) if refused.is_some_and(|refused| refused.fetch == token.fetch) => {}
            Some(token) if now < token.renew_at => return Found::Fresh(token.clone()),
            Some(token) if now < token.expires_at => return Found::Old(token.clone()),
            _ => {}
        }
        Found::Nothing { fetches: kept.fetches }
    }

    /// How the last fetch ended, if it ended after `asked` others.
    fn outcome_since(&self, asked: u64) -> Option<Result<Arc<Token>, Error>> {
        let kept = self.kept();
        if kept.fetches == asked {
            return None;
        }
        match &kept.failure {
            Some(error) => Some(Err(error.clone())),
            None => kept.token.clone().map(Ok),
        }
    }

    fn land(&self, fetched: Result<(Secret, i64), Error>) -> Result<Arc<Token>, Error> {
        let mut kept = self.kept();
        kept.fetches += 1;
        match fetched {
            Ok((text, seconds)) => {
                let token = Arc::new(token(text, kept.fetches, seconds));
                kept.token = Some(token.clone());
                kept.failure = None;
                Ok(token)
            }
            Err(error) => {
                kept.failure = Some(error.clone());
                Err(error)
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().expect("nothing panics while it is held")
    }
}

fn token(text: Secret, fetch: u64, seconds: i64) -> Token {
    let life = Duration::from_secs(seconds.try_into().unwrap_or(0)).min(LONGEST);
    let now = Instant::now();
    Token {
        text,
        fetch: Some(fetch),
        renew_at: now + life - MARGIN.min(life / 10),
        expires_at: now + life,
    }
}

fn ready(text: Secret) -> Arc<Token> {
    let now = Instant::now();
    Arc::new(Token { text, fetch: None, renew_at: now, expires_at: now })
}
