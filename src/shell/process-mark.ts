/** Which process made a file, said so that another one can tell whether it still lives. */
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { isAlive } from "./is-alive.ts";

export interface ProcessMark {
  readonly pid: number;
  readonly host: string;
  /** Where the id means this process: two containers of one name, or two hosts on one share, count from 1 each. */
  readonly space: string;
  /** When it began, in the system's own count: ids come back. Null where the system does not tell. */
  readonly started: string | null;
}

/** The mark of a process that lives now, in this process's own space. */
export function markProcess(pid: number): ProcessMark {
  return { pid, host: hostname(), space: ownSpace(), started: stateOf(pid)?.started ?? null };
}

/** "unknown" for a process of another host or container: it cannot be asked. */
export function judgeProcess({ pid, space, started }: ProcessMark): "alive" | "dead" | "unknown" {
  if (space !== ownSpace()) return "unknown";
  if (!isAlive(pid)) return "dead";
  const now = stateOf(pid);
  if (now?.isOver) return "dead";
  return now !== null && started !== null && now.started !== started ? "dead" : "alive";
}

/** A mark as it was read from a file, or null for anything else. */
export function readMark(value: unknown): ProcessMark | null {
  if (typeof value !== "object" || value === null) return null;
  const { pid, host, space, started } = value as Readonly<Record<string, unknown>>;
  // 0 and negative numbers would ask after process groups.
  if (typeof pid !== "number" || !Number.isInteger(pid) || pid <= 0) return null;
  if (typeof host !== "string") return null;
  return {
    pid,
    host,
    space: typeof space === "string" ? space : "",
    started: typeof started === "string" ? started : null,
  };
}

let known: string | undefined;

function ownSpace(): string {
  known ??= linuxSpace() ?? hostname();
  return known;
}

/** The boot and the process namespace; null where there is no /proc. */
function linuxSpace(): string | null {
  try {
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return null;
  }
}

/** A process that has ended, but whose parent has not asked how, still answers to signals. */
function stateOf(pid: number): { isOver: boolean; started: string | null } | null {
  try {
    // The name, in brackets, may hold blanks and brackets itself: the fields are counted behind it.
    const [state = "", ...fields] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return { isOver: state === "Z" || state === "X", started: fields[18] ?? null };
  } catch {
    return null;
  }
}
