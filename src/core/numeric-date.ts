/** Dates typed in numbers alone: `2017-10-25`, `20171025`, `10/25`, `25.10.`. */
import { isoDate } from "./calendar.ts";
import { oneDay } from "./date-span.ts";
import { type Asked, dayOrRefusal, inSomeYear, type Phrase, writtenYear } from "./typed-phrase.ts";

const full = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
/** As programs write it; the day is the one that stands there. */
const withTime = /^(\d{4})-(\d\d)-(\d\d)[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?$/;
const compact = /^((?:19|20|21)\d\d)(\d\d)(\d\d)$/;
const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{2}|\d{4}))?$/;
const dashed = /^(\d{1,2})-(\d{1,2})-(\d{4})$/;
const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.?\s?(\d{4})?$/;

/** `10/25` is month first, unless only the other order makes a date. */
export function readNumericDate(text: string, asked: Asked): Phrase {
  const whole = full.exec(text) ?? withTime.exec(text) ?? compact.exec(text);
  if (whole) return dayOrRefusal(isoDate(Number(whole[1]), Number(whole[2]), Number(whole[3])));
  const slashes = slashed.exec(text) ?? dashed.exec(text);
  if (slashes) return ofParts(Number(slashes[1]), Number(slashes[2]), slashes[3], asked);
  const dots = dotted.exec(text);
  return dots ? ofParts(Number(dots[2]), Number(dots[1]), dots[3], asked) : null;
}

function ofParts(month: number, day: number, written: string | undefined, asked: Asked): Phrase {
  const [m, d] = month > 12 && day <= 12 ? [day, month] : [month, day];
  const inYear = (year: number) => {
    const date = isoDate(year, m, d);
    return date === null ? null : oneDay(date);
  };
  const year = writtenYear(written);
  return year === null ? inSomeYear(inYear, asked) : (inYear(year) ?? dayOrRefusal(null));
}
