import { up } from '@bellwether/local-stack';

/** A process that owns a stack, to be killed: prints one line when the stack is up, and then stays. */
const dir = process.argv[2]!;
const { clickhouse } = await up({ dir, attached: true, usualPorts: false, docker: false, env: {} });
console.log(clickhouse.url);
setInterval(() => undefined, 1_000);
