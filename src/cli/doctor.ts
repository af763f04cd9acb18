import { dump } from "js-yaml";
import pc from "picocolors";
import { type Access, readerRole, tryAccess } from "../check/index.ts";
import type { Scrubber } from "../masking/index.ts";
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
  const tried: Access[] = [];
  for (const environment of session.environments(names))
    tried.push(await tryAccess(environment, { config, revision }, ports));
  session.progress.end();
  if (options["rbac"] === true) {
    process.stdout.write(dump(readerRole(tried.flatMap(({ kinds }) => kinds)), { noRefs: true }));
    return EXIT.done;
  }
  process.stdout.write(scrubber.scrub(tried.map((access) => describe(access, session)).join("\n")));
  return tried.some(({ attempts }) => attempts.some(({ failure }) => failure !== null)) ? EXIT.error : EXIT.done;
}

function describe({ environment, attempts }: Access, { colour }: Session): string {
  const paint = pc.createColors(colour);
  const lines = attempts.map(({ what, failure }) =>
    failure === null ? `  ${paint.green("ok")}      ${what}` : `  ${paint.red("failed")}  ${what}: ${failure.why}`,
  );
  const failed = attempts.filter(({ failure }) => failure !== null).length;
  const verdict =
    failed === 0 ? "everything a check needs can be read" : `${failed} of ${attempts.length} cannot be read`;
  const forbidden = attempts.some(({ failure }) => failure?.reason === "no-permission");
  const next = forbidden ? [`  Print the role that a check needs: holdfast doctor ${environment} --rbac`] : [];
  return `${[`${paint.bold(environment)}: ${verdict}`, ...lines, ...next].join("\n")}\n`;
}
