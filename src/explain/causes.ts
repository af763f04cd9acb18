import { isSecret } from "../masking/index.ts";
import { isCalledSecret } from "../render/index.ts";
import { type ExplainedValue, type Path, resourceOf, toValuesKey } from "../vocabulary/index.ts";
import type { ExplainPorts } from "./ports.ts";
import type { Subject } from "./subject.ts";

/** The values lines that cause a field, each with its value unless that makes a Secret, or is called like one. */
export async function explainCauses(
  { application, tree, rendered, object }: Subject,
  path: Path,
  { provenance, renderer }: ExplainPorts,
): Promise<readonly ExplainedValue[]> {
  const source = { application, tree };
  const [causes, values] = await Promise.all([
    provenance.causesOf(source, { resource: resourceOf(rendered.object), path }),
    renderer.values(application, tree),
  ]);
  const shown = values.ok ? values.value.leaves.filter(({ path: leaf }) => !isCalledSecret(leaf)) : [];
  const byKey = new Map(shown.map((leaf) => [toValuesKey(leaf.path), leaf.value]));
  return causes.map((cause) => {
    const value = isSecret(object) || cause.key === null ? undefined : byKey.get(cause.key);
    return value === undefined ? cause : { ...cause, value };
  });
}
