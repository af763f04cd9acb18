import type { Finding } from "../vocabulary/index.ts";
import { collapsed, fenced } from "./markdown-fence.ts";
import { inlineCode, sideLines } from "./markdown-text.ts";
import { originParts } from "./origin.ts";
import { printable } from "./printable.ts";
import { adviceFor } from "./remedy.ts";
import { consequenceWords, countsOf, placeOf, type ResourceGroup, titleOf } from "./summary.ts";
import { utc } from "./time.ts";

/** One resource: its findings as a diff that opens at a click, `-` is git, `+` is live. */
export function resourceSection(group: ResourceGroup, environment: string): string {
  const title = `${inlineCode(titleOf(group.resource))}: ${countsOf(group.findings)}`;
  const place = placeOf(group);
  const lines = group.findings.flatMap((finding) => ["", ...findingLines(finding, environment)]).slice(1);
  return collapsed(`${title}${place === "" ? "" : ` (${inlineCode(place)})`}`, fenced(lines, "diff"));
}

function findingLines(finding: Finding, environment: string): string[] {
  const { attribution, provenance } = finding;
  const advice = adviceFor(finding, environment);
  return [
    `@@ ${[finding.severity, finding.kind, printable(finding.keyedPath ?? "")].join(" ").trim()} @@`,
    ...sideLines("-", finding.desired),
    ...sideLines("+", finding.live),
    `# ${printable(finding.message)}`,
    ...consequenceWords(finding).map((sentence) => `# so: ${printable(sentence)}`),
    ...(attribution?.time ? [`# ${printable(attribution.manager)}, ${utc(attribution.time)}`] : []),
    ...(provenance === null ? [] : [`# from ${printable(originParts(provenance, utc).join("  "))}`]),
    `# ${printable(advice.text)}`,
  ];
}
