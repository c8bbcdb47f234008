/**
 * Which DiagnosticReports are versions and addenda of one report: the same id, the same accession or the same report identifier
 * (DESIGN section 5). EHRs file an addendum as a new version of the resource, or as a resource of its own.
 */
import { isObject, objects, text, word, type Json } from './json.ts';
import type { LocalResources } from './local-resources.ts';
import { lastUpdated, versionTime } from './report-day.ts';

/** Identifier types of HL7 table 0203 that name a person, an order or a device, not a report. */
const NOT_A_REPORT = ['MR', 'PI', 'PT', 'NI', 'SS', 'VN', 'AN', 'NH', 'NIIP', 'UDI'];

const typesOf = (identifier: Json): readonly string[] =>
  isObject(identifier.type) ? objects(identifier.type.coding).map(({ code }) => word(code)) : [];

const keyOf = (identifier: Json): string | null =>
  text(identifier.value) === null || typesOf(identifier).some((type) => NOT_A_REPORT.includes(type))
    ? null
    : `${word(identifier.system)}|${word(identifier.value).trim()}`;

const isAccession = (identifier: Json): boolean => typesOf(identifier).includes('ACSN') || /accession/i.test(word(identifier.system));

/** Accession numbers of the request or study that a report refers to, inline, contained or beside it. */
const accessionsOf = (report: Json, local: LocalResources): readonly Json[] =>
  [...objects(report.basedOn), ...objects(report.imagingStudy)].flatMap((reference) => {
    const target = text(reference.reference) === null ? null : local(word(reference.reference), report);
    return [...objects(reference.identifier), ...objects(target?.identifier)].filter(isAccession);
  });

const keysOf = (report: Json, local: LocalResources): readonly string[] =>
  [...objects(report.identifier), ...accessionsOf(report, local)].flatMap((identifier) => keyOf(identifier) ?? []);

/** Older before newer; a withdrawal of the same moment comes last. */
const byTime = (one: Json, other: Json): number => versionTime(one) - versionTime(other) || lastUpdated(one) - lastUpdated(other);

/** The groups, each from its oldest to its newest member. */
export const groupVersions = (reports: readonly Json[], local: LocalResources): readonly (readonly Json[])[] => {
  const keys = new Map(reports.map((report) => [report, keysOf(report, local)]));
  const byKey = new Map<string, ReadonlySet<Json>>();
  const groupOf = new Map<Json, ReadonlySet<Json>>();
  for (const report of reports) {
    const group = new Set<Json>();
    for (const key of keys.get(report) ?? []) for (const member of byKey.get(key) ?? []) group.add(member);
    group.add(report);
    for (const member of group) {
      groupOf.set(member, group);
      for (const key of keys.get(member) ?? []) byKey.set(key, group);
    }
  }
  return [...new Set(groupOf.values())].map((group) => [...group].sort(byTime));
};
