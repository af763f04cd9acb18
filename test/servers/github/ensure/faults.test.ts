import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GitHubServer } from "../server/index.ts";
import { FAULTS, KINDS } from "./faults.ts";
import { needsPull, SCENARIOS, type Scenario, type Stage } from "./scenarios.ts";
import { connect, openWorld, outcomes, type World, writesOf } from "./world.ts";

const CASES = SCENARIOS.flatMap((scenario, index) =>
  (scenario.operation.includes("create") ? FAULTS : KINDS).map(
    (fault) => [scenario.operation, fault.name, { scenario, fault, name: `s${index}` }] as const,
  ),
);

describe("test/servers/github/ensure/faults", () => {
  let server: GitHubServer;
  let shared: World;
  let head: string;
  let cases = 0;

  beforeAll(async () => {
    server = await GitHubServer.start();
    shared = await openWorld(server);
    head = await shared.repository.headOf(shared.number);
    close(shared);
  });
  afterAll(() => server.close());

  /** In one repository. What is closed costs no time: git is not asked after it. */
  async function stage(scenario: Scenario, name: string): Promise<Stage> {
    const number = needsPull(scenario) ? await shared.repository.openPull({ head: "change" }) : shared.number;
    const world = { ...shared, number };
    return { world, github: await connect(world), head, name: `${name}-${++cases}` };
  }

  function close({ repository, number }: World): void {
    repository.conversation(number).state = "closed";
  }

  it.each(CASES)("%s survives %s", async (operation, _, { scenario, fault, name }) => {
    const at = await stage(scenario, name);
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
    close(at.world);
  });
});
