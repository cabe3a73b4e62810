import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';

/** A request to the query interface, its parameters read. */
export interface QueryRequest {
  params: URLSearchParams;
  queryId: string | undefined;
  database: string | undefined;
  defaultFormat: string | undefined;
  /** GET must not change anything. */
  readOnly: boolean;
  gzip: boolean;
  /** Hold the whole answer back until the query has succeeded. */
  waitEndOfQuery: boolean;
}

const DECODERS = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

export function readQueryRequest(request: IncomingMessage, url: URL): QueryRequest {
  const params = url.searchParams;
  const header = (name: string) => request.headers[name]?.toString();
  const accepts = header('accept-encoding') ?? '';
  return {
    params,
    queryId: params.get('query_id') ?? undefined,
    database: params.get('database') ?? header('x-clickhouse-database'),
    defaultFormat: header('x-clickhouse-format') ?? params.get('default_format') ?? undefined,
    readOnly: request.method !== 'POST',
    gzip: params.get('enable_http_compression') === '1' && /\bgzip\b/.test(accepts),
    waitEndOfQuery: params.get('wait_end_of_query') === '1',
  };
}

/** What a real server does and this one does not; undefined for everything that is served. */
export function unsupported(request: IncomingMessage, { params }: QueryRequest): string | undefined {
  if (params.has('session_id')) return 'Sessions (session_id) are not supported by the local ClickHouse';
  if (params.get('compress') === '1' || params.get('decompress') === '1') {
    return 'The native compression (compress, decompress) is not supported by the local ClickHouse, gzip is';
  }
  if (request.headers['content-type']?.startsWith('multipart/') === true) {
    return 'External tables and other multipart bodies are not supported by the local ClickHouse';
  }
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity' && !(encoding in DECODERS)) {
    return `Content-Encoding ${encoding} is not supported by the local ClickHouse`;
  }
  return undefined;
}

/** The user a request comes as: there is one, `default`, without a password. */
export function userOf(request: IncomingMessage, params: URLSearchParams): string {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const fromBasic = basic === undefined ? undefined : Buffer.from(basic, 'base64').toString().split(':')[0];
  const named = request.headers['x-clickhouse-user']?.toString() ?? fromBasic ?? params.get('user');
  return named || 'default';
}

/** The body, decompressed. Errors of the request end the decoder too. */
export function decodedBody(request: IncomingMessage): Readable {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || !(encoding in DECODERS)) return request;
  const decoder = DECODERS[encoding as keyof typeof DECODERS]();
  request.once('error', (error) => decoder.destroy(error));
  request.once('aborted', () => decoder.destroy(new Error('The client went away')));
  return request.pipe(decoder);
}
