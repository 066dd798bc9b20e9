import type { Command } from 'commander';

/** `portal openapi`: the document that the web client and the tests are generated from. */
export function openapiCommand(program: Command): void {
  program
    .command('openapi')
    .description('API の説明書 (OpenAPI 3.1) を出力する')
    .option('-o, --output <file>', '標準出力の代わりにファイルへ書く')
    .action(async ({ output }: { output?: string }) => {
      const { printOpenApi } = await import('./openapi.document.js');
      await printOpenApi(output);
    });
}
