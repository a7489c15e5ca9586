/** Files that the page makes. */

/** Lets the browser keep a text as a file. */
export function save(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The same of a table. The mark tells programs of tables that it is UTF-8. */
export const saveTable = (name: string, text: string): void =>
  save(name, `\uFEFF${text}`, 'text/csv');
