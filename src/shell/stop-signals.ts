/** Ctrl-C, a terminal that closes, and `kill`, while something must first be put in order. */

type StopSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

let received: NodeJS.Signals | undefined;

/** Runs `work`, whose signal is aborted by the first of the signals; a second one ends the process at once. */
export async function whileStoppable<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  signals: readonly StopSignal[] = ["SIGINT", "SIGTERM", "SIGHUP"],
): Promise<Result> {
  const abort = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    if (abort.signal.aborted) endBy(signal);
    received = signal;
    abort.abort();
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work(abort.signal);
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}

/** Ends this process by the signal that stopped its work, if one did: callers and shells see that it died of that. */
export function endIfStopped(): void {
  if (received !== undefined) endBy(received);
}

function endBy(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
