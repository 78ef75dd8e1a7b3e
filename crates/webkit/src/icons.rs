//! Small drawings that stand beside words, never instead of them. 24 × 24, in the text's colour.

use maud::{Markup, PreEscaped};

/// A drawing that helps to find a menu entry or a state again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Home,
    Work,
    Calendar,
    Learn,
    Money,
    Bell,
    Talk,
    Team,
    Person,
    Chart,
    Check,
    Paper,
    Gear,
    Town,
    List,
    Match,
    Seat,
    Search,
    Plus,
    Warning,
    Stop,
    Info,
    Clock,
    Back,
}

impl Icon {
    /// Every drawing, for the page that shows them.
    pub const ALL: [Icon; 24] = [
        Icon::Home,
        Icon::Work,
        Icon::Calendar,
        Icon::Learn,
        Icon::Money,
        Icon::Bell,
        Icon::Talk,
        Icon::Team,
        Icon::Person,
        Icon::Chart,
        Icon::Check,
        Icon::Paper,
        Icon::Gear,
        Icon::Town,
        Icon::List,
        Icon::Match,
        Icon::Seat,
        Icon::Search,
        Icon::Plus,
        Icon::Warning,
        Icon::Stop,
        Icon::Info,
        Icon::Clock,
        Icon::Back,
    ];

    fn strokes(self) -> &'static str {
        match self {
            Icon::Home => "M3 11 12 4l9 7M5 10v10h5v-6h4v6h5V10",
            Icon::Work => "M3 8h18v12H3zM8 8V4h8v4M3 13h18",
            Icon::Calendar => "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
            Icon::Learn => "M12 6C9 4 6 4 3 5v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zm0 0v14",
            Icon::Money => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 7l4 6 4-6M12 13v5M9 13h6M9 16h6",
            Icon::Bell => "M6 17V11a6 6 0 0 1 12 0v6l2 1H4zM10 21h4",
            Icon::Talk => "M4 5h16v11H11l-4 4v-4H4z",
            Icon::Team => {
                "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19a6 6 0 0 1 12 0zM16 5a3 3 0 0 1 0 6M17 13a6 6 0 0 1 4 6"
            }
            Icon::Person => "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0z",
            Icon::Chart => "M4 20h16M7 16v-5M12 16V5M17 16V9",
            Icon::Check => "M4 12l6 6L20 6",
            Icon::Paper => "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
            Icon::Gear => {
                "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1"
            }
            Icon::Town => "M3 20h18M5 20V9l5-3v14M10 20V4h9v16M13 8h3M13 12h3M13 16h3",
            Icon::List => "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
            Icon::Match => "M4 7h5l6 10h5M17 14l3 3-3 3M4 17h5l2-3M13 10l2-3h5M17 4l3 3-3 3",
            Icon::Seat => "M7 4v9h10V4M5 13h14v3H5zM7 16v4M17 16v4",
            Icon::Search => "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
            Icon::Plus => "M12 5v14M5 12h14",
            Icon::Warning => "M12 3 2 20h20zM12 9v5M12 17h.01",
            Icon::Stop => "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16h.01",
            Icon::Info => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.5h.01",
            Icon::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
            Icon::Back => "M15 5l-7 7 7 7",
        }
    }
}

impl maud::Render for Icon {
    fn render(&self) -> Markup {
        PreEscaped(format!(
            "<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\" focusable=\"false\">\
             <path d=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" \
             stroke-linejoin=\"round\"/></svg>",
            self.strokes()
        ))
    }
}
