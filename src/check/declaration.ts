import type { Config, EnvironmentConfig } from "../config/config.ts";
import type { Application } from "../environments/application.ts";
import { type Environment, readEnvironment } from "../environments/index.ts";
import type { GitRepository, Tree } from "../git/port.ts";
import type { Renderer } from "../render/index.ts";
import { type ReadFailure, type Reading, type Resource, read, unread } from "../vocabulary/index.ts";
import type { RenderedApplication, ScopedFailure } from "./desired.ts";

/** What git declares for an environment, rendered. A failure costs its own application. */
export interface Declaration {
  readonly revision: string | null;
  /** Folder of the tree that was read. */
  readonly root: string;
  readonly applications: readonly RenderedApplication[];
  /** Applications that could not be rendered, with where they would go. */
  readonly unrendered: readonly {
    readonly name: string;
    readonly namespace: string;
    readonly revision: string | null;
  }[];
  readonly failures: readonly ScopedFailure[];
}

export interface DeclarationRequest {
  readonly config: Config;
  readonly environment: EnvironmentConfig;
  /** Null is the working tree. */
  readonly revision: string | null;
  /** Only these applications; null for all. */
  readonly applications: ReadonlySet<string> | null;
}

export interface DeclarationPorts {
  readonly repository: GitRepository;
  readonly renderer: Renderer;
}

/** Reads and renders everything that git declares for one environment. */
export async function readDeclaration(request: DeclarationRequest, ports: DeclarationPorts): Promise<Declaration> {
  const { config, environment, revision } = request;
  const tree = await treeOf(ports.repository, revision);
  const read = await readEnvironment({ config, environment, tree, renderer: ports.renderer });
  if (!read.ok)
    return {
      revision: tree.revision,
      root: tree.root,
      applications: [],
      unrendered: [],
      failures: [whole(environment.name, read.failure)],
    };
  const wanted = ({ name }: { readonly name: string }): boolean => request.applications?.has(name) ?? true;
  const applications = read.value.applications.filter(wanted);
  const unsupported = read.value.unsupported.filter(wanted);
  return renderDeclared({ ...read.value, applications, unsupported }, tree, ports);
}

/** Renders what a tree declares. An application with a revision of its own is rendered from that. */
export async function renderDeclared(
  { applications, unsupported }: Environment,
  tree: Tree,
  ports: DeclarationPorts,
): Promise<Declaration> {
  const outcomes = await Promise.all(applications.map((application) => renderOne(application, tree, ports)));
  return {
    revision: tree.revision,
    root: tree.root,
    applications: outcomes.flatMap((outcome) => (outcome.rendered === null ? [] : [outcome.rendered])),
    unrendered: [
      ...outcomes.flatMap(({ rendered, application, revision }) =>
        rendered === null ? [{ name: application.name, namespace: application.namespace, revision }] : [],
      ),
      ...unsupported.map(({ name, namespace }) => ({ name, namespace, revision: null })),
    ],
    failures: [
      ...outcomes.flatMap(({ failures }) => failures),
      ...unsupported.map(({ name, why }) => ofApplication(name, { reason: "unsupported-source", what: name, why })),
    ],
  };
}

interface Outcome {
  readonly application: Application;
  readonly revision: string | null;
  readonly rendered: RenderedApplication | null;
  readonly failures: readonly ScopedFailure[];
}

async function renderOne(application: Application, tree: Tree, ports: DeclarationPorts): Promise<Outcome> {
  const source = await treeFor(application.targetRevision, tree, ports.repository);
  if (!source.ok) return lost(application, application.targetRevision, source.failure);
  const rendering = await ports.renderer.render(application, source.value);
  if (!rendering.ok) return lost(application, source.value.revision, rendering.failure);
  return {
    application,
    revision: source.value.revision,
    rendered: { application, revision: source.value.revision, tree: source.value, rendering: rendering.value },
    failures: rendering.value.failures.map((failure) => ofApplication(application.name, failure)),
  };
}

/** The tree that a revision names, `checked` when it is null or is the same commit. */
export async function treeFor(
  revision: string | null,
  checked: Tree,
  repository: GitRepository,
): Promise<Reading<Tree>> {
  if (revision === null) return read(checked);
  const commit = await repository.resolve(revision);
  if (commit === null)
    return unread("revision-unavailable", `revision ${revision}`, "this clone does not have it; fetch it");
  return read(commit === checked.revision ? checked : await repository.treeAt(commit));
}

function treeOf(repository: GitRepository, revision: string | null): Promise<Tree> {
  return revision === null ? repository.workingTree() : repository.treeAt(revision);
}

function lost(application: Application, revision: string | null, failure: ReadFailure): Outcome {
  return { application, revision, rendered: null, failures: [ofApplication(application.name, failure)] };
}

function ofApplication(application: string, failure: ReadFailure): ScopedFailure {
  const resource: Resource = { type: "values", application, file: null };
  return { failure, application, resource };
}

function whole(environment: string, failure: ReadFailure): ScopedFailure {
  return { failure, application: null, resource: { type: "values", application: environment, file: null } };
}
