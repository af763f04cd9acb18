import { type Construct, configMap, object } from "../fragment.ts";

/** Leaves that decide what is there, and leaves that wait behind a switch. */
export const SWITCHES: readonly Construct[] = [
  {
    name: "booleans that switch fields",
    make: (random) => ({
      values: {
        tls: true,
        debug: false,
        port: random.between(2000, 9000),
        auth: { enabled: true, user: random.word() },
      },
      template: object(
        "Switched",
        "ID",
        "spec:\n  always: 1\n  {{- if @.tls }}\n  tls:\n    port: {{ @.port }}\n  {{- end }}\n  {{- if @.debug }}\n  debug: yes-please\n  {{- end }}\n  {{- if @.auth.enabled }}\n  user: {{ @.auth.user }}\n  {{- else }}\n  anonymous: 1\n  {{- end }}\n",
      ),
      moves: `
        tls -> Switched/ID /spec/tls condition
        debug -> Switched/ID /spec/debug condition absent
        port -> Switched/ID /spec/tls/port same
        auth.enabled -> Switched/ID /spec/user condition
        auth.enabled -> Switched/ID /spec/anonymous condition absent
        auth.user -> Switched/ID /spec/user same`,
    }),
  },
  {
    name: "booleans that switch objects",
    make: (random) => ({
      values: { ingress: { enabled: true, host: random.word() }, metrics: { enabled: false } },
      template: `{{- if @.ingress.enabled }}\n${object("Ingress", "ID", "spec:\n  host: {{ @.ingress.host }}\n")}{{- end }}\n---\n{{- if @.metrics.enabled }}\n${object("Monitor", "ID", "spec:\n  x: 1\n")}{{- end }}\n`,
      moves: `
        ingress.enabled -> Ingress/ID . condition
        ingress.host -> Ingress/ID /spec/host same
        metrics.enabled -> Monitor/ID . condition absent`,
    }),
  },
  {
    name: "leaves behind a false switch",
    make: (random) => ({
      values: {
        server: { enabled: false, name: random.word(), port: random.between(2000, 9000) },
        outer: { enabled: true, inner: { enabled: false, size: random.word() } },
      },
      template: `{{- if @.server.enabled }}\n${object("Server", "ID", "spec:\n  name: {{ @.server.name }}\n  port: {{ @.server.port }}\n")}{{- end }}\n---\n{{- if @.outer.enabled }}\n${object("Outer", "ID", "spec:\n  x: 1\n  {{- if @.outer.inner.enabled }}\n  size: {{ @.outer.inner.size }}\n  {{- end }}\n")}{{- end }}\n`,
      moves: `
        server.enabled -> Server/ID . condition absent
        outer.enabled -> Outer/ID . condition
        outer.inner.enabled -> Outer/ID /spec/size condition absent`,
      dormant: [
        ["server.name", "server.enabled", true],
        ["server.port", "server.enabled", true],
        ["outer.inner.size", "outer.inner.enabled", true],
      ],
    }),
  },
  {
    name: "texts that are compared",
    make: (random) => ({
      values: { mode: "external", kind: "persistent", size: random.word(), quota: random.word() },
      template: `{{- if eq @.mode "external" }}\n${object("External", "ID", "spec:\n  x: 1\n")}{{- end }}\n---\n${object("Stored", "ID", 'spec:\n  type: {{ @.kind }}\n  {{- if eq @.kind "persistent" }}\n  size: {{ @.size }}\n  {{- else if eq @.kind "quota" }}\n  quota: {{ @.quota }}\n  {{- end }}\n')}`,
      moves: `
        mode -> External/ID . condition
        kind -> Stored/ID /spec/type same
        kind -> Stored/ID /spec/size condition
        kind -> Stored/ID /spec/quota absent optional
        size -> Stored/ID /spec/size same`,
      dormant: [["quota", "kind", "quota"]],
    }),
  },
  {
    name: "conditions of several leaves",
    make: (random) => ({
      values: { a: true, b: true, c: false, d: false, replicas: 3, text: random.word() },
      template: object(
        "Logic",
        "ID",
        "spec:\n  always: 1\n  {{- if and @.a @.b }}\n  both: 1\n  {{- end }}\n  {{- if or @.c @.d }}\n  either: 1\n  {{- end }}\n  {{- if gt (int @.replicas) 1 }}\n  spread: 1\n  {{- end }}\n  {{- if not @.c }}\n  none: 1\n  {{- end }}\n  {{- if and @.a @.text }}\n  text: {{ @.text }}\n  {{- end }}\n",
      ),
      moves: `
        a -> Logic/ID /spec/both condition
        a -> Logic/ID /spec/text condition
        b -> Logic/ID /spec/both condition
        c -> Logic/ID /spec/either condition absent
        c -> Logic/ID /spec/none condition
        d -> Logic/ID /spec/either condition absent
        replicas -> Logic/ID /spec/spread condition
        text -> Logic/ID /spec/text same`,
      changes: { replicas: 0 },
    }),
  },
  {
    name: "presence of a map",
    make: (random) => ({
      values: { probe: { path: random.word(), seconds: random.between(2, 60) }, hook: { command: random.word() } },
      template: object(
        "Present",
        "ID",
        'spec:\n  x: 1\n  {{- with @.probe }}\n  probe:\n    path: /{{ .path }}\n    seconds: {{ .seconds }}\n  {{- end }}\n  {{- if hasKey @ "hook" }}\n  command: {{ @.hook.command }}\n  {{- end }}\n  {{- if kindIs "map" @.probe }}\n  map: 1\n  {{- end }}\n',
      ),
      moves: `
        probe.path -> Present/ID /spec/probe/path formatted
        probe.seconds -> Present/ID /spec/probe/seconds same
        hook.command -> Present/ID /spec/command same`,
    }),
  },
  {
    name: "fields that change by themselves",
    make: (random) => ({
      values: { prefix: random.word(), zone: random.word(), length: 8 },
      template: configMap(
        "stable: {{ @.prefix }}\nrandom: {{ @.zone }}-{{ randAlphaNum 8 }}\nnow: {{ now | unixEpoch | quote }}\nlong: {{ randAlphaNum (int @.length) | quote }}\n",
      ),
      moves: `
        prefix -> /data/stable same
        zone -> /data/random optional
        length -> /data/long optional`,
      still: ["zone", "length"],
      unstable: ["/data/random", "/data/now", "/data/long"],
    }),
  },
  {
    name: "leaves that nothing reads",
    make: (random) => ({
      values: {
        kafka: { replicas: random.between(2, 9) },
        replicas: random.between(2, 9),
        image: { tag: random.word(), tga: random.word() },
        list: [random.word()],
        note: random.word(),
        off: false,
        none: null,
      },
      template: configMap(
        "replicas: {{ @.kafka.replicas | quote }}\ntag: {{ @.image.tag }}\n# {{/* @.note */}} .Values.ID.off\n",
      ),
      moves: `
        kafka.replicas -> /data/replicas quoted
        image.tag -> /data/tag same`,
      unread: ["replicas", "image.tga", "list[0]", "note", "off", "none"],
    }),
  },
  {
    name: "values that the chart refuses",
    make: (random) => ({
      values: { level: "info", count: random.between(2, 9) },
      template: `{{- if not (has @.level (list "debug" "info")) }}\n{{- fail "level must be debug or info" }}\n{{- end }}\n${configMap("level: {{ @.level }}\ncount: {{ @.count | quote }}\n")}`,
      moves: `
        level -> /data/level same
        count -> /data/count quoted`,
      changes: { level: "debug" },
    }),
  },
];
