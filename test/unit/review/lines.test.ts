import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Renderer } from "../../../src/render/index.ts";
import { chartYaml, newRenderer } from "../render/chart-tree.ts";
import { type Edits, type Files, LinesGround } from "./lines-ground.ts";

const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  color: {{ .Values.color | quote }}
  limit: {{ .Values.limit | quote }}
  script: {{ .Values.script | quote }}
  topics: {{ join "," .Values.topics | quote }}
  first: {{ .Values.first.size | quote }}
  second: {{ .Values.second.size | quote }}
  extra: {{ include "web.extra" . | quote }}
{{- if .Values.debug }}
  debug: "on"
{{- end }}
`;

const USERS = `{{- range .Values.users }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: user-{{ .name }}
data:
  role: {{ .role | quote }}
{{- end }}
{{- range $name, $group := .Values.groups }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: group-{{ $name }}
data:
  mail: {{ $group.mail | quote }}
  size: {{ $group.size | quote }}
{{- end }}
---
apiVersion: v1
kind: Secret
metadata:
  name: access
stringData:
  word: {{ .Values.access | quote }}
`;

const VALUES = `# What every environment has.
color: red
limit: 10 # per second
debug: false
topics: [alerts, heartbeat]
script: |
  first
  second
  third
sizes:
  - &size 5
password: in-the-clear
first:
  size: *size
second:
  size: *size
users:
  - name: ada
    role: reader
  - name: bo
    role: writer
  - name: cy
    role: reader
groups:
  staff:
    mail: staff@example.org
    size: 3
access: swordfish-1234
`;

/** Every environment but `dev` overrides the colour. */
function filesFor(environments: readonly string[]): Files {
  const declared = environments.map((name) => `  - name: ${name}\n    applications: [web]\n`).join("");
  return {
    "holdfast.yaml": `schemaVersion: 1
layout:
  plain:
    values: environments/{environment}/{application}.yaml
    applications:
      - { name: web, chart: charts/web, namespace: web }
environments:
${declared}`,
    "charts/web/Chart.yaml": chartYaml("web"),
    "charts/web/values.yaml": VALUES,
    "charts/web/templates/_helpers.tpl": '{{- define "web.extra" -}}\nplain\n{{- end }}\n',
    "charts/web/templates/settings.yaml": SETTINGS,
    "charts/web/templates/users.yaml": USERS,
    ...Object.fromEntries(
      environments.map((name) => [
        `environments/${name}/web.yaml`,
        name === "dev" ? "limit: 20\n" : `color: ${name}-blue\nlimit: 30\n`,
      ]),
    ),
  };
}

const ALL = "dev int";
const DEFAULTS = "charts/web/values.yaml";

/** Independent edits of one file, each of a text that stands in it. */
function edited(file: string, ...edits: readonly (readonly [string, string])[]): Edits {
  return {
    [file]: (text) =>
      edits.reduce((now, [from, to]) => {
        if (!now.includes(from)) throw new Error(`${file} does not say ${JSON.stringify(from)}`);
        return now.replace(from, to);
      }, text),
  };
}

type Row = readonly [string, Edits, readonly string[]];

const ROWS: readonly Row[] = [
  [
    "an item of a list in brackets, a line of a text, an anchor, a switch, and two secrets of which nothing reads one",
    edited(
      DEFAULTS,
      ["[alerts, heartbeat]", "[alerts, beat]"],
      ["  third", "  fourth"],
      ["&size 5", "&size 6"],
      ["debug: false", "debug: true"],
      ["swordfish-1234", "swordfish-5678"],
      ["in-the-clear", "still-in-the-clear"],
    ),
    [
      `${DEFAULTS}:11 sizes[0] 5 -> 6: 4/2 ${ALL}`,
      `${DEFAULTS}:4 debug false -> true: 2/2 ${ALL}`,
      `${DEFAULTS}:5 topics ["alerts","heartbeat"] -> ["alerts","beat"]: 2/2 ${ALL}`,
      `${DEFAULTS}:9 script "first\\nsecond\\nthird\\n" -> "first\\nsecond\\nfourth\\n": 2/2 ${ALL}`,
      `${DEFAULTS}:28 access "*** (before)" -> "*** (after)": 2/2 ${ALL}`,
    ],
  ],
  [
    "an item that comes into a list, a key that goes, and an override that goes",
    {
      ...edited(DEFAULTS, ["  - name: bo", "  - name: new\n    role: reader\n  - name: bo"], ["    size: 3\n", ""]),
      "environments/int/web.yaml": "limit: 30\n",
    },
    [
      `${DEFAULTS}:20 users[1].name none -> "new": 2/2 ${ALL}`,
      `${DEFAULTS}:21 users[1].role none -> "reader": 2/2 ${ALL}`,
      `${DEFAULTS}:-27 groups.staff.size 3 -> none: 2/2 ${ALL}`,
      'environments/int/web.yaml:-1 color "int-blue" -> "red": 1/1 int',
    ],
  ],
  [
    "an item that goes from the middle of a list, and a key that is renamed",
    edited(DEFAULTS, ["  - name: bo\n    role: writer\n", ""], ["  staff:", "  crew:"]),
    [
      `${DEFAULTS}:23 groups.crew none -> {"mail":"staff@example.org","size":3}: 2/2 ${ALL}`,
      `${DEFAULTS}:-25 groups.staff {"mail":"staff@example.org","size":3} -> none: 2/2 ${ALL}`,
      `${DEFAULTS}:-20 users[1].name "bo" -> none: 2/2 ${ALL}`,
      `${DEFAULTS}:-21 users[1].role "writer" -> none: 2/2 ${ALL}`,
    ],
  ],
  [
    "a line that only moves",
    edited(DEFAULTS, ["limit: 10 # per second\ndebug: false\n", "debug: false\nlimit: 10 # per second\n"]),
    [],
  ],
  [
    "a template, beside a value that it does not come from",
    {
      "charts/web/templates/users.yaml": (text) => text.replace("role: {{", "duty: {{"),
      ...edited(DEFAULTS, ["script: |\n  first", "script: |\n  start"]),
    },
    [
      `charts/web/templates/users.yaml:8 null: 12/6 ${ALL}`,
      `${DEFAULTS}:7 script "first\\nsecond\\nthird\\n" -> "start\\nsecond\\nthird\\n": 2/2 ${ALL}`,
    ],
  ],
  [
    "a named template that a template includes",
    edited("charts/web/templates/_helpers.tpl", ["plain", "fancy"]),
    [`charts/web/templates/_helpers.tpl:2 null: 2/2 ${ALL}`],
  ],
  [
    "an application that goes from an environment",
    edited("holdfast.yaml", ["int\n    applications: [web]", "int\n    applications: []"]),
    ["holdfast.yaml:-11 null: 6/6 int"],
  ],
];

describe("review/lines", { timeout: 240_000 }, () => {
  let cache: string;
  let renderer: Renderer;
  let ground: LinesGround;

  beforeAll(async () => {
    cache = await mkdtemp(join(tmpdir(), "holdfast-cache-"));
    renderer = await newRenderer(cache);
    ground = await LinesGround.open(filesFor(["dev", "int"]), renderer);
  }, 60_000);

  afterAll(async () => {
    await ground[Symbol.asyncDispose]();
    await renderer.dispose();
    await rm(cache, { recursive: true });
  });

  it.each(ROWS)("tells the reach of %s", async (...[, edits, expected]) => {
    expect(await ground.lines(edits)).toEqual(expected);
  });

  it("names the one environment that does not override a default, and none for a default that all override", async () => {
    await using four = await LinesGround.open(filesFor(["dev", "int", "prod", "test"]), renderer);
    const lines = await four.lines(edited(DEFAULTS, ["color: red", "color: green"], ["limit: 10", "limit: 11"]));
    expect(lines).toEqual([`${DEFAULTS}:2 color "red" -> "green": 1/1 dev`]);
  });

  it("follows a file that is renamed, and tells of it by its present name", async () => {
    const edits = {
      ...edited("holdfast.yaml", ["charts/web,", "charts/site,"]),
      ...edited("charts/site/values.yaml", ["color: red", "color: green"], ["    size: 3\n", ""]),
    };
    expect(await ground.lines(edits, { "charts/web": "charts/site" })).toEqual([
      `charts/site/values.yaml:-27 groups.staff.size 3 -> none: 2/2 ${ALL}`,
      'charts/site/values.yaml:2 color "red" -> "green": 1/1 dev',
    ]);
  });

  it("suggests the right key where one was misspelt, and keeps the comment", async () => {
    const { lines } = await ground.review(edited(DEFAULTS, ["color: red", "colour: red # as ever"]));
    const [worst] = lines;
    expect(worst).toMatchObject({ line: 2, side: "head", key: "colour", suggestion: "color: red # as ever" });
    expect(worst?.consequences.map(({ name }) => name)).toEqual(["misspelt-key"]);
  });
});
