/** Lets what was begun go on (a git is started) before something else keeps the process busy. */
export function nextTurn(): Promise<void> {
  return new Promise((done) => void setImmediate(done));
}

/**
 * Begins to ask what is awaited later: with `nextTurn`, git is at work on it meanwhile. Whoever awaits the answer meets what
 * went wrong; where somebody finds another error first, nobody does.
 */
export function askAhead<Answer>(question: Promise<Answer>): () => Promise<Answer> {
  question.catch(() => {});
  return () => question;
}
