//! Pictures that were uploaded: their rows, and reading one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openrooms_core::ParseError;
use openrooms_core::id::{CorpId, PictureId};
use openrooms_core::picture::{KeptPicture, Kind, Picture};
use openrooms_core::time::EpochMillis;
use sha2::{Digest as _, Sha256};

use crate::db::{Row, Tx, Value, args, values};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

pub(crate) const INSERT: &str = "INSERT INTO pictures (corp_id, picture_id, hash, media_type, width, \
    height, size, content, uploaded_at)";

/// The row of a picture.
pub(crate) fn picture_values(corp: &str, kept: &KeptPicture) -> Vec<Value> {
    let picture = &kept.picture;
    values![
        corp,
        kept.id.as_str(),
        hash(&picture.bytes),
        picture.kind.media_type(),
        i64::from(picture.width),
        i64::from(picture.height),
        i64::try_from(picture.bytes.len()).expect("a picture fits into memory"),
        STANDARD.encode(&picture.bytes),
        kept.uploaded_at.0,
    ]
}

/// What the same picture has the same of.
pub(crate) fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // a text takes whatever is written
        text
    })
}

fn kept(row: &Row) -> Result<KeptPicture, StoreError> {
    let id = row.text("picture_id")?;
    let bad = |column| corrupt::<ParseError>("pictures", column, &id);
    let side = |column: &'static str| {
        u32::try_from(row.int(column)?).map_err(corrupt("pictures", column, &id))
    };
    let kind = Kind::parse(&row.text("media_type")?);
    let bytes = STANDARD.decode(row.text("content")?);
    Ok(KeptPicture {
        picture: Picture {
            kind: kind.ok_or_else(|| bad("media_type")(ParseError(String::new())))?,
            width: side("width")?,
            height: side("height")?,
            bytes: bytes.map_err(corrupt("pictures", "content", &id))?,
        },
        uploaded_at: EpochMillis(row.int("uploaded_at")?),
        id: PictureId::new(id),
    })
}

impl Tx {
    /// The pictures of an organisation, by their ids.
    pub(crate) async fn pictures(&mut self, corp: &str) -> Result<Vec<KeptPicture>, StoreError> {
        let rows = self.rows("SELECT * FROM pictures WHERE corp_id = $1", &args![corp]).await?;
        let mut pictures = rows.iter().map(kept).collect::<Result<Vec<_>, _>>()?;
        pictures.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(pictures)
    }
}

impl Store {
    /// A picture of an organisation.
    pub async fn picture(
        &self,
        corp: &CorpId,
        id: &PictureId,
    ) -> Result<Option<KeptPicture>, StoreError> {
        let sql = "SELECT * FROM pictures WHERE corp_id = $1 AND picture_id = $2";
        let rows = self.db.rows(sql, &args![corp.as_str(), id.as_str()]).await?;
        rows.first().map(kept).transpose()
    }
}
