/** What a command may touch: streams, files, git, clock, editor, prompts. `shell` implements these, tests fake them. */
import type { IsoDate } from "./core/calendar.ts";

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Columns of the terminal (or of COLUMNS). */
  readonly width: number;
  /** Lines of the terminal (or of LINES); Infinity where nobody knows. */
  readonly height: number;
  /** chalk's level: 0 none, 1 basic, 2 256, 3 true colour. */
  readonly colour: 0 | 1 | 2 | 3;
}

export interface Input {
  readonly isTerminal: boolean;
  /** All of standard input, as UTF-8. */
  read(): Promise<string>;
  /** The same in whatever encoding it has. */
  readBytes(): Promise<Uint8Array>;
}

/** A file as it was read; `problem` says why it could not be (a link out of the folder, too large, not UTF-8). */
export type FileReading =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly problem: string };

/** Plain data, which is the same once it was JSON. */
export type KeptValue = string | number | boolean | null | object;
/** What is kept of one file from one run to the next. */
export type KeptRow = readonly KeptValue[];

/** Rows that hold what follows from a file's text and the key, and from nothing else. */
export interface FileIndex {
  /** A short word. */
  readonly name: string;
  readonly key: string;
}

/** A folder at one moment: its files by name, read one by one. */
export interface FolderSurvey {
  /** Of the files that `Files.readFolder` gives, in their order. */
  readonly names: readonly string[];
  /** As the file is now. */
  read(name: string): FileReading;
  /** Of how many files an index knows nothing as they are now. */
  unknown(index: FileIndex): number;
  /** By name, what an index keeps of a file that has not changed since it was read for it; null of any other. */
  kept(index: FileIndex): (name: string) => KeptRow | null;
  /** Adds to an index what follows from some readings; at will, since it may be read again. Never fails. */
  keep(index: FileIndex, rows: readonly (readonly [FileReading, KeptRow])[]): void;
}

export interface Files {
  exists(path: string): boolean;
  isFolder(path: string): boolean;
  /** UTF-8 text. Throws a UserError where there is no such file or it is no text. */
  read(path: string): string;
  /** The bytes of a file that may be in any encoding. Throws a UserError where there is none. */
  readBytes(path: string): Uint8Array;
  /**
   * The `.md` files directly in a folder, by name. Links that lead out of the folder are not followed, files over 2 MB
   * are not read, nor what looks like an item by another ending or in a folder within: each is reported, none is skipped.
   */
  readFolder(folder: string): readonly FileReading[];
  /** The same files, for whoever does not need to read all of them. */
  survey(folder: string): FolderSurvey;
  /** The names of all that lies directly in a folder; nothing is read. */
  names(folder: string): readonly string[];
  /** One of these files; null where there is none of that name. */
  readInFolder(folder: string, name: string): FileReading | null;
  /** Creates folders as needed; replaces the file at once (temporary file and rename), keeping its mode. A large text may come in parts. Refuses to write through a link that leads out of `within`. */
  write(path: string, text: string | readonly string[], within: string): void;
  /** The path with every link resolved; of a file that is not there yet, its folder's. */
  realPath(path: string): string;
}

export interface Repository {
  /** Absolute path of the work tree's top. */
  readonly top: string;
  /** Absolute path of the git folder of this work tree. */
  readonly gitFolder: string;
  /** Absolute path of the folder with its hooks. */
  readonly hooks: string;
  /** Absolute path of the file that a clone without the older part of its history has. */
  readonly shallowMark: string;
  /** Why no commit can be made now (a merge in progress, …), with what to do; null when one can. */
  readonly obstacle: { message: string; hint: string } | null;
}

/** A file to change: `edit` gets the text and gives the new one (null: no such file). It must be pure: it may run twice. */
export interface FileEdit {
  /** Absolute. */
  readonly path: string;
  readonly edit: (text: string | null) => string | null;
  /** The text that the plan was made from (null: no such file): where another is there by now, the plan is made anew. */
  readonly madeFrom?: string | null;
  /** True for a file that a killed command has written and not committed: it is committed although the text stays. */
  readonly isLeftover?: boolean;
}

/** From the commit that is checked out to one whose tree the edits of a change lead to. */
export interface BranchMove {
  readonly from: string;
  readonly to: string;
}

export interface Identity {
  readonly name: string;
  readonly email: string;
}

export interface Git {
  /**
   * Puts in order what a gtm that was cut off in the middle of a change has left in the repository around a folder, and
   * tells the user; does nothing where there is no such thing, or no repository. To be called first of all.
   */
  recover(folder: string): Promise<void>;
  /** The repository around a folder. Throws a UserError outside of one, in a bare one, or where git is missing. */
  repository(folder: string): Promise<Repository>;
  /** Who commits here. Throws a UserError that says how to set an identity. */
  identity(folder: string): Promise<Identity>;
  /**
   * Under the repository's lock: asks `plan` what to do, reads each file, writes what its `edit` makes of it, and commits
   * exactly these changes. What the user has staged or changed, in these files or elsewhere, stays as it is and
   * uncommitted. A plan or an edit that throws leaves everything as it was; `plan` may be asked again, where files were
   * saved meanwhile. Gives the short commit id, or null where nothing changed or `commit` is false (`--no-commit`: the
   * change stays in the work tree). With `move` no commit is made: the branch goes to one that is there, which the
   * edits must lead to, and its id is given.
   */
  change(
    repository: Repository,
    plan: () => ChangePlan,
    options: { readonly commit: boolean; readonly move?: BranchMove },
  ): Promise<string | null>;
  branch(repository: Repository): Promise<Branch>;
  /** Runs `work` while no other meeting is held in this work tree. Throws a UserError that names whoever holds one. */
  meeting<Result>(repository: Repository, work: (files: MeetingFiles) => Promise<Result>): Promise<Result>;
  /** Runs `work` while no other sync runs in this work tree; a sync that is killed in it is told of by the next command. */
  syncing<Result>(repository: Repository, work: () => Promise<Result>): Promise<Result>;
  /** Gets the remote's branches, the upstream one among them; nothing of the user's changes. */
  fetch(repository: Repository, call: RemoteCall): Promise<RemoteAnswer>;
  /** How many commits HEAD has that the other (a revision; null for nothing) has not, and the other way round. */
  distance(repository: Repository, other: string | null): Promise<{ readonly ahead: number; readonly behind: number }>;
  /** What HEAD and another revision have each done since they parted. Throws a UserError where they have no commit in common. */
  parting(repository: Repository, other: string): Promise<Parting>;
  /**
   * The files of a folder (from the top) that commits of a revision have added which `since` has not, by their paths, with the
   * ids of the texts that they began as.
   */
  additions(
    repository: Repository,
    folder: string,
    span: { readonly since: string; readonly revision: string },
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Under the lock of changes: joins the checked-out branch with its upstream by git's own merge or rebase. `driver` is the
   * command of gtm's merge driver for this time, where the clone does not have one. `env` is added to git's
   * environment, and to the driver's.
   */
  join(
    repository: Repository,
    upstream: Pick<Upstream, "tracking" | "shown">,
    how: Branch["joins"] & { readonly driver: string | null; readonly env?: Readonly<Record<string, string>> },
  ): Promise<Joining>;
  /**
   * Under the lock of changes: takes back a merge (an id) that nobody has yet, so that it can be made anew; false where it is
   * not HEAD any more, or work that is not committed stands in the way.
   */
  unjoin(repository: Repository, merge: string): Promise<boolean>;
  /** Under the lock of changes: commits the merge that git has stopped at, with git's own message; gives its short id. */
  commitMerge(repository: Repository): Promise<string>;
  /** Publishes a commit as the upstream's target; never by force. */
  push(repository: Repository, commit: string, call: RemoteCall): Promise<RemoteAnswer>;
  /**
   * Who wrote the lines (1-based) of a file (from the top), as it lies in the work tree, that a revision does not have:
   * their e-mail address, "" where it is not committed yet. Null where no line of the file is committed.
   */
  authors(repository: Repository, path: string, since: string): Promise<ReadonlyMap<number, string> | null>;
  /** Which of some files (from the top) came to the checked-out branch last; null where it came together with another. */
  addedLast(repository: Repository, paths: readonly string[]): Promise<string | null>;
  /**
   * The names of the Markdown files directly in a folder (from the top) that the checked-out commit, the index, or a local or
   * remote-tracking branch has.
   */
  tracked(repository: Repository, folder: string): Promise<readonly string[]>;
  /** The commits that touch some paths (from the top), newest first; `subject` is a part of theirs. */
  commits(
    repository: Repository,
    search: { readonly paths: readonly string[]; readonly subject?: string; readonly revision?: string },
  ): Promise<readonly HistoryCommit[]>;
  /** The meetings that commits of HEAD in a folder (from the top) were made in, as their trailers say; the newest commit first. */
  meetings(repository: Repository, folder: string): Promise<readonly MeetingCommit[]>;
  /** The texts of objects, named by ids or as `REV:path`, in their order; each is known by its name, and none that is not there is left out. */
  texts(repository: Repository, names: readonly string[]): Promise<readonly FileReading[]>;
  /** The commit that a revision names. Throws a UserError where it names none. */
  revision(repository: Repository, word: string): Promise<HistoryCommit>;
  /** The newest commit at the end of an ISO date, or null. Throws a UserError where a shallow clone cannot tell. */
  newestOf(repository: Repository, day: string): Promise<HistoryCommit | null>;
  /** The branches and tags of a name, in full (`refs/tags/Q1`). */
  refsNamed(repository: Repository, name: string): Promise<readonly string[]>;
  /** What branches, remote-tracking branches and tags are called, the newest commits' first; some hundreds at most. */
  refNames(repository: Repository): Promise<readonly string[]>;
  /**
   * The `.md` files directly in a folder (from the top) as a revision has them, read like those of `Files.readFolder`;
   * none before the first commit.
   */
  folderAt(repository: Repository, revision: string, folder: string): Promise<readonly FileReading[]>;
  /**
   * The files directly in a folder or within it that differ between two states, with their texts; its `tracker.md` in any
   * case. What git ignores is not there. Renames are a file that is gone and one that is new. Throws a UserError where a
   * word is no revision, two revisions have no commit in common, or the clone is too shallow.
   */
  compare(place: FolderPlace, span: RevisionSpan): Promise<readonly FileChange[]>;
  /** The paths, from the top, of what differs outside of a folder. */
  changedOutside(place: FolderPlace, span: RevisionSpan): Promise<readonly string[]>;
  /** The same span by the ids of its commits. */
  commitsOf(place: FolderPlace, span: RevisionSpan): Promise<RevisionSpan>;
  /** The files that differ between two commits (ids), by their paths from the top. */
  changesBetween(repository: Repository, from: string, to: string): Promise<readonly ChangedFile[]>;
  /** The texts of files' objects as the work tree would have them (CRLF, git-crypt, …); null for what is no text. */
  filteredTexts(
    repository: Repository,
    files: readonly { readonly id: string; readonly path: string }[],
  ): Promise<readonly (string | null)[]>;
  /** The commits that HEAD was at, newest first, each with what brought it there: some hundreds at most, none where git keeps no log of it. */
  reflog(repository: Repository): Promise<readonly { readonly id: string; readonly message: string }[]>;
  /** Where a commit is in the repository. */
  whereabouts(repository: Repository, commit: string): Promise<Whereabouts>;
  /** What a merge, rebase, cherry-pick, revert or stash pop has stopped at. */
  stopped(repository: Repository): Promise<Stopped>;
  /**
   * What git's own text merge makes of three texts, with conflict markers of a size, in each style that this git knows;
   * its labels are none that anybody has given.
   */
  plainMerges(
    repository: Repository,
    texts: { readonly base: string; readonly ours: string; readonly theirs: string },
    markerSize: number,
  ): Promise<readonly string[]>;
  /**
   * Under the repository's lock: writes files that git could not merge, and takes those that are solved into the index. A file
   * that no longer has its `before` is not written: throws a UserError.
   */
  settle(repository: Repository, settlements: () => readonly Settlement[]): Promise<void>;
  /** What git is set to in a folder (`merge.conflictStyle`), wherever it is set; null where it is not. */
  setting(folder: string, key: string): Promise<string | null>;
  /** Whether it is set to anything. */
  hasSetting(folder: string, key: string): Promise<boolean>;
  /** Sets it for this clone alone. */
  set(repository: Repository, key: string, value: string): Promise<void>;
  /**
   * Git's own merge of three files by lines, written to `ours` with markers around what clashes; true where nothing does.
   * Throws where git cannot merge them; `ours` is whole then, or gone.
   */
  mergeAsText(folder: string, files: ThreeFiles): Promise<boolean>;
  /** The commits of HEAD in which files of a folder (from the top) changed, newest first; not those that `since` (an id) has too. */
  history(repository: Repository, folder: string, since: string | null): Promise<readonly FolderCommit[]>;
}

/** A folder that git is asked about. */
export interface FolderPlace {
  /** Absolute; it may be there in the past alone. */
  readonly folder: string;
  /** A folder of the same repository that is there. */
  readonly base: string;
}

/** Two states of a repository, by words that name commits. */
export interface RevisionSpan {
  /** Null for a state without any file. */
  readonly from: string | null;
  /** Whether it begins where the two last had a commit in common. */
  readonly isFromFork: boolean;
  /** Null for the work tree. */
  readonly to: string | null;
}

/** A file that differs between two states, by its path from the folder; null where it is not there, or none of gtm's. */
export interface FileChange {
  readonly name: string;
  readonly before: FileReading | null;
  readonly after: FileReading | null;
}

/** Three versions of a file, by their paths, and how what clashes is marked. */
export interface ThreeFiles {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly markerSize: number;
  readonly labels: { readonly base: string; readonly ours: string; readonly theirs: string };
}

/** A file of the repository that differs between two states, by its path from the top. */
export interface ChangedFile {
  readonly path: string;
  /** The object that holds it; null where it is not there. */
  readonly before: string | null;
  /** The same; "file" where the work tree holds it. */
  readonly after: string | null;
}

export interface FolderCommit {
  readonly id: string;
  /** The committer's ISO date. */
  readonly date: string;
  readonly author: string;
  readonly subject: string;
  /** Against each parent: one list mostly, none of a merge that took everything from one side. */
  readonly changes: readonly (readonly ChangedFile[])[];
}

/** A commit, and the files that it touches, from the repository's top. */
export interface HistoryCommit {
  readonly id: string;
  /** The committer's ISO date. */
  readonly date: string;
  readonly author: Identity;
  /** Their ids; several of a merge. */
  readonly parents: readonly string[];
  readonly subject: string;
  readonly files: readonly string[];
}

/** What a meeting has come to, in the git folder until it is over: whatever ends the process, it stays. */
export interface MeetingFiles {
  /** The text of one of them; null where there is none of that name. */
  read(name: string): string | null;
  write(name: string, text: string): void;
  remove(name: string): void;
  /** Absolute. */
  pathOf(name: string): string;
}

/** A commit that a meeting has made. */
export interface MeetingCommit {
  readonly id: string;
  /** The meeting's ISO date. */
  readonly date: string;
}

/** A file that git could not merge; null for a side that does not have it, a null text for what is none. */
export interface UnmergedFile {
  /** From the top. */
  readonly path: string;
  readonly base: { readonly mode: string; readonly text: string | null } | null;
  readonly ours: UnmergedFile["base"];
  readonly theirs: UnmergedFile["base"];
}

export interface Stopped {
  readonly kind: "merge" | "rebase" | "am" | "cherry-pick" | "revert" | "stash";
  /** Whose the two sides are, as people name them: a branch, a commit. In a rebase `theirs` is the user's own. */
  readonly ours: string;
  readonly theirs: string;
  /** A revision that `theirs` is; null where there is none. */
  readonly revision: string | null;
  /** The command that goes on once nothing is in conflict. */
  readonly next: string;
  readonly files: readonly UnmergedFile[];
}

/** A file of the work tree that gets another text; `mode` is the index's. */
export interface Settlement {
  /** From the top. */
  readonly path: string;
  /** Null for a new file. */
  readonly before: string | null;
  readonly after: string;
  readonly isSolved: boolean;
  readonly mode: string;
}

export interface Whereabouts {
  /** The branch that is checked out; null in a detached HEAD. */
  readonly branch: string | null;
  readonly isHead: boolean;
  /** The branches, remote branches and tags beside it that have the commit, as people name them. */
  readonly holders: readonly string[];
  /** True of a clone without the older part of its history. */
  readonly isShallow: boolean;
}

/** Made under the lock, so that a new item's number is free and what was read is what gets changed. */
export interface ChangePlan {
  /** Subject, blank line, body: as git has it. */
  readonly message: string;
  readonly edits: readonly FileEdit[];
}

export interface Choice<Value> {
  readonly name: string;
  readonly value: Value;
}

/** Questions on the terminal. Each throws `LeftQuestion` where the user leaves it. */
export interface Prompts {
  text(
    message: string,
    options?: {
      default?: string;
      /** What is there already, to be typed on. */
      draft?: string;
      validate?: (value: string) => true | string | Promise<true | string>;
    },
  ): Promise<string>;
  choose<Value>(message: string, choices: readonly Choice<Value>[], byDefault?: Value): Promise<Value>;
  /** One of many: `find` gives those that what is typed so far may mean. */
  search<Value>(message: string, find: (typed: string) => readonly Choice<Value>[]): Promise<Value>;
  /** One of some keys (`n`, `?`, `return`, `left`), or any where none is named, as soon as it is pressed. */
  key(message: string, keys: readonly string[]): Promise<string>;
  confirm(message: string, byDefault: boolean): Promise<boolean>;
}

export interface Desktop {
  /** Opens a file in the user's browser. */
  open(path: string): Promise<void>;
  /**
   * Calls back when it has begun, and then, once for a burst, whenever a file in the folder has changed; settles when the
   * user stops it (Ctrl-C).
   */
  watch(folder: string, changed: () => Promise<void>): Promise<void>;
}

/** What the user has typed, in a file of its own until it is known to be of use. */
export interface TypedText {
  readonly text: string;
  /** Takes the file away: the text has found its place. */
  remove(): void;
  /** For an error that keeps the text from its place: the file stays where something was typed, and the error given back says where. */
  keep(error: unknown): unknown;
}

export interface Context {
  /** Of gtm: `0.1.0`. */
  readonly version: string;
  /** How this gtm is started: a program and the words before gtm's own, as absolute paths. */
  readonly program: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly files: Files;
  readonly git: Git;
  /** The machine's local date, or GTM_TODAY. Throws a UserError where GTM_TODAY is no date. */
  today(): IsoDate;
  /** Milliseconds since some moment: for telling how long something has taken. */
  now(): number;
  /** Does work on many items, within which nothing is loaded and nothing waits. */
  bulk<Result>(work: () => Result): Promise<Result>;
  /** Waits. */
  pause(milliseconds: number): Promise<void>;
  /**
   * The text as the user's editor left it. `name` is the temporary file's, so that editors know its kind. Where the editor
   * fails, what was typed is kept, and the error says where.
   */
  edit(text: string, name: string): Promise<TypedText>;
  /** Shows a text in the user's pager until they have read it; on standard output where there is none to start. */
  page(text: string): Promise<void>;
  readonly ask: Prompts;
  readonly desktop: Desktop;
}

/** The checked-out branch, as git's configuration has it. */
export interface Branch {
  /** `main`; null where HEAD is detached. */
  readonly name: string | null;
  /** The id of its newest commit; null before the first one. */
  readonly head: string | null;
  /** Null where it follows none that this clone keeps track of. */
  readonly upstream: Upstream | null;
  /** The names of the remotes. */
  readonly remotes: readonly string[];
  /** How its user joins it with the upstream branch. */
  readonly joins: {
    readonly by: "merge" | "rebase" | "rebase-merges";
    /** `only`: never but by going forward; `never`: by a merge commit even where it could go forward. */
    readonly forward: "only" | "never" | "can";
    /** Whether git puts uncommitted work aside for it. */
    readonly stashes: boolean;
  };
  /** Files that git has, from the top, with changes that are not committed. */
  readonly changed: readonly { readonly path: string; readonly isStaged: boolean }[];
}

export interface Upstream {
  /** `origin`, and its address. */
  readonly remote: string;
  readonly url: string;
  /** As the remote calls it: `refs/heads/main`. */
  readonly branch: string;
  /** As this clone keeps it: `refs/remotes/origin/main`, and as people say it: `origin/main`. */
  readonly tracking: string;
  readonly shown: string;
  /** Whether the user has a command of his own for ssh. */
  readonly hasOwnSsh: boolean;
  /** Where `git push` would publish the branch; null where it would not. */
  readonly target: { readonly remote: string; readonly branch: string } | null;
}

/** Since the last commit that two branches have in common. */
export interface Parting {
  /** In commits: what we have and they have not, and the other way round. */
  readonly ahead: number;
  readonly behind: number;
  /** The id of that commit. */
  readonly base: string;
  /** The files that differ from it, anywhere in the repository. */
  readonly ours: readonly ChangedFile[];
  readonly theirs: readonly ChangedFile[];
}

/** Why a remote did not do what it was asked; `words` are git's, and the remote's own. */
export interface RemoteRefusal {
  readonly ok: false;
  readonly reason:
    | "offline"
    | "no access"
    | "branch gone"
    | "nothing there"
    | "behind"
    | "protected"
    | "refused there"
    | "refused here"
    | "other";
  readonly words: string;
}

export type RemoteAnswer = { readonly ok: true } | RemoteRefusal;

/** What came of joining the branch with its upstream. */
export type Joining =
  | {
      readonly kind: "joined";
      /** The id of the merge that this has made; null where there was no need of one. */
      readonly merge: string | null;
    }
  /** Git waits for the user; the files in conflict, from the top. */
  | {
      readonly kind: "stopped";
      readonly by: "merge" | "rebase";
      readonly files: readonly string[];
      readonly words: string;
    }
  /** Nothing was done. */
  | { readonly kind: "refused"; readonly words: string };

/** Calls with a remote: `slow` is called once where one takes over a second. */
export interface RemoteCall {
  readonly upstream: Upstream;
  /** Whether git and ssh may ask for a password. */
  readonly mayAsk: boolean;
  readonly slow: () => void;
}
