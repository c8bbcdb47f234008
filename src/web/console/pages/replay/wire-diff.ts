/** What differs between two JSON values, one line for each place: shows what a dialect changes on the wire. */
export interface Difference {
  /** `cards[0].suggestions[1]`. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: unknown;
  readonly after: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const under = (path: string, member: string): string => (path ? `${path}.${member}` : member);

/** Entries of a list are told apart by their uuid, so that one that was dropped is not taken for a change of all that follow. */
const keyOf = (value: unknown, index: number): string => (isObject(value) && typeof value.uuid === 'string' ? value.uuid : String(index));

const diffLists = (before: readonly unknown[], after: readonly unknown[], path: string): readonly Difference[] => {
  const afterByKey = new Map(after.map((value, index) => [keyOf(value, index), value]));
  const beforeKeys = new Set(before.map(keyOf));
  return [
    ...before.flatMap((value, index) => wireDiff(value, afterByKey.get(keyOf(value, index)), `${path}[${index}]`)),
    ...after.flatMap((value, index) => (beforeKeys.has(keyOf(value, index)) ? [] : wireDiff(undefined, value, `${path}[${index}]`))),
  ];
};

export const wireDiff = (before: unknown, after: unknown, path = ''): readonly Difference[] => {
  if (before === after) return [];
  if (before === undefined) return [{ path, kind: 'added', before, after }];
  if (after === undefined) return [{ path, kind: 'removed', before, after }];
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  if (isObject(before) && isObject(after)) {
    const members = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return members.flatMap((member) => wireDiff(before[member], after[member], under(path, member)));
  }
  return [{ path, kind: 'changed', before, after }];
};

const commonStart = (left: string, right: string): number => {
  let length = 0;
  while (length < left.length && length < right.length && left[length] === right[length]) length += 1;
  return length;
};

const reversed = (text: string): string => Array.from(text).reverse().join('');

/** Of two texts, only the stretch that differs. */
const changedStretch = (before: string, after: string): string => {
  const start = commonStart(before, after);
  const [left, right] = [before.slice(start), after.slice(start)];
  const end = commonStart(reversed(left), reversed(right));
  const [gone, come] = [left.slice(0, left.length - end).trim(), right.slice(0, right.length - end).trim()];
  if (gone === '') return `added: ${come}`;
  return come === '' ? `left out: ${gone}` : `${gone} → ${come}`;
};

/** In words. */
export const describeDifference = ({ before, after, kind }: Difference): string => {
  if (typeof before === 'string' && typeof after === 'string') return changedStretch(before, after);
  const show = (value: unknown): string => labelOf(value) ?? (typeof value === 'string' ? value : JSON.stringify(value));
  if (kind === 'removed') return `not sent: ${show(before)}`;
  if (kind === 'added') return `sent: ${show(after)}`;
  return `${show(before)} → ${show(after)}`;
};

const labelOf = (value: unknown): string | null => {
  if (Array.isArray(value)) return value.map((one) => labelOf(one) ?? JSON.stringify(one)).join('; ');
  return isObject(value) && typeof value.label === 'string' ? value.label : null;
};
