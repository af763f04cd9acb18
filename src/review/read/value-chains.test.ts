import { describe, expect, it } from "vitest";
import type { Path } from "../../vocabulary/index.ts";
import { toValuesKey } from "../../vocabulary/index.ts";
import { pathsSpokenOf, spokenIn } from "./value-chains.ts";

const ITEM = { index: 0, key: null };
const PATHS: readonly Path[] = [
  ["listeners", "external", "port"],
  ["topics", ITEM, "name"],
  ["name"],
  ["broker", "listeners", "external", "host"],
  ["a-b"],
];

describe("review/read/value-chains", () => {
  it.each([
    ["{{ .Values.listeners.external.port }}", ["listeners.external.port"]],
    ["{{ with .Values.listeners.external }}", ["listeners.external.port", "broker.listeners.external.host"]],
    ["{{ .name }}", ["topics[0].name", "name"]],
    ["{{ $topic.name }}", ["topics[0].name", "name"]],
    ['{{ index .Values.x "a-b" }}', ["a-b"]],
    ["{{ .Release.Name }}-{{ .Chart.name }}", []],
    ["host: alerts.name.example", []],
    ["replicas: 2", []],
  ])("%s speaks of %j", (text, keys) => {
    const spoken = spokenIn(text);
    expect(pathsSpokenOf(PATHS, spoken).map(toValuesKey)).toEqual(keys);
    expect(spoken.isOpen).toBe(false);
  });

  it.each(["{{ toYaml .Values | nindent 2 }}", "{{ include $name . }}"])("%s may speak of any value", (text) => {
    expect(spokenIn(text).isOpen).toBe(true);
  });

  it("knows which named templates are called", () => {
    expect(spokenIn('{{ include "a" . }} {{ template "b" . }}').calls).toEqual(["a", "b"]);
  });
});
