/** The walk through a meeting's items: the screen, and what each key does. */
import { tidyComment } from "../core/add-comment.ts";
import { type AgendaContext, agendaOf } from "../core/agenda.ts";
import { countOf } from "../core/count-of.ts";
import { type Item, isOpen } from "../core/item.ts";
import { nameOf } from "../core/item-key.ts";
import { Interrupted, LeftQuestion, UserError } from "../errors.ts";
import type { Output } from "../ports.ts";
import { changeWords, describeChange } from "../render/changes-words.ts";
import { itemView } from "../render/item-view.ts";
import { type KeyWord, keyLines, meetingView } from "../render/meeting-view.ts";
import { askForDue, askForField, askForOwner, askForWord } from "./ask-for-assignment.ts";
import { type FoundItem, findItems } from "./find-item.ts";
import type { GlobalOptions } from "./flags.ts";
import { inGit } from "./item-age.ts";
import { changesOf, keepMeeting, type Meeting, typedFile } from "./meeting.ts";
import { type MeetingTools, makeWish, takeBackLast, type Wish } from "./meeting-changes.ts";
import { readAgendaContext } from "./read-agenda.ts";
import { searchItem } from "./search-item.ts";
import { readNames } from "./targets.ts";
import { commentHelp, commentText } from "./typed-comment.ts";
import { loadWorkspace, type Workspace } from "./workspace.ts";

/** How a walk ended, for now or for good. */
export interface WalkEnd {
  readonly isFinished: boolean;
  readonly meeting: Meeting;
}

/** Where the walk stands between two keys. */
interface Step {
  readonly meeting: Meeting;
  /** What the last key came to, for the next screen. */
  readonly said: string;
}

/** What a key has to work with. */
interface Scene extends MeetingTools {
  readonly meeting: Meeting;
  readonly workspace: Workspace;
  readonly found: FoundItem;
  readonly select: AgendaContext;
}

type Key = (scene: Scene) => Promise<Step | WalkEnd>;

const clearScreen = "\u001B[2J\u001B[H";

/** Walks until the user finishes the meeting or leaves it. Whatever happens is kept before the next key. */
export async function walk(
  tools: MeetingTools,
  begun: Meeting,
  options: GlobalOptions,
  { isResumed }: { readonly isResumed: boolean },
): Promise<WalkEnd> {
  const first = loadWorkspace(tools.context, options);
  const select = await readAgendaContext(tools.context, inGit(tools.context, first), first.items, first);
  let step: Step = { meeting: begun, said: isResumed ? welcomeBack(tools, begun, first) : "" };
  for (;;) {
    const workspace = loadWorkspace(tools.context, options);
    const { meeting } = step;
    const end = await (meeting.at < meeting.order.length
      ? showItem(tools, step, workspace, select)
      : showEnd(tools, step, workspace));
    if ("isFinished" in end) return end;
    keepMeeting(tools.files, end.meeting);
    step = end;
  }
}

function welcomeBack(tools: MeetingTools, meeting: Meeting, workspace: Workspace): string {
  const changes = changesOf(meeting, tools.repository, tools.context, workspace);
  const typed = tools.files.read(typedFile);
  const isThere = changes.some(({ comments }) => comments.some(({ text }) => text === typed));
  if (isThere) tools.files.remove(typedFile);
  const lost = typed === null || isThere ? "" : "; what was typed last is in no item yet: n brings it back";
  return `The meeting goes on: ${meeting.seen.length} of ${meeting.order.length} seen, ${countOf(changes.length, "items")} changed${lost}`;
}

/** The item that is next, and the key that is pressed for it. */
async function showItem(
  tools: MeetingTools,
  { meeting, said }: Step,
  workspace: Workspace,
  select: AgendaContext,
): Promise<Step | WalkEnd> {
  const { context, repository } = tools;
  const id = meeting.order[meeting.at] ?? 0;
  const found = findOne(id, workspace);
  // Somebody has taken it away, or made it unreadable: the others wait.
  if (typeof found === "string")
    return { meeting: without(meeting, id), said: [said, found].filter(Boolean).join("\n") };
  const { item } = found;
  const here = { ...meeting, seen: [...new Set([...meeting.seen, id])] };
  keepMeeting(tools.files, here);
  const screen = screenOf(tools);
  const changed = changesOf(meeting, repository, context, workspace).find((diff) => diff.item.id === id);
  const view = {
    item,
    reasons: agendaOf([item], select)[0]?.reasons ?? [],
    title: `${workspace.tracker.title ?? "gtm"}, meeting of ${meeting.date}`,
    place: `${meeting.at + 1} of ${meeting.order.length}`,
    changes: changed ? changeWords(changed, workspace.tracker) : "",
    said,
  };
  const lines = keyLines(itemKeyWords, screen);
  show(tools, `${meetingView(view, select, screen, screen.height - lines.split("\n").length - 1)}\n`);
  return pressed(tools, here, lines, itemKeys, (key) => key({ ...tools, meeting: here, workspace, found, select }));
}

/** Waits for a key; Ctrl-C in a question leaves the question, Ctrl-C here leaves the meeting. */
async function pressed<Action>(
  { context }: MeetingTools,
  meeting: Meeting,
  lines: string,
  keys: Readonly<Record<string, Action>>,
  act: (action: Action) => Promise<Step | WalkEnd>,
): Promise<Step | WalkEnd> {
  let key: string;
  try {
    key = await context.ask.key(lines, Object.keys(keys));
  } catch (error) {
    if (error instanceof LeftQuestion) return { isFinished: false, meeting };
    throw error;
  }
  const action = keys[key];
  if (action === undefined) return { meeting, said: "" };
  try {
    return await act(action);
  } catch (error) {
    if (error instanceof LeftQuestion) return { meeting, said: "" };
    if (error instanceof Interrupted) return { isFinished: false, meeting };
    if (error instanceof UserError) return { meeting, said: errorWords(error) };
    throw error;
  }
}

function errorWords({ message, hint }: UserError): string {
  return hint === undefined ? message : `${message}\n  ${hint}`;
}

function screenOf({ context: { stdout, stderr } }: MeetingTools): Output {
  return stderr.isTerminal ? stderr : stdout;
}

function show(tools: MeetingTools, text: string): void {
  screenOf(tools).write(`${tools.context.env.TERM === "dumb" ? "\n" : clearScreen}${text}`);
}

function findOne(id: number, workspace: Workspace): FoundItem | string {
  try {
    const [found] = findItems([String(id)], workspace);
    return found ?? `there is no item ${id}`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

function without(meeting: Meeting, id: number): Meeting {
  return { ...meeting, order: meeting.order.filter((each) => each !== id) };
}

function moveTo(meeting: Meeting, at: number, said = ""): Step {
  return { meeting: { ...meeting, at: Math.max(0, Math.min(at, meeting.order.length)) }, said };
}

/** To an item wherever it stands in the walk; one that is not in it comes next, and the walk then goes on. */
function jumpTo(meeting: Meeting, { id }: Item): Step {
  const at = meeting.order.indexOf(id);
  if (at !== -1) return moveTo(meeting, at);
  const next = Math.min(meeting.at + 1, meeting.order.length);
  return moveTo({ ...meeting, order: meeting.order.toSpliced(next, 0, id) }, next);
}

const next: Key = async ({ meeting }) => moveTo(meeting, meeting.at + 1);
const back: Key = async ({ meeting }) => moveTo(meeting, meeting.at - 1);

async function change(scene: Scene, wish: Wish): Promise<Step> {
  const { meeting, found, workspace } = scene;
  return { meeting: await makeWish(scene, meeting, found, wish, workspace), said: "" };
}

/** What is typed is in a file until it is in the item. */
async function write(scene: Scene, wish: Extract<Wish, { text: string }>): Promise<Step> {
  const { files } = scene;
  if (wish.text !== "") files.write(typedFile, wish.text);
  try {
    const step = await change(scene, wish);
    files.remove(typedFile);
    return step;
  } catch (error) {
    if (!(error instanceof UserError) || error instanceof Interrupted || wish.text === "") throw error;
    throw new UserError(errorWords(error), {
      hint: `what you typed is kept in ${files.pathOf(typedFile)}; n brings it back`,
      cause: error,
    });
  }
}

const noteInLine: Key = async (scene) => {
  const { context, files } = scene;
  const draft = files.read(typedFile);
  if (draft?.includes("\n")) return noteInEditor(scene);
  const text = tidyComment(await keepLeft(files, context.ask.text("Note", draft === null ? {} : { draft })));
  if (text !== "") return write(scene, { verb: "note", text });
  files.remove(typedFile);
  return { meeting: scene.meeting, said: "" };
};

/** What was typed when a question is left stays where `n` finds it. */
async function keepLeft(files: MeetingTools["files"], question: Promise<string>): Promise<string> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof LeftQuestion) || error.typed.trim() === "") throw error;
    files.write(typedFile, error.typed);
    throw new UserError("what you typed is kept: n brings it back", { cause: error });
  }
}

const noteInEditor: Key = async (scene) => {
  const { context, files, found, workspace } = scene;
  const typed = await context.edit(files.read(typedFile) ?? commentHelp([found], workspace), "comment.md");
  try {
    const step = await write(scene, { verb: "note", text: commentText(typed.text) });
    typed.remove();
    return step;
  } catch (error) {
    throw typed.keep(error);
  }
};

const closeItem: Key = async (scene) => {
  const { context, files, meeting, found, workspace } = scene;
  const { closed, id } = found.item;
  if (closed !== null) return { meeting, said: `already closed, on ${closed}; to open it again: gtm reopen ${id}` };
  const text = tidyComment(
    await keepLeft(files, context.ask.text(`Close ${nameOf(found.item, workspace.tracker)}; comment (Enter for none)`)),
  );
  return write(scene, { verb: "close", text });
};

/** What a question about a value came to: nothing, or an assignment. */
function assign(ask: (scene: Scene) => Promise<string | null>): Key {
  return async (scene) => {
    const words = await ask(scene);
    return words === null ? { meeting: scene.meeting, said: "" } : change(scene, { verb: "set", words });
  };
}

const takeBack: Key = async (scene) => ({
  meeting: await takeBackLast(scene, scene.meeting),
  said: "the last change is taken back",
});

const viewAll: Key = async (scene) => {
  const { context, meeting, found, select } = scene;
  const screen = screenOf(scene);
  const text = itemView(found.item, select, screen);
  // A pager leaves at once where the screen holds it all: nobody would see it.
  if (text.split("\n").length > screen.height - 1) await context.page(text);
  else {
    show(scene, `${text}\n`);
    await context.ask.key("any key goes back", []);
  }
  return { meeting, said: "" };
};

type Walking = MeetingTools & Pick<Scene, "meeting" | "workspace">;

async function jump({ context, meeting, workspace }: Walking): Promise<Step> {
  const typed = (await context.ask.text("Number or key")).trim();
  if (typed === "") return { meeting, said: "" };
  const [found] = findItems(readNames([typed], workspace), workspace);
  return found ? jumpTo(meeting, found.item) : { meeting, said: "" };
}

async function search({ context, meeting, workspace }: Walking): Promise<Step> {
  const items = [...workspace.items].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || a.id - b.id);
  return jumpTo(meeting, await searchItem(context, "Search", items, workspace));
}

async function finish({ context, files, repository, meeting, workspace }: Walking): Promise<Step | WalkEnd> {
  const count = changesOf(meeting, repository, context, workspace).length;
  const typed = files.read(typedFile) === null ? "" : "; a typed note is in no item";
  const words = `${count === 0 ? "nothing was changed" : `${countOf(count, "items")} changed`}${typed}`;
  const question = `Finish the meeting (${words})${count > 0 && !meeting.each ? " and commit" : ""}?`;
  const isFinished = await context.ask.confirm(question, true);
  return isFinished ? { isFinished, meeting } : { meeting, said: "" };
}

async function pause({ meeting }: Walking): Promise<WalkEnd> {
  return { isFinished: false, meeting };
}

async function help(scene: Walking): Promise<Step> {
  const { meeting, workspace: _, ...tools } = scene;
  const lines = allKeys.map(([key, word]) => `  ${key.padEnd(13)}  ${word}`);
  const { wrapHelp } = await import("../render/wrap-text.ts");
  show(tools, `${wrapHelp(lines.join("\n"), screenOf(tools).width)}\n\n`);
  await scene.context.ask.key("any key goes back", []);
  return { meeting, said: "" };
}

const anywhere = { j: jump, "/": search, f: finish, q: pause, "?": help } as const;

const itemKeys: Readonly<Record<string, Key>> = {
  ...anywhere,
  n: noteInLine,
  N: noteInEditor,
  s: assign(({ context, found, workspace }) => askForWord(context, "status", found.item, workspace)),
  p: assign(({ context, found, workspace }) => askForWord(context, "priority", found.item, workspace)),
  d: assign(({ context, workspace }) => askForDue(context, workspace)),
  o: assign(({ context, workspace }) => askForOwner(context, workspace)),
  c: closeItem,
  "=": assign(({ context, workspace }) => askForField(context, workspace)),
  u: takeBack,
  v: viewAll,
  return: next,
  " ": next,
  right: next,
  b: back,
  left: back,
};

const itemKeyWords: readonly KeyWord[] = [
  ["n", "note"],
  ["s", "status"],
  ["d", "due"],
  ["o", "owner"],
  ["p", "priority"],
  ["c", "close"],
  ["Enter", "next"],
  ["b", "back"],
  ["j", "jump"],
  ["/", "search"],
  ["f", "finish"],
  ["?", "help"],
];

const allKeys: readonly KeyWord[] = [
  ["n", "a note in one line"],
  ["N", "a note in your editor"],
  ["s p", "status, priority"],
  ["d", "due: 10/25, +2w, next fri; - for none"],
  ["o", "owner: a name or handle; +name adds, -name takes away"],
  ["=", "any other field: FIELD=VALUE"],
  ["c", "close, with a comment"],
  ["u", "take the last change of this meeting back"],
  ["Enter, space", "the next item"],
  ["b", "the one before"],
  ["j", "jump to a number or key, also of an item that is not in the walk"],
  ["/", "search, and go there"],
  ["v", "everything about the item, in your pager"],
  ["f", "finish, and commit"],
  ["q, Ctrl-C", "leave it for now: gtm meet goes on here"],
];

/** Behind the last item: what has come of it all. */
async function showEnd(tools: MeetingTools, { meeting, said }: Step, workspace: Workspace): Promise<Step | WalkEnd> {
  const { context, repository } = tools;
  const changes = changesOf(meeting, repository, context, workspace);
  const lines = changes.map((diff) => `  ${describeChange(diff, workspace.tracker)}`);
  const sum = `All ${countOf(meeting.order.length, "items")} walked, ${meeting.seen.length} seen, ${countOf(changes.length, "items")} changed`;
  const screen = screenOf(tools);
  const keys = keyLines(endKeyWords, screen);
  const { wrapText } = await import("../render/wrap-text.ts");
  const text = [sum, ...lines, ...(said === "" ? [] : [said])].join("\n");
  show(tools, `${wrapText(text, screen.width)}\n\n`);
  return pressed(tools, meeting, keys, endKeys, (key) => key({ ...tools, meeting, workspace }));
}

const endKeys: Readonly<Record<string, (scene: Walking) => Promise<Step | WalkEnd>>> = {
  ...anywhere,
  b: async ({ meeting }) => moveTo(meeting, meeting.order.length - 1),
  left: async ({ meeting }) => moveTo(meeting, meeting.order.length - 1),
  return: finish,
};

const endKeyWords: readonly KeyWord[] = [
  ["f", "finish"],
  ["b", "back"],
  ["j", "jump"],
  ["/", "search"],
  ["q", "leave for now"],
  ["?", "help"],
];
