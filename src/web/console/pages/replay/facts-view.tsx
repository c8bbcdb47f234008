/** What the service knows of the patient, each thing with the resource that it came from; and what it does not know. */
import type { Explanation } from '../../../../explanation.ts';
import { printedDay } from '../../parts/day.ts';
import { Sources } from '../../parts/sources.tsx';
import { Table } from '../../parts/table.tsx';
import { acuityInWords } from './acuity-words.ts';

type Row = readonly [what: string, value: string, day: string, source: string];

const rowsOf = ({ facts }: Explanation['chart']): readonly Row[] => {
  const { patient, coded, medicines, measurements } = facts;
  const from = `Patient/${patient.id}`;
  return [
    ['age', patient.age === null ? 'not known' : String(patient.age), patient.birthDate ?? '', from],
    ['sex', patient.sex ?? 'not known', '', from],
    ...(patient.deceased ? [['deceased', 'yes', '', from] as const] : []),
    ...coded.map((fact): Row => [
      fact.concept + (fact.kind ? ` (${fact.kind})` : ''),
      `${fact.display}, ${fact.status}`,
      printedDay(fact.day ?? fact.recorded),
      fact.source,
    ]),
    ...medicines.map((one): Row => [
      `${one.drug} (${one.class})`,
      `${one.display}, ${one.kind} ${one.status}${one.oncology ? ', oncology dose' : ''}`,
      printedDay(one.day),
      one.source,
    ]),
    ...measurements.map((one): Row => [
      one.what,
      `${one.value ?? one.flag ?? 'no value'} ${one.unit ?? ''}`.trim(),
      printedDay(one.day),
      one.source,
    ]),
  ];
};

export const FractureView = ({ fractures }: Explanation['assessment']) => (
  <section class="panel" aria-labelledby="fractures">
    <h2 id="fractures">Fractures of the chart</h2>
    <Table
      caption="The same level in several reports is one fracture"
      head={['Level', 'Status', 'First reported', 'Last reported', 'Age', 'Severity', 'Cause', 'Sources']}
      empty="No report states a fracture, and none is coded."
      rows={fractures.map((one) => [
        one.level ?? 'no level given',
        one.status,
        printedDay(one.firstReported),
        printedDay(one.lastReported),
        acuityInWords(one.acuity) ?? '',
        one.severity ?? '',
        one.cause ?? '',
        <Sources key="sources" evidence={one.evidence} />,
      ])}
    />
  </section>
);

export const FactsView = ({ chart }: { readonly chart: Explanation['chart'] }) => (
  <section class="panel" aria-labelledby="facts">
    <h2 id="facts">Facts</h2>
    <Table
      caption="What is known, and from which resource"
      head={['Fact', 'Value', 'Date', 'Source']}
      rows={rowsOf(chart).map(([what, value, day, source]) => [what, value, day, <code key={source}>{source}</code>])}
    />
    <p>
      <strong>Not known:</strong>{' '}
      {chart.facts.unknown.length > 0
        ? `${chart.facts.unknown.join(', ')}. The card says "not checked", never "none".`
        : 'nothing; every key was supplied or read.'}
    </p>
  </section>
);

export const KeysView = ({ chart }: { readonly chart: Explanation['chart'] }) => (
  <section class="panel" aria-labelledby="keys">
    <h2 id="keys">Prefetch</h2>
    <Table
      caption="What became of each key"
      head={['Key', 'Arrived', 'Then', 'Resources', 'Why']}
      rows={chart.keys.map(({ part, arrived, state, resources, dropped, why }) => [
        part,
        arrived,
        state,
        dropped > 0 ? `${resources}, ${dropped} dropped` : String(resources),
        why,
      ])}
    />
    <p class="quiet">
      {chart.counts.reports} imaging reports in the look-back, {chart.counts.notRead} of them could not be read; data from{' '}
      {chart.dataSource}.
    </p>
  </section>
);
