/** How a commit says that it was made in a meeting. */

/** The trailer's key; its value is the meeting's ISO date. */
export const meetingTrailer = "Meeting";

/** A commit message with the meeting that it was made in. */
export function withMeeting(message: string, date: string): string {
  return `${message.trimEnd()}\n\n${meetingTrailer}: ${date}\n`;
}
