/** Lets the heads of sortable tables sort: largest first, then the other way round; names in their order. */
export function startSorting(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("table.sortable")) {
    const heads = Array.from(table.querySelectorAll<HTMLTableCellElement>("thead th"));
    for (const [column, head] of heads.entries()) {
      head.querySelector("button")?.addEventListener("click", () => {
        const isDown = column === 0 ? head.ariaSort === "ascending" : head.ariaSort !== "descending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.ariaSort = isDown ? "descending" : "ascending";
        sortRows(table.tBodies[0], column, isDown);
      });
    }
  }
}

function sortRows(body: HTMLTableSectionElement | undefined, column: number, isDown: boolean): void {
  const rows = Array.from(body?.rows ?? []);
  const key = (row: HTMLTableRowElement): string => row.cells[column]?.dataset.value ?? "";
  rows.sort((a, b) => {
    const order = column === 0 ? (key(a) < key(b) ? -1 : 1) : Number(key(a)) - Number(key(b));
    return isDown ? -order : order;
  });
  body?.append(...rows);
}
