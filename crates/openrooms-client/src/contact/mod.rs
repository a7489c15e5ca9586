//! `contact_1_0`: people and departments.

mod create_user_invitation;
mod get_user;
mod search_department;
mod search_user;
