import type { Path } from "../../vocabulary/index.ts";
import { type Container, textOf, variableOf } from "../workload/index.ts";

/** Where a flag of a container gets its value; the container itself where it is not given. */
export function flagPath({ spec, path }: Container, flag: string): Path {
  for (const field of ["args", "command"]) {
    const words = spec[field];
    const texts = Array.isArray(words) ? words.map((word) => textOf(word) ?? "") : [];
    const index = texts.findLastIndex((word) => word === flag || word.startsWith(`${flag}=`));
    if (index < 0) continue;
    const isApart = texts[index] === flag && index + 1 < texts.length;
    return [...path, field, { index: isApart ? index + 1 : index, key: null }];
  }
  return path;
}

/** Where an environment variable of a container gets its value; the container itself where it has none. */
export function envPath(container: Container, name: string): Path {
  const index = variableOf(container, name)?.index;
  return index === undefined ? container.path : [...container.path, "env", { index, key: { name } }, "value"];
}
