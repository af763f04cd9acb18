import type { Reading } from "../../../vocabulary/index.ts";
import { BOUNDS, type HttpBounds, HttpClient, type HttpRoute } from "../../http/index.ts";
import type { KnownSchema, RegistryReader, RegistryState } from "../port.ts";
import { RegistryApi } from "./api.ts";
import { knownSchema } from "./known-schema.ts";
import { readState } from "./state.ts";

export interface RegistryOptions {
  readonly route: HttpRoute;
  readonly bounds?: HttpBounds;
}

/** A reader of one registry. It connects when first read. */
export function connectRegistry(options: RegistryOptions): RegistryReader {
  return new LiveRegistry(options);
}

class LiveRegistry implements RegistryReader {
  readonly description: string;
  readonly #client: HttpClient;

  constructor({ route, bounds = BOUNDS }: RegistryOptions) {
    this.description = `schema registry at ${route.address}`;
    this.#client = new HttpClient(route, bounds);
  }

  state(): Promise<Reading<RegistryState>> {
    return readState(new RegistryApi(this.#client.begin()), this.description);
  }

  async schemas(
    ids: readonly number[],
  ): Promise<readonly { readonly id: number; readonly reading: Reading<KnownSchema | null> }[]> {
    const api = new RegistryApi(this.#client.begin());
    return Promise.all(ids.map(async (id) => ({ id, reading: await knownSchema(api, id) })));
  }

  requests(): number {
    return this.#client.requests();
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
