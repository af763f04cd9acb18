import { describe, expect, it, vi } from "vitest";
import { applications, environmentIn, plainRenders, ReviewPlace, reasons, told } from "./place.ts";
import { appOfAppsTree, plainConfig, plainTree } from "./trees.ts";

// Each test renders charts, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const DEV_WEB = "environments/dev/web.yaml";

describe("review: reach, plain layout", () => {
  it("says nothing of a change that reaches no environment, and renders nothing for it", async () => {
    await using place = await ReviewPlace.open(plainTree());
    await place.commit({ "README.md": "# Alerts\n", "charts/web/README.md": "# Web\n" });
    const report = await place.review("main~1", "main");
    expect(report).toMatchObject({ environments: [], unchanged: ["dev", "int", "prod"], lines: [] });
    expect(report.stats).toMatchObject({ applications: 0, neighbours: 0, renders: 0, probes: 0 });
  });

  it("says nothing where nothing changed", async () => {
    await using place = await ReviewPlace.open(plainTree());
    const report = await place.review("main", "main");
    expect(report).toMatchObject({ environments: [], unchanged: ["dev", "int", "prod"], notes: [] });
    expect(report.stats.renders).toBe(0);
  });

  it("finds the one environment whose values changed, with two renders", async () => {
    await using place = await ReviewPlace.open(plainTree());
    await place.commit({ [DEV_WEB]: "size: 5\n" });
    const report = await place.review("main~1", "main");
    expect(told(report)).toEqual(["dev: changed ConfigMap/web /data/size"]);
    expect(report.unchanged).toEqual(["int", "prod"]);
    expect(report.stats).toMatchObject({ applications: 1, neighbours: 0 });
    expect(plainRenders(report)).toBe(2);
    expect(report.lines).toMatchObject([
      { file: DEV_WEB, side: "head", line: 1, key: "size", reach: { fields: 1, resources: 1, environments: ["dev"] } },
    ]);
  });

  it("shows a default that some environments override only where it holds", async () => {
    await using place = await ReviewPlace.open(plainTree());
    await place.commit({ "charts/web/values.yaml": "colour: green\nsize: 1\n" });
    const report = await place.review("main~1", "main");
    expect(told(report)).toEqual(["dev: changed ConfigMap/web /data/colour"]);
    expect(report.unchanged).toEqual(["int", "prod"]);
    expect(plainRenders(report)).toBeLessThanOrEqual(2 * report.stats.applications);
  });

  it("follows a shared chart to every application that depends on it, without a probe", async () => {
    await using place = await ReviewPlace.open(plainTree());
    await place.commit({
      "charts/shared/templates/_labels.tpl": '{{- define "shared.labels" -}}\npart-of: broker\n{{- end }}\n',
    });
    const report = await place.review("main~1", "main");
    expect(told(report)).toEqual(
      ["dev", "int", "prod"].map((name) => `${name}: changed ConfigMap/web /metadata/labels/part-of`),
    );
    expect(report.stats).toMatchObject({ applications: 3, neighbours: 0, probes: 0 });
    expect(report.stats.renders).toBeLessThanOrEqual(6);
  });

  it("follows a file that templates read through .Files, and a link to another folder", async () => {
    await using place = await ReviewPlace.open(plainTree());
    await place.git("checkout", "--quiet", "-b", "linked");
    const text = 'data: { motd: {{ .Files.Get "motd.txt" | quote }}, note: {{ .Files.Get "note.txt" | quote }} }';
    const manifest = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: quiet }\n${text}\n`;
    await place.commit({
      "charts/quiet/templates/quiet.yaml": manifest,
      "charts/quiet/motd.txt": "Hello",
      "notes/note.txt": "One",
    });
    await place.link("../../notes/note.txt", "charts/quiet/note.txt");
    await place.commit({ "charts/quiet/motd.txt": "Good morning" });
    expect(told(await place.review("HEAD~1", "HEAD"))).toContain("prod: changed ConfigMap/quiet /data/motd /data/note");
    await place.commit({ "notes/note.txt": "Two" });
    expect(told(await place.review("HEAD~1", "HEAD"))).toContain("dev: changed ConfigMap/quiet /data/note");
  });

  it("takes applications from each side's own holdfast.yaml", async () => {
    await using place = await ReviewPlace.open(plainTree());
    await place.commit({ "holdfast.yaml": plainConfig(["broker", "reader", "web"]) });
    const gone = await place.review("main~1", "main");
    expect(applications(gone)).toEqual(["dev", "int", "prod"].map((name) => `${name}: quiet removed`));
    expect(told(gone)).toEqual(["dev", "int", "prod"].map((name) => `${name}: removed ConfigMap/quiet`));
    expect(gone.notes).toEqual([expect.stringContaining("holdfast.yaml changes too")]);
    await place.commit({ "holdfast.yaml": plainConfig() });
    const back = await place.review("main~1", "main");
    expect(applications(back)).toEqual(["dev", "int", "prod"].map((name) => `${name}: quiet added`));
  });

  it("sees no change where values files are only renamed", async () => {
    await using place = await ReviewPlace.open(plainTree(["web"]));
    const renamed = JSON.parse(JSON.stringify(plainConfig(["web"])).replace("environments/{e", "values/{e")) as object;
    await place.git("mv", "environments", "values");
    await place.commit({ "holdfast.yaml": renamed });
    const report = await place.review("main~1", "main");
    expect(report).toMatchObject({ environments: [], unchanged: ["dev", "int", "prod"] });
  });

  it("renders neighbours once where a coupling may reach them, and finds it there", async () => {
    await using place = await ReviewPlace.open(plainTree());
    await place.commit({ "environments/dev/broker.yaml": "topics:\n  - name: errors\n    partitions: 1\n" });
    const report = await place.review("main~1", "main");
    expect(told(report)).toEqual(["dev: removed KafkaTopic/alerts"]);
    expect(report.stats).toMatchObject({ applications: 1, neighbours: 1 });
    expect(plainRenders(report)).toBeLessThanOrEqual(2 * 1 + 1);
    const { findings } = environmentIn(report, "dev");
    expect(reasons(findings)).toEqual([
      "topic-removed environments/dev/broker.yaml:2",
      "unknown-topic charts/reader/values.yaml:1",
    ]);
  });
});

describe("review: reach, chart of Applications", () => {
  it("finds the one environment whose values file beside the chart changed", async () => {
    await using place = await ReviewPlace.open(appOfAppsTree());
    await place.commit({ "charts/web/values-prod.yaml": "size: 4\n" });
    const report = await place.review("main~1", "main");
    expect(told(report)).toEqual(["prod: changed ConfigMap/web /data/size"]);
    // Each environment's Applications once, for both sides.
    expect(plainRenders(report)).toBe(2 + 2);
  });

  it("finds a values file that an Application named before it was there", async () => {
    await using place = await ReviewPlace.open(appOfAppsTree());
    await place.commit({ "charts/quiet/values-dev.yaml": "port: 2\n" });
    expect(told(await place.review("main~1", "main"))).toEqual(["dev: changed ConfigMap/quiet /data/port"]);
  });

  it("finds an application that an environment takes in, and one that it drops", async () => {
    await using place = await ReviewPlace.open(appOfAppsTree());
    await place.commit({ "apps/values-dev.yaml": "name: dev\napplications:\n  quiet: null\n  broker: kafka\n" });
    const report = await place.review("main~1", "main");
    expect(applications(report)).toEqual(["dev: apps changed", "dev: broker added", "dev: quiet removed"]);
    expect(told(report)).toEqual(expect.arrayContaining(["dev: added Kafka/broker", "dev: removed ConfigMap/quiet"]));
    expect(report.unchanged).toEqual(["prod"]);
  });

  it("finds an environment that is new, and one that goes", async () => {
    await using place = await ReviewPlace.open(appOfAppsTree());
    await place.commit({ ...appOfAppsTree(["dev", "int", "prod"]) });
    const added = await place.review("main~1", "main");
    expect(applications(added)).toEqual(["int: apps added", "int: quiet added", "int: web added"]);
    expect(added.unchanged).toEqual(["dev", "prod"]);
    const removed = await place.review("main", "main~1").catch((error: unknown) => error);
    expect(removed).toMatchObject({ environments: [], unchanged: ["dev", "int", "prod"] });
    await place.commit({ "apps/values-int.yaml": null });
    const gone = await place.review("main~1", "main");
    expect(applications(gone)).toEqual(["int: apps removed", "int: quiet removed", "int: web removed"]);
    expect(environmentIn(gone, "int").notes).toEqual([expect.stringContaining("takes the environment away")]);
  });

  it("shows an Application that names another values file of the same content, and nothing else", async () => {
    await using place = await ReviewPlace.open(appOfAppsTree(["dev"]));
    await place.git("mv", "charts/web/values-dev.yaml", "charts/web/own-dev.yaml");
    await place.commit({ "apps/values-dev.yaml": "name: dev\nprefix: own-\n" });
    const report = await place.review("main~1", "main");
    expect(applications(report)).toEqual(["dev: apps changed"]);
  });
});
