import { RE2JS, RE2JSException } from "re2js";

/** True where a text matches. Both Kubernetes and CEL search: only an anchored pattern has to match the whole text. */
export interface Pattern {
  matches(text: string): boolean;
  /** The first match, empty without one. */
  find(text: string): string;
}

/** A pattern in Go's syntax (RE2); null when it is none, so that nothing can be said about it. */
export function compilePattern(source: string): Pattern | null {
  try {
    const compiled = RE2JS.compile(source);
    return {
      matches: (text) => compiled.matcher(text).find(),
      find: (text) => {
        const matcher = compiled.matcher(text);
        return matcher.find() ? (matcher.group() ?? "") : "";
      },
    };
  } catch (error) {
    if (error instanceof RE2JSException) return null;
    throw error;
  }
}
