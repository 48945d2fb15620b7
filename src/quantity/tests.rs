//! Numbers of any length.

use super::{Decimal, LongDecimal};

#[test]
fn a_long_decimal_is_written_as_it_is() {
    let long = |text: &str| LongDecimal::from(text.parse::<Decimal>().unwrap());
    assert_eq!(long("-0.50").to_string(), "-0.5");
    assert_eq!(long("0.00").to_string(), "0");
    assert_eq!((&long("12.3") - &long("12.30")).to_string(), "0");
    let sum = &long("79228162514264337593543950335") + &long("0.0000000000000000000000000001");
    assert_eq!(sum.to_string(), "79228162514264337593543950335.0000000000000000000000000001", "57 digits");
    assert_eq!(sum.rounded(), Some(Decimal::MAX));
    assert!(long("0.0").is_zero() && !sum.is_zero());
}
