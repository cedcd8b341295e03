/** The page's address, for whoever is to see the same. */

/** Says in `output` that it is copied; where a browser refuses, the address is still in its own bar. */
export async function copyAddress(output: HTMLOutputElement): Promise<void> {
  const said = output.textContent;
  try {
    await navigator.clipboard.writeText(location.href);
    output.textContent = "Link copied";
  } catch {
    output.textContent = "This browser copies nothing: take the link from its address bar";
  }
  setTimeout(() => {
    output.textContent = said;
  }, 2500);
}
