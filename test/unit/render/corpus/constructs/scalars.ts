import { type Construct, configMap, object } from "../fragment.ts";

/** One leaf, one or several fields. */
export const SCALARS: readonly Construct[] = [
  {
    name: "plain values",
    make: (random) => ({
      values: {
        name: random.word(),
        count: random.between(2, 90),
        ratio: 0.25,
        nested: { deep: { text: random.word() } },
      },
      template: object(
        "Plain",
        "ID",
        "spec:\n  name: {{ @.name }}\n  count: {{ @.count }}\n  ratio: {{ @.ratio }}\n  text: {{ $.Values.ID.nested.deep.text }}\n",
      ),
      moves: `
        name -> Plain/ID /spec/name same
        count -> Plain/ID /spec/count same
        ratio -> Plain/ID /spec/ratio same
        nested.deep.text -> Plain/ID /spec/text same`,
    }),
  },
  {
    name: "quoted values",
    make: (random) => ({
      values: { text: random.word(), number: random.between(2, 9000), switch: true, bare: random.between(2, 900) },
      template: configMap(
        'text: {{ @.text | quote }}\nnumber: {{ @.number | quote }}\nswitch: {{ @.switch | quote }}\nbare: "{{ @.bare }}"\n',
      ),
      moves: `
        text -> /data/text same
        number -> /data/number quoted
        switch -> /data/switch quoted
        bare -> /data/bare quoted`,
    }),
  },
  {
    name: "text that becomes a number",
    make: (random) => ({
      values: { port: String(random.between(2000, 9000)), flag: "true" },
      template: object("Port", "ID", "spec:\n  port: {{ @.port }}\n  flag: {{ @.flag }}\n"),
      moves: `
        port -> Port/ID /spec/port quoted
        flag -> Port/ID /spec/flag quoted`,
      changes: { port: "7777", flag: "false" },
    }),
  },
  {
    name: "formatted text",
    make: (random) => ({
      values: {
        host: random.word(),
        name: random.word(),
        level: random.word(),
        long: random.word(),
        item: random.word(),
      },
      template: configMap(
        'host: {{ printf "https://%s.example.org/x" @.host }}\nname: pre-{{ @.name }}-post\nlevel: {{ @.level | upper }}\nlong: {{ @.long | trunc 63 | trimSuffix "-" }}\nitem: {{ @.item | replace "-" "_" | squote }}\n',
      ),
      moves: `
        host -> /data/host formatted
        name -> /data/name formatted
        level -> /data/level formatted
        long -> /data/long same
        item -> /data/item same`,
    }),
  },
  {
    name: "quantities",
    make: (random) => ({
      values: {
        memory: `${random.between(2, 60)}Gi`,
        cpu: `${random.between(100, 900)}m`,
        disk: random.between(20, 90),
        size: "10Gi",
      },
      template: object(
        "Sized",
        "ID",
        'spec:\n  memory: {{ @.memory }}\n  cpu: {{ @.cpu | quote }}\n  disk: {{ @.disk }}Gi\n  half: {{ @.size | trimSuffix "Gi" | atoi }}\n',
      ),
      moves: `
        memory -> Sized/ID /spec/memory same
        cpu -> Sized/ID /spec/cpu same
        disk -> Sized/ID /spec/disk formatted
        size -> Sized/ID /spec/half`,
      changes: { memory: "61Gi", cpu: "50m", size: "12Gi" },
    }),
  },
  {
    name: "numbers that are computed",
    make: (random) => ({
      values: {
        replicas: random.between(3, 9),
        base: random.between(100, 900),
        retention: random.between(2, 30) * 86_400_000,
      },
      template: object(
        "Computed",
        "ID",
        "spec:\n  quorum: {{ div @.replicas 2 }}\n  next: {{ add @.base 10 }}\n  retention: {{ int64 @.retention | quote }}\n  raw: {{ mul @.base 2 }}\n",
      ),
      moves: `
        replicas -> Computed/ID /spec/quorum
        base -> Computed/ID /spec/next formatted
        base -> Computed/ID /spec/raw
        retention -> Computed/ID /spec/retention quoted`,
      changes: { replicas: 11 },
    }),
  },
  {
    name: "defaults, coalesce and ternary",
    make: (random) => ({
      values: { set: random.word(), empty: "", second: random.word(), on: true, given: random.word(), one: 1 },
      template: configMap(
        'set: {{ @.set | default "none" }}\nfirst: {{ coalesce @.empty @.second }}\nflag: {{ ternary "yes" "no" @.on | quote }}\ngiven: {{ required "given must be set" @.given }}\none: {{ @.one | default 7 | quote }}\n',
      ),
      moves: `
        set -> /data/set same
        empty -> /data/first
        second -> /data/first same
        on -> /data/flag condition
        given -> /data/given same
        one -> /data/one quoted`,
      changes: { empty: "other" },
    }),
  },
  {
    name: "one leaf in many fields",
    make: (random) => ({
      values: { name: random.word(), port: random.between(3000, 9000) },
      template: `${object("Front", "ID", "spec:\n  name: {{ @.name }}\n  port: {{ @.port }}\n  url: http://{{ @.name }}:{{ @.port }}\n")}---\n${object("Back", "ID", "metadata2:\n  labels:\n    app: {{ @.name | quote }}\nspec:\n  target: {{ @.port | toString | quote }}\n")}`,
      moves: `
        name -> Front/ID /spec/name same
        name -> Front/ID /spec/url
        name -> Back/ID /metadata2/labels/app same
        port -> Front/ID /spec/port same
        port -> Front/ID /spec/url
        port -> Back/ID /spec/target quoted`,
    }),
  },
  {
    name: "names of objects",
    make: (random) => {
      const name = random.word();
      return {
        values: { name, space: random.word() },
        template: `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ID-{{ @.name }}\ndata:\n  x: y\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ID\n  namespace: ID-{{ @.space }}\n`,
        moves: `
        name -> ConfigMap/ID-${name} /metadata/name formatted
        space -> ServiceAccount/ID /metadata/namespace formatted`,
      };
    },
  },
];
