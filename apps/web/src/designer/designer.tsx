/** The designer of an app's documents. */
export function Designer() {
  return null;
}
