import { mkdir, readdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { cachedFolder, cacheRoot, type Progress } from "../kube/assets/cache.ts";
import { runCommand } from "../kube/assets/run.ts";

/** The Kafka that tests run against. */
export const KAFKA_VERSION = "4.3.1";

const ARTEFACTS = [
  ["org.apache.kafka", "kafka_2.13", KAFKA_VERSION],
  ["org.apache.kafka", "kafka-tools", KAFKA_VERSION],
  ["org.apache.logging.log4j", "log4j-slf4j-impl", "2.25.4"],
] as const;

const LOGGING = `Configuration:
  Appenders:
    Console:
      name: out
      PatternLayout: { pattern: "%d{ISO8601} %p %c{1} %m%n" }
  Loggers:
    Root: { level: WARN, AppenderRef: { ref: out } }
`;

/**
 * The class path of a Kafka broker, fetched from Maven Central when it is absent (54 MB).
 * @throws Error when Maven cannot be run or cannot fetch it.
 */
export async function kafkaClassPath(env: NodeJS.ProcessEnv, progress: Progress): Promise<string> {
  const folder = await cachedFolder({
    folder: join(cacheRoot(env), "kafka", KAFKA_VERSION),
    progress,
    make: (partial) => fetchKafka(partial, env, progress),
  });
  const jars = (await readdir(join(folder, "lib"))).map((jar) => join(folder, "lib", jar));
  return [...jars, join(folder, "logging")].join(delimiter);
}

async function fetchKafka(folder: string, env: NodeJS.ProcessEnv, progress: Progress): Promise<void> {
  progress(`Fetching Kafka ${KAFKA_VERSION} once for this machine.`);
  await mkdir(join(folder, "logging"));
  await writeFile(join(folder, "logging", "log4j2.yaml"), LOGGING);
  await writeFile(join(folder, "pom.xml"), pom());
  await runCommand({
    program: "mvn",
    args: ["--quiet", "--batch-mode", "dependency:copy-dependencies", `-DoutputDirectory=${join(folder, "lib")}`],
    cwd: folder,
    env,
  }).catch((error: unknown) => {
    throw new Error(`Maven (mvn) could not fetch Kafka ${KAFKA_VERSION}, which tests run against`, { cause: error });
  });
}

function pom(): string {
  const dependencies = ARTEFACTS.map(
    ([group, artifact, version]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>holdfast</groupId><artifactId>kafka</artifactId><version>1</version>
<dependencies>${dependencies.join("")}</dependencies></project>`;
}
