/** What to tell the EHR's analyst about a captured request: the known causes, each in one sentence with what to do. */
import type { HookRequest, PrefetchKey } from '../hooks/wire.ts';
import type { Checked, CheckedKey } from './check-chart.ts';

/** SMART scope and, where it differs by kind, the name of the API in Epic's list. */
const ACCESS: Readonly<Record<PrefetchKey, string>> = {
  patient: 'patient/Patient.r (Epic: Patient.Read (Demographics))',
  reports: 'patient/DiagnosticReport.rs (Epic: DiagnosticReport.Search (Results))',
  report: 'patient/DiagnosticReport.r (Epic: DiagnosticReport.Read (Results))',
  conditions: 'patient/Condition.rs (Epic: Condition.Search (Problems))',
  medications: 'patient/MedicationRequest.rs (Epic: MedicationRequest.Search (Signed Medication Order))',
  procedures: 'patient/Procedure.rs (Epic: Procedure.Search (Orders), (Surgeries))',
  serviceRequests: 'patient/ServiceRequest.rs (Epic: ServiceRequest.Search (Order Procedure))',
  observations: 'patient/Observation.rs (Epic: Observation.Search (Labs), (Vital Signs))',
};

const NOTHING_CAME =
  'Neither prefetch nor fhirServer came. In Epic the URL that is called must equal an Endpoint URI of the client ID character by character; where it does not, the hook still fires but is stripped of both. Compare the two, the trailing slash included.';

const adviceOnKey = (
  { key, part, arrived, why, needed, cut, withheld, dropped }: CheckedKey,
  otherKeysCame: boolean,
): readonly string[] => [
  ...(arrived === 'absent' && otherKeysCame
    ? [
        `${part}: left out although other keys came. Usually the scope is not granted: ${ACCESS[key]}; or the prefetch row is missing from the EHR's configuration.`,
      ]
    : []),
  ...(arrived === 'failed' && /OperationOutcome/.test(why)
    ? [
        `${part}: ${why}. Look up that search in the EHR's own log; a security or forbidden type means that this access is missing: ${ACCESS[key]}.`,
      ]
    : []),
  ...(arrived === 'failed' && /another patient/.test(why)
    ? [
        `${part}: holds data of another patient. Check that its prefetch row is bound to {{context.patientId}}. ${needed ? 'Until then the answer is 412.' : 'Until then it counts as not known.'}`,
      ]
    : []),
  ...(arrived === 'failed' && !/OperationOutcome|another patient/.test(why) ? [`${part}: not usable (${why}).`] : []),
  ...(arrived === 'empty' && key === 'reports'
    ? [
        `${part}: empty. If this patient has imaging reports, their category is not the one that was asked for: some EHRs use LOINC LP29684-5, some v2-0074 RAD, NHS imaging a SNOMED CT modality. Override prefetch.reports for this EHR (presets: epic, oracle, nhs).`,
      ]
    : []),
  ...(cut ? [`${part}: the list is cut; what lies beyond it is not seen. Raise _count, or let the next pages be read.`] : []),
  ...(withheld
    ? [`${part}: the EHR says that part of the record was withheld (suppressed). Check sensitivity rules and scopes: ${ACCESS[key]}.`]
    : []),
  ...(dropped > 0 && arrived === 'supplied'
    ? [`${part}: ${dropped} resources name no patient that could be compared, and were left out.`]
    : []),
];

const adviceOnReports = (check: Checked): readonly string[] => {
  const linked = check.reports.filter(({ notRead }) => notRead?.includes('behind a link'));
  const others = check.reports.filter(({ notRead }) => notRead !== null && !notRead.includes('behind a link'));
  return [
    ...(linked.length > 0
      ? [
          `${linked.length} reports keep their text behind a link (presentedForm.url). Grant Binary.read beside DiagnosticReport.read and send fhirServer with a token, or send the text inline.`,
        ]
      : []),
    ...others.map(({ id, notRead }) => `Report ${id} could not be read: ${notRead}. A text or HTML rendering, or a conclusion, can be.`),
    ...(check.notImaging > 0 && check.reports.length === 0
      ? [
          `${check.notImaging} reports came, none of them an imaging report. Their categories: ${check.otherCategories.join(', ') || 'none given'}.`,
        ]
      : []),
  ];
};

const notRegistered = (base: string): string =>
  `${base} is not one of the FHIR bases of this EHR in ehrs.yaml: nothing is read from it, and a needed key that is missing is answered 403. Add the base under fhirServers, written as the EHR sends it.`;

const adviceOnServer = ({ fhirServer, registration, missing }: Checked, { accessToken }: HookRequest): readonly string[] => {
  if (fhirServer === null) return missing.length > 0 ? ['No fhirServer came, so nothing that is missing can be read.'] : [];
  return [
    ...(registration === 'not-registered' ? [notRegistered(fhirServer)] : []),
    ...(accessToken === null ? ['fhirServer came without fhirAuthorization: it can be read only where it is open to everybody.'] : []),
  ];
};

export const adviceOf = (check: Checked, request: HookRequest): readonly string[] => {
  if (Object.keys(request.prefetch).length === 0 && request.fhirServer === null) return [NOTHING_CAME];
  const came = check.keys.some(({ arrived }) => arrived === 'supplied' || arrived === 'empty');
  return [...adviceOnServer(check, request), ...check.keys.flatMap((key) => adviceOnKey(key, came)), ...adviceOnReports(check)];
};

const noteOnKey = ({ part, key, arrived, why, known, resources }: CheckedKey): readonly string[] => [
  ...(arrived === 'empty' && key !== 'reports' && /outcome/.test(why)
    ? [`${part}: no entries but an outcome, which is how some EHRs (Epic, 4101) say that a search found nothing: known to be none.`]
    : []),
  ...(known === 0 && resources > 0
    ? [`${part}: ${resources} usable, none of them known to the code lists. If one of them matters here, add its code under CODES_DIR.`]
    : []),
];

/** What looks odd and is as it should be: no finding. */
export const notesOn = ({ keys, fhirServer }: Checked, { prefetch }: HookRequest): readonly string[] => [
  ...(Object.keys(prefetch).length === 0 && fhirServer !== null
    ? ['Nothing came in prefetch: every key is read from the FHIR server, side by side. That is slower for the user than prefetch.']
    : []),
  ...keys.flatMap(noteOnKey),
];
