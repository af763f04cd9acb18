import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const DEMO = ["src/cli/holdfast.ts", "check", "idfint", "--live", "environments/idfint/recording"];

/** What differs from one run to the next: ages, times, the revision. */
function timeless(report: string): string {
  return report
    .replaceAll(/just now|an? \w+ ago|\d+ \w+ ago/g, "some time ago")
    .replace(/[\d.]+ seconds, revision \S+/, "some seconds")
    .trim();
}

describe("README", () => {
  it("shows what the demo prints", { timeout: 60_000 }, async () => {
    const shown = /```text\n(.*?)```/s.exec(await readFile("README.md", "utf8"))?.[1] ?? "";
    const { stdout } = await promisify(execFile)(process.execPath, DEMO);
    expect(timeless(shown)).toBe(timeless(stdout));
  });

  it("names only verbs that exist", async () => {
    const readme = await readFile("README.md", "utf8");
    const { stdout: help } = await promisify(execFile)(process.execPath, ["src/cli/holdfast.ts", "--help"]);
    const verbs = [...readme.matchAll(/^\| `(\w+)/gm)].map(([, verb]) => verb ?? "");
    const known = verbs.filter((verb) => new RegExp(`^  ${verb} `, "m").test(help));
    expect(known).toEqual(["check", "wait", "render", "snapshot", "doctor", "init"]);
  });
});
