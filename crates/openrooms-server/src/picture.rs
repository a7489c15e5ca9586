//! Uploaded pictures, read by whoever knows their address: a browser and a door panel have no token.

use axum::body::Body;
use http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use openrooms_core::id::{CorpId, PictureId};
use openrooms_core::picture::KeptPicture;
use openrooms_protocol::path;
use openrooms_protocol::rooms::PICTURE_PATH;

use crate::call::Call;
use crate::problem::Problem;

/// `GET /v1.0/rooms/pictures/{corpId}/{pictureId}`.
pub(crate) async fn read(call: Call) -> Response<Body> {
    match find(&call).await {
        Ok(kept) => show(call, kept),
        Err(problem) => call.reply::<()>(None, Err(problem)),
    }
}

/// What cannot be an address of ours is as unknown as what is none.
async fn find(call: &Call) -> Result<KeptPicture, Problem> {
    let raw = path::matches(PICTURE_PATH, call.parts.uri.path()).ok_or(Problem::ActionNotFound)?;
    let text = |raw| {
        let text = path::decode(raw).ok().filter(|text| !text.contains('\0'));
        text.ok_or(Problem::ActionNotFound)
    };
    let [corp, id] = raw[..] else { return Err(Problem::ActionNotFound) };
    let (corp, id) = (CorpId::new(text(corp)?), PictureId::new(text(id)?));
    let found = call.patiently(call.node.store.picture(&corp, &id)).await?;
    found.ok_or(Problem::ActionNotFound)
}

/// The picture as what it was checked to be, and as nothing else.
fn show(call: Call, kept: KeptPicture) -> Response<Body> {
    let tag = format!("\"{}\"", kept.id);
    let is_known = call.parts.headers.get_all(IF_NONE_MATCH).iter().any(|known| {
        let known = known.to_str().unwrap_or_default();
        known.split(',').any(|one| {
            matches!(one.trim().trim_start_matches("W/"), "*")
                || one.trim().trim_start_matches("W/") == tag
        })
    });
    let kind = kept.picture.kind;
    let name = format!("inline; filename=\"{}.{}\"", kept.id, kind.extension());
    let mut headers = HeaderMap::new();
    let fixed = [
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox; frame-ancestors 'none'"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind.media_type()));
    for (header, value) in [(ETAG, tag), (CONTENT_DISPOSITION, name)] {
        // An imported id is hexadecimal too, so both are plain.
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(header, value);
        }
    }
    if is_known {
        headers.remove(CONTENT_TYPE);
        return call.file(StatusCode::NOT_MODIFIED, headers, Vec::new());
    }
    call.file(StatusCode::OK, headers, kept.picture.bytes)
}
