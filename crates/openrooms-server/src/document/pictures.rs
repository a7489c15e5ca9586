//! Pictures of a document: cleaned again, so that nothing is served that was not checked here.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openrooms_core::id::PictureId;
use openrooms_core::picture::{KeptPicture, clean};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::organisation::{DocumentError, UploadedPicture};

use super::import::{unique, wrong};

/// The pictures of the organisation at `path`.
pub(super) fn read(
    from: Vec<UploadedPicture>,
    path: &str,
) -> Result<Vec<KeptPicture>, DocumentError> {
    let mut seen = HashMap::new();
    let each = from.into_iter().enumerate().map(|(index, given)| {
        let path = format!("{path}.pictures[{index}]");
        let id = given.picture_id;
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if id.len() != 32 || !id.bytes().all(is_digit) {
            let message = "it must be 32 lower-case hexadecimal digits";
            return wrong(format!("{path}.pictureId"), message);
        }
        unique(&mut seen, id.clone(), &format!("{path}.pictureId"))?;
        let content = format!("{path}.content");
        let file =
            STANDARD.decode(given.content).or_else(|_| wrong(&content, "it is not base64"))?;
        let picture = clean(&file).or_else(|fault| wrong(&content, fault))?;
        let uploaded_at = EpochMillis(given.upload_time);
        Ok(KeptPicture { id: PictureId::new(id), picture, uploaded_at })
    });
    each.collect()
}
