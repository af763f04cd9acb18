import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../parse.ts";
import { proposeConfig } from "./index.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-init-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(...files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), "");
  }
}

async function proposed() {
  return parseConfig({ text: await proposeConfig(root), file: join(root, "holdfast.yaml") });
}

const APPLICATION = "{{- if .Values.on }}\napiVersion: argoproj.io/v1alpha1\nkind: Application\n{{- end }}\n";

describe("config/propose", () => {
  it("recognises a plain layout, with who runs what", async () => {
    await write(
      "charts/broker/Chart.yaml",
      "charts/simulator/Chart.yaml",
      "charts/library/Chart.yaml",
      "charts/notes/README.md",
    );
    await write(
      "environments/int/broker.yaml",
      "environments/int/simulator.yaml",
      "environments/prod/broker.yaml",
      "environments/shared/x.yaml",
    );
    const config = await proposed();
    expect(config.layout).toEqual({
      kind: "plain",
      values: "environments/{environment}/{application}.yaml",
      applications: [
        { name: "broker", chart: "charts/broker", namespace: "broker", release: "broker" },
        { name: "simulator", chart: "charts/simulator", namespace: "simulator", release: "simulator" },
      ],
    });
    expect(config.environments.map(({ name, applications }) => [name, applications])).toEqual([
      ["int", null],
      ["prod", ["broker"]],
    ]);
  });

  it("recognises an app of apps, wherever its chart lies", async () => {
    await write(
      "deploy/environments/Chart.yaml",
      "deploy/environments/values.yaml",
      "applications/a/Chart.yaml",
      "applications/a/values-int.yaml",
    );
    await write(
      "deploy/environments/values-int.yaml",
      "deploy/environments/values-007.yaml",
      "deploy/environments/values-on.yaml",
    );
    await mkdir(join(root, "deploy/environments/templates/applications/rsp"), { recursive: true });
    await writeFile(join(root, "deploy/environments/templates/applications/rsp/a.yaml"), APPLICATION);
    const config = await proposed();
    expect(config.layout).toEqual({
      kind: "app-of-apps",
      chart: "deploy/environments",
      values: "values-{environment}.yaml",
    });
    expect(config.environments.map(({ name }) => name)).toEqual(["007", "int", "on"]);
    expect(config.environments[0]).toMatchObject({ cluster: { context: "007" }, argoCd: { namespace: "argocd" } });
  });

  it("says what it looked for", async () => {
    await write("charts/broker/Chart.yaml", "values.yaml");
    await expect(proposeConfig(root)).rejects.toThrow(
      /^No layout is recognised in .*: neither a chart .* nor environments\//,
    );
  });
});
