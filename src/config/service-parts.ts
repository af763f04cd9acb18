import { KAFKA_PARTS } from "../observe/kafka/state.ts";

/** The services of an environment, as `exclude` names them. */
export const SERVICE_NAMES = ["kafka", "schemaRegistry", "objectStore", "terraform", "alertDatabase"] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** The parts of each service that one may not, or need not, look at. */
export const SERVICE_PARTS = {
  kafka: [...KAFKA_PARTS, "lastMessages"],
  schemaRegistry: ["compatibility", "mode", "subjects", "schemas"],
  objectStore: ["lifecycle", "versioning", "publicAccess", "newest"],
  terraform: [],
  alertDatabase: [],
} as const satisfies Readonly<Record<ServiceName, readonly string[]>>;
export type ServicePart = (typeof SERVICE_PARTS)[ServiceName][number];

/** Every part of every service. */
export const ALL_PARTS: readonly ServicePart[] = Object.values(SERVICE_PARTS).flat();

/** The parts of one service. */
export function partsOf(service: ServiceName): readonly ServicePart[] {
  return SERVICE_PARTS[service];
}
