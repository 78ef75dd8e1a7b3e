//! The key of an authenticator app, as a picture to be taken with the phone and as letters to be typed.

use qrcode::{Color, QrCode};
use webkit::prelude::*;

use crate::second_factor::Seed;

/// Light modules around a picture, without which no camera finds it.
const QUIET: usize = 4;

/// The key in its three forms: the picture for another device, a link for this one, letters for any.
pub(crate) fn enrolment(seed: &Seed, login: &str) -> Markup {
    let uri = seed.uri(login);
    html! {
        @if let Some(picture) = picture(&uri) {
            p { (t!("access-enrol-picture-lead")) }
            (picture)
        }
        p { (link(&uri, t!("access-enrol-open"))) }
        (facts(&[(t!("access-enrol-key"), html! { code { (seed.base32()) } })]))
    }
}

/// A QR code as one path of unit squares; none for a text too long for any.
fn picture(text: &str) -> Option<Markup> {
    let code = QrCode::new(text).ok()?;
    let width = code.width();
    let dark = code.to_colors();
    let squares: String = dark
        .iter()
        .enumerate()
        .filter(|(_, color)| **color == Color::Dark)
        .map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET))
        .collect();
    let side = width + 2 * QUIET;
    Some(html! {
        svg.qr viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(t!("access-enrol-picture")) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(squares) fill="#000" {}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_square_with_room_around_it_and_its_three_corners() {
        let drawn = picture("otpauth://totp/Kado:hana@example.jp?secret=ABC&issuer=Kado");
        let drawn = drawn.expect("a short text").into_string();

        assert!(
            drawn.contains("M4 4h1v1h-1z"),
            "the corner begins behind the quiet zone"
        );
        assert!(!drawn.contains("M3 ") && !drawn.contains(" 3h1"), "{drawn}");
        assert!(!drawn.contains("style="));
        assert!(picture(&"x".repeat(4_000)).is_none());
    }
}
