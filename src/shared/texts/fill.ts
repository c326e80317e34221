/** Returns a text with its `{{placeholders}}` replaced. Throws if a value is missing. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`No value for {{${name}}} in "${text}".`);
    return value;
  });
}
