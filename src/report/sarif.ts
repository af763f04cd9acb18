import type { Location, Log, Region, ReportingConfiguration, ReportingDescriptor, Result, Run } from "sarif";
import { type Finding, type IgnoredFinding, type Provenance, ruleOf, type Severity } from "../vocabulary/index.ts";

/** What the log says of the program that wrote it. */
export interface SarifTool {
  /** `lint`: runs of different verbs stand beside each other in code scanning. */
  readonly verb: string;
  readonly version: string;
  /** Where the project lies; a rule's page is `docs/rules/NAME.md` below its blob folder. */
  readonly home: string;
}

const LEVELS: Readonly<Record<Severity, ReportingConfiguration.level>> = {
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/**
 * Findings as SARIF 2.1.0 (OASIS), for code scanning: one run for each environment, the values line as
 * location. A finding that no values line causes is located at line 1 of the file that it names, if any.
 */
export function renderSarif(report: SarifSource, tool: SarifTool): string {
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: report.environments.map(({ name, findings, ignored }) => runOf(name, { findings, ignored }, tool)),
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Any report that lists findings by environment. */
export interface SarifSource {
  readonly environments: readonly (Found & { readonly name: string })[];
}

interface Found {
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
}

function runOf(environment: string, { findings, ignored }: Found, { verb, version, home }: SarifTool): Run {
  const all = [...findings, ...ignored.map(({ finding }) => finding)];
  const ids = [...new Set(all.map(ruleIdOf))].toSorted();
  const index = new Map(ids.map((id, at) => [id, at]));
  const result = (finding: Finding) => resultOf(finding, index.get(ruleIdOf(finding)) ?? -1);
  return {
    automationDetails: { id: `holdfast-${verb}/${environment}/` },
    columnKind: "utf16CodeUnits",
    tool: { driver: { name: "holdfast", version, informationUri: home, rules: ids.map((id) => ruleEntry(id, home)) } },
    results: [
      ...findings.map(result),
      ...ignored.map(
        ({ finding, by, why }): Result => ({
          ...result(finding),
          suppressions: [{ kind: by === "comment" ? "inSource" : "external", status: "accepted", justification: why }],
        }),
      ),
    ],
  };
}

function ruleIdOf({ reason, kind }: Finding): string {
  return reason ?? kind;
}

function ruleEntry(id: string, home: string): ReportingDescriptor {
  const rule = ruleOf(id);
  if (rule === undefined) return { id };
  const { title, severity } = rule;
  return {
    id,
    shortDescription: { text: title },
    helpUri: `${home}/blob/main/docs/rules/${id}.md`,
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(finding: Finding, ruleIndex: number): Result {
  const location = locationOf(finding);
  return {
    ruleId: ruleIdOf(finding),
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    ...(location === null ? {} : { locations: [location] }),
    partialFingerprints: { "holdfastFinding/v1": finding.id },
  };
}

function locationOf({ provenance, resource, keyedPath }: Finding): Location | null {
  const file = provenance?.file ?? (resource.type === "values" ? resource.file : null);
  if (file === null) return null;
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file), uriBaseId: "%SRCROOT%" },
      region: regionOf(provenance),
    },
    ...logicalOf(provenance?.key ?? keyedPath),
  };
}

function regionOf(provenance: Provenance | null): Region {
  return provenance === null ? { startLine: 1 } : { startLine: provenance.line, startColumn: provenance.column };
}

function logicalOf(name: string | null): Pick<Location, "logicalLocations"> {
  return name === null ? {} : { logicalLocations: [{ fullyQualifiedName: name }] };
}
