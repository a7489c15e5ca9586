//! `contact_1_0`: people and departments.

mod get_user;
mod search_department;
mod search_user;
