const BOOTSTRAP = "-kafka-bootstrap";

/**
 * The Kafka resource behind the address of Strimzi's bootstrap Service, `alert-broker-kafka-bootstrap.kafka.svc:9093`;
 * null for any other address.
 */
export function clusterAt(address: string | null): string | null {
  const service = address?.split(/[.:,]/)[0] ?? "";
  return service.endsWith(BOOTSTRAP) ? service.slice(0, -BOOTSTRAP.length) : null;
}
