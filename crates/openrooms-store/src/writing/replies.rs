//! Replies that are given again: to a change that comes with the x-client-token of one that was
//! made, as a client sends it that never saw the reply.
//!
//! The reply is kept in the transaction of the change, so that there is never one without the
//! other: on another node, after a restart, after a crash.

use openrooms_core::id::CorpId;
use openrooms_core::time::EpochMillis;

use super::Writing;
use crate::db::args;
use crate::error::StoreError;
use crate::open::Store;

/// How long a reply is kept, in seconds: a day.
pub const REPLY_LIFETIME_SECONDS: i64 = 24 * 3600;

/// A change as its client names it: both are hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientToken {
    /// Of the app, the operation, the person and the x-client-token.
    pub token: String,
    /// Of what was asked for.
    pub request: String,
}

/// What became of a change that came with the same token before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptReply {
    /// It was the same, and its reply was this.
    Same(String),
    /// It was another.
    Other,
}

impl Store {
    /// What was replied to a change with that token; `None` where none was made within a day.
    pub async fn kept_reply(
        &self,
        corp: &CorpId,
        token: &ClientToken,
        now: EpochMillis,
    ) -> Result<Option<KeptReply>, StoreError> {
        let sql = "SELECT request_hash, reply FROM client_tokens \
                   WHERE corp_id = $1 AND token_hash = $2 AND kept_until > $3";
        let rows = self.db.rows(sql, &args![corp.as_str(), &token.token, now.0]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let is_same = row.text("request_hash")? == token.request;
        Ok(Some(if is_same { KeptReply::Same(row.text("reply")?) } else { KeptReply::Other }))
    }
}

impl Writing {
    /// Keeps the reply to this change. False where one with the same token was made meanwhile: then
    /// this one must not be.
    pub async fn keep_reply(
        &mut self,
        token: &ClientToken,
        reply: &str,
        now: EpochMillis,
    ) -> Result<bool, StoreError> {
        let kept = self
            .tx
            .execute(
                "INSERT INTO client_tokens (corp_id, token_hash, request_hash, reply, kept_until) \
                 VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (corp_id, token_hash) DO UPDATE SET \
                   request_hash = excluded.request_hash, reply = excluded.reply, \
                   kept_until = excluded.kept_until \
                 WHERE client_tokens.kept_until <= $6",
                &args![
                    self.corp.as_str(),
                    &token.token,
                    &token.request,
                    reply,
                    now.plus_seconds(REPLY_LIFETIME_SECONDS).0,
                    now.0
                ],
            )
            .await?;
        Ok(kept > 0)
    }
}
