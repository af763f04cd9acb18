import { type ConfigPath, type Fault, showPath } from "./fault.ts";
import { nearest } from "./near-miss.ts";
import type { Outline } from "./outline.ts";
import { exactlyOne, fault, repeated } from "./rule-words.ts";
import { serviceExclusionFaults, serviceFaults } from "./service-rules.ts";

type Rule = (config: Outline) => readonly Fault[];

/** What must hold between the parts of holdfast.yaml. */
const RULES: readonly Rule[] = [
  oneLayout,
  uniqueEnvironments,
  uniqueApplications,
  applicationsExist,
  noApplicationsWithArgo,
  oneWayToTheCluster,
  oneWayOfTracking,
  selectorsName,
  selectorsExist,
  serviceFaults,
  serviceExclusionFaults,
];

/** Every breach of a rule. */
export function ruleFaults(config: Outline): readonly Fault[] {
  return RULES.flatMap((rule) => rule(config));
}

function oneLayout({ layout }: Outline): readonly Fault[] {
  if (layout === undefined) return [];
  return exactlyOne(layout, ["plain", "appOfApps"], ["layout"]);
}

function uniqueEnvironments({ environments }: Outline): readonly Fault[] {
  return repeated(environments.map(({ name }) => name)).map(({ index, name }) =>
    fault(["environments", index, "name"], `The environment ${name} stands twice. Rename or remove one.`),
  );
}

function uniqueApplications({ layout, environments }: Outline): readonly Fault[] {
  const declared = repeated(layout?.plain?.applications?.map(({ name }) => name) ?? []).map(({ index, name }) =>
    fault(
      ["layout", "plain", "applications", index, "name"],
      `The application ${name} stands twice. Rename or remove one.`,
    ),
  );
  const listed = environments.flatMap((environment, at) =>
    repeated(environment.applications ?? []).map(({ index, name }) =>
      fault(["environments", at, "applications", index], `The application ${name} stands twice here. Remove one.`),
    ),
  );
  return [...declared, ...listed];
}

function applicationsExist({ layout, environments }: Outline): readonly Fault[] {
  const known = applicationNames(layout);
  if (known === null) return [];
  return environments.flatMap(({ applications = [] }, at) =>
    applications.flatMap((application, index) =>
      typeof application !== "string" || known.includes(application)
        ? []
        : [unknownName("application", application, { known, path: ["environments", at, "applications", index] })],
    ),
  );
}

function noApplicationsWithArgo({ layout, environments }: Outline): readonly Fault[] {
  if (layout?.appOfApps === undefined || layout.plain !== undefined) return [];
  return environments.flatMap(({ applications }, at) =>
    applications === undefined
      ? []
      : [
          {
            path: ["environments", at, "applications"],
            at: "key" as const,
            message: "With layout.appOfApps the chart decides which applications run. Remove this list.",
          },
        ],
  );
}

function oneWayToTheCluster({ environments }: Outline): readonly Fault[] {
  return environments.flatMap(({ cluster }, at) => {
    if (cluster === undefined) return [];
    const path = ["environments", at, "cluster"];
    const lone = cluster["kubeconfig"] !== undefined && cluster["context"] === undefined;
    return lone
      ? [fault([...path, "kubeconfig"], "A kubeconfig needs a context. Add cluster.context.")]
      : exactlyOne(cluster, ["context", "inCluster"], path);
  });
}

function oneWayOfTracking({ environments }: Outline): readonly Fault[] {
  return environments.flatMap(({ tracking }, at) =>
    tracking === undefined ? [] : exactlyOne(tracking, ["label", "annotation"], ["environments", at, "tracking"]),
  );
}

function selectorsName(config: Outline): readonly Fault[] {
  return eachSelector(config).flatMap(({ selector, path }) => {
    const says = Object.keys(selector).some(
      (key) => key !== "reason" && key !== "expires" && selector[key] !== undefined,
    );
    return says
      ? []
      : [fault(path, `${showPath(path)} names nothing, so it would hide everything. Name a kind, a name or a path.`)];
  });
}

function selectorsExist(config: Outline): readonly Fault[] {
  const environments = config.environments.flatMap(({ name }) => name ?? []);
  const applications = applicationNames(config.layout);
  return eachSelector(config).flatMap(({ selector, path }) => [
    ...missing("environment", selector.environment, { known: environments, path: [...path, "environment"] }),
    ...(applications === null
      ? []
      : missing("application", selector.application, { known: applications, path: [...path, "application"] })),
  ]);
}

function missing(what: string, name: string | undefined, where: Where): readonly Fault[] {
  return name === undefined || name.includes("*") || where.known.includes(name) ? [] : [unknownName(what, name, where)];
}

function eachSelector({ ignore, exclude }: Outline) {
  return [
    ...ignore.map((selector, index) => ({ selector, path: ["ignore", index] })),
    ...exclude.map((selector, index) => ({ selector, path: ["exclude", index] })),
  ];
}

/** The applications that holdfast.yaml names; null in a layout where it names none. */
function applicationNames(layout: Outline["layout"]): readonly string[] | null {
  return layout?.plain?.applications?.flatMap(({ name }) => name ?? []) ?? null;
}

interface Where {
  readonly known: readonly string[];
  readonly path: ConfigPath;
}

function unknownName(what: string, name: string, { known, path }: Where): Fault {
  const meant = nearest(name, known);
  const next = meant === null ? `Known are ${[...new Set(known)].join(", ") || "none"}.` : `Did you mean ${meant}?`;
  return fault(path, `There is no ${what} ${name}. ${next}`);
}
