/**
 * Tests are TypeScript as ES modules, compiled file by file with swc; types are checked by `npm run types`.
 * Those that need Debian's Chromium or PostgreSQL run only under `npm run check`, which sets VFCDS_CHECK.
 */
const needsSystemPackages = ['/test/browser/', '/test/postgres/'];

export default {
  testEnvironment: 'node',
  // Nothing is measured by the clock: a busy machine may take its time.
  testTimeout: 30_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: process.env.VFCDS_CHECK ? [] : needsSystemPackages,
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }],
  },
};
