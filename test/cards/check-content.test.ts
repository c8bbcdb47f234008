/** The service does not start with words that do not fit its rules: every fault is told with its file and place. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULES } from '../../src/assessment/assess.ts';
import { loadCards } from '../../src/cards/load.ts';
import { THRESHOLDS } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'vfcds-cards-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Loads the content with one file changed; the faults, or none. */
const faultsWith = (file: string, change: (text: string) => string): readonly string[] => {
  cpSync('cards', folder, { recursive: true, force: true });
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
  try {
    loadCards(RULES, THRESHOLDS.values, folder);
    return [];
  } catch (error) {
    return (error as { readonly faults?: readonly string[] }).faults ?? [String(error)];
  }
};

const replace = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

describe('card content', () => {
  it('loads as it is', () => {
    expect(faultsWith('assess.yaml', (text) => text)).toEqual([]);
  });

  it.each([
    [
      'a placeholder that the rule gives no value for',
      'assess.yaml',
      'Not checked: age, no',
      'Not checked: {{age}}, no',
      'assess.yaml: age-not-checked: the rule gives no value "age"',
    ],
    [
      'a summary with an unknown value',
      'assess.yaml',
      "  coded: '",
      "  coded: '{{count}} ",
      'assess.yaml: summaries.coded: the rule gives no value "count"',
    ],
    [
      'a summary that the rule does not have',
      'assess.yaml',
      '  ask-cause:',
      '  another:',
      'assess.yaml: summaries.another: the rule has no such summary',
    ],
    ['a summary that is missing', 'assess.yaml', '  ask-cause:', '  another:', 'assess.yaml: no summary "ask-cause"'],
    [
      'a source for a line that the rule cannot say',
      'urgent-cause.yaml',
      '{ line: infection-same-day,',
      '{ line: infection-tomorrow,',
      'urgent-cause.yaml: sourceWhenSaid: the rule cannot say "infection-tomorrow"',
    ],
    [
      'a source that is not there, for some lines only',
      'urgent-cause.yaml',
      'line: ng41-image-rest, source: ng41',
      'line: ng41-image-rest, source: ng14',
      'urgent-cause.yaml: no document "ng14"',
    ],
    [
      'a line that is placed nowhere',
      'assess.yaml',
      'treatment-need-not-wait, fls',
      'fls',
      'assess.yaml: blocks: "treatment-need-not-wait" stands in none',
    ],
    [
      'a line that is placed twice',
      'assess.yaml',
      'treatment-need-not-wait, fls',
      'treatment-need-not-wait, fls, vfa',
      'assess.yaml: blocks: "vfa" stands twice',
    ],
    [
      'a line that the rule cannot say',
      'assess.yaml',
      'treatment-need-not-wait, fls',
      'treatment-need-not-wait, fls, dxa-six-weeks',
      'assess.yaml: blocks: the rule cannot say "dxa-six-weeks"',
    ],
    [
      'words for a line that the rule cannot say',
      'assess.yaml',
      '  age-not-checked:\n    -',
      '  dxa-six-weeks:\n    -',
      'assess.yaml: lines.dxa-six-weeks: the rule cannot say it',
    ],
    [
      'a line without words',
      'assess.yaml',
      '  age-not-checked:\n    -',
      '  dxa-six-weeks:\n    -',
      'assess.yaml: no words for "age-not-checked"',
    ],
    [
      'an unknown source',
      'assess.yaml',
      'sources: [ng259-1.4.5]',
      'sources: [ng259-9.9.9]',
      'assess.yaml: treatment-need-not-wait.0: no source "ng259-9.9.9"',
    ],
    ['an unknown link', 'assess.yaml', 'links: [ros-toolkit', 'links: [nowhere', 'assess.yaml: no link "nowhere"'],
    [
      'an unknown override reason',
      'assess.yaml',
      'overrideReasons: [limited-time',
      'overrideReasons: [bored',
      'assess.yaml: no override reason "bored"',
    ],
    ['an unknown document as its source', 'assess.yaml', 'source: ng259', 'source: cg146', 'assess.yaml: no document "cg146"'],
    ['another topic than the rule', 'assess.yaml', 'code: VFAssess', 'code: VFOther', 'assess.yaml: topic: the rule has VFAssess'],
    [
      'a sentence without its end',
      'assess.yaml',
      'where an anabolic is unlikely.',
      'where an anabolic is unlikely',
      'assess.yaml: treatment-need-not-wait.0: must end with "." or "?"',
    ],
    [
      'a value printed without escaping',
      'assess.yaml',
      'Not checked: age, no',
      'Not checked: {{{age}}}, no',
      'assess.yaml: age-not-checked.0: "age" prints a value without escaping',
    ],
    [
      'an unknown phrase',
      'assess.yaml',
      'Not checked: age, no',
      'Not checked: {{> aged}}, no',
      'assess.yaml: age-not-checked.0: no phrase "aged"',
    ],
    [
      'an unknown threshold',
      'assess.yaml',
      'Not checked: age, no',
      'Not checked: {{limits.age}}, no',
      'assess.yaml: age-not-checked.0: no threshold "age"',
    ],
    [
      'a footer with an unknown value',
      'shared-lines.yaml',
      'Data as of {{asOf}}',
      'Data as of {{now}}',
      'shared-lines.yaml: footer: no value "now" is given here',
    ],
    [
      'an unclosed section',
      'assess.yaml',
      'Not checked: age, no',
      'Not checked: {{#age}}, no',
      expect.stringMatching(/^assess\.yaml: age-not-checked\.0: Unclosed section/),
    ],
    [
      'a source that nothing uses',
      'sources.yaml',
      '\nsources:\n',
      '\nsources:\n  idle: { document: ng259, says: x, strength: offer, certainty: read }\n',
      'sources.yaml: source "idle" is used nowhere',
    ],
    [
      'a shared line that no rule says',
      'shared-lines.yaml',
      '\nlines:\n',
      "\nlines:\n  idle: [{ text: 'Idle.', sources: [record] }]\n",
      'shared-lines.yaml: line "idle" is used nowhere',
    ],
    [
      'a certainty that is not printed',
      'sources.yaml',
      'certainty: background',
      'certainty: low',
      expect.stringMatching(/^sources\.yaml: sources\..*certainty: /),
    ],
    [
      'a link that is not https',
      'sources.yaml',
      'url: https://www.nice.org.uk/guidance/ng259, for',
      'url: http://www.nice.org.uk/guidance/ng259, for',
      expect.stringMatching(/^sources\.yaml: links\.ng259\.url: /),
    ],
    [
      'an unknown member',
      'assess.yaml',
      'version: 1',
      'version: 1\nsumary: {}',
      expect.stringMatching(/^assess\.yaml: : Unrecognized key: "sumary"/),
    ],
    [
      "a name that is not the file's",
      'assess.yaml',
      'rule: assess',
      'rule: asses',
      'assess.yaml: rule: must be the name of the file, not "asses"',
    ],
    ['broken YAML', 'assess.yaml', 'version: 1', 'version: [', expect.stringMatching(/^assess\.yaml: /)],
  ])('is refused with %s', (_, file, from, to, fault) => {
    expect(faultsWith(file, replace(from, to))).toContainEqual(fault);
  });

  it('is refused with a summary that is too long even without values', () => {
    expect(faultsWith('assess.yaml', replace("  coded: '", `  coded: '${'word '.repeat(30)}`))).toEqual([
      'assess.yaml: summaries.coded: must hold 1 to 139 characters without any value',
    ]);
  });

  it('is refused without a file for each rule', () => {
    expect(faultsWith('assess.yaml', () => 'rule: nothing')).toContainEqual(expect.stringMatching(/^assess\.yaml: /));
  });

  it('tells all faults at once', () => {
    const change = (text: string) =>
      text.replace('links: [ros-toolkit', 'links: [nowhere').replace('overrideReasons: [limited-time', 'overrideReasons: [bored');
    expect(faultsWith('assess.yaml', change)).toHaveLength(2);
  });
});

describe('a threshold that is changed', () => {
  it('changes what the cards print, and nothing else needs an edit', () => {
    const changed = { ...THRESHOLDS.values, dxaNotRepeated: { months: 36 } };
    const content = loadCards(RULES, changed);
    const [sentence] = content.cards.get('assess')?.lines.get('dxa-done') ?? [];
    expect(sentence?.template.fill({})).toBe('DXA done: not routinely repeated within 36 months');
  });
});
