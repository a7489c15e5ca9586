//! Providers that people sign in by: one as every setting is said, and more in the settings file.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use openrooms_core::id::CorpId;
use openrooms_server::console::{Provider, ProviderSettings};
use serde::Deserialize;

use crate::settings::Misuse;

/// What stands above these options in a help.
const OIDC: &str = "Signing in by OpenID Connect";
/// The most providers.
const MOST: usize = 10;

/// One provider, as it was given.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_field_names, reason = "they are the names of the options")]
pub(crate) struct OidcOptions {
    #[arg(
        long,
        help = "The issuer of the provider that people sign in by, letter for letter, such as \
                https://login.example.org/realms/staff",
        help_heading = OIDC,
        value_name = "URL",
        env = "OPENROOMS_OIDC_ISSUER"
    )]
    pub(crate) oidc_issuer: Option<String>,
    /// What this server is called at the provider
    #[arg(long, help_heading = OIDC, value_name = "ID", env = "OPENROOMS_OIDC_CLIENT_ID")]
    pub(crate) oidc_client_id: Option<String>,
    /// A file that holds its secret there [default: none, for a public client]
    #[arg(long, help_heading = OIDC, value_name = "FILE", env = "OPENROOMS_OIDC_CLIENT_SECRET_FILE")]
    pub(crate) oidc_client_secret_file: Option<PathBuf>,
    /// The provider's name in addresses of this server [default: oidc]
    #[arg(long, help_heading = OIDC, value_name = "ID", env = "OPENROOMS_OIDC_ID")]
    pub(crate) oidc_id: Option<String>,
    /// The provider's name on the button [default: the issuer's host]
    #[arg(long, help_heading = OIDC, value_name = "NAME", env = "OPENROOMS_OIDC_NAME")]
    pub(crate) oidc_name: Option<String>,
    /// The organisation whose people sign in by it [default: the only one]
    #[arg(long, help_heading = OIDC, value_name = "CORP", env = "OPENROOMS_OIDC_ORGANISATION")]
    pub(crate) oidc_organisation: Option<String>,
    #[arg(
        long,
        help = "The claim that names a person: email means a mail address that the provider has \
                verified; any other, such as preferred_username or sub, means the userId \
                [default: email]",
        help_heading = OIDC,
        value_name = "CLAIM",
        env = "OPENROOMS_OIDC_CLAIM"
    )]
    pub(crate) oidc_claim: Option<String>,
    /// A host beside the issuer's that the provider's configuration may name; may be given several
    /// times
    #[arg(long, help_heading = OIDC, value_name = "HOST", env = "OPENROOMS_OIDC_HOST",
          value_delimiter = ',')]
    pub(crate) oidc_host: Vec<String>,
}

/// One provider of the settings file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OidcTable {
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    id: Option<String>,
    name: Option<String>,
    organisation: Option<String>,
    claim: Option<String>,
    #[serde(default)]
    hosts: Vec<String>,
}

impl OidcOptions {
    /// What counts of these options and of those of the file, `file`.
    fn over(self, file: Self) -> Self {
        let hosts = if self.oidc_host.is_empty() { file.oidc_host } else { self.oidc_host };
        Self {
            oidc_issuer: self.oidc_issuer.or(file.oidc_issuer),
            oidc_client_id: self.oidc_client_id.or(file.oidc_client_id),
            oidc_client_secret_file: self.oidc_client_secret_file.or(file.oidc_client_secret_file),
            oidc_id: self.oidc_id.or(file.oidc_id),
            oidc_name: self.oidc_name.or(file.oidc_name),
            oidc_organisation: self.oidc_organisation.or(file.oidc_organisation),
            oidc_claim: self.oidc_claim.or(file.oidc_claim),
            oidc_host: hosts,
        }
    }

    /// The provider that they name; `None` where they say nothing.
    fn table(self) -> Result<Option<OidcTable>, Misuse> {
        let (issuer, client_id) = match (self.oidc_issuer, self.oidc_client_id) {
            (Some(issuer), Some(client_id)) => (issuer, client_id),
            (Some(_), None) => return Err(Misuse("oidc_issuer needs oidc_client_id".to_owned())),
            (None, client_id) => {
                let texts = [client_id, self.oidc_id, self.oidc_name, self.oidc_claim];
                let says = texts.iter().any(Option::is_some)
                    || self.oidc_organisation.is_some()
                    || self.oidc_client_secret_file.is_some()
                    || !self.oidc_host.is_empty();
                let what = "a provider that people sign in by needs oidc_issuer";
                return if says { Err(Misuse(what.to_owned())) } else { Ok(None) };
            }
        };
        Ok(Some(OidcTable {
            issuer,
            client_id,
            client_secret_file: self.oidc_client_secret_file,
            id: self.oidc_id,
            name: self.oidc_name,
            organisation: self.oidc_organisation,
            claim: self.oidc_claim,
            hosts: self.oidc_host,
        }))
    }

    /// Decides by whom people sign in; `file` and `more` are the settings file's.
    pub(crate) fn decide(self, file: Self, more: Vec<OidcTable>) -> anyhow::Result<Vec<Provider>> {
        let given: Vec<_> = self.over(file).table()?.into_iter().chain(more).collect();
        if given.len() > MOST {
            return Err(Misuse(format!("there may be {MOST} providers (oidc) at most")).into());
        }
        let mut ids = Vec::new();
        let providers = given.into_iter().map(|table| {
            let id = table.id.clone().unwrap_or_else(|| "oidc".to_owned());
            if ids.contains(&id) {
                let what = "each needs an id of its own";
                return Err(
                    Misuse(format!("two providers (oidc) are called {id:?}: {what}")).into()
                );
            }
            ids.push(id.clone());
            table.provider(&id)
        });
        providers.collect()
    }
}

impl OidcTable {
    fn provider(self, id: &str) -> anyhow::Result<Provider> {
        let secret = self.client_secret_file.as_deref().map(read_secret).transpose()?;
        let settings = ProviderSettings {
            id: id.to_owned(),
            name: self.name,
            issuer: self.issuer,
            client_id: self.client_id,
            client_secret: secret,
            corp: self.organisation.map(CorpId::new),
            claim: self.claim.unwrap_or_else(|| "email".to_owned()),
            hosts: self.hosts,
        };
        let made = Provider::new(settings);
        made.map_err(|error| Misuse(format!("the provider (oidc) {id:?}: {error}")).into())
    }
}

fn read_secret(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the client secret from {}", path.display()))?;
    Ok(text.trim().to_owned())
}
