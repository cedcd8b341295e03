/** True while a process of this machine has that number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, as somebody else's.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
