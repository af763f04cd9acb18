/** A token of a Go template's action. A chain is a field access with its fields: `.Values.a`, `$root.Values`, `$`, `.`. */
export type Token =
  | { readonly kind: "name"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "chain";
      readonly from: "dot" | "variable" | "parenthesis";
      /** `$` and `$root`; empty for the dot. */
      readonly variable: string;
      readonly fields: readonly string[];
    }
  | { readonly kind: "sign"; readonly text: string }
  | { readonly kind: "literal" };

/** One `{{ … }}` of a text; tokens are null where it is no action of Go templates. */
export interface Action {
  readonly tokens: readonly Token[] | null;
  /** Without the delimiters. */
  readonly source: string;
}

const COMMENT = /^-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/;
/** A quoted, raw or character text is skipped whole, for `}}` may stand in it. */
const BODY = /^(?:"(?:[^"\\\n]|\\[\s\S])*"|`[^`]*`|'(?:[^'\\\n]|\\[\s\S])*'|(?!\}\})[^"`'])*/;
const LEXEME = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<quoted>"(?:[^"\\\n]|\\[\s\S])*")`,
    "(?<raw>`[^`]*`)",
    String.raw`(?<character>'(?:[^'\\\n]|\\[\s\S])*')`,
    String.raw`(?<number>[+-]?(?:\d[\w.]*|\.\d[\w.]*))`,
    String.raw`(?<chain>\$[\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*|(?:\.[\p{L}_][\p{L}\p{N}_]*)+|\.)`,
    String.raw`(?<name>[\p{L}_][\p{L}\p{N}_]*)`,
    "(?<sign>:=|[()|,=])",
  ].join("|"),
  "uy",
);

/** The actions of a text in their order, without comments. */
export function readActions(text: string): Action[] {
  const actions: Action[] = [];
  let from = text.indexOf("{{");
  while (from >= 0) {
    const rest = text.slice(from + 2);
    const comment = COMMENT.exec(rest)?.[0];
    const body = comment === undefined ? (BODY.exec(rest)?.[0] ?? "") : "";
    if (comment === undefined) actions.push(actionOf(body, rest));
    from = text.indexOf("{{", from + 2 + (comment?.length ?? body.length));
  }
  return actions;
}

function actionOf(body: string, rest: string): Action {
  const whole = rest.startsWith("}}", body.length);
  const source = body.replace(/^-(?=\s)/, "").replace(/\s-$/, "");
  return { tokens: whole ? tokensOf(source) : null, source: whole ? source : rest };
}

function tokensOf(source: string): Token[] | null {
  const tokens: Token[] = [];
  LEXEME.lastIndex = 0;
  for (let at = 0; at < source.length; at = LEXEME.lastIndex) {
    LEXEME.lastIndex = at;
    const groups = LEXEME.exec(source)?.groups;
    if (groups === undefined) return null;
    if (groups["space"] === undefined) tokens.push(tokenOf(groups, source[at - 1] === ")"));
  }
  return tokens;
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>, afterParenthesis: boolean): Token {
  const { quoted, raw, chain, name, sign } = groups;
  if (quoted !== undefined) return { kind: "text", text: unquote(quoted) };
  if (raw !== undefined) return { kind: "text", text: raw.slice(1, -1) };
  if (name !== undefined) return { kind: "name", text: name };
  if (sign !== undefined) return { kind: "sign", text: sign };
  if (chain === undefined) return { kind: "literal" };
  const [variable = "", ...fields] = chain.split(".");
  const from = afterParenthesis ? "parenthesis" : variable === "" ? "dot" : "variable";
  return { kind: "chain", from, variable, fields: fields.filter((field) => field !== "") };
}

/** Go's escapes are near enough to JSON's; what JSON does not know keeps its backslash. */
function unquote(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}
