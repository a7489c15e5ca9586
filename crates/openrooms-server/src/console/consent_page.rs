//! The consent page as text.

use openrooms_protocol::Scope;

use super::consent::{PATH, Question, Refused};
use super::plain_page::{Language, escaped, whole};

/// What a browser must know to let a form go to an address: scheme, host and port, or the scheme of an
/// app's own. `None` where it is no address that anything is sent to.
pub fn place_of(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    let of_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let begins = scheme.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    let is_shown =
        address.bytes().all(|byte| (0x21..0x7f).contains(&byte)) && !address.contains('#');
    if !begins || !scheme.bytes().all(of_scheme) || !is_shown {
        return None;
    }
    match &*scheme.to_ascii_lowercase() {
        "http" | "https" => {
            let host = rest.strip_prefix("//")?.split(['/', '?']).next()?;
            let of_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte);
            let is_host = !host.is_empty() && host.bytes().all(of_host);
            is_host.then(|| format!("{scheme}://{host}"))
        }
        "javascript" | "data" | "vbscript" | "blob" | "file" | "about" => None,
        _ => Some(format!("{scheme}:")),
    }
}

/// The question.
pub(super) fn question(question: &Question, language: Language) -> String {
    let Question { wanted, app, person, form } = question;
    let say = |chinese, english| language.pick(chinese, english);
    let scopes = app.client.scopes.iter().filter_map(|name| Scope::named(name));
    let scopes = scopes.filter_map(|scope| words(scope, language));
    let scopes = scopes.map(|words| format!("<li>{words}</li>\n")).collect::<Vec<_>>().concat();
    let hidden = wanted.fields().into_iter().filter(|(_, value)| !value.is_empty());
    let hidden = hidden.chain([("form", &**form)]).map(|(name, value)| {
        format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">\n", escaped(value))
    });
    let hidden = hidden.collect::<Vec<_>>().concat();
    let place = place_of(&wanted.redirect_uri).unwrap_or_default();
    let text = format!(
        "<h1>{title}</h1>\n<p class=\"who\">{you} <strong>{name}</strong> · {organisation}</p>\n\
         <p>{app_asks} <strong class=\"app\">{app}</strong>{key}</p>\n<ul>\n{scopes}</ul>\n\
         <p class=\"note\">{as_you} {goes} <code>{place}</code></p>\n\
         <form method=\"post\" action=\"{PATH}\">\n{hidden}\
         <button name=\"decision\" value=\"deny\">{deny}</button>\n\
         <button class=\"main\" name=\"decision\" value=\"allow\">{allow}</button>\n</form>\n",
        title = say("允许此应用代您操作？", "Let this app act for you?"),
        you = say("您已登录为", "You are signed in as"),
        name = escaped(&person.name),
        organisation = escaped(&person.organisation),
        app_asks = say("请求权限的应用：", "The app that asks:"),
        app = escaped(app.name.as_deref().unwrap_or(app.client.key.as_str())),
        // Two apps may have one name.
        key = app.name.as_ref().map_or_else(String::new, |_| {
            format!(" <code>{}</code>", escaped(app.client.key.as_str()))
        }),
        as_you = say(
            "它只能做您本人有权做的事，直到它的密钥被更换或您离开组织。",
            "It can do what you may do yourself and no more, until its secret is changed or you \
             leave the organisation."
        ),
        goes = say("您的回答会送往", "Your answer goes to"),
        place = escaped(&place),
        deny = say("拒绝", "Refuse"),
        allow = say("允许", "Allow"),
    );
    whole(language, &text)
}

/// Why there is no question.
pub(super) fn refused(refused: Refused, language: Language) -> String {
    let (chinese, english) = match refused {
        Refused::Unreadable => ("请求无法识别。", "What the app asks for is not understood."),
        Refused::AppUnknown => ("没有这个应用。", "There is no such app."),
        Refused::AddressUnknown => (
            "回调地址不是该应用登记的地址，因此不会跳转。",
            "The app has not registered the address that it wants the answer at, so nothing is sent \
             there.",
        ),
        Refused::AppForeign => (
            "该应用不属于您的组织，也未获您的组织授权。",
            "This app is not of your organisation, nor authorised by it.",
        ),
        Refused::FormStale => (
            "页面已过期。请回到应用重新开始。",
            "This page is too old. Go back to the app and begin again.",
        ),
    };
    let title = language.pick("无法授权", "This app cannot be let in");
    let text = language.pick(chinese, english);
    whole(language, &format!("<h1>{title}</h1>\n<p>{text}</p>\n"))
}

/// What a scope lets an app do; `None` for what lets it do nothing.
const fn words(scope: Scope, language: Language) -> Option<&'static str> {
    let (chinese, english) = match scope {
        Scope::RoomRead => ("查看您可见的会议室", "See the meeting rooms that you see"),
        Scope::RoomWrite => ("更改您管理的会议室", "Change the meeting rooms that you administer"),
        Scope::TemplateRead => ("查看屏幕模板", "See screen templates"),
        Scope::TemplateWrite => ("更改屏幕模板", "Change screen templates"),
        Scope::EventRead => {
            ("查看您的日程和会议室占用情况", "See your events, and when rooms are taken")
        }
        Scope::EventWrite => (
            "以您的名义创建和更改日程、预订会议室",
            "Make and change events and book rooms in your name",
        ),
        Scope::ScheduleRead => ("查看同事的忙闲", "See when colleagues are busy"),
        Scope::UserRead => {
            ("查看您和同事的姓名与联系方式", "See names and addresses of you and colleagues")
        }
        Scope::DirectorySearch => ("搜索同事和部门", "Search colleagues and departments"),
        Scope::DirectoryWrite => (
            "若您是管理员：邀请人员使用控制台，并可借此以其身份登录",
            "If you are an administrator: invite people to the console, and so sign in as them",
        ),
        // The legacy calls take no token on behalf of a person.
        Scope::MemberRead
        | Scope::DepartmentMemberRead
        | Scope::DepartmentRead
        | Scope::Base
        | Scope::Console => return None,
    };
    Some(language.pick(chinese, english))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_where_a_browser_may_send_a_form() {
        for (address, wanted) in [
            ("https://example.org/cb?x=1", Some("https://example.org")),
            ("http://127.0.0.1:3000/callback", Some("http://127.0.0.1:3000")),
            ("http://[::1]:3000", Some("http://[::1]:3000")),
            ("org.example.app://cb", Some("org.example.app:")),
            ("https://example.org;evil/", None),
            ("https://a@example.org/", None),
            ("https://example.org/ cb", None),
            ("https://example.org/#x", None),
            ("https:///cb", None),
            ("javascript:alert(1)", None),
            ("DATA:text/html,x", None),
            ("/cb", None),
            ("é:x", None),
            ("", None),
        ] {
            assert_eq!(place_of(address).as_deref(), wanted, "{address}");
        }
    }
}
