import { createLog, errorFields, type LogFields } from '../src/log.ts';

const lines = (write: (log: ReturnType<typeof createLog>) => void, level = 'info'): readonly Record<string, unknown>[] => {
  const seen: string[] = [];
  write(createLog(level, { write: (line) => void seen.push(line) }));
  return seen.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('the log', () => {
  it('holds only what stands on its list, whatever it is given', () => {
    const given = { ehr: 'st-elsewhere', patientName: 'Edith Sallow', authorization: 'Bearer x' } as LogFields;
    const [line] = lines((log) => log.info('decision', given));
    expect(line).toMatchObject({ event: 'decision', ehr: 'st-elsewhere' });
    expect(JSON.stringify(line)).not.toMatch(/Sallow|Bearer/);
  });

  it('holds no objects: they could carry anything', () => {
    const [line] = lines((log) =>
      log.info('decision', { reason: { name: 'Edith' }, spoken: ['assess', { name: 'Edith' }] } as unknown as LogFields),
    );
    expect(line?.reason).toBeUndefined();
    expect(line?.spoken).toEqual(['assess']);
  });

  it('cuts long strings', () => {
    const [line] = lines((log) => log.info('auth-failed', { issuer: 'x'.repeat(5000) }));
    expect((line?.issuer as string).length).toBe(200);
  });

  it('says nothing below its level', () => {
    expect(lines((log) => log.info('decision'), 'warn')).toEqual([]);
    expect(lines((log) => log.error('failed'), 'silent')).toEqual([]);
  });

  it('knows an error by class, code and place, never by its message', () => {
    const error = Object.assign(new TypeError('Edith Sallow has no T12'), { code: 'E_TEST' });
    const fields = errorFields(error);
    expect(fields.error).toBe('TypeError E_TEST');
    expect(fields.where).toEqual(expect.arrayContaining([expect.stringMatching(/log\.test\.ts:\d+:\d+$/)]));
    expect(JSON.stringify(fields)).not.toContain('Sallow');
    expect(errorFields('Edith')).toEqual({ error: 'string' });
  });
});
