import { UserError } from "../errors/index.ts";
import { type Finding, isJsonObject, type Json } from "../vocabulary/index.ts";

/** Findings that are known and accepted, by their ids. Later checks list them as ignored. */
export interface Baseline {
  readonly schemaVersion: 1;
  readonly entries: readonly BaselineEntry[];
}

export interface BaselineEntry {
  readonly id: string;
  /** The finding in words, for whoever reads the file; nothing depends on it. */
  readonly what: string;
  readonly who: string;
  /** ISO date. */
  readonly when: string;
  readonly why: string;
}

/** Who accepts the findings, when and why. */
export type Signature = Pick<BaselineEntry, "who" | "when" | "why">;

/** True for a finding that may be accepted: nobody can accept what nobody has read. */
export function canBeAccepted(finding: Finding): boolean {
  return finding.kind !== "unreadable" && finding.reason !== "expired-rule";
}

/** A baseline of these findings, added to what an earlier one accepts. Entries are sorted, so that a diff of it is small. */
export function baselineOf(findings: readonly Finding[], options: Signature & { previous: Baseline | null }): Baseline {
  const { who, when, why, previous } = options;
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings.filter(canBeAccepted)) {
    entries.set(finding.id, { id: finding.id, what: finding.message, who, when, why });
  }
  for (const entry of previous?.entries ?? []) entries.set(entry.id, entry);
  return { schemaVersion: 1, entries: [...entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** The text of a baseline file. */
export function formatBaseline(baseline: Baseline): string {
  return `${JSON.stringify(baseline, null, 2)}\n`;
}

/**
 * Reads a baseline file.
 * @throws UserError when it is no JSON, has another schemaVersion, or an entry lacks a field.
 */
export function parseBaseline({ text, file }: { text: string; file: string }): Baseline {
  const content = parseJson(text, file);
  const { schemaVersion, entries } = isJsonObject(content) ? content : {};
  if (schemaVersion !== 1 || !Array.isArray(entries)) {
    throw new UserError(
      `The baseline ${file} has no schemaVersion 1 with a list of entries. Write it again with --write-baseline.`,
    );
  }
  return { schemaVersion, entries: entries.map((entry, index) => entryOf(entry, { file, index })) };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`The baseline ${file} is not JSON. Write it again with --write-baseline.`);
  }
}

function entryOf(entry: Json, { file, index }: { file: string; index: number }): BaselineEntry {
  const field = (name: keyof BaselineEntry): string => {
    const value = isJsonObject(entry) ? entry[name] : undefined;
    if (typeof value === "string") return value;
    throw new UserError(`Entry ${index + 1} of the baseline ${file} has no text ${name}. Add it, or delete the entry.`);
  };
  return { id: field("id"), what: field("what"), who: field("who"), when: field("when"), why: field("why") };
}
