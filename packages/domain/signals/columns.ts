/** The column of a fact table that a signal's field is kept in: `accountId` -> `account_id`. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
