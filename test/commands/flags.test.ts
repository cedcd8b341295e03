import { Command } from "commander";
import { describe, expect, it } from "vitest";
import type { OptionsOf } from "../../src/commands/flags.ts";

describe("the options of a command", () => {
  it("have the names and types that its flags give", () => {
    const flags = [
      ["--author <person>", "a value"],
      ["-o, --owner <handle...>", "several"],
      ["--dry-run", "two words"],
      ["--no-commit", "taken away"],
      ["--not-before <date>", "begins like a negation"],
    ] as const;
    const command = new Command();
    for (const [written, text] of flags) command.option(written, text);
    const typed = ["--author", "bo", "-o", "amara", "kim", "--dry-run", "--no-commit", "--not-before", "10/25"];
    // The type demands just these keys, each with just this type; commander gives them.
    const expected: Required<OptionsOf<typeof flags>> = {
      author: "bo",
      owner: ["amara", "kim"],
      dryRun: true,
      commit: false,
      notBefore: "10/25",
    };
    expect(command.parse(typed, { from: "user" }).opts()).toEqual(expected);
  });
});
