//! What a person sees who was not let in by a provider.

use http::StatusCode;
use openrooms_protocol::path::encode;

use crate::console::plain_page::{Language, escaped, whole};

/// Why somebody was not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The attempt is too old, is over, or is another browser's.
    Stale,
    /// Too many attempts from one address.
    TooOften,
    /// The provider is away.
    Away,
    /// The provider, or the person, said no.
    Denied,
    /// What came from the provider proves nothing.
    Unproved,
    /// The provider does not say who it is.
    Nameless,
    /// The provider has not verified the mail address.
    Unverified,
    /// Nobody of the organisation is meant.
    Nobody,
    /// The server itself cannot, just now.
    Broken,
    /// There is no organisation, or which one is meant was not set.
    NoOrganisation,
}

impl Refused {
    pub(super) const fn status(self) -> StatusCode {
        match self {
            Self::Stale => StatusCode::BAD_REQUEST,
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Self::Away => StatusCode::BAD_GATEWAY,
            Self::Broken => StatusCode::SERVICE_UNAVAILABLE,
            Self::Denied
            | Self::Unproved
            | Self::Nameless
            | Self::Unverified
            | Self::Nobody
            | Self::NoOrganisation => StatusCode::FORBIDDEN,
        }
    }

    const fn words(self, language: Language) -> &'static str {
        match self {
            Self::Stale => language.pick(
                "本次登录已过期，或已在其他标签页中重新开始。请再试一次。",
                "This attempt is too old, or was begun again in another tab. Try again.",
            ),
            Self::TooOften => language.pick(
                "登录尝试过于频繁，请稍候再试。",
                "There were many attempts from here just now. Wait a moment, then try again.",
            ),
            Self::Away => language.pick(
                "身份提供方没有响应。请稍候再试；若一直如此，请联系管理员。",
                "The sign-in service does not answer. Wait a moment, then try again; if it stays \
                 so, tell your administrator.",
            ),
            Self::Denied => language.pick(
                "您取消了登录，或身份提供方拒绝了登录。",
                "You turned back, or the sign-in service did not let you in.",
            ),
            Self::Unproved => language.pick(
                "无法核实身份提供方的答复，因此没有登录。请再试一次；若一直如此，请联系管理员。",
                "What the sign-in service answered could not be verified, so nobody was signed in. \
                 Try again; if it stays so, tell your administrator.",
            ),
            Self::Nameless => language.pick(
                "身份提供方没有告知您是谁。请联系管理员。",
                "The sign-in service did not say who you are. Tell your administrator.",
            ),
            Self::Unverified => language.pick(
                "您的邮箱地址尚未经身份提供方验证。请先在那里完成验证，再重新登录。",
                "The sign-in service has not verified your mail address. Verify it there, then sign \
                 in again.",
            ),
            Self::Nobody => language.pick(
                "您已通过身份验证，但通讯录中没有与之对应的人员。请联系管理员添加。",
                "You are who you say, but nobody in the directory here has that address or id. Ask \
                 your administrator to add you.",
            ),
            Self::Broken => language.pick(
                "服务器暂时无法处理登录。请稍候再试。",
                "The server cannot sign anybody in just now. Wait a moment, then try again.",
            ),
            Self::NoOrganisation => language.pick(
                "此服务器尚未设置要登录的组织。请联系管理员。",
                "This server does not know yet whose people sign in here. Tell your administrator.",
            ),
        }
    }
}

/// The page. `next` is where one wanted to go.
pub(super) fn refused(
    why: Refused,
    provider: &str,
    next: Option<&str>,
    language: Language,
) -> String {
    let next = next.map(|next| format!("?next={}", encode(next))).unwrap_or_default();
    let text = format!(
        "<h1>{title}</h1>\n<p class=\"who\">{provider}</p>\n<p role=\"alert\">{words}</p>\n\
         <p><a href=\"/signin{next}\">{back}</a></p>\n",
        title = language.pick("未能登录", "You are not signed in"),
        provider = escaped(provider),
        words = why.words(language),
        next = escaped(&next),
        back = language.pick("返回登录页", "Back to signing in"),
    );
    whole(language, &text)
}
