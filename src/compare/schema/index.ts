/** A navigable view over the API server's OpenAPI v3 documents. */
export {
  type GroupVersionKind,
  type ListType,
  type ScalarForm,
  type Schema,
  schemaFor,
  UNTYPED_OBJECT,
} from "./schema.ts";
