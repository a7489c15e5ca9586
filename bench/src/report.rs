//! The report: Markdown, on standard output as it grows and in a file.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

use crate::statistics::Spread;

pub(crate) struct Report {
    file: File,
    targets: Vec<Target>,
}

struct Target {
    what: String,
    limit: String,
    measured: String,
    reached: bool,
}

impl Report {
    pub(crate) fn create(path: &Path) -> Result<Self> {
        let file =
            File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self {
            file,
            targets: Vec::new(),
        })
    }

    pub(crate) fn heading(&mut self, level: usize, text: &str) -> Result<()> {
        self.block(&format!("{} {text}", "#".repeat(level)))
    }

    pub(crate) fn paragraph(&mut self, text: &str) -> Result<()> {
        self.block(text)
    }

    pub(crate) fn table(&mut self, head: &[&str], rows: &[Vec<String>]) -> Result<()> {
        let mut lines = vec![line(head.iter().copied())];
        let rule = (0..head.len()).map(|column| if column == 0 { "---" } else { "---:" });
        lines.push(line(rule));
        lines.extend(rows.iter().map(|row| line(row.iter().map(String::as_str))));
        self.block(&lines.join("\n"))
    }

    /// Notes what was to be reached; [`Self::targets`] writes them all.
    pub(crate) fn target(&mut self, what: &str, limit: &str, measured: &str, reached: bool) {
        self.targets.push(Target {
            what: what.to_owned(),
            limit: limit.to_owned(),
            measured: measured.to_owned(),
            reached,
        });
    }

    pub(crate) fn targets(&mut self) -> Result<()> {
        if self.targets.is_empty() {
            return Ok(());
        }
        self.heading(2, "Targets")?;
        let rows: Vec<Vec<String>> = self
            .targets
            .iter()
            .map(|target| {
                let verdict = if target.reached {
                    "reached"
                } else {
                    "**missed**"
                };
                vec![
                    target.what.clone(),
                    target.limit.clone(),
                    target.measured.clone(),
                    verdict.to_owned(),
                ]
            })
            .collect();
        self.table(&["target", "limit", "measured", ""], &rows)
    }

    fn block(&mut self, text: &str) -> Result<()> {
        println!("{text}\n");
        writeln!(self.file, "{text}\n")?;
        Ok(())
    }
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// `1.12 (1.08 to 1.15)`
pub(crate) fn ratio(spread: Spread) -> String {
    format!(
        "{:.2} ({:.2} to {:.2})",
        spread.median, spread.least, spread.most
    )
}

/// `12,345`
pub(crate) fn thousands(figure: f64) -> String {
    let digits = format!("{figure:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Megabytes of so many KiB.
pub(crate) fn megabytes(kib: u64) -> f64 {
    kib as f64 * 1_024.0 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_readable() {
        assert_eq!(thousands(1_234_567.4), "1,234,567");
        assert_eq!(thousands(999.6), "1,000");
        assert_eq!(thousands(12.0), "12");
        assert_eq!(
            ratio(Spread {
                median: 1.0,
                least: 0.987,
                most: 1.2
            }),
            "1.00 (0.99 to 1.20)"
        );
    }
}
