import type { Application } from "../environments/application.ts";
import type { Rendering } from "../render/rendering.ts";
import type { ArgoState } from "./argo-cd.ts";
import type { Declaration, DeclarationPorts } from "./declaration.ts";
import type { RenderedApplication, ScopedFailure } from "./desired.ts";

/** What each application rendered to at the revision that was last synced; applications without such a revision are absent. */
export interface Bases {
  readonly renderings: ReadonlyMap<string, Rendering>;
  readonly failures: readonly ScopedFailure[];
}

const NEVER_SYNCED: Omit<Rendering, "helm"> = { objects: [], failures: [] };

/**
 * Renders what Argo CD synced last, so that a change that waits for a sync can be told from one made by hand.
 * An application at the very revision that is checked costs no render.
 */
export async function renderBases(
  declaration: Declaration,
  states: ReadonlyMap<string, ArgoState>,
  ports: DeclarationPorts,
): Promise<Bases> {
  const renderings = new Map<string, Rendering>();
  const failures: ScopedFailure[] = [];
  await Promise.all(
    declaration.applications.map(async (rendered) => {
      const state = states.get(rendered.application.name);
      if (state === undefined || !rendered.application.argoCd) return;
      const base = await renderBase(rendered, state.syncedRevision, ports);
      if ("failure" in base) failures.push(base);
      else renderings.set(rendered.application.name, base);
    }),
  );
  return { renderings, failures };
}

async function renderBase(
  { application, revision, rendering }: RenderedApplication,
  synced: string | null,
  ports: DeclarationPorts,
): Promise<Rendering | ScopedFailure> {
  if (synced === null) return { ...NEVER_SYNCED, helm: rendering.helm };
  if (synced === revision) return rendering;
  const commit = await ports.repository.resolve(synced);
  if (commit === null) {
    const why = "Argo CD synced it last, but this clone does not have it; fetch the whole history";
    return scoped(application, {
      reason: "revision-unavailable",
      what: `revision ${synced} of ${application.name}`,
      why,
    });
  }
  const base = await ports.renderer.render(application, await ports.repository.treeAt(commit));
  return base.ok ? base.value : scoped(application, { ...base.failure, what: `${base.failure.what} at ${commit}` });
}

function scoped(application: Application, failure: ScopedFailure["failure"]): ScopedFailure {
  return {
    failure,
    application: application.name,
    resource: { type: "values", application: application.name, file: null },
  };
}
