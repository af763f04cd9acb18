import { printable } from "./printable.ts";

/** Text that is HTML already; everything else is escaped when it is put into a page. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Hole = string | Markup | readonly Markup[];

/** A template of HTML: what is put in is escaped, unless it is markup. */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  return new Markup(parts.map((part, index) => part + filled(holes[index])).join(""));
}

function filled(hole: Hole | undefined): string {
  if (hole === undefined) return "";
  if (typeof hole === "string") return escaped(hole);
  return hole instanceof Markup ? hole.text : hole.map(({ text }) => text).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return printable(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
