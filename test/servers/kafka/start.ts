import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../kube/assets/run.ts";
import { waitFor } from "../kube/client/wait-for.ts";
import { freePorts } from "../kube/plane/ports.ts";
import { ProcessGroup } from "../kube/plane/process-group.ts";
import { kafkaClassPath } from "./assets.ts";
import { CertificateAuthority } from "./certificates.ts";
import { ADMIN, KafkaCluster, nameOf } from "./cluster.ts";
import { type NodePorts, serverProperties } from "./properties.ts";

export interface KafkaOptions {
  /** Brokers that are controllers too; default 1. */
  readonly nodes?: 1 | 3;
  /** Id of the first node; default 1. */
  readonly firstId?: number;
  /** Default true; super users are `User:ANONYMOUS`, `User:admin` and `User:CN=admin`. */
  readonly authorizer?: boolean;
  /** An expired server certificate makes every TLS listener refuse clients. */
  readonly certificate?: "valid" | "expired";
  /** Lines of server.properties that win over the usual ones. */
  readonly properties?: Readonly<Record<string, string>>;
  /** Heap of a node; default 128 MB, enough for a thousand topics. */
  readonly heapMegabytes?: number;
}

const CLUSTER_ID = "4L6g3nShT-eMCtK--X86sw";

/**
 * Starts a Kafka cluster of its own on free loopback ports. It ends with `stop`, with `await using`, or with this process.
 * @throws Error when Kafka cannot be had or does not get ready.
 */
export async function startKafka(options: KafkaOptions = {}): Promise<KafkaCluster> {
  const env = process.env;
  const classPath = await kafkaClassPath(env, toStderr);
  const folder = await mkdtemp(join(tmpdir(), "holdfast-kafka-"));
  const processes = new ProcessGroup(folder);
  try {
    const ports = await portsOf(options);
    const authority = await CertificateAuthority.make(folder);
    const keyStore = await authority.serverFile(options.certificate);
    const trustStore = await authority.caFile();
    const { authorizer = true, properties = {}, heapMegabytes = 128 } = options;
    const java = [`-Xmx${heapMegabytes}m`, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath];
    await Promise.all(
      [...ports.keys()].map(async (id) => {
        const file = join(folder, `server-${id}.properties`);
        await writeFile(file, serverProperties({ id, ports, folder, keyStore, trustStore, authorizer, properties }));
        await format(java, file);
      }),
    );
    const start = (id: number): void =>
      processes.start({
        name: nameOf(id),
        program: "java",
        args: [...java, "kafka.Kafka", join(folder, `server-${id}.properties`)],
      });
    for (const id of ports.keys()) start(id);
    const cluster = new KafkaCluster({ folder, ports, processes, authority, start });
    await waitUntilReady(cluster, processes, ports.size);
    return cluster;
  } catch (error) {
    await processes.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function waitUntilReady(cluster: KafkaCluster, processes: ProcessGroup, nodes: number): Promise<void> {
  await Promise.all([cluster.waitUntilAccepting(), processes.assertRunning()]);
  await waitFor(
    async () => {
      await processes.assertRunning();
      return (await cluster.fixtures.aliveBrokers().catch(() => 0)) === nodes;
    },
    { what: `${nodes} Kafka brokers to be alive`, timeoutMs: 120_000 },
  );
}

async function format(java: readonly string[], file: string): Promise<void> {
  const { username, password } = ADMIN;
  const scram = `SCRAM-SHA-512=[name=${username},password=${password},iterations=4096]`;
  await runCommand({
    program: "java",
    args: [...java, "kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", file, "--add-scram", scram],
  });
}

async function portsOf({ nodes = 1, firstId = 1 }: KafkaOptions): Promise<ReadonlyMap<number, NodePorts>> {
  const free = await freePorts(nodes * 5);
  return new Map(
    Array.from({ length: nodes }, (_, index) => {
      const [plaintext = 0, scram = 0, scramTls = 0, mtls = 0, controller = 0] = free.slice(index * 5);
      return [firstId + index, { plaintext, scram, scramTls, mtls, controller }];
    }),
  );
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
