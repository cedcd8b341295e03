/** Many controls in a row are one stop of the Tab key: the arrows go along them. */

export function rove(row: HTMLElement, controls: () => readonly HTMLElement[]): void {
  const settle = (current: HTMLElement | undefined) => {
    for (const control of controls()) control.tabIndex = control === current ? 0 : -1;
  };
  settle(controls()[0]);
  row.addEventListener("focusin", ({ target }) => {
    const own = controls().find((control) => control === target);
    if (own !== undefined) settle(own);
  });
  row.addEventListener("keydown", (event) => {
    const { target } = event;
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    const seen = controls().filter((control) => control.checkVisibility());
    const at = target instanceof HTMLElement ? seen.indexOf(target) : -1;
    if (steps === undefined || at === -1) return;
    event.preventDefault();
    seen[Math.min(Math.max(at + steps, 0), seen.length - 1)]?.focus();
  });
}
