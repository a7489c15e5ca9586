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
