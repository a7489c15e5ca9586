//! The permissions that an app is granted and an operation needs.

/// One permission, by DingTalk's name for it (docs/WIRE.md, scopes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Scope {
    /// Reading rooms, groups, devices, panels.
    RoomRead,
    /// Writing rooms, groups, blacklists, panels, super users, central control.
    RoomWrite,
    /// Reading screen templates.
    TemplateRead,
    /// Writing screen templates.
    TemplateWrite,
    /// Reading events and the rooms' schedules.
    EventRead,
    /// Writing events, attendance and answers.
    EventWrite,
    /// Reading people's free and busy time.
    ScheduleRead,
    /// Reading one person.
    UserRead,
    /// Searching people and departments.
    DirectorySearch,
    /// Legacy: reading one member.
    MemberRead,
    /// Legacy: listing a department's members.
    DepartmentMemberRead,
    /// Legacy: reading departments.
    DepartmentRead,
    /// Legacy: writing people and departments.
    DirectoryWrite,
    /// What every app has for fetching tokens; never checked.
    Base,
    /// Ours: apps and the record. A person has it by their own token, and no app can be granted it.
    Console,
}

impl Scope {
    /// Every scope that an app may have.
    pub const ALL: [Self; 14] = [
        Self::RoomRead,
        Self::RoomWrite,
        Self::TemplateRead,
        Self::TemplateWrite,
        Self::EventRead,
        Self::EventWrite,
        Self::ScheduleRead,
        Self::UserRead,
        Self::DirectorySearch,
        Self::MemberRead,
        Self::DepartmentMemberRead,
        Self::DepartmentRead,
        Self::DirectoryWrite,
        Self::Base,
    ];

    /// The name on the wire and in the organisation document.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RoomRead => "VideoConference.Conference.Read",
            Self::RoomWrite => "VideoConference.Conference.Write",
            Self::TemplateRead => "Rooms.DeviceTemplate.Read",
            Self::TemplateWrite => "Rooms.DeviceTemplate.Write",
            Self::EventRead => "Calendar.Event.Read",
            Self::EventWrite => "Calendar.Event.Write",
            Self::ScheduleRead => "Calendar.EventSchedule.Read",
            Self::UserRead => "Contact.User.Read",
            Self::DirectorySearch => "qyapi_addresslist_search",
            Self::MemberRead => "qyapi_get_member",
            Self::DepartmentMemberRead => "qyapi_get_department_member",
            Self::DepartmentRead => "qyapi_get_department_list",
            Self::DirectoryWrite => "qyapi_manage_addresslist",
            Self::Base => "qyapi_base",
            Self::Console => "openrooms.Console",
        }
    }

    /// The scope of that name; names that no operation asks for are `None`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// Whether calls that need it count against the organisation's month: those of people and
    /// departments never do (docs/WIRE.md, the month).
    pub const fn is_counted(self) -> bool {
        !matches!(
            self,
            Self::UserRead
                | Self::DirectorySearch
                | Self::MemberRead
                | Self::DepartmentMemberRead
                | Self::DepartmentRead
                | Self::DirectoryWrite
                | Self::Console
        )
    }

    /// This scope's bit in a set of scopes.
    pub const fn bit(self) -> u32 {
        1 << self as u8
    }
}
