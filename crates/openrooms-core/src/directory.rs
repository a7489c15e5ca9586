//! People and departments: what they may be called, and what of a telephone number is what.

use crate::id::{DeptId, UnionId, UserId};
use crate::name::{shows, steers};
use crate::organisation::Person;
use crate::room_change::Put;

/// The code of the country of a number that names none: DingTalk's own.
const HOME: &str = "86";

/// The code of a number's country and the number itself. DingTalk writes numbers from abroad as
/// `+49-170…`; of all others the country is China.
pub fn country_and_number(mobile: &str) -> (&str, &str) {
    let abroad = mobile.strip_prefix('+').and_then(|rest| rest.split_once('-'));
    let is_code = |code: &str| {
        (1..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())
    };
    abroad.filter(|(code, _)| is_code(code)).unwrap_or((HOME, mobile))
}

/// A text that people may be shown: at most so many characters, none of which controls a terminal or
/// the direction of text.
pub fn is_plain(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest && !text.chars().any(steers)
}

/// The same for a name, which also shows something.
pub fn is_name(text: &str, longest: usize) -> bool {
    is_plain(text, longest) && text.chars().any(shows)
}

/// A user id that may be given: 1 to 64 letters, digits and signs of ASCII.
pub fn is_user_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A telephone number: digits, with hyphens and spaces in between and a plus before them.
pub fn is_mobile(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let ends = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    (3..=32).contains(&text.len())
        && ends(digits.as_bytes().first())
        && ends(digits.as_bytes().last())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' '))
}

/// What is asked for of a person; `None` leaves it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonWish {
    /// Name.
    pub name: Option<String>,
    /// Telephone number.
    pub mobile: Option<String>,
    /// The departments they are in.
    pub departments: Option<Vec<DeptId>>,
    /// Mail address.
    pub email: Option<Put<String>>,
    /// What they are.
    pub title: Option<Put<String>>,
    /// Number of the employee.
    pub job_number: Option<Put<String>>,
    /// Address of a picture.
    pub avatar: Option<Put<String>>,
    /// Whether their telephone number is kept from colleagues.
    pub hides_mobile: Option<bool>,
}

impl PersonWish {
    /// Somebody new.
    pub fn make(self, union_id: UnionId, user_id: UserId) -> Person {
        let mut person = Person {
            union_id,
            user_id,
            name: String::new(),
            email: None,
            mobile: None,
            title: None,
            job_number: None,
            avatar: None,
            hides_mobile: None,
            is_admin: None,
            departments: Vec::new(),
        };
        self.change(&mut person);
        person
    }

    /// Makes somebody as is wished.
    pub fn change(self, person: &mut Person) {
        fn put<T>(place: &mut Option<T>, wish: Option<Put<T>>) {
            if let Some(wish) = wish {
                *place = wish.into_option();
            }
        }
        if let Some(name) = self.name {
            person.name = name;
        }
        if let Some(mobile) = self.mobile {
            person.mobile = Some(mobile);
        }
        if let Some(departments) = self.departments {
            person.departments = departments;
        }
        put(&mut person.email, self.email);
        put(&mut person.title, self.title);
        put(&mut person.job_number, self.job_number);
        put(&mut person.avatar, self.avatar);
        person.hides_mobile = self.hides_mobile.or(person.hides_mobile);
    }
}

/// Why the directory is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Somebody else has the user id.
    UserIdTaken,
    /// Somebody else has the telephone number.
    MobileTaken,
    /// There is no such department.
    DepartmentUnknown,
    /// There is no such department above.
    ParentUnknown,
    /// The root is neither changed nor removed.
    RootFixed,
    /// The department would lie below itself.
    Cycle,
    /// Another department beside it has the name.
    NameTaken,
    /// There are people in it.
    HasMembers,
    /// There are departments below it.
    HasSubDepartments,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_from_abroad_names_its_country() {
        for (mobile, wanted) in [
            ("13800000000", ("86", "13800000000")),
            ("+49-1701234567", ("49", "1701234567")),
            ("+86-138-0000", ("86", "138-0000")),
            ("+49 170", ("86", "+49 170")),
            ("+-170", ("86", "+-170")),
            ("+x-170", ("86", "+x-170")),
            ("+12345-170", ("86", "+12345-170")),
            ("", ("86", "")),
        ] {
            assert_eq!(country_and_number(mobile), wanted, "{mobile}");
        }
    }

    #[test]
    fn names_show_something_and_steer_nothing() {
        for (text, wanted) in [
            ("Ann", true),
            ("安娜 🏢", true),
            (&"a".repeat(64), true),
            (&"a".repeat(65), false),
            (&"🏢".repeat(64), true),
            ("", false),
            (" \u{200b}", false),
            ("a\u{202e}b", false),
            ("a\nb", false),
            ("a\u{7}", false),
        ] {
            assert_eq!(is_name(text, 64), wanted, "{text:?}");
        }
        assert!(is_plain("", 0) && !is_plain("a", 0));
    }

    #[test]
    fn user_ids_and_telephone_numbers_have_their_forms() {
        for (text, wanted) in
            [("u1", true), ("a.b@c_d-e", true), ("", false), ("a b", false), ("é", false)]
        {
            assert_eq!(is_user_id(text), wanted, "{text:?}");
        }
        assert!(is_user_id(&"a".repeat(64)) && !is_user_id(&"a".repeat(65)));
        for (text, wanted) in [
            ("13800000000", true),
            ("+49-170 123", true),
            ("110", true),
            ("11", false),
            ("", false),
            ("+", false),
            ("-110", false),
            ("110-", false),
            ("++110", false),
            ("110a", false),
            ("１１０", false),
        ] {
            assert_eq!(is_mobile(text), wanted, "{text:?}");
        }
        assert!(!is_mobile(&"1".repeat(33)));
    }

    #[test]
    fn what_is_not_wished_stays() {
        let first = PersonWish {
            name: Some("Ann".to_owned()),
            mobile: Some("110".to_owned()),
            departments: Some(vec![DeptId(2)]),
            email: Some(Put::Value("a@b".to_owned())),
            title: Some(Put::Nothing),
            hides_mobile: Some(true),
            ..PersonWish::default()
        };
        let made = first.make(UnionId::new("x"), UserId::new("u"));
        assert_eq!((made.email.as_deref(), &made.title), (Some("a@b"), &None));
        let mut same = made.clone();
        PersonWish::default().change(&mut same);
        assert_eq!(same, made);
        let wish = PersonWish { email: Some(Put::Nothing), ..PersonWish::default() };
        wish.change(&mut same);
        assert_eq!(same, Person { email: None, ..made });
    }
}
