import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Renderer, TraceWish } from "../../../src/render/index.ts";
import { toPointer, toValuesKey } from "../../../src/vocabulary/index.ts";
import { application, type ChartTree, chartTree, chartYaml, newRenderer } from "./chart-tree.ts";

const TEMPLATE = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Values.name }}
data:
  same: {{ .Values.text | quote }}
  joined: {{ .Values.text }}/{{ .Values.number }}
  {{- if .Values.enabled }}
  optional: "yes"
  {{- end }}
  {{- if .Values.more }}
  more: {{ .Values.dormant | quote }}
  {{- end }}
  fixed: "1"
`;
const VALUES = "name: web\ntext: hello\nnumber: 7\nenabled: true\nmore: false\ndormant: asleep\nunread: nobody\n";

describe("render/probing wishes", { timeout: 60_000 }, () => {
  let cache: string;
  let renderer: Renderer;
  let tree: ChartTree;

  beforeAll(async () => {
    cache = await mkdtemp(join(tmpdir(), "holdfast-cache-"));
    renderer = await newRenderer(cache);
    tree = await chartTree({
      "charts/web/Chart.yaml": chartYaml("web"),
      "charts/web/values.yaml": VALUES,
      "charts/web/values.schema.json": '{"properties": {"number": {"maximum": 9}}}',
      "charts/web/templates/a.yaml": TEMPLATE,
    });
  });

  afterAll(async () => {
    await tree[Symbol.asyncDispose]();
    await renderer.dispose();
    await rm(cache, { recursive: true });
  });

  async function trace(wish: TraceWish, namespace = "web-ns") {
    const reading = await renderer.trace(application({ namespace }), tree, wish);
    if (!reading.ok) throw new Error(reading.failure.why);
    return reading.value;
  }

  async function causesOf(path: readonly string[]): Promise<string[]> {
    const resource = {
      type: "kubernetes",
      group: "",
      version: "v1",
      kind: "ConfigMap",
      namespace: null,
      name: "web",
    } as const;
    const { leaves } = await trace({ of: "fields", fields: [{ resource, path }] });
    return leaves.map(({ leaf, links }) => `${toValuesKey(leaf)} ${links.map((one) => one.transformation).join()}`);
  }

  it.each([
    [["data", "same"], ["text same"]],
    [
      ["data", "joined"],
      ["text joined", "number joined"],
    ],
    [["data", "optional"], ["enabled condition"]],
    [["data", "more"], ["more condition"]],
    [["data", "fixed"], []],
    [["data", "absent"], []],
    [[], ["name same"]],
  ])("finds what causes %j: %j", async (path, expected) => {
    expect(await causesOf(path)).toEqual(expected);
  });

  it("finds what leaves move, and why others move nothing", async () => {
    const { leaves } = await trace({ of: "everything" });
    const said = leaves.map(
      ({ leaf, outcome, switchedBy, mentioned, links }) =>
        `${toValuesKey(leaf)} ${outcome} ${switchedBy === null ? "" : toValuesKey(switchedBy)} ${mentioned} ${links.map((one) => toPointer(one.path)).join(" ")}`,
    );
    expect(said).toEqual([
      "name moves  true /metadata/name",
      "text moves  true /data/same /data/joined",
      "number moves  true /data/joined",
      "enabled moves  true /data/optional",
      "more moves  true /data/more",
      "dormant dormant more true ",
      "unread silent  false ",
    ]);
  });

  it("probes only the leaves that are asked for", async () => {
    const { leaves, cost } = await trace({ of: "leaves", paths: [["number"]] }, "other-ns");
    expect(leaves.map(({ leaf }) => toValuesKey(leaf))).toEqual(["number"]);
    expect(cost.renders).toBeLessThan(5);
  });

  it("answers every wish from a trace of everything that is on disk", async () => {
    const first = await trace({ of: "everything" });
    const other = await newRenderer(cache);
    const again = await other.trace(application(), tree, { of: "leaves", paths: [["text"]] });
    await other.dispose();
    expect(again).toMatchObject({ ok: true, value: { cost: { cached: true, renders: 0 } } });
    expect(again.ok && again.value.leaves).toEqual(first.leaves.filter(({ leaf }) => toValuesKey(leaf) === "text"));
  });
});
