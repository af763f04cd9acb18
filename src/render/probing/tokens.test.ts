import { describe, expect, it } from "vitest";
import { goNumber, TokenBook, TokenMint } from "./tokens.ts";

describe("render/probing/tokens", () => {
  const book = new TokenBook([
    { text: "zqbcdf", original: "alerts", leaf: 1 },
    { text: "zqBcdg", original: "fooBar", leaf: 2 },
    { text: "10003", original: "604800000", leaf: 3 },
    { text: "0.10007", original: "0.5", leaf: 4 },
    { text: "10009", original: "7", leaf: 5 },
  ]);

  it.each([
    ["zqbcdf", ["alerts"], [1]],
    ["a-zqbcdf.b/zqbcdf", ["a-alerts.b/alerts"], [1]],
    ["ZQBCDF", ["ALERTS"], [1]],
    ["Zqbcdf", ["Alerts"], [1]],
    ["zqBcdg zqbcdg", ["fooBar foobar"], [2]],
    ["10003ms", ["604800000ms", "6.048e+08ms"], [3]],
    ["0.10007", ["0.5"], [4]],
    ["v0.10009.10003", ["v0.7.604800000", "v0.7.6.048e+08"], [5, 3]],
  ])("puts the originals back into %s", (text, variants, leaves) => {
    const restored = book.restore(text);
    expect(restored?.variants).toEqual(variants);
    expect(restored?.tokens.map(({ leaf }) => leaf)).toEqual(leaves);
  });

  it.each(["alerts", "110003", "100031", "zqbcdx", `${"10003".padEnd(64, "a")}`])("finds no token in %s", (text) => {
    expect(book.restore(text)).toBeNull();
  });

  it("mints tokens that no known text holds", () => {
    const mint = new TokenMint("ZQBBBB 10003 10006");
    expect([mint.word(), mint.word(), mint.number()]).toEqual(["zqcbbb", "zqdbbb", "10009"]);
  });

  it.each([
    ["1000000", "1e+06"],
    ["1234567", "1.234567e+06"],
    ["999999", "999999"],
    ["a", "a"],
  ])("writes %s as Go does", (text, go) => {
    expect(goNumber(text)).toBe(go);
  });
});
