/** Copies a text to the clipboard and says so. */
import { useState } from 'preact/hooks';

export const CopyButton = ({ label, text }: { readonly label: string; readonly text: () => string | Promise<string> }) => {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(await text());
      setSaid('Copied');
    } catch {
      setSaid('The browser did not allow it');
    }
  };
  return (
    <span class="copy">
      <button type="button" class="button button--small" onClick={() => void copy()}>
        {label}
      </button>
      <span role="status" class="copy__said">
        {said}
      </span>
    </span>
  );
};
