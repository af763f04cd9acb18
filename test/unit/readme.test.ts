import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const RECORDING = ["--live", "environments/idfint/recording"];
const DEMO = ["src/cli/holdfast.ts", "check", "idfint", ...RECORDING];
const FIELD = ["KafkaTopic/lsst-alerts-v10.0", "spec.config.retention.ms"];
const EXPLAIN = ["src/cli/holdfast.ts", "explain", "idfint", ...FIELD, ...RECORDING];

/** What differs from one run or clone to the next: who wrote a line, as far as the clone knows it, ages, the revision. */
function timeless(report: string): string {
  return report
    .replaceAll(/\s+\([0-9a-f]{7,}, [^()]*\)/g, "")
    .replaceAll(/just now|an? \w+ ago|\d+ \w+ ago/g, "some time ago")
    .replace(/[\d.]+ seconds, revision \S+/, "some seconds")
    .replace(/^revision [^\s,]+/m, "some revision")
    .trim();
}

describe("README", () => {
  it("shows what the demo prints", { timeout: 60_000 }, async () => {
    const shown = /```text\n(.*?)```/s.exec(await readFile("README.md", "utf8"))?.[1] ?? "";
    const { stdout } = await promisify(execFile)(process.execPath, DEMO);
    expect(timeless(shown)).toBe(timeless(stdout));
  });

  it("shows what explain prints", { timeout: 60_000 }, async () => {
    const section = (await readFile("README.md", "utf8")).split("## Where a value goes")[1] ?? "";
    expect(section).toContain(`holdfast ${EXPLAIN.slice(1).join(" ")}`);
    const shown = /```text\n(.*?)```/s.exec(section)?.[1] ?? "";
    const { stdout } = await promisify(execFile)(process.execPath, EXPLAIN);
    expect(timeless(shown)).toBe(timeless(stdout));
  });

  it("names values lines that hold the key", async () => {
    const lines = [...(await readFile("README.md", "utf8")).matchAll(/ from {2}(\S+):(\d+) {2}(\S+)/g)];
    expect(lines.length).toBeGreaterThanOrEqual(5);
    for (const [, file = "", line, key = ""] of lines) {
      const text = (await readFile(file, "utf8")).split("\n")[Number(line) - 1];
      expect(text).toContain(/[\w.]+(?="\]$)|\w+$/.exec(key)?.[0]);
    }
  });

  it("names only verbs that exist", async () => {
    const readme = await readFile("README.md", "utf8");
    const { stdout: help } = await promisify(execFile)(process.execPath, ["src/cli/holdfast.ts", "--help"]);
    const verbs = [...readme.matchAll(/^\| `(\w+)/gm)].map(([, verb]) => verb ?? "");
    const known = verbs.filter((verb) => new RegExp(`^  ${verb} `, "m").test(help));
    expect(known).toEqual([
      "check",
      "lint",
      "explain",
      "review",
      "report",
      "wait",
      "render",
      "snapshot",
      "doctor",
      "init",
    ]);
  });
});
