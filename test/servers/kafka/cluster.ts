import { rm } from "node:fs/promises";
import { waitFor } from "../kube/client/wait-for.ts";
import type { ProcessGroup } from "../kube/plane/process-group.ts";
import { accepts } from "./accepts.ts";
import type { CertificateAuthority, ClientCertificate } from "./certificates.ts";
import { KafkaFixtures } from "./fixtures/index.ts";
import type { NodePorts } from "./properties.ts";

export const LISTENERS = ["plaintext", "scram", "scramTls", "mtls"] as const;
export type Listener = (typeof LISTENERS)[number];

/** The SCRAM user that may do everything. */
export const ADMIN = { username: "admin", password: "admin-password-of-tests" };

/** A running Kafka cluster. */
export class KafkaCluster implements AsyncDisposable {
  readonly #folder: string;
  readonly #ports: ReadonlyMap<number, NodePorts>;
  readonly #processes: ProcessGroup;
  readonly #authority: CertificateAuthority;
  readonly #start: (id: number) => void;
  readonly fixtures: KafkaFixtures;

  constructor(parts: {
    folder: string;
    ports: ReadonlyMap<number, NodePorts>;
    processes: ProcessGroup;
    authority: CertificateAuthority;
    start: (id: number) => void;
  }) {
    this.#folder = parts.folder;
    this.#ports = parts.ports;
    this.#processes = parts.processes;
    this.#authority = parts.authority;
    this.#start = parts.start;
    this.fixtures = new KafkaFixtures(this.brokers("plaintext"));
  }

  /** Addresses of a listener, one for each node in the order of their ids. */
  brokers(listener: Listener): readonly { readonly host: string; readonly port: number }[] {
    return [...this.#ports.values()].map((ports) => ({ host: "127.0.0.1", port: ports[listener] }));
  }

  get ca(): string {
    return this.#authority.ca;
  }

  /** A certificate that the mTLS listener takes for `User:CN=<name>`. */
  clientCertificate(commonName: string): Promise<ClientCertificate> {
    return this.#authority.client(commonName);
  }

  /** Kills a node at once. The others fence it after three seconds. */
  async kill(id: number): Promise<void> {
    this.#signal(id, "SIGKILL");
    await waitFor(async () => !(await accepts(this.#port(id))), { what: `node ${id} to be gone` });
  }

  /** Stops a node's time: connections stay open and nothing is answered. */
  stall(id: number): void {
    this.#signal(id, "SIGSTOP");
  }

  resume(id: number): void {
    this.#signal(id, "SIGCONT");
  }

  /** Starts a killed node again and waits until it takes connections. */
  async restart(id: number): Promise<void> {
    this.#start(id);
    await this.waitUntilAccepting([id]);
  }

  async waitUntilAccepting(ids: readonly number[] = [...this.#ports.keys()]): Promise<void> {
    for (const id of ids) {
      await waitFor(() => accepts(this.#port(id)), {
        what: `Kafka node ${id} to take connections`,
        timeoutMs: 120_000,
      });
    }
  }

  async stop(): Promise<void> {
    await this.fixtures.close();
    await this.#processes.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #port(id: number): number {
    const ports = this.#ports.get(id);
    if (ports === undefined) throw new Error(`there is no node ${id}`);
    return ports.plaintext;
  }

  #signal(id: number, signal: NodeJS.Signals): void {
    const pid = this.#processes.pids[nameOf(id)];
    if (pid === undefined) throw new Error(`node ${id} was never started`);
    process.kill(pid, signal);
  }
}

/** The name of a node's process. */
export function nameOf(id: number): string {
  return `kafka-${id}`;
}
