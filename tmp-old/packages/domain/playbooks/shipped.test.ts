import { describe, expect, it } from 'vitest';
import published from '../../../config/playbooks/playbook.schema.json' with { type: 'json' };
import sample from '../../../config/playbooks/sample-event.json' with { type: 'json' };
import { playbookEventSchema } from './event.ts';
import { playbookJsonSchema } from './rule.ts';

describe('config/playbooks', () => {
  // To publish a changed rule format, from the repository's root:
  // npx node -p "JSON.stringify(require('@bellwether/domain').playbookJsonSchema())" > config/playbooks/playbook.schema.json
  // npx biome format --write config/playbooks
  it('ships the JSON Schema of the rules as they are', () => {
    expect(published).toEqual(playbookJsonSchema());
  });

  it('ships a sample event that playbooks can read', () => {
    expect(playbookEventSchema.safeParse(sample).error).toBeUndefined();
  });
});
