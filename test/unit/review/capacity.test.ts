import { describe, expect, it, vi } from "vitest";
import { environmentIn, ReviewPlace, reasons } from "./place.ts";
import { plainConfig } from "./trees.ts";

// Each test renders charts, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const TEMPLATE = `{{- range .Values.topics }}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: { name: {{ .name }}, labels: { strimzi.io/cluster: broker } }
spec: { partitions: 1, replicas: 1, config: { retention.bytes: {{ .bytes | int64 }} } }
{{- end }}
---
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: broker }
spec: { kafka: { listeners: [] }, entityOperator: { topicOperator: {} } }
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: { name: pool, labels: { strimzi.io/cluster: broker } }
spec: { replicas: 1, roles: [broker], storage: { type: {{ .Values.storage }}, size: {{ .Values.size }} } }
`;

const VALUES = "environments/dev/broker.yaml";

function values(alerts: number, errors: number): string {
  const topic = (name: string, bytes: number) => `  - name: ${name}\n    bytes: ${bytes}000000000\n`;
  return `storage: persistent-claim\ntopics:\n${topic("alerts", alerts)}${topic("errors", errors)}`;
}

function tree(before: string) {
  return {
    "holdfast.yaml": plainConfig(["broker"]),
    "charts/broker/Chart.yaml": "apiVersion: v2\nname: broker\nversion: 0.1.0\n",
    "charts/broker/values.yaml": "size: 10Gi\n",
    "charts/broker/templates/broker.yaml": TEMPLATE,
    [VALUES]: before,
    "environments/int/broker.yaml": values(1, 1),
    "environments/prod/broker.yaml": values(1, 1),
  };
}

interface Row {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly found?: readonly string[];
  readonly said?: string;
  readonly mended?: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    what: "worse than before, with the line of the topic that grows beyond the largest",
    before: values(8, 7),
    after: values(8, 9),
    found: [`retention-exceeds-storage ${VALUES}:6`],
    said: "may keep 15 GB before and 17 GB after in all",
  },
  {
    what: "worse than before of one topic",
    before: values(12, 1),
    after: values(14, 1),
    found: [`retention-exceeds-storage ${VALUES}:4`, `retention-exceeds-storage ${VALUES}:4`],
    said: "KafkaTopic alerts may keep 12 GB before and 14 GB after",
  },
  {
    what: "worse because of smaller disks, with their line",
    before: values(8, 7),
    after: `size: 9Gi\n${values(8, 7)}`,
    found: [`retention-exceeds-storage ${VALUES}:1`],
    said: "hold 10.7 GB before and 9.7 GB after",
  },
  { what: "better, and still too much", before: values(8, 9), after: values(8, 7) },
  {
    what: "mended",
    before: values(8, 7),
    after: values(2, 7),
    mended: ["retention-exceeds-storage"],
  },
  {
    what: "not known any more, and so not mended",
    before: values(8, 7),
    after: `size: large\n${values(8, 7)}`,
    found: [`retention-exceeds-storage ${VALUES}:1`],
    said: "hold 10.7 GB before and an unknown size after",
  },
  { what: "not rendered any more, and so not mended", before: values(8, 7), after: "topics: {{\n" },
];

describe("review: capacity", () => {
  it.each(ROWS)("tells what is $what", async ({ before, after, found = [], said = "", mended = [] }) => {
    await using place = await ReviewPlace.open(tree(before));
    await place.commit({ [VALUES]: after });
    const dev = environmentIn(await place.review("main~1", "main"), "dev");
    const capacity = dev.findings.filter(({ reason }) => reason === "retention-exceeds-storage");
    expect({ found: reasons(capacity), mended: reasons(dev.mended) }).toEqual({ found, mended });
    expect(capacity.map(({ message }) => message).join("\n")).toContain(said);
  });
});
