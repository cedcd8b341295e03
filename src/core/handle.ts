/** Handles: the short names of people, which stand behind `@`. */
import { handlePattern } from "./comment-head.ts";
import { once } from "./once.ts";

const wholeHandle = once(() => new RegExp(`^${handlePattern}$`, "u"));

export function isHandle(text: string): boolean {
  return wholeHandle().test(text);
}

/** A text in a form that can stand behind `@`, up to its own first `@`; null where nothing of it can. */
export function toHandle(text: string): string | null {
  const handle = text
    .replace(/@.*$/, "")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[._-]+|[._-]+$/g, "");
  return isHandle(handle) ? handle : null;
}

/** `amara.osei` of Amara Osei; null where no handle can be made of a name. */
export function handleOfName(name: string): string | null {
  return toHandle(name.toLowerCase().trim().replace(/\s+/g, "."));
}
