/** How a commit says that it was made in a meeting. */

/** The trailer's key; its value is the meeting's ISO date. */
export const meetingTrailer = "Meeting";
