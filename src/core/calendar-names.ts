/** The names of months and weekdays as people write them in English, short or whole, in any case. */
import { type IsoDate, weekday } from "./calendar.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Source of a pattern without groups. */
export const monthPattern =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

/** Source of a pattern without groups. */
export const weekdayPattern =
  "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)";

/** 1 to 12; 0 for another word. */
export function monthNumber(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** 1 (Monday) to 7 (Sunday); 0 for another word. */
export function weekdayNumber(name: string): number {
  return weekdays.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** `2026-11-19 (Thu)`: a date as it is said back to whoever typed it. */
export function withWeekday(date: IsoDate): string {
  const name = weekdays[weekday(date) - 1] ?? "";
  return `${date} (${name.slice(0, 1).toUpperCase()}${name.slice(1)})`;
}
