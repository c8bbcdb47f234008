import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { dayIn } from '../calendar.ts';
import { readConfig, type Config } from '../config.ts';
import { checkChart, type Registration } from '../fhir/check-chart.ts';
import { loadCodes } from '../fhir/codes/load.ts';
import { describeCheck } from '../fhir/describe-check.ts';
import { templateFaults, type Templates } from '../fhir/prefetch-templates.ts';
import { isWithin } from '../fhir/server.ts';
import { readHookRequest } from '../hooks/read-request.ts';
import { SERVICES, wireHook } from '../hooks/services.ts';
import type { HookRequest } from '../hooks/wire.ts';
import type { Ehr } from '../trust/caller.ts';

interface Options {
  readonly ehr?: string;
  readonly preset?: string;
  readonly json?: true;
}

/** @throws Error where a capture was cut or is no JSON. */
const parseBody = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`the request is not JSON, or the capture was cut: ${error instanceof Error ? error.message : ''}`);
  }
};

/** A captured request names its hook; the service is the one of that hook. @throws Refusal with every fault of the request. */
const readCaptured = (text: string): HookRequest => {
  const body = parseBody(text);
  const hook = typeof body === 'object' && body !== null && 'hook' in body ? String(body.hook) : '';
  const service = SERVICES.find((one) => hook === one.hook || hook.endsWith(wireHook(one.hook, ''))) ?? SERVICES[0];
  return readHookRequest(service?.id ?? '', body);
};

const mayRead = ({ fhirServers }: Ehr, fhirServer: string | null): boolean =>
  fhirServer !== null && fhirServers.some((base) => isWithin(base, fhirServer));

/** The EHR that is named, else the one whose FHIR server the request names. @throws Error where there is no such entry. */
const ehrOf = ({ ehrs }: Config, name: string | undefined, fhirServer: string | null): Ehr | null => {
  if (name === undefined) return ehrs.find((ehr) => mayRead(ehr, fhirServer)) ?? null;
  const found = ehrs.find((ehr) => ehr.name === name);
  if (!found) throw new Error(`no EHR "${name}" in ehrs.yaml; there are: ${ehrs.map((ehr) => ehr.name).join(', ') || 'none'}`);
  return found;
};

const registrationOf = ({ ehrs }: Config, ehr: Ehr | null, fhirServer: string | null): Registration => {
  if (fhirServer === null || ehrs.length === 0) return 'not-asked';
  return (ehr ? [ehr] : ehrs).some((one) => mayRead(one, fhirServer)) ? 'registered' : 'not-registered';
};

/** @throws Error naming what is wrong with a preset. */
const overridesOf = (ehr: Ehr | null, preset: string | undefined): Templates => {
  const overrides = { ...ehr?.prefetch, ...(preset === undefined ? {} : { preset }) };
  const faults = templateFaults(overrides);
  if (faults.length > 0) throw new Error(faults.join('; '));
  return overrides;
};

/** `vfcds check-chart REQUEST.json`: what a captured request brought, and what to tell the EHR's analyst. Exit 1 when there is something to tell. */
export const checkChartCommand = new Command('check-chart')
  .description(
    'say what a captured hook request brought, what is missing, and what to tell the EHR; nothing is read elsewhere, nothing is kept',
  )
  .argument('[request]', 'file with the body of a hook request; without it, stdin')
  .option('--ehr <name>', 'judge it with the prefetch templates of this EHR of ehrs.yaml')
  .option('--preset <name>', 'judge it with a preset: epic, oracle or nhs')
  .option('--json', 'as JSON')
  .action(async (file: string | undefined, { ehr: name, preset, json }: Options) => {
    const config = readConfig(process.env, templateFaults);
    const request = readCaptured(readFileSync(file ?? 0, 'utf8'));
    const ehr = ehrOf(config, name, request.fhirServer);
    const check = await checkChart(request, {
      codes: loadCodes(config.CODES_DIR),
      today: dayIn(new Date(), config.TIME_ZONE),
      overrides: overridesOf(ehr, preset),
      registration: registrationOf(config, ehr, request.fhirServer),
      options: {
        timeZone: config.TIME_ZONE,
        lookBackMonths: config.REPORT_LOOKBACK_MONTHS,
        deadlineMs: config.REQUEST_DEADLINE_MS,
        optionalReadsMs: config.OPTIONAL_READS_MS,
      },
    });
    process.stdout.write(json ? `${JSON.stringify(check, null, 2)}\n` : describeCheck(check));
    process.exitCode = check.advice.length > 0 ? 1 : 0;
  });
