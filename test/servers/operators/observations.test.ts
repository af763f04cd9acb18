import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { inShort } from "./in-short.ts";
import { ObservedWorld } from "./observed-world.ts";

const MINUTES = 60_000;

describe("test/servers/operators: what Holdfast says of what was observed", () => {
  let world: ObservedWorld;

  beforeAll(async () => {
    world = await ObservedWorld.start(inject("plane"));
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  const says = async () => (await world.check()).map(inShort);

  it("0: says nothing where all is well", async () => {
    await world.settle(world.topic("alerts", { config: { "retention.ms": 1000000 } }), world.user("alerce"));
    await world.operators.advance(3 * MINUTES);
    expect(await says()).toEqual([]);
  });
});
