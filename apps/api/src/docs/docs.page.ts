import type { OpenAPIObject } from '@nestjs/swagger';
import { escaped } from '../http/html.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & { 'x-audience'?: string };

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const audiences: Readonly<Record<string, string>> = {
  public: '誰でも',
  signedIn: 'ログインした人',
  member: '機関のメンバー',
  caseworker: '職員・受入決定者・管理者',
  acceptor: '受入決定者・管理者',
  manager: '管理者',
};

/** A page that lists every operation with who may call it and how it answers. No script: it is read, not played with. */
export function docsPage(document: OpenAPIObject): string {
  const rows = Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method] as Operation | undefined;
      return operation ? [row(path, method, operation)] : [];
    }),
  );
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.info.title)}</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<main>
<h1>${escaped(document.info.title)}</h1>
<p>${escaped(document.info.description ?? '')}</p>
<p><a href="/api/openapi.json">OpenAPI 3.1 の文書（JSON）</a></p>
<table>
<caption>操作の一覧</caption>
<thead><tr><th scope="col">操作</th><th scope="col">呼び出せる人</th><th scope="col">必要なヘッダー</th><th scope="col">応答</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`;
}

function row(path: string, method: string, operation: Operation): string {
  const headers = (operation.parameters ?? []).flatMap((parameter) =>
    'in' in parameter && parameter.in === 'header' ? [parameter.name] : [],
  );
  const cells = [
    `<th scope="row"><code>${method.toUpperCase()}</code> <code>${escaped(path)}</code></th>`,
    `<td>${audiences[operation['x-audience'] ?? ''] ?? ''}</td>`,
    `<td>${headers.map((name) => `<code>${escaped(name)}</code>`).join(' ')}</td>`,
    `<td>${Object.keys(operation.responses).join(' ')}</td>`,
  ];
  return `<tr>${cells.join('')}</tr>`;
}

/** The look of the page: the colours and the type of the screens. */
export const docsStyle = `
body { margin: 0; color: #1a1a1a; background: #fff; font: 1rem/1.7 'Noto Sans JP', 'BIZ UDPGothic', 'Yu Gothic UI', Meiryo, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.75rem; line-height: 1.4; }
a { color: #0017c1; }
a:focus-visible { outline: 4px solid #000; outline-offset: 2px; background: #ffd43d; }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid #b3b3b3; font-weight: normal; }
thead th { background: #f2f2f2; font-weight: bold; border-bottom: 2px solid #333; }
code { font: .9375rem/1.5 ui-monospace, 'Noto Sans Mono CJK JP', monospace; }
`;
