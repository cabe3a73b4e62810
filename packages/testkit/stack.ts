import type { StackAddresses } from '@bellwether/local-stack';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    stack: StackAddresses;
  }
}

/** The stack that all files of this test run share: use names of your own for topics and databases. */
export function testStack(): StackAddresses {
  return inject('stack');
}
