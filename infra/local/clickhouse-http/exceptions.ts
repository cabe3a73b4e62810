/** An error as ClickHouse's HTTP interface tells it. */
export interface Exception {
  code: number;
  message: string;
  status: number;
}

const UNKNOWN_EXCEPTION = 1002;
const STATUS_BY_CODE: ReadonlyMap<number, number> = new Map(
  Object.entries({
    400: [6, 25, 26, 27, 36, 38, 41, 42, 53, 62, 72, 117, 130, 168, 167, 427, 441, 456],
    403: [192, 193, 291, 497, 516],
    404: [16, 46, 47, 50, 56, 60, 63, 73, 81, 115, 336],
    408: [159],
    413: [223],
    501: [48],
    503: [202, 439],
  }).flatMap(([status, codes]) => codes.map((code) => [code, Number(status)] as const)),
);

/** The engine's error; chdb hands its code on beside the message. */
export function exceptionOf(error: unknown, version: string): Exception {
  const text = error instanceof Error ? error.message : String(error);
  const code = (error as { clickhouseCode?: number }).clickhouseCode ?? UNKNOWN_EXCEPTION;
  const message = text.startsWith('Code: ') ? text : `Code: ${code}. DB::Exception: ${text}`;
  return { code, message: `${message} (version ${version})\n`, status: STATUS_BY_CODE.get(code) ?? 500 };
}

/** An error of this server, in the same words; `type` is ClickHouse's name of the code. */
export function exception(code: number, type: string, text: string, version: string): Exception {
  const message = `Code: ${code}. DB::Exception: ${text} (${type}) (version ${version})\n`;
  return { code, message, status: STATUS_BY_CODE.get(code) ?? 500 };
}
