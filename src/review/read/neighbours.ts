import type { Application } from "../../environments/index.ts";
import { systemOf, WORKLOAD } from "../../systems/index.ts";
import type { ChartTexts } from "../reach/index.ts";
import type { ResourceChange } from "../sides.ts";

/** The applications that the change does not reach, parted by whether a coupling may reach them. */
export interface Neighbours {
  /** They may declare the other end of a coupling. */
  readonly rendered: readonly Application[];
  /** Nobody can tell what they declare without rendering them. Those that surely have no part in it are in neither list. */
  readonly unrendered: readonly Application[];
}

/** What a chart speaks of that declares, feeds or scales something of a Kafka cluster. */
const KAFKA = /kafka|strimzi|roundtable\.lsst\.codes|keda\.sh/i;

/** What a chart speaks of that may be coupled with an object of the system; every other system is about Kafka. */
const SPEAKS_OF: Readonly<Record<string, RegExp | null>> = {
  "argo-cd": /argoproj\.io/,
  // A Secret is only seen in its namespace.
  secrets: null,
};

/** Finds the applications that a change of these objects may be coupled with, by the texts of their charts. */
export async function neighboursOf(
  changes: readonly ResourceChange[],
  applications: readonly Application[],
  charts: ChartTexts,
): Promise<Neighbours> {
  const known = changes.flatMap((change) => {
    const { application, resource, before, after } = change;
    const system = systemOf(resource, after ?? before, application);
    return system === WORKLOAD ? [] : [{ system, namespace: resource.namespace }];
  });
  if (known.length === 0) return { rendered: [], unrendered: applications };
  const subjects = [...new Set(known.map(({ system }) => subjectOf(system)))].filter((subject) => subject !== null);
  const namespaces = new Set(known.filter(({ system }) => system !== "argo-cd").map(({ namespace }) => namespace));
  const told = await Promise.all(
    applications.map(async (application) => {
      const speaks = namespaces.has(application.namespace) || (await speaksOf(application, subjects, charts));
      const { isOpaque } = await charts.partsOf(application.chart);
      return { application, speaks, mayDeclare: isOpaque || application.targetRevision !== null };
    }),
  );
  return {
    rendered: told.filter(({ speaks }) => speaks).map(({ application }) => application),
    unrendered: told.filter(({ speaks, mayDeclare }) => !speaks && mayDeclare).map(({ application }) => application),
  };
}

function subjectOf(system: string): RegExp | null {
  return system in SPEAKS_OF ? (SPEAKS_OF[system] ?? null) : KAFKA;
}

async function speaksOf({ chart }: Application, subjects: readonly RegExp[], charts: ChartTexts): Promise<boolean> {
  const texts = await charts.textsOf(chart);
  return subjects.some((subject) => texts.some((text) => subject.test(text)));
}
