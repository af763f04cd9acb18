import { dump } from "js-yaml";
import { readOffline } from "../check/index.ts";
import { UserError } from "../errors/index.ts";
import type { Scope } from "../findings/index.ts";
import { maskObject, type Scrubber } from "../masking/index.ts";
import { systemOf } from "../systems/index.ts";
import { type KubernetesObject, type RenderReport, resourceOf } from "../vocabulary/index.ts";
import { EXIT } from "./exit-codes.ts";
import { requireApplications, scopeOf } from "./scope.ts";
import { openSession, type Session } from "./session.ts";

/** `holdfast render env`: the manifests of an environment, Secret values masked. */
export async function run(
  names: readonly string[],
  options: Record<string, unknown>,
  scrubber: Scrubber,
): Promise<number> {
  const format = String(options["output"]);
  if (format !== "yaml" && format !== "json") throw new UserError(`render prints yaml or json, not ${format}.`);
  await using session = await openSession(options, scrubber);
  const rendered = await renderEnvironment(session, names[0] ?? "", options);
  session.progress.end();
  process.stdout.write(format === "json" ? `${JSON.stringify(rendered, null, 2)}\n` : toYaml(rendered));
  for (const { application, what, why } of rendered.unreadable) {
    process.stderr.write(`${application ?? names[0]} could not be rendered: ${what}: ${why}.\n`);
  }
  return rendered.unreadable.length > 0 && options["detailedExitcode"] === true ? EXIT.unknown : EXIT.done;
}

async function renderEnvironment(
  session: Session,
  name: string,
  options: Record<string, unknown>,
): Promise<RenderReport> {
  const { config, revision, ports, scrubber } = session;
  const [environment] = session.environments([name]);
  if (environment === undefined) throw new UserError("render takes the name of an environment.");
  const scope = scopeOf(options);
  const { applications } = scope;
  const { declaration, intent } = await readOffline({ config, environment, revision, applications }, ports);
  const { failures } = declaration;
  const rendered = [...declaration.applications.map(({ application }) => application), ...declaration.unrendered];
  const known = failures.some(({ application }) => application === null) ? null : rendered.map(({ name }) => name);
  requireApplications(scope, [{ name, applications: known }]);
  const objects = Map.groupBy(intent.declared, ({ application }) => application.name);
  return {
    schemaVersion: 1,
    environment: name,
    revision: declaration.revision,
    applications: declaration.applications.map(({ application, revision, rendering }) => ({
      name: application.name,
      namespace: application.namespace,
      revision,
      helm: rendering.helm,
      objects: (objects.get(application.name) ?? [])
        .map(({ object }) => object)
        .filter((object) => isWanted(object, application.name, scope))
        .map((object) => maskObject(object, scrubber)),
    })),
    unreadable: failures.map(({ application, failure }) => ({
      application,
      what: scrubber.scrub(failure.what),
      why: scrubber.scrub(failure.why),
    })),
  };
}

function isWanted(object: KubernetesObject, application: string, { kinds, namespaces, systems }: Scope): boolean {
  return (
    (kinds?.has(object.kind) ?? true) &&
    (namespaces?.has(object.metadata.namespace ?? "") ?? true) &&
    (systems?.has(systemOf(resourceOf(object), object, application)) ?? true)
  );
}

function toYaml({ applications }: RenderReport): string {
  return applications
    .flatMap(({ name, objects }) =>
      objects.map((object) => `---\n# Application: ${name}\n${dump(object, { noRefs: true, lineWidth: -1 })}`),
    )
    .join("");
}
