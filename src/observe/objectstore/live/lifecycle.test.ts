import { describe, expect, it } from "vitest";
import { lifecycleRules } from "./lifecycle.ts";
import { Xml } from "./xml.ts";

function rulesOf(xml: string) {
  const root = Xml.parse(`<?xml version="1.0"?><LifecycleConfiguration>${xml}</LifecycleConfiguration>`);
  if (root === null) throw new Error("not XML");
  return lifecycleRules(root);
}

const named = { id: "a", enabled: true, prefix: "", expireDays: 28 };
const unnamed = { id: "rule 1", enabled: true, prefix: "", expireDays: null };

describe("observe/objectstore/live/lifecycle", () => {
  const days = "<Expiration><Days>28</Days></Expiration>";

  it.each([
    ["all objects", `<Filter/><Status>Enabled</Status>${days}`, named],
    ["a prefix", `<Filter><Prefix>v2/</Prefix></Filter><Status>Enabled</Status>${days}`, { ...named, prefix: "v2/" }],
    [
      "a prefix and a tag",
      `<Filter><And><Prefix>v2/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter><Status>Enabled</Status>${days}`,
      { ...named, prefix: "v2/" },
    ],
    ["a prefix of old", `<Prefix>v1/</Prefix><Status>Enabled</Status>${days}`, { ...named, prefix: "v1/" }],
    ["nothing for now", `<Filter/><Status>Disabled</Status>${days}`, { ...named, enabled: false }],
    [
      "a date",
      "<Filter/><Status>Enabled</Status><Expiration><Date>2027-01-01T00:00:00Z</Date></Expiration>",
      { ...named, expireDays: 0 },
    ],
    [
      "noncurrent versions",
      "<Filter/><Status>Enabled</Status><NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays></NoncurrentVersionExpiration>",
      { ...named, expireDays: null },
    ],
    [
      "delete markers",
      "<Filter/><Status>Enabled</Status><Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>",
      { ...named, expireDays: null },
    ],
  ])("reads Amazon's rule for %s", (_, body, expected) => {
    expect(rulesOf(`<Rule><ID>a</ID>${body}</Rule>`)).toEqual([expected]);
  });

  it.each([
    ["an age", "<Age>28</Age>", [{ ...unnamed, expireDays: 28 }]],
    ["a date", "<CreatedBefore>2026-01-01</CreatedBefore>", [{ ...unnamed, expireDays: 0 }]],
    ["noncurrent versions", "<Age>1</Age><IsLive>false</IsLive>", [unnamed]],
    ["newer versions", "<NumberOfNewerVersions>2</NumberOfNewerVersions>", [unnamed]],
    [
      "prefixes",
      "<Age>3</Age><MatchesPrefix>a/</MatchesPrefix><MatchesPrefix>b/</MatchesPrefix>",
      [
        { ...unnamed, prefix: "a/", expireDays: 3 },
        { ...unnamed, prefix: "b/", expireDays: 3 },
      ],
    ],
  ])("reads Google's rule that deletes by %s", (_, condition, expected) => {
    expect(rulesOf(`<Rule><Action><Delete/></Action><Condition>${condition}</Condition></Rule>`)).toEqual(expected);
  });

  it("reads Google's rule that moves objects as one that deletes none", () => {
    const action = "<Action><SetStorageClass>COLDLINE</SetStorageClass></Action>";
    expect(rulesOf(`<Rule>${action}<Condition><Age>3</Age></Condition></Rule>`)).toEqual([unnamed]);
  });

  it("takes text that is not XML for no answer, and resolves no entities of a document's own", () => {
    expect(Xml.parse("<a>")).toBeNull();
    expect(Xml.parse("")).toBeNull();
    expect(Xml.parse('<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;</a>')).toBeNull();
  });
});
