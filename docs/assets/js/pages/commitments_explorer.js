/* The commitments explorer: filters with live counts, search within, sorting, grouping, an address, a file. */
(() => {
  "use strict";

  const LONGEST = 300; // Characters of the words that are looked for.
  const FIELDS = ["above", "output", "level", "kind", "theme", "instrument", "sdg"];

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']/g, " ").replace(/œ/gi, "oe").toLowerCase();

  /** An option's name without how many rows it would leave. */
  const label = (option) => option.textContent.replace(/ \(\d+\)$/, "");

  class Explorer {
    constructor(form, table) {
      this.form = form;
      this.table = table;
      this.head = table.tHead;
      this.all = [...table.tBodies[0].rows];
      form.elements.q.maxLength = LONGEST;
      form.addEventListener("input", () => this.show(true));
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("reset", () => setTimeout(() => this.show(true)));
      form.querySelector("[data-download]").addEventListener("click", (event) => this.download(event.currentTarget.dataset.download));
      for (const button of this.head.querySelectorAll("button")) {
        button.disabled = false;
        button.addEventListener("click", () => this.sort(button.closest("th")));
      }
      addEventListener("popstate", () => this.read());
      // The page comes with all rows and their counts: as long as nothing is asked, there is nothing to do.
      if (location.search) this.read();
    }

    /** The rows with what each is found by; worked out when something is first asked. */
    get rows() {
      this.found ??= this.all.map((row) => ({
        row,
        ...Object.fromEntries(FIELDS.map((field) => [field, row.dataset[field].split(" ").filter(Boolean)])),
      }));
      return this.found;
    }

    /** The address says what is shown. */
    read() {
      const asked = new URLSearchParams(location.search);
      for (const control of this.form.elements) if (control.name) control.value = (asked.get(control.name) ?? "").slice(0, LONGEST);
      const [column, direction] = (asked.get("sort") ?? "0").split("-");
      this.mark(this.head.rows[0].cells[Number(column)] ?? this.head.rows[0].cells[0], direction === "down");
      this.show(false);
    }

    /** The words of a row as they are searched; worked out when somebody searches, not while the page loads. */
    words(entry) {
      const { cells } = entry.row;
      entry.words ??= plain(`${cells[1].textContent} ${cells[2].textContent} ${cells[4].textContent}`);
      return entry.words;
    }

    asked() {
      return Object.fromEntries([...new FormData(this.form)].filter(([, value]) => value));
    }

    matches(entry, asked, except) {
      return FIELDS.every((field) => field === except || !asked[field] || entry[field].includes(asked[field]))
        && (!asked.q || plain(asked.q).split(/\s+/).every((word) => this.words(entry).includes(word)));
    }

    show(chosen) {
      const asked = this.asked();
      this.shown = this.rows.filter((entry) => this.matches(entry, asked));
      this.count(asked);
      this.arrange(asked.group);
      const status = this.form.querySelector("[data-count]");
      status.textContent = this.shown.length
        ? status.dataset.template.replace("{shown}", this.shown.length).replace("{all}", this.rows.length)
        : status.dataset.none;
      if (chosen) this.write(asked);
    }

    /** Beside each option, how many rows it would leave with all other filters as they are. */
    count(asked) {
      for (const field of FIELDS) {
        const control = this.form.elements[field];
        const open = this.rows.filter((entry) => this.matches(entry, asked, field));
        const counts = new Map([["", open.length]]);
        for (const value of open.flatMap((entry) => entry[field])) counts.set(value, (counts.get(value) ?? 0) + 1);
        for (const option of control.options) {
          const number = counts.get(option.value) ?? 0;
          option.textContent = `${label(option)} (${number})`;
          option.disabled = number === 0 && option.value !== "" && option.value !== control.value;
        }
      }
    }

    write(asked) {
      const sorted = this.sorted();
      const address = new URL(location.href);
      address.search = new URLSearchParams({ ...asked, ...(sorted === "0" ? {} : { sort: sorted }) });
      history.replaceState(history.state, "", address);
    }

    sorted() {
      const head = this.head.querySelector("[aria-sort]");
      return `${head.cellIndex}${head.getAttribute("aria-sort") === "descending" ? "-down" : ""}`;
    }

    sort(head) {
      this.mark(head, head.getAttribute("aria-sort") === "ascending");
      this.show(true);
    }

    mark(head, down) {
      for (const other of this.head.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
    }

    arrange(group) {
      const head = this.head.querySelector("[aria-sort]");
      const key = ({ row }) => row.cells[head.cellIndex].dataset.key ?? row.cells[head.cellIndex].textContent.trim();
      this.order ??= new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
      const sorted = [...this.shown].sort((a, b) => this.order.compare(key(a), key(b)));
      if (head.getAttribute("aria-sort") === "descending") sorted.reverse();
      const standing = this.table.tBodies.length === 1 ? [...this.table.tBodies[0].rows] : [];
      // What stands already is left alone: to move it is to lay it all out again.
      if (!group && standing.length === sorted.length && sorted.every(({ row }, place) => row === standing[place])) return;
      for (const body of [...this.table.tBodies]) body.remove();
      if (!group) {
        this.table.createTBody().append(...sorted.map(({ row }) => row));
        return;
      }
      for (const option of this.form.elements[group].options) {
        if (option.value) this.group(label(option), sorted.filter((entry) => entry[group].includes(option.value)));
      }
    }

    /** A row of two levels stands in both groups, the second time as a copy. */
    group(title, entries) {
      if (!entries.length) return;
      const body = this.table.createTBody();
      const head = body.insertRow().appendChild(document.createElement("th"));
      head.colSpan = this.head.rows[0].cells.length;
      head.scope = "rowgroup";
      head.textContent = `${title} (${entries.length})`;
      body.append(...entries.map(({ row }) => (row.isConnected ? row.cloneNode(true) : row)));
    }

    download(name) {
      const quoted = (text) => `"${text.trim().replace(/\s+/g, " ").replace(/^[=+@-]/, "'$&").replace(/"/g, '""')}"`;
      const heads = [...this.head.rows[0].cells].map((cell) => cell.textContent);
      const lines = (this.shown ?? this.rows).map(({ row }) => [
        row.dataset.unit, ...[...row.cells].map((cell) => cell.textContent), row.querySelector("a").href,
      ]);
      const csv = [["id", ...heads, "URL"], ...lines].map((line) => line.map(quoted).join(",")).join("\r\n");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff", csv, "\r\n"], { type: "text/csv" }));
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form[data-explorer]");
    // biome-ignore lint/correctness/noUnusedInstantiation: it lives by its listeners
    if (form) new Explorer(form, document.querySelector("table.commitments"));
  });
})();
