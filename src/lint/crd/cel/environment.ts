import { Environment } from "@marcbachmann/cel-js";
import { compilePattern } from "../pattern.ts";
import { NotModelled } from "./values.ts";

/** Functions of the library that are replaced, because Go's patterns and its idea of letters are not JavaScript's. */
export const REPLACED: Readonly<Record<string, string>> = {
  matches: "goMatches",
  find: "goFind",
  lowerAscii: "goLowerAscii",
  upperAscii: "goUpperAscii",
};

/**
 * Functions and macros whose meaning is the same here and in Kubernetes. A rule that uses any other is not judged:
 * conversions differ in what they refuse, and Kubernetes' own libraries (quantities, URLs, IPs) are not there.
 */
export const KNOWN_FUNCTIONS: ReadonlySet<string> = new Set([
  ...Object.keys(REPLACED),
  ...["has", "size", "type", "dyn", "all", "exists", "exists_one", "map", "filter"],
  ...["startsWith", "endsWith", "contains", "split", "join"],
  ...["orValue", "hasValue"],
]);

const lowerAscii = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const upperAscii = (text: string) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());

/** What rules are compiled in: `self` of any type, as the API server has already checked the types of a CRD's rules. */
export const ENVIRONMENT: Environment = new Environment({ enableOptionalTypes: true })
  .registerVariable("self", "dyn")
  .registerFunction("string.goMatches(string): bool", (text: string, source: string) => pattern(source).matches(text))
  .registerFunction("string.goFind(string): string", (text: string, source: string) => pattern(source).find(text))
  .registerFunction("string.goLowerAscii(): string", lowerAscii)
  .registerFunction("string.goUpperAscii(): string", upperAscii);

function pattern(source: string) {
  const compiled = compilePattern(source);
  if (compiled === null) throw new NotModelled();
  return compiled;
}
