import { describe, expect, it } from "vitest";
import { COMMENT_BUDGET, renderMarkdown } from "../../../src/report/index.ts";
import type { Finding } from "../../../src/vocabulary/index.ts";
import { environment, FINDINGS, FULL, finding, reportOf, resource } from "./report-fixture.ts";

const render = (report: typeof FULL, budget = COMMENT_BUDGET): string => renderMarkdown(report, { budget });

describe("report/markdown", () => {
  it("puts the verdict first, then a table of environments", () => {
    const report = reportOf([environment("idfint", { findings: FINDINGS.slice(0, 4) }), environment("idfdev")]);
    expect(render(report).split("\n### ")[0]).toMatchInlineSnapshot(`
      "**2 environments are drifted: 4 high**

      | environment | verdict | unreadable | high | medium | low | info | ignored |
      | --- | --- | --- | --- | --- | --- | --- | --- |
      | <code>idfint</code> | drifted | 0 | 4 | 0 | 0 | 0 | 0 |
      | <code>idfdev</code> | in sync | 0 | 0 | 0 | 0 | 0 | 0 |
      "
    `);
  });

  it("collapses a diff for each resource", () => {
    const report = reportOf([environment("idfint", { findings: FINDINGS.slice(0, 2) })]);
    expect(render(report).slice(render(report).indexOf("### "))).toMatchInlineSnapshot(`
      "### <code>idfint</code>

      \`-\` is git, \`+\` is live.

      <details><summary><code>Kafka alert-broker</code>: 2 high (<code>alert-stream-broker, kafka-cluster, namespace alert-stream-broker</code>)</summary>

      \`\`\`diff
      @@ high added /spec/kafka/config/auto.create.topics.enable @@
      + true
      # /spec/kafka/config/auto.create.topics.enable of Kafka alert-broker is set, but git does not mention it, and kubectl-edit last wrote on 2026-11-21.
      # kubectl-edit, 2026-11-21 05:14 UTC
      # holdfast adopt idfint 6edc57c8f447

      @@ high changed /spec/kafka/config/log.retention.hours @@
      - 168
      + "24"
      # /spec/kafka/config/log.retention.hours of Kafka alert-broker differs from git, and kubectl-edit last wrote on 2026-11-21.
      # kubectl-edit, 2026-11-21 05:14 UTC
      # from environments/idfint/alert-stream-broker.yaml:31  kafka.logRetentionHours  (1a69374, Ada, 2026-11-02 09:30 UTC)
      # holdfast apply idfint 26d5edf4ae65
      \`\`\`

      </details>

      <sub><code>idfint</code>: <code>Helm 4.2.3, local engine, 1,043 objects, 14 requests, 0.61 seconds, revision 1a69374</code></sub>
      "
    `);
  });

  it("is short where all is well", () => {
    expect(render(reportOf([environment("idfdev")]))).toMatchInlineSnapshot(`
      "**<code>idfdev</code> is in sync**

      | environment | verdict | unreadable | high | medium | low | info | ignored |
      | --- | --- | --- | --- | --- | --- | --- | --- |
      | <code>idfdev</code> | in sync | 0 | 0 | 0 | 0 | 0 | 0 |

      <sub><code>idfdev</code>: <code>Helm 4.2.3, local engine, 1,043 objects, 14 requests, 0.61 seconds, revision 1a69374</code></sub>
      "
    `);
  });

  it.each([1000, 3000, 6000])("stays below %i characters by cutting whole sections, and says so", (budget) => {
    const text = render(FULL, budget);
    expect(text.length).toBeLessThanOrEqual(budget);
    expect(text).toMatch(/\d+ more sections do not fit here/);
    expect(render(FULL).startsWith(text.slice(0, text.lastIndexOf("\n", text.length - 2)))).toBe(true);
    expect(count(text, "<details>")).toBe(count(text, "</details>"));
    expect(count(text, "\n```diff")).toBe(count(text, "\n```\n"));
  });

  it("lets hostile names and values out of no fence, and mention nobody", () => {
    const attack = "x`y | @octocat </code></details>\n```\n# <img src=x> #1\n";
    const hostile: Finding = {
      ...finding({
        kind: "changed",
        resource: resource("", "ConfigMap", attack),
        path: ["data", attack],
        desired: attack,
        live: [attack],
      }),
      attribution: { manager: attack, operation: "Update", time: attack },
    };
    const report = reportOf([environment("idfint", { findings: [hostile] })]);
    const [outside, inside] = splitFences(render(report));
    expect(outside).not.toContain("@octocat");
    expect(outside).not.toContain("<img");
    expect(count(outside, "</details>")).toBe(1);
    expect(inside).toContain("@octocat");
  });
});

/** Splits as CommonMark does: a fence ends at a line that holds nothing but at least as many backticks. */
function splitFences(markdown: string): [string, string] {
  const parts: [string[], string[]] = [[], []];
  let fenced = false;
  for (const line of markdown.split("\n")) {
    if (/^ {0,3}```+\s*$/.test(line) && fenced) fenced = false;
    else if (/^ {0,3}```/.test(line)) fenced = true;
    else parts[fenced ? 1 : 0].push(line);
  }
  return [parts[0].join("\n"), parts[1].join("\n")];
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
