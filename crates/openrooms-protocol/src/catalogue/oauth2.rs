//! The rows of `oauth2_1_0`.

use super::{Module, Note, Row, choice, documented, from_sdk};
use crate::oauth2::{
    GetAccessToken, GetCorpAccessToken, GetSuiteAccessToken, GetToken, GetUserToken,
};

const MODULE: Module = Module::OAuth2;
const TWO_HOURS: Note = documented("A token lives 7,200 seconds.");

pub(super) static ROWS: &[Row] = &[
    Row::of::<GetAccessToken>(MODULE, "Gives an internal app its token.").notes(&[
        TWO_HOURS,
        documented(
            "Asked again while it is valid, it is the same token, good for 7,200 seconds anew.",
        ),
    ]),
    Row::of::<GetCorpAccessToken>(
        MODULE,
        "Gives a third-party app a token on an organisation that authorised it.",
    )
    .notes(&[TWO_HOURS, documented("Each call gives a new token.")]),
    Row::of::<GetSuiteAccessToken>(
        MODULE,
        "Gives a third-party app a token of its own, on no organisation.",
    ),
    Row::of::<GetToken>(MODULE, "Gives either kind of app its token, in the form of OAuth 2.0.")
        .notes(&[
            documented("The same or a new token, as the app's kind has it in the other calls."),
            from_sdk("The literal path of GetAccessToken wins over this one."),
        ]),
    Row::of::<GetUserToken>(MODULE, "Gives an app a token on behalf of a person who agreed.")
        .notes(&[
            TWO_HOURS,
            choice("A code opens once, within five minutes, for the app that it was made for."),
            choice("A refresh token opens once, within 30 days, and comes with each token anew."),
        ]),
];
