import { describe, expect, it, vi } from "vitest";
import type { LintReport } from "../../../src/vocabulary/index.ts";
import { type Files, Workplace } from "../../servers/cli/workplace.ts";

vi.setConfig({ testTimeout: 60_000 });

const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata: { name: {{ .Release.Name }} }
data: { mode: {{ .Values.KEY | quote }}, text: {{ tpl .Values.text . | quote }} }
`;

/** Two charts, each of which reads one key and a template of its own, and one file for both. */
function files(dev: string, prod: string): Files {
  const chart = (name: string, key: string): Files => ({
    [`charts/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`,
    [`charts/${name}/values.yaml`]: `${key}: calm\ntext: ""\n`,
    [`charts/${name}/templates/settings.yaml`]: SETTINGS.replace("KEY", key),
  });
  const applications = ["broker", "store"].map((name) => ({ name, chart: `charts/${name}`, namespace: "kafka" }));
  return {
    "holdfast.yaml": {
      schemaVersion: 1,
      layout: { plain: { values: "environments/{environment}.yaml", applications } },
      environments: [{ name: "dev" }, { name: "prod" }],
    },
    ...chart("broker", "brokerMode"),
    ...chart("store", "storeMode"),
    "environments/dev.yaml": dev,
    "environments/prod.yaml": prod,
  };
}

async function unread(place: Workplace, ...args: readonly string[]): Promise<string[]> {
  const { stdout } = await place.holdfast(["lint", ...args, "--output", "json"]);
  const { environments } = JSON.parse(stdout) as LintReport;
  return environments
    .flatMap(({ findings }) => findings)
    .filter(({ reason }) => reason === "unread-value" || reason === "unread-default")
    .map(({ provenance }) => `${provenance?.file}:${provenance?.line}`)
    .toSorted();
}

describe("cli: lint where several read one file", () => {
  const both = "brokerMode: wild\nstoreMode: wild\nnobody: 1\n";

  it("tells what no application reads, once", async () => {
    await using place = await Workplace.open(files(both, both));
    expect(await unread(place)).toEqual(["environments/dev.yaml:3", "environments/prod.yaml:3"]);
  });

  it("says nothing of what an application may read that the scope leaves out", async () => {
    await using place = await Workplace.open(files(both, both));
    expect(await unread(place, "dev", "--app", "broker")).toEqual([]);
  });

  it("says nothing of a default that a template among another environment's values reads", async () => {
    const shared = files("brokerMode: wild\nstoreMode: wild\n", 'text: "{{ .Values.spare }}"\n');
    const defaults = "brokerMode: calm\ntext: ''\nspare: 1\nlost: 1\n";
    await using place = await Workplace.open({ ...shared, "charts/broker/values.yaml": defaults });
    expect(await unread(place, "dev")).toEqual(["charts/broker/values.yaml:4"]);
  });
});
