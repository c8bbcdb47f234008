/**
 * Tests are TypeScript as ES modules, compiled file by file with swc; types are checked by `npm run types`.
 * Those that need Debian's Chromium or PostgreSQL, and those that take their time (other processes that are started or killed, thousands of
 * damaged requests, bodies that never end, floods, TLS, documents that eat a worker, every case read twice), run only under `npm run check`,
 * which sets VFCDS_CHECK.
 */
const onlyUnderCheck = [
  '/test/browser/',
  '/test/postgres/',
  '/test/commands/read.test.ts',
  '/test/commands/serve.test.ts',
  '/test/readme.test.ts',
  '/test/records/processes.test.ts',
  '/test/security/fuzz.test.ts',
  '/test/security/hostile-requests.test.ts',
  '/test/security/supply-chain.test.ts',
  '/test/security/token-flood.test.ts',
  '/test/trust/over-tls.test.ts',
  '/test/fhir/documents/read-documents.test.ts',
  '/test/reports/gates.test.ts',
];

export default {
  testEnvironment: 'node',
  maxWorkers: '100%',
  // Nothing is measured by the clock: a busy machine may take its time.
  testTimeout: 30_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: process.env.VFCDS_CHECK ? [] : onlyUnderCheck,
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }],
  },
};
