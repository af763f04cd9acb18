import type { Collision, Finding, ReviewedResource } from "../vocabulary/index.ts";
import type { Chapter } from "./markdown-budget.ts";
import { collapsed, fenced } from "./markdown-fence.ts";
import { codeName, listedNames, prose } from "./markdown-prose.ts";
import { fieldLines } from "./review-diff.ts";
import { type Fold, foldsOf } from "./review-folds.ts";
import { toldLine } from "./review-head.ts";
import type { Share } from "./review-shares.ts";
import type { Told } from "./review-told.ts";
import { objectCounts } from "./review-verdict.ts";
import { titleOf, wordOf } from "./summary.ts";
import { utc } from "./time.ts";
import { counted, listed } from "./words.ts";

/** Environments that a heading names. */
const MANY = 4;
const MOST_NAMES = 100;
const MOST_RESOURCES = 60;
const MOST_LINES = 40;
const MOST_MANIFEST_LINES = 60;
/** Sentences of one list; from so many effects of one name on, they become one line. */
const MOST_SENTENCES = 20;
const ALIKE = 4;

/**
 * What is the same in a set of environments: what happens in plain words, then the diffs and the lists, collapsed. High
 * risks stand at the top of the review already. Null where nothing else is to be said.
 */
export function chapterOf(share: Share): Chapter | null {
  const { environments, resources } = share;
  const told = share.told.filter(({ severity }) => severity !== "high");
  const names = listed(environments.map(prose), MOST_NAMES);
  const heading =
    environments.length > MANY ? `### ${counted(environments.length, "environment")}\n\n${names}` : `### ${names}`;
  const objects = resources.length === 0 ? "" : `Objects: ${objectCounts(resources)}.`;
  const words = [...sentencesOf(told), ...unreadableLines(share), ...collisionLines(share.collisions)];
  const opening = [heading, objects, ...(words.length === 0 ? [] : [words.join("\n")])];
  const sections = [...foldsOf(resources).map(foldSection), ...listSections(share)];
  if (words.length + sections.length === 0) return null;
  return { opening: `${opening.filter((part) => part !== "").join("\n\n")}\n`, sections };
}

function sentencesOf(told: readonly Told[]): readonly string[] {
  const names = Map.groupBy(told, ({ severity, name, rule }) => JSON.stringify([severity, name, rule]));
  const lines = [...names.values()].flatMap((alike) => (alike.length < ALIKE ? alike.map(sentence) : [summed(alike)]));
  return shortened(lines);
}

/** Environments stand in the heading already. */
function sentence(told: Told): string {
  const named = told.subjects.every((subject) => told.message.includes(subject));
  const of = named || told.rule ? "" : `: ${listedNames(told.subjects, MANY_SUBJECTS)}`;
  return `${toldLine({ ...told, environments: [] })}${of}`;
}

const MANY_SUBJECTS = 8;

/** Many effects of one name, or findings of one rule, in one line. */
function summed(alike: readonly Told[]): string {
  const [{ severity, title, rule } = { severity: "info", title: "", rule: false }] = alike;
  const subjects = [...new Set(alike.flatMap((told) => told.subjects))];
  const head = rule ? codeName(title) : prose(title);
  return `- **${severity}** ${head}, ${alike.length} times: ${listedNames(subjects, MANY_SUBJECTS)}`;
}

function shortened(lines: readonly string[]): readonly string[] {
  const left = lines.length - MOST_SENTENCES;
  return left <= 1 ? lines : [...lines.slice(0, MOST_SENTENCES), `- and ${left} more`];
}

function unreadableLines({ unreadable }: Share): readonly string[] {
  return shortened(unreadable.map(({ what, why }) => `- **could not be read**: ${prose(what)}: ${prose(why)}`));
}

function collisionLines(collisions: readonly Collision[]): readonly string[] {
  return shortened(
    collisions.map(({ message, manager, time }) => {
      const isNamed = manager === null || message.includes(manager);
      const who = [...(isNamed ? [] : [codeName(manager)]), ...(time === null ? [] : [prose(utc(time))])];
      return `- **collision** ${prose(message.replace(/\.$/, ""))}${who.length === 0 ? "" : ` (${who.join(", ")})`}`;
    }),
  );
}

function foldSection(fold: Fold): string {
  const { resources, fields } = fold;
  const lines = fieldLines(fields, fields.some(({ path }) => path === "") ? MOST_MANIFEST_LINES : MOST_LINES);
  const body = lines.length === 0 ? [] : [fenced(lines, "diff")];
  if (resources.length === 1) return collapsed(titleOfFold(fold), body.join(""));
  const names = [...new Set(resources.map(({ resource }) => titleOf(resource)))];
  return collapsed(titleOfFold(fold), [listedNames(names, MOST_RESOURCES), ...body].join("\n\n"));
}

function titleOfFold({ change, resources, fields }: Fold): string {
  const [first] = resources;
  const what = fields.some(({ path }) => path === "") ? "" : `: ${counted(fields.length, "field")}`;
  if (first === undefined || resources.length > 1)
    return `${counted(resources.length, "object")} ${change} alike${what}`;
  return `${codeName(titleOf(first.resource))} ${change}${formerly(first)}${what} (${codeName(first.application)})`;
}

function formerly({ formerly: old }: ReviewedResource): string {
  return old === null ? "" : ` from ${codeName(titleOf(old))}`;
}

function listSections({ applications, mended, pending, notes }: Share): string[] {
  const moved = applications.filter(({ change }) => change !== "changed");
  return [
    ...listSection(
      counted(moved.length, "application"),
      moved.map(({ name, namespace, change }) => `- ${change}: ${codeName(name)} in namespace ${codeName(namespace)}`),
    ),
    ...listSection(`Mended: ${counted(mended.length, "finding")}`, mended.map(findingLine)),
    ...listSection(`Merged but not synced yet: ${counted(pending.length, "change")}`, pending.map(findingLine)),
    ...listSection(
      counted(notes.length, "note"),
      notes.map((note) => `- ${prose(note)}`),
    ),
  ];
}

function findingLine(finding: Finding): string {
  return `- ${codeName(wordOf(finding))} ${prose(finding.message)}`;
}

function listSection(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [collapsed(title, shortened(lines).join("\n"))];
}
