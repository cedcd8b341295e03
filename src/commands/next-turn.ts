/** Lets what was begun go on (a git is started) before something else keeps the process busy. */
export function nextTurn(): Promise<void> {
  return new Promise((done) => void setImmediate(done));
}
