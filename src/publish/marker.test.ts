import { expect, it } from "vitest";
import { markerFor } from "./marker.ts";

it.each([
  ["all environments", [], "review"],
  ["one", ["idfint"], "review:idfint"],
  ["several, in whatever order", ["idfprod", "idfint", "idfprod"], "review:idfint,idfprod"],
  ["a name that would end a comment", ["prod--eu"], "review:0ff3e0ffacc6"],
])("publish/marker: %s", (_what, names, marker) => {
  expect(markerFor("review", names)).toBe(marker);
});
