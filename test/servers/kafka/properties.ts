/** The listeners of a node; `controller` is for the nodes themselves. */
export interface NodePorts {
  readonly plaintext: number;
  readonly scram: number;
  readonly scramTls: number;
  readonly mtls: number;
  readonly controller: number;
}

export interface NodeRequest {
  readonly id: number;
  /** Of every node, by its id. */
  readonly ports: ReadonlyMap<number, NodePorts>;
  readonly folder: string;
  readonly keyStore: string;
  readonly trustStore: string;
  readonly authorizer: boolean;
  readonly properties: Readonly<Record<string, string>>;
}

const JAAS = "org.apache.kafka.common.security.scram.ScramLoginModule required;";

/** `server.properties` of one node that is broker and controller. A killed broker is fenced after three seconds. */
export function serverProperties(request: NodeRequest): string {
  const { id, ports, folder, keyStore, trustStore, authorizer, properties } = request;
  const own = ports.get(id);
  if (own === undefined) throw new Error(`node ${id} has no ports`);
  const nodes = ports.size;
  const copies = String(Math.min(3, nodes));
  const open = [
    `PLAINTEXT://127.0.0.1:${own.plaintext}`,
    `SCRAM://127.0.0.1:${own.scram}`,
    `SCRAMTLS://127.0.0.1:${own.scramTls}`,
    `MTLS://127.0.0.1:${own.mtls}`,
  ].join(",");
  const all: Record<string, string> = {
    "node.id": String(id),
    "process.roles": "broker,controller",
    "controller.quorum.voters": [...ports].map(([node, { controller }]) => `${node}@127.0.0.1:${controller}`).join(","),
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "PLAINTEXT",
    listeners: `${open},CONTROLLER://127.0.0.1:${own.controller}`,
    "advertised.listeners": open,
    "listener.security.protocol.map":
      "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SCRAM:SASL_PLAINTEXT,SCRAMTLS:SASL_SSL,MTLS:SSL",
    "sasl.enabled.mechanisms": "SCRAM-SHA-512",
    "listener.name.scram.scram-sha-512.sasl.jaas.config": JAAS,
    "listener.name.scramtls.scram-sha-512.sasl.jaas.config": JAAS,
    "ssl.keystore.type": "PEM",
    "ssl.keystore.location": keyStore,
    "ssl.truststore.type": "PEM",
    "ssl.truststore.location": trustStore,
    "listener.name.mtls.ssl.client.auth": "required",
    ...(authorizer && {
      "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
      "super.users": "User:ANONYMOUS;User:admin;User:CN=admin",
      "allow.everyone.if.no.acl.found": "false",
    }),
    "auto.create.topics.enable": "false",
    "log.dirs": `${folder}/data-${id}`,
    "broker.rack": `rack${id}`,
    "offsets.topic.replication.factor": copies,
    "offsets.topic.num.partitions": "5",
    "transaction.state.log.replication.factor": copies,
    "transaction.state.log.min.isr": "1",
    "share.coordinator.state.topic.replication.factor": copies,
    "share.coordinator.state.topic.min.isr": "1",
    "default.replication.factor": copies,
    "min.insync.replicas": nodes === 1 ? "1" : "2",
    "group.initial.rebalance.delay.ms": "0",
    "log.cleaner.dedupe.buffer.size": "2097152",
    "broker.session.timeout.ms": "3000",
    "broker.heartbeat.interval.ms": "500",
    "controller.quorum.election.timeout.ms": "300",
    ...properties,
  };
  return Object.entries(all)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}
