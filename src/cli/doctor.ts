import { dump } from "js-yaml";
import pc from "picocolors";
import { type Access, leastKafkaUser, ROLE_NAME, reachRoles, readerRole, tryAccess } from "../check/index.ts";
import type { EnvironmentConfig } from "../config/index.ts";
import { UserError } from "../errors/index.ts";
import type { Scrubber } from "../masking/index.ts";
import type { KubernetesObject } from "../vocabulary/index.ts";
import { EXIT } from "./exit-codes.ts";
import { openSession, type Session } from "./session.ts";

/** `holdfast doctor [env…]`: tries everything that a check reads, and says what it may not. */
export async function run(
  names: readonly string[],
  options: Record<string, unknown>,
  scrubber: Scrubber,
): Promise<number> {
  await using session = await openSession(options, scrubber);
  const { config, revision, ports } = session;
  const environments = session.environments(names);
  const tried: Access[] = [];
  for (const environment of environments) tried.push(await tryAccess(environment, { config, revision }, ports));
  session.progress.end();
  if (options["rbac"] === true || options["kafkaUser"] === true) {
    const wanted = [
      ...(options["rbac"] === true ? rolesFor(tried, environments) : []),
      ...(options["kafkaUser"] === true ? kafkaUsersFor(tried) : []),
    ];
    process.stdout.write(wanted.map((manifest) => dump(manifest, { noRefs: true })).join("---\n"));
    return EXIT.done;
  }
  process.stdout.write(scrubber.scrub(tried.map((access) => describe(access, session)).join("\n")));
  return tried.some(({ attempts }) => attempts.some(({ failure }) => failure !== null)) ? EXIT.error : EXIT.done;
}

/** What a check lists everywhere, and in which namespaces it reaches services. */
function rolesFor(tried: readonly Access[], environments: readonly EnvironmentConfig[]): readonly KubernetesObject[] {
  const reader = readerRole(tried.flatMap(({ kinds }) => kinds));
  return [reader, ...environments.flatMap(({ services }) => reachRoles(services, ROLE_NAME))];
}

function kafkaUsersFor(tried: readonly Access[]): readonly KubernetesObject[] {
  const users = tried.flatMap(({ kafka }) =>
    kafka.map(({ service, alertTopics }) => leastKafkaUser(service, alertTopics)),
  );
  if (users.length > 0) return users;
  throw new UserError(
    "holdfast.yaml names no Kafka. Add it to the services of the environment; docs/services.md says how.",
  );
}

function describe({ environment, attempts }: Access, { colour }: Session): string {
  const paint = pc.createColors(colour);
  const lines = attempts.map(({ what, failure }) =>
    failure === null ? `  ${paint.green("ok")}      ${what}` : `  ${paint.red("failed")}  ${what}: ${failure.why}`,
  );
  const failed = attempts.filter(({ failure }) => failure !== null);
  const verdict =
    failed.length === 0
      ? "everything a check needs can be read"
      : `${failed.length} of ${attempts.length} cannot be read`;
  const forbidden = failed.filter(({ failure }) => failure?.reason === "no-permission");
  const next = [
    ...(forbidden.some(({ of }) => of === "cluster")
      ? [`  Print the role that a check needs: holdfast doctor ${environment} --rbac`]
      : []),
    ...(forbidden.some(({ of }) => of === "kafka")
      ? [`  Print the KafkaUser that a check needs: holdfast doctor ${environment} --kafka-user`]
      : []),
  ];
  return `${[`${paint.bold(environment)}: ${verdict}`, ...lines, ...next].join("\n")}\n`;
}
