import { describe, expect, it } from "vitest";
import { InvalidParameter, parseAssignments } from "./parameter.ts";

describe("render/values/parameter", () => {
  it.each([
    ["a=1", [[["a"], 1]]],
    ["a.b=x", [[["a", "b"], "x"]]],
    ["a[0].c=x", [[["a", 0, "c"], "x"]]],
    ["a[1][0]=x", [[["a", 1, 0], "x"]]],
    ["a\\.b=x\\,y", [[["a.b"], "x,y"]]],
    ["a=", [[["a"], ""]]],
    ["a={}", [[["a"], []]]],
    ["a={x,1,true}", [[["a"], ["x", 1, true]]]],
    [
      "a={x},b=2",
      [
        [["a"], ["x"]],
        [["b"], 2],
      ],
    ],
    ["a=null", [[["a"], null]]],
    ["a=TRUE", [[["a"], true]]],
    ["a=0", [[["a"], 0]]],
    ["a=007", [[["a"], "007"]]],
    ["a=-5", [[["a"], -5]]],
    ["a=1.5", [[["a"], "1.5"]]],
    ["a=99999999999999999999", [[["a"], "99999999999999999999"]]],
    ["a=b=c", [[["a"], "b=c"]]],
    ["=x", []],
  ])("reads %s as --set does", (text, expected) => {
    expect(parseAssignments(text, false).map(({ path, value }) => [path, value])).toEqual(expected);
  });

  it("leaves everything text where strings are forced", () => {
    expect(parseAssignments("a={1,true},b=null", true).map(({ value }) => value)).toEqual([["1", "true"], "null"]);
  });

  it.each(["a", "a,b=1", "a={x", "a[x]=1", "a[-1]=1", "a[99999]=1"])("refuses %s", (text) => {
    expect(() => parseAssignments(text, false)).toThrow(InvalidParameter);
  });
});
