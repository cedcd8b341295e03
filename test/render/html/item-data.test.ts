import fc from "fast-check";
import { expect, it } from "vitest";
import { scriptAttributes } from "../../../src/core/page-marks.ts";
import { itemData } from "../../../src/render/html/item-data.ts";
import { makeView } from "../../../src/render/html/make-view.ts";
import { anyCharacter } from "../../support/any-character.ts";
import { anItem } from "../../support/builders.ts";
import { trials } from "../../support/trials.ts";
import { aPage } from "./parsed-page.ts";

it("an item's facts are in the form of an address, whatever signs they have", () => {
  const unit = fc.oneof(anyCharacter, fc.constantFrom(..." aB1-_.*~!'()+&=%#/?é"));
  const view = makeView(aPage([]));
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 8 }), fc.string({ unit, maxLength: 8 }), (area, owner) => {
      const item = anItem({ area, owners: [owner], status: null, priority: null });
      const facts = new URLSearchParams({ owner, area }).toString();
      expect(itemData(item, 0, view)[scriptAttributes.facts]).toBe(facts);
    }),
    trials.value,
  );
});
