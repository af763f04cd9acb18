import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rulesPage } from "../../scripts/rules-page.ts";
import { RULE_NAMES } from "../../src/vocabulary/index.ts";

const FOLDER = new URL("../../docs/rules/", import.meta.url);

describe("docs/rules", () => {
  it("lists every rule; npm run rules writes the list anew", () => {
    expect(readFileSync(new URL("README.md", FOLDER), "utf8")).toBe(rulesPage());
  });

  it("has a page for each rule, and no other", () => {
    const pages = readdirSync(FOLDER).filter((file) => file !== "README.md");
    expect(pages.toSorted()).toEqual(RULE_NAMES.map((name) => `${name}.md`).toSorted());
  });

  it.each(RULE_NAMES)("says how to mend, switch and ignore %s", (name) => {
    const page = readFileSync(new URL(`${name}.md`, FOLDER), "utf8");
    expect(page.split("\n")[0]).toBe(`# ${name}`);
    expect(page).toMatch(new RegExp(`rules: \\{ ?${name}: (off|on) ?\\}`));
    // What is gone has no line left for a comment.
    expect(page).toMatch(new RegExp(`holdfast: ignore ${name}|rule: ${name}`));
  });
});
