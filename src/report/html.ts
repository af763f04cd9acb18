import type { CheckReport, EnvironmentReport, Finding } from "../vocabulary/index.ts";
import { html, type Markup } from "./html-markup.ts";
import { STYLE } from "./html-style.ts";
import { originParts } from "./origin.ts";
import { adviceFor } from "./remedy.ts";
import {
  consequenceWords,
  countsOf,
  groupByResource,
  ignoredWords,
  placeOf,
  type ResourceGroup,
  statsWords,
  titleOf,
  verdictWords,
  wordOf,
} from "./summary.ts";
import { utc } from "./time.ts";
import { showValue } from "./value.ts";

/** One self-contained page: no script, no other file, and nothing in it that the browser would fetch. */
export function renderHtml(report: CheckReport, { now }: { readonly now: Date }): string {
  const title = `holdfast: ${report.environments.map(sentenceOf).join(", ")}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header><h1>Drift report</h1><p>${utc(now.toISOString())}</p></header>
${report.environments.map((environment) => environmentSection(environment, report))}
</main>
</body>
</html>
`;
  return page.text;
}

function sentenceOf({ name, verdict }: EnvironmentReport): string {
  return `${name} is ${verdictWords(verdict)}`;
}

function environmentSection(environment: EnvironmentReport, report: CheckReport): Markup {
  const { name, verdict, findings } = environment;
  const counts = countsOf(findings);
  return html`<section>
<h2>${name} <span class="verdict ${verdict}">${verdictWords(verdict)}</span></h2>
${counts === "" ? "" : html`<p class="counts">${counts}</p>`}
${groupByResource(findings).map((group) => groupArticle(group, name))}
<footer>${footLines(environment, report).map((line) => html`<p>${line}</p>`)}</footer>
</section>
`;
}

function groupArticle(group: ResourceGroup, environment: string): Markup {
  return html`<article>
<h3>${titleOf(group.resource)}</h3>
<p class="place">${placeOf(group)}</p>
${group.findings.map((finding) => findingBlock(finding, environment))}
</article>
`;
}

function findingBlock(finding: Finding, environment: string): Markup {
  const { severity, keyedPath, message } = finding;
  const rows = rowsOf(finding, environment);
  return html`<div class="finding ${severity}">
<p class="head"><span class="severity">${severity}</span> <strong>${wordOf(finding)}</strong> <code>${keyedPath ?? ""}</code></p>
<p>${message}</p>
<dl>${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
</div>
`;
}

type Row = readonly [label: string, value: Markup | string];

function rowsOf(finding: Finding, environment: string): Row[] {
  const { desired, live, attribution, provenance } = finding;
  const hasSides = desired !== undefined || live !== undefined;
  const advice = adviceFor(finding, environment);
  const sides: Row[] = hasSides
    ? [
        ["git", html`<code class="git">${showValue(desired)}</code>`],
        ["live", html`<code class="live">${showValue(live)}</code>`],
      ]
    : [];
  const by: Row[] =
    attribution === null
      ? []
      : [
          [
            "by",
            [attribution.manager, attribution.time === null ? null : utc(attribution.time)]
              .filter((part) => part !== null)
              .join(", "),
          ],
        ];
  const from: Row[] =
    provenance === null ? [] : [["from", html`<code>${originParts(provenance, utc).join("  ")}</code>`]];
  const so: Row[] = consequenceWords(finding).map((sentence): Row => ["so", sentence]);
  return [...sides, ...by, ...from, ...so, ["fix", advice.command ? html`<code>${advice.text}</code>` : advice.text]];
}

function footLines(environment: EnvironmentReport, report: CheckReport): string[] {
  const { ignored, notLookedAt, notes } = environment;
  return [
    ...notes,
    ...(ignored.length === 0 ? [] : [`Ignored: ${ignoredWords(ignored)}`]),
    ...notLookedAt.map(({ what, why }) => `Not looked at: ${what} (${why})`),
    ...(report.recordedAt === null ? [] : [`Compared with a recording of ${utc(report.recordedAt)}`]),
    statsWords(environment, report),
  ];
}
