import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { describe, expect, it } from "vitest";
import { renderJUnit } from "../../../src/report/junit.ts";
import { environment, FULL, finding, reportOf, resource } from "./report-fixture.ts";

function elements(xml: string, name: string): XmlElement[] {
  const all = (element: XmlElement): XmlElement[] => [
    element,
    ...element.children.filter((child) => child instanceof XmlElement).flatMap(all),
  ];
  const { root } = parseXml(xml);
  return root === null ? [] : all(root).filter((element) => element.name === name);
}

const HOSTILE = finding({
  kind: "changed",
  resource: resource("apps", "Deployment", `<b>"&'\u0000\u001b\uFFFE`),
  path: ["spec", "]]>"],
});

describe("report/junit", () => {
  it("has a case for each finding, and fails what drifts the verdict", () => {
    const xml = renderJUnit(FULL);
    const [only] = FULL.environments;
    const kinds = only?.findings.map(({ kind }) => kind) ?? [];
    const drifting = kinds.filter(
      (kind) => !["unreadable", "pending", "lost-intent", "coupling", "risk"].includes(kind),
    );
    const told = (name: string) => elements(xml, name).filter(({ attributes }) => attributes["type"] !== "unknown");
    expect(told("failure")).toHaveLength(drifting.length);
    expect(told("error")).toHaveLength(kinds.filter((kind) => kind === "unreadable").length);
    expect(elements(xml, "testsuite")[0]?.attributes).toMatchObject({
      name: "idfint",
      tests: String(elements(xml, "testcase").length),
      failures: String(drifting.length),
    });
  });

  it.each([
    ["in-sync", "in sync", null],
    ["drifted", "drifted", "failure"],
    ["unknown", "unknown", "error"],
  ] as const)(
    "tells the verdict of an application that is %s where no finding of its own does",
    (verdict, name, ends) => {
      const broker = { name: "broker", namespace: "kafka", revision: null, helm: "4.2.3", verdict, resources: 3 };
      const xml = renderJUnit(reportOf([environment("idfdev", { applications: [broker] })]));
      expect(elements(xml, "testcase").map(({ attributes }) => attributes)).toEqual([
        { classname: "idfdev.broker", name },
      ]);
      expect([...elements(xml, "failure"), ...elements(xml, "error")].map((one) => one.name)).toEqual(
        ends ? [ends] : [],
      );
    },
  );

  it("passes nothing of a cluster that could not be read", () => {
    const xml = renderJUnit(FULL);
    const passed = elements(xml, "testcase").filter(({ attributes }) => attributes["name"] === "in sync");
    const inSync = FULL.environments[0]?.applications.filter(({ verdict }) => verdict === "in-sync") ?? [];
    expect(passed).toHaveLength(inSync.length);
  });

  it("skips what is ignored, with the reason", () => {
    const ignored = [{ finding: HOSTILE, by: "rule", why: "known (holdfast.yaml:3)", expires: null } as const];
    const [skipped] = elements(renderJUnit(reportOf([environment("idfdev", { ignored })])), "skipped");
    expect(skipped?.attributes["message"]).toBe("known (holdfast.yaml:3)");
  });

  it("is XML whatever names hold", () => {
    const xml = renderJUnit(reportOf([environment("<idf & dev>", { findings: [HOSTILE] })]));
    expect(elements(xml, "failure")).toHaveLength(1);
    expect(elements(xml, "testsuite")[0]?.attributes["name"]).toBe("<idf & dev>");
  });
});
