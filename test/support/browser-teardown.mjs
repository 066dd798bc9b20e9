/** After all journeys. */
export default async () => {
  const { removeDemoFolder } = await import('./demo-folder.ts');
  removeDemoFolder();
};
