/** The built program in a terminal that is a real one: `script` (util-linux) makes it, the test is at its keyboard. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { onTestFinished } from "vitest";
import { environment, root } from "./built-gtm.ts";

export interface Terminal {
  /** All that has been shown since the last key, without colours and movements. */
  shown(): string;
  /** Waits until it shows something; throws with what it shows instead. */
  until(words: string | RegExp): Promise<string>;
  /** Types, once the program waits for it. */
  type(text: string): void;
  /** Of gtm itself. */
  readonly pid: () => number;
  /** Takes the terminal away from under the program. */
  close(): void;
  /** The exit code, as the terminal's own. */
  readonly ended: Promise<number | string>;
}

const patience = 60_000;

/** Starts `gtm` in a terminal of so many columns and rows. */
export function inTerminal(
  folder: string,
  args: readonly string[],
  {
    columns = 80,
    rows = 30,
    env = {},
  }: { columns?: number; rows?: number; env?: Readonly<Record<string, string>> } = {},
): Terminal {
  const { COLUMNS: _, ...fixed } = environment;
  const command = `stty cols ${columns} rows ${rows}; echo "pid $$."; exec "$NODE" "$GTM" ${args.map((word) => `'${word}'`).join(" ")}`;
  const child = spawn("script", ["-qfec", command, "/dev/null"], {
    cwd: folder,
    env: { ...fixed, TERM: "xterm", SHELL: "/bin/sh", NODE: process.execPath, GTM: join(root, "bin/gtm.js"), ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let [all, since] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    all += chunk.toString("utf8");
    since += chunk.toString("utf8");
  });
  child.stdin.on("error", () => {});
  const pid = () => Number(/pid (\d+)\./.exec(all)?.[1]);
  const ended = new Promise<number | string>((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => done(code ?? signal ?? ""));
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const shown = () => stripVTControlCharacters(since);
  return {
    shown,
    async until(words) {
      const deadline = Date.now() + patience;
      while (typeof words === "string" ? !shown().includes(words) : !words.test(shown())) {
        if (Date.now() > deadline) throw new Error(`waited for ${words}, and saw:\n${shown()}`);
        await sleep(10);
      }
      // A prompt throws away what comes before it listens.
      await sleep(60);
      return shown();
    },
    type(text) {
      since = "";
      child.stdin.write(text);
    },
    pid,
    close: () => void child.kill("SIGKILL"),
    ended,
  };
}
