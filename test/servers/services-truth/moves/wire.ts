/** The registry's wire format: a zero byte, the schema id in four bytes, big end first, and a body. */
export function wire(schemaId: number): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(schemaId, 1);
  return Buffer.concat([head, Buffer.from("alert")]);
}
