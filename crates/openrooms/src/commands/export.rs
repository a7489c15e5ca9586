//! `openrooms export`: organisations to standard output.

use anyhow::bail;
use openrooms_core::id::CorpId;
use openrooms_server::document::to_document;

use crate::cli::ExportArgs;
use crate::output;

pub(super) async fn run(args: ExportArgs) -> anyhow::Result<()> {
    let store = args.report.database.decide()?.open().await?;
    // All of one moment, whatever is written meanwhile.
    let mut snapshot = store.snapshot().await?;
    let mut suites = snapshot.suites().await?;
    let corps: Vec<CorpId> = match args.corp {
        Some(corp) => {
            let corp = CorpId::new(corp);
            suites.retain(|suite| suite.authorised_by.contains(&corp));
            vec![corp]
        }
        None => snapshot.profiles().await?.into_iter().map(|profile| profile.id).collect(),
    };
    let mut organisations = Vec::with_capacity(corps.len());
    for corp in &corps {
        let Some(organisation) = snapshot.organisation(corp).await? else {
            bail!("there is no organisation {corp:?}", corp = corp.as_str());
        };
        organisations.push(organisation);
    }
    drop(snapshot);
    store.close().await;
    output::json(&to_document(organisations, suites))
}
