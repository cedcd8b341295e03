/** Values of an invented tracker spelt as its team spells them. */
import type { IsoDate } from "../../../src/core/calendar.ts";
import type { Vocabulary } from "./vocabulary.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

export function spellDate(date: IsoDate, form: Vocabulary["date"]): string {
  const [year, month, day] = [date.slice(0, 4), Number(date.slice(5, 7)), Number(date.slice(8))];
  const two = (number: number) => String(number).padStart(2, "0");
  const name = months[month - 1] ?? "";
  switch (form) {
    case "slash":
      return `${month}/${day}`;
    case "dmy":
      return `${two(day)}/${two(month)}/${year}`;
    case "dots":
      return `${day}.${month}.`;
    case "iso":
      return date;
    case "month":
      return `${name} ${day}`;
    case "day-month":
      return `${day}-${name}-${year.slice(2)}`;
    case "full":
      return `${name} ${day}, ${year}`;
  }
}

/** `Nov'26`. */
export function spellMonth(date: IsoDate): string {
  return `${months[Number(date.slice(5, 7)) - 1]}'${date.slice(2, 4)}`;
}

/** `Mira Holt` is `mholt`. */
export function handleOf(name: string): string {
  const [first = "", ...rest] = name.toLowerCase().split(" ");
  return `${first.slice(0, 1)}${rest.join("")}`;
}

export function mailOf(name: string): string {
  return `${name.toLowerCase().replace(/ /g, ".")}@museum.example.org`;
}

export const wiki = "https://wiki.example.org/display";
