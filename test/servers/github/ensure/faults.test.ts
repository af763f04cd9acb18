import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GitHubServer } from "../server/index.ts";
import { FAULTS, KINDS } from "./faults.ts";
import { SCENARIOS, type Stage } from "./scenarios.ts";
import { connect, openWorld, outcomes, type World, writesOf } from "./world.ts";

const CASES = SCENARIOS.flatMap((scenario, index) =>
  (scenario.operation.includes("create") ? FAULTS : KINDS).map(
    (fault) => [scenario.operation, fault.name, { scenario, fault, name: `s${index}` }] as const,
  ),
);

describe("test/servers/github/ensure/faults", () => {
  let server: GitHubServer;
  let shared: World;
  let cases = 0;

  beforeAll(async () => {
    server = await GitHubServer.start();
    shared = await openWorld(server);
  });
  afterAll(() => server.close());

  /** A pull request for each case, in one repository, closed when it is done with: git is the slowest part. */
  async function stage(name: string): Promise<Stage> {
    const world = { ...shared, number: await shared.repository.openPull({ head: "change" }) };
    return { world, github: await connect(world), name: `${name}-${++cases}` };
  }

  it.each(CASES)("%s survives %s", async (operation, _, { scenario, fault, name }) => {
    const at = await stage(name);
    await scenario.arrange(at);
    const unused = server.unusedFaults.length;
    fault.inject(server, { operation });
    const written = outcomes(await scenario.run(at));
    expect(server.unusedFaults).toHaveLength(unused);

    const left = written.some((outcome) => outcome === "failed" || outcome === "unknown" || outcome === "skipped");
    const passes = fault.passes || fault.name === scenario.detour;
    expect(left).toBe(!passes);
    expect(passes ? scenario.seen(at) : scenario.expected).toEqual(scenario.expected);

    const again = await scenario.run(at);
    expect(scenario.seen(at)).toEqual(scenario.expected);
    expect(outcomes(again)).not.toContain("failed");
    expect(await writesOf(at.world, () => scenario.run(at))).toBe(0);
    at.world.repository.conversation(at.world.number).state = "closed";
  });
});
