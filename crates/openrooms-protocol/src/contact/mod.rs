//! `contact_1_0`: people and departments.

mod create_user_invitation;
mod get_user;
mod search_department;
mod search_user;

pub use create_user_invitation::{CreateUserInvitation, NewInvitation, UserInvitation};
pub use get_user::{ContactUser, GetUser, UserPath};
pub use search_department::{
    DepartmentSearch, FoundDepartment, FoundDepartments, SearchDepartment,
};
pub use search_user::{FoundUser, FoundUsers, SearchUser, UserSearch};
