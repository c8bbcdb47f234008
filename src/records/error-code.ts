/** The code of a system or database error (`ENOENT`, `SQLITE_BUSY`, `40P01`), or `''`. */
export const errorCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
