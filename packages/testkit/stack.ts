import type { StackAddresses } from '@bellwether/local-stack';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    stack: StackAddresses;
    /** The schema registry as ClickHouse reaches it, which differs where both are containers. */
    clickHouseRegistryUrl: string;
  }
}

export interface StackForTests {
  addresses: StackAddresses;
  clickHouseRegistryUrl: string;
  stop(): Promise<void>;
}

/** The stack that all files of this test run share: use names of your own for topics and databases. */
export function testStack(): StackAddresses {
  return inject('stack');
}
