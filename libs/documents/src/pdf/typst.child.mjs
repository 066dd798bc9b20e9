/**
 * The process in which documents are set. It gets a template, its data and pictures, and answers with a PDF or with what
 * is wrong; it opens no file but its fonts. Plain JavaScript, since Node starts it by its path, from the sources too.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const { resolve } = createRequire(import.meta.url);
const faces = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf'];
const fontBlobs = faces.map((face) => readFileSync(resolve(`@expo-google-fonts/noto-sans-jp/${face}`)));
// There is no such folder: a template can read what it was handed and nothing else.
const desk = '/nowhere';
const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs }], workspace: desk });

/** What is remembered from the last few documents makes the next one of their kind faster. */
const remembered = 10;

function set({ template, data, pictures, madeAt }) {
  compiler.resetShadow();
  for (const [name, content] of Object.entries(pictures))
    compiler.mapShadow(`${desk}/${name}`, Buffer.from(content));
  try {
    const result = compiler.compile({ mainFileContent: template, inputs: { data } });
    if (result.hasError()) return { refused: saying(compiler.fetchDiagnostics(result.takeError())) };
    const document = result.result;
    const content = compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: madeAt });
    return { content, pages: document.numOfPages };
  } catch (error) {
    return { refused: String(error.message) };
  } finally {
    compiler.evictCache(remembered);
  }
}

function saying(diagnostics) {
  return diagnostics.map(({ message }) => message).join('; ');
}

process.on('message', (order) => process.send(set(order)));
process.on('disconnect', () => process.exit());
// A terminal signals everybody; the parent finishes its document first and lets go then.
process.on('SIGINT', () => undefined);
