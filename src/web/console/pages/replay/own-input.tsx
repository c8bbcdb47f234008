/** Drop or paste a hook request, a Bundle or a report's text. It goes to this service and nowhere else: not into the address, not into storage. */
import { useState } from 'preact/hooks';
import { Choice } from '../../parts/field.tsx';
import { ownRequest, type HookCase, type Person } from './own-request.ts';

const GENDERS = [
  { value: 'female', label: 'Woman' },
  { value: 'male', label: 'Man' },
] as const;

const today = (): string => new Date().toISOString().slice(0, 10);

const bornYearsAgo = (years: number): string => `${new Date().getFullYear() - years}-01-01`;

export const OwnInput = ({ onCase }: { readonly onCase: (own: HookCase) => void }) => {
  const [given, setGiven] = useState('');
  const [age, setAge] = useState(72);
  const [gender, setGender] = useState<Person['gender']>('female');
  const [over, setOver] = useState(false);

  const ask = (text: string): void => onCase(ownRequest(text, { birthDate: bornYearsAgo(age), gender }, today()));

  const drop = async (event: DragEvent): Promise<void> => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer?.files ?? [];
    const text = file ? await file.text() : (event.dataTransfer?.getData('text/plain') ?? '');
    setGiven(text);
    ask(text);
  };

  return (
    <form
      class={`own-input${over ? ' own-input--over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
      onSubmit={(event) => {
        event.preventDefault();
        ask(given);
      }}
    >
      <label class="field">
        <span class="field__label">Your own</span>
        <span class="field__hint">
          Drop or paste a hook request, a Bundle, or a report's text. It is answered and forgotten; use no real patient.
        </span>
        <textarea rows={5} spellcheck={false} value={given} onInput={({ currentTarget }) => setGiven(currentTarget.value)} />
      </label>
      <details>
        <summary>The patient, where only a text is given</summary>
        <label class="field">
          <span class="field__label">Age in years</span>
          <input type="number" min={0} max={120} value={age} onInput={({ currentTarget }) => setAge(currentTarget.valueAsNumber || 0)} />
        </label>
        <Choice label="Sex" value={gender} options={GENDERS} onChange={setGender} />
      </details>
      <button type="submit" class="button" disabled={given.trim() === ''}>
        Read it
      </button>
    </form>
  );
};
