//! People and departments, as they are asked for one by one and page by page.

use openrooms_core::access::Viewer;
use openrooms_core::id::{CorpId, DeptId, GroupId, UnionId, UserId};
use openrooms_core::organisation::{Department, Person};

use crate::db::{Db, Row, args};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::{self, corrupt};

/// A person by either of their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// By that towards apps.
    UnionId(UnionId),
    /// By that within the organisation.
    UserId(UserId),
}

impl Whom {
    pub(crate) const fn column(&self) -> &'static str {
        match self {
            Self::UnionId(_) => "union_id",
            Self::UserId(_) => "user_id",
        }
    }

    pub(crate) fn id(&self) -> &str {
        match self {
            Self::UnionId(id) => id.as_str(),
            Self::UserId(id) => id.as_str(),
        }
    }
}

/// A person and their place in lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPerson {
    /// Their place: greater than that of everybody who came before.
    pub ordinal: i64,
    /// The person.
    pub person: Person,
}

/// A department, and how many people are right in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentView {
    /// The department.
    pub department: Department,
    /// The people.
    pub members: i64,
}

/// How a name is to match a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// The word stands in it, A to Z in either case.
    Part,
    /// It is the word.
    Whole,
}

/// Some of those found, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered<T> {
    /// How many there are.
    pub total: i64,
    /// Those asked for.
    pub some: Vec<T>,
}

/// Somebody whose name was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Their id in the organisation.
    pub user: UserId,
    /// Their id towards apps.
    pub union: UnionId,
    /// Their name.
    pub name: String,
}

/// A department whose name was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedDepartment {
    /// Its id.
    pub id: DeptId,
    /// Its name.
    pub name: String,
    /// The department above; 0 is above the root.
    pub parent: DeptId,
}

/// The departments of the person `p`, as one column.
fn departments_sql(db: &Db) -> String {
    db.json_rows(
        "dept_id",
        "FROM person_departments m WHERE m.corp_id = p.corp_id AND m.union_id = p.union_id",
        "position",
    )
}

/// The columns of a person `p` that [`person`] reads.
pub(crate) fn person_columns(db: &Db) -> String {
    let columns = row::PERSON_COLUMNS.split(',').map(|column| format!("p.{}", column.trim()));
    format!("{}, {} AS departments", columns.collect::<Vec<_>>().join(", "), departments_sql(db))
}

/// A person from a row that has their departments in a column.
pub(crate) fn person(row: &Row) -> Result<Person, StoreError> {
    let (id, departments) = (row.text("union_id")?, row.text("departments")?);
    let departments: Vec<(i64,)> =
        serde_json::from_str(&departments).map_err(corrupt("person_departments", "*", &id))?;
    row::person(row, departments.into_iter().map(|(id,)| DeptId(id)).collect())
}

/// The statement that finds a department, and the root also where nothing was said of it: it has
/// the organisation's name. $1 the organisation, $2 the department.
pub(crate) const DEPARTMENT_SQL: &str = "SELECT o.corp_id, \
       coalesce(d.dept_id, 1) AS dept_id, coalesce(d.name, o.name) AS name, \
       coalesce(d.parent_id, 0) AS parent_id, d.ordering \
     FROM organisations o \
     LEFT JOIN departments d ON d.corp_id = o.corp_id AND d.dept_id = $2 \
     WHERE o.corp_id = $1 AND (d.dept_id IS NOT NULL OR $2 = 1)";

/// $1 the organisation, $2 the person's union id.
pub(crate) fn viewer_sql(db: &Db) -> String {
    let departments = db.json_rows("dept_id", "FROM above", "dept_id");
    let administers = db.json_rows(
        "group_id",
        "FROM group_administrators a WHERE a.corp_id = $1 AND a.union_id = $2",
        "group_id",
    );
    let own_rooms = db.json_rows(
        "room_id",
        "FROM room_administrators w WHERE w.corp_id = $1 AND w.union_id = $2",
        "room_id",
    );
    format!(
        "WITH RECURSIVE above(dept_id) AS (
           SELECT dept_id FROM person_departments WHERE corp_id = $1 AND union_id = $2
           UNION
           SELECT d.parent_id FROM departments d JOIN above a ON a.dept_id = d.dept_id
           WHERE d.corp_id = $1
         )
         SELECT p.is_admin, {departments} AS departments_above, {administers} AS administers,
           {own_rooms} AS own_rooms
         FROM people p WHERE p.corp_id = $1 AND p.union_id = $2"
    )
}

/// What counts of a person, from a row of [`viewer_sql`].
pub(crate) fn viewer(row: &Row) -> Result<Viewer, StoreError> {
    Ok(Viewer {
        is_admin: row.get::<Option<bool>>("is_admin")?.unwrap_or(false),
        departments: row::ids(row, "departments_above")?.into_iter().map(DeptId).collect(),
        administers: row::ids(row, "administers")?.into_iter().map(GroupId).collect(),
        rooms: row::rooms(row, "own_rooms")?,
    })
}

impl Store {
    /// What counts of a person when they look or act; `None` where there is no such one.
    pub async fn viewer(
        &self,
        corp: &CorpId,
        union_id: &UnionId,
    ) -> Result<Option<Viewer>, StoreError> {
        let args = args![corp.as_str(), union_id.as_str()];
        let rows = self.db.rows(&viewer_sql(&self.db), &args).await?;
        rows.first().map(viewer).transpose()
    }

    /// Whether one of some people is nobody of the organisation.
    pub async fn has_stranger(
        &self,
        corp: &CorpId,
        people: &[UnionId],
    ) -> Result<bool, StoreError> {
        let sql = format!(
            "SELECT n.value FROM {} WHERE NOT EXISTS (SELECT 1 FROM people p \
             WHERE p.corp_id = $1 AND p.union_id = n.value) LIMIT 1",
            self.db.values_of("$2")
        );
        let ids: Vec<_> = people.iter().map(UnionId::as_str).collect();
        let args = args![corp.as_str(), serde_json::json!(ids).to_string()];
        Ok(!self.db.rows(&sql, &args).await?.is_empty())
    }

    /// A person; `None` where there is no such one.
    pub async fn person(&self, corp: &CorpId, whom: &Whom) -> Result<Option<Person>, StoreError> {
        let sql = format!(
            "SELECT {} FROM people p WHERE p.corp_id = $1 AND p.{} = $2",
            person_columns(&self.db),
            whom.column()
        );
        let rows = self.db.rows(&sql, &args![corp.as_str(), whom.id()]).await?;
        rows.first().map(person).transpose()
    }

    /// At most `most` people right in a department, behind a place.
    pub async fn people_in(
        &self,
        corp: &CorpId,
        department: DeptId,
        after: i64,
        most: i64,
    ) -> Result<Vec<ListedPerson>, StoreError> {
        // An import may name a department twice for a person; they are shown once.
        let sql = format!(
            "SELECT {}, d.ordinal FROM person_departments d \
             JOIN people p ON p.corp_id = d.corp_id AND p.union_id = d.union_id \
             WHERE d.corp_id = $1 AND d.dept_id = $2 AND d.ordinal > $3 \
             AND NOT EXISTS (SELECT 1 FROM person_departments e \
               WHERE e.corp_id = d.corp_id AND e.union_id = d.union_id \
               AND e.dept_id = d.dept_id AND e.position < d.position) \
             ORDER BY d.ordinal LIMIT $4",
            person_columns(&self.db)
        );
        let args = args![corp.as_str(), department.0, after, most];
        let rows = self.db.rows(&sql, &args).await?;
        let listed = rows
            .iter()
            .map(|row| Ok(ListedPerson { ordinal: row.int("ordinal")?, person: person(row)? }));
        listed.collect()
    }

    /// Those who administer everything, and those who administer groups of rooms or single rooms alone.
    pub async fn administrators(
        &self,
        corp: &CorpId,
    ) -> Result<(Vec<UserId>, Vec<UserId>), StoreError> {
        let users = async |sql: &str| {
            let rows = self.db.rows(sql, &args![corp.as_str()]).await?;
            let users = rows.iter().map(|row| row.text("user_id").map(UserId::new));
            users.collect::<Result<Vec<_>, StoreError>>()
        };
        let all = "SELECT p.user_id FROM people p WHERE p.corp_id = $1 AND p.is_admin \
                   ORDER BY p.ordinal";
        let of_some = "SELECT p.user_id FROM people p WHERE p.corp_id = $1 \
                         AND NOT coalesce(p.is_admin, false) \
                         AND p.union_id IN (SELECT a.union_id FROM group_administrators a \
                           WHERE a.corp_id = $1 UNION ALL SELECT w.union_id \
                           FROM room_administrators w WHERE w.corp_id = $1) ORDER BY p.ordinal";
        Ok((users(all).await?, users(of_some).await?))
    }

    /// A department; the root is always there.
    pub async fn department(
        &self,
        corp: &CorpId,
        id: DeptId,
    ) -> Result<Option<DepartmentView>, StoreError> {
        let sql = format!(
            "SELECT f.*, (SELECT CAST(count(DISTINCT m.union_id) AS BIGINT) \
               FROM person_departments m WHERE m.corp_id = f.corp_id AND m.dept_id = f.dept_id) \
               AS members FROM ({DEPARTMENT_SQL}) AS f"
        );
        let rows = self.db.rows(&sql, &args![corp.as_str(), id.0]).await?;
        let Some(found) = rows.first() else {
            return Ok(None);
        };
        let department = row::department(found)?;
        Ok(Some(DepartmentView { department, members: found.int("members")? }))
    }

    /// The departments right below one, in their order; those without one are behind the others.
    pub async fn departments_below(
        &self,
        corp: &CorpId,
        above: DeptId,
    ) -> Result<Vec<Department>, StoreError> {
        let sql = format!(
            "SELECT {} FROM departments WHERE corp_id = $1 AND parent_id = $2",
            row::DEPARTMENT_COLUMNS
        );
        let rows = self.db.rows(&sql, &args![corp.as_str(), above.0]).await?;
        let mut below = rows.iter().map(row::department).collect::<Result<Vec<_>, _>>()?;
        below.sort_by_key(|department| {
            (department.order.is_none(), department.order, department.id)
        });
        Ok(below)
    }

    /// People whose names match, in the order of their coming, from `offset` on.
    pub async fn people_named(
        &self,
        corp: &CorpId,
        word: &str,
        matching: Matching,
        offset: i64,
        most: i64,
    ) -> Result<Numbered<Named>, StoreError> {
        let named = self.named(matching);
        let sql = self.numbered("people", "user_id, union_id, name", "ordinal", &named);
        let args = args![corp.as_str(), sought(word, matching), offset, most];
        let (total, some) = numbered(&self.db.rows(&sql, &args).await?)?;
        let some: Vec<(String, String, String)> =
            serde_json::from_str(&some).map_err(corrupt("people", "user_id", &some))?;
        let some = some.into_iter().map(|(user, union, name)| Named {
            user: UserId::new(user),
            union: UnionId::new(union),
            name,
        });
        Ok(Numbered { total, some: some.collect() })
    }

    /// Departments in whose names a word stands, by their ids, from `offset` on.
    pub async fn departments_named(
        &self,
        corp: &CorpId,
        word: &str,
        offset: i64,
        most: i64,
    ) -> Result<Numbered<NamedDepartment>, StoreError> {
        let named = self.named(Matching::Part);
        let sql = self.numbered("departments", "dept_id, name, parent_id", "dept_id", &named);
        let args = args![corp.as_str(), sought(word, Matching::Part), offset, most];
        let (total, some) = numbered(&self.db.rows(&sql, &args).await?)?;
        let some: Vec<(i64, String, i64)> =
            serde_json::from_str(&some).map_err(corrupt("departments", "dept_id", &some))?;
        let some = some.into_iter().map(|(id, name, parent)| NamedDepartment {
            id: DeptId(id),
            name,
            parent: DeptId(parent),
        });
        Ok(Numbered { total, some: some.collect() })
    }

    fn named(&self, matching: Matching) -> String {
        match matching {
            Matching::Part => self.db.holds(&self.db.folded("name"), "$2"),
            Matching::Whole => "name = $2".to_owned(),
        }
    }

    /// $1 the organisation, $2 the word, $3 how many to pass over, $4 how many to show.
    fn numbered(&self, table: &str, columns: &str, order: &str, named: &str) -> String {
        let from = "FROM (SELECT * FROM found ORDER BY place LIMIT $4 OFFSET $3) AS page";
        let some = self.db.json_rows(columns, from, "place");
        format!(
            "WITH found AS (SELECT {columns}, {order} AS place FROM {table} \
               WHERE corp_id = $1 AND {named}) \
             SELECT (SELECT CAST(count(*) AS BIGINT) FROM found) AS total, {some} AS some",
        )
    }
}

fn sought(word: &str, matching: Matching) -> String {
    match matching {
        Matching::Part => word.to_ascii_lowercase(),
        Matching::Whole => word.to_owned(),
    }
}

/// How many were found, and JSON of some of them.
fn numbered(rows: &[Row]) -> Result<(i64, String), StoreError> {
    let Some(found) = rows.first() else {
        return Ok((0, "[]".to_owned()));
    };
    Ok((found.int("total")?, found.text("some")?))
}
