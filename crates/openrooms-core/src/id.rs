//! Ids. Text ids are opaque: what was imported is kept letter for letter.

/// The largest number that every client can hold: those that know only floating-point numbers round
/// what is beyond.
pub const LARGEST_ID: i64 = (1 << 53) - 1;

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes any text.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
            /// The text.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

text_id! {
    /// An organisation.
    CorpId;
    /// A room.
    RoomId;
    /// A person towards apps.
    UnionId;
    /// A person within the organisation.
    UserId;
    /// A device towards apps.
    DeviceUnionId;
    /// An event, or an occurrence of one, in the calendar.
    EventId;
    /// A picture of ours.
    PictureId;
    /// An internal app's key or a suite's: unique on the server.
    ClientKey;
}

macro_rules! number_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

number_id! {
    /// A department; 1 is the root, 0 is above it.
    DeptId;
    /// A group of rooms; 0 is the root, which is no group itself.
    GroupId;
    /// A screen template.
    TemplateId;
}

impl DeptId {
    /// The department that is above all others.
    pub const ROOT: Self = Self(1);
}
