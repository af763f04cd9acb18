import type { ValuesPlace } from "../../render/values/index.ts";
import { type Json, type Path, RULES, type RuleName, resourceOf } from "../../vocabulary/index.ts";
import type { LintDifference, TracedApplication } from "../traced.ts";

/** What is wrong with a value, or with the map or list around it. */
export interface ValuesFault {
  readonly reason: RuleName;
  /** In the merged values. */
  readonly path: Path;
  readonly place: ValuesPlace | null;
  /** The whole sentence without its full stop. It names keys, never values: these may be secret. */
  readonly statement: string;
  /** What should stand there, where the rule knows exactly: of a misspelt key the right one. */
  readonly desired?: Json;
}

/** A difference about a line of a values file. */
export function valuesFault({ application }: TracedApplication, fault: ValuesFault): LintDifference {
  const { reason, path, place, statement, desired } = fault;
  const { name } = application;
  return {
    application: name,
    difference: {
      kind: RULES[reason].kind,
      layer: "intent",
      resource: { type: "values", application: name, file: place?.file ?? null },
      path,
      attribution: null,
      reason,
      detail: null,
      statement,
      ...(desired !== undefined && { desired }),
    },
    place,
    leaf: path,
  };
}

/** What is wrong with a rendered field. */
export interface RenderFault {
  readonly reason: RuleName;
  /** Which of the application's objects it is. */
  readonly index: number;
  readonly path: Path;
  readonly statement: string;
}

/** A difference about a rendered field; its values line is traced from the field. */
export function renderFault(subject: TracedApplication, fault: RenderFault): LintDifference[] {
  const { reason, index, path, statement } = fault;
  const object = subject.placed[index];
  if (object === undefined) return [];
  const { kind } = RULES[reason];
  const resource = resourceOf(object);
  return [
    {
      application: subject.application.name,
      difference: { kind, layer: "render", resource, path, attribution: null, reason, detail: null, statement },
    },
  ];
}
