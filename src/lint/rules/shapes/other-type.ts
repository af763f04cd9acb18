import type { ValuesSource } from "../../../render/values/index.ts";
import { type Json, type Path, toValuesKey } from "../../../vocabulary/index.ts";
import type { LintDifference, LintWorld, TracedApplication } from "../../traced.ts";
import { valuesFault } from "../fault.ts";
import { isWithin } from "../leaves.ts";
import { onlyShape, type Shape, type Shapes, shapesAlong, shapesOf } from "./shapes.ts";

/** How many other environments have to agree before they speak against this one. */
const WITNESSES = 2;

type SourceLeaf = ValuesSource["leaves"][number];

interface Mismatch {
  readonly leaf: SourceLeaf;
  readonly path: Path;
  readonly shape: Shape;
  readonly expected: Shape;
  /** Who expects it. */
  readonly by: string;
}

/** What an environment expects where the chart's defaults say nothing. */
interface Expectation {
  readonly shapes: Shapes;
  readonly by: string;
}

/** Values that are a map, a list or a text where the default, or every other environment, has one of the others. */
export function otherTypes(subject: TracedApplication, world: LintWorld): readonly LintDifference[] {
  const { sources } = subject.values;
  const found = sources.flatMap((source, index) => {
    if (source.kind !== "values-file" && source.kind !== "values-object") return [];
    const stronger = sources.slice(index + 1);
    const open = source.leaves.filter(
      ({ path }) => !stronger.some((one) => one.leaves.some((leaf) => isWithin(leaf.path, path))),
    );
    const expectations = [...sources.slice(0, index).toReversed().map(asExpectation), ...witnesses(subject, world)];
    return mismatches(open, expectations);
  });
  return found.map((mismatch) => fault(subject, mismatch));
}

function asExpectation({ leaves, file }: ValuesSource): Expectation {
  return { shapes: shapesOf(leaves), by: file === null ? "the chart's default" : file };
}

/** Other environments as one witness, for what all that say anything agree upon. */
function witnesses(subject: TracedApplication, world: LintWorld): readonly Expectation[] {
  const others = world.elsewhere(subject).map(({ values }) => shapesOf(values.leaves));
  const levels = new Set(others.flatMap((shapes) => [...shapes.keys()]));
  const agreed = [...levels].flatMap((level) => {
    const said = others.flatMap((shapes) => shapes.get(level) ?? []);
    const shapes = new Set(said.flatMap((one) => [...one]));
    return said.length >= WITNESSES && shapes.size === 1 ? [[level, shapes] as const] : [];
  });
  return agreed.length === 0 ? [] : [{ shapes: new Map(agreed), by: "every other environment" }];
}

/** Each outermost part that is otherwise than expected, once. */
function mismatches(leaves: readonly SourceLeaf[], expectations: readonly Expectation[]): readonly Mismatch[] {
  const found = new Map<string, Mismatch>();
  for (const leaf of leaves) {
    const mismatch = shapesAlong(leaf)
      .flatMap(({ path, shape }) => {
        const expectation = expectations.find(({ shapes }) => onlyShape(shapes, path) !== null);
        const expected = expectation === undefined ? null : onlyShape(expectation.shapes, path);
        return expectation === undefined || expected === null || expected === shape
          ? []
          : [{ leaf, path, shape, expected, by: expectation.by }];
      })
      .at(0);
    if (mismatch !== undefined && !found.has(toValuesKey(mismatch.path)))
      found.set(toValuesKey(mismatch.path), mismatch);
  }
  return [...found.values()];
}

function fault(subject: TracedApplication, { leaf, path, shape, expected, by }: Mismatch): LintDifference {
  const key = toValuesKey(path);
  const isJoined = shape === "scalar" && expected === "list" && piecesOf(leaf.value).length > 1;
  return valuesFault(subject, {
    reason: isJoined ? "joined-list" : "other-type",
    path,
    place: leaf.place,
    statement: isJoined
      ? `${key} is one text with commas, but a list in ${by}: write each piece as an item`
      : `${key} is a ${WORDS[shape]}, but a ${WORDS[expected]} in ${by}: templates are written for the one or the other`,
  });
}

const WORDS = { scalar: "single value", list: "list", map: "map" } as const satisfies Record<Shape, string>;

/** The pieces of a text that commas part. */
export function piecesOf(value: Json): readonly string[] {
  if (typeof value !== "string") return [];
  return value
    .split(",")
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
}
