/** JSON as it is, in a box that scrolls and can be reached with the keyboard. */
export const JsonView = ({ label, value }: { readonly label: string; readonly value: unknown }) => (
  <pre class="json" tabIndex={0} role="region" aria-label={label}>
    {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
  </pre>
);
