import type { Reading } from "../../../vocabulary/index.ts";
import type { KnownSchema, RegistryReader, RegistryState } from "../../registry/port.ts";
import type { RegistryService } from "../../services/port.ts";
import { registryFiles } from "./layout.ts";
import type { Remembering } from "./remembering.ts";

interface ById {
  readonly id: number;
  readonly reading: Reading<KnownSchema | null>;
}

export class RecordingRegistry implements RegistryReader, Remembering {
  readonly description: string;
  readonly #service: RegistryService;
  #state: Reading<RegistryState> | null = null;
  readonly #schemas = new Map<number, ById>();

  constructor(service: RegistryService) {
    this.#service = service;
    this.description = service.reader.description;
  }

  async state(): Promise<Reading<RegistryState>> {
    this.#state = await this.#service.reader.state();
    return this.#state;
  }

  async schemas(ids: readonly number[]): Promise<readonly ById[]> {
    const readings = await this.#service.reader.schemas(ids);
    for (const known of readings) this.#schemas.set(known.id, known);
    return readings;
  }

  requests(): number {
    return this.#service.reader.requests();
  }

  close(): Promise<void> {
    return this.#service.reader.close();
  }

  remembered(): readonly (readonly [string, unknown])[] {
    const files = registryFiles(this.#service);
    return [
      ...(this.#state === null ? [] : [[files.state, this.#state] as const]),
      ...(this.#schemas.size === 0 ? [] : [[files.schemas, [...this.#schemas.values()]] as const]),
    ];
  }
}
