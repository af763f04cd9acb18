import { type Finding, resourceKey, SEVERITIES } from "../vocabulary/index.ts";

/** Each finding once, by its id; the last of equal ones stays. */
export function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.id, finding])).values()];
}

/** Sorts findings: the most severe first, then by application, resource and path. The order does not depend on the run. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return findings
    .map((finding) => ({ finding, key: sortKey(finding) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ finding }) => finding);
}

function sortKey(finding: Finding): readonly string[] {
  const { severity, application, resource, keyedPath, kind, id } = finding;
  return [String(SEVERITIES.indexOf(severity)), application ?? "", resourceKey(resource), keyedPath ?? "", kind, id];
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? "";
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
