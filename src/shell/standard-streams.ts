/**
 * Standard output and standard error, written at once: what did not arrive is known when `write` returns. Node's own
 * streams tell of a full disk only after the program has ended, and take a part of a text that was written for all of it.
 */
import { Buffer } from "node:buffer";
import { readlinkSync, writeSync } from "node:fs";
import { isatty } from "node:tty";
import { UserError } from "../errors.ts";
import { codeOf, failureWords } from "./files.ts";
import type { Stream } from "./streams.ts";

/** The reader of standard output has gone (`| head`): nobody misses what is not written any more. */
export let readerLeft = false;

/** Standard output. A write that fails throws a UserError, but for a reader that has left. */
export function standardOutput(): Stream {
  return isatty(1) ? terminal(process.stdout) : { write: writeOut };
}

/** Standard error. Where it cannot be written there is nowhere to say so. */
export function standardError(): Stream {
  return isatty(2) ? terminal(process.stderr) : { write: writeError };
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

/** A terminal that is closed while gtm writes has nobody in front of it. */
function terminal(stream: NodeJS.WriteStream): Stream {
  if (stream.listenerCount("error") === 0) stream.on("error", () => {});
  return stream;
}
