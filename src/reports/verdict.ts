/** Findings of all sentences -> what the report as a whole says (the labelling guideline, "Verdict" and "Settled hard cases"). */
import { stands, worse, type Finding } from './finding.ts';
import type { Flag } from './sentence/read-flags.ts';
import type { Acuity, Cause, RedFlag, Region, ReportReading, Verdict } from './reading.ts';

const overlaps = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === 0 || other.length === 0 || one.some((level) => other.includes(level));

/** A denial that names part of the spine reaches no farther. */
const reaches = (denial: Finding, finding: Finding): boolean => {
  if (!overlaps(denial.levels, finding.levels)) return false;
  if (denial.regions.length === 0 || denial.levels.length > 0) return true;
  const where = finding.levels.length > 0 ? finding.levels.map((level) => REGION_OF[level.charAt(0)]) : finding.regions;
  return where.length > 0 && where.every((region) => region !== undefined && denial.regions.includes(region));
};

const REGION_OF: Readonly<Record<string, Region>> = { C: 'cervical', T: 'thoracic', L: 'lumbar' };

const deniesOutright = ({ assertion, denial }: Finding): boolean =>
  assertion === 'lookalike' || (assertion === 'denied' && (denial === 'general' || denial === 'finding'));

const isShape = ({ subject }: Finding): boolean => subject === 'shape' || subject === 'compression';

/** An addendum, or else the conclusion, has the last word over what stands before it. */
const settle = (earlier: readonly Finding[], later: readonly Finding[]): void => {
  const speaking = later.filter(stands);
  for (const finding of earlier.filter(stands)) {
    const denial = later.find((one) => deniesOutright(one) && reaches(one, finding));
    const kept = speaking.some((one) => overlaps(one.levels, finding.levels));
    const sure =
      finding.assertion === 'asserted' &&
      !isShape(finding) &&
      !finding.softwareOnly &&
      denial?.assertion === 'lookalike' &&
      denial.denial === null &&
      denial.part === finding.part;
    if (denial !== undefined && !kept && !sure) finding.cancelled = true;
    const doubt = speaking.find((one) => one.hedged && overlaps(one.levels, finding.levels) && one.levels.length > 0);
    const restated = speaking.some((one) => one.assertion === 'asserted' && !isShape(one) && overlaps(one.levels, finding.levels));
    if (doubt !== undefined && !restated && finding.assertion === 'asserted')
      Object.assign(finding, { assertion: 'possible', hedged: true });
  }
};

/** Contradictions, in place. */
export const settleContradictions = (findings: readonly Finding[]): void => {
  for (const claim of findings.filter((finding) => finding.softwareOnly && stands(finding)))
    if (findings.some((one) => one.sentence > claim.sentence && deniesOutright(one) && overlaps(one.levels, claim.levels)))
      claim.cancelled = true;
  const parts = [...new Set(findings.map(({ part }) => part))].sort((a, b) => a - b);
  for (const part of parts) {
    const own = findings.filter((finding) => finding.part === part);
    settle(
      own.filter(({ section }) => section !== 'conclusion'),
      own.filter(({ section }) => section === 'conclusion'),
    );
    for (const denial of own.filter((one) => one.assertion === 'denied' && (one.denial === 'general' || one.denial === 'finding'))) {
      const weak = denial.cues.some(({ entry }) => entry.role === 'negation' && entry.weak === true);
      if (weak) continue;
      for (const finding of own.filter(stands)) {
        const named = denial.levels.length > 0 && overlaps(denial.levels, finding.levels) && finding.levels.length > 0;
        if (
          isShape(finding) &&
          !finding.hedged &&
          denial.names &&
          (named || (denial.levels.length === 0 && reaches(denial, finding))) &&
          denial.sentence !== finding.sentence
        )
          finding.cancelled = true;
      }
    }
    if (part > 0)
      settle(
        findings.filter((finding) => finding.part < part),
        own,
      );
  }
};

/** Whether the report elsewhere treats bare compressions as fractures ("no new fractures"). */
const treatsAsFracture = (findings: readonly Finding[]): boolean =>
  findings.some((one) => one.names && ((one.assertion === 'denied' && one.denial === 'qualified') || one.assertion === 'asserted'));

const isFracture = (finding: Finding, findings: readonly Finding[]): boolean => {
  if (finding.assertion !== 'asserted' || finding.softwareOnly || finding.subject === 'shape') return false;
  if (finding.subject !== 'compression') return true;
  return finding.severity === 'moderate' || finding.severity === 'severe' || (finding.percent ?? 0) >= 20 || treatsAsFracture(findings);
};

export interface Injury {
  /** The imaging was done for an injury. */
  readonly recent: boolean;
  readonly highEnergy: boolean;
  /** First tokens of the sentences that tell of high energy. */
  readonly told: readonly number[];
}

/** Of the same level an addendum, or else the conclusion, tells the age where it tells any. */
const lastWord = (findings: readonly Finding[]): readonly Finding['acuity'][] => {
  const aged = findings.filter(({ acuity }) => acuity !== null);
  const part = Math.max(...aged.map((one) => one.part));
  const latest = aged.filter((one) => one.part === part);
  const concluded = latest.filter(({ section }) => section === 'conclusion');
  return (concluded.length > 0 ? concluded : latest).map(({ acuity }) => acuity);
};

/** "RTC 2019, burst # L1" in the request, and the report speaks of that fracture; or "old L1 fracture from a motorbike crash". */
const brokenThen = (findings: readonly Finding[], standing: readonly Finding[], { told }: Injury): boolean =>
  standing.some((one) => one.names && told.includes(one.first)) ||
  findings.some(
    (one) =>
      one.assertion === 'history' &&
      one.names &&
      told.includes(one.first) &&
      standing.some(({ levels }) => levels.some((level) => one.levels.includes(level))),
  );

const acuityOf = (standing: readonly Finding[], levels: readonly string[], injury: Injury): Acuity => {
  const unplaced = standing.filter((finding) => finding.levels.length === 0);
  const loose = unplaced.flatMap(({ acuity }) => acuity ?? []);
  const several = unplaced.filter(({ multiple }) => multiple).flatMap(({ acuity }) => acuity ?? []);
  const best = (found: readonly Finding['acuity'][]): Finding['acuity'] =>
    (['acute', 'old', 'unspecified'] as const).find((acuity) => found.includes(acuity)) ?? null;
  const fallback = injury.recent ? 'acute' : 'unspecified';
  const each =
    levels.length === 0
      ? [...standing.map(({ acuity }) => acuity)]
      : levels.map(
          (level) =>
            best(lastWord(standing.filter((one) => one.levels.includes(level) || (one.levels.length === 0 && one.part > 0)))) ??
            best(loose),
        );
  const said = new Set(
    each.map((acuity) => acuity ?? (each.every((one) => one === null) ? fallback : null)).filter((acuity) => acuity !== null),
  );
  if (levels.length > 0 && loose.length > 0)
    for (const acuity of loose) if (several.includes(acuity) || each.every((one) => one === null || one === acuity)) said.add(acuity);
  if (said.has('acute') && said.has('old')) return 'mixed';
  return said.has('acute') ? 'acute' : said.has('old') ? 'old' : 'unspecified';
};

const causeOf = (findings: readonly Finding[], standing: readonly Finding[], flags: readonly Flag[], injury: Injury): Cause => {
  const tumour = flags.filter(
    (flag) => flag.flag === 'malignancy' && !flag.cancelled && (flag.assertion === 'asserted' || flag.assertion === 'possible'),
  );
  const spread = tumour.filter(
    (flag) =>
      flag.assertion === 'asserted' &&
      flag.levels.length === 0 &&
      flag.cues.some(({ entry }) => entry.role === 'flag' && entry.place !== 'fracture'),
  );
  const followsTumour = (finding: Finding): boolean =>
    finding.subject !== 'shape' && spread.some((flag) => finding.sentence - flag.sentence === 1 && flag.part === finding.part);
  const malignantLevel = (finding: Finding): boolean =>
    finding.subject !== 'shape' &&
    tumour.some(
      (flag) =>
        flag.assertion === 'asserted' &&
        flag.levels.some((level) => finding.levels.includes(level)) &&
        flag.cues.some(({ entry }) => entry.role === 'flag' && entry.kind === 'tumour'),
    );
  if (
    standing.some(
      (one) =>
        one.cause === 'malignant' ||
        malignantLevel(one) ||
        followsTumour(one) ||
        (one.pathological && tumour.some((flag) => flag.cues.some(({ entry }) => entry.role === 'flag' && entry.kind === 'tumour'))),
    )
  )
    return 'malignant';
  if (standing.some(({ cause }) => cause === 'fragility')) return 'fragility';
  if (standing.some(({ cause }) => cause === 'trauma')) return 'trauma';
  const then = injury.highEnergy && (standing.some(({ acuity }) => acuity !== 'old') || brokenThen(findings, standing, injury));
  return then ? 'trauma' : 'unstated';
};

const FLAGS: readonly RedFlag[] = ['malignancy', 'cordCompression', 'infection', 'unstable'];

/** Destruction is that of an infection which the report names, unless it names a tumour too. */
const destroyedByInfection = (flag: Flag, flags: readonly Flag[]): boolean =>
  flag.flag === 'malignancy' &&
  isOfKind(flag, 'lesion') &&
  flags.some((one) => one.flag === 'infection' && one.assertion === 'asserted' && overlaps(one.levels, flag.levels)) &&
  !flags.some((one) => one.flag === 'malignancy' && one.assertion !== 'denied' && one.assertion !== 'history' && !isOfKind(one, 'lesion'));

const isOfKind = (flag: Flag, kind: 'lesion' | 'tumour'): boolean =>
  flag.cues.some(({ entry }) => entry.role === 'flag' && entry.kind === kind);

/** Flags that stand: raised, and not denied by the conclusion or an addendum. */
export const settleFlags = (flags: readonly Flag[]): void => {
  for (const flag of flags) {
    if (flag.assertion !== 'possible' && flag.assertion !== 'asserted') continue;
    const denied = flags.some(
      (one) =>
        one.flag === flag.flag &&
        one.assertion === 'denied' &&
        overlaps(one.levels, flag.levels) &&
        (one.part > flag.part ||
          (one.section === 'conclusion' && flag.section !== 'conclusion' && one.part === flag.part && flag.assertion === 'possible')),
    );
    const again = flags.some(
      (one) =>
        one.flag === flag.flag &&
        one.part >= flag.part &&
        one !== flag &&
        (one.assertion === 'asserted' || one.assertion === 'possible') &&
        (one.part > flag.part || one.section === 'conclusion'),
    );
    if ((denied && !again) || destroyedByInfection(flag, flags)) flag.cancelled = true;
  }
};

type Core = Pick<ReportReading, 'verdict' | 'levels' | 'acuity' | 'severity' | 'cause' | 'redFlags' | 'namesFracture'>;

export const summarise = (findings: readonly Finding[], flags: readonly Flag[], injury: Injury, spine: readonly string[]): Core => {
  const standing = findings.filter(stands);
  const verdict: Verdict = standing.some((finding) => isFracture(finding, findings))
    ? 'fracture'
    : standing.length > 0
      ? 'possible'
      : 'none';
  const redFlags = FLAGS.filter((name) =>
    flags.some(({ flag, assertion, cancelled }) => flag === name && !cancelled && (assertion === 'asserted' || assertion === 'possible')),
  );
  if (verdict === 'none') return { verdict, levels: [], acuity: null, severity: null, cause: null, redFlags, namesFracture: null };
  const levels = spine.filter((level) => standing.some((finding) => finding.levels.includes(level)));
  return {
    verdict,
    levels,
    acuity: acuityOf(standing, levels, injury),
    severity: standing.map(({ severity }) => severity).reduce(worse, null),
    cause: causeOf(findings, standing, flags, injury),
    redFlags,
    namesFracture: standing.some(({ names }) => names),
  };
};
