import { UserError } from "../errors/index.ts";
import { explainField, explainValues } from "../explain/index.ts";
import type { Scrubber } from "../masking/index.ts";
import { renderExplanationText, renderJson, renderValuesText } from "../report/index.ts";
import { EXIT } from "./exit-codes.ts";
import { textOptions } from "./output.ts";
import { scopeOf } from "./scope.ts";
import { openSession, type Session } from "./session.ts";

/** `holdfast explain env RESOURCE [path]`, or `holdfast explain [env…] --values KEY`. */
export async function run(
  names: readonly string[],
  options: Record<string, unknown>,
  scrubber: Scrubber,
): Promise<number> {
  const key = options["values"];
  const offline = typeof key === "string";
  await using session = await openSession(options, scrubber, { offline, remember: offline });
  const asJson = options["output"] === "json";
  const text = offline
    ? await ofValues(session, { names, key, asJson, options })
    : await ofField(session, { names, asJson });
  session.progress.end();
  process.stdout.write(text);
  return EXIT.done;
}

interface Asked {
  readonly names: readonly string[];
  readonly asJson: boolean;
}

async function ofField(session: Session, { names: [name, resource, path], asJson }: Asked): Promise<string> {
  const [environment] = session.environments(name === undefined ? [] : [name]);
  if (name === undefined || resource === undefined || environment === undefined) {
    throw new UserError("explain takes an environment and a resource as Kind/name, or --values with a key.");
  }
  const { config, revision } = session;
  const explanation = await explainField(
    { config, environment, revision, resource, path: path ?? null },
    session.ports,
  );
  return asJson ? renderJson(explanation) : renderExplanationText(explanation, textOptions(session));
}

async function ofValues(
  session: Session,
  { names, key, asJson, options }: Asked & { readonly key: string; readonly options: Record<string, unknown> },
): Promise<string> {
  const { config, revision } = session;
  const { applications } = scopeOf(options);
  const environments = session.environments(names);
  const explanation = await explainValues({ config, environments, revision, key, applications }, session.ports);
  return asJson ? renderJson(explanation) : renderValuesText(explanation, textOptions(session));
}
