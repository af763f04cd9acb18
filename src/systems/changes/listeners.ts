import { isJsonObject, type JsonObject, type Path } from "../../vocabulary/index.ts";
import { listenersOf, type PlacedListener } from "../intent/index.ts";
import type { SystemDifference } from "../system.ts";
import { textOf } from "../workload/index.ts";
import type { Pair } from "./pairs.ts";
import { risk } from "./risk.ts";

/**
 * Listeners that clients outside use: nobody in git can follow their change. Who uses an internal one is in git, so a
 * coupling tells.
 */
export function weighListeners({ before, after }: Pair): readonly SystemDifference[] {
  const now = listenersOf(after);
  const old = (listenersOf(before) ?? []).filter(({ spec }) => spec["type"] !== "internal");
  if (now === null) return [];
  const kafka = after.object.metadata.name;
  return old.flatMap((was) => {
    const is = now.find(({ name }) => name === was.name);
    if (is !== undefined) return changesOf(was, is).map(({ path, words }) => changed(words, path));
    const statement = `Kafka ${kafka} loses listener ${was.name}, by which clients outside reach it on port ${textOf(was.spec["port"])}; tell them first`;
    return [risk({ reason: "listener-removed", one: after, path: ["spec", "kafka", "listeners"], statement })];
  });

  function changed(words: string, path: Path): SystemDifference {
    const statement = `Kafka ${kafka} ${words}, so clients outside no longer get in until they change too; tell them first`;
    return risk({ reason: "listener-changed", one: after, path, statement });
  }
}

interface ChangedField {
  readonly path: Path;
  readonly words: string;
}

function changesOf(was: PlacedListener, is: PlacedListener): readonly ChangedField[] {
  const path: Path = ["spec", "kafka", "listeners", { index: is.index, key: { name: is.name } }];
  const fields = [
    { field: ["port"], what: "port" },
    { field: ["tls"], what: "tls" },
    { field: ["authentication", "type"], what: "authentication" },
  ];
  return fields.flatMap(({ field, what }) => {
    const [old, value] = [textAt(was.spec, field), textAt(is.spec, field)];
    return old === value
      ? []
      : [{ path: [...path, ...field], words: `changes ${what} of listener ${is.name} from ${old} to ${value}` }];
  });
}

function textAt(spec: JsonObject, [field = "", inner]: readonly string[]): string {
  const value = spec[field];
  const found = inner === undefined ? value : isJsonObject(value) ? value[inner] : undefined;
  return textOf(found) ?? "none";
}
