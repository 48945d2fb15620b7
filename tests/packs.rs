//! Every pack in the program holds together, has cases, and every case comes out as it says.

use riktlinje::cases::{self, CaseResult};
use riktlinje::diagnostic::render;
use riktlinje::exit::ExitCode;
use riktlinje::language::Lang;
use riktlinje::pack;

#[test]
fn every_pack_opens_and_its_figures_load() {
    let names = pack::built_in();
    assert!(names.iter().any(|name| name == pack::EXAMPLE), "{names:?}");
    for name in names {
        let opened = pack::open(&name).and_then(|mut opened| opened.own_figures().map(|figures| (opened, figures)));
        let (opened, figures) = opened.unwrap_or_else(|faults| {
            let said: Vec<String> =
                faults.diagnostics.iter().map(|d| render(d, &faults.sources, Lang::En, false)).collect();
            panic!("{name}\n{}", said.join("\n\n"));
        });
        assert_eq!(opened.policy.name, name, "the pack is called as its folder");
        assert!(!opened.policy.rules.is_empty(), "{name} has rules");
        assert!(figures.files.is_empty() || !figures.set.all().is_empty(), "{name} has figures in its files");
    }
}

#[test]
fn every_case_of_every_pack_comes_out_as_it_says() {
    for name in pack::built_in() {
        let tested = cases::test(pack::find(&name).unwrap()).unwrap();
        let failed: Vec<&CaseResult> = tested.cases.iter().filter(|case| !case.passed()).collect();
        let said = failed.iter().flat_map(|c| &c.failures).map(|d| render(d, &tested.sources, Lang::En, false));
        assert_eq!(tested.exit(), ExitCode::Success, "{name}\n{}", said.collect::<Vec<_>>().join("\n\n"));
    }
}
