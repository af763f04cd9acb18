import type { KafkaCluster } from "../kafka/index.ts";
import { KafkaAdmin } from "./kafka-admin.ts";

/** Takes from Kafka what a test may have left there; `admin` and Kafka's own topics stay. */
export async function forgetUsersAndTopics(kafka: KafkaCluster): Promise<void> {
  const { fixtures } = kafka;
  const admin = new KafkaAdmin(kafka.brokers("plaintext"));
  try {
    const topics = await (await fixtures.admin()).listTopics();
    const ours = topics.filter((name) => !name.startsWith("__"));
    if (ours.length > 0) await fixtures.deleteTopics(...ours);
    const acls = await admin.acls();
    if (acls.length > 0) await fixtures.deleteAcls(...acls);
    for (const user of await admin.scramUsers()) if (user !== "admin") await fixtures.deleteScramUser(user);
    for (const { entity, values } of await admin.quotas()) {
      const none = Object.keys(values).map((key) => [key, null] as const);
      await fixtures.setQuota(entity, Object.fromEntries(none));
    }
  } finally {
    await admin.close();
  }
}
