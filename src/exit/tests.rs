use super::*;

#[test]
fn the_order_is_5_2_3_1_4_0() {
    let numbers = ExitCode::ORDER.map(ExitCode::number);
    assert_eq!(numbers, [5, 2, 3, 1, 4, 0]);
}

#[test]
fn the_earlier_of_two_decides_whichever_comes_first() {
    for (place, earlier) in ExitCode::ORDER.into_iter().enumerate() {
        for later in ExitCode::ORDER.into_iter().skip(place) {
            assert_eq!(earlier.and(later), earlier, "{earlier:?} before {later:?}");
            assert_eq!(later.and(earlier), earlier, "{earlier:?} before {later:?}");
        }
    }
}

#[test]
fn the_numbers_are_the_documented_ones() {
    let numbers = [
        (ExitCode::Success, 0),
        (ExitCode::NotMet, 1),
        (ExitCode::Usage, 2),
        (ExitCode::Invalid, 3),
        (ExitCode::Undetermined, 4),
        (ExitCode::Internal, 5),
    ];
    for (code, number) in numbers {
        assert_eq!(code.number(), number);
    }
}

#[test]
fn a_name_that_leads_nowhere_is_wrong_usage_and_bad_content_is_invalid() {
    assert_eq!(ExitCode::from(Cause::Naming), ExitCode::Usage);
    assert_eq!(ExitCode::from(Cause::Content), ExitCode::Invalid);
}

#[test]
fn a_panic_is_an_internal_error() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let ended = guarded(|| panic!("a fault in the program"));
    std::panic::set_hook(hook);
    assert_eq!(ended, ExitCode::Internal);
    assert_eq!(guarded(|| ExitCode::NotMet), ExitCode::NotMet);
}
