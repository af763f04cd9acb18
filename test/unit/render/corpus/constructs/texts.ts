import { type Construct, configMap, object } from "../fragment.ts";

/** Several leaves in one text, pieces of one leaf, and texts that are written in another form. */
export const TEXTS: readonly Construct[] = [
  {
    name: "list joined",
    make: (random) => ({
      values: { hosts: [random.word(), random.word(), random.word()], sep: ";" },
      template: configMap('hosts: {{ join "," @.hosts }}\nquoted: {{ @.hosts | join "|" | quote }}\n'),
      unread: ["sep"],
      moves: `
        hosts[0] -> /data/hosts joined
        hosts[1] -> /data/hosts joined
        hosts[2] -> /data/hosts joined
        hosts[0] -> /data/quoted joined
        hosts[1] -> /data/quoted joined
        hosts[2] -> /data/quoted joined`,
    }),
  },
  {
    name: "leaves joined by printf",
    make: (random) => ({
      values: {
        repository: `docker.io/${random.word()}/${random.word()}`,
        tag: `${random.between(1, 9)}.2.3`,
        host: random.word(),
        port: random.between(2000, 9999),
      },
      template: configMap(
        'image: "{{ @.repository }}:{{ @.tag }}"\naddress: {{ printf "%s:%v" @.host @.port | quote }}\n',
      ),
      moves: `
        repository -> /data/image joined
        tag -> /data/image joined
        host -> /data/address joined
        port -> /data/address joined`,
    }),
  },
  {
    name: "embedded configuration",
    make: (random) => ({
      values: {
        broker: `${random.word()}:9092`,
        level: random.word(),
        topic: { name: random.word(), partitions: random.between(2, 40) },
      },
      template: configMap(
        "app.properties: |\n  broker={{ @.broker }}\n  {{- with @.topic }}\n  topic={{ .name }}\n  partitions={{ .partitions }}\n  {{- end }}\nlevel: {{ @.level }}\n",
      ),
      moves: `
        broker -> /data/app.properties
        topic.name -> /data/app.properties
        topic.partitions -> /data/app.properties
        level -> /data/level same`,
    }),
  },
  {
    name: "embedded YAML by nindent",
    make: (random) => ({
      values: {
        config: {
          server: { host: random.word(), port: random.between(2000, 9000) },
          levels: [random.word(), random.word()],
        },
      },
      template: configMap(
        "config.yaml: |\n  {{- toYaml @.config | nindent 4 }}\nconfig.json: {{ @.config.server | toJson | quote }}\n",
      ),
      moves: `
        config.server.host -> /data/config.yaml
        config.server.host -> /data/config.json
        config.server.port -> /data/config.yaml
        config.server.port -> /data/config.json
        config.levels[0] -> /data/config.yaml
        config.levels[1] -> /data/config.yaml
        key:config.server -> /data/config.yaml optional
        key:config.server -> /data/config.json optional
        key:config.levels -> /data/config.yaml optional
        key:config.server.host -> /data/config.yaml optional
        key:config.server.host -> /data/config.json optional
        key:config.server.port -> /data/config.yaml optional
        key:config.server.port -> /data/config.json optional`,
    }),
  },
  {
    name: "text that is split",
    make: (random) => ({
      values: {
        address: `${random.word()}:${random.between(2000, 9000)}`,
        list: `${random.word()},${random.word()}`,
        path: `${random.word()}/${random.word()}`,
      },
      template: `${object("Split", "ID", 'spec:\n  host: {{ (split ":" @.address)._0 }}\n  port: {{ (split ":" @.address)._1 | quote }}\n  items:\n  {{- range splitList "," @.list }}\n  - {{ . }}\n  {{- end }}\n  base: {{ base @.path }}\n')}`,
      moves: `
        address -> Split/ID /spec/host split
        address -> Split/ID /spec/port split
        list -> Split/ID /spec/items/0 split
        list -> Split/ID /spec/items/1 split
        path -> Split/ID /spec/base split`,
      changes: { address: "other:1234", list: "x,y", path: "x/y" },
    }),
  },
  {
    name: "texts of several lines",
    make: (random) => ({
      values: { script: `line ${random.word()}\nline ${random.word()}\n`, note: `a "quoted" ${random.word()}: #1` },
      template: configMap("script: |\n  {{- @.script | nindent 4 }}\nnote: {{ @.note | quote }}\n"),
      moves: `
        script -> /data/script
        note -> /data/note same`,
      changes: { script: "other\n" },
    }),
  },
  {
    name: "Secrets",
    make: (random) => ({
      values: {
        password: random.word() + random.word(),
        user: random.word(),
        raw: random.word() + random.word(),
        age: random.between(2, 99),
      },
      template: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ID\ndata:\n  password: {{ @.password | b64enc }}\n  age: {{ @.age | toString | b64enc | quote }}\nstringData:\n  user: {{ @.user }}\n  config: "user={{ @.user }} raw={{ @.raw }}"\n`,
      moves: `
        password -> Secret/ID /data/password formatted
        age -> Secret/ID /data/age
        user -> Secret/ID /stringData/user same
        user -> Secret/ID /stringData/config joined
        raw -> Secret/ID /stringData/config joined`,
    }),
  },
  {
    name: "checksums",
    make: (random) => ({
      values: { level: random.word(), mode: random.word(), other: random.word() },
      template: object(
        "Summed",
        "ID",
        'spec:\n  sum: {{ include (print $.Template.BasePath "/ID-config.yaml") . | sha256sum }}\n  short: {{ @.mode | sha256sum | trunc 12 }}\n  other: {{ @.other }}\n',
      ),
      files: { "templates/ID-config.yaml": configMap("level: {{ @.level }}\n") },
      moves: `
        level -> /data/level same
        level -> Summed/ID /spec/sum checksum
        mode -> Summed/ID /spec/short
        other -> Summed/ID /spec/other same`,
    }),
  },
  {
    name: "dates and texts that look like other types",
    make: (random) => ({
      values: {
        date: `2024-01-${random.between(10, 28)}`,
        octal: "0644",
        answer: "yes",
        version: `1.${random.between(1, 9)}`,
        cron: `*/${random.between(2, 9)} * * * *`,
      },
      template: configMap(
        "date: {{ @.date | quote }}\noctal: {{ @.octal | quote }}\nanswer: {{ @.answer | quote }}\nversion: v{{ @.version }}\ncron: {{ @.cron | quote }}\n",
      ),
      moves: `
        date -> /data/date same
        octal -> /data/octal same
        answer -> /data/answer same
        version -> /data/version formatted
        cron -> /data/cron same`,
    }),
  },
];
