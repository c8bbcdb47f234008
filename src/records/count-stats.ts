/** Counting what the records hold. Pure: rows go in one by one, the counts come out. */
import type { Day } from '../calendar.ts';
import type { Counts, RuleStats, Stats, WeekStats } from './stats.ts';

export interface CountedDecision {
  readonly patientKey: string;
  readonly ehr: string;
  readonly serviceId: string;
  readonly week: Day;
  readonly spoken: readonly string[];
  readonly silent: readonly { readonly rule: string; readonly reason: string }[];
  readonly reportsRead: number;
  readonly reportsNotRead: number;
  readonly readings: Counts;
  readonly unknownKeys: readonly string[];
  readonly milliseconds: number;
  readonly mode: string;
}

/** A card with all its answers. */
export interface CountedCard {
  readonly rule: string;
  readonly week: Day;
  readonly answers: readonly { readonly outcome: string; readonly reasonCode: string | null }[];
}

export interface Period {
  readonly generatedAt: Date;
  readonly from: Day;
  readonly to: Day;
  /** The Mondays of the period, oldest first; the last is that of the current week. */
  readonly weeks: readonly Day[];
}

const FULL_WEEKS = 4;

/** A table of counts that names itself as things happen. */
const tally = () => {
  const counts = new Map<string, number>();
  return {
    add: (name: string, by = 1): void => void counts.set(name, (counts.get(name) ?? 0) + by),
    get: (name: string): number => counts.get(name) ?? 0,
    total: (): number => [...counts.values()].reduce((sum, count) => sum + count, 0),
    names: (): readonly string[] => [...counts.keys()].sort(),
    /** Most frequent first. */
    counts: (): Counts => Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b))),
  };
};

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The value that a share of all values does not exceed (nearest rank). */
export const percentile = (sorted: readonly number[], part: number): number | null =>
  sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null;

export const countStats = ({ generatedAt, from, to, weeks }: Period) => {
  const [byEhr, byService, readings, unknownKeys, reasons] = [tally(), tally(), tally(), tally(), tally()];
  const [spoke, wouldHaveSpoken, cards, accepted, overridden] = [tally(), tally(), tally(), tally(), tally()];
  const [cardsByWeek, acceptedByWeek] = [tally(), tally()];
  const silences = new Map<string, ReturnType<typeof tally>>();
  const latest = new Map<string, CountedDecision>();
  const milliseconds: number[] = [];
  let [silentMode, read, notEvaluated, callsWithNotEvaluated, unknownCards] = [0, 0, 0, 0, 0];

  const silencesOf = (rule: string): ReturnType<typeof tally> => {
    const known = silences.get(rule) ?? tally();
    silences.set(rule, known);
    return known;
  };

  const ruleStats = (rule: string): RuleStats => ({
    spoke: spoke.get(rule),
    wouldHaveSpoken: wouldHaveSpoken.get(rule),
    cards: cards.get(rule),
    accepted: accepted.get(rule),
    overridden: overridden.get(rule),
    acceptance: share(accepted.get(rule), accepted.get(rule) + overridden.get(rule)),
    silences: silencesOf(rule).counts(),
  });

  const funnel = (): readonly WeekStats[] => {
    const [reports, fractures] = [tally(), tally()];
    for (const { week, reportsRead, readings: verdicts } of latest.values()) {
      reports.add(week, reportsRead);
      fractures.add(week, verdicts.fracture ?? 0);
    }
    return weeks.map((week) => ({
      week,
      reportsRead: reports.get(week),
      fractures: fractures.get(week),
      cards: cardsByWeek.get(week),
      accepted: acceptedByWeek.get(week),
    }));
  };

  return {
    /** In the order of time: of one patient's calls in one week the last one tells how many reports there are. */
    decision: (one: CountedDecision): void => {
      byEhr.add(one.ehr);
      byService.add(one.serviceId);
      one.spoken.forEach((rule) => (one.mode === 'silent' ? wouldHaveSpoken : spoke).add(rule));
      one.silent.forEach(({ rule, reason }) => silencesOf(rule).add(reason));
      one.unknownKeys.forEach((key) => unknownKeys.add(key));
      Object.entries(one.readings).forEach(([verdict, count]) => readings.add(verdict, count));
      latest.set(`${one.week} ${one.patientKey}`, one);
      milliseconds.push(one.milliseconds);
      silentMode += one.mode === 'silent' ? 1 : 0;
      read += one.reportsRead;
      notEvaluated += one.reportsNotRead;
      callsWithNotEvaluated += one.reportsNotRead > 0 ? 1 : 0;
    },
    card: ({ rule, week, answers }: CountedCard): void => {
      const isAccepted = answers.some(({ outcome }) => outcome === 'accepted');
      cards.add(rule);
      cardsByWeek.add(week);
      if (isAccepted) acceptedByWeek.add(week);
      if (answers.length > 0) (isAccepted ? accepted : overridden).add(rule);
      answers.filter(({ outcome }) => outcome === 'overridden').forEach(({ reasonCode }) => reasons.add(reasonCode ?? 'none'));
    },
    unknownCards: (count: number): void => void (unknownCards += count),
    finish: (): Stats => {
      const [yes, no] = [accepted.total(), overridden.total()];
      const sorted = milliseconds.sort((a, b) => a - b);
      const rules = [...new Set([...spoke.names(), ...wouldHaveSpoken.names(), ...cards.names(), ...silences.keys()])].sort();
      return {
        generatedAt: generatedAt.toISOString(),
        from,
        to,
        requests: { total: byEhr.total(), silentMode, byEhr: byEhr.counts(), byService: byService.counts() },
        readings: readings.counts(),
        reports: { read, notEvaluated, callsWithNotEvaluated },
        unknownKeys: unknownKeys.counts(),
        rules: Object.fromEntries(rules.map((rule) => [rule, ruleStats(rule)])),
        answers: {
          accepted: yes,
          overridden: no,
          acceptance: share(yes, yes + no),
          responseRate: share(yes + no, cards.total()),
          unknownCards,
        },
        overrideReasons: reasons.counts(),
        latency: { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p99: percentile(sorted, 0.99) },
        cardsPerWeek: weeks.slice(-FULL_WEEKS - 1, -1).map((week) => ({ week, cards: cardsByWeek.get(week) })),
        funnel: funnel(),
      };
    },
  };
};
