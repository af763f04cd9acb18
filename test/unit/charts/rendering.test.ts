import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/vocabulary/index.ts";
import {
  CHARTS,
  chartFile,
  ENVIRONMENTS,
  HELMS,
  leastValues,
  NAMESPACES,
  objectsIn,
  renderEnvironment,
  runHelm,
  SLOW,
  template,
} from "./helm.ts";
import { kindOf, pick } from "./pick.ts";

const EXPONENT = /\d[eE][+-]?\d+\s*$/m;
const POD_TEMPLATES = new Set(["Deployment", "Job"]);
const CLUSTER_SCOPED = new Set(["ClusterRole", "ClusterRoleBinding"]);

describe("charts/rendering", { timeout: SLOW }, () => {
  describe.each(CHARTS)("%s", (chart) => {
    it.each(HELMS)("passes the strict lint of %s", async (major) => {
      const values = (await leastValues(chart)).flatMap((file) => ["--values", file]);
      const answer = await runHelm(major, ["lint", "--strict", chartFile(chart), ...values]);
      expect(answer).toMatchObject({ ok: true, text: expect.stringContaining("0 chart(s) failed") });
      expect(answer.text).not.toMatch(/WARN|ERROR/);
    });

    it("renders with its defaults, with Helm 3 and Helm 4 alike", async () => {
      const values = await leastValues(chart);
      const [three, four] = [await template("helm-3", chart, values), await template("helm-4", chart, values)];
      expect(four).toMatchObject({ ok: true });
      expect(objectsIn(four.text)).toEqual(objectsIn(three.text));
      expect(objectsIn(four.text).length).toBeGreaterThan(0);
    });
  });

  describe.each(ENVIRONMENTS)("%s", (environment) => {
    let three: Map<string, string>;
    let four: Map<string, string>;
    let objects: { application: string; object: JsonObject }[];

    beforeAll(async () => {
      [three, four] = [await renderEnvironment("helm-3", environment), await renderEnvironment("helm-4", environment)];
      objects = [...four].flatMap(([application, text]) => objectsIn(text).map((object) => ({ application, object })));
    }, SLOW);

    it("gives equal objects with Helm 3 and Helm 4", () => {
      expect(objects.length).toBeGreaterThan(40);
      for (const [application, text] of four) expect(objectsIn(text)).toEqual(objectsIn(three.get(application) ?? ""));
    });

    it("renders the same text twice", async () => {
      expect(await renderEnvironment("helm-4", environment)).toEqual(four);
    });

    it("writes no number with an exponent", () => {
      for (const text of [...three.values(), ...four.values()]) expect(text).not.toMatch(EXPONENT);
    });

    it("tracks every object by the name of its application", () => {
      for (const { application, object } of objects) {
        expect(pick(object, "metadata", "labels")).toMatchObject({
          "app.kubernetes.io/instance": application,
          "app.kubernetes.io/name": application,
          "app.kubernetes.io/part-of": "alert-distribution",
          "app.kubernetes.io/managed-by": "Helm",
        });
      }
    });

    it("labels the Pods so that their Deployment selects them", () => {
      for (const { object } of objects.filter(({ object }) => POD_TEMPLATES.has(kindOf(object)))) {
        const labels = pick(object, "spec", "template", "metadata", "labels");
        expect(labels).toMatchObject(pick(object, "spec", "selector", "matchLabels") ?? {});
        expect(labels).not.toHaveProperty("helm.sh/chart");
      }
    });

    it("names a namespace for every namespaced object, its application's own but for rights elsewhere", () => {
      for (const { application, object } of objects) {
        const namespace = pick(object, "metadata", "namespace");
        expect(allowedNamespaces(kindOf(object), application)).toContain(namespace);
      }
    });

    it("declares no object twice", () => {
      const identities = objects.map(({ object }) =>
        [
          object["apiVersion"],
          object["kind"],
          pick(object, "metadata", "namespace"),
          pick(object, "metadata", "name"),
        ].join(" "),
      );
      expect(identities).toEqual([...new Set(identities)]);
    });
  });
});

function allowedNamespaces(kind: string, application: string): (string | undefined)[] {
  if (CLUSTER_SCOPED.has(kind)) return [undefined];
  const own = NAMESPACES[application] ?? "";
  return kind === "Role" || kind === "RoleBinding" ? [own, "kafka"] : [own];
}
