/** After all tests. */
export default async () => {
  const { stopTestServer } = await import('./test-server.ts');
  await stopTestServer();
};
