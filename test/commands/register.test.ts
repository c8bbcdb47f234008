import { registerCommand } from '../../src/commands/register.ts';
import { runCommand } from './run-command.ts';

const DEMO = { EHRS_FILE: '' };

describe('vfcds register', () => {
  it('prints a preset as Markdown', async () => {
    const { out } = await runCommand(registerCommand, ['--ehr', 'epic'], DEMO);
    expect(out).toContain('# Registering Vertebral Fracture CDS with epic');
    expect(out).toContain('http://127.0.0.1:8080/cds-services/vertebral-fracture-patient-view/feedback');
  });

  it('prints it as JSON for a program', async () => {
    const { out } = await runCommand(registerCommand, ['--ehr', 'nhs', '--format', 'json'], DEMO);
    expect(JSON.parse(out)).toMatchObject({ name: 'nhs', kind: 'preset', dialect: 'standard' });
  });

  it('names the EHRs that it knows where it does not know this one', async () => {
    const { out, error } = await runCommand(registerCommand, ['--ehr', 'none'], DEMO);
    expect([out, error]).toEqual(['', 'Error: --ehr: "none" is not one of standard, epic, oracle, nhs']);
  });
});
