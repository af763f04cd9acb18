import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that run for half a minute or more, the longest first. */
const LONG = [
  "test/servers/services-truth/services-truth.test.ts",
  "test/unit/lint/truth/truth.test.ts",
  "test/servers/truth/truth.test.ts",
  "test/servers/cli/secrets.test.ts",
  "test/servers/cli/read-failures.test.ts",
  "test/servers/services/around.test.ts",
  "test/unit/cli/mistakes.test.ts",
  "test/unit/render/corpus/engine.test.ts",
  "test/servers/truth/respelling.test.ts",
  "test/servers/operators/observations.test.ts",
  "test/servers/services/trouble.test.ts",
  "test/servers/observe/kafka/trouble.test.ts",
  "test/servers/phalanx/cluster.test.ts",
  "test/servers/cli/verbs.test.ts",
];

/** Tests with servers, then tests with processes, then those beside the code: these measure time, and get quiet workers. */
const KINDS = ["test/servers/", "test/unit/", "src/"];

/** Starts with the longest files, so that both workers end at about the same time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const file = relative(this.ctx.config.root, moduleId);
      const place = LONG.indexOf(file);
      return place < 0 ? LONG.length + KINDS.findIndex((kind) => file.startsWith(kind)) : place;
    };
    return others.toSorted((a, b) => rank(a) - rank(b));
  }
}
