//! The rows of `console_1_0`, ours.

use super::rooms::EXPECTED;
use super::{Module, Note, Row, choice};
use crate::console::{
    CreateApp, DeleteApp, QueryAppList, QueryAuditList, QueryConsentList, RevokeApp,
    RotateAppSecret, UpdateApp, WithdrawConsent,
};

const MODULE: Module = Module::Console;

const ONCE: Note = choice("The secret is told this once; its hash is kept.");
const OF_ONESELF: Note = choice("Every person asks it for themselves, with the console's token.");

pub(super) static ROWS: &[Row] = &[
    Row::of::<QueryAppList>(MODULE, "Lists the apps of the organisation.").ours(),
    Row::of::<CreateApp>(MODULE, "Makes an app.").ours().notes(&[ONCE]),
    Row::of::<UpdateApp>(MODULE, "Changes the fields of an app that are given.").ours().notes(&[
        EXPECTED,
        choice("A list is replaced whole; tokens that there are may do what the app may."),
    ]),
    Row::of::<RotateAppSecret>(MODULE, "Gives an app a new secret.").ours().notes(&[
        ONCE,
        choice("The secrets before it and their tokens end at once, or after keepOldSeconds."),
    ]),
    Row::of::<RevokeApp>(MODULE, "Ends every secret and every token of an app.")
        .ours()
        .notes(&[choice("The app stays; RotateAppSecret gives it a secret again.")]),
    Row::of::<DeleteApp>(MODULE, "Removes an app with its secrets and tokens.").ours(),
    Row::of::<QueryAuditList>(MODULE, "Tells who did what in the organisation, page by page.")
        .ours()
        .notes(&[choice("The newest first. A page of few entries need not be the last.")]),
    Row::of::<QueryConsentList>(MODULE, "Lists the apps that whoever asks lets act for them.")
        .ours()
        .notes(&[OF_ONESELF]),
    Row::of::<WithdrawConsent>(MODULE, "Lets an app act for whoever asks no more.")
        .ours()
        .notes(&[OF_ONESELF, choice("Its tokens end at once; another code begins anew.")]),
];
