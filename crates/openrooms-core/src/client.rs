//! The programs that call: internal apps, and suites that serve many organisations.

use std::net::IpAddr;

use ipnet::IpNet;

use crate::ParseError;
use crate::id::{ClientKey, CorpId};

/// What every client has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its key.
    pub key: ClientKey,
    /// What it was granted, as named; names that nothing asks for are kept.
    pub scopes: Vec<String>,
    /// From where it may call.
    pub allow_list: AllowList,
    /// Calls a second of one operation; 0 or `None` is no limit.
    pub calls_per_second: Option<u32>,
}

/// An internal app of one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct App {
    /// What every client has.
    pub client: Client,
    /// What people call it.
    pub name: Option<String>,
    /// Where the consent page may send a person back.
    pub redirect_uris: Option<Vec<String>>,
    /// What proves it; `None` leaves what there is.
    pub secret: Option<Secret>,
}

/// A third-party enterprise app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suite {
    /// What every client has.
    pub client: Client,
    /// The ticket that must be shown; `None`: any.
    pub ticket: Option<String>,
    /// The organisations that have authorised it; they need not be on this server.
    pub authorised_by: Vec<CorpId>,
    /// What proves it; `None` leaves what there is.
    pub secret: Option<Secret>,
}

/// A secret on its way into the store, or its hash on the way out.
#[derive(Clone, PartialEq, Eq)]
pub enum Secret {
    /// As somebody chose it.
    Clear(String),
    /// As the store keeps it.
    Hash(String),
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Clear(_) => "Secret::Clear(..)",
            Self::Hash(_) => "Secret::Hash(..)",
        })
    }
}

/// The blocks of addresses from which a client may call. None listed lets every address in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowList {
    blocks: Option<Vec<(String, IpNet)>>,
}

impl AllowList {
    /// Parses one block: CIDR, or a single address.
    fn block(text: &str) -> Result<IpNet, ParseError> {
        let single = || text.parse::<IpAddr>().map(IpNet::from);
        text.parse().or_else(|_| single()).map_err(|_| {
            ParseError(format!("{text:?} is not a block of addresses such as 10.0.0.0/8"))
        })
    }

    /// Parses the blocks; the error's index says which one is wrong.
    pub fn parse(blocks: Option<Vec<String>>) -> Result<Self, (usize, ParseError)> {
        let parse = |(at, text): (usize, String)| match Self::block(&text) {
            Ok(block) => Ok((text, block)),
            Err(error) => Err((at, error)),
        };
        let parse_all = |list: Vec<String>| list.into_iter().enumerate().map(parse).collect();
        Ok(Self { blocks: blocks.map(parse_all).transpose()? })
    }

    /// The blocks as they were written.
    pub fn texts(&self) -> Option<Vec<&str>> {
        Some(self.blocks.as_ref()?.iter().map(|(text, _)| text.as_str()).collect())
    }

    /// Whether a call from `address` is let in. An IPv4 address mapped into IPv6 counts as itself.
    pub fn admits(&self, address: IpAddr) -> bool {
        match self.blocks.as_deref() {
            None | Some([]) => true,
            Some(blocks) => {
                let address = address.to_canonical();
                blocks.iter().any(|(_, block)| block.contains(&address))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_addresses_are_let_in() {
        let list = |blocks: &[&str]| {
            AllowList::parse(Some(blocks.iter().map(|&b| b.to_owned()).collect())).unwrap()
        };
        for (blocks, address, wanted) in [
            (&[][..], "192.0.2.1", true),
            (&["10.0.0.0/8"], "10.255.0.1", true),
            (&["10.0.0.0/8"], "::ffff:10.1.2.3", true),
            (&["10.0.0.0/8"], "11.0.0.1", false),
            (&["10.0.0.0/8"], "::1", false),
            (&["192.0.2.7"], "192.0.2.7", true),
            (&["192.0.2.7"], "192.0.2.8", false),
            (&["2001:db8::/32", "10.0.0.0/8"], "2001:db8:1::1", true),
        ] {
            assert_eq!(
                list(blocks).admits(address.parse().unwrap()),
                wanted,
                "{blocks:?} {address}"
            );
        }
        assert!(AllowList::default().admits("192.0.2.1".parse().unwrap()));
        let wrong = AllowList::parse(Some(vec!["10.0.0.0/8".into(), "10.0.0.0/33".into()]));
        assert_eq!(wrong.unwrap_err().0, 1);
    }
}
