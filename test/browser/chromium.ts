/** A real Chromium for the pages that gtm makes, and what such a page does in it. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const candidates = [
  process.env.CHROMIUM ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const executablePath = candidates.find((path) => path !== "" && existsSync(path));

/** In CI a missing browser is a failure; elsewhere it is said aloud. */
export const hasChromium = executablePath !== undefined || Boolean(process.env.CI);
if (!hasChromium) console.warn("SKIPPED: no Chromium found; set CHROMIUM to its path to run test/browser");

const switches =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

export async function launch(): Promise<Browser> {
  if (executablePath === undefined) throw new Error(`no Chromium at ${candidates.filter(Boolean).join(", ")}`);
  return await chromium.launch({ executablePath, args: switches.split(" ") });
}

export interface Visit {
  readonly page: Page;
  /** Console messages, errors, dialogs and requests beyond the file itself: none, on a good page. */
  readonly noises: readonly string[];
  /** The address of the file, to go to with another fragment. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function visit(
  browser: Browser,
  html: string,
  options: BrowserContextOptions & { fragment?: string } = {},
): Promise<Visit> {
  const { fragment = "", ...contextOptions } = options;
  const folder = mkdtempSync(join(tmpdir(), "gtm-page-"));
  const file = join(folder, "page.html");
  writeFileSync(file, html);
  const url = pathToFileURL(file).href;
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    ...contextOptions,
  });
  const page = await context.newPage();
  const noises: string[] = [];
  page.on("console", (message) => {
    // Chromium's advice to whoever measures rows out of sight: axe does.
    if (!message.text().startsWith("Rendering was performed in a subtree hidden by content-visibility"))
      noises.push(`console ${message.text()}`);
  });
  page.on("pageerror", (error) => noises.push(`error ${error.message}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) noises.push(`request ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    noises.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${url}${fragment}`);
  const close = async () => {
    await context.close();
    rmSync(folder, { recursive: true });
  };
  return { page, noises, url, close };
}
