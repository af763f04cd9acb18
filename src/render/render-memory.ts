import type { ChartFile } from "./files.ts";
import type { TemplateInput } from "./helm/arguments.ts";
import type { HelmOutcome } from "./helm/run.ts";
import { contentKey } from "./probing/cache-key.ts";
import type { Workshop } from "./workshop.ts";

/**
 * What the same content rendered to before, in this run only: outputs hold Secret values, so none goes to disk. It pays
 * where one tree is rendered beside another that differs in a few files.
 */
export class RenderMemory {
  readonly #kept = new Map<string, Promise<HelmOutcome>>();

  /** Renders a chart, or answers from memory. Failures are not kept: their words name the folder of the chart. */
  async template(input: TemplateInput, files: readonly ChartFile[], workshop: Workshop): Promise<HelmOutcome> {
    const { helm, capabilities } = workshop;
    const key = await contentKey({ input, files, helm, capabilities });
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const made = workshop.template(input);
    this.#kept.set(key, made);
    const outcome = await made;
    if (!outcome.ok) this.#kept.delete(key);
    return outcome;
  }
}
