//! Made-up submissions: one organisation and one year each, the same on every machine.
//!
//! Amounts are whole hundredths, and every draw is a hash of the row and the draw's number, so
//! row `i` does not depend on how many rows are made. The order of the draws is therefore part
//! of the data: a draw moved, added or skipped changes everything after it. Values sit on the
//! rules' thresholds on purpose, because round targets and round outcomes do that in life.

use std::fmt;

const SEED: u64 = 0x5249_4B54_4C49_4E4A; // "RIKTLINJ"
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Declares the figures once: as fields to fill in by name and as column names in file order.
macro_rules! columns {
    (figures: $($figure:ident)*; indicators: $($number:literal)*) => {
        #[derive(Default)]
        struct Figures {
            $($figure: i64,)*
        }

        impl Figures {
            fn in_order(&self) -> [i64; FIGURE_COUNT] {
                [$(self.$figure),*]
            }
        }

        /// Names of the figures in file order: 42 amounts, then three for each indicator.
        pub const COLUMNS: [&str; 114] = [
            $(stringify!($figure),)*
            $(
                concat!("i", $number, "_outcome"),
                concat!("i", $number, "_target"),
                concat!("i", $number, "_previous"),
            )*
        ];
    };
}

const FIGURE_COUNT: usize = 42;
const YEARS_USED: usize = 36;

columns! {
    figures:
        tax grants op_income op_cost depreciation net_cost fin_income fin_cost fin_net result
        equity assets fixed_assets current_assets current_liab long_liab provisions pension_liab
        investments result_y1 result_y2 result_y3 result_y4 tg_y1 tg_y2 tg_y3 tg_y4
        capital_gain capital_gain_exempt unreal_gain unreal_loss
        rur_balance rur_set_aside rur_use tb_growth tb_avg10 years_used
        deficit_y1 deficit_y2 deficit_y3 reserve_open reserve_add;
    indicators:
        "01" "02" "03" "04" "05" "06" "07" "08" "09" "10" "11" "12"
        "13" "14" "15" "16" "17" "18" "19" "20" "21" "22" "23" "24"
}

/// One submission.
pub struct Row {
    /// Number of the organisation.
    pub org: u64,
    /// The year reported on.
    pub year: u64,
    /// The figures in the order of [`COLUMNS`], in hundredths; `years_used` is a plain count.
    pub figures: [Option<i64>; 114],
}

/// Row number `i`, counted from zero.
pub fn row(i: u64) -> Row {
    let mut draw = Draw { row: i, count: 0 };
    let mut f = Figures::default();
    operations(&mut draw, &mut f);
    balance_sheet(&mut draw, &mut f);
    earlier_years(&mut draw, &mut f);
    adjustments(&mut draw, &mut f);
    equalisation_reserve(&mut draw, &mut f);
    deficits_and_reserve(&mut draw, &mut f);

    let mut figures = [None; 114];
    let (amounts, indicators) = figures.split_at_mut(FIGURE_COUNT);
    for (cell, value) in amounts.iter_mut().zip(f.in_order()) {
        *cell = Some(value);
    }
    for (index, cells) in indicators.chunks_exact_mut(3).enumerate() {
        cells.copy_from_slice(&indicator(&mut draw, index % 2 == 0));
    }
    Row { org: 1000 + i % 311, year: 2025 - i / 311 % 40, figures }
}

/// The first `n` rows as a CSV file with a header.
pub fn csv(n: usize) -> String {
    let mut text = format!("org,year,{}\n", COLUMNS.join(","));
    for i in 0..n as u64 {
        text += &row(i).to_string();
        text.push('\n');
    }
    text
}

/// One CSV line without its end: amounts with two decimals, missing figures empty.
impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.org, self.year)?;
        for (column, figure) in self.figures.iter().enumerate() {
            match figure {
                None => write!(f, ",")?,
                Some(count) if column == YEARS_USED => write!(f, ",{count}")?,
                Some(value) => {
                    let sign = if *value < 0 { "-" } else { "" };
                    let size = value.unsigned_abs();
                    write!(f, ",{sign}{}.{:02}", size / 100, size % 100)?;
                }
            }
        }
        Ok(())
    }
}

/// The draws of one row.
struct Draw {
    row: u64,
    count: u64,
}

impl Draw {
    /// The next draw, a whole number from `low` to `high`, both included.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        self.count += 1;
        let position = self.row.wrapping_mul(1024).wrapping_add(self.count);
        let hash = split_mix(SEED.wrapping_add(position.wrapping_mul(GOLDEN)));
        low + ((hash >> 16) % (high - low + 1).unsigned_abs()).cast_signed()
    }

    /// A draw to compare with a share in per cent.
    fn percent(&mut self) -> i64 {
        self.between(0, 99)
    }

    /// A part of `base`, from `low` to `high` per mille of it.
    fn per_mille(&mut self, base: i64, low: i64, high: i64) -> i64 {
        floor(base * self.between(low, high), 1000)
    }

    /// An error of reporting: often none, often exactly the tolerance or just above it.
    fn error(&mut self, tolerance: i64) -> i64 {
        let chance = self.percent();
        let sign = self.between(0, 1) * 2 - 1;
        let any = self.between(0, 4 * tolerance);
        sign * match chance {
            ..60 => 0,
            60..75 => tolerance,
            75..85 => tolerance + 1,
            _ => any,
        }
    }
}

/// The output function of the `SplitMix64` generator.
fn split_mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Quotient rounded towards minus infinity; the divisor is positive everywhere here.
fn floor(dividend: i64, divisor: i64) -> i64 {
    dividend.div_euclid(divisor)
}

impl Figures {
    /// Tax and grants together, which most rules measure against.
    fn tg(&self) -> i64 {
        self.tax + self.grants
    }
}

/// Income statement. Tax and grants together are whole thousands, so that shares of them are round.
fn operations(draw: &mut Draw, f: &mut Figures) {
    f.tax = draw.between(5_000_000, 500_000_000);
    let grants = draw.per_mille(f.tax, 100, 400);
    f.grants = grants + (-(f.tax + grants)).rem_euclid(100);
    let tg = f.tg();
    f.op_income = draw.per_mille(tg, 180, 320);
    f.depreciation = draw.per_mille(tg, 30, 60);
    f.fin_income = draw.per_mille(tg, 0, 30);
    f.fin_cost = draw.per_mille(tg, 0, 25);
    f.fin_net = f.fin_income - f.fin_cost + draw.error(50);
    let chance = draw.percent();
    let share = draw.between(-300, 600);
    f.result = match chance {
        ..20 => floor(tg, 50),
        20..30 => floor(tg, 100),
        30..35 => 0,
        _ => floor(tg * share, 10_000),
    };
    f.net_cost = tg + f.fin_net - f.result + draw.error(100);
    f.op_cost = f.net_cost - f.depreciation + f.op_income + draw.error(50);
}

/// Balance sheet and investments.
fn balance_sheet(draw: &mut Draw, f: &mut Figures) {
    let tg = f.tg();
    f.assets = floor(draw.per_mille(tg, 800, 2500), 100) * 100;
    let (chance, share) = (draw.percent(), draw.between(50, 700));
    f.equity = match chance {
        ..20 => floor(f.assets * 30, 100),
        20..30 => floor(f.assets * 20, 100),
        _ => floor(f.assets * share, 1000),
    };
    f.current_assets = floor(draw.per_mille(f.assets, 50, 400), 100) * 100;
    let (chance, share) = (draw.percent(), draw.between(40, 250));
    f.current_liab = match chance {
        ..20 => f.current_assets,
        20..30 => floor(f.current_assets * 5, 4),
        _ => floor(f.current_assets * 100, share),
    }
    .max(1);
    f.fixed_assets = f.assets - f.current_assets + draw.error(50);
    f.provisions = draw.per_mille(f.assets, 10, 80);
    f.long_liab = f.assets - f.equity - f.provisions - f.current_liab + draw.error(50);
    let (chance, share) = (draw.percent(), draw.between(200, 1600));
    f.pension_liab = match chance {
        ..15 => f.equity,
        _ => floor(f.equity * share, 1000),
    };
    let (chance, any) = (draw.percent(), draw.per_mille(tg, 20, 150));
    let self_financed = f.result + f.depreciation;
    f.investments = match chance {
        ..8 => 0,
        8..28 if self_financed > 0 => self_financed,
        _ => any,
    };
}

/// Results of the four years before, some exactly two per cent and some on a rounding tie.
fn earlier_years(draw: &mut Draw, f: &mut Figures) {
    let tg = f.tg();
    let always_two_percent = draw.percent() < 10;
    let mut year = || {
        let tg = floor(draw.per_mille(tg, 850, 1000), 20_000) * 20_000;
        let (chance, half) = (draw.percent(), draw.between(-600, 1200));
        let (share, extra) = (draw.between(-300, 600), draw.between(-99, 99));
        let result = match chance {
            _ if always_two_percent => floor(tg, 50),
            ..40 => floor(tg, 20_000) * half,
            _ => floor(tg * share, 10_000) + extra,
        };
        (tg, result)
    };
    (f.tg_y1, f.result_y1) = year();
    (f.tg_y2, f.result_y2) = year();
    (f.tg_y3, f.result_y3) = year();
    (f.tg_y4, f.result_y4) = year();
}

/// What separates the result from the adjusted result.
fn adjustments(draw: &mut Draw, f: &mut Figures) {
    let tg = f.tg();
    f.capital_gain = sometimes(draw, 60, tg, 20);
    if draw.percent() >= 80 {
        f.capital_gain_exempt = floor(f.capital_gain, 2);
    }
    f.unreal_gain = sometimes(draw, 70, tg, 5);
    f.unreal_loss = sometimes(draw, 70, tg, 5);
}

/// Nothing in `nothing` per cent of the rows, otherwise at most `most` per mille of `base`.
fn sometimes(draw: &mut Draw, nothing: i64, base: i64, most: i64) -> i64 {
    let (chance, any) = (draw.percent(), draw.per_mille(base, 0, most));
    if chance < nothing { 0 } else { any }
}

/// The equalisation reserve: its balance, what is set aside and what is used.
fn equalisation_reserve(draw: &mut Draw, f: &mut Figures) {
    let tg = f.tg();
    let adjusted = f.result - f.capital_gain + f.capital_gain_exempt - f.unreal_gain + f.unreal_loss;
    f.rur_balance = draw.per_mille(tg, 0, 40);
    let (chance, any) = (draw.percent(), draw.per_mille(tg, 0, 10));
    if chance < 20 && adjusted > 0 {
        f.rur_set_aside = any;
    }
    f.tb_avg10 = draw.between(250, 450);
    let (chance, any) = (draw.percent(), draw.between(100, 600));
    f.tb_growth = if chance < 15 { f.tb_avg10 + 100 } else { any };
    f.years_used = draw.between(0, 3);
    let cap = match f.years_used {
        0 => floor(f.rur_balance * 75, 100),
        _ => f.rur_balance,
    };
    let allowed = cap.min((-adjusted).max(0));
    let (chance, share) = (draw.percent(), draw.between(20, 150));
    let needless = draw.per_mille(tg, 0, 10);
    f.rur_use = match chance {
        ..40 if adjusted < 0 => allowed,
        40..70 if adjusted < 0 => 0,
        _ if adjusted < 0 => floor(-adjusted * share, 100),
        ..85 => 0,
        _ => needless,
    };
}

/// Deficits still to restore and the result reserve, which is sometimes filled exactly to its cap.
fn deficits_and_reserve(draw: &mut Draw, f: &mut Figures) {
    let tg = f.tg();
    f.deficit_y1 = sometimes(draw, 75, tg, 20);
    f.deficit_y2 = sometimes(draw, 75, tg, 20);
    f.deficit_y3 = sometimes(draw, 75, tg, 20);
    f.reserve_open = draw.per_mille(tg, 0, 60);
    let (chance, any) = (draw.percent(), draw.per_mille(tg, 0, 15));
    let up_to_cap = floor(tg * 5, 100) - f.reserve_open;
    f.reserve_add = match chance {
        ..70 => 0,
        70..80 if up_to_cap > 0 => up_to_cap,
        _ => any,
    };
}

/// Outcome, target and previous outcome of an indicator; the first and the last may be missing.
fn indicator(draw: &mut Draw, higher_is_better: bool) -> [Option<i64>; 3] {
    let round = draw.between(5, 1000) * 10;
    let (chance, share) = (draw.percent(), draw.between(600, 1300));
    let other = match chance {
        ..10 => floor(round * 9, 10),
        10..20 => round,
        _ => floor(round * share, 1000),
    }
    .max(1);
    let (outcome, target) = if higher_is_better { (other, round) } else { (round, other) };
    let (chance, growth) = (draw.percent(), draw.between(800, 1200));
    let outcome_is_missing = draw.percent() < 2;
    let previous = match chance {
        ..3 => None,
        3..18 => Some(outcome),
        _ => Some(floor(outcome * growth, 1000)),
    };
    let reported = (!outcome_is_missing).then_some(outcome);
    [reported, Some(target), previous]
}
