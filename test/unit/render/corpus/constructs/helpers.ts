import { type Construct, configMap, object } from "../fragment.ts";

/** Named templates, texts that are templates, and files of the chart. */
export const HELPERS: readonly Construct[] = [
  {
    name: "named templates with the context",
    make: (random) => ({
      values: { fullname: random.word(), team: random.word() },
      files: {
        "templates/_ID.tpl":
          '{{- define "ID.fullname" -}}{{ printf "%s-x" @.fullname }}{{- end }}\n{{- define "ID.labels" -}}\napp: {{ include "ID.fullname" . }}\nteam: {{ @.team }}\n{{- end }}\n',
      },
      template: `${object("Named", "ID", 'spec:\n  app: {{ template "ID.fullname" . }}\n  labels:\n    {{- include "ID.labels" . | nindent 4 }}\n')}`,
      moves: `
        fullname -> Named/ID /spec/app formatted
        fullname -> Named/ID /spec/labels/app formatted
        team -> Named/ID /spec/labels/team same`,
    }),
  },
  {
    name: "named templates with arguments",
    make: (random) => ({
      values: {
        image: { repository: random.word(), tag: random.word() },
        env: { name: random.word(), value: random.between(2, 999) },
      },
      files: {
        "templates/_ID.tpl":
          '{{- define "ID.image" -}}{{ .repository }}:{{ .tag }}{{- end }}\n{{- define "ID.env" -}}\n- name: {{ .env.name }}\n  value: {{ .env.value | quote }}\n  chart: {{ .root.Chart.Name }}\n{{- end }}\n',
      },
      template: object(
        "Called",
        "ID",
        'spec:\n  image: {{ include "ID.image" @.image }}\n  env:\n    {{- include "ID.env" (dict "root" $ "env" @.env) | nindent 4 }}\n',
      ),
      moves: `
        image.repository -> Called/ID /spec/image
        image.tag -> Called/ID /spec/image
        env.name -> Called/ID /spec/env/0/name same
        env.value -> Called/ID /spec/env/0/value quoted`,
    }),
  },
  {
    name: "named templates with other values",
    make: (random) => ({
      values: { one: { host: random.word() }, two: { host: random.word() } },
      files: { "templates/_ID.tpl": '{{- define "ID.url" -}}http://{{ .Values.host }}/{{- end }}\n' },
      template: configMap(
        'one: {{ include "ID.url" (dict "Values" @.one) }}\ntwo: {{ include "ID.url" (dict "Values" @.two) }}\n',
      ),
      moves: `
        one.host -> /data/one formatted
        two.host -> /data/two formatted`,
    }),
  },
  {
    name: "texts run by tpl",
    make: (random) => ({
      values: {
        domain: random.word(),
        url: "https://{{ .Values.ID.domain }}/x",
        extra: { host: "h.{{ .Values.ID.domain }}" },
      },
      template: configMap("url: {{ tpl @.url . | quote }}\n{{ tpl (toYaml @.extra) . | nindent 2 }}\n"),
      moves: `
        domain -> /data/url
        domain -> /data/host
        url -> /data/url
        extra.host -> /data/host
        key:extra.host -> /data/host optional`,
      changes: { url: "http://{{ .Values.ID.domain }}/y", "extra.host": "g.{{ .Values.ID.domain }}" },
    }),
  },
  {
    name: "files of the chart",
    make: (random) => ({
      values: { level: random.word(), file: "one", unused: random.word() },
      files: { "files/ID/one.conf": "level = {{ @.level }}\n", "files/ID/two.conf": "static\n" },
      template: configMap(
        '{{- range $path, $_ := $.Files.Glob "files/ID/*.conf" }}\n{{ base $path }}: |\n  {{- tpl ($.Files.Get $path) $ | nindent 4 }}\n{{- end }}\npicked: {{ .Files.Get (printf "files/ID/%s.conf" @.file) | b64enc | quote }}\n',
      ),
      moves: `
        level -> /data/one.conf
        file -> /data/picked`,
      unread: ["unused"],
      changes: { file: "two" },
    }),
  },
  {
    name: "a context that is changed on the way",
    make: (random) => ({
      values: { common: { level: random.word(), zone: random.word() }, jobs: { first: { level: random.word() } } },
      template: `{{- range $name, $job := @.jobs }}\n{{- $merged := merge (deepCopy $job) $.Values.ID.common }}\n---\n${object("Job", "ID-{{ $name }}", "spec:\n  level: {{ $merged.level }}\n  zone: {{ $merged.zone }}\n")}{{- end }}\n`,
      moves: `
        common.zone -> Job/ID-first /spec/zone same
        jobs.first.level -> Job/ID-first /spec/level same
        key:jobs.first.level -> Job/ID-first /spec/level optional
        key:jobs.first -> Job/ID-first /metadata/name key`,
      still: ["common.level"],
    }),
  },
];
