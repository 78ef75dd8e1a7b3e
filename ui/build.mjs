// Builds ui/dist: style sheet and script under hashed names, fonts, and public tables as CSV.
// Run by bin/setup after `npm ci`; everything here comes from ui/ or from an npm package.

import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { tables } from "./tables.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const require = createRequire(import.meta.url);

await mkdir(dist, { recursive: true });
const manifest = {
  "style.css": await keep("style.css", withoutUnusedTokens(await bundle("styles/main.css"))),
  "script.js": await keep("script.js", await bundle("script/main.ts")),
  "icon.svg": await keep("icon.svg", await readFile(join(here, "static/icon.svg"), "utf8")),
};
await copyFonts();
await writeTables();
// A running development server reads this folder: the manifest changes at once, and the old files go last.
await writeFile(join(dist, "manifest.next"), JSON.stringify(manifest, null, 2) + "\n");
await rename(join(dist, "manifest.next"), join(dist, "manifest.json"));
await removeOthers([".gitkeep", "manifest.json", "fonts", "tables", ...Object.values(manifest)]);

/** What an earlier build left goes; .gitkeep keeps the folder in a fresh clone. */
async function removeOthers(wanted) {
  for (const name of await readdir(dist)) {
    if (!wanted.includes(name)) await rm(join(dist, name), { recursive: true });
  }
}

async function bundle(entry) {
  const built = await esbuild.build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    charset: "utf8",
    legalComments: "none",
    target: ["chrome111", "firefox115", "safari16.4"],
  });
  return built.outputFiles[0].text;
}

/** The token package lists every colour there is; only those in use are sent. */
function withoutUnusedTokens(css) {
  for (;;) {
    const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map((it) => it[1]));
    const kept = css.replace(/(--(?:color|font|border|elevation|shadow)-[\w-]+):[^;{}]*(;|(?=}))/g, (all, name) =>
      used.has(name) ? all : "");
    if (kept === css) return css;
    css = kept;
  }
}

/** Writes under a name that changes with the content, and returns that name. */
async function keep(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const hashed = name.replace(/(\.\w+)$/, `-${hash}$1`);
  await writeFile(join(dist, hashed), content);
  return hashed;
}

async function copyFonts() {
  const folder = dirname(require.resolve("@expo-google-fonts/biz-udpgothic/package.json"));
  await mkdir(join(dist, "fonts"), { recursive: true });
  await cp(join(folder, "400Regular/BIZUDPGothic_400Regular.ttf"), join(dist, "fonts/BIZUDPGothic-Regular.ttf"));
  await cp(join(folder, "700Bold/BIZUDPGothic_700Bold.ttf"), join(dist, "fonts/BIZUDPGothic-Bold.ttf"));
  await cp(join(folder, "LICENSE_FONT"), join(dist, "fonts/LICENSE"));
}

async function writeTables() {
  await mkdir(join(dist, "tables"), { recursive: true });
  for (const [name, rows] of Object.entries(tables())) {
    const lines = rows.map((row) => row.map(cell).join(","));
    await writeFile(join(dist, "tables", `${name}.csv`), lines.join("\n") + "\n");
  }
}

function cell(text) {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
