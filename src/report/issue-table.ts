import { type EnvironmentReport, type Finding, SEVERITIES } from "../vocabulary/index.ts";
import type { FirstSeen } from "./issue-memory.ts";
import { fitLines } from "./markdown-budget.ts";
import { codeName, prose } from "./markdown-prose.ts";
import { adviceFor } from "./remedy.ts";
import { titleOf, wordOf } from "./summary.ts";
import { ago, utc } from "./time.ts";
import { counted } from "./words.ts";

/** What a table of drift is written on. */
export interface DriftPage {
  /** When each finding was seen first; one that is not in it is new. */
  readonly since: FirstSeen;
  readonly now: Date;
  /** Bytes that one environment's table may have. */
  readonly room: number;
}

const DAY = 86_400_000;
/** Where what is new stands, whenever that is. */
const LAST = "9999-01-01T00:00:00Z";

/** What is drifted, the most severe first, then the oldest: how severe, since when, who, and the remedy. */
export function driftTable({ name, findings }: EnvironmentReport, page: DriftPage): string {
  const readable = findings.filter(({ kind }) => kind !== "unreadable");
  if (readable.length === 0) return "";
  const age = ({ id }: Finding): number => Date.parse(page.since.get(id) ?? LAST);
  const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
  const sorted = readable.toSorted((a, b) => rank(a) - rank(b) || age(a) - age(b));
  const head = "| what | since when, by whom | remedy |\n| --- | --- | --- |";
  const rows = sorted.map((finding) => `| ${rowOf(finding, name, page).join(" | ")} |`);
  return [head, ...fitLines(rows, page.room, (left) => `| and ${counted(left, "more finding")} | | |`)].join("\n");
}

/** How long something is there, in whole days: a finer age would edit the issue at every run. */
export function ageWords(time: string, now: Date): string {
  const age = now.getTime() - Date.parse(time);
  return age < DAY ? "less than a day" : ago(time, now).replace(/ ago$/, "");
}

function rowOf(finding: Finding, environment: string, { since, now }: DriftPage): readonly string[] {
  const { resource, keyedPath, severity } = finding;
  const path = keyedPath === null || keyedPath === "" ? "" : `<br>${codeName(keyedPath)}`;
  const first = since.get(finding.id);
  const age = first === undefined ? "new" : `${prose(ageWords(first, now))}, since ${unbroken(utc(first))}`;
  return [
    `**${severity}** ${wordOf(finding)} ${codeName(titleOf(resource))}${path}`,
    `${age}${whoWords(finding)}`,
    remedyWords(finding, environment),
  ];
}

function whoWords({ attribution }: Finding): string {
  if (attribution === null) return "";
  const { manager, time } = attribution;
  return time === null
    ? `<br>by ${codeName(manager)}`
    : `<br>changed ${unbroken(utc(time).slice(0, 10))} by ${codeName(manager)}`;
}

function remedyWords(finding: Finding, environment: string): string {
  const { text, command } = adviceFor(finding, environment);
  return command ? codeName(text) : prose(text);
}

function unbroken(time: string): string {
  return prose(time).replaceAll(" ", "&nbsp;").replaceAll("-", "&#8209;");
}
