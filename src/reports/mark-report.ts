/** A report for the terminal: statements coloured by how they are spoken of, the cues that decided it underlined, the reading below. */
import type { Assertion, ReportReading } from './reading.ts';

const ESCAPE = '\u001b[';
const RESET = `${ESCAPE}0m`;
const UNDERLINE = 4;
const COLOUR: Readonly<Record<Assertion, number>> = { asserted: 31, possible: 33, denied: 32, lookalike: 36, history: 90 };

/** Stronger ones win where statements share a sentence. */
const ORDER: readonly Assertion[] = ['history', 'denied', 'lookalike', 'possible', 'asserted'];

/** Per UTF-16 unit: how it is coloured, and whether it is underlined. */
const paint = (text: string, { statements, flags }: ReportReading): readonly string[] => {
  const styles = new Array<string>(text.length).fill('');
  const underlined = new Set<number>();
  const spoken = [...statements, ...flags].sort((a, b) => ORDER.indexOf(a.assertion) - ORDER.indexOf(b.assertion));
  for (const { start, end, assertion, cues } of spoken) {
    styles.fill(String(COLOUR[assertion]), start, end);
    for (const cue of cues) for (let at = cue.start; at < cue.end; at += 1) underlined.add(at);
  }
  return styles.map((style, at) => (underlined.has(at) ? `${style};${String(UNDERLINE)}` : style));
};

const summary = (reading: ReportReading): string => {
  const { verdict, levels, acuity, severity, cause, redFlags, namesFracture, recommendsAction, unreadFrom } = reading;
  const rows: readonly (readonly [string, string])[] = [
    ['verdict', verdict],
    ['levels', levels.join(', ')],
    ['acuity', acuity ?? ''],
    ['severity', severity ?? ''],
    ['cause', cause ?? ''],
    ['red flags', redFlags.join(', ')],
    ['named a fracture', namesFracture === null ? '' : namesFracture ? 'yes' : 'no'],
    ['advises action', recommendsAction ? 'yes' : 'no'],
    ['not read', unreadFrom === null ? '' : `from character ${String(unreadFrom)} on`],
  ];
  return rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name.padEnd(17)} ${value}\n`)
    .join('');
};

const legend = ORDER.toReversed()
  .map((assertion) => `${ESCAPE}${String(COLOUR[assertion])}m${assertion}${RESET}`)
  .join('  ');

/** ANSI text; control characters of the report itself are left out, so that a report cannot steer the terminal. */
export const markReport = (text: string, reading: ReportReading): string => {
  const styles = paint(text, reading);
  let current = '';
  let marked = '';
  for (const [at, unit] of Array.from({ length: text.length }, (_, index) => text.charAt(index)).entries()) {
    const style = styles[at] ?? '';
    if (style !== current) {
      marked += style === '' ? RESET : `${RESET}${ESCAPE}${style}m`;
      current = style;
    }
    marked += /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(unit) ? '' : unit;
  }
  return `${marked}${current === '' ? '' : RESET}\n\n${legend}\n\n${summary(reading)}`;
};
