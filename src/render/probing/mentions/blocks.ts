import { type Node, parseStatement, type Statement } from "./nodes.ts";
import { type Action, readActions } from "./tokens.ts";

/** An action with what stands between it and its `end`. */
export interface Block {
  readonly statement: Statement;
  readonly body: readonly Step[];
  readonly otherwise: readonly Step[];
}

/** An action that is none of Go templates stays as its text. */
export type Step = Block | string;

/** What stands in a template file, or between `define` and `end`. */
export interface Unit {
  readonly steps: readonly Step[];
}

export interface Units {
  readonly body: Unit;
  readonly defined: readonly { readonly name: string; readonly unit: Unit }[];
}

interface Open {
  readonly statement: Statement;
  readonly body: Step[];
  readonly otherwise: Step[];
  /** Where further steps go: the body, or what follows `else`. */
  steps: Step[];
}

const OPENING = new Set(["if", "with", "range", "define", "block"]);

/** Reads a text as a Go template, leniently: what is not closed ends with the text. */
export function readUnits(text: string): Units {
  const top = openOf({ keyword: null, variable: null, node: null });
  const stack: Open[] = [top];
  for (const action of readActions(text)) readAction(action, stack, top);
  const steps = [...top.body, ...top.otherwise];
  return { body: { steps }, defined: definedIn(steps) };
}

function readAction(action: Action, stack: Open[], top: Open): void {
  const statement = action.tokens === null ? null : parseStatement(action.tokens);
  const open = stack.at(-1) ?? top;
  if (statement === null) open.steps.push(action.source);
  else if (statement.keyword === "end") {
    if (stack.length > 1) stack.pop();
  } else if (statement.keyword === "else") readElse(statement, open);
  else {
    const block = openOf(statement);
    open.steps.push(block);
    if (OPENING.has(statement.keyword ?? "")) stack.push(block);
  }
}

function openOf(statement: Statement): Open {
  const body: Step[] = [];
  return { statement, body, otherwise: [], steps: body };
}

/** `else if X` is an `if` whose body ends where the next `else` begins. */
function readElse({ chained, variable, node }: Statement, open: Open): void {
  open.steps = open.otherwise;
  if (node === null) return;
  const block = openOf({ keyword: chained ?? "if", variable, node });
  open.steps.push(block);
  open.steps = block.body;
}

function definedIn(steps: readonly Step[]): { readonly name: string; readonly unit: Unit }[] {
  return steps.flatMap((step) => {
    if (typeof step === "string") return [];
    const inner = [...definedIn(step.body), ...definedIn(step.otherwise)];
    const { keyword, node } = step.statement;
    if (keyword !== "define" && keyword !== "block") return inner;
    return [{ name: titleOf(node), unit: { steps: step.body } }, ...inner];
  });
}

function titleOf(node: Node | null): string {
  const title = node?.kind === "call" ? node.arguments[0] : node;
  return title?.kind === "text" ? title.text : "";
}
