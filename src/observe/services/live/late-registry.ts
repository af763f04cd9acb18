import type { Reading } from "../../../vocabulary/index.ts";
import type { KnownSchema, RegistryReader, RegistryState } from "../../registry/port.ts";
import type { Opening } from "./opening.ts";

/** A registry reader that is opened when it is first read. */
export class LateRegistry implements RegistryReader {
  readonly description: string;
  readonly #opening: Opening<RegistryReader>;

  constructor(description: string, opening: Opening<RegistryReader>) {
    this.description = description;
    this.#opening = opening;
  }

  async state(): Promise<Reading<RegistryState>> {
    const reader = await this.#opening.reader();
    return reader.ok ? reader.value.state() : reader;
  }

  async schemas(
    ids: readonly number[],
  ): Promise<readonly { readonly id: number; readonly reading: Reading<KnownSchema | null> }[]> {
    const reader = await this.#opening.reader();
    return reader.ok ? reader.value.schemas(ids) : ids.map((id) => ({ id, reading: reader }));
  }

  requests(): number {
    return this.#opening.opened?.requests() ?? 0;
  }

  close(): Promise<void> {
    return this.#opening.close();
  }
}
