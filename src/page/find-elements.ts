/** Elements by selector, of the kind that the caller needs: one of another kind is not found. */

type Kind<Found extends Element> = new () => Found;

export function findAll<Found extends Element>(
  selector: string,
  kind: Kind<Found>,
  root: ParentNode = document,
): readonly Found[] {
  return [...root.querySelectorAll(selector)].filter((element): element is Found => element instanceof kind);
}

export function findFirst<Found extends Element>(
  selector: string,
  kind: Kind<Found>,
  root: ParentNode = document,
): Found | null {
  return findAll(selector, kind, root)[0] ?? null;
}
