import { Agent } from "node:https";
import { KubeConfig } from "@kubernetes/client-node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Access } from "./access.ts";

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function configWith(user: { certData?: string; keyData?: string; token?: string }): KubeConfig {
  const config = new KubeConfig();
  const cluster = { name: "c", server: "https://c.example/prefix/", skipTLSVerify: false, caData: base64("ca") };
  config.loadFromClusterAndUser(cluster, { name: "u", ...user });
  return config;
}

async function connectionOf(access: Access) {
  const reading = await access.connection();
  if (!reading.ok) throw new Error(reading.failure.why);
  const { agent } = reading.value.options;
  if (!(agent instanceof Agent)) throw new Error("no agent");
  return { ...reading.value, agent };
}

describe("observe/kubernetes/live/access", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance"] });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it("authenticates with a client certificate", async () => {
    const access = new Access(configWith({ certData: base64("cert"), keyData: base64("key") }));
    const { agent, server } = await connectionOf(access);
    expect(server).toBe("https://c.example/prefix");
    expect([agent.options.ca, agent.options.cert, agent.options.key].map(String)).toEqual(["ca", "cert", "key"]);
  });

  it("keeps its connections while a token is renewed", async () => {
    const config = configWith({ token: "first" });
    const access = new Access(config);
    const first = await connectionOf(access);
    Object.assign(config.getCurrentUser() ?? {}, { token: "second" });
    expect((await connectionOf(access)).headers["Authorization"]).toBe("Bearer first");
    vi.advanceTimersByTime(31_000);
    const second = await connectionOf(access);
    expect(second.headers["Authorization"]).toBe("Bearer second");
    expect(second.agent).toBe(first.agent);
  });

  it("makes new connections when the certificate was renewed", async () => {
    const config = configWith({ certData: base64("first"), keyData: base64("key") });
    const access = new Access(config);
    const first = await connectionOf(access);
    Object.assign(config.getCurrentUser() ?? {}, { certData: base64("second") });
    vi.advanceTimersByTime(31_000);
    const second = await connectionOf(access);
    expect(String(second.agent.options.cert)).toBe("second");
    expect(second.agent).not.toBe(first.agent);
  });
});
