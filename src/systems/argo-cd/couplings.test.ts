import { describe, expect, it } from "vitest";
import { also, couplingsOf, type Edit, every, intentOf, put } from "../testing/intent.ts";
import { thing } from "../testing/services-intent.ts";
import { argoCd } from "./index.ts";

const APPLICATION = "Application alerts";
const SERVER = "https://kubernetes.default.svc";
const alerts = also(
  thing("argoproj.io/v1alpha1 Application", "alerts", {
    spec: { project: "default", destination: { server: SERVER, namespace: "kafka" }, source: { path: "alerts" } },
  }),
);

type Row = readonly [what: string, edit: Edit, found: readonly string[]];

const ROWS: readonly Row[] = [
  ["everything fits", (all) => all, []],
  ["a cluster by its name", put(APPLICATION, "spec/destination", { name: "in-cluster" }), []],
  [
    "a cluster by both",
    put(APPLICATION, "spec/destination/name", "in-cluster"),
    [`refused-application: ${APPLICATION} /spec/destination/name`],
  ],
  [
    "no cluster",
    put(APPLICATION, "spec/destination", { namespace: "kafka" }),
    [`refused-application: ${APPLICATION} /spec/destination`],
  ],
  ["no source", put(APPLICATION, "spec/source", undefined), [`refused-application: ${APPLICATION} /spec`]],
  ["several sources", every(put(APPLICATION, "spec/source", undefined), put(APPLICATION, "spec/sources", [{}])), []],
  [
    "a source that is hydrated",
    every(put(APPLICATION, "spec/source", undefined), put(APPLICATION, "spec/sourceHydrator", {})),
    [],
  ],
  ["no project", put(APPLICATION, "spec/project", ""), [`refused-application: ${APPLICATION} /spec/project`]],
];

describe("systems/argo-cd/couplings", () => {
  it.each(ROWS)("%s", (_, edit, found) => {
    expect(couplingsOf(argoCd.couple?.(intentOf(every(alerts, edit)([]))) ?? [])).toEqual(found);
  });
});
