import { isJsonObject, type Path } from "../../vocabulary/index.ts";
import { InvalidYaml, type PlacedYaml, readPlacedYaml } from "../yaml/index.ts";
import { type Directives, readDirectives } from "./directives.ts";
import { splitValues, type ValuesDocument } from "./documents.ts";
import { EMPTY, inFile, leavesOfSource, mergeNodes, nodeOf, nodeOfYaml, type ValuesNode } from "./node.ts";
import { spansOf } from "./spans.ts";
import type { ValuesPlace, ValuesSource } from "./values.ts";

/** What a values file says. */
export interface ValuesText extends Directives {
  readonly root: ValuesNode;
  readonly leaves: ValuesSource["leaves"];
  readonly duplicateKeys: readonly { readonly path: Path; readonly place: ValuesPlace }[];
  readonly text?: string;
}

/** A values file that Helm would refuse. The message is one clause. */
export class InvalidValues extends Error {
  override readonly name = "InvalidValues";
}

/**
 * Reads the text of a values file as Helm does.
 * @param file its name, relative to the tree's root.
 * @param manyDocuments Helm 4 merges the documents of a file, Helm 3 reads the first.
 * @throws InvalidValues for what Helm refuses.
 */
export function readValuesText(text: string, file: string, manyDocuments: boolean): ValuesText {
  const documents = manyDocuments ? splitValues(text) : [{ text, line: 0 }];
  const read = documents.map((document) => readDocument(document, file));
  const root = read.map(({ node }) => node).reduce(mergeNodes, EMPTY);
  return {
    root,
    leaves: leavesOfSource(root, []),
    text,
    duplicateKeys: read.flatMap(({ duplicateKeys }) => duplicateKeys),
    directives: read.flatMap(({ directives }) => directives),
    malformedDirectives: read.flatMap(({ malformedDirectives }) => malformedDirectives),
  };
}

/** The same from a file that is none of the repository's: nothing has a place. */
export function withoutPlaces(text: ValuesText): ValuesText {
  const root = nodeOf(text.root.value, null, () => null);
  return { root, leaves: leavesOfSource(root, []), duplicateKeys: [], directives: [], malformedDirectives: [] };
}

interface ReadDocument extends Directives {
  readonly node: ValuesNode;
  readonly duplicateKeys: ValuesText["duplicateKeys"];
}

function readDocument(document: ValuesDocument, file: string): ReadDocument {
  const yaml = parse(document, file);
  const where = { file, line: document.line };
  if (yaml.value !== null && !isJsonObject(yaml.value)) throw new InvalidValues(`${file} holds no map`);
  const node = nodeOfYaml(yaml, yaml.value ?? {}, where);
  const duplicateKeys = yaml.duplicateKeys.map(({ path, place }) => ({ path, place: inFile(place, where) }));
  return { node, duplicateKeys, ...directivesOf(yaml, node, document) };
}

function parse({ text, line }: ValuesDocument, file: string): PlacedYaml {
  try {
    return readPlacedYaml(text);
  } catch (error) {
    if (!(error instanceof InvalidYaml)) throw error;
    const at = error.line === null ? file : `${file}:${error.line + line}`;
    throw new InvalidValues(`${at} is not valid YAML: ${error.message}`);
  }
}

/** Comments cost a look at every scalar, so only a text that speaks of Holdfast is searched. */
function directivesOf(yaml: PlacedYaml, node: ValuesNode, document: ValuesDocument): Directives {
  if (!document.text.includes("holdfast:")) return { directives: [], malformedDirectives: [] };
  const comments = yaml.comments().map((comment) => ({ ...comment, line: comment.line + document.line }));
  return readDirectives(comments, spansOf(node));
}
