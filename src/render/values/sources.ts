import type { Path } from "../../vocabulary/index.ts";
import type { ValuesText } from "./file.ts";
import type { ValuesNode } from "./node.ts";
import type { ValuesSource, ValuesSourceKind } from "./values.ts";

/** One reading of a source: a chart's values.yaml is read again where it is named among the values files. */
export interface SourceLayer {
  /** The index of its source. */
  readonly source: number;
  readonly prefix: Path;
  readonly root: ValuesNode;
}

/** The sources of an application and their layers, the weakest first. */
export class Sources {
  readonly all: ValuesSource[] = [];
  readonly layers: SourceLayer[] = [];

  /** The index of the layer of a values file. A file that was read before under the same prefix stays one source. */
  file(kind: ValuesSourceKind, text: ValuesText, at: { readonly file: string | null; readonly prefix: Path }): number {
    const known = this.all.findIndex(
      ({ file, prefix }) =>
        file !== null && file === at.file && prefix.length === at.prefix.length && kind !== "dependency-defaults",
    );
    const source =
      known >= 0
        ? known
        : this.#add({
            kind,
            ...at,
            ...about(text),
            leaves: text.leaves.map((leaf) => ({ ...leaf, path: [...at.prefix, ...leaf.path] })),
          });
    return this.#layer({ source, prefix: at.prefix, root: text.root });
  }

  /** The index of the layer of what an Application sets by itself. */
  inline(kind: ValuesSourceKind, root: ValuesNode, more: Pick<ValuesSource, "file" | "leaves">): number {
    const nothing = { prefix: [], duplicateKeys: [], directives: [], malformedDirectives: [] };
    return this.#layer({ source: this.#add({ kind, ...nothing, ...more }), prefix: [], root });
  }

  #add(source: ValuesSource): number {
    return this.all.push(source) - 1;
  }

  #layer(layer: SourceLayer): number {
    return this.layers.push(layer) - 1;
  }
}

type About = Pick<ValuesSource, "text" | "duplicateKeys" | "directives" | "malformedDirectives">;

function about({ text, duplicateKeys, directives, malformedDirectives }: ValuesText): About {
  return { ...(text !== undefined && { text }), duplicateKeys, directives, malformedDirectives };
}
