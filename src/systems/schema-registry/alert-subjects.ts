import type { ExpectedSubject, RegistryServiceConfig } from "../../config/services.ts";
import type { Declared } from "../evidence.ts";
import { ALERT_SUBJECT, syncedSubjects } from "./parts.ts";

/** The subjects of alerts among those that holdfast.yaml expects of a registry: by name, by sync Job or by topic. */
export function alertSubjectsOf(registry: RegistryServiceConfig, declared: Declared): readonly ExpectedSubject[] {
  const synced = [ALERT_SUBJECT, ...syncedSubjects(declared, registry.namespace)];
  const byTopic = registry.alertTopics.map((topic) => `${topic}-value`);
  return registry.subjects.filter(({ name }) => synced.includes(name) || byTopic.includes(name));
}
