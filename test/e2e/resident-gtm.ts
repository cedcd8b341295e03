/**
 * The built program in a process that stays, for one run after the other. Node's start and the loading of the bundle are most of
 * what a command costs; here they are paid once. Folder, environment and arguments are each run's own, standard output and
 * standard error are real; only what modules remember goes from one run to the next.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export interface Run {
  /** Of the process, or the signal that it died of. */
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

interface Call {
  readonly folder: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Runs a command once those before it have ended: a process has one folder and one environment. */
export const runInTurn = residentGtm([]);

/** Such a process for itself; `options` are node's. */
export function residentGtm(options: readonly string[]): (call: Call) => Promise<Run> {
  let resident: ChildProcess | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const runNow = (call: Call): Promise<Run> => {
    resident ??= startResident(options, call.env);
    return runIn(resident, call, () => {
      resident = null;
    });
  };
  return (call) => {
    const run = last.then(() => runNow(call));
    last = run.catch(() => {});
    return run;
  };
}

function runIn(process: ChildProcess, call: Call, ended: () => void): Promise<Run> {
  // Ends what a run writes.
  const mark = `\0${randomUUID()}\0`;
  return new Promise((done, fail) => {
    const written = { stdout: "", stderr: "" };
    const finish = (run: Run) => {
      for (const name of ["stdout", "stderr"] as const) process[name]?.removeAllListeners("data");
      process.removeAllListeners("close");
      done(run);
    };
    for (const name of ["stdout", "stderr"] as const) {
      process[name]?.on("data", (text: string) => {
        written[name] += text;
        if (!written.stdout.endsWith(mark) || !written.stderr.endsWith(mark)) return;
        const [stdout = ""] = written.stdout.split(mark);
        const [stderr = "", code] = written.stderr.split(mark);
        if (code !== undefined && code !== "") finish({ code: Number(code), stdout, stderr });
      });
    }
    // A run that hangs is the end of its test, not of those that come after.
    onTestFinished(() => {
      if (process.listenerCount("close") > 0) process.kill("SIGKILL");
    });
    process.once("close", (code, signal) => {
      ended();
      finish({ code: signal ?? code ?? "unknown", ...written });
    });
    process.send({ ...call, mark }, (error) => error && fail(error));
  });
}

/** Its end is that of the process that runs the tests: nothing here waits for it. */
function startResident(options: readonly string[], env: Call["env"]): ChildProcess {
  const script = fileURLToPath(new URL("./resident-process.js", import.meta.url));
  const child = spawn(process.execPath, [...options, script], { env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8");
  child.unref();
  child.channel?.unref();
  return child;
}
