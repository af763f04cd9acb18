import { isJsonObject, type Json, type Path } from "../../../vocabulary/index.ts";
import { isBlank, levelOf } from "../leaves.ts";

/** What a value is, as far as a template may care: numbers, booleans and texts print alike. */
export type Shape = "scalar" | "list" | "map";

interface Leaf {
  readonly path: Path;
  readonly value: Json;
}

/** The shapes of leaves and of the maps and lists around them, by `levelOf`. */
export type Shapes = ReadonlyMap<string, ReadonlySet<Shape>>;

export function shapesOf(leaves: readonly Leaf[]): Shapes {
  const shapes = new Map<string, Set<Shape>>();
  for (const leaf of leaves)
    for (const { path, shape } of shapesAlong(leaf)) {
      const level = levelOf(path);
      shapes.set(level, (shapes.get(level) ?? new Set()).add(shape));
    }
  return shapes;
}

/** The shape that all of a level share; null where there is none, or several. */
export function onlyShape(shapes: Shapes, path: Path): Shape | null {
  const [shape, ...more] = shapes.get(levelOf(path)) ?? [];
  return shape === undefined || more.length > 0 ? null : shape;
}

/** The way to a leaf, the root left out: each part with what it is. What is blank or `false` says nothing of its type. */
export function shapesAlong({ path, value }: Leaf): readonly { readonly path: Path; readonly shape: Shape }[] {
  const around = path.slice(1).map((next, index) => ({
    path: path.slice(0, index + 1),
    shape: typeof next === "string" ? ("map" as const) : ("list" as const),
  }));
  const own = shapeOf(value);
  return own === null ? around : [...around, { path, shape: own }];
}

function shapeOf(value: Json): Shape | null {
  if (isBlank(value) || value === false) return null;
  if (Array.isArray(value)) return "list";
  return isJsonObject(value) ? "map" : "scalar";
}
