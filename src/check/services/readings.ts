import type { KafkaState } from "../../observe/kafka/state.ts";
import type { RegistryState } from "../../observe/registry/port.ts";
import type { Services } from "../../observe/services/port.ts";
import type { TerraformState } from "../../observe/terraform/port.ts";
import type { Reading } from "../../vocabulary/index.ts";

/** What each service answered, in the order in which `Services` has them; null for one that is not configured. */
export interface ServiceAnswers {
  readonly kafka: readonly Reading<KafkaState>[];
  readonly registries: readonly Reading<RegistryState>[];
  readonly terraform: Reading<TerraformState> | null;
  readonly health: Reading<{ readonly status: number }> | null;
}

/** Services that are being read. */
export interface ServiceReadings {
  readonly services: Services;
  readonly answers: Promise<ServiceAnswers>;
}

/** Begins to read what nobody needs git for, so that it runs while charts render. */
export function beginServices(services: Services): ServiceReadings {
  const answers = readAll(services);
  // A bug in a reader throws where the answers are awaited, not as an unhandled rejection before.
  answers.catch(() => undefined);
  return { services, answers };
}

async function readAll({ kafka, registries, terraform, alertDatabase }: Services): Promise<ServiceAnswers> {
  const [kafkaStates, registryStates, terraformState, health] = await Promise.all([
    Promise.all(kafka.map(({ reader }) => reader.state())),
    Promise.all(registries.map(({ reader }) => reader.state())),
    terraform === null ? null : terraform.state(),
    alertDatabase === null ? null : alertDatabase.health(),
  ]);
  return { kafka: kafkaStates, registries: registryStates, terraform: terraformState, health };
}

/** Requests sent to all services so far. */
export function serviceRequests({ kafka, registries, objectStore, alertDatabase }: Services): number {
  const named = [...kafka, ...registries].map(({ reader }) => reader);
  const single = [objectStore, alertDatabase].filter((reader) => reader !== null);
  return [...named, ...single].reduce((sum, reader) => sum + reader.requests(), 0);
}
