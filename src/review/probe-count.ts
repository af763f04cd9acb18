import type { Renderer, Trace } from "../render/index.ts";

/** Counts what tracing renders, however often the same trace is asked for. */
export class ProbeCount {
  readonly renderer: Renderer;
  readonly #seen = new Set<Trace>();
  #renders = 0;

  constructor(renderer: Renderer) {
    this.renderer = {
      ...renderer,
      trace: async (application, tree, wish) => {
        const trace = await renderer.trace(application, tree, wish);
        if (trace.ok && !this.#seen.has(trace.value)) {
          this.#seen.add(trace.value);
          this.add(trace.value.cost.renders);
        }
        return trace;
      },
    };
  }

  /** Renders of a trace that was made elsewhere. */
  add(renders: number): void {
    this.#renders += renders;
  }

  get renders(): number {
    return this.#renders;
  }
}
