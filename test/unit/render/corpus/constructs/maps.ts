import { type Construct, configMap, object } from "../fragment.ts";

/** Maps as a whole, ranged over, merged and picked from. */
export const MAPS: readonly Construct[] = [
  {
    name: "map by toYaml",
    make: (random) => {
      const [one, two] = [random.word(), random.word()];
      return {
        values: {
          labels: { [one]: random.word(), [two]: random.word() },
          resources: { limits: { cpu: "2", memory: "4Gi" } },
        },
        template: object(
          "Mapped",
          "ID",
          "spec:\n  labels:\n    {{- toYaml @.labels | nindent 4 }}\n  resources:\n    {{- @.resources | toYaml | nindent 4 }}\n",
        ),
        moves: `
        labels.${one} -> Mapped/ID /spec/labels/${one} same
        labels.${two} -> Mapped/ID /spec/labels/${two} same
        resources.limits.cpu -> Mapped/ID /spec/resources/limits/cpu same
        resources.limits.memory -> Mapped/ID /spec/resources/limits/memory same
        key:labels.${one} -> Mapped/ID /spec/labels/${one} key
        key:labels.${two} -> Mapped/ID /spec/labels/${two} key
        key:resources.limits -> Mapped/ID /spec/resources/limits key optional
        key:resources.limits.cpu -> Mapped/ID /spec/resources/limits/cpu key optional
        key:resources.limits.memory -> Mapped/ID /spec/resources/limits/memory key optional`,
      };
    },
  },
  {
    name: "map ranged over",
    make: (random) => {
      const [one, two] = [random.word(), random.word()].sort();
      return {
        values: { env: { [one ?? ""]: random.word(), [two ?? ""]: random.between(2, 900) } },
        template: object(
          "Vars",
          "ID",
          "spec:\n  env:\n  {{- range $name, $value := @.env }}\n  - name: {{ $name | upper }}\n    value: {{ $value | quote }}\n  {{- end }}\n",
        ),
        moves: `
        env.${one} -> Vars/ID /spec/env/0/value same
        env.${two} -> Vars/ID /spec/env/1/value quoted
        key:env.${one} -> Vars/ID /spec/env/0/name key
        key:env.${two} -> Vars/ID /spec/env/1/name key`,
      };
    },
  },
  {
    name: "keys that become objects",
    make: (random) => {
      const [one, two] = [random.word(), random.word()];
      const topic = () => ({ partitions: random.between(2, 40), config: { retention: random.between(1000, 9000) } });
      return {
        values: { topics: { [one]: topic(), [two]: topic() } },
        template: `{{- range $name, $topic := @.topics }}\n---\n${object("Topic", "ID-{{ $name }}", "spec:\n  partitions: {{ $topic.partitions }}\n  config:\n    retention: {{ $topic.config.retention | quote }}\n")}{{- end }}\n`,
        moves: [one, two]
          .map(
            (name) => `
        topics.${name}.partitions -> Topic/ID-${name} /spec/partitions same
        topics.${name}.config.retention -> Topic/ID-${name} /spec/config/retention quoted
        key:topics.${name} -> Topic/ID-${name} /metadata/name key`,
          )
          .join(""),
      };
    },
  },
  {
    name: "keys that are given other names",
    make: (random) => ({
      values: { image: { pullPolicy: random.word(), registry: random.word() } },
      template: object(
        "Renamed",
        "ID",
        "spec:\n  imagePullPolicy: {{ @.image.pullPolicy }}\n  {{- with @.image }}\n  source:\n    host: {{ .registry }}\n  {{- end }}\n",
      ),
      moves: `
        image.pullPolicy -> Renamed/ID /spec/imagePullPolicy same
        image.registry -> Renamed/ID /spec/source/host same`,
    }),
  },
  {
    name: "variables and nested with",
    make: (random) => ({
      values: {
        outer: { inner: { name: random.word(), port: random.between(2000, 9000) }, kind: random.word() },
        label: random.word(),
      },
      template: `{{- $outer := @.outer }}\n{{- $label := @.label | default "none" }}\n${object("Scoped", "ID", "spec:\n  {{- with $outer }}\n  kind: {{ .kind }}\n  {{- with .inner }}\n  name: {{ .name }}\n  port: {{ .port }}\n  label: {{ $label }}\n  {{- end }}\n  {{- end }}\n")}`,
      moves: `
        outer.inner.name -> Scoped/ID /spec/name same
        outer.inner.port -> Scoped/ID /spec/port same
        outer.kind -> Scoped/ID /spec/kind same
        label -> Scoped/ID /spec/label same`,
    }),
  },
  {
    name: "maps of maps with lists",
    make: (random) => {
      const [one, two] = [random.word(), random.word()].sort();
      return {
        values: {
          users: {
            [one ?? ""]: { groups: [random.word(), random.word()], topics: [random.word()] },
            [two ?? ""]: { groups: [random.word()], topics: [] },
          },
        },
        template: `{{- range $user, $of := @.users }}\n---\n${object("User", "ID-{{ $user }}", "spec:\n  acls:\n  {{- range $of.groups }}\n  - group: {{ . }}\n    operations: [Read]\n  {{- end }}\n  {{- range $of.topics }}\n  - topic: {{ . }}\n  {{- end }}\n")}{{- end }}\n`,
        moves: `
        users.${one}.groups[0] -> User/ID-${one} /spec/acls/0/group
        users.${one}.groups[1] -> User/ID-${one} /spec/acls/1/group
        users.${one}.topics[0] -> User/ID-${one} /spec/acls/2/topic
        users.${two}.groups[0] -> User/ID-${two} /spec/acls/0/group
        users.${two}.topics -> User/ID-${two} /spec/acls/1 absent
        key:users.${one} -> User/ID-${one} /metadata/name key
        key:users.${two} -> User/ID-${two} /metadata/name key`,
        changes: { [`users.${two}.topics`]: ["other"] },
      };
    },
  },
  {
    name: "keys joined",
    make: (random) => {
      const [one, two] = [random.word(), random.word()].sort();
      return {
        values: { enabled: { [one ?? ""]: true, [two ?? ""]: true } },
        template: configMap('names: {{ keys @.enabled | sortAlpha | join "," }}\n'),
        moves: `
        key:enabled.${one} -> /data/names
        key:enabled.${two} -> /data/names`,
        still: [`enabled.${one}`, `enabled.${two}`],
      };
    },
  },
  {
    name: "maps merged",
    make: (random) => ({
      values: { base: { a: random.word(), b: random.word() }, over: { b: random.word(), c: random.word() } },
      template: object("Merged", "ID", "spec:\n  {{- mergeOverwrite (dict) @.base @.over | toYaml | nindent 2 }}\n"),
      moves: `
        base.a -> Merged/ID /spec/a same
        over.b -> Merged/ID /spec/b same
        over.c -> Merged/ID /spec/c same
        key:base.a -> Merged/ID /spec/a key optional
        key:over.b -> Merged/ID /spec/b optional
        key:over.c -> Merged/ID /spec/c key optional`,
      still: ["base.b"],
    }),
  },
  {
    name: "single keys taken",
    make: (random) => ({
      values: {
        "a-b": { "c.d": random.word() },
        map: { x: random.word(), y: random.word(), z: random.word() },
        deep: { down: random.word() },
      },
      template: `${object("Taken", "ID", 'spec:\n  index: {{ index .Values.ID "a-b" "c.d" }}\n  get: {{ get @.map "x" }}\n  picked: {{ pick @.map "y" | toJson }}\n  dug: {{ dig "down" "none" @.deep }}\n')}`,
      moves: `
        ["a-b"]["c.d"] -> Taken/ID /spec/index same
        map.x -> Taken/ID /spec/get same
        map.y -> Taken/ID /spec/picked/y same
        deep.down -> Taken/ID /spec/dug same`,
      unread: ["map.z"],
    }),
  },
];
