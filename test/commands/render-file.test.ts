import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

describe("gtm render -o", () => {
  it.each([
    ["page.md", "# Kettle launch"],
    ["page.markdown", "# Kettle launch"],
    ["page", "# Kettle launch"],
    [".page", "# Kettle launch"],
    ["PAGE.HTM", "<!doctype html>"],
    ["page.html", "<!doctype html>"],
    ["page.xml", "<p>As of <time datetime"],
    ["page.csv", "\uFEFF#,Open item,"],
    ["page.json", '{\n  "tracker"'],
  ])("writes %s in the format that its ending names", async (output, beginning) => {
    const run = await gtm(["render", "-o", output], kettle);
    expect([run.code, run.stdout, run.stderr]).toEqual([0, "", `${output}: 2 open, 1 closed, as of 2026-03-12\n`]);
    expect(run.files[output]?.slice(0, beginning.length)).toBe(beginning);
  });

  it("has CSV begin with a byte order mark in a file, and on standard output where it is asked for", async () => {
    expect((await gtm(["render", "-f", "csv"], kettle)).stdout).toMatch(/^#,/);
    expect((await gtm(["render", "-f", "csv", "--bom"], kettle)).stdout).toMatch(/^\uFEFF#,/);
    expect((await gtm(["render", "-f", "csv", "-o", "page.txt"], kettle)).files["page.txt"]).toMatch(/^\uFEFF#,/);
  });

  it("begins with no picture that is not beside the page", async () => {
    const tracker = (kettle["items/tracker.md"] ?? "").replace(
      "# Kettle launch",
      "![](images/kettle.png?height=9)\n\n$&",
    );
    const files = { ...kettle, "items/tracker.md": tracker };
    const run = await gtm(["render", "-o", "page.md"], files);
    expect(run.files["page.md"]).toMatch(/^# Kettle launch/);
    const beside = await gtm(["render", "-o", "page.md"], { ...files, "images/kettle.png": "" });
    expect(beside.files["page.md"]).toContain("![](images/kettle.png?height=9)");
  });

  it("leaves older comments out of a page that Confluence would refuse, and says so", async () => {
    const words = "Words of a long note. ".repeat(2000);
    const log = Array.from({ length: 30 }, (_, day) => `- **2026-01-${String(day + 1).padStart(2, "0")}** ${words}\n`);
    const items = [4, 5, 6, 7].map((id) => [
      `items/00${id}-long.md`,
      `---\nid: ${id}\ntitle: Long\nstatus: pending\n---\n\n## Comments\n\n${log.join("")}`,
    ]);
    const run = await gtm(["render", "-o", "page.xml"], { ...kettle, ...Object.fromEntries(items) });
    expect([run.code, run.stderr]).toEqual([
      0,
      "page.xml: 6 open, 1 closed, as of 2026-03-12\n" +
        "gtm: Confluence takes pages of up to 5 MB: this one has the newest 20 comments of each item\n",
    ]);
    expect(run.files["page.xml"]?.length).toBeLessThan(5_000_000);
  });

  it("shows the file's name without what would act on a terminal", async () => {
    const { stderr } = await gtm(["render", "-o", "\u001b[2Jpage.md"], kettle);
    expect(stderr).toBe("␛[2Jpage.md: 2 open, 1 closed, as of 2026-03-12\n");
  });

  it("refuses an ending that names no format, unless -f does", async () => {
    const run = await gtm(["render", "-o", "page.txt"], kettle);
    expect([run.code, run.stderr, run.files]).toEqual([
      2,
      "gtm: -o page.txt: unknown file extension .txt\n" +
        "  use .md, .html, .xml (for Confluence), .csv, .json; or choose the format with -f\n",
      kettle,
    ]);
    expect((await gtm(["render", "-o", "page.txt", "-f", "md"], kettle)).files["page.txt"]).toContain("# Kettle");
  });

  it.each([
    ["an item", "items/001-handle-that-stays-cool.md"],
    ["tracker.md", "items/tracker.md"],
    ["what would be taken for an item", "items/page.md"],
    ["an item of another spelling", "items/sub/004-Lid.MARKDOWN"],
  ])("refuses to take the place of %s", async (_, output) => {
    const files = { ...kettle, "items/sub/004-Lid.MARKDOWN": "" };
    const run = await gtm(["render", "-o", output, "-f", "html"], files);
    expect([run.code, run.stderr, run.files]).toEqual([
      2,
      `gtm: cannot write ${output}: Markdown files in items belong to the tracker\n` +
        "  choose another place with -o FILE; items/README.md may be a page\n",
      files,
    ]);
  });

  it.each([".git/HEAD", ".git/hooks/pre-commit", "modules/.GIT/config", "bare/HEAD"])(
    "refuses to write %s, which is git's",
    async (output) => {
      const files = {
        ...kettle,
        ".git/HEAD": "",
        ".git/hooks/pre-commit": "",
        "modules/.GIT/config": "",
        "bare/HEAD": "",
        "bare/objects/x": "",
        "bare/refs/x": "",
      };
      const run = await gtm(["render", "-o", output], files);
      expect([run.code, run.stderr, run.files]).toEqual([
        2,
        `gtm: cannot write ${output}: it is inside git's own folder\n  choose another place with -o FILE\n`,
        files,
      ]);
    },
  );

  it("writes a note of the tracker's folder, or a page beside the items", async () => {
    expect((await gtm(["render", "-o", "items/README.md"], kettle)).files["items/README.md"]).toContain("# Kettle");
    expect((await gtm(["render", "-o", "items/page.html"], kettle)).code).toBe(0);
  });

  it("refuses a folder that is not there", async () => {
    const run = await gtm(["render", "-o", "none/page.md"], kettle);
    expect([run.code, run.stderr]).toEqual([2, "gtm: cannot write none/page.md: no such folder\n"]);
  });
});

describe("gtm render --open and --watch", () => {
  it("writes the HTML page and opens it", async () => {
    const run = await gtm(["render", "--open"], kettle);
    expect(run.files["gtm-page.html"]).toContain("<!doctype html>");
    expect(run.stderr).toContain("(opened gtm-page.html)");
  });

  it.each(["--open", "--watch"])("refuses %s without a file to write", async (flag) => {
    const run = await gtm(["render", flag, "-o", "-"], kettle);
    expect([run.code, run.stderr]).toEqual([2, `gtm: ${flag} needs a file to write: -o FILE\n`]);
  });

  it("renders again when a file changes", async () => {
    const later = {
      "items/002-warranty-text.md": (kettle["items/002-warranty-text.md"] ?? "").replace("Warranty text", "Guarantee"),
    };
    const run = await gtm(["render", "--watch", "-o", "page.md"], kettle, { laterFiles: later });
    expect(run.files["page.md"]).toContain("Guarantee");
    expect(run.stderr.match(/2 open/g)).toHaveLength(2);
  });

  it("writes nothing where a change leaves the page as it is", async () => {
    const run = await gtm(["render", "--watch", "-o", "page.md"], kettle, { laterFiles: { "items/page.html": "" } });
    expect([run.code, run.stderr]).toEqual([
      0,
      "page.md: 2 open, 1 closed, as of 2026-03-12\nwatching items; press Ctrl-C to stop\n",
    ]);
  });

  it("reports a half-saved tracker.md, and goes on", async () => {
    const run = await gtm(["render", "--watch", "-o", "page.md"], kettle, {
      laterFiles: { "items/tracker.md": "---\ntitle: Kettle" },
    });
    expect([run.code, run.stderr]).toEqual([
      0,
      expect.stringMatching(/press Ctrl-C to stop\ngtm: items\/tracker\.md:.*\n {2}fix tracker\.md/),
    ]);
    expect(run.files["page.md"]).toContain("# Kettle launch");
  });
});
