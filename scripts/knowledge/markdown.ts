/** The little Markdown that the document needs. */

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ').trim();

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

export const list = (entries: readonly string[]): string =>
  entries.length === 0 ? '- none' : entries.map((entry) => `- ${entry}`).join('\n');

export const code = (text: string): string => `\`${text}\``;

/** Sections with a blank line between them. */
export const sections = (...parts: readonly string[]): string => parts.filter(Boolean).join('\n\n');
