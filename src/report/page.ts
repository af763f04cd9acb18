import type pc from "picocolors";
import type { Severity, Verdict } from "../vocabulary/index.ts";

export type Colours = ReturnType<typeof pc.createColors>;
export type Paint = (text: string) => string;

/** What a text for a terminal is written on. */
export interface Sheet {
  readonly colours: Colours;
  readonly width: number;
}

/** What a part of the text report is written on. */
export interface Page extends Sheet {
  readonly now: Date;
  readonly environment: string;
}

export function paintVerdict(verdict: Verdict, { green, yellow, magenta }: Colours): Paint {
  return { "in-sync": green, drifted: yellow, unknown: magenta }[verdict];
}

export function paintSeverity(severity: Severity, { red, yellow, blue, dim }: Colours): Paint {
  return { high: red, medium: yellow, low: blue, info: dim }[severity];
}
