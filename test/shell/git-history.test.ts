import { symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeRepository, repositoryAt, temporaryFolder } from "./repository.ts";

async function withHistory() {
  const repo = makeRepository({ "items/a.md": "one\n", "items/ünï códé.md": "ü\n", "other.md": "x\n" });
  const commit = (name: string, text: string, subject: string) => {
    repo.write(name, text);
    repo.git("add", "--all");
    repo.git("commit", "--quiet", `--message=${subject}`);
  };
  commit("items/a.md", "two\n", "gtm import wiki.md: 1 item");
  commit("other.md", "y\n", "gtm import elsewhere");
  return { repo, repository: await repo.port.repository(repo.folder) };
}

describe("history", () => {
  it("finds the commits that touch a folder and say a word, with their files there", async () => {
    const { repo, repository } = await withHistory();
    const found = await repo.port.commits(repository, { paths: ["items"], subject: "gtm import " });
    expect(found).toMatchObject([{ date: "2017-10-25", subject: "gtm import wiki.md: 1 item", files: ["items/a.md"] }]);
    const all = await repo.port.commits(repository, { paths: ["items"] });
    expect(all.map(({ files }) => files)).toEqual([["items/a.md"], ["items/a.md", "items/ünï códé.md"]]);
  });

  it("knows no commits before the first", async () => {
    const repo = makeRepository();
    const repository = await repo.port.repository(repo.folder);
    expect(await repo.port.commits(repository, { paths: ["items"] })).toEqual([]);
  });

  it("reads files as they were, byte for byte, and says which are none", async () => {
    const { repo, repository } = await withHistory();
    const there = { "HEAD:items/a.md": "two\n", "HEAD~2:items/a.md": "one\n", "HEAD:items/ünï códé.md": "ü\n" };
    const none = ["HEAD:items/none.md", "HEAD:items", "no such:x"];
    expect(await repo.port.texts(repository, [...Object.keys(there), ...none, "HEAD:other.md"])).toEqual([
      ...Object.entries(there).map(([name, text]) => ({ name, text })),
      ...none.map((name) => ({ name, problem: "is missing from git's objects" })),
      { name: "HEAD:other.md", text: "y\n" },
    ]);
    expect(await repo.port.texts(repository, [])).toEqual([]);
  });

  it("reads on behind what is not UTF-8, and behind what is too large to be held", async () => {
    const large = "x".repeat(2 * 1024 * 1024);
    const repo = makeRepository({ "b.md": "b\n", "large.md": `${large}y`, "most.md": large, "z.md": "z\n" });
    writeFileSync(repo.path("a.md"), Uint8Array.of(0xff, 0xfe, 0x0a));
    repo.git("add", "--all");
    repo.git("commit", "--quiet", "--message=binary");
    const names = ["a.md", "b.md", "large.md", "most.md", "large.md", "none.md", "z.md"].map((name) => `HEAD:${name}`);
    expect(await repo.port.texts(await repo.port.repository(repo.folder), names)).toEqual([
      { name: "HEAD:a.md", problem: "is not UTF-8 text" },
      { name: "HEAD:b.md", text: "b\n" },
      { name: "HEAD:large.md", problem: "is larger than 2 MB" },
      { name: "HEAD:most.md", text: large },
      { name: "HEAD:large.md", problem: "is larger than 2 MB" },
      { name: "HEAD:none.md", problem: "is missing from git's objects" },
      { name: "HEAD:z.md", text: "z\n" },
    ]);
  });

  it("finds a revision by its name or by the day, and says what it can be", async () => {
    const { repo, repository } = await withHistory();
    expect((await repo.port.revision(repository, "HEAD~1")).subject).toBe("gtm import wiki.md: 1 item");
    expect((await repo.port.newestOf(repository, "2017-10-25"))?.subject).toBe("gtm import elsewhere");
    expect(await repo.port.newestOf(repository, "2016-01-01")).toBeNull();
    await expect(repo.port.revision(repository, "nonsense")).rejects.toThrow('"nonsense" is neither a date nor');
    await expect(repo.port.revision(repository, "--output=/tmp/x")).rejects.toThrow("is neither a date nor");
  });

  it("has no newest commit before the first one, and says where a shallow clone cannot tell", async () => {
    const young = makeRepository();
    expect(await young.port.newestOf(await young.port.repository(young.folder), "2017-10-25")).toBeNull();
    const { repo } = await withHistory();
    const folder = temporaryFolder();
    repo.git("clone", "--quiet", "--depth=1", `file://${repo.folder}`, folder);
    const { port } = repositoryAt(folder);
    await expect(port.newestOf(await port.repository(folder), "2016-01-01")).rejects.toThrow("this clone is shallow");
    // What lies at its end would look as if it began there.
    await expect(port.history(await port.repository(folder), "items", null)).rejects.toThrow("this clone is shallow");
    const head = repo.git("rev-parse", "HEAD").trim();
    expect(await port.history(await port.repository(folder), "items", head)).toEqual([]);
  });

  it("says that nothing is committed yet, and that a range is no revision", async () => {
    const young = makeRepository();
    const nothing = await young.port.repository(young.folder);
    await expect(young.port.history(nothing, "items", null)).rejects.toThrow("nothing is committed yet");
    await expect(young.port.revision(nothing, "HEAD")).rejects.toThrow("nothing is committed yet");
    const { repo, repository } = await withHistory();
    await expect(repo.port.revision(repository, "HEAD~1..HEAD")).rejects.toThrow("is a range");
    expect((await repo.port.revision(repository, "HEAD^{/gtm import wiki.md..}")).id).toBeTruthy();
  });

  it("knows the branch and the tag of a name, and nothing below it", async () => {
    const { repo, repository } = await withHistory();
    repo.git("tag", "Q1");
    repo.git("branch", "nov/plan");
    repo.git("branch", "Q1");
    expect(await repo.port.refsNamed(repository, "Q1")).toEqual(["refs/tags/Q1", "refs/heads/Q1"]);
    expect(await repo.port.refsNamed(repository, "nov")).toEqual([]);
  });

  it("knows what branches, remote-tracking branches and tags are called, but not another's name for one", async () => {
    const { repo, repository } = await withHistory();
    repo.git("tag", "Q1");
    repo.git("branch", "nov/plan");
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD");
    repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
    expect([...(await repo.port.refNames(repository))].sort()).toEqual(["Q1", "main", "nov/plan", "origin/main"]);
  });

  it("lists a folder as it was, and touches neither work tree nor index", async () => {
    const { repo, repository } = await withHistory();
    repo.write("items/a.md", "mine\n");
    repo.git("add", "items/a.md");
    repo.write("items/a.md", "mine, later\n");
    const before = repo.git("status", "--porcelain=v2");
    expect(await repo.port.folderAt(repository, "HEAD~2", "items")).toEqual([
      { name: "a.md", text: "one\n" },
      { name: "ünï códé.md", text: "ü\n" },
    ]);
    expect([repo.git("status", "--porcelain=v2"), repo.read("items/a.md")]).toEqual([before, "mine, later\n"]);
  });

  it("reports what a folder held and could not be read, as it does for the work tree", async () => {
    const repo = makeRepository({ "items/001-a.md": "one\n", "items/002-b.MD": "", "items/003-c.md/x": "" });
    repo.write("items/sub/060-x.md", "");
    repo.write("items/large.md", "x".repeat(2 * 1024 * 1024 + 1));
    repo.write("items/notes.txt", "");
    writeFileSync(repo.path("items/latin.md"), Uint8Array.of(0x61, 0xe9));
    writeFileSync(repo.path("items/sign.md"), "\uFFFD");
    symlinkSync("/etc/hostname", repo.path("items/link.md"));
    repo.git("add", "--all");
    repo.git("commit", "--quiet", "--message=odd");
    const found = await repo.port.folderAt(await repo.port.repository(repo.folder), "HEAD", "items");
    expect(found).toEqual([
      { name: "001-a.md", text: "one\n" },
      { name: "002-b.MD", problem: "is not read: item files end in .md, in lower case; rename it" },
      { name: "003-c.md", problem: "is a folder, not a file" },
      { name: "large.md", problem: "is larger than 2 MB" },
      { name: "latin.md", problem: "is not UTF-8 text" },
      { name: "link.md", problem: "is a link: links are not followed in a revision" },
      { name: "sign.md", text: "\uFFFD" },
    ]);
    const atTop = await repo.port.folderAt(await repo.port.repository(repo.folder), "HEAD", "");
    expect(atTop).toEqual([]);
  });
});
