/** What was read of a file, as bytes: of thousands of files, their texts as strings are most of what memory costs. */
import { Buffer, isAscii, isUtf8 } from "node:buffer";
import type { FileIdentity } from "./index-file.ts";

type Encoding = "latin1" | "utf8";

/** Gives a text anew whenever somebody asks for it. A class, whose thousands share one getter. */
export class FileText {
  readonly name: string;
  /** Only where the file can be told again: not of a link, say. */
  readonly identity: FileIdentity | null;
  readonly #bytes: Buffer;
  readonly #encoding: Encoding;

  constructor(name: string, bytes: Buffer, encoding: Encoding, identity: FileIdentity | null) {
    this.name = name;
    this.identity = identity;
    this.#bytes = bytes;
    this.#encoding = encoding;
  }

  get text(): string {
    return this.#bytes.toString(this.#encoding);
  }
}

/** How UTF-8 bytes are read, or null for what is no text. */
export function encodingOf(bytes: Uint8Array): Encoding | null {
  // A NUL passes as UTF-8, but no text has one, and git takes the file for binary.
  if (bytes.includes(0)) return null;
  // Copied instead of decoded: a quarter less of what a cold list of thousands of files takes to read them.
  if (isAscii(bytes)) return "latin1";
  return isUtf8(bytes) ? "utf8" : null;
}

/** The text of UTF-8 bytes with its byte order mark, or null: the bytes that are written back must be the bytes read. */
export function decodeText(bytes: Uint8Array): string | null {
  const encoding = encodingOf(bytes);
  return encoding && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding);
}
