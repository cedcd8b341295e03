/**
 * Standard output and standard error, written at once: what did not arrive is known when `write` returns. Node's own
 * streams tell of a full disk only after the program has ended, and take a part of a text that was written for all of it.
 */
import { Buffer } from "node:buffer";
import { fstatSync, readlinkSync, writeSync } from "node:fs";
import { UserError } from "../errors.ts";
import { codeOf, failureWords } from "./files.ts";
import type { Stream } from "./streams.ts";

let readerLeft = false;

/** Whether the reader of standard output has gone (`| head`): nobody misses what is not written any more. */
export function hasReaderLeft(): boolean {
  return readerLeft;
}

/** Standard output. A write that fails throws a UserError, but for a reader that has left. */
export function standardOutput(): Stream {
  return terminalAt(1) ?? { write: writeOut };
}

/** Standard error. Where it cannot be written there is nowhere to say so. */
export function standardError(): Stream {
  return terminalAt(2) ?? { write: writeError };
}

/** Terminals that were opened: node writes to them in its own time. */
const terminals = new Set<NodeJS.WriteStream>();

/** The terminal at a descriptor; null for anything else. To ask node is to load its sockets, a tenth of a start. */
export function terminalAt(descriptor: 1 | 2): NodeJS.WriteStream | null {
  if (!isDevice(descriptor)) return null;
  const stream = descriptor === 1 ? process.stdout : process.stderr;
  if (!stream.isTTY) return null;
  // A terminal that is closed while gtm writes has nobody in front of it.
  if (!terminals.has(stream)) stream.on("error", () => {});
  terminals.add(stream);
  return stream;
}

function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    // Closed by whoever started gtm.
    return false;
  }
}

/** Waits until the terminals show what was written to them. Anything else is written at once. */
export async function allShown(): Promise<void> {
  for (const terminal of terminals) {
    // An error here is a closed terminal: nobody reads on, and there is nothing left to wait for.
    if (terminal.writableNeedDrain || terminal.writableLength > 0)
      await new Promise<void>((done) => terminal.write("", () => done()));
  }
}

function writeOut(text: string): void {
  if (readerLeft) return;
  try {
    writeAll(1, text);
  } catch (error) {
    const code = codeOf(error) ?? "";
    if (hasLeft.has(code)) readerLeft = true;
    else throw new UserError(`${failureWords("write", target(), error)}; the output is incomplete`, { cause: error });
  }
}

function writeError(text: string): void {
  try {
    writeAll(2, text);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}

/** Windows says EOF. */
const hasLeft = new Set(["EPIPE", "EOF", "ECONNRESET"]);

function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      // A pipe that somebody else has set to non-blocking, and that is full: its reader needs a moment.
      if (codeOf(error) !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Where standard output goes, as people know it; only Linux tells. */
function target(): string {
  try {
    return `standard output (${readlinkSync("/proc/self/fd/1")})`;
  } catch {
    return "standard output";
  }
}
