/** Reads YAML as a cluster reads it: what kubectl would send for the same text. */

export type { YamlComment } from "./comments.ts";
export { type ManifestDocument, splitDocuments } from "./documents.ts";
export { InvalidYaml } from "./invalid.ts";
export { assign } from "./key.ts";
export type { PlacedYaml, TextPosition, YamlPlace } from "./places.ts";
export { readPlacedYaml, readYaml, type YamlValue } from "./read.ts";
