import { describe, expect, it } from "vitest";
import { renderHtml } from "../../../src/report/html.ts";
import { environment, FULL, finding, NOW, reportOf, resource } from "./report-fixture.ts";

const page = (report: typeof FULL): string => renderHtml(report, { now: NOW });

describe("report/html", () => {
  it("shows every finding with both sides, who, where from and what mends it", () => {
    const text = page(FULL);
    const [only] = FULL.environments;
    expect(text.match(/<div class="finding /g)).toHaveLength(only?.findings.length ?? 0);
    expect(text).toContain('<span class="verdict unknown">unknown</span>');
    expect(text).toContain('<dt>git</dt><dd><code class="git">168</code></dd>');
    expect(text).toContain("kubectl-edit, 2026-11-21 05:14 UTC");
    expect(text).toContain("environments/idfint/alert-stream-broker.yaml:31");
    expect(text).toMatch(/<dt>fix<\/dt><dd><code>holdfast apply idfint [0-9a-f]{12}<\/code>/);
  });

  it("is one file that runs nothing and fetches nothing", () => {
    const text = page(FULL);
    expect(text).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=|https?:/i);
    expect(text).toMatch(/^<!doctype html>/);
    expect(text).toContain('name="viewport"');
  });

  it("takes nothing that names hold for markup", () => {
    const hostile = `</style></title><script>alert(1)</script><img src=x onerror='x'>"&`;
    const found = finding({
      kind: "changed",
      resource: resource("apps", "Deployment", hostile),
      path: ["spec", hostile],
      desired: hostile,
      live: "\u202e\u0000",
    });
    const text = page(reportOf([environment(hostile, { findings: [found] })]));
    expect(text).not.toMatch(/<script|<img/);
    expect(["\u202e", "\u0000"].some((character) => text.includes(character))).toBe(false);
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    expect(text.match(/<\/title>/g)).toHaveLength(1);
  });
});
