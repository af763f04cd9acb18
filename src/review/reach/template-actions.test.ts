import { describe, expect, it } from "vitest";
import { actionsIn, callsUnknown, mayReadFiles } from "./template-actions.ts";

describe("review/reach/template-actions", () => {
  it.each([
    ['{{ .Files.Get "a.txt" }}', true],
    ['{{- range $path, $_ := $.Files.Glob "*.txt" }}', true],
    ['{{ (index . "Files").Get "a.txt" }}', true],
    ['{{ if eq .Values.a "}}" }}{{ .Files }}', true],
    ["readOnlyRootFilesystem: {{ .Values.Filesystem }}", false],
    ["# Files lie in {{ .Values.folder }}", false],
    ["{{- /* The Files of the chart. */}}", false],
    ["Files", false],
  ])("%s: reads files %s", (text, reads) => {
    expect(mayReadFiles(actionsIn(text))).toBe(reads);
  });

  it.each([
    ['{{ define "a" }}{{ end }}{{ include "a" . }}', false],
    ['{{ include (print $.Template.BasePath "/config.yaml") . }}', false],
    ['{{ include "common.labels" . }}', true],
    ['{{ template "common.labels" . }}', true],
    ["{{ include $name . }}", true],
    ["# include the labels", false],
  ])("%s: calls what nobody defines %s", (text, calls) => {
    expect(callsUnknown(actionsIn(text))).toBe(calls);
  });
});
