//! Pages of lists whose items have numbers: where one begins, and where the next does.

use crate::problem::Problem;

/// Items on a page where nothing else is said.
const DEFAULT: i32 = 20;

/// Which page is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    /// The number after which it begins.
    pub(crate) after: i64,
    wanted: usize,
}

/// Reads `maxResults` and `nextToken`.
pub(crate) fn page(max_results: Option<i32>, next_token: Option<i64>) -> Result<Page, Problem> {
    let wanted = max_results.unwrap_or(DEFAULT);
    if !(1..=100).contains(&wanted) {
        return Err(Problem::ParameterWrong("maxResults must be from 1 to 100".into()));
    }
    let after = next_token.unwrap_or(0);
    if after < 0 {
        return Err(Problem::ParameterWrong("nextToken is none that this server gave".into()));
    }
    Ok(Page { after, wanted: usize::try_from(wanted).unwrap_or(1) })
}

impl Page {
    /// How many items are loaded: one more than shown, which tells whether there are more.
    pub(crate) fn most(self) -> i64 {
        i64::try_from(self.wanted).unwrap_or(100) + 1
    }

    /// The items of the page, and where the next begins.
    pub(crate) fn cut<T>(
        self,
        mut items: Vec<T>,
        number: impl Fn(&T) -> i64,
    ) -> (Vec<T>, Option<i64>) {
        let has_more = items.len() > self.wanted;
        items.truncate(self.wanted);
        let next = items.last().map(number).filter(|_| has_more);
        (items, next)
    }
}
