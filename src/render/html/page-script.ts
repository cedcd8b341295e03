/** The page's script: filter, sort, fold. The page is whole without it. The policy names its SHA-256: after an edit the test tells the new one. */

export const scriptHash = "sha256-+ssC+Io60N78ZZjEe10KP8o2dQwMwcVQQPDnVTHTnEg=";

export const pageScript = `
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.querySelector(".tools");
  if (!form) return;
  const controls = all("input, select", form);
  const facets = ["owner", "area", "status", "priority", "is"];
  const sets = all("[data-set]");
  const rows = all(".items > tbody > tr, .backlog > li");
  const tables = all(".items").map((table) => ({
    heads: all(":scope > thead th", table),
    body: table.tBodies[0],
    rows: [...table.tBodies[0].rows],
  }));
  const folds = all("details.older");
  const output = form.querySelector("output");
  const [clear, fold] = [form.querySelector(".clear"), form.querySelector(".fold")];
  const words = new WeakMap();
  let sort = "";

  const wordsOf = (row) => {
    if (!words.has(row)) words.set(row, row.textContent.toLowerCase());
    return words.get(row);
  };
  const valueOf = (name) => (form.elements.namedItem(name) || { value: "" }).value;
  const isActive = () => sort !== "" || controls.some(({ value }) => value.trim() !== "");

  const matches = (row, wanted, query) =>
    wanted.every(([name, value]) => {
      const own = row.dataset[name];
      return value === "-" ? own === undefined : own !== undefined && own.split("|").includes(value);
    }) && query.every((word) => wordsOf(row).includes(word));

  const count = (shown, total, noun) =>
    shown === total ? total + " " + (total === 1 ? noun.replace(/s$/, "") : noun) : shown + " of " + total + " " + noun;

  const tell = () => {
    const sums = new Map();
    for (const set of sets) {
      const own = all(":scope > tbody > tr, :scope > .backlog > li", set);
      const shown = own.filter((row) => !row.hidden).length;
      const noun = set.dataset.set;
      set.querySelector(".count").textContent = count(shown, own.length, noun);
      const sum = sums.get(noun) || [0, 0];
      sums.set(noun, [sum[0] + shown, sum[1] + own.length]);
    }
    output.textContent = [...sums].map(([noun, [shown, total]]) => count(shown, total, noun)).join(", ");
  };

  const filter = () => {
    const wanted = facets.map((name) => [name, valueOf(name)]).filter(([, value]) => value !== "");
    const query = valueOf("q").toLowerCase().split(/\\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !matches(row, wanted, query);
    for (const control of controls) control.classList.toggle("chosen", control.value !== "");
    clear.hidden = !isActive();
    tell();
  };

  const keyOf = (cell) => {
    const text = cell === undefined ? "" : (cell.dataset.sort ?? cell.textContent.trim());
    return text === "" ? null : /^-?\\d+(\\.\\d+)?$/.test(text) ? Number(text) : text.toLowerCase();
  };
  const compare = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a).localeCompare(String(b), "en", { numeric: true });
  };
  const arrange = () => {
    const descending = sort.startsWith("-");
    const column = sort.replace(/^-/, "");
    for (const { heads, body, rows: original } of tables) {
      const at = heads.findIndex((head) => head.dataset.column === column);
      heads.forEach((head, index) => {
        if (index === at) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      const keyed = original.map((row, index) => ({ row, index, key: at === -1 ? null : keyOf(row.cells[at]) }));
      keyed.sort((a, b) => {
        if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.index - b.index;
        return (descending ? compare(b.key, a.key) : compare(a.key, b.key)) || a.index - b.index;
      });
      body.append(...keyed.map(({ row }) => row));
    }
  };

  const save = () => {
    const state = new URLSearchParams();
    for (const { name, value } of controls) if (value.trim() !== "") state.set(name, value.trim());
    if (sort !== "") state.set("sort", sort);
    const text = state.toString();
    history.replaceState(null, "", text === "" ? location.pathname + location.search : "#" + text);
  };
  const reset = () => {
    for (const control of controls) control.value = "";
  };
  const load = () => {
    const text = location.hash.slice(1);
    if (!text.includes("=")) return reveal(text);
    const state = new URLSearchParams(text);
    for (const control of controls) control.value = state.get(control.name) || "";
    for (const control of controls) if (control.selectedIndex === -1) control.value = "";
    const before = sort;
    sort = state.get("sort") || "";
    if (sort !== before) arrange();
    filter();
  };
  // An item that the filter hides is shown when a link leads to it.
  const reveal = (id) => {
    const target = id === "" ? null : document.getElementById(id);
    const row = target && target.closest(".items > tbody > tr, .backlog > li");
    if (row && row.hidden) {
      reset();
      filter();
      row.scrollIntoView();
    }
  };
  const clearAll = () => {
    reset();
    const wasSorted = sort !== "";
    sort = "";
    if (wasSorted) arrange();
    filter();
    save();
  };

  for (const { heads } of tables) {
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", () => {
        const column = head.dataset.column;
        sort = sort === column ? "-" + column : sort === "-" + column ? "" : column;
        arrange();
        clear.hidden = !isActive();
        save();
      });
      head.replaceChildren(button);
    }
  }
  // A figure of the page's head shows the items that it counts.
  for (const figure of all("[data-filter]")) {
    const value = figure.querySelector("dd");
    const link = document.createElement("a");
    link.href = "#is=" + figure.dataset.filter;
    link.textContent = value.textContent;
    link.setAttribute("aria-label", value.textContent + " " + figure.querySelector("dt").textContent + ": show them");
    link.addEventListener("click", () => form.scrollIntoView());
    value.replaceChildren(link);
  }

  let timer = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => { filter(); save(); }, event.target.name === "q" && rows.length > 200 ? 150 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => { clearAll(); form.elements.namedItem("q").focus(); });
  const labelFold = () => {
    fold.textContent = folds.every(({ open }) => open) ? "Fold older comments" : "Unfold all comments";
  };
  fold.addEventListener("click", () => {
    const open = !folds.every((each) => each.open);
    for (const each of folds) each.open = open;
    labelFold();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target.closest("input, textarea, select") !== null;
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      form.elements.namedItem("q").focus();
    }
    if (event.key === "Escape" && isActive()) clearAll();
  });
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = folds.filter(({ open }) => !open);
    for (const each of folded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });
  addEventListener("hashchange", load);

  fold.hidden = folds.length === 0;
  form.hidden = false;
  document.documentElement.classList.add("script");
  const measure = () =>
    document.documentElement.style.setProperty("--bar-height", (getComputedStyle(form).position === "sticky" ? form.offsetHeight : 0) + "px");
  new ResizeObserver(measure).observe(form);
  measure();
  labelFold();
  filter();
  load();
})();
`;
