/** A table with a caption, in a box of its own that scrolls sideways where the screen is narrow. */
import type { ComponentChildren } from 'preact';

export interface TableProps {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of each row is its heading. */
  readonly rows: readonly (readonly ComponentChildren[])[];
  readonly empty?: string;
}

export const Table = ({ caption, head, rows, empty }: TableProps) =>
  rows.length === 0 && empty ? (
    <p class="quiet">{empty}</p>
  ) : (
    <div class="table-box" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest], index) => (
            <tr key={index}>
              <th scope="row">{first}</th>
              {rest.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
