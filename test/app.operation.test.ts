import { bundle, PATIENT_ID, patient, report } from './fhir/sample.ts';
import { hookCall, NOON, PATIENT_VIEW, type WireAnswer } from './hooks/call.ts';
import { startService } from './service.ts';
import { signedEhr } from './signed-ehr.ts';
import { listen, sendJson } from './trust/listener.ts';

const TOKEN = 'a-token-of-sixteen-characters';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('meters', () => {
  it('count calls, cards, rules, keys and feedback, and hold no id and no text', async () => {
    const service = await startService({ now: NOON });
    const { json } = await service.post(PATIENT_VIEW, hookCall());
    const [card] = (json as WireAnswer).cards;
    await service.post(`${PATIENT_VIEW}/feedback`, {
      feedback: [
        { card: card?.uuid, outcome: 'overridden', overrideReason: { reason: { system: 'urn:made-up', code: 'edith-said-no' } } },
        { card: '9368d37b-283f-44a0-93ea-547cebab93ed', outcome: 'accepted' },
      ],
    });
    await service.post('/cds-services/edith-sallow', hookCall());
    const { text, headers } = await service.get('/metrics');
    await service.stop();

    expect(headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const lines = text.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'vfcds_hook_requests_total{tenant="demo",service="vertebral-fracture-patient-view",hook="patient-view",outcome="cards"} 1',
        'vfcds_hook_requests_total{tenant="demo",service="unknown",hook="unknown",outcome="invalid"} 1',
        'vfcds_prefetch_key_total{key="reports",state="supplied"} 1',
        'vfcds_feedback_total{tenant="demo",rule="very-high-risk",outcome="overridden",reason="other"} 1',
        'vfcds_feedback_total{tenant="demo",rule="unknown",outcome="accepted",reason="none"} 1',
        'vfcds_feedback_unmatched_total 1',
        'vfcds_reports_examined_total{source="conclusion",status="final"} 1',
        expect.stringMatching(/^vfcds_cards_returned_total\{tenant="demo",.*rule="[a-z-]+",indicator="[a-z]+"\} 1$/),
        expect.stringMatching(/^vfcds_rules_evaluated_total\{rule="urgent-cause",result="not_applicable"\} 1$/),
        expect.stringMatching(/^vfcds_hook_duration_seconds_count\{.*data_source="prefetch"\} 1$/),
        expect.stringMatching(/^vfcds_knowledge_info\{version="[0-9a-f]{12}",review_by="\d{4}-\d\d-\d\d"\} 1$/),
      ]),
    );
    expect(text).not.toMatch(
      new RegExp([PATIENT_ID, card?.uuid, String(hookCall().hookInstance), 'edith', 'dr-amble', 'T12', 'rep-1'].join('|')),
    );
    expect(lines.filter((line) => line && !line.startsWith('#') && !line.startsWith('vfcds_'))).toEqual([]);
  });

  it('and statistics are shown only to whoever has their token', async () => {
    const service = await startService({ env: { METRICS_TOKEN: TOKEN, STATS_TOKEN: TOKEN } });
    const statuses = async (path: string): Promise<readonly number[]> =>
      Promise.all([{}, bearer('another'), bearer(TOKEN)].map(async (headers) => (await service.get(path, headers)).status));
    expect(await statuses('/metrics')).toEqual([401, 401, 200]);
    expect(await statuses('/stats')).toEqual([401, 401, 200]);
    const { json } = await service.get('/stats', bearer(TOKEN));
    expect(json).toMatchObject({ requests: { total: 0 } });
    await service.stop();
  });

  it('statistics are nowhere without a token for them', async () => {
    const service = await startService();
    expect((await service.get('/stats')).status).toBe(404);
    await service.stop();
  });
});

describe('the audit line', () => {
  it('tells of every decision what was shown and why nothing else was, by keyed hashes', async () => {
    const service = await startService({ now: NOON });
    await service.post(PATIENT_VIEW, hookCall());
    await service.stop();
    const [decision] = service.logs.filter(({ event }) => event === 'decision');
    expect(decision).toMatchObject({
      ehr: 'demo',
      service: 'vertebral-fracture-patient-view',
      hookInstance: hookCall().hookInstance,
      verdict: 'fracture',
      spoken: expect.arrayContaining([expect.stringMatching(/^[a-z-]+$/)]),
      silent: expect.arrayContaining([expect.stringMatching(/^[a-z-]+: [a-z-]+/)]),
      reportKeys: [expect.stringMatching(/^[\w-]{43}$/)],
      patientKey: expect.stringMatching(/^[\w-]{43}$/),
      recorded: true,
    });
    expect(JSON.stringify(service.logs)).not.toMatch(new RegExp(`${PATIENT_ID}|rep-1|T12|9990000018|dr-amble`));
  });
});

describe('when the database is down', () => {
  it('hooks are answered and say so, feedback is 503, and the service stays ready', async () => {
    const service = await startService({ now: NOON });
    const { json } = await service.post(PATIENT_VIEW, hookCall());
    await service.parts.records.close();

    const answer = await service.post(PATIENT_VIEW, hookCall());
    expect(answer.status).toBe(200);
    expect((answer.json as WireAnswer).cards).toHaveLength((json as WireAnswer).cards.length);
    const feedback = await service.post(`${PATIENT_VIEW}/feedback`, {
      feedback: [{ card: (json as WireAnswer).cards[0]?.uuid, outcome: 'accepted' }],
    });
    expect({ status: feedback.status, after: feedback.headers.get('retry-after') }).toEqual({ status: 503, after: '1' });
    expect(await service.get('/readyz')).toMatchObject({ status: 200, json: { status: 'ready', records: 'down' } });
    expect((await service.get('/metrics')).text).toMatch(/vfcds_records_down_total [1-9]/);
    expect(service.logs.some(({ event, recorded }) => event === 'decision' && recorded === false)).toBe(true);
    await service.stop().catch(() => undefined);
  });
});

describe('when the service stops', () => {
  it('it answers what is under way, takes nothing new and leaves nothing open', async () => {
    const held: (() => void)[] = [];
    const fhir = await listen(
      ({ url = '' }, response) =>
        void held.push(() =>
          sendJson(response, url.includes('/Patient/') ? patient : bundle(...(url.includes('DiagnosticReport') ? [report('rep-1')] : []))),
        ),
    );
    const ehr = signedEhr('slow', { fhirServers: [`${fhir.origin}/R4`], allowPrivateAddresses: true });
    const service = await startService({ ehrs: [ehr.entry], env: { REQUEST_DEADLINE_MS: '20000' }, now: NOON });

    const call = ehr.post(service, PATIENT_VIEW, hookCall({ prefetch: {}, fhirServer: `${fhir.origin}/R4` }));
    while (held.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const stopped = service.stop();
    expect(service.parts.isServing()).toBe(false);
    await expect(service.get('/livez')).rejects.toThrow();
    const release = setInterval(() => held.splice(0).forEach((answer) => answer()), 5);
    const { status, json } = await call;
    expect({ status, some: (json as WireAnswer).cards.length > 0 }).toEqual({ status: 200, some: true });
    await stopped;
    clearInterval(release);
    await fhir.close();
    expect(service.logs.map(({ event }) => event).slice(-1)).toEqual(['stopped']);
  });
});
