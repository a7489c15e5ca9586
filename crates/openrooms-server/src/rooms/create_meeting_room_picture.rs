//! `CreateMeetingRoomPicture`: a picture is kept.

use axum::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Response;
use openrooms_core::access::may_manage_some;
use openrooms_core::id::{PictureId, UnionId};
use openrooms_core::picture::{
    IDLE_SECONDS, KeptPicture, MOST_BYTES, MOST_BYTES_OF_ALL, Picture, clean,
};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{CreateMeetingRoomPicture, RoomPicture, picture_path};
use openrooms_store::Change;
use serde_json::json;

use super::wish::{self, wrong};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/rooms/pictures`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let base = call.base();
    let act = async |asked, picture| act(asked, picture, base).await;
    change::handle::<CreateMeetingRoomPicture, _, _, _>(call, read, act).await
}

fn read(given: Given<CreateMeetingRoomPicture>) -> Result<(UnionId, Picture), Problem> {
    let body = given.body;
    let operator = wish::operator(body.union_id)?;
    let content = wish::required("content", body.content)?;
    let file = STANDARD.decode(content).or_else(|_| wrong("content is not base64"))?;
    if file.len() > MOST_BYTES {
        return wrong(format!("content must be {MOST_BYTES} bytes at most"));
    }
    let picture = clean(&file).or_else(|fault| wrong(format!("content: {fault}")))?;
    Ok((operator, picture))
}

async fn act(
    asked: Asked,
    picture: Picture,
    base: Option<String>,
) -> Result<Wrapped<RoomPicture>, Problem> {
    let Some(base) = base else {
        return wrong(
            "the request has no Host that is one, and the server was not told its public address",
        );
    };
    let (mut writing, operator) = asked.begin().await?;
    if !operator.is_some_and(|operator| may_manage_some(&operator)) {
        return Err(Problem::NotAdministrator);
    }
    let same = writing.same_picture(&picture.bytes).await?;
    if let Some(id) = &same {
        writing.renew_picture(id, asked.now).await?;
    }
    let forgotten = writing.forget_pictures(asked.now.plus_seconds(-IDLE_SECONDS)).await?;
    let size = picture.bytes.len();
    let mut shown = RoomPicture {
        picture_id: String::new(),
        url: String::new(),
        media_type: picture.kind.media_type().to_owned(),
        width: picture.width,
        height: picture.height,
        size: size as u64,
    };
    let id = if let Some(id) = same {
        id
    } else {
        let kept =
            KeptPicture { id: PictureId::new(asked.new_id()), picture, uploaded_at: asked.now };
        let bytes = writing.picture_bytes().await?;
        if bytes > MOST_BYTES_OF_ALL - i64::try_from(size).unwrap_or(i64::MAX) {
            return wrong(format!(
                "the organisation's pictures may have {MOST_BYTES_OF_ALL} bytes together"
            ));
        }
        writing.insert_picture(&kept).await?;
        kept.id
    };
    shown.picture_id = id.as_str().to_owned();
    let mut entry = asked.entry("picture", id.as_str(), None, Some(&shown));
    if let (Some(after), false) = (&mut entry.after, forgotten.is_empty()) {
        let forgotten: Vec<_> = forgotten.iter().map(PictureId::as_str).collect();
        after["forgotten"] = json!(forgotten);
    }
    asked.commit(writing, entry, vec![Change::Organisation(asked.corp.clone())]).await?;
    shown.url = base + &picture_path(asked.corp.as_str(), id.as_str());
    Ok(Wrapped { result: shown })
}
