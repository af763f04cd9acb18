import { describe, expect, it } from "vitest";
import type { Path } from "../../../vocabulary/index.ts";
import type { ChartText } from "./chart-texts.ts";
import { createMentions } from "./mentions.ts";

function pathOf(key: string): Path {
  return key
    .split(".")
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) ? { index: Number(part), key: null } : part));
}

function speaksOf(files: Readonly<Record<string, string>>, key: string, texts: readonly string[] = []): boolean {
  const read: ChartText[] = Object.entries(files).map(([path, text]) => ({ path, text }));
  return createMentions(read, texts).speaksOf(pathOf(key));
}

describe("render/probing/mentions", () => {
  it.each([
    ["{{ .Values.a.b }}", "a.b", "a.c a.b.c=yes b"],
    ["{{ $.Values.a.b | quote }}", "a.b", "a.c b"],
    ["{{ $root.Values.a.b }}", "a.b", "a.c"],
    ["{{ .context.Values.a.b }}", "a.b", "a.c"],
    ["{{- if and .Values.a (not .Values.b.c) -}}", "a.x b.c", "b.d"],
    ["{{ if .Values.a }}{{ .Values.a.b }}{{ end }}", "a.b a", "a.c"],
    ['{{ if and .Values.a (hasKey .Values.a "b") }}{{ .Values.a.c | quote }}{{ end }}', "a.b a.c", "a.d"],
    ["{{ if eq .Values.a.b .Values.c }}{{ end }}", "a.b c", "a.c"],
    ["{{ .Values.kafka.replicas }}", "kafka.replicas kafka", "replicas kafka.replica"],
    ['{{ index .Values "a-b" "c" }}', "a-b.c", "a-b.d c"],
    ['{{ (index .Values "a-b").c }}', "a-b.c", "a-b.d"],
    ['{{ index .Values.a $name "b" }}', "a.x.b a.0.b", "a.x.c b"],
    ['{{ index (index .Values "a") .Values.key }}', "a.x key", "b"],
    ['{{ get .Values "a" }}', "a.b", "b"],
    ['{{ .Values | get "a" }}', "a b", ""],
    ['{{ get (get .Values "a") "b" }}', "a.b", "a.c"],
    ['{{ hasKey .Values.a "b" }}', "a.b", "a.c"],
    ['{{ pluck "a" .Values .Values.c }}', "a c.a", "c.b b"],
    ['{{ pick .Values "a" "b" }}', "a.x b.y", "c"],
    ['{{ dig "a" "b" "none" .Values }}', "a.b", "a.c none"],
    ['{{ dig "a" "b" .Values.fallback .Values }}', "a.b fallback", "a.c z"],
    ['{{ omit .Values "a" }}', "b", ""],
    ["{{ .Values.a | default .Values.b.c }}", "a b.c", "b.d"],
    ["{{ with .Values.a }}{{ .b }}{{ end }}", "a.b a", "a.c b"],
    ["{{ with .Values.a }}x{{ end }}", "a.b a", "b"],
    ["{{ with .Values.a }}{{ $.Values.b.c }}{{ else }}{{ .d }}{{ .Values.e }}{{ end }}", "a b.c e", "b.d d"],
    ["{{ range $k, $v := .Values.a }}{{ $v.b }}{{ end }}", "a.x.b a.0.b", "a.x.c a.0.c b"],
    ["{{ range .Values.a }}{{ .b }}{{ with .c }}{{ .d }}{{ end }}{{ end }}", "a.0.b a.x.c.d", "a.0.d a.x.c.e"],
    ["{{ range .Values.a }}{{ . }}{{ end }}", "a.0 a.0.b a.x", "b"],
    ["{{ range $i, $v := .Values.a }}{{ $i }}{{ end }}", "a.0 a.x", "b"],
    ["{{ range $v := .Values.a }}{{ toYaml $v.b }}{{ end }}", "a.0.b.c", "a.0.d"],
    ["{{ range $v := concat .Values.a .Values.b }}{{ $v.c }}{{ end }}", "a.0.c a.0.d b.0.x", "c"],
    ["{{ range $v := .Values.a | default .Values.b }}{{ $v.c }}{{ end }}", "a.0.c b.0.c", "a.0.d b.0.d"],
    ["{{ $x := .Values.a }}{{ $x.b }}", "a.b", "a.c b"],
    ["{{ $x := .Values.a }}{{ if .Values.d }}{{ $x = .Values.c }}{{ end }}{{ $x.b }}", "a.b c.b d", "a.c c.c"],
    ["{{ range $i := until 3 }}{{ $y.b }}{{ $y := .Values.a }}{{ end }}", "a.b", "a.c"],
    ["{{ $x := .Values.a | default .Values.b.c }}{{ $x.d }}", "a.d b.c.d", "a.e b.d"],
    ['{{ $x := dict "one" .Values.a "two" .Values.b }}{{ $x.one.c }}', "a.c", "a.d b.c"],
    ['{{ $x := dict "one" .Values.a }}{{ toYaml $x }}', "a.c", "b"],
    ['{{ $_ := set $x "one" .Values.a }}', "a.c", "b"],
    ['{{ include "x" .Values.a | nindent 4 }}', "a.b", "b"],
    ['{{ include "x" (dict "Values" .Values.a "b" .Values.c) }}', "a.x c", "b"],
    ['{{ include "x" (dict "values" .Values) }}', "a", ""],
    ["{{ toYaml .Values }}", "a.b", ""],
    ["{{ tpl (.Values | toYaml) . }}", "a.b", ""],
    ["{{ range $k, $v := .Values }}{{ end }}", "a.b", ""],
    ["{{ $values := merge .Values.a .Values }}{{ $values.z }}", "z a.z", "y a.y"],
    ["{{ $values := .Values }}{{ $values.a.b }}", "a.b", "a.c"],
    ["{{ toYaml . }}", "a.b", ""],
    ["{{ $ | toJson }}", "a.b", ""],
    ["{{ with .Values.a }}{{ toYaml . }}{{ end }}", "a.b", "b"],
    ["{{ with .Values.a }}{{ toYaml $ }}{{ end }}", "a.b b", ""],
    ["{{ with .Values.a }}{{ else }}{{ toYaml . }}{{ end }}", "b", ""],
    ["{{ range . }}{{ end }}", "b", ""],
    ['{{ index $ "Values" "a" "b" }}', "a.b", "a.c"],
    ['{{ get . "Values" }}', "a", ""],
    ['{{ pluck "Values" . }}', "a", ""],
    [
      '{{ $_ := set $.Values "script" $.Values.scripts.a }}{{ $.Values.script.b }}',
      "scripts.a script.b",
      "b scripts.b",
    ],
    ['{{ $x := set $.Values "script" 1 }}{{ $x.b }}', "b", ""],
    ['{{ tpl "{{ .Values.a }}" . }}', "a", "b"],
    ["{{ tpl `{{ .Values.a }}` . }}", "a", "b"],
    ['{{ tpl (printf "{{ .Values.%s }}" .Values.name) . }}', "b", ""],
    ['{{ .Values.a }}}} {{ "}}" }} {{ .Values.b }}', "a b", "c"],
    ["{{/* .Values.a */}} .Values.b {{- /* {{ .Values.c }} */ -}}", "", "a b c"],
    ["# {{ .Values.a }}", "a", ""],
    ["{{ .Values.a-b }}", "z", ""],
    ["{{ .Values.a", "z", ""],
    ["{{ instance }} {{ a:b }} {{ $?x }}", "", "instance"],
    ["{{ .Values.a.b }}", "a a.0", "b.0"],
    ["{{ .Subcharts.db.Values.a }}", "db.a", "a"],
    ['{{ template "x" .Values.a }}{{ else if .Values.b }}{{ else with .Values.c }}', "a b c", "d"],
    ['{{ block "x" .Values.a }}{{ .Values.b }}{{ end }}', "a b", "c"],
    ['{{ printf "%s-%s" .Values.a (.Values.b | default (include "x" .)) }}', "a b", "c"],
    ["{{\n  .Values.a\n  | quote\n}}", "a", "b"],
    ["{{ .Values.ä.b }}", "ä.b", "ä.c"],
  ])("%s", (template, spoken, silent) => {
    const files = { "templates/a.yaml": template };
    for (const key of spoken.split(" ").filter(Boolean))
      expect({ key, spoken: speaksOf(files, key) }).toEqual({ key, spoken: true });
    for (const item of silent.split(" ").filter(Boolean)) {
      const [key = "", answer] = item.split("=");
      expect({ key, spoken: speaksOf(files, key) }).toEqual({ key, spoken: answer === "yes" });
    }
  });

  it.each([
    ["reads named templates that are called", '{{ include "x" . }}', '{{ define "x" }}{{ .Values.a }}{{ end }}', true],
    ["leaves out those that nobody calls", "{{ .Values.b }}", '{{ define "x" }}{{ .Values.a }}{{ end }}', false],
    [
      "reads all where a name is put together",
      '{{ include (printf "x%s" .Values.b) . }}',
      '{{ define "x" }}{{ .Values.a }}{{ end }}',
      true,
    ],
    [
      "knows a file of the same chart",
      '{{ include (print $.Template.BasePath "/c.yaml") . | sha256sum }}',
      '{{ define "x" }}{{ .Values.a }}{{ end }}',
      false,
    ],
    [
      "follows calls of calls",
      '{{ template "y" . }}',
      '{{ define "y" }}{{ include "x" . }}{{ end }}{{ define "x" }}{{ .Values.a }}{{ end }}',
      true,
    ],
    ["sees a whole context written out", '{{ include "x" . }}', '{{ define "x" }}{{ toYaml . }}{{ end }}', true],
    [
      "leaves out what a named template is given and does not read",
      '{{ include "x" (dict "Values" .Values "b" .Values.b) }}',
      '{{ define "x" }}{{ .b.c }}{{ end }}',
      false,
    ],
    [
      "follows an argument",
      '{{ range .Values.list }}{{ include "x" (dict "item" . "a" $.Values.a) }}{{ end }}',
      '{{ define "x" }}{{ include "y" .a }}{{ end }}{{ define "y" }}{{ .b }}{{ end }}',
      true,
    ],
    [
      "follows a template that calls itself",
      '{{ include "x" .Values.a }}',
      '{{ define "x" }}{{ range . }}{{ include "x" .b }}{{ end }}{{ end }}',
      true,
    ],
    [
      "ends where a variable is given a part of itself",
      "{{ $x := .Values.a }}{{ range until 9 }}{{ $x = $x.next }}{{ end }}{{ $x.b }}",
      "",
      true,
    ],
    ["sees an argument written out", '{{ include "x" .Values.b }}', '{{ define "x" }}{{ toYaml . }}{{ end }}', false],
  ])("%s", (...[, template, named, spoken]) => {
    expect(speaksOf({ "templates/a.yaml": template, "templates/_x.tpl": named }, "a")).toBe(spoken);
  });

  it("reads texts among the values, and files that a template may run", () => {
    expect(speaksOf({ "templates/a.yaml": "" }, "a", ["{{ .Values.a }}"])).toBe(true);
    expect(speaksOf({ "files/a.conf": "{{ .Values.a }}" }, "a")).toBe(true);
    expect(speaksOf({ "values.yaml": "# {{ .Values.a }}", "README.md": "{{ .Values.a }}" }, "a")).toBe(false);
  });
});

describe("render/probing/mentions in subcharts", () => {
  const child = {
    "charts/db/Chart.yaml": "name: db",
    "charts/db/templates/a.yaml": "{{ .Values.a }}{{ .Values.global.g }}",
  };

  it.each([
    ["db.a", true],
    ["a", false],
    ["db.b", false],
    ["global.g", true],
    ["db.global.g", true],
    ["global.h", false],
  ])("under its name: %s", (key, spoken) => {
    expect(speaksOf({ "Chart.yaml": "name: app", ...child }, key)).toBe(spoken);
  });

  const aliases = `
name: app
dependencies:
  - { name: db, alias: one, condition: "one.enabled,both.enabled", tags: [stores] }
  - { name: db, alias: two, import-values: [shown, { child: inner.x, parent: y }] }
  - { name: absent, repository: "https://charts.example.org" }
`;

  it.each([
    ["one.a", true],
    ["two.a", true],
    ["db.a", false],
    ["one.enabled", true],
    ["both.enabled", true],
    ["two.enabled", false],
    ["tags.stores", true],
    ["tags.other", false],
    ["two.exports.shown.k", true],
    ["two.inner.x.k", true],
    ["two.inner.z", false],
    ["absent.anything", true],
  ])("under its aliases: %s", (key, spoken) => {
    expect(speaksOf({ "Chart.yaml": aliases, ...child }, key)).toBe(spoken);
  });

  it("reads a named template of one chart with the values of the chart that calls it", () => {
    const files = {
      "Chart.yaml": "name: app",
      "templates/a.yaml": '{{ include "lib.x" . }}',
      "charts/lib/Chart.yaml": "name: lib",
      "charts/lib/templates/_x.tpl": '{{ define "lib.x" }}{{ .Values.a }}{{ end }}',
    };
    expect(speaksOf(files, "a")).toBe(true);
    expect(speaksOf(files, "lib.a")).toBe(false);
  });

  it("reads a file that another chart calls by its path", () => {
    const files = {
      "Chart.yaml": "name: app",
      "templates/a.yaml": '{{ include "app/charts/db/templates/a.yaml" . }}',
      ...child,
    };
    expect(speaksOf(files, "a")).toBe(true);
  });

  it("reads nested charts below both names", () => {
    const files = {
      "Chart.yaml": "name: app\ndependencies: [{ name: db, alias: store }]",
      "charts/x/Chart.yaml": "name: db",
      "charts/x/charts/y/Chart.yaml": "name: disk",
      "charts/x/charts/y/templates/a.yaml": "{{ .Values.size }}{{ .Values.global.class }}",
    };
    expect(["store.disk.size", "store.global.class", "global.class"].map((key) => speaksOf(files, key))).toEqual([
      true,
      true,
      true,
    ]);
    expect(["db.disk.size", "size", "disk.size"].map((key) => speaksOf(files, key))).toEqual([false, false, false]);
  });
});
