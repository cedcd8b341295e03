/** Standard input and output as ports. */
import type { Input, Output } from "../ports.ts";
import type { Environment } from "./git-process.ts";

/** The part of a tty or pipe that matters here. */
export interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  getColorDepth?(env?: object): number;
}

/** An output; the stream is fetched when it is first used, for it costs time to open. */
export function output(stream: () => Stream, env: Environment): Output {
  return {
    write: (text) => {
      stream().write(text);
    },
    get isTerminal() {
      return stream().isTTY === true;
    },
    get width() {
      return given(env.COLUMNS) ?? (stream().columns || 80);
    },
    get height() {
      return given(env.LINES) ?? (stream().rows || Number.POSITIVE_INFINITY);
    },
    get colour() {
      return colourOf(stream(), env);
    },
  };
}

/** A size that the user gives in the environment. */
function given(size: string | undefined): number | undefined {
  const number = Number(size);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** FORCE_COLOR as chalk and node read it, before NO_COLOR (no-color.org: any value but the empty one). */
function colourOf(stream: Stream, env: Environment): Output["colour"] {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) {
    if (forced === "0" || forced === "false") return 0;
    return forced === "3" ? 3 : forced === "2" ? 2 : 1;
  }
  const refused = env.NO_COLOR;
  if ((refused !== undefined && refused !== "") || env.TERM === "dumb" || stream.isTTY !== true) return 0;
  const depth = stream.getColorDepth?.(env) ?? 1;
  return depth >= 24 ? 3 : depth >= 8 ? 2 : depth >= 4 ? 1 : 0;
}

/** An input that is read to its end at once. */
export function input(stream: () => AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean }): Input {
  return {
    get isTerminal() {
      return stream().isTTY === true;
    },
    // Decoded as a whole: a character may lie across two chunks.
    read: async () => (await readAll(stream())).toString("utf8"),
    readBytes: () => readAll(stream()),
  };
}

async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}
