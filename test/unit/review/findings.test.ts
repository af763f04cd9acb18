import { describe, expect, it, vi } from "vitest";
import { applications, environmentIn, ReviewPlace, reasons, told } from "./place.ts";
import { plainConfig, plainTree, WEB } from "./trees.ts";

// Each test renders charts, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const DEV_WEB = "environments/dev/web.yaml";
const ODD = "size: 2\nspare: unused\n";

describe("review: findings", () => {
  it("tells of a value that nothing reads only where the change brings it in", async () => {
    await using place = await ReviewPlace.open({ ...plainTree(), [DEV_WEB]: ODD });
    await place.commit({ [DEV_WEB]: `${ODD}wide: true\n` });
    const dev = environmentIn(await place.review("main~1", "main"), "dev");
    expect(reasons(dev.findings)).toEqual([`unread-value ${DEV_WEB}:3`]);
    expect(dev).toMatchObject({ resources: [], mended: [], applications: [] });
  });

  it("does not tell again of an unread value that got another text", async () => {
    await using place = await ReviewPlace.open({ ...plainTree(), [DEV_WEB]: ODD });
    await place.commit({ [DEV_WEB]: "size: 2\nspare: still unused\n" });
    expect((await place.review("main~1", "main")).environments).toEqual([]);
  });

  it("suggests the key that was meant", async () => {
    await using place = await ReviewPlace.open(plainTree());
    await place.commit({ [DEV_WEB]: "size: 2\ncolor: green\n" });
    const { findings } = environmentIn(await place.review("main~1", "main"), "dev");
    expect(reasons(findings)).toEqual([`misspelt-key ${DEV_WEB}:2`]);
  });

  it("tells of what the change mends, with the line in the base", async () => {
    await using place = await ReviewPlace.open({ ...plainTree(), [DEV_WEB]: `# Odd.\n${ODD}` });
    await place.commit({ [DEV_WEB]: "size: 2\n" });
    const dev = environmentIn(await place.review("main~1", "main"), "dev");
    expect(reasons(dev.mended)).toEqual([`unread-value ${DEV_WEB}:3`]);
    expect(dev.findings).toEqual([]);
  });

  it("tells of values that a template no longer reads, and of those that it reads at last", async () => {
    await using place = await ReviewPlace.open({ ...plainTree(), [DEV_WEB]: ODD });
    const template = "charts/web/templates/web.yaml";
    const text = WEB.replace("size: {{ .Values.size", "spare: {{ .Values.spare");
    await place.commit({ [template]: text });
    const dev = environmentIn(await place.review("main~1", "main"), "dev");
    expect(reasons(dev.findings)).toEqual([`unread-value ${DEV_WEB}:1`]);
    expect(reasons(dev.mended)).toEqual([`unread-value ${DEV_WEB}:2`]);
  });

  it("hides what a comment, a rule or the baseline hides, and says why", async () => {
    const ignore = [{ rule: "unread-value", environment: "int", reason: "kept for later" }];
    await using place = await ReviewPlace.open({
      ...plainTree(),
      "holdfast.yaml": plainConfig(undefined, { ignore }),
    });
    await place.commit({
      [DEV_WEB]: "size: 2\nspare: 1 # holdfast: ignore unread-value reason=soon\n",
      "environments/int/web.yaml": "colour: blue\nspare: 1\n",
      "environments/prod/web.yaml": "colour: green\nspare: 1\n",
    });
    const report = await place.review("main~1", "main");
    expect(report.unchanged).toEqual(["dev", "int"]);
    expect(reasons(environmentIn(report, "prod").findings)).toEqual(["unread-value environments/prod/web.yaml:2"]);
  });

  it("tells of a fault of a file that all environments read once", async () => {
    await using place = await ReviewPlace.open(plainTree());
    await place.commit({ "charts/web/values.yaml": "colour: red\nsize: 1\nspare: unused\n" });
    const report = await place.review("main~1", "main");
    const all = report.environments.flatMap(({ findings }) => reasons(findings));
    expect(all).toEqual(["unread-default charts/web/values.yaml:3"]);
  });
});

describe("review: what cannot be read", () => {
  it("costs its application only", async () => {
    await using place = await ReviewPlace.open(plainTree());
    await place.commit({
      "environments/dev/quiet.yaml": "port: 2\n",
      [DEV_WEB]: "size: {{\n",
    });
    const report = await place.review("main~1", "main");
    const dev = environmentIn(report, "dev");
    expect(told(report)).toEqual(["dev: changed ConfigMap/quiet /data/port"]);
    expect(dev.unreadable).toMatchObject([{ what: "web", why: expect.stringContaining("web.yaml") }]);
  });

  it("tells of a base that did not render, and takes nothing for new", async () => {
    await using place = await ReviewPlace.open({ ...plainTree(), [DEV_WEB]: "size: {{\n" });
    await place.commit({ [DEV_WEB]: "size: 3\n" });
    const report = await place.review("main~1", "main");
    expect(applications(report)).toEqual([]);
    expect(environmentIn(report, "dev").unreadable).toMatchObject([{ what: "web before the change" }]);
  });

  it("is silent where base could not render it either and the change does not reach it", async () => {
    await using place = await ReviewPlace.open({ ...plainTree(), "environments/dev/reader.yaml": "topic: {{\n" });
    await place.commit({ "environments/dev/broker.yaml": "topics: []\n" });
    const dev = environmentIn(await place.review("main~1", "main"), "dev");
    expect(dev.unreadable).toEqual([]);
    expect(dev.resources).toHaveLength(2);
  });

  it("names a file that the change takes away and holdfast.yaml still names", async () => {
    await using place = await ReviewPlace.open(plainTree());
    await place.commit({ [DEV_WEB]: null });
    const dev = environmentIn(await place.review("main~1", "main"), "dev");
    expect(dev.unreadable).toMatchObject([{ what: "web", why: expect.stringContaining(DEV_WEB) }]);
    expect(dev.applications).toEqual([]);
  });

  it("survives aliases that grow without end, and a template that calls itself", async () => {
    await using place = await ReviewPlace.open(plainTree());
    const layers = Array.from({ length: 12 }, (_, index) => {
      const of = Array.from({ length: 10 }, () => (index === 0 ? "x" : `*l${index - 1}`)).join(", ");
      return `l${index}: &l${index} [${of}]`;
    });
    await place.commit({
      [DEV_WEB]: `${layers.join("\n")}\n`,
      "charts/quiet/templates/quiet.yaml": '{{- define "loop" }}{{ include "loop" . }}{{ end }}{{ include "loop" . }}',
    });
    const report = await place.review("main~1", "main");
    const lost = report.environments.map(
      ({ name, unreadable }) => `${name}: ${unreadable.map(({ what }) => what).join()}`,
    );
    expect(lost).toEqual(["dev: quiet,web", "int: quiet", "prod: quiet"]);
  });
});
