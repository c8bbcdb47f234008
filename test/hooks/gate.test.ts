import { createGate } from '../../src/hooks/gate.ts';

const parked = (): { readonly work: () => Promise<string>; readonly finish: () => void } => {
  let finish = (): void => undefined;
  const waiting = new Promise<string>((resolve) => (finish = () => resolve('done')));
  return { work: () => waiting, finish: () => finish() };
};

describe('how much may run at once', () => {
  it('refuses at once what comes on top, and takes it again when something has ended', async () => {
    const gate = createGate(2, 'too-many-requests', 'too many');
    const [one, two] = [parked(), parked()];
    const running = [gate('site', one.work), gate('site', two.work)];
    await expect(gate('site', async () => 'more')).rejects.toMatchObject({ code: 'too-many-requests' });
    one.finish();
    await running[0];
    await expect(gate('site', async () => 'more')).resolves.toBe('more');
    two.finish();
    await running[1];
  });

  it('counts each EHR for itself', async () => {
    const gate = createGate(1, 'too-many-requests', 'too many');
    const busy = parked();
    const running = gate('busy', busy.work);
    await expect(gate('calm', async () => 'answered')).resolves.toBe('answered');
    busy.finish();
    await running;
  });

  it('gives the place back where the work fails', async () => {
    const gate = createGate(1, 'too-many-requests', 'too many');
    await expect(gate('site', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(gate('site', async () => 'answered')).resolves.toBe('answered');
  });
});
