import { z } from 'zod';
import { SHIPPED_CONFIG_DIR } from './indicators.ts';

/** The setting `CONFIG_DIR` of a service, as what it reads there; a problem of a file is a problem of the setting. */
export function configDir<T>(read: (dir: string) => T) {
  return z
    .string()
    .default(SHIPPED_CONFIG_DIR)
    .transform((dir, ctx) => {
      try {
        return read(dir);
      } catch (error) {
        ctx.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
        return z.NEVER;
      }
    })
    .describe('a folder like config/');
}
