import { type Path, toPointer } from "../../vocabulary/index.ts";

/** The values that a piece of template speaks of. */
export interface Spoken {
  /** Names that follow each other, `.Values.listeners.external` as `["listeners", "external"]`. */
  readonly chains: readonly (readonly string[])[];
  /** Named templates that it calls. */
  readonly calls: readonly string[];
  /** True where it hands on all values, or calls something that is only known when it runs. */
  readonly isOpen: boolean;
}

const CHAIN = /(?<![\w")\]])(?:\$\w*)?(?<chain>(?:\.[A-Za-z_]\w*)+)/g;
const LOOKED_UP = /\b(?:index|get|dig|hasKey|pluck)\b/;
const QUOTED = /"(?<name>[\w.-]+)"/g;
const CALL = /\b(?:include|template)\s+(?:"(?<name>[^"]+)")?/g;

/** What Helm itself puts beside the values. */
const BUILT_IN = new Set(["Release", "Chart", "Capabilities", "Template", "Files", "Subcharts"]);

/** Reads what lines of templates speak of. Text that is no action may be taken for one; that costs probes only. */
export function spokenIn(text: string): Spoken {
  const found = [...text.matchAll(CHAIN)].map(({ groups }) => (groups?.["chain"] ?? "").slice(1).split("."));
  const chains = found
    .filter(([first]) => !BUILT_IN.has(first ?? ""))
    .map((chain) => (chain[0] === "Values" ? chain.slice(1) : chain));
  const calls = [...text.matchAll(CALL)].map(({ groups }) => groups?.["name"] ?? "");
  const lookedUp = text.split("\n").flatMap((line) => (LOOKED_UP.test(line) ? [...line.matchAll(QUOTED)] : []));
  return {
    chains: [...chains.filter((chain) => chain.length > 0), ...lookedUp.map(({ groups }) => [groups?.["name"] ?? ""])],
    calls: calls.filter((name) => name !== ""),
    isOpen: chains.some((chain) => chain.length === 0) || calls.includes(""),
  };
}

/** The paths in which the names of some chain follow each other. */
export function pathsSpokenOf(paths: readonly Path[], { chains }: Pick<Spoken, "chains">): readonly Path[] {
  const known = [...new Map(chains.map((chain) => [chain.join("."), chain])).values()];
  const matching = paths.filter((path) => {
    const names = path.filter((segment) => typeof segment === "string");
    return known.some((chain) => names.some((_, start) => chain.every((name, index) => names[start + index] === name)));
  });
  return [...new Map(matching.map((path) => [toPointer(path), path])).values()];
}
