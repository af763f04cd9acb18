import { invalid } from "./refusal.ts";

/** Characters of the body of a comment, an issue or a pull request. */
const BODY_LIMIT = 65_536;
const TITLE_LIMIT = 256;

/** @throws Refusal when the text is longer than GitHub stores, or blank where it must not be. */
export function demandBody(resource: string, body: string, { blank = false }: { blank?: boolean } = {}): void {
  if (!blank && body.trim() === "") throw invalid(resource, "body", "body can't be blank");
  if (Array.from(body).length > BODY_LIMIT) {
    throw invalid(resource, "body", `body is too long (maximum is ${BODY_LIMIT} characters)`);
  }
}

/** @throws Refusal when the title is blank or too long. */
export function demandTitle(resource: string, title: string): void {
  if (title.trim() === "") throw invalid(resource, "title", "title can't be blank");
  if (Array.from(title).length > TITLE_LIMIT) {
    throw invalid(resource, "title", `title is too long (maximum is ${TITLE_LIMIT} characters)`);
  }
}
