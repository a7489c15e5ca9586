//! Options of the commands that ask a server over its API: which server, and as whom.

use std::ops::Deref;

use clap::error::ErrorKind;
use clap::{ArgMatches, Args};

use crate::alternatives::{Alternatives, Choice, Named, Settled, choose};

/// Which server, and as which app.
pub(crate) type ServerArgs = Settled<ServerOptions>;

/// Which server, as which app, and on whose behalf.
pub(crate) type RemoteArgs = Settled<RemoteOptions>;

/// The same as [`ServerArgs`], as it was given.
#[derive(Debug, Args)]
pub(crate) struct ServerOptions {
    // What rustdoc would want in brackets or backticks is said as `help`.
    #[arg(
        long,
        help = "The server's address; DingTalk's own is https://api.dingtalk.com",
        value_name = "URL",
        env = "OPENROOMS_ADDRESS",
        default_value = "http://127.0.0.1:8080"
    )]
    pub(crate) address: String,
    /// The app's key
    #[arg(long, value_name = "KEY", env = "OPENROOMS_APP_KEY", required_unless_present = "token")]
    pub(crate) app_key: Option<String>,
    /// The app's secret
    #[arg(
        long,
        value_name = "SECRET",
        env = "OPENROOMS_APP_SECRET",
        hide_env_values = true,
        required_unless_present = "token"
    )]
    pub(crate) app_secret: Option<String>,
    /// A third-party app's organisation: the key and the secret are a suite's
    #[arg(long, value_name = "ID", env = "OPENROOMS_CORP")]
    pub(crate) corp: Option<String>,
    /// A third-party app's ticket
    #[arg(
        long,
        value_name = "TICKET",
        env = "OPENROOMS_SUITE_TICKET",
        hide_env_values = true,
        requires = "corp"
    )]
    pub(crate) suite_ticket: Option<String>,
    /// A token, in place of key and secret
    #[arg(long, env = "OPENROOMS_TOKEN", hide_env_values = true)]
    pub(crate) token: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// The same as [`RemoteArgs`], as it was given.
#[derive(Debug, Args)]
pub(crate) struct RemoteOptions {
    #[command(flatten)]
    server: ServerOptions,
    /// unionId of the person on whose behalf to ask
    #[arg(long, value_name = "ID", env = "OPENROOMS_UNION_ID")]
    pub(crate) union_id: String,
}

/// Whoever asks on somebody's behalf asks a server.
impl Deref for RemoteOptions {
    type Target = ServerOptions;

    fn deref(&self) -> &ServerOptions {
        &self.server
    }
}

impl Alternatives for RemoteOptions {
    fn settle(&mut self, given: &ArgMatches) -> Result<(), clap::Error> {
        self.server.settle(given)
    }
}

impl Alternatives for ServerOptions {
    fn settle(&mut self, given: &ArgMatches) -> Result<(), clap::Error> {
        const TOKEN: [Named; 1] =
            [Named { id: "token", flag: "--token <TOKEN>", variable: "OPENROOMS_TOKEN" }];
        const APP: [Named; 2] = [
            Named { id: "app_key", flag: "--app-key <KEY>", variable: "OPENROOMS_APP_KEY" },
            Named {
                id: "app_secret",
                flag: "--app-secret <SECRET>",
                variable: "OPENROOMS_APP_SECRET",
            },
        ];
        match choose(given, &TOKEN, &APP)? {
            Choice::One => (self.app_key, self.app_secret) = (None, None),
            Choice::Other => self.token = None,
            Choice::Neither => {}
        }
        // clap was content with a token, which may have given way to half of a pair.
        let halves = [self.app_key.is_some(), self.app_secret.is_some()];
        for (option, is_given) in APP.iter().zip(halves) {
            if self.token.is_none() && !is_given {
                let text = "the following required arguments were not provided:";
                let text = format!("{text}\n  {}", option.flag);
                return Err(clap::Error::raw(ErrorKind::MissingRequiredArgument, text));
            }
        }
        Ok(())
    }
}
