import type { ApplicationValues } from "../render/values/index.ts";
import { type Path, type Reading, read, toValuesKey } from "../vocabulary/index.ts";
import { createBlame } from "./blame.ts";
import { type Cause, causesIn } from "./causes.ts";
import { placeOf } from "./places.ts";
import type { CausingLeaf, ProvenanceFinder, ProvenancePorts, SourcedApplication } from "./port.ts";

/** A finder for one run. */
export function createProvenanceFinder({ renderer, repository }: ProvenancePorts): ProvenanceFinder {
  const blame = createBlame(repository);

  const at: ProvenanceFinder["at"] = async ({ tree }, { file, line, column }, leaf) => {
    const key = leaf === null ? null : toValuesKey(leaf);
    const { commit, author, time } = await blame.lineOf(tree, { file, line });
    return { file, line, column, key, transformation: null, commit, author, time };
  };

  function valuesOf({ application, tree }: SourcedApplication): Promise<Reading<ApplicationValues>> {
    return renderer.values(application, tree);
  }

  async function located(causes: readonly Cause[], source: SourcedApplication, values: ApplicationValues) {
    const found = await Promise.all(
      causes.map(async ({ leaf, transformation }): Promise<CausingLeaf | null> => {
        const place = await placeOf(values, leaf, source.tree);
        return place === null ? null : { leaf, provenance: { ...(await at(source, place, leaf)), transformation } };
      }),
    );
    return found.filter((one) => one !== null);
  }

  const causesOfAll: ProvenanceFinder["causesOfAll"] = async (source, fields, among) => {
    const { application, tree } = source;
    const wish = among === undefined ? ({ of: "fields", fields } as const) : ({ of: "leaves", paths: among } as const);
    const [values, trace] = await Promise.all([
      valuesOf(source),
      source.trace === undefined ? renderer.trace(application, tree, wish) : read(source.trace),
    ]);
    if (!values.ok) return values;
    if (!trace.ok) return trace;
    const causes = fields.map((field) => located(causesIn(trace.value, field), source, values.value));
    const renders = source.trace === undefined ? trace.value.cost.renders : 0;
    return read({ fields: await Promise.all(causes), renders });
  };

  return {
    at,
    causesOfAll,
    async causesOf(source, field) {
      const causes = await causesOfAll(source, [field]);
      return causes.ok ? (causes.value.fields[0] ?? []).map(({ provenance }) => provenance) : [];
    },
    async lineOf(source: SourcedApplication, leaf: Path) {
      const values = await valuesOf(source);
      const place = values.ok ? await placeOf(values.value, leaf, source.tree) : null;
      return place === null ? null : await at(source, place, leaf);
    },
    notes: () => blame.notes(),
  };
}
