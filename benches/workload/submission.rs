//! The figures of one generated row as exact decimals under their own names.

use std::fmt;

use rust_decimal::Decimal;

use super::generate::{COLUMNS, Row};

/// One organisation's figures for one year.
///
/// `tg` is tax and grants, `rur` the equalisation reserve, `tb` the tax base. Arrays over years
/// begin with the latest of the years before.
pub struct Submission {
    pub tax: Decimal,
    pub grants: Decimal,
    pub op_income: Decimal,
    pub op_cost: Decimal,
    pub depreciation: Decimal,
    pub net_cost: Decimal,
    pub fin_income: Decimal,
    pub fin_cost: Decimal,
    pub fin_net: Decimal,
    pub result: Decimal,
    pub equity: Decimal,
    pub assets: Decimal,
    pub fixed_assets: Decimal,
    pub current_assets: Decimal,
    pub current_liab: Decimal,
    pub long_liab: Decimal,
    pub provisions: Decimal,
    pub pension_liab: Decimal,
    pub investments: Decimal,
    pub earlier_results: [Decimal; 4],
    pub earlier_tg: [Decimal; 4],
    pub capital_gain: Decimal,
    pub capital_gain_exempt: Decimal,
    pub unreal_gain: Decimal,
    pub unreal_loss: Decimal,
    pub rur_balance: Decimal,
    pub rur_set_aside: Decimal,
    pub rur_use: Decimal,
    pub tb_growth: Decimal,
    pub tb_avg10: Decimal,
    pub years_used: i64,
    pub deficits: [Decimal; 3],
    pub reserve_open: Decimal,
    pub reserve_add: Decimal,
    pub indicators: [Indicator; 24],
}

impl Submission {
    /// Tax and grants together, which most rules measure against.
    pub fn tg(&self) -> Decimal {
        self.tax + self.grants
    }
}

/// Outcome against target, with the outcome of the year before.
#[derive(Clone, Copy, Default)]
pub struct Indicator {
    pub outcome: Option<Decimal>,
    pub target: Decimal,
    pub previous: Option<Decimal>,
}

/// A row without a figure that every submission must have.
#[derive(Debug)]
pub struct MissingFigure {
    column: &'static str,
}

impl fmt::Display for MissingFigure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the figure `{}` is missing", self.column)
    }
}

impl std::error::Error for MissingFigure {}

impl TryFrom<&Row> for Submission {
    type Error = MissingFigure;

    /// The fields below are read in the order of [`COLUMNS`].
    fn try_from(row: &Row) -> Result<Self, MissingFigure> {
        let mut cells = Cells { row, next: 0 };
        Ok(Submission {
            tax: cells.amount()?,
            grants: cells.amount()?,
            op_income: cells.amount()?,
            op_cost: cells.amount()?,
            depreciation: cells.amount()?,
            net_cost: cells.amount()?,
            fin_income: cells.amount()?,
            fin_cost: cells.amount()?,
            fin_net: cells.amount()?,
            result: cells.amount()?,
            equity: cells.amount()?,
            assets: cells.amount()?,
            fixed_assets: cells.amount()?,
            current_assets: cells.amount()?,
            current_liab: cells.amount()?,
            long_liab: cells.amount()?,
            provisions: cells.amount()?,
            pension_liab: cells.amount()?,
            investments: cells.amount()?,
            earlier_results: cells.amounts()?,
            earlier_tg: cells.amounts()?,
            capital_gain: cells.amount()?,
            capital_gain_exempt: cells.amount()?,
            unreal_gain: cells.amount()?,
            unreal_loss: cells.amount()?,
            rur_balance: cells.amount()?,
            rur_set_aside: cells.amount()?,
            rur_use: cells.amount()?,
            tb_growth: cells.amount()?,
            tb_avg10: cells.amount()?,
            years_used: cells.required()?,
            deficits: cells.amounts()?,
            reserve_open: cells.amount()?,
            reserve_add: cells.amount()?,
            indicators: cells.indicators()?,
        })
    }
}

/// Reads a row from left to right.
struct Cells<'a> {
    row: &'a Row,
    next: usize,
}

impl Cells<'_> {
    fn optional(&mut self) -> Option<i64> {
        let figure = self.row.figures[self.next];
        self.next += 1;
        figure
    }

    fn required(&mut self) -> Result<i64, MissingFigure> {
        let column = COLUMNS[self.next];
        self.optional().ok_or(MissingFigure { column })
    }

    fn amount(&mut self) -> Result<Decimal, MissingFigure> {
        self.required().map(amount)
    }

    fn amounts<const N: usize>(&mut self) -> Result<[Decimal; N], MissingFigure> {
        let mut amounts = [Decimal::ZERO; N];
        for slot in &mut amounts {
            *slot = self.amount()?;
        }
        Ok(amounts)
    }

    fn indicators(&mut self) -> Result<[Indicator; 24], MissingFigure> {
        let mut indicators = [Indicator::default(); 24];
        for slot in &mut indicators {
            *slot = Indicator {
                outcome: self.optional().map(amount),
                target: self.amount()?,
                previous: self.optional().map(amount),
            };
        }
        Ok(indicators)
    }
}

fn amount(hundredths: i64) -> Decimal {
    Decimal::new(hundredths, 2)
}
