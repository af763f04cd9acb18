import type { Path } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import { coupling } from "../intent/index.ts";
import { type DeclaredIntent, fieldOf, type SystemDifference } from "../system.ts";
import { objectsIn, textOf } from "../workload/index.ts";

/** Applications that git declares and that Argo CD refuses. That their files are there is seen when they are rendered. */
export function coupleApplications({ declared }: DeclaredIntent): readonly SystemDifference[] {
  return declared.of("argoproj.io", "Application").flatMap((one) =>
    [...wrongDestination(one), ...wrongSource(one), ...wrongProject(one)].map(({ path, words }) =>
      coupling({
        reason: "refused-application",
        one,
        path,
        statement: `Argo CD refuses Application ${one.object.metadata.name}, because ${words}`,
      }),
    ),
  );
}

interface Wrong {
  readonly path: Path;
  readonly words: string;
}

function wrongDestination({ object }: DeclaredObject): readonly Wrong[] {
  const path = ["spec", "destination"];
  const [server, name] = ["server", "name"].map((field) => textOf(fieldOf(object, ...path, field)) ?? "");
  if (server !== "" && name !== "")
    return [{ path: [...path, "name"], words: "its destination has both a server and a name; keep one of them" }];
  if (server !== "" || name !== "") return [];
  return [{ path, words: "its destination has neither a server nor the name of a cluster; add one" }];
}

function wrongSource({ object }: DeclaredObject): readonly Wrong[] {
  const sources = [fieldOf(object, "spec", "source"), ...objectsIn(fieldOf(object, "spec", "sources"))];
  const isElsewhere = fieldOf(object, "spec", "sourceHydrator") !== undefined;
  if (isElsewhere || objectsIn(sources).length > 0) return [];
  return [{ path: ["spec"], words: "it has no source; add spec.source" }];
}

function wrongProject({ object }: DeclaredObject): readonly Wrong[] {
  const project = textOf(fieldOf(object, "spec", "project")) ?? "";
  return project === "" ? [{ path: ["spec", "project"], words: "it names no project; name default, or its own" }] : [];
}
