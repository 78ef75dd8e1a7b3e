mod charts;
mod intake;
mod papers;
mod sheets;

use std::path::PathBuf;

/// The typefaces that the asset step puts into ui/dist/fonts.
fn install_fonts() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist/fonts");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|_| panic!("{} is missing: run bin/setup", folder.display()))
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|it| it == "ttf"))
        .collect();
    assert!(
        !files.is_empty(),
        "{} holds no typeface: run bin/setup",
        folder.display()
    );
    files.sort();
    let fonts = files
        .iter()
        .map(|path| std::fs::read(path).expect("the typeface can be read"));
    crate::fonts::install(fonts.collect()).expect("the typefaces are sound");
}
