/** What the words themselves must and must not hold (DECISIONS G; clinical reference: nothing of moderate or low certainty is printed). */
import { readFileSync, readdirSync } from 'node:fs';
import { RULES } from '../../src/assessment/assess.ts';
import { documentsOf, titleOf } from '../../src/cards/citations.ts';
import type { Item } from '../../src/cards/words.ts';
import { CONTENT, ruleOf } from './sample.ts';

const { cards, shared, sources, reasons } = CONTENT.files;

const withoutTags = (text: string): string => text.replace(/\{\{[^}]*\}\}/g, ' ');

const items = (lines: Readonly<Record<string, readonly Item[]>>): readonly (readonly [string, Item])[] =>
  Object.entries(lines).flatMap(([id, said]) => said.map((item) => [id, item] as const));

const everyItem = [...items(shared.lines), ...cards.flatMap(({ lines }) => items(lines))];

/** All that a card can ever say in its own words, phrases included. */
const wordsOf = (rule: string): string => {
  const file = cards.find((card) => card.rule === rule);
  const lines = Object.keys(ruleOf(rule).says).flatMap((id) => file?.lines[id] ?? shared.lines[id] ?? []);
  const titles = lines.flatMap((item) => documentsOf(item.sources, sources).map((id) => titleOf(id, sources)));
  return [
    titleOf(file?.source ?? '', sources),
    ...titles,
    ...Object.values(file?.summaries ?? {}),
    ...(file?.blocks ?? []).map(({ heading }) => heading),
    ...lines.map(({ text }) => text),
  ].join('\n');
};

describe('the card content', () => {
  it('has one file for each rule', () => {
    expect(cards.map(({ rule }) => rule).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  it.each(everyItem)('%s is one sentence', (_, { text }) => {
    const sentence = withoutTags(text).trim();
    expect(sentence).toMatch(/[.?]$/);
    expect(sentence.slice(0, -1)).not.toMatch(/[.!?]['")]?\s+\S/);
  });

  it('names a source behind every sentence', () => {
    expect(everyItem.filter(([, item]) => item.sources.some((id) => sources.sources[id] === undefined))).toEqual([]);
  });

  it('rests on nothing of moderate or low certainty', () => {
    const files = readdirSync('cards').map((name) => readFileSync(`cards/${name}`, 'utf8'));
    expect(files.filter((text) => /\[B-|B-mod|B-low|print nothing/i.test(text))).toEqual([]);
    expect([...new Set(Object.values(sources.sources).map(({ certainty }) => certainty))].sort()).toEqual([
      'background',
      'ours',
      'read',
      'secondary',
    ]);
  });

  it('gives every document a publisher, a date and an address or the reason why not', () => {
    const without = Object.entries(sources.documents).filter(
      ([, { date, url, note }]) => (date === undefined || url === undefined) && note.length < 20,
    );
    expect(without).toEqual([]);
  });

  it('has a plain heading for suggestions that an EHR can only show as text', () => {
    expect(CONTENT.frame.toDo).toMatch(/^[A-Z][a-z ]{2,30}:$/);
  });

  it('signs nothing that nobody has signed', () => {
    expect(cards.flatMap(({ signedOffBy }) => signedOffBy)).toEqual([]);
  });

  it.each([
    [
      'every card',
      RULES.map(({ id }) => id),
      /untreated|osteoporotic|treatment failure in|CG146|NICE recommends this prompt|dexameth|TA464|detected|diagnos/i,
    ],
    ['U', ['urgent-cause'], /\bDXA\b|\bFLS\b|fracture liaison|bisphosphonate/i],
    ['D', ['denosumab-gap'], /alendron|zoledron|risedron|ibandron|romosozumab|teriparatide|abaloparatide/i],
    ['4a', ['very-high-risk'], /start an anabolic|start anabolic/i],
    ['4c', ['assess-under-50'], /T-score at|\bFRAX\b|anabolic|antiresorptive can/i],
    ['S', ['symptoms'], /brace|calcitonin|gabapentin|pregabalin|nefopam|6.{1,4}12 weeks/i],
    ['C', ['confirm-wording'], /bisphosphonate|anabolic|denosumab|treatment|DXA/i],
  ])('keeps off %s what must be off', (_, ids, forbidden) => {
    expect(ids.filter((id) => forbidden.test(wordsOf(id)))).toEqual([]);
  });

  it.each([
    ['urgent-cause', [/local emergency pathway/, /image the rest of the spine/, /MSCC coordinator immediately/, /within 24 hours/]],
    ['denosumab-gap', [/last dose/i, /was due/, /\{\{kind\}\}/, /this week/, /calcium before any dose/i, /multiple vertebral fractures/i]],
    ['fracture-on-treatment', [/first reported/, /adherence/i, /vitamin D/, /calcium/, /myeloma/]],
    ['very-high-risk', [/Very high risk/, /within 6 weeks/, /avoid starting an antiresorptive first/]],
    ['assess', [/any T-score/, /mechanism/, /treatment need not wait for DXA/i, /medicines supplied/]],
    ['assess-under-50', [/injury first/i, /pregnancy/, /specialist advice/i]],
    ['symptoms', [/plan to end the opioid/i, /same-day assessment/, /laxative/, /TA279|kyphoplasty/]],
    ['confirm-wording', [/Ask the reporting radiologist/, /exclude metastasis/]],
    ['report-quality', [/"vertebral fracture"/, /level/, /grade/i, /next step/]],
    ['report-not-read', [/does not mean no fracture/]],
  ])('puts on %s what must be on', (id, needed) => {
    expect(needed.filter((words) => !words.test(wordsOf(id)))).toEqual([]);
  });

  it('offers a problem-list entry neither on urgent nor on unclear findings', () => {
    const without = cards.filter(({ suggestions }) => !suggestions.includes('problem')).map(({ rule }) => rule);
    expect(without).toEqual(['confirm-wording', 'report-not-read', 'report-quality', 'symptoms', 'urgent-cause']);
  });

  it('quiets by the table of reasons, each with whom and how long', () => {
    const months = Object.entries(reasons.reasons).filter(([, { whom, length }]) => whom === 'everyone' && length.months === 12);
    expect(months.map(([code]) => code).sort()).toEqual([
      'cancer-imaging',
      'high-dependency',
      'not-indicated',
      'patient-ineligible',
      'patient-refuses',
      'terminal-illness',
    ]);
    expect(CONTENT.snoozes.topics).toEqual({
      VFUrgent: { user: { days: 1 }, everyoneOnly: { 'already-acted-on': { days: 14 } } },
      VFDenosumab: { atMost: { days: 28 } },
    });
    expect(CONTENT.snoozes.shownWithoutAnswer['VFUrgent']).toBeUndefined();
    expect(CONTENT.snoozes.noReason).toEqual({ whom: 'user', length: { days: 7 } });
    expect(CONTENT.snoozes.accepted).toEqual({
      fls: { whom: 'everyone', length: { days: 28 } },
      dxa: { whom: 'everyone', length: { days: 28 } },
      problem: 'drop',
    });
  });

  it('uses the codes of the standard for the reasons that the standard has', () => {
    const standard = Object.entries(reasons.reasons).filter(([, { system }]) => system === 'hl7');
    expect(standard.length).toBeGreaterThan(8);
    expect(standard.filter(([, reason]) => reason.standard === undefined)).toEqual([]);
  });
});
