import { describe, expect, test } from "vitest";
import { closingStatus, openingStatus, saysClosed, statusWhenClosed } from "../../src/core/status.ts";
import { aTracker } from "../support/builders.ts";

describe("what a status means to a tracker", () => {
  const worded = aTracker({ statuses: { s1: "Not begun", s2: "Under way", s3: "Delivered" } });
  const endless = aTracker({ statuses: { pending: "Pending", blocked: "Blocked" } });
  const none = aTracker({ statuses: {} });

  test("is told by its key or by its label", () => {
    expect(["s1", "s2", "s3", "done", null].map((status) => saysClosed(status, worded))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  test("live is over beside build and test, and goes on beside closed", () => {
    expect(saysClosed("live", aTracker({ statuses: { build: "Build", live: "Live" } }))).toBe(true);
    const risks = aTracker({ statuses: { live: "Live", closed: "Closed" } });
    expect(["live", "closed"].map((status) => saysClosed(status, risks))).toEqual([false, true]);
  });

  test("closing writes the first that says closed, and none where none does, or the tracker has no statuses", () => {
    expect([worded, endless, none].map(closingStatus)).toEqual(["s3", null, null]);
  });

  test("opening writes the first that does not say closed, and none where the tracker has no statuses", () => {
    expect([worded, endless, none].map(openingStatus)).toEqual(["s1", "pending", null]);
    expect(openingStatus(aTracker({ statuses: { done: "Done", later: "Later" } }))).toBe("later");
  });

  test("opening writes none where every status says closed", () => {
    expect(openingStatus(aTracker({ statuses: { done: "Done", dropped: "Dropped" } }))).toBeNull();
  });

  test("a closed item keeps a status that says so, and where none does, the one it had", () => {
    expect(statusWhenClosed("s3", worded)).toBe("s3");
    expect(statusWhenClosed("s2", worded)).toBe("s3");
    expect(statusWhenClosed("blocked", endless)).toBe("blocked");
    expect(statusWhenClosed(null, endless)).toBeNull();
  });
});
