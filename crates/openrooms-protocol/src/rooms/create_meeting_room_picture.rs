//! `CreateMeetingRoomPicture`: ours; a picture to be shown with rooms and on screens.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/pictures`: keeps a picture, and gives its address.
pub struct CreateMeetingRoomPicture;

impl Operation for CreateMeetingRoomPicture {
    const ACTION: &'static str = "CreateMeetingRoomPicture";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/pictures";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewPicture;
    type Reply = Wrapped<RoomPicture>;
}

/// A picture to be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewPicture {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// The file in base64: PNG, JPEG or WebP, up to 716,800 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub content: Option<String>,
}

/// A picture that is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomPicture {
    /// Its id.
    pub picture_id: String,
    /// Its address, for roomPicture and for screen templates.
    pub url: String,
    /// image/png, image/jpeg or image/webp.
    pub media_type: String,
    /// Pixels from left to right, before it is turned.
    pub width: u32,
    /// Pixels from top to bottom, before it is turned.
    pub height: u32,
    /// Bytes that are kept of the file.
    pub size: u64,
}

/// Where a picture is read, without a token: `/v1.0/rooms/pictures/{corpId}/{pictureId}`.
pub const PICTURE_PATH: &str = "/v1.0/rooms/pictures/{corpId}/{pictureId}";

/// The path of a picture.
pub fn picture_path(corp_id: &str, picture_id: &str) -> String {
    let (corp, picture) = (crate::path::encode(corp_id), crate::path::encode(picture_id));
    format!("/v1.0/rooms/pictures/{corp}/{picture}")
}
