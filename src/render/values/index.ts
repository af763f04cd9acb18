/** An application's values as Helm merges them, each leaf with the file and line that it comes from. */
export type {
  ApplicationValues,
  IgnoreDirective,
  OverriddenValue,
  ValuesLeaf,
  ValuesPlace,
  ValuesSource,
  ValuesSourceKind,
} from "./values.ts";
