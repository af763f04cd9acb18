/** CEL's reserved words, as Kubernetes escapes them (`apiserver/pkg/cel/escaping.go`). */
const RESERVED = new Set(
  "true false null in as break const continue else for function if import let loop package namespace return var void while".split(
    " ",
  ),
);

const ESCAPES: Readonly<Record<string, string>> = {
  __: "__underscores__",
  ".": "__dot__",
  "-": "__dash__",
  "/": "__slash__",
};

/** The name by which a rule reaches a field; null for a field that no rule can name. */
export function celIdentifier(field: string): string | null {
  if (!/^[A-Za-z_.\-/][\w.\-/]*$/.test(field)) return null;
  if (RESERVED.has(field)) return `__${field}__`;
  return field.replace(/__|[-./]/g, (found) => ESCAPES[found] ?? found);
}
