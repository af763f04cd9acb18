import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listChartFiles } from "../files.ts";
import { type StabilityScan, scanStability } from "./scan.ts";

describe("render/determinism/scan", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-scan-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function scan(text: string | Buffer, name = "a.yaml"): Promise<StabilityScan> {
    await writeFile(join(folder, name), text);
    const files = await listChartFiles(folder, [folder]);
    return scanStability(files.filter(({ path }) => path === name));
  }

  it.each([
    "{{ randAlphaNum 5 }}",
    "{{- $x := uuidv4 -}}",
    '{{ include "a" . | htpasswd "b" }}',
    '{{ genSignedCert "a" nil nil 1 $ca }}',
    '{{ keys .Values | join "," }}',
    "{{ range (values .Values.x) }}{{ end }}",
    "{{ .Values.a |\n  bcrypt }}",
    '{{ date "2006" .Values.x }}',
    '{{ now | date "2006" }}',
  ])("suspects %s", async (text) => {
    expect((await scan(text)).suspicious).toBe(true);
  });

  it.each([
    "randAlphaNum",
    "{{/* now */}}",
    "{{- /* uuidv4 */ -}}",
    "{{ .Values.now }}{{ $keys }}{{ $.Values.values.keys }}",
    '{{ "now" }}',
    "{{ .Values.x | toYaml }} now",
    "{{ derivePassword 1 .a .b .c .d }}",
  ])("passes %s", async (text) => {
    expect((await scan(text)).suspicious).toBe(false);
  });

  it("answers the question for the time with a fixed date, outside of comments", async () => {
    const { frozen } = await scan('{{/* now */}}{{ now | date "2006" }} now é');
    expect(frozen.get("a.yaml")).toBe('{{/* now */}}{{ (toDate "2006-01-02" "2011-11-11") | date "2006" }} now é');
  });

  it("looks into archives, but cannot change them", async () => {
    const { suspicious, frozen } = await scan(gzipSync("tar\0{{ now }}"), "a.tgz");
    expect({ suspicious, frozen: frozen.size }).toEqual({ suspicious: true, frozen: 0 });
  });
});
