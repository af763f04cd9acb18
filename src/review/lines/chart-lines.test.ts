import { describe, expect, it } from "vitest";
import type { FileDiff } from "../../git/port.ts";
import { traced } from "../../lint/testing/traced.ts";
import { resourceOf } from "../../vocabulary/index.ts";
import type { ApplicationSides, ResourceChange } from "../sides.ts";
import { chartShares } from "./chart-lines.ts";
import { OBJECT } from "./testing/sketch.ts";

/** A changed file with one hunk, in which a line is replaced. */
function changed(file: string, line = 5): FileDiff {
  const lines = [
    { base: line - 1, head: line - 1 },
    { base: line, head: null },
    { base: null, head: line },
  ];
  return { file, formerly: null, status: "modified", hunks: [{ lines }] };
}

function sidesWith(dependency: string | null): ApplicationSides {
  const subject = traced({ defaults: { a: 1 } });
  const [own] = subject.values.sources;
  if (own === undefined) throw new Error("the sketch has defaults");
  const below = { ...own, kind: "dependency-defaults", prefix: ["shared"], file: `${dependency}/values.yaml` } as const;
  const sources = dependency === null ? subject.values.sources : [below, ...subject.values.sources];
  const side = {
    ...subject,
    application: { ...subject.application, declaredIn: "environments/templates/web.yaml" },
    values: { ...subject.values, sources },
  };
  return { name: "web", namespace: "web-ns", before: side, after: side };
}

/** The lines that stand for one field of an object of this template. */
function linesFor(template: string | null, files: readonly FileDiff[], dependency: string | null = null): string[] {
  const change: ResourceChange = {
    application: "web",
    resource: resourceOf(OBJECT),
    formerly: null,
    before: OBJECT,
    after: OBJECT,
    template,
    fields: [{ path: ["data", "a"], before: 1, after: 2 }],
  };
  const fields = [{ resource: 0, field: "/data/a" }];
  const shares = chartShares(fields, { changes: [[0, change]], sides: sidesWith(dependency), files });
  return shares.map(({ place }) => `${place.file}:${place.line}`);
}

const TEMPLATE = "web/templates/a.yaml";
const HELPERS = "charts/web/templates/_helpers.tpl";

describe("review/lines/chart-lines", () => {
  it.each<readonly [string, string | null, readonly string[], string | null, readonly string[]]>([
    ["the template", TEMPLATE, ["charts/web/templates/a.yaml", HELPERS], null, ["charts/web/templates/a.yaml:5"]],
    [
      "a template of a shared chart",
      "web/charts/shared/templates/a.yaml",
      ["shared/templates/a.yaml"],
      "shared",
      ["shared/templates/a.yaml:5"],
    ],
    [
      "the template of the right chart",
      "web/charts/shared/templates/a.yaml",
      ["charts/web/templates/a.yaml", "libs/shared/templates/a.yaml"],
      "libs/shared",
      ["libs/shared/templates/a.yaml:5"],
    ],
    [
      "named templates where the template stays",
      TEMPLATE,
      [HELPERS, "charts/web/templates/b.yaml"],
      null,
      [`${HELPERS}:5`],
    ],
    [
      "Chart.yaml and files that templates read",
      TEMPLATE,
      ["charts/web/Chart.yaml", "charts/web/files/x"],
      null,
      ["charts/web/Chart.yaml:5", "charts/web/files/x:5"],
    ],
    [
      "named templates of a shared chart",
      TEMPLATE,
      ["libs/shared/templates/_x.tpl"],
      "libs/shared",
      ["libs/shared/templates/_x.tpl:5"],
    ],
    [
      "where the application is declared",
      TEMPLATE,
      ["environments/templates/web.yaml"],
      null,
      ["environments/templates/web.yaml:5"],
    ],
    ["an object of no template", null, [HELPERS], null, [`${HELPERS}:5`]],
    [
      "no values, no texts and no other charts",
      TEMPLATE,
      ["charts/web/values.yaml", "charts/web/README.md", "charts/other/templates/_x.tpl"],
      null,
      [],
    ],
  ])("names %s", (...[, template, files, dependency, expected]) => {
    expect(
      linesFor(
        template,
        files.map((file) => changed(file)),
        dependency,
      ),
    ).toEqual(expected);
  });

  it("names the first changed line of each hunk, the base's where nothing is added", () => {
    const gone = { base: 9, head: null };
    const [hunk] = changed("charts/web/templates/a.yaml").hunks;
    const file = {
      ...changed("charts/web/templates/a.yaml"),
      hunks: [...(hunk === undefined ? [] : [hunk]), { lines: [gone] }],
    };
    expect(linesFor(TEMPLATE, [file])).toEqual(["charts/web/templates/a.yaml:5", "charts/web/templates/a.yaml:9"]);
  });
});
