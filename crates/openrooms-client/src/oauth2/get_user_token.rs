//! `GetUserToken`: a token on behalf of a person.

use openrooms_protocol::Nothing;
use openrooms_protocol::oauth2::{GetUserToken, IssuedUserToken, UserCredentials};

use crate::{Client, Error};

impl Client {
    /// `GetUserToken`: a token on behalf of the person who gave the app this one-time `code`.
    ///
    /// A code that is spent, has ended or is another app's is `invalidParameter.authCode.notFound`.
    /// A code opens once: where the reply was lost, the call is not repeated.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::Credentials;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let issued = client.get_user_token("dingdemo", "demo-secret", "code").await?;
    /// let oneself = client.with_credentials(Credentials::token(issued.access_token));
    /// assert_eq!(oneself.get_user("me").await?.nick, "Mia");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_user_token(
        &self,
        client_id: &str,
        client_secret: &str,
        code: &str,
    ) -> Result<IssuedUserToken, Error> {
        let body = UserCredentials {
            code: Some(code.to_owned()),
            ..credentials(client_id, client_secret, "authorization_code")
        };
        self.call::<GetUserToken>(&Nothing {}, &Nothing {}, &body).await
    }

    /// `GetUserToken` for a code that was asked for with a challenge (PKCE, `S256`): it opens with
    /// the `verifier` that the challenge was made of, and not without. Ours: DingTalk does not know
    /// it.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    /// let issued = client
    ///     .get_user_token_with_verifier("dingdemo", "demo-secret", "code", verifier)
    ///     .await?;
    /// assert_eq!(issued.expire_in, 7200);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_user_token_with_verifier(
        &self,
        client_id: &str,
        client_secret: &str,
        code: &str,
        verifier: &str,
    ) -> Result<IssuedUserToken, Error> {
        let body = UserCredentials {
            code: Some(code.to_owned()),
            code_verifier: Some(verifier.to_owned()),
            ..credentials(client_id, client_secret, "authorization_code")
        };
        self.call::<GetUserToken>(&Nothing {}, &Nothing {}, &body).await
    }

    /// `GetUserToken`: the next token on behalf of a person, for the refresh token that came with
    /// the one before. It opens once, as a code does.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let issued = client.get_user_token("dingdemo", "demo-secret", "code").await?;
    /// let next = client.refresh_user_token("dingdemo", "demo-secret", &issued.refresh_token).await?;
    /// assert_eq!((next.expire_in, &*next.corp_id), (7200, "dingcorp"));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn refresh_user_token(
        &self,
        client_id: &str,
        client_secret: &str,
        refresh_token: &str,
    ) -> Result<IssuedUserToken, Error> {
        let body = UserCredentials {
            refresh_token: Some(refresh_token.to_owned()),
            ..credentials(client_id, client_secret, "refresh_token")
        };
        self.call::<GetUserToken>(&Nothing {}, &Nothing {}, &body).await
    }
}

fn credentials(id: &str, secret: &str, grant_type: &str) -> UserCredentials {
    UserCredentials {
        client_id: Some(id.to_owned()),
        client_secret: Some(secret.to_owned()),
        grant_type: Some(grant_type.to_owned()),
        ..UserCredentials::default()
    }
}
