use super::install_fonts;
use crate::chart::{Chart, Series, bars, lines, stacked_bars};

fn earners() -> Chart {
    Chart {
        title: "収入を得た人数 <目標と実績>".to_owned(),
        unit: "人".to_owned(),
        labels: ["令和3年度", "令和4年度", "令和5年度"]
            .map(str::to_owned)
            .to_vec(),
        series: vec![
            Series::of("目標", &[50, 140, 270]),
            Series {
                name: "実績".to_owned(),
                figures: vec![Some(67), Some(100), None],
            },
        ],
    }
}

#[test]
fn every_chart_is_named_and_passes_a_policy_that_forbids_inline_style() {
    install_fonts();
    let chart = earners();

    for svg in [bars(&chart), stacked_bars(&chart), lines(&chart)] {
        let svg = svg.unwrap();
        assert!(svg.contains("role=\"img\""));
        assert!(svg.contains("<title>収入を得た人数 &lt;目標と実績&gt;</title>"));
        assert!(svg.contains("fill=\"currentColor\""));
        assert!(svg.contains("class=\"chart-1\""));
        for forbidden in [
            "style=",
            "<style",
            "<script",
            "javascript:",
            "#010203",
            "#040506",
        ] {
            assert!(!svg.contains(forbidden), "{forbidden}");
        }
    }
}

#[test]
fn the_same_chart_gives_the_same_drawing() {
    install_fonts();

    let (first, second) = (lines(&earners()), lines(&earners()));

    assert_eq!(first, second);
}
