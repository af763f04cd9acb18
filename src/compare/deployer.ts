/** Who writes what git declares: a field manager, told apart from others of the same name by operation and subresource. */
export interface FieldManager {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  /** Null for the object itself. */
  readonly subresource: string | null;
}

/**
 * Field managers that deploy what git declares, by the tools' own documentation and as seen on a real API server.
 * `kubectl scale` also calls itself `kubectl`, but writes the subresource `scale`: it is not a deployer.
 */
export const KNOWN_DEPLOYERS: readonly FieldManager[] = [
  { manager: "argocd-controller", operation: "Update", subresource: null },
  { manager: "argocd-controller", operation: "Apply", subresource: null },
  { manager: "helm", operation: "Update", subresource: null },
  { manager: "helm", operation: "Apply", subresource: null },
  { manager: "kubectl-client-side-apply", operation: "Update", subresource: null },
  { manager: "kubectl-create", operation: "Update", subresource: null },
  { manager: "kubectl", operation: "Apply", subresource: null },
  { manager: "holdfast", operation: "Apply", subresource: null },
];
