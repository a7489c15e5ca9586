use futures_util::FutureExt as _;

use super::*;

/// How many things are kept.
async fn kept(db: &Db) -> i64 {
    let rows = db.rows("SELECT count(*) AS things FROM things", &[]).await.unwrap();
    rows[0].int("things").unwrap()
}

#[tokio::test]
async fn sqlite_writes_again_after_it_ended_a_transaction_itself() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open_sqlite(&folder.path().join("things"), 1).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.script("CREATE TABLE things (name TEXT); PRAGMA max_page_count = 8").await.unwrap();
    tx.commit_after_change().await.unwrap();

    // The disk is full.
    let mut tx = db.begin().await.unwrap();
    let insert = "INSERT INTO things VALUES (hex(zeroblob(100000)))";
    assert!(tx.execute(insert, &[]).await.is_err());
    drop(tx);
    // It ended the transaction itself, as it may then.
    let mut tx = db.begin().await.unwrap();
    tx.execute("INSERT INTO things VALUES ('lost')", &[]).await.unwrap();
    tx.execute("ROLLBACK", &[]).await.unwrap();
    drop(tx);

    // There is room again, which is of the connection.
    let mut tx = db.begin().await.unwrap();
    tx.script("PRAGMA max_page_count = 1000").await.unwrap();
    tx.execute("INSERT INTO things VALUES ('kept')", &[]).await.unwrap();
    tx.commit_after_change().await.unwrap();
    assert_eq!(kept(&db).await, 1);
}

/// A database with a table of things.
async fn with_things() -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open_sqlite(&folder.path().join("things"), 1).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.script("CREATE TABLE things (name TEXT, is_new BOOLEAN)").await.unwrap();
    tx.commit_after_change().await.unwrap();
    (folder, db)
}

/// What begins by inserting a thing.
fn insert(name: &str) -> Keeping {
    let hold = "INSERT INTO things VALUES ($2, $1) RETURNING name, is_new, 7 AS seven";
    Keeping { hold, look: "", hold_unchanged: "", args: args![true, name] }
}

/// Does some work with a transaction of those in a hurry.
async fn hurry<T: Send + 'static, F: Future<Output = T> + Send + 'static>(
    db: &Db,
    work: impl FnOnce(Brief) -> F + Send + 'static,
) -> Result<T, StoreError> {
    db.brief(Hold::Row).await.unwrap().work(work).await
}

async fn keep(mut brief: Brief) {
    brief.begin(&insert("kept"), Vec::new()).await.unwrap();
    assert!(brief.finish(&insert("kept"), Vec::new()).await.unwrap());
}

#[tokio::test]
async fn those_in_a_hurry_are_told_what_others_would_be() {
    let (_folder, db) = with_things().await;
    let work = async |mut brief: Brief| {
        let read = |sql: &str| Statement { sql: sql.to_owned().into(), args: Vec::new() };
        let reads =
            vec![read("SELECT is_new FROM things"), read("SELECT name FROM things WHERE 0")];
        let (changed, found) = brief.begin(&insert("'$1' \u{1F6AA}"), reads).await.unwrap();
        let more = "INSERT INTO things (is_new, name) VALUES ($2, $1)";
        let some = Change { sql: more, rows: vec![values!["more", true], values!["most", false]] };
        let one = Change { sql: more, rows: vec![values!["last", false]] };
        brief.finish(&insert(""), vec![some, one]).await.unwrap();
        (changed, found)
    };
    let (changed, found) = hurry(&db, work).await.unwrap();
    assert_eq!(changed[0].text("name").unwrap(), "'$1' \u{1F6AA}");
    assert!(changed[0].get::<bool>("is_new").unwrap());
    assert_eq!(changed[0].get::<Option<i32>>("seven").unwrap(), Some(7));
    assert!(changed[0].text("seven").is_err());
    assert!(changed[0].text("eight").is_err());
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(kept(&db).await, 4);
}

#[tokio::test]
async fn what_was_begun_in_a_hurry_is_undone_when_it_is_dropped() {
    let (_folder, db) = with_things().await;
    let lose = async |mut brief: Brief| {
        brief.begin(&insert("lost"), Vec::new()).await.unwrap();
    };
    hurry(&db, lose).await.unwrap();
    hurry(&db, keep).await.unwrap();
    assert_eq!(kept(&db).await, 1);
}

#[tokio::test]
async fn what_panics_in_a_hurry_leaves_nothing_and_harms_nobody_else() {
    let (_folder, db) = with_things().await;
    let panics = async |mut brief: Brief| {
        brief.begin(&insert("lost"), Vec::new()).await.unwrap();
        assert!(brief.rows_of_each(Vec::new()).await.is_err(), "a panic for the test");
    };
    assert!(matches!(hurry(&db, panics).await, Err(StoreError::Unavailable(_))));
    hurry(&db, keep).await.unwrap();
    assert_eq!(kept(&db).await, 1);
}

#[tokio::test]
async fn work_in_a_hurry_is_done_though_nobody_waits_for_it_any_more() {
    let (_folder, db) = with_things().await;
    let turn = db.brief(Hold::Row).await.unwrap();
    assert!(turn.work(keep).now_or_never().is_none());
    // Behind it.
    hurry(&db, keep).await.unwrap();
    assert_eq!(kept(&db).await, 2);
}

#[tokio::test]
async fn after_a_statement_that_failed_in_a_hurry_nothing_more_is_kept() {
    const MORE: &str = "INSERT INTO things (name) VALUES ('lost')";
    let (_folder, db) = with_things().await;
    let change = |sql| Change { sql, rows: vec![Vec::new()] };
    let fails_and_goes_on = async move |mut brief: Brief| {
        brief.begin(&insert("lost"), Vec::new()).await.unwrap();
        let wrong = Statement { sql: "SELECT nothing".into(), args: Vec::new() };
        assert!(brief.rows_of_each(vec![wrong]).await.is_err());
        brief.finish(&insert(""), vec![change(MORE)]).await
    };
    assert!(hurry(&db, fails_and_goes_on).await.unwrap().is_err());
    assert_eq!(kept(&db).await, 0);

    let fails_at_the_end = async move |mut brief: Brief| {
        brief.begin(&insert("lost"), Vec::new()).await.unwrap();
        brief.finish(&insert(""), vec![change(MORE), change("SELECT nothing")]).await
    };
    assert!(hurry(&db, fails_at_the_end).await.unwrap().is_err());
    hurry(&db, keep).await.unwrap();
    assert_eq!(kept(&db).await, 1);
}

#[tokio::test]
async fn all_who_write_take_turns() {
    let (_folder, db) = with_things().await;
    let mut tx = db.begin().await.unwrap();
    tx.execute("INSERT INTO things (name) VALUES ('lost')", &[]).await.unwrap();
    let mut waits = Box::pin(db.brief(Hold::Row));
    assert!((&mut waits).now_or_never().is_none());
    drop(tx);
    let turn = waits.await.unwrap();
    let mut waits = Box::pin(db.begin());
    assert!((&mut waits).now_or_never().is_none());
    turn.work(keep).await.unwrap();
    waits.await.unwrap().commit_after_change().await.unwrap();
    assert_eq!(kept(&db).await, 1);
}

#[tokio::test]
async fn nobody_writes_after_the_end() {
    let (folder, db) = with_things().await;
    hurry(&db, keep).await.unwrap();
    db.close().await;
    assert!(db.brief(Hold::Row).await.is_err());
    assert!(db.begin().await.is_err());
    // The last connection that is closed puts everything into the one file.
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(files.len(), 1);
}
