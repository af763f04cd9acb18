/** What Argo CD is told not to see: `ignoreDifferences` as a predicate over one difference. */
export { type ArgoIgnore, type Compared, ignoredByArgo, openArgoIgnores } from "./ignores.ts";
