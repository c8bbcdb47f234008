import { Command } from 'commander';
import { readConfig, type Config } from '../config.ts';
import { readHashKey } from '../records/hash-key.ts';
import { makeKeys, type Site } from '../records/keys.ts';
import { openExistingRecords } from './open-existing-records.ts';

/** The profile without a registry knows one caller. */
const DEMO: readonly Site[] = [{ ehr: 'demo', tenant: null }];

const siteOf = ({ profile, ehrs }: Config, name: string): Site => {
  const sites = profile === 'demo' ? DEMO : ehrs.map((entry) => ({ ehr: entry.name, tenant: entry.tenant }));
  const site = sites.find(({ ehr }) => ehr === name);
  if (!site) throw new Error(`--ehr: "${name}" is not one of ${sites.map(({ ehr }) => ehr).join(', ')}`);
  return site;
};

/** Another key would find nothing, and the patient would be believed forgotten: none is ever made here. */
const keyOf = ({ HASH_KEY, DATABASE_FILE }: Config): string => {
  const key = HASH_KEY ?? readHashKey(DATABASE_FILE);
  if (!key) throw new Error('HASH_KEY: set it to the key that the service runs with');
  return key;
};

/** `vfcds forget`: removes what is held for one patient: decisions, deliveries and answers. What another EHR knows of the same person stays. */
export const forgetCommand = new Command('forget')
  .description('remove all that is held for one patient')
  .requiredOption('--patient <id>', 'the id as hook calls send it in context.patientId')
  .requiredOption('--ehr <name>', 'name of the EHR in ehrs.yaml')
  .action(async ({ patient, ehr }: { patient: string; ehr: string }) => {
    const config = readConfig(process.env);
    if (!/^[A-Za-z0-9\-.]{1,128}$/.test(patient)) throw new Error('--patient: must be an id as in context.patientId, without "Patient/"');
    const patientKey = makeKeys(keyOf(config)).patient(siteOf(config, ehr), patient);
    const records = await openExistingRecords(config);
    try {
      const rows = await records.forget(ehr, patientKey);
      process.stdout.write(`rows removed: ${rows}\n`);
      if (rows === 0) process.stderr.write('nothing was held for this patient and EHR under this HASH_KEY\n');
    } finally {
      await records.close();
    }
  });
