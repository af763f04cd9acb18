/** An application's values as Helm merges them, each leaf with the file and line that it comes from. */
export { ValuesReader } from "./application.ts";
export { directivesFor } from "./directives.ts";
export type {
  ApplicationValues,
  DependencyCondition,
  IgnoreDirective,
  MalformedDirective,
  OverriddenValue,
  ValuesLeaf,
  ValuesPlace,
  ValuesSource,
  ValuesSourceKind,
} from "./values.ts";
