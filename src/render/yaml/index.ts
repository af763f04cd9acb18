/** Reads YAML as a cluster reads it: what kubectl would send for the same text. */

export { type ManifestDocument, splitDocuments } from "./documents.ts";
export { InvalidYaml } from "./invalid.ts";
export { readYaml, type YamlValue } from "./read.ts";
