import type { Context } from "../context.ts";
import { statusOf } from "../failure.ts";
import { marked, sameText } from "../marker.ts";
import type { MarkedText, Written } from "../port.ts";
import { changeOnce, makeOnce } from "../writer.ts";
import { attempt, type Done } from "../written.ts";
import { type OwnComment, ownComments } from "./own-comments.ts";

/** One comment: made, edited in place, left alone or deleted. What an earlier race made twice becomes one again. */
export async function ensureComment(context: Context, number: number, comment: MarkedText): Promise<Written> {
  const text = comment.body === null ? null : marked(comment.marker, comment.body);
  const target = { what: "comment", doing: `write the comment on #${number}`, permission: "pull-requests: write" };
  const sticky = new StickyComment(context, number, comment.marker);
  return attempt(target, () => (text === null ? sticky.remove() : sticky.put(text)));
}

class StickyComment {
  readonly #context: Context;
  readonly #number: number;
  readonly #marker: string;

  constructor(context: Context, number: number, marker: string) {
    this.#context = context;
    this.#number = number;
    this.#marker = marker;
  }

  async remove(): Promise<Done> {
    const found = await this.#find();
    for (const { id } of found) await this.#delete(id);
    return { outcome: found.length === 0 ? "unchanged" : "deleted", url: null, id: null };
  }

  async put(text: string): Promise<Done> {
    const [first, ...others] = await this.#find();
    if (first === undefined) return this.#create(text);
    const done = sameText(first.body, text) ? unchanged(first) : await this.#editOrCreate(first, text);
    for (const { id } of others) await this.#delete(id);
    return others.length === 0 ? done : { ...done, outcome: "configured" };
  }

  #find(): Promise<readonly OwnComment[]> {
    return ownComments(this.#context, this.#number, this.#marker);
  }

  async #create(text: string): Promise<Done> {
    const { octokit, place } = this.#context;
    const made = await makeOnce<OwnComment>(
      {
        what: `create the comment on #${this.#number}`,
        make: async () => {
          const { data } = await octokit.rest.issues.createComment({
            ...place,
            issue_number: this.#number,
            body: text,
          });
          return { id: data.id, body: text, url: data.html_url };
        },
        look: async () => (await this.#find()).at(0) ?? null,
      },
      this.#context,
    );
    // What is found after a lost answer may be another run's.
    return sameText(made.body, text) ? { ...unchanged(made), outcome: "created" } : this.#edit(made, text);
  }

  /** Somebody may have deleted it since it was found. */
  async #editOrCreate(comment: OwnComment, text: string): Promise<Done> {
    try {
      return await this.#edit(comment, text);
    } catch (error) {
      if (!isGone(error) || (await this.#stands(comment.id))) throw error;
      return this.#create(text);
    }
  }

  async #edit({ id, url }: OwnComment, body: string): Promise<Done> {
    const { octokit, place, writer } = this.#context;
    const edit = () => octokit.rest.issues.updateComment({ ...place, comment_id: id, body });
    await changeOnce(writer, `edit the comment ${url}`, edit);
    return { outcome: "configured", url, id };
  }

  async #delete(id: number): Promise<void> {
    const { octokit, place, writer } = this.#context;
    const remove = () => octokit.rest.issues.deleteComment({ ...place, comment_id: id });
    try {
      await changeOnce(writer, `delete comment ${id} on #${this.#number}`, remove);
    } catch (error) {
      if (!isGone(error) || (await this.#stands(id))) throw error;
    }
  }

  /** GitHub answers 404 too where it does not want to say that it refuses. */
  async #stands(id: number): Promise<boolean> {
    return (await this.#find()).some((found) => found.id === id);
  }
}

function unchanged({ id, url }: OwnComment): Done {
  return { outcome: "unchanged", url, id };
}

function isGone(error: unknown): boolean {
  return statusOf(error) === 404 || statusOf(error) === 410;
}
