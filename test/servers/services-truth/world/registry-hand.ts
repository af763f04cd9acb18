import type { RegistryServer, SchemaFixture } from "../../registry/index.ts";

/** One schema to register, with the id that it must get. */
export interface Registration extends SchemaFixture {
  readonly subject: string;
  readonly id: number;
}

/** Whoever may write to the schema registry. */
export class RegistryHand {
  readonly server: RegistryServer;

  constructor(server: RegistryServer) {
    this.server = server;
  }

  /** Forgets everything, and registers these with their ids. Ends writable, with this compatibility level. */
  async reset(registrations: readonly Registration[], level: string): Promise<void> {
    await this.server.setMode(null, "READWRITE");
    await this.#forget(registrations);
    await this.server.setCompatibility(null, level);
    for (const registration of registrations) await this.register(registration);
  }

  /** Registers with that id, as an import does. */
  async register({ subject, ...schema }: Registration): Promise<void> {
    await this.server.importSchema(subject, { schemaType: "AVRO", ...schema });
  }

  async deleteVersion(subject: string, version: number, options: { forEver: boolean }): Promise<void> {
    await this.server.request("DELETE", `/subjects/${subject}/versions/${version}`);
    if (options.forEver) await this.server.request("DELETE", `/subjects/${subject}/versions/${version}?permanent=true`);
  }

  async #forget(registrations: readonly Registration[]): Promise<void> {
    const live = new Set(await this.#subjects("/subjects"));
    const all = await this.#subjects("/subjects?deleted=true");
    // What refers to others was registered after them, and goes first.
    const order = registrations.map(({ subject }) => subject);
    const sorted = all.toSorted((a, b) => order.indexOf(b) - order.indexOf(a));
    for (const subject of sorted) {
      await this.#ifSet(() => this.server.setMode(subject, null));
      await this.#ifSet(() => this.server.setCompatibility(subject, null));
      if (live.has(subject)) await this.server.request("DELETE", `/subjects/${subject}`);
    }
    for (const subject of sorted) await this.server.request("DELETE", `/subjects/${subject}?permanent=true`);
  }

  async #subjects(path: string): Promise<string[]> {
    return ((await this.server.request("GET", path)) ?? []) as string[];
  }

  /** A subject without a level or mode of its own answers 404. */
  async #ifSet(takeAway: () => Promise<unknown>): Promise<void> {
    await takeAway().catch((error: unknown) => {
      if (!String(error).includes(": 404")) throw error;
    });
  }
}
