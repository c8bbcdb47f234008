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

/** In words; a longer text shows what was put behind it. */
export const describeDifference = ({ before, after, kind }: Difference): string => {
  if (typeof before === 'string' && typeof after === 'string' && after.startsWith(before))
    return `added: ${after.slice(before.length).trim()}`;
  const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  if (kind === 'removed') return `not sent: ${labelOf(before) ?? show(before)}`;
  if (kind === 'added') return `sent: ${labelOf(after) ?? show(after)}`;
  return `${show(before)} → ${show(after)}`;
};

const labelOf = (value: unknown): string | null => {
  if (Array.isArray(value)) return value.map((one) => labelOf(one) ?? JSON.stringify(one)).join('; ');
  return isObject(value) && typeof value.label === 'string' ? value.label : null;
};
