import { type Construct, configMap, object } from "../fragment.ts";

function chartYaml(name: string, more = ""): string {
  return `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;
}

/** Charts below the chart, each with values of its own. */
export const SUBCHARTS: readonly Construct[] = [
  {
    name: "chart in charts/",
    make: (random) => ({
      values: {
        name: random.word(),
        port: random.between(2000, 9000),
        unused: random.word(),
        global: { zone: random.word() },
      },
      files: {
        "charts/ID/Chart.yaml": chartYaml("ID"),
        "charts/ID/values.yaml": "name: default-name\nport: 1\n",
        "charts/ID/templates/a.yaml": configMap(
          "name: {{ .Values.name }}\nport: {{ .Values.port | quote }}\nzone: {{ .Values.global.zone }}\n",
        ),
      },
      moves: `
        name -> /data/name same
        port -> /data/port quoted
        global.zone -> /data/zone same`,
      unread: ["unused"],
    }),
  },
  {
    name: "chart of the repository",
    make: (random) => ({
      values: { topic: { name: random.word(), config: { spare: random.word() } } },
      dependencies: [{ name: "ID", version: "1.0.0", repository: "file://../../libs/ID" }],
      outside: {
        "libs/ID/Chart.yaml": chartYaml("ID"),
        "libs/ID/values.yaml": "topic: {}\n",
        "libs/ID/templates/a.yaml": object("Topic", "ID", "spec:\n  name: {{ .Values.topic.name }}\n"),
      },
      moves: "topic.name -> Topic/ID /spec/name same",
      unread: ["topic.config.spare"],
    }),
  },
  {
    name: "one chart under two names",
    make: (random) => ({
      root: {
        IDa: { size: random.word(), users: [random.word()] },
        IDb: { size: random.word(), users: [random.word(), random.word()] },
      },
      dependencies: [
        { name: "IDlib", alias: "IDa", version: "1.0.0" },
        { name: "IDlib", alias: "IDb", version: "1.0.0" },
      ],
      files: {
        "charts/IDlib/Chart.yaml": chartYaml("IDlib"),
        "charts/IDlib/templates/_h.tpl": '{{- define "IDlib.users" -}}{{ .Values.users | join "," }}{{- end }}\n',
        "charts/IDlib/templates/a.yaml": object(
          "Store",
          "{{ .Chart.Name }}",
          'spec:\n  size: {{ .Values.size }}\n  users: {{ include "IDlib.users" . | quote }}\n',
        ),
      },
      moves: `
        /IDa.size -> Store/IDa /spec/size same
        /IDa.users[0] -> Store/IDa /spec/users
        /IDb.size -> Store/IDb /spec/size same
        /IDb.users[0] -> Store/IDb /spec/users joined
        /IDb.users[1] -> Store/IDb /spec/users joined`,
    }),
  },
  {
    name: "global values",
    make: (random) => ({
      values: { own: random.word() },
      root: { global: { IDhost: random.word(), IDflag: true } },
      files: {
        "charts/ID/Chart.yaml": chartYaml("ID"),
        "charts/ID/templates/a.yaml": object(
          "Global",
          "ID",
          "spec:\n  host: {{ .Values.global.IDhost }}\n  own: {{ .Values.own }}\n  {{- if .Values.global.IDflag }}\n  flag: 1\n  {{- end }}\n",
        ),
        "templates/ID-root.yaml": configMap("host: {{ .Values.global.IDhost | quote }}\n"),
      },
      moves: `
        /global.IDhost -> Global/ID /spec/host same
        /global.IDhost -> /data/host same
        /global.IDflag -> Global/ID /spec/flag condition
        own -> Global/ID /spec/own same`,
    }),
  },
  {
    name: "conditions of charts",
    make: (random) => ({
      root: { IDon: { enabled: true, name: random.word() }, IDoff: { enabled: false, name: random.word() } },
      dependencies: [
        { name: "IDon", version: "1.0.0", condition: "IDon.enabled" },
        { name: "IDoff", version: "1.0.0", condition: "IDoff.enabled" },
      ],
      files: Object.fromEntries(
        ["IDon", "IDoff"].flatMap((name) => [
          [`charts/${name}/Chart.yaml`, chartYaml(name)],
          [`charts/${name}/templates/a.yaml`, object("Part", name, "spec:\n  name: {{ .Values.name }}\n")],
        ]),
      ),
      moves: `
        /IDon.enabled -> Part/IDon . condition
        /IDon.name -> Part/IDon /spec/name same
        /IDoff.enabled -> Part/IDoff . condition absent`,
      dormant: [["/IDoff.name", "/IDoff.enabled", true]],
    }),
  },
  {
    name: "charts in charts",
    make: (random) => ({
      values: { name: random.word(), IDdeep: { level: random.word() } },
      root: { global: { IDzone: random.word() } },
      files: {
        "charts/ID/Chart.yaml": chartYaml("ID"),
        "charts/ID/templates/a.yaml": configMap("name: {{ .Values.name }}\n"),
        "charts/ID/charts/IDdeep/Chart.yaml": chartYaml("IDdeep"),
        "charts/ID/charts/IDdeep/templates/a.yaml": object(
          "Deep",
          "ID",
          "spec:\n  level: {{ .Values.level }}\n  zone: {{ .Values.global.IDzone }}\n",
        ),
      },
      moves: `
        name -> /data/name same
        IDdeep.level -> Deep/ID /spec/level same
        /global.IDzone -> Deep/ID /spec/zone same`,
    }),
  },
  {
    name: "library chart",
    make: (random) => ({
      values: { tier: random.word(), ports: [random.between(2000, 4000), random.between(5000, 9000)] },

      dependencies: [{ name: "IDlib", version: "1.0.0", repository: "file://../../libs/IDlib" }],
      outside: {
        "libs/IDlib/Chart.yaml": chartYaml("IDlib", "type: library\n"),
        "libs/IDlib/templates/_h.tpl":
          '{{- define "IDlib.spec" -}}\ntier: {{ .Values.ID.tier }}\nports:\n{{- range .Values.ID.ports }}\n- port: {{ . }}\n{{- end }}\n{{- end }}\n',
      },
      template: object("Lib", "ID", 'spec:\n  {{- include "IDlib.spec" . | nindent 2 }}\n'),
      moves: `
        tier -> Lib/ID /spec/tier same
        ports[0] -> Lib/ID /spec/ports/0/port
        ports[1] -> Lib/ID /spec/ports/1/port`,
    }),
  },
];
