import type { BucketState } from "../../observe/objectstore/port.ts";
import type { Services } from "../../observe/services/port.ts";
import type { Reading, Resource } from "../../vocabulary/index.ts";
import type { ScopedFailure } from "../desired.ts";
import type { ServiceAnswers } from "./readings.ts";
import { together } from "./unread.ts";

/** The services that could not be read at all, one finding each. */
export function unreadServices(
  services: Services,
  { kafka, registries, terraform, health }: ServiceAnswers,
): ScopedFailure[] {
  return [
    ...services.kafka.flatMap(({ cluster }, index) => whole(kafka[index], { type: "broker", cluster, id: null })),
    ...services.registries.flatMap(({ name }, index) =>
      whole(registries[index], { type: "subject", registry: name, name: null }),
    ),
    ...whole(terraform, named("Terraform state")).map((failed) => ({ ...failed, system: "terraform" })),
    ...whole(health, named("alert database")).map((failed) => ({ ...failed, system: "alert-database" })),
  ];
}

/** What could not be read of buckets; the parts of a bucket that does not exist are not asked for. */
export function unreadOfBuckets(buckets: readonly BucketState[]): ScopedFailure[] {
  const parts = buckets.flatMap(({ name, exists, lifecycle, versioning, publicAccess, newest }) => {
    const inside = [
      { what: `lifecycle of ${name}`, reading: lifecycle },
      { what: `versioning of ${name}`, reading: versioning },
      { what: `public access of ${name}`, reading: publicAccess },
      ...newest.flatMap(({ prefix, object }) =>
        // In a bucket of millions the newest object cannot be found; that it is large is no gap in what was read.
        !object.ok && object.failure.reason === "truncated"
          ? []
          : [{ what: `newest object of ${name}/${prefix}`, reading: object }],
      ),
    ];
    return [{ what: `bucket ${name}`, reading: exists }, ...(exists.ok && exists.value ? inside : [])];
  });
  return together(parts, { of: "the object store", resource: { type: "bucket", name: "*" } });
}

function whole(reading: Reading<unknown> | null | undefined, resource: Resource): ScopedFailure[] {
  return reading?.ok === false ? [{ failure: reading.failure, application: null, resource }] : [];
}

/** The same live and recorded, so that the finding keeps its id. */
function named(service: string): Resource {
  return { type: "values", application: "", file: service };
}
