import { describe, expect, it } from "vitest";
import { startS3 } from "./index.ts";

describe("test/servers/objectstore", () => {
  it("keeps buckets with lifecycle, policy and objects", async () => {
    await using server = await startS3();
    await server.createBucket("alerts");
    await server.setLifecycle("alerts", 28);
    await server.setPublic("alerts", true);
    await server.putObject("alerts", "v2/alerts/123456/1.avro.gz");
    expect(await (await server.request("GET", "alerts?lifecycle")).text()).toContain("<Days>28</Days>");
    expect(await (await server.request("GET", "alerts?policy")).text()).toContain("s3:GetObject");
    expect(await (await server.request("GET", "alerts?list-type=2&prefix=v2/")).text()).toContain("1.avro.gz");
    await server.setLifecycle("alerts", null);
    await expect(server.request("GET", "alerts?lifecycle")).rejects.toThrow("NoSuchLifecycleConfiguration");
    await server.reset();
    await expect(server.request("GET", "alerts?list-type=2")).rejects.toThrow("NoSuchBucket");
  });
});
