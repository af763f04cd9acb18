import { UserError } from "../errors/index.ts";

/** What a user asks for by `RESOURCE`. */
export interface ResourceQuery {
  /** As it was typed, any case: `Kafka`, `kafkatopic`. */
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** One step of the path that a user typed: a field, an index, or an item by its keys. */
export type Step = string | { readonly index: number } | { readonly key: Readonly<Record<string, string>> };

/** Reads `Kind/name` or `Kind/namespace/name`. @throws UserError for anything else. */
export function parseResource(text: string): ResourceQuery {
  const parts = text.split("/");
  const [kind, second, third] = parts;
  if (parts.some((part) => part === "") || kind === undefined || second === undefined || parts.length > 3) {
    throw new UserError(
      `explain takes a resource as Kind/name or Kind/namespace/name, not ${JSON.stringify(text)}. Try KafkaTopic/lsst-alerts.`,
    );
  }
  return third === undefined ? { kind, namespace: null, name: second } : { kind, namespace: second, name: third };
}

/**
 * Reads a path in any of the forms in which reports and people write it: a JSON pointer `/spec/config/retention.ms`, with
 * items by index or key `/containers/[name=web]/image`, or `spec.config["retention.ms"]`.
 * @throws UserError for a path that ends inside brackets.
 */
export function parsePath(text: string): readonly Step[] {
  if (text === "" || text === "/") return [];
  return text.startsWith("/")
    ? text
        .slice(1)
        .split(/\/(?![^[]*\])/)
        .map(pointerStep)
    : dottedSteps(text);
}

function pointerStep(part: string): Step {
  const keyed = /^\[(.+)\]$/.exec(part)?.[1];
  if (keyed !== undefined) return keysOf(keyed);
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

const DOTTED = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|\[([^\]=]+=[^\]]*)\]|\.?([^.[\]]+)/y;

function dottedSteps(text: string): readonly Step[] {
  const steps: Step[] = [];
  DOTTED.lastIndex = 0;
  while (DOTTED.lastIndex < text.length) {
    const at = DOTTED.lastIndex;
    const match = DOTTED.exec(text);
    if (match === null) {
      throw new UserError(
        `The path ${JSON.stringify(text)} cannot be read from ${JSON.stringify(text.slice(at))} on. Write it as a JSON pointer.`,
      );
    }
    const [, quoted, index, keyed, plain] = match;
    if (index !== undefined) steps.push({ index: Number(index) });
    else if (keyed !== undefined) steps.push(keysOf(keyed));
    else steps.push(quoted?.replaceAll('\\"', '"') ?? plain ?? "");
  }
  return steps;
}

function keysOf(text: string): Step {
  return {
    key: Object.fromEntries(
      text.split(",").map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
    ),
  };
}
