import { parseXml, XmlElement } from "@rgrove/parse-xml";

/** One element of an answer, by local names: namespaces differ from store to store. */
export class Xml {
  readonly #element: XmlElement;

  private constructor(element: XmlElement) {
    this.#element = element;
  }

  /** The root; null where the text is not well-formed XML. Entities of a document's own are not resolved. */
  static parse(text: string): Xml | null {
    try {
      const { root } = parseXml(text);
      return root === null ? null : new Xml(root);
    } catch {
      return null;
    }
  }

  get name(): string {
    return localName(this.#element.name);
  }

  attribute(name: string): string | null {
    return this.#element.attributes[name] ?? null;
  }

  all(name: string): Xml[] {
    return this.#element.children
      .filter((child) => child instanceof XmlElement)
      .filter((child) => localName(child.name) === name)
      .map((child) => new Xml(child));
  }

  first(name: string): Xml | null {
    return this.all(name)[0] ?? null;
  }

  /** The element's own text. */
  get own(): string {
    return this.#element.text.trim();
  }

  /** Text of that child, null without one. */
  text(name: string): string | null {
    return this.first(name)?.own ?? null;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
