//! Screen templates: how the screen of a device looks, and where.

use crate::id::{DeviceUnionId, GroupId, RoomId, TemplateId};

/// The most templates of an organisation: a list of them is one reply.
pub const MOST_TEMPLATES: i64 = 500;

/// A screen template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// Its name.
    pub name: String,
    /// How it looks.
    pub look: Look,
    /// Where it is shown.
    pub places: Places,
    /// JSON of an imported document that only an export reads.
    pub beyond: Option<String>,
}

/// How a screen looks. The default is what a template is that says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a screen, each for itself")]
pub struct Look {
    /// The kind of background, by the wire's number; the numbers' meaning is not documented.
    pub background: i32,
    /// Address of the background.
    pub background_address: Option<String>,
    /// Addresses of pictures that take turns.
    pub pictures: Vec<String>,
    /// How long each of them is shown, in seconds.
    pub picture_seconds: Option<i32>,
    /// The wire's number for whether pictures lie on top.
    pub picture_on_top: i32,
    /// Address of the organisation's sign.
    pub logo: Option<String>,
    /// The organisation's name as the screen has it.
    pub organisation: Option<String>,
    /// Free text.
    pub text: Option<String>,
    /// Whether names of people are made unreadable.
    pub hides_names: bool,
    /// Whether the share code is hidden while somebody projects.
    pub hides_code: bool,
    /// Whether it tells how to use the room.
    pub has_instruction: bool,
    /// Whether the calendar is shown.
    pub has_calendar: bool,
    /// Whether the calendar shows titles.
    pub has_titles: bool,
    /// Whether functions are shown.
    pub has_functions: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            background: 1,
            background_address: None,
            pictures: Vec::new(),
            picture_seconds: None,
            picture_on_top: 1,
            logo: None,
            organisation: None,
            text: None,
            hides_names: false,
            hides_code: false,
            has_instruction: false,
            has_calendar: false,
            has_titles: false,
            has_functions: false,
        }
    }
}

impl Look {
    /// The addresses of all its pictures.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let single = self.background_address.iter().chain(&self.logo);
        single.chain(&self.pictures).map(String::as_str)
    }
}

/// The template that a device shows: one that names it, else one that names its room, else one that
/// names the nearest of its groups, which come from below. Of several alike the one made last.
pub fn shown_on<'a>(
    templates: &'a [Template],
    device: &DeviceUnionId,
    room: Option<&RoomId>,
    groups: &[GroupId],
) -> Option<&'a Template> {
    let last = |names: &dyn Fn(&Places) -> bool| {
        templates.iter().filter(|one| names(&one.places)).max_by_key(|one| one.id)
    };
    let of_group = |group: &GroupId| last(&|places| places.groups.contains(group));
    last(&|places| places.devices.contains(device))
        .or_else(|| last(&|places| room.is_some_and(|room| places.rooms.contains(room))))
        .or_else(|| groups.iter().find_map(of_group))
}

/// Where a template is shown, each list in the order in which it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// On these devices.
    pub devices: Vec<DeviceUnionId>,
    /// On the devices of these rooms.
    pub rooms: Vec<RoomId>,
    /// On the devices of all rooms of these groups.
    pub groups: Vec<GroupId>,
}

/// What is asked for of a template. What it does not say is the default, not what was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateWish {
    /// Its name; `None` is the name that it has.
    pub name: Option<String>,
    /// How it looks.
    pub look: Look,
    /// Where it is shown.
    pub places: Places,
}

/// What a wish meets in the organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether the organisation may make templates; `None` is yes.
    pub has_screens: Option<bool>,
    /// How many there are.
    pub templates: i64,
    /// Whether another template has the name that is asked for.
    pub name_is_taken: bool,
    /// The first place that is asked for and that there is not, in words.
    pub missing_place: Option<String>,
}

/// Why a template is not made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The organisation may not make any.
    NoScreens,
    /// There is no such template.
    Unknown,
    /// Another template has the name.
    NameTaken,
    /// A device, room or group that there is not.
    PlaceUnknown(String),
    /// There are as many as there may be.
    TooMany,
}

/// Whether the template may be made.
pub fn may_make(found: &Surroundings) -> Result<(), Refusal> {
    permitted(found)?;
    judge(found)?;
    if found.templates >= MOST_TEMPLATES { Err(Refusal::TooMany) } else { Ok(()) }
}

/// The template that takes the place of `before`; it has its id.
pub fn changed(
    wish: TemplateWish,
    before: Option<Template>,
    found: &Surroundings,
) -> Result<Template, Refusal> {
    permitted(found)?;
    let before = before.ok_or(Refusal::Unknown)?;
    judge(found)?;
    let name = wish.name.unwrap_or(before.name);
    let (id, beyond) = (before.id, before.beyond);
    Ok(Template { id, name, look: wish.look, places: wish.places, beyond })
}

fn permitted(found: &Surroundings) -> Result<(), Refusal> {
    if found.has_screens == Some(false) { Err(Refusal::NoScreens) } else { Ok(()) }
}

fn judge(found: &Surroundings) -> Result<(), Refusal> {
    if found.name_is_taken {
        return Err(Refusal::NameTaken);
    }
    found.missing_place.clone().map_or(Ok(()), |place| Err(Refusal::PlaceUnknown(place)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(name: Option<&str>) -> TemplateWish {
        let look = Look { has_calendar: true, ..Look::default() };
        let name = name.map(str::to_owned);
        TemplateWish { name, look, places: Places::default() }
    }

    fn before() -> Template {
        let look = Look { text: Some("old".to_owned()), hides_code: true, ..Look::default() };
        let places = Places { groups: vec![GroupId(7)], ..Places::default() };
        let (name, beyond) = ("Lobby".to_owned(), Some("{}".to_owned()));
        Template { id: TemplateId(3), name, look, places, beyond }
    }

    #[test]
    fn what_is_not_asked_for_is_the_default_but_id_and_name() {
        for (name, wanted) in [(None, "Lobby"), (Some("Hall"), "Hall")] {
            let template = changed(wish(name), Some(before()), &Surroundings::default()).unwrap();
            let wanted = Template {
                id: TemplateId(3),
                name: wanted.to_owned(),
                look: wish(None).look,
                places: Places::default(),
                beyond: Some("{}".to_owned()),
            };
            assert_eq!(template, wanted);
        }
    }

    #[test]
    fn the_first_reason_against_it_is_told() {
        let all = Surroundings {
            has_screens: Some(false),
            templates: MOST_TEMPLATES,
            name_is_taken: true,
            missing_place: Some("roomIds[0]".to_owned()),
        };
        let allowed = Surroundings { has_screens: None, ..all.clone() };
        let free = Surroundings { name_is_taken: false, ..allowed.clone() };
        let placed = Surroundings { missing_place: None, ..free.clone() };
        let few = Surroundings { templates: MOST_TEMPLATES - 1, ..placed.clone() };
        let place = || Refusal::PlaceUnknown("roomIds[0]".to_owned());
        for (found, made, of_known, of_unknown) in [
            (&all, Err(Refusal::NoScreens), Err(Refusal::NoScreens), Refusal::NoScreens),
            (&allowed, Err(Refusal::NameTaken), Err(Refusal::NameTaken), Refusal::Unknown),
            (&free, Err(place()), Err(place()), Refusal::Unknown),
            (&placed, Err(Refusal::TooMany), Ok(()), Refusal::Unknown),
            (&few, Ok(()), Ok(()), Refusal::Unknown),
        ] {
            assert_eq!(may_make(found), made, "{found:?}");
            let known = changed(wish(None), Some(before()), found).map(|_| ());
            assert_eq!(known, of_known, "{found:?}");
            assert_eq!(changed(wish(None), None, found), Err(of_unknown), "{found:?}");
        }
    }

    #[test]
    fn a_look_knows_all_its_pictures() {
        let text = |text: &str| Some(text.to_owned());
        let look = Look {
            background_address: text("a"),
            logo: text("b"),
            pictures: vec!["c".to_owned(), "d".to_owned()],
            ..Look::default()
        };
        assert_eq!(look.addresses().collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    }
}
