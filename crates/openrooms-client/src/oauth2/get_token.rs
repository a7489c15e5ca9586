//! `GetToken`: OAuth 2.0's own client-credentials call, for both kinds of app.

use openrooms_protocol::Nothing;
use openrooms_protocol::oauth2::{ClientCredentials, CorpPath, GetToken, GrantedToken};

use crate::{Client, Error};

impl Client {
    /// `GetToken`: a token of either kind of app on the organisation `corp_id`.
    ///
    /// An unknown client or a wrong secret is `invalid.client`, an organisation that the app has no
    /// right in `unauthorized.client` with status 401.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let granted = client.get_token("dingcorp", "dingdemo", "demo-secret").await?;
    /// assert_eq!(granted.expires_in, 7200); // seconds
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_token(
        &self,
        corp_id: &str,
        client_id: &str,
        client_secret: &str,
    ) -> Result<GrantedToken, Error> {
        let path = CorpPath { corp_id: corp_id.to_owned() };
        let body = ClientCredentials {
            client_id: Some(client_id.to_owned()),
            client_secret: Some(client_secret.to_owned()),
            grant_type: Some("client_credentials".to_owned()),
        };
        self.call::<GetToken>(&path, &Nothing {}, &body).await
    }
}
