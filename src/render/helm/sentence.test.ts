import { describe, expect, it } from "vitest";
import { sentenceOf } from "./sentence.ts";

describe("render/helm/sentence", () => {
  it.each([
    [
      "Helm 3's template failure",
      'Error: template: web/templates/a.yaml:4:16: executing "web/templates/a.yaml" at <.Values.x.y>: nil pointer evaluating interface {}.y\n\nUse --debug flag to render out invalid YAML\n',
      "web/templates/a.yaml:4:16 at <.Values.x.y>: nil pointer evaluating interface {}.y",
    ],
    [
      "Helm 4's template failure",
      'Error: web/templates/a.yaml:4:16\n  executing "web/templates/a.yaml" at <.Values.x.y>:\n    nil pointer evaluating interface {}.y\n\nUse --debug flag to render out invalid YAML\n',
      "web/templates/a.yaml:4:16 at <.Values.x.y>: nil pointer evaluating interface {}.y",
    ],
    [
      "log lines around the failure",
      'level=INFO msg="found symbolic link in path" path=/tmp/x\nwalk.go:75: found symbolic link in path: /tmp/x\nError: it failed.\nlevel=WARN msg="more"\n',
      "it failed",
    ],
    [
      "credentials in an address",
      "Error: Get https://me:secret@example.com/index.yaml: no",
      "Get https://example.com/index.yaml: no",
    ],
    ["a failure without the usual first word", "fork/exec: no\n", "fork/exec: no"],
    ["nothing", "", ""],
  ])("reads %s", (_, stderr, clause) => {
    expect(sentenceOf(stderr, [])).toBe(clause);
  });

  it("calls files by the names that the repository has for them", () => {
    const names = [
      { from: "/tmp/1/web", to: "charts/web" },
      { from: /(?<![\w./-])web\//g, to: "charts/web/" },
    ];
    expect(sentenceOf("Error: open /tmp/1/web/a: no; web/b; other-web/c", names)).toBe(
      "open charts/web/a: no; charts/web/b; other-web/c",
    );
  });

  it("cuts a very long failure", () => {
    expect(sentenceOf(`Error: ${"x".repeat(5000)}`, [])).toHaveLength(601);
  });
});
