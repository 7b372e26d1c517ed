/** Starts a PostgreSQL for one test run in a temporary folder. `stop` ends it and removes the folder. */
export function startTestPostgres(): Promise<{ url: string; stop: () => Promise<void> }>;

/** Makes an empty database for one test file, owned by an ordinary role. Call `drop` when the file is done. */
export function createTestDatabase(admin?: string): Promise<{ url: string; drop: () => Promise<void> }>;
