import { createHash } from "node:crypto";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { cachedFolder, cacheRoot, type Progress } from "./cache.ts";
import { findJava } from "./java.ts";
import { runCommand } from "./run.ts";

/** Strimzi 1.2.0 serves v1 alone; 0.51.0 is the last that serves v1beta2 beside v1. */
export type StrimziVersion = "1.2.0" | "0.51.0";

export interface StrimziRequest {
  readonly version: StrimziVersion;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
}

const GENERATOR_VERSION = "1.2.0";

/** Classes under io.strimzi.api.kafka.model. */
const CLASSES = [
  "kafka.Kafka",
  "connect.KafkaConnect",
  "podset.StrimziPodSet",
  "topic.KafkaTopic",
  "user.KafkaUser",
  "nodepool.KafkaNodePool",
  "bridge.KafkaBridge",
  "connector.KafkaConnector",
  "mirrormaker2.KafkaMirrorMaker2",
  "rebalance.KafkaRebalance",
];

/**
 * The folder with Strimzi's ten CRDs as YAML, generated from its Maven artefacts when it is absent (needs Maven, Java
 * 21 or newer and the network). What comes out equals the CRDs of the release but for one description in 0.51.0.
 */
export async function strimziCrds(request: StrimziRequest): Promise<string> {
  const { version, env, progress } = request;
  const key = createHash("sha256").update(JSON.stringify([GENERATOR_VERSION, runs(version)]));
  const folder = await cachedFolder({
    folder: join(cacheRoot(env), "strimzi-crds", `${version}-${key.digest("hex").slice(0, 12)}`),
    progress,
    make: (partial) => generate(partial, request),
  });
  return join(folder, "crds");
}

async function generate(folder: string, { version, env, progress }: StrimziRequest): Promise<void> {
  progress(`Generating the CRDs of Strimzi ${version} once for this machine.`);
  const java = await findJava(env, "Strimzi's CRD generator");
  const classPath = await fetchClassPath(folder, { version, env, progress });
  await mkdir(join(folder, "crds"));
  for (const run of runs(version)) {
    await runCommand({
      program: java,
      args: ["-cp", classPath, "io.strimzi.crdgenerator.CrdGenerator", ...run],
      cwd: join(folder, "crds"),
      env,
    });
  }
}

/** The generator's jar brings classes of its own along; the API's must win, so that jar stands last. */
async function fetchClassPath(folder: string, { version, env }: StrimziRequest): Promise<string> {
  const library = join(folder, "lib");
  await writeFile(join(folder, "pom.xml"), pom(version));
  await runCommand({
    program: "mvn",
    args: ["--quiet", "--batch-mode", "dependency:copy-dependencies", `-DoutputDirectory=${library}`],
    cwd: folder,
    env,
  }).catch((error: unknown) => {
    throw new Error("Maven (mvn) could not fetch io.strimzi:api, from which Strimzi's CRDs are generated", {
      cause: error,
    });
  });
  const jars = await readdir(library);
  const isGenerator = (jar: string) => jar.startsWith("crd-generator-");
  return [...jars.filter((jar) => !isGenerator(jar)), ...jars.filter(isGenerator)]
    .map((jar) => join(library, jar))
    .join(delimiter);
}

function pom(version: StrimziVersion): string {
  const dependency = (artifact: string, of: string, rest: string) =>
    `<dependency><groupId>io.strimzi</groupId><artifactId>${artifact}</artifactId><version>${of}</version>${rest}</dependency>`;
  const alone = "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>";
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>holdfast</groupId><artifactId>crds</artifactId><version>1</version>
<dependencies>${dependency("api", version, "")}${dependency("crd-generator", GENERATOR_VERSION, alone)}</dependencies></project>`;
}

/** The arguments of each run of the generator; the options are those of Strimzi's own build of that version. */
function runs(version: StrimziVersion): readonly (readonly string[])[] {
  if (version === "1.2.0") return [generatorArguments({ versions: "v1", storage: "v1", classes: CLASSES })];
  const old = new Set(["topic.KafkaTopic", "user.KafkaUser"]);
  const rest = CLASSES.filter((name) => !old.has(name) && name !== "kafka.Kafka");
  return [
    [
      "--describe-api-versions",
      "v1alpha1",
      ...generatorArguments({ versions: "v1beta2,v1", storage: "v1beta2", classes: ["kafka.Kafka"] }),
    ],
    generatorArguments({ versions: "v1alpha1,v1beta1,v1beta2,v1", storage: "v1beta2", classes: [...old] }),
    generatorArguments({ versions: "v1beta2,v1", storage: "v1beta2", classes: rest }),
  ];
}

function generatorArguments(run: { versions: string; storage: string; classes: readonly string[] }): string[] {
  return [
    ...["--label", "app:strimzi", "--label", "strimzi.io/crd-install:true", "--target-kube", "1.16+"],
    ...["--crd-api-version", "v1", "--api-versions", run.versions, "--storage-version", run.storage, "--yaml"],
    ...run.classes.map((name) => `io.strimzi.api.kafka.model.${name}=./${name.split(".")[1]?.toLowerCase()}.yaml`),
  ];
}
